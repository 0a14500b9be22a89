// A juror's own phrases: read once, narrowed while they are chosen from, changed as a whole. They are this person's, on this
// computer; none is ever put anywhere by itself.
import { asDoorError, call, type DoorError } from "~/core/door";
import { preferences } from "~/core/preferences.svelte";

/** How many are offered under a field: each has its digit. */
const SHOWN = 9;

export class Phrases {
  all = $state.raw<readonly string[]>([]);
  /** Which field they are being chosen for: a criterion's code, or the general remarks'. */
  chooser = $state<string | null>(null);
  at = $state(0);
  /** First of those that are offered. */
  from = $state(0);
  editing = $state(false);
  problem = $state.raw<DoorError | null>(null);

  readonly shown = $derived(this.all.slice(this.from, this.from + SHOWN));

  async choose(field: string): Promise<void> {
    await this.read();
    [this.chooser, this.at, this.from] = [field, 0, 0];
  }

  close(): void {
    this.chooser = null;
  }

  /** Moves to another phrase, round and round. */
  step(by: 1 | -1): void {
    const count = this.all.length;
    if (count === 0) return;
    const at = (this.from + this.at + by + count) % count;
    if (at < this.from) this.from = at;
    if (at >= this.from + SHOWN) this.from = at - SHOWN + 1;
    this.at = at - this.from;
  }

  /** What a key chooses while they are offered; null when it is no key of theirs. */
  chosen(key: string): string | null {
    if (key === "Enter") return this.shown[this.at] ?? null;
    return /^[1-9]$/.test(key) ? (this.shown[Number(key) - 1] ?? null) : null;
  }

  async read(): Promise<void> {
    try {
      this.all = await call("phrases", { language: preferences.locale === "fr" ? "french" : "english" });
    } catch (thrown) {
      this.problem = asDoorError(thrown);
    }
  }

  /** Keeps one phrase a line. */
  async keep(lines: string): Promise<boolean> {
    try {
      this.all = await call("keep_phrases", { phrases: lines.split("\n") });
      [this.problem, this.editing] = [null, false];
      return true;
    } catch (thrown) {
      this.problem = asDoorError(thrown);
      return false;
    }
  }
}
