// Personal data of a session: what comes to its term, the answer to somebody who asks, an erasure shown before it is done. Who may
// erase whom, and until when something is kept, is the core's to say.
import type { AnswerSaved, DataOf, ErasurePreview, ErasureReport, PersonalData, Whom } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";

/** Whom an erasure is being prepared for, and what it would do once that was asked. */
export type Erasing = { of: DataOf; alone: boolean; preview: ErasurePreview | null };

export class PersonalController {
  data = $state.raw<PersonalData | null>(null);
  /** The answer saved last. */
  saved = $state.raw<AnswerSaved | null>(null);
  erasing = $state.raw<Erasing | null>(null);
  /** What the last erasure did. */
  done = $state.raw<ErasureReport | null>(null);
  busy = $state(false);
  problem = $state.raw<DoorError | null>(null);

  constructor(readonly session: string) {}

  async load(): Promise<void> {
    await this.#try(async () => {
      this.data = await call("personal_data", { session: this.session });
    });
  }

  /** Saves what is kept of a candidate where the person says. */
  async answer({ candidate }: DataOf): Promise<void> {
    this.saved = null;
    await this.#try(async () => {
      this.saved = await call("subject_access", { session: this.session, candidate });
    });
  }

  /** Asks what erasing a candidate, or their accommodations alone, would do. */
  async consider(of: DataOf, alone: boolean): Promise<void> {
    [this.erasing, this.done, this.saved] = [{ of, alone, preview: null }, null, null];
    await this.#try(async () => {
      const preview = await call("preview_erasure", { session: this.session, whom: whom(of, alone) });
      this.erasing = { of, alone, preview };
    });
  }

  /** Leaves everything as it is. */
  leave(): void {
    [this.erasing, this.done, this.problem] = [null, null, null];
  }

  /** Erases, for good; whether it was done. */
  async erase(ground: string): Promise<boolean> {
    const erasing = this.erasing;
    if (erasing === null) return false;
    const done = await this.#try(async () => {
      this.done = await call("erase", { session: this.session, whom: whom(erasing.of, erasing.alone), ground });
    });
    if (done) await this.load();
    return done;
  }

  /** Destroys a copy of the store that the erasure could not go over. */
  async destroy(file_name: string): Promise<void> {
    await this.#try(async () => {
      await call("destroy_copy", { file_name });
      if (this.done !== null) this.done = { ...this.done, left: this.done.left.filter((left) => left.file_name !== file_name) };
    });
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    [this.busy, this.problem] = [true, null];
    try {
      await act();
      return true;
    } catch (thrown) {
      this.problem = asDoorError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

function whom({ candidate }: DataOf, alone: boolean): Whom {
  return alone ? { accommodations: candidate } : { person: candidate };
}
