// Safety copies of the store: the core makes one when the last is old; here is only when to ask, and when the last was made.
import type { StoreStatus } from "./bindings";
import { call } from "./door";

const EVERY_MS = 60_000;

class Copies {
  /** Milliseconds since 1970 of the last copy, as far as is known. */
  at = $state<number | null>(null);

  /** Asks for copies from now on; the answer stops it. A failure waits for the next time: the core's own check tells it. */
  watch(status: StoreStatus): () => void {
    this.at = status.copied_at;
    const timer = setInterval(() => void this.#keep(), EVERY_MS);
    void this.#keep();
    return () => clearInterval(timer);
  }

  async #keep(): Promise<void> {
    try {
      this.at = await call("keep_copies", {});
    } catch {
      // The foot goes on showing the hour of the last copy there is.
    }
  }
}

export const copies = new Copies();
