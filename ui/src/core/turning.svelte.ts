// Where a screen sends the person: another moment of the day, and whom to look at there. The shell turns; the screen that is
// turned to takes the candidate. No screen knows another.
import type { Moment } from "./bindings";

class Turning {
  #asked = $state.raw<{ moment: Moment; candidate: string | null } | null>(null);

  /** The moment asked for, while the shell has not turned to it. */
  get moment(): Moment | null {
    return this.#asked?.moment ?? null;
  }

  to(moment: Moment, candidate: string | null = null): void {
    this.#asked = { moment, candidate };
  }

  /** Whom to look at, told once; forgets what was asked. */
  take(): string | null {
    const candidate = this.#asked?.candidate ?? null;
    this.#asked = null;
    return candidate;
  }
}

export const turning = new Turning();
