// Personal data of a session: what comes to its term, the answer to somebody who asks, an erasure shown before it is done. Who may
// erase whom, and until when something is kept, is the core's to say.
import type { AnswerSaved, DataOf, ErasurePreview, ErasureReport, PersonalData, Whom } from "~/core/bindings";
import { Asking } from "~/core/asking.svelte";
import { call } from "~/core/door";

/** Whom an erasure is being prepared for, and what it would do once that was asked. */
export type Erasing = { of: DataOf; alone: boolean; preview: ErasurePreview | null };

export class PersonalController extends Asking {
  data = $state.raw<PersonalData | null>(null);
  /** The answer saved last. */
  saved = $state.raw<AnswerSaved | null>(null);
  erasing = $state.raw<Erasing | null>(null);
  /** What the last erasure did. */
  done = $state.raw<ErasureReport | null>(null);

  constructor(readonly session: string) {
    super();
  }

  async load(): Promise<void> {
    this.data = (await this.ask(() => call("personal_data", { session: this.session }))) ?? this.data;
  }

  /** Saves what is kept of a candidate where the person says. */
  async answer({ candidate }: DataOf): Promise<void> {
    this.saved = null;
    this.saved = await this.ask(() => call("subject_access", { session: this.session, candidate }));
  }

  /** Asks what erasing a candidate, or their accommodations alone, would do. */
  async consider(of: DataOf, alone: boolean): Promise<void> {
    [this.erasing, this.done, this.saved] = [{ of, alone, preview: null }, null, null];
    const preview = await this.ask(() => call("preview_erasure", { session: this.session, whom: whom(of, alone) }));
    if (preview !== null) this.erasing = { of, alone, preview };
  }

  /** Leaves everything as it is. */
  leave(): void {
    [this.erasing, this.done, this.problem] = [null, null, null];
  }

  /** Erases, for good; whether it was done. */
  async erase(ground: string): Promise<boolean> {
    const erasing = this.erasing;
    if (erasing === null) return false;
    const done = await this.ask(() => call("erase", { session: this.session, whom: whom(erasing.of, erasing.alone), ground }));
    if (done === null) return false;
    this.done = done;
    await this.load();
    return true;
  }

  /** Destroys a copy of the store that the erasure could not go over. */
  async destroy(file_name: string): Promise<void> {
    await this.ask(async () => {
      await call("destroy_copy", { file_name });
      if (this.done !== null) this.done = { ...this.done, left: this.done.left.filter((left) => left.file_name !== file_name) };
    });
  }
}

function whom({ candidate }: DataOf, alone: boolean): Whom {
  return alone ? { accommodations: candidate } : { person: candidate };
}
