// One question to the core at a time: whether one is being answered, and what the last came to when it did not do. The part of
// a controller that every screen shares; what is asked, and what becomes of the answer, is the screen's.
import { asDoorError, type DoorError } from "./door";

/** `Work` names what may be asked, where the screen tells one question from another. */
export class Asking<Work extends string = never> {
  /** What the last act came to, when it did not do. */
  problem = $state.raw<DoorError | null>(null);
  /** What is being asked. */
  work = $state<Work | "asking" | null>(null);

  get busy(): boolean {
    return this.work !== null;
  }

  /** Does `act`, one at a time; `null` when the person gave up or it could not be done. */
  async ask<T>(act: () => Promise<T | null>, work: Work | "asking" = "asking"): Promise<T | null> {
    if (this.busy) return null;
    [this.work, this.problem] = [work, null];
    try {
      return await act();
    } catch (thrown) {
      this.problem = asDoorError(thrown);
      return null;
    } finally {
      this.work = null;
    }
  }
}
