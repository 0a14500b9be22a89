// Where the person is: the door, the list of sessions, one session. Not a place for what a screen shows.
import type { SessionCard, StoreStatus } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";

type Seat = Pick<SessionCard, "id" | "name" | "place">;

export class Place {
  status = $state.raw<StoreStatus | null>(null);
  session = $state.raw<Seat | null>(null);
  broken = $state.raw<DoorError | null>(null);

  readonly screen = $derived(this.status?.store !== "open" ? "start" : this.session === null ? "sessions" : "grid");

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
    this.session = session;
  }

  rise(): void {
    this.session = null;
  }

  async lock(): Promise<void> {
    try {
      this.status = await call("lock", {});
      this.session = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }
}
