// The list of sessions and the arrival of a pack: choose the file, type the code, see what it brought.
import type { PackFile, PackReceived, SessionCard } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";

export class SessionsController {
  cards = $state.raw<SessionCard[] | null>(null);
  broken = $state.raw<DoorError | null>(null);
  pack = $state.raw<PackFile | null>(null);
  code = $state("");
  busy = $state(false);
  problem = $state.raw<DoorError | null>(null);
  received = $state.raw<PackReceived | null>(null);

  async load(): Promise<void> {
    try {
      this.cards = await call("sessions", {});
      this.broken = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  async choose(): Promise<void> {
    await this.#try(async () => {
      const pack = await call("choose_pack", {});
      if (pack === null) return;
      await this.#begin(pack);
    });
  }

  /** A pack that somebody dropped on the window, or opened from the file manager. */
  async open(pack: PackFile): Promise<void> {
    await this.#try(() => this.#begin(pack));
  }

  async receive(): Promise<void> {
    const pack = this.pack;
    if (pack === null || this.busy) return;
    await this.#try(() => this.#receive(pack));
  }

  dismiss(): void {
    [this.pack, this.code, this.problem, this.received] = [null, "", null, null];
  }

  /** The card of the pack just received. */
  receivedCard(): SessionCard | null {
    return this.cards?.find((card) => card.id === this.received?.session) ?? null;
  }

  async #begin(pack: PackFile): Promise<void> {
    [this.pack, this.code, this.received] = [pack, "", null];
    if (!pack.needs_code) await this.#receive(pack);
  }

  async #receive(pack: PackFile): Promise<void> {
    const received = await call("receive_pack", { ticket: pack.ticket, code: this.code });
    // Its card first: whoever goes to the session at once finds it.
    await this.load();
    this.received = received;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = asDoorError(thrown);
    }
    this.busy = false;
  }
}
