// What can be done here and now: a table that the shell and the screen in front lay down while they are there, and that the
// palette reads. It runs nothing by itself and holds no rule: an act that can't be done is told by whoever does it.
import type { Found } from "./bindings";

export type Act = {
  /** Its name in the table, never seen. */
  id: string;
  word: () => string;
  /** What is said beside it. */
  beside?: () => string;
  /** The keys that do the same, pressed together. */
  keys?: () => readonly string[];
  /** What else it is looked for by. */
  also?: () => string;
  /** Whether it is what holds now, among its fellows. */
  chosen?: boolean;
  run: () => void;
};

export type ActGroup = { id: string; title: () => string; acts: readonly Act[] };

type Offer = {
  groups: () => readonly ActGroup[];
  /** Goes to somebody on this screen; whether they can be shown on it. */
  show?: (person: Found) => boolean;
};

class Acts {
  #offers = $state.raw<readonly Offer[]>([]);

  /** All of them, those of the screen in front first. */
  get groups(): ActGroup[] {
    return this.#offers.flatMap((offer) => offer.groups()).filter(({ acts }) => acts.length > 0);
  }

  /** Lays acts down; the answer takes them away. */
  offer(offer: Offer): () => void {
    this.#offers = [offer, ...this.#offers];
    return () => (this.#offers = this.#offers.filter((other) => other !== offer));
  }

  /** Has somebody shown by the screen in front; whether it can. */
  show(person: Found): boolean {
    return this.#offers.some((offer) => offer.show?.(person) === true);
  }
}

export const acts = new Acts();
