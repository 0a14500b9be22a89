// Files that somebody offers from outside the page: dropped on the window, opened from the file manager. The shell says that
// something is there in one of three fixed words; the door gives tickets and names, never a path.
import type { OfferedFile } from "./bindings";
import { call } from "./door";

class Offers {
  /** Files offered that no screen has taken up. */
  waiting = $state.raw<OfferedFile[]>([]);
  /** Something is held over the window. */
  hovering = $state(false);

  /** Listens to the shell, and asks once what was offered before; the answer stops it. */
  watch(): () => void {
    const hovered = (): void => void (this.hovering = true);
    const left = (): void => void (this.hovering = false);
    const offered = (): void => void this.#ask();
    addEventListener("delibere:hovered", hovered);
    addEventListener("delibere:left", left);
    addEventListener("delibere:offered", offered);
    void this.#ask();
    return () => {
      removeEventListener("delibere:hovered", hovered);
      removeEventListener("delibere:left", left);
      removeEventListener("delibere:offered", offered);
      [this.waiting, this.hovering] = [[], false];
    };
  }

  /** Takes the files up that `fits` fits: they wait no more. */
  take(fits: (file: OfferedFile) => boolean): OfferedFile[] {
    const taken = this.waiting.filter(fits);
    if (taken.length > 0) this.waiting = this.waiting.filter((file) => !fits(file));
    return taken;
  }

  async #ask(): Promise<void> {
    try {
      const files = await call("offered", {});
      if (files.length > 0) this.waiting = [...this.waiting, ...files];
    } catch {
      // Nothing is lost: the file is where it was, and can be chosen in a dialog.
    }
  }
}

export const offers = new Offers();
