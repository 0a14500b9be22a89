// What was done to the marks, so that it can be undone: each change with what was before. Undoing is a new command like
// any other; nothing leaves the log.
import type { Mark } from "~/core/bindings";

export type Change = { candidate: string; criterion: string; before: Mark; after: Mark };

export class History {
  #done = $state.raw<readonly Change[]>([]);
  #undone = $state.raw<readonly Change[]>([]);

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  note(change: Change): void {
    this.#done = [...this.#done, change];
    this.#undone = [];
  }

  takeBack(): Change | null {
    const change = this.#done.at(-1) ?? null;
    if (change === null) return null;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, change];
    return change;
  }

  putAgain(): Change | null {
    const change = this.#undone.at(-1) ?? null;
    if (change === null) return null;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, change];
    return change;
  }

  /** Forgets what concerns a cell whose change was refused, or a sheet that was sealed: it can't be undone. */
  forget(matches: (change: Change) => boolean): void {
    this.#done = this.#done.filter((change) => !matches(change));
    this.#undone = this.#undone.filter((change) => !matches(change));
  }
}
