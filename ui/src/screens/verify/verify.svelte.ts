// Verifying a paper: one that was chosen or dropped; its verdict first, what it stands on beneath. Nothing is written.
import type { OfferedFile, PaperVerified, SignatureLine } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";

export class VerifyController {
  paper = $state.raw<PaperVerified | null>(null);
  problem = $state.raw<DoorError | null>(null);
  busy = $state(false);

  get open(): boolean {
    return this.paper !== null || this.problem !== null;
  }

  /** Asks for a paper, or takes the one that was dropped, and verifies it. Giving up leaves what was there. */
  async verify(file?: OfferedFile): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const paper = await call("verify_file", { ticket: file?.ticket ?? null });
      if (paper === null) return false;
      [this.paper, this.problem] = [paper, null];
      return true;
    } catch (thrown) {
      [this.paper, this.problem] = [null, asDoorError(thrown)];
      return true;
    } finally {
      this.busy = false;
    }
  }

  close(): void {
    [this.paper, this.problem] = [null, null];
  }
}

/** Whether somebody can rely on that signature: it holds, and nothing but signatures came after. */
export function stands({ holds, changed_later }: SignatureLine): boolean {
  return holds && !changed_later;
}
