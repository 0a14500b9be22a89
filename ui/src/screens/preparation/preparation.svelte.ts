// The screen of preparation: what the core says is prepared and missing, and one way for every act. What is legal, what is
// missing and where it is cured is the core's.
import type { Command, Cure, PackHanded, PreparationView, PreparedCandidate, PreparedJuror } from "~/core/bindings";
import { Asking } from "~/core/asking.svelte";
import { asDoorError, call, type DoorError, type DoorName, type Request } from "~/core/door";
import { turning } from "~/core/turning.svelte";
import { folded } from "~/parts/folded";

/** A part of the screen. */
export type Section = "ready" | "candidates" | "panel" | "subjects" | "planning" | "attendance" | "packs";
export const SECTIONS: readonly Section[] = ["candidates", "panel", "subjects", "planning", "packs", "ready", "attendance"];

export class PreparationController extends Asking {
  view = $state.raw<PreparationView | null>(null);
  broken = $state.raw<DoorError | null>(null);
  section = $state<Section>("ready");
  /** When what was written last was on the disk. */
  savedAt = $state<number | null>(null);
  /** Whose line was looked for. */
  pointed = $state.raw<{ id: string } | null>(null);
  packed = $state.raw<{ juror: string; file: PackHanded } | null>(null);

  readonly stops = $derived((this.view?.points ?? []).filter(({ verdict }) => verdict === "stop").length);
  readonly doubts = $derived((this.view?.points ?? []).filter(({ verdict }) => verdict === "doubt").length);
  /** Candidates in the order of their passages, then of their numbers. */
  readonly passing = $derived(inOrder(this.view?.candidates ?? []));
  readonly members = $derived((this.view?.jurors ?? []).filter(({ file }) => file.role === "president" || file.role === "member"));

  constructor(readonly session: string) {
    super();
  }

  /** Reads the session; it opens where there is something to begin with. */
  async open(): Promise<void> {
    await this.load();
    if (this.view?.candidates.length === 0) this.section = "candidates";
    const sent = turning.take();
    if (sent !== null) this.meet(sent);
  }

  async load(): Promise<void> {
    try {
      this.view = await call("preparation", { session: this.session });
      this.broken = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  turn(section: Section): void {
    [this.section, this.problem] = [section, null];
  }

  /** Goes to the line of somebody who was looked for; whether there is one. */
  meet(person: string): boolean {
    const among = (people: readonly { id: string }[] = []): boolean => people.some(({ id }) => id === person);
    const section = among(this.view?.candidates) ? "candidates" : among(this.view?.jurors) ? "panel" : null;
    if (section === null) return false;
    this.turn(section);
    this.pointed = { id: person };
    return true;
  }

  /** The section beside this one, down or up the list. */
  step(by: 1 | -1): void {
    const to = SECTIONS[SECTIONS.indexOf(this.section) + by];
    if (to !== undefined) this.turn(to);
  }

  cure(cure: Cure): Section | null {
    return cure === "session" ? null : cure;
  }

  /** The worst that was found of what a section cures. */
  verdict(section: Section): "good" | "doubt" | "stop" {
    const points = (this.view?.points ?? []).filter(({ cure }) => section === "ready" || cure === section);
    if (points.some(({ verdict }) => verdict === "stop")) return "stop";
    return points.some(({ verdict }) => verdict === "doubt") ? "doubt" : "good";
  }

  /** Asks the rules for `command`; whether it was done. */
  execute(command: Command): Promise<boolean> {
    return this.keep("execute", { session: this.session, command });
  }

  /** Knocks at a door that writes, then reads again; whether it was done. */
  async keep<K extends DoorName>(door: K, request: Request<K>): Promise<boolean> {
    // A door may answer nothing when it did: what was done is told apart from what was answered.
    const done = await this.ask(async () => ({ answer: await call(door, request) }));
    if (done === null) return false;
    if (isSaved(done.answer)) this.savedAt = done.answer.saved_at;
    await this.load();
    return true;
  }

  /** Several commands at once, all of them or none; whether they were done. */
  all(commands: Command[]): Promise<boolean> {
    return this.keep("execute_all", { session: this.session, commands });
  }

  async pack(juror: PreparedJuror): Promise<void> {
    const file = await this.ask(() => call("hand_pack", { session: this.session, juror: juror.id }));
    if (file === null) return;
    this.packed = { juror: juror.id, file };
    await this.load();
  }
}

export function fullName({ given_name, family_name }: { given_name: string; family_name: string }): string {
  return `${given_name} ${family_name}`;
}

/** Candidates whose name or number holds every word of `sought`, whatever the case and the accents. */
export function matching(candidates: PreparedCandidate[], sought: string): PreparedCandidate[] {
  const words = folded(sought).split(/\s+/).filter(Boolean);
  if (words.length === 0) return candidates;
  return candidates.filter(({ file }) => {
    const text = folded(`${file.number} ${fullName(file)}`);
    return words.every((word) => text.includes(word));
  });
}

function inOrder(candidates: PreparedCandidate[]): PreparedCandidate[] {
  const at = ({ passage }: PreparedCandidate): string => {
    if (passage === null) return "~";
    const { date, hour, minute } = passage.starts_at;
    return `${date} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  };
  return candidates.map((candidate) => ({ key: at(candidate), candidate })).sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ candidate }) => candidate);
}

function isSaved(answer: unknown): answer is { saved_at: number } {
  return typeof answer === "object" && answer !== null && "saved_at" in answer;
}
