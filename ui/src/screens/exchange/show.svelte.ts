// Playing a file as codes: one after another, at the pace that the other camera follows. Every code once, then others for
// whoever missed some, until the person stops.
import type { Shown, ShownCode } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";

/** Codes a second. */
export const PACES = [2, 4, 8, 12] as const;
const USUAL = 4;

export class ShowController {
  shown = $state.raw<Shown | null>(null);
  code = $state.raw<ShownCode | null>(null);
  problem = $state.raw<DoorError | null>(null);
  /** Which code is on the screen, from 0. */
  place = $state(0);
  pace = $state<number>(USUAL);
  playing = $state(false);

  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Prepares what `juror` is given, or one's own results, and begins. */
  async prepare(session: string, juror: string | null): Promise<void> {
    try {
      this.shown = juror === null ? await call("show_results", { session }) : await call("show_pack", { session, juror });
      this.play();
    } catch (thrown) {
      this.problem = asDoorError(thrown);
    }
  }

  play(): void {
    if (this.playing || this.#closed || this.shown === null) return;
    this.playing = true;
    void this.#draw();
  }

  pause(): void {
    this.playing = false;
    clearTimeout(this.#timer);
  }

  /** Ends the show, even one that is still being prepared. */
  close(): void {
    this.#closed = true;
    this.pause();
  }

  /** Goes back to the first code, playing or not. */
  restart(): void {
    this.pause();
    this.place = 0;
    this.play();
  }

  async #draw(): Promise<void> {
    const { shown, place } = this;
    if (shown === null || !this.playing) return;
    const begun = performance.now();
    try {
      this.code = await call("shown_code", { ticket: shown.ticket, place });
    } catch (thrown) {
      this.problem = asDoorError(thrown);
      this.pause();
      return;
    }
    // The place may have been changed, or the show stopped, while the code was being made.
    if (!this.playing) return;
    this.#timer = setTimeout(() => void this.#next(place), Math.max(0, 1000 / this.pace - (performance.now() - begun)));
  }

  #next(place: number): Promise<void> {
    if (this.place === place) this.place = place + 1;
    return this.#draw();
  }
}
