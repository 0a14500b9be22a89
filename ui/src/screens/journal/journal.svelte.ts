// The log: its rows newest first, and those that somebody looks for. What may be seen, and what counts, are the core's. No word
// for people: what is sought in the words themselves is asked of `words`.
import type { JournalView } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";
import { EVERYTHING, familiesOf, matching, type Entry, type Sought } from "./matching";

export class JournalController {
  view = $state.raw<JournalView | null>(null);
  broken = $state.raw<DoorError | null>(null);
  sought = $state<Sought>({ ...EVERYTHING });

  constructor(
    readonly session: string,
    /** The words of a code, without names. */
    readonly words: (code: string) => string = (code) => code,
  ) {}

  readonly entries = $derived((this.view?.rows ?? []).map((row, place): Entry => ({ id: String(place), row })).reverse());
  readonly found = $derived(this.view === null ? [] : matching(this.entries, this.view, this.sought, (code) => this.words(code)));
  readonly narrowed = $derived(JSON.stringify(this.sought) !== JSON.stringify(EVERYTHING));
  readonly families = $derived(familiesOf(this.view?.rows ?? []));

  async load(): Promise<void> {
    try {
      this.view = await call("journal", { session: this.session });
      this.broken = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  widen(): void {
    this.sought = { ...EVERYTHING };
  }
}
