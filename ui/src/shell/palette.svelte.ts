// The palette: what was typed, the acts and the people it finds, and what becomes of the choice. Which acts there are is theirs
// who lay them down (`core/acts`); who is found is the core's.
import { tick } from "svelte";
import { acts, type Act, type ActGroup } from "~/core/acts.svelte";
import type { Found, Moment, PeopleFound } from "~/core/bindings";
import { call } from "~/core/door";
import { turning } from "~/core/turning.svelte";
import { folded } from "~/parts/folded";
import { m, named } from "~/words";

const FALLBACKS = ["[data-awake] [data-roving]", "[data-moments] [aria-current]", "main button"];
const NOBODY: PeopleFound = { people: [], more: false };

/** Where somebody is looked at when the screen in front can't show them, the first there is. */
const SHOWN_IN: Readonly<Record<Found["is"], readonly Moment[]>> = {
  candidate: ["passage", "preparation", "deliberation"],
  juror: ["preparation", "exchange"],
};

class Palette {
  open = $state(false);
  sought = $state("");
  found = $state.raw<PeopleFound>(NOBODY);
  /** The acts that answer to what is typed. */
  readonly groups = $derived(this.open ? matching(acts.groups, this.sought) : []);
  #before: Element | null = null;
  #turn = 0;

  /** Opens, unless something else stands over the page: what was begun there stays in front. */
  show(): void {
    if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null) return;
    [this.#before, this.sought, this.found] = [document.activeElement, "", NOBODY];
    this.open = true;
  }

  /** Closes, gives the focus back, then does what was chosen. */
  async close(chosen: () => void = () => undefined): Promise<void> {
    this.#turn += 1;
    this.open = false;
    await tick();
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus({ preventScroll: true });
    chosen();
    await tick();
    // A screen that takes no focus of its own leaves it where one is, or on the moment's button: never nowhere.
    neverNowhere();
    // A field that ends as it is left goes a moment later.
    setTimeout(neverNowhere, 80);
  }

  /** Whether a key is the box's before the box stands: a letter must never be a mark of the screen under it. */
  early(event: KeyboardEvent, session: string | null): boolean {
    if (!this.open || document.activeElement?.closest(".palette") != null) return false;
    const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Escape") void this.close();
    else if (typed) void this.type(this.sought + event.key, session);
    return true;
  }

  /** Takes what is typed, and asks who is called so in the session. */
  async type(text: string, session: string | null): Promise<void> {
    this.sought = text;
    const turn = ++this.#turn;
    if (session === null || text.trim() === "") return void (this.found = NOBODY);
    try {
      const found = await call("find", { session, text });
      if (turn === this.#turn) this.found = found;
    } catch {
      // The acts are found all the same; the screen itself says what is wrong with the store.
      if (turn === this.#turn) this.found = NOBODY;
    }
  }

  /** Everything that answers: the acts, then the people, who are met on the screen in front or in one of `moments`. */
  groupsFor(moments: readonly { id: Moment }[]): ActGroup[] {
    const people = this.found.people.map((person): Act => {
      const beside = (): string => (person.is === "candidate" ? m.palette_candidate({ number: person.number }) : named("role", person.role));
      return { id: person.id, word: () => person.name, beside, run: () => this.meet(person, moments) };
    });
    return people.length === 0 ? this.groups : [...this.groups, { id: "people", title: m.palette_people, acts: people }];
  }

  /** Goes to somebody: on the screen in front, or in the first of `moments` that shows them. */
  meet(person: Found, moments: readonly { id: Moment }[]): void {
    if (acts.show(person)) return;
    const moment = SHOWN_IN[person.is].find((one) => moments.some(({ id }) => id === one));
    if (moment !== undefined) turning.to(moment, person.id);
  }
}

/** The acts in which every word of `sought` begins a word, whatever the case and the accents; without words, all of them. */
export function matching(groups: readonly ActGroup[], sought: string): ActGroup[] {
  const words = wordsOf(sought);
  if (words.length === 0) return [...groups];
  const fits = (act: Act): boolean => {
    const its = wordsOf(`${act.word()} ${act.also?.() ?? ""}`);
    return words.every((word) => its.some((own) => own.startsWith(word)));
  };
  return groups.map((group) => ({ ...group, acts: group.acts.filter(fits) })).filter((group) => group.acts.length > 0);
}

function neverNowhere(): void {
  for (const where of FALLBACKS) if (document.activeElement === document.body) document.querySelector<HTMLElement>(where)?.focus();
}

function wordsOf(text: string): string[] {
  return folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

export const palette = new Palette();
