// Commands on their way to the book. A value is « enregistrée » only after the answer; a refusal hands the cell back; a
// failure of the machine keeps the value, says so, and tries again until it is written. It knows no mark and no word.
import { SvelteMap } from "svelte/reactivity";
import type { Changes, Command } from "~/core/bindings";
import { held } from "~/core/held.svelte";
import { asDoorError, call, type DoorError } from "~/core/door";

export type Outcome = {
  saved: (key: string, command: Command, changes: Changes) => void;
  refused: (key: string, command: Command, reason: DoorError) => void;
};

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;

export class Writes {
  /** Milliseconds since 1970 of the last commit. */
  savedAt = $state<number | null>(null);
  /** Why the machine can't write, while it can't. */
  trouble = $state.raw<DoorError | null>(null);
  /** Commands not yet answered, newest per key. */
  readonly waiting = new SvelteMap<string, Command>();

  readonly #session: string;
  readonly #outcome: Outcome;
  #running = false;
  #wait = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(session: string, outcome: Outcome) {
    this.#session = session;
    this.#outcome = outcome;
  }

  /** Sends a command; a later one of the same key replaces it if it is still waiting. */
  send(key: string, command: Command): void {
    this.waiting.set(key, command);
    if (this.#timer === null) void this.#run();
  }

  /** Tries again now what the machine could not write. */
  retry(): void {
    this.#clearTimer();
    void this.#run();
  }

  /** Settles once nothing is on its way: everything is written, or the machine is in trouble. */
  async settled(): Promise<void> {
    while (this.#running) await new Promise((done) => setTimeout(done, 5));
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let next = first(this.waiting);
    while (next !== null && (await this.#deliver(...next))) next = first(this.waiting);
    this.#running = false;
  }

  /** Whether to go on with the next command. */
  async #deliver(key: string, command: Command): Promise<boolean> {
    try {
      const changes = await call("execute", { session: this.#session, command: $state.snapshot(command) });
      this.savedAt = changes.saved_at;
      this.#answered();
      this.#settle(key, command);
      this.#outcome.saved(key, command, changes);
      return true;
    } catch (thrown) {
      const error = asDoorError(thrown);
      if (error.kind === "failure") return this.#failed(error);
      this.#answered();
      this.#settle(key, command);
      this.#outcome.refused(key, command, error);
      return true;
    }
  }

  /** A newer value may have taken the key while this one was on its way. */
  #settle(key: string, command: Command): void {
    if (this.waiting.get(key) === command) this.waiting.delete(key);
  }

  /** The machine works again, whatever the rules said. */
  #answered(): void {
    this.trouble = null;
    held.release(this);
    this.#wait = FIRST_WAIT_MS;
  }

  #failed(error: DoorError): boolean {
    this.trouble = error;
    held.hold(this);
    this.#clearTimer();
    this.#timer = setTimeout(() => this.retry(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    return false;
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function first(waiting: ReadonlyMap<string, Command>): [string, Command] | null {
  for (const entry of waiting) return entry;
  return null;
}
