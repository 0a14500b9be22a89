// Filming another screen: pictures of a camera, made grey and given to the core, which reads the codes in them and says what
// is missing. The picture never leaves this computer, and nothing of it is kept.
import type { Filmed, OfferedFile } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";

/** Pictures a second, at most: each one is looked at before the next is taken. */
const PACE = 12;
/** Widest picture that is looked at, in pixels. */
const WIDEST = 960;

export class FilmController {
  /** What the camera sees, for the preview; `null` without a camera. */
  stream = $state.raw<MediaStream | null>(null);
  /** There is no camera, or this window may not use it. */
  blind = $state(false);
  filmed = $state.raw<Filmed | null>(null);
  problem = $state.raw<DoorError | null>(null);

  #stopped = false;
  readonly #canvas = document.createElement("canvas");

  constructor(readonly onfile: (file: OfferedFile) => void) {}

  async open(): Promise<void> {
    try {
      const wanted = { video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false };
      const stream = await navigator.mediaDevices.getUserMedia(wanted);
      if (this.#stopped) stop(stream);
      else this.stream = stream;
    } catch {
      this.blind = true;
    }
  }

  /** Looks at what `video` shows until the file is whole or the person stops. */
  async watch(video: HTMLVideoElement): Promise<void> {
    while (!this.#stopped) {
      const begun = performance.now();
      if (video.videoWidth > 0) await this.#look(video);
      await new Promise((done) => setTimeout(done, Math.max(10, 1000 / PACE - (performance.now() - begun))));
    }
  }

  /** Forgets what was filmed. */
  async again(): Promise<void> {
    await call("film_again", {});
    [this.filmed, this.problem] = [null, null];
  }

  close(): void {
    this.#stopped = true;
    if (this.stream !== null) stop(this.stream);
    this.stream = null;
  }

  async #look(video: HTMLVideoElement): Promise<void> {
    const width = Math.min(WIDEST, video.videoWidth);
    const height = Math.round((video.videoHeight * width) / video.videoWidth);
    [this.#canvas.width, this.#canvas.height] = [width, height];
    const pen = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (pen === null) return;
    pen.drawImage(video, 0, 0, width, height);
    await this.look(width, grey(pen.getImageData(0, 0, width, height).data));
  }

  /** Gives one picture to the core. */
  async look(width: number, picture: Uint8Array): Promise<void> {
    try {
      const filmed = await call("film", { width, grey: inBase64(picture) });
      if (filmed.seen !== "nothing" || this.filmed === null) this.filmed = filmed;
      if (filmed.file !== null) {
        this.close();
        this.onfile(filmed.file);
      }
    } catch (thrown) {
      this.problem = asDoorError(thrown);
      this.filmed = null;
    }
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** A byte a pixel, from four. */
export function grey(rgba: Uint8ClampedArray): Uint8Array {
  const out = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < out.length; at++) {
    out[at] = ((rgba[at * 4] ?? 0) * 77 + (rgba[at * 4 + 1] ?? 0) * 150 + (rgba[at * 4 + 2] ?? 0) * 29) >> 8;
  }
  return out;
}

export function inBase64(bytes: Uint8Array): string {
  let text = "";
  // In slices: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
