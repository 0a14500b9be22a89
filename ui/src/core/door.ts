// The one door between the face and the core: a name, a request, an answer or a failure. It knows the two hosts (the
// desktop window, a local server) and no screen; it must not become a place where answers are kept or words are chosen.
import type { Doors, Failure } from "./bindings";

export type DoorName = keyof Doors;
export type Request<K extends DoorName> = Doors[K]["request"];
export type Answer<K extends DoorName> = Doors[K]["answer"];
export type Door = <K extends DoorName>(name: K, request: Request<K>) => Promise<Answer<K>>;

/** A failure as it is said; one without arguments may leave them out. */
type Said = Pick<Failure, "kind" | "code"> & Partial<Pick<Failure, "args">>;

/** What a door throws: the rules said no (`refusal`) or the machine could not (`failure`). */
export class DoorError extends Error {
  readonly kind: Failure["kind"];
  readonly code: string;
  readonly args: Record<string, string>;

  constructor(failure: Said) {
    super(failure.code);
    this.name = "DoorError";
    this.kind = failure.kind;
    this.code = failure.code;
    this.args = failure.args ?? {};
  }
}

/** Anything thrown, as a door's error; the core's own words never reach people. */
export function asDoorError(thrown: unknown): DoorError {
  if (thrown instanceof DoorError) return thrown;
  if (isFailure(thrown)) return new DoorError(thrown);
  return new DoorError({ kind: "failure", code: "unreachable", args: { detail: String(thrown) } });
}

let door: Door = "__TAURI_INTERNALS__" in globalThis ? throughTheWindow : throughTheServer;

/** Knocks at the door. Throws `DoorError`. */
export const call: Door = (name, request) => door(name, request);

/** Puts another door in place (tests, the demonstration build). */
export function useDoor(other: Door): void {
  door = other;
}

async function throughTheWindow<K extends DoorName>(name: K, body: Request<K>): Promise<Answer<K>> {
  const { invoke } = await import("@tauri-apps/api/core");
  try {
    return await invoke<Answer<K>>("door", { name, body });
  } catch (thrown) {
    throw asDoorError(thrown);
  }
}

async function throughTheServer<K extends DoorName>(name: K, body: Request<K>): Promise<Answer<K>> {
  let response: Response;
  try {
    const headers = { "content-type": "application/json" };
    response = await fetch(`/door/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
  } catch (thrown) {
    throw asDoorError(thrown);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer<K>;
  throw asDoorError(isFailure(answer) ? answer : `HTTP ${String(response.status)}`);
}

function isFailure(value: unknown): value is Said {
  return typeof value === "object" && value !== null && "kind" in value && "code" in value;
}
