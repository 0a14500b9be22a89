// Where the person is: the door, the list of sessions, one session. Not a place for what a screen shows.
import type { SessionCard, StoreStatus } from "~/core/bindings";
import { held } from "~/core/held.svelte";
import { asDoorError, call, type DoorError } from "~/core/door";

type Seat = Pick<SessionCard, "id" | "name" | "place">;

/** What is done in a session. */
export type Moment = "grid" | "exchange";

export class Place {
  status = $state.raw<StoreStatus | null>(null);
  session = $state.raw<Seat | null>(null);
  broken = $state.raw<DoorError | null>(null);
  /** Covered: the store will be locked as soon as what was given is in the book. */
  locking = $state(false);

  /** Which moment of the open session is shown. */
  moment = $state<Moment>("grid");

  readonly screen = $derived(this.status?.store !== "open" ? "start" : this.session === null ? "sessions" : this.moment);

  async read(): Promise<void> {
    try {
      this.status = await call("status", {});
      this.broken = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  enter(status: StoreStatus): void {
    this.status = status;
  }

  sit(session: Seat): void {
    [this.session, this.moment] = [session, "grid"];
  }

  /** Turns to another moment of the session, unless something given is not in the book yet. */
  turn(moment: Moment): void {
    if (!held.any) this.moment = moment;
  }

  /** The person read what became of their store. */
  async takeNote(): Promise<void> {
    try {
      this.status = await call("take_note", {});
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  rise(): void {
    this.session = null;
  }

  /** Covers everything at once, has the pens put down, then locks. While the machine can't write, the cover stays. */
  async lock(): Promise<void> {
    if (this.status?.store !== "open") return;
    this.locking = true;
    await held.settle();
    if (held.any || !this.locking) return;
    try {
      this.status = await call("lock", {});
      this.session = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
    this.locking = false;
  }

  /** Takes the cover away without locking. */
  stay(): void {
    this.locking = false;
  }
}
