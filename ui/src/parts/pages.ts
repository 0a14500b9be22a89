// A PDF opened by pdf.js, offline: its worker is bundled, nothing in the file is run, nothing is fetched. Its legacy build is
// used: the web engines of older systems read it too.
import { getDocument, GlobalWorkerOptions } from "pdfjs-dist/legacy/build/pdf.mjs";
import Worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker";

export type Pages = {
  count: number;
  /** Draws a page, from 1, as fine as the screen. */
  draw: (number: number, canvas: HTMLCanvasElement) => Promise<void>;
  close: () => void;
};

/** Opens the PDF written in base64. */
export async function read(base64: string): Promise<Pages> {
  GlobalWorkerOptions.workerPort ??= new Worker();
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const opening = getDocument({ data, isEvalSupported: false, useWasm: false, useSystemFonts: false, enableXfa: false, stopAtErrors: true });
  const document = await opening.promise;
  return {
    count: document.numPages,
    draw: async (number, canvas) => {
      const page = await document.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      const wide = Math.max(canvas.clientWidth, 320) * Math.min(devicePixelRatio, 2);
      const viewport = page.getViewport({ scale: wide / natural.width });
      [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
      await page.render({ canvas, viewport }).promise;
    },
    close: () => void opening.destroy(),
  };
}
