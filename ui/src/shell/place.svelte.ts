// Where the person is: the door, the list of sessions, one session. Not a place for what a screen shows.
import type { Moment, SessionCard, StoreStatus } from "~/core/bindings";
import { held } from "~/core/held.svelte";
import { asDoorError, call, type DoorError } from "~/core/door";
import { momentsOf, opening } from "./moments";

type Seat = Pick<SessionCard, "id" | "name" | "place" | "moments" | "opens_at">;

export class Place {
  status = $state.raw<StoreStatus | null>(null);
  session = $state.raw<Seat | null>(null);
  broken = $state.raw<DoorError | null>(null);
  /** Covered: the store will be locked as soon as what was given is in the book. */
  locking = $state(false);

  /** Which moment of the open session is shown. */
  moment = $state<Moment>("passage");
  /** Those there are to turn to. */
  readonly moments = $derived(this.session === null ? [] : momentsOf(this.session));

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
    [this.session, this.moment] = [session, opening(session)];
  }

  /** Turns to another moment of the session, unless something given is not in the book yet; whether there is such a moment. */
  turn(moment: Moment): boolean {
    if (!this.moments.some(({ id }) => id === moment)) return false;
    if (!held.any) this.moment = moment;
    return true;
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
