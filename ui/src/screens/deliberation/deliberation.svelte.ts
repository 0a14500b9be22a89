// The deliberation: which candidate, which criterion is awake, what is asked of the core and what it answers. Every rule is the
// core's: a refusal that asks for a ground opens the place to write it. No word for people (`tell` has them).
import type { CaseCriterion, CaseView, Changes, Command, Conclusion, DeliberationView, LedgerStep, Proposal, Rating, Vote } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";
import { sameRating } from "~/core/rating";
import { turning } from "~/core/turning.svelte";
import type { Intent } from "./keys";
import { criteriaOf, find, inForce, isOpen, nextGap } from "./reading";

/** What happened, for whoever listens: the screen puts it into words and speaks it. */
export type Event =
  | { what: "opened" }
  | { what: "candidate"; name: string; gaps: number }
  | { what: "retained"; criterion: CaseCriterion; rating: Rating; gaps: number }
  | { what: "supposed"; proposal: Proposal }
  | { what: "refused"; reason: DoorError }
  | { what: "decided"; name: string; view: CaseView }
  | { what: "voted"; carried: boolean | null }
  | { what: "no_gap" };

/** A rating that waits for its ground, and why the core asks for one. */
export type Asked = { criterion: CaseCriterion; rating: Rating; why: DoorError };

/** What the person is filling in. */
export type Form = "confront" | "decide" | "vote" | "help" | null;

export class DeliberationController {
  view = $state.raw<DeliberationView | null>(null);
  case = $state.raw<CaseView | null>(null);
  broken = $state.raw<DoorError | null>(null);
  /** What the last act came to, when it did not do. */
  problem = $state.raw<DoorError | null>(null);
  busy = $state(false);
  savedAt = $state<number | null>(null);
  sectionCode = $state("");
  awake = $state("");
  form = $state<Form>(null);
  asked = $state.raw<Asked | null>(null);
  /** Ratings supposed, by criterion, while somebody asks « et si… »; null otherwise. They are never sent to be kept. */
  supposed = $state.raw<Readonly<Record<string, Rating>> | null>(null);
  /** What the calculation would propose then. */
  told = $state.raw<Proposal | null>(null);
  /** The ledger of one criterion, while it is shown. */
  ledger = $state.raw<{ criterion: string; steps: LedgerStep[] } | null>(null);
  curtain = $state(false);
  projector = $state(false);
  #turn = 0;

  constructor(
    readonly session: string,
    readonly tell: (event: Event) => void = () => undefined,
  ) {}

  readonly section = $derived(this.case?.sections.find(({ code }) => code === this.sectionCode) ?? null);
  readonly language = $derived(this.view?.session.language ?? "");
  readonly opened = $derived(this.view !== null && this.view.confrontation.opened_at !== null);
  /** Whether this person may write here now. */
  readonly leads = $derived(this.view !== null && this.view.leads && !this.view.closed);
  readonly gaps = $derived(this.case === null ? 0 : criteriaOf(this.case).filter(({ criterion }) => isOpen(criterion)).length);
  readonly decided = $derived((this.view?.candidates ?? []).filter(({ state }) => state === "decided").length);
  readonly proposal = $derived(this.told ?? this.case?.proposal ?? null);

  async load(): Promise<void> {
    try {
      this.view = await call("deliberation", { session: this.session });
      this.broken = null;
      const { candidates } = this.view;
      const sent = turning.take();
      const first = candidates.find(({ id }) => id === sent) ?? candidates.find(({ state }) => state !== "decided") ?? candidates[0];
      if (first !== undefined && this.case === null) await this.open(first.id);
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  /** Opens a candidate's case, at its first gap. */
  async open(candidate: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const found = await call("case", { session: this.session, candidate });
      if (turn !== this.#turn) return;
      const another = this.case?.candidate.id !== candidate;
      this.#receive(found);
      if (!another) return;
      [this.ledger, this.problem] = [null, null];
      this.suppose(false);
      const at = nextGap(found, "") ?? criteriaOf(found)[0]?.criterion;
      [this.sectionCode, this.awake] = [found.sections[0]?.code ?? "", ""];
      if (at !== undefined) this.wake(at.code);
      this.tell({ what: "candidate", name: found.candidate.name, gaps: this.gaps });
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  /** Opens the case of somebody who was looked for; whether they are before this panel. */
  meet(candidate: string): boolean {
    if (!(this.view?.candidates ?? []).some(({ id }) => id === candidate)) return false;
    void this.open(candidate);
    return true;
  }

  wake(code: string): void {
    const found = this.case === null ? null : find(this.case, code);
    if (found === null) return;
    if (this.ledger !== null && this.ledger.criterion !== code) this.ledger = null;
    [this.sectionCode, this.awake] = [found.section.code, code];
  }

  goToSection(code: string): void {
    const section = this.case?.sections.find((other) => other.code === code);
    if (section === undefined) return;
    this.sectionCode = code;
    const at = section.criteria.find(isOpen) ?? section.criteria[0];
    this.awake = at?.code ?? "";
  }

  nextGap(): void {
    const next = this.case === null ? null : nextGap(this.case, this.awake);
    if (next === null) this.tell({ what: "no_gap" });
    else this.wake(next.code);
  }

  /** Lays the sealed sheets side by side; `exception` says why, where some are not sealed. */
  async confront(exception: string): Promise<boolean> {
    const done = await this.#write({ do: "open_confrontation", exception });
    if (done === null) return false;
    await this.load();
    if (this.case !== null) await this.open(this.case.candidate.id);
    const at = this.case === null ? null : nextGap(this.case, "");
    if (at !== null) this.wake(at.code);
    this.tell({ what: "opened" });
    return true;
  }

  /** Retains a rating for the awake criterion, or supposes it while somebody asks « et si… ». */
  async give(rating: Rating, code = this.awake): Promise<void> {
    const found = this.case === null ? null : find(this.case, code);
    if (found === null || !this.opened) return;
    this.wake(code);
    if (this.supposed !== null) return this.#suppose(code, rating);
    if (!this.leads) return;
    await this.retain(found.criterion, rating, "");
  }

  /** Retains a rating; the core may ask why, and then `asked` waits for the ground. */
  async retain(criterion: CaseCriterion, rating: Rating, ground: string): Promise<boolean> {
    const candidate = this.case?.candidate.id ?? "";
    const command: Command = { do: "retain", candidate, criterion: criterion.code, rating, ground };
    if ((await this.#write(command)) === null) {
      if (this.problem?.code.startsWith("ground-for-") === true && ground.trim() === "") {
        [this.asked, this.problem] = [{ criterion, rating, why: this.problem }, null];
      }
      return false;
    }
    this.asked = null;
    await this.open(candidate);
    if (this.ledger !== null) await this.#readLedger(criterion.code);
    this.tell({ what: "retained", criterion, rating, gaps: this.gaps });
    return true;
  }

  async vote(vote: Vote): Promise<boolean> {
    const candidate = this.case?.candidate.id ?? "";
    if ((await this.#write({ do: "hold_vote", candidate, vote })) === null) return false;
    await this.open(candidate);
    this.tell({ what: "voted", carried: this.case?.votes.at(-1)?.carried ?? null });
    return true;
  }

  /** What a choice of parts comes to. Throws what the core refuses. */
  conclude(parts_validated: string[] | null, mention: string | null): Promise<Conclusion> {
    return call("conclude", { session: this.session, candidate: this.case?.candidate.id ?? "", parts_validated, mention });
  }

  async decide(told: Conclusion, parts_validated: string[] | null, ground: string): Promise<boolean> {
    const candidate = this.case?.candidate.id ?? "";
    const mention = told.follows_proposal ? null : (told.mention ?? "");
    const command: Command = { do: "decide", candidate, outcome: told.outcome, parts_validated, mention, ground };
    if ((await this.#write(command)) === null) return false;
    await this.open(candidate);
    if (this.case !== null) this.tell({ what: "decided", name: this.case.candidate.name, view: this.case });
    return true;
  }

  /** Begins or ends « et si… »: what is supposed is shown and never kept. */
  suppose(on: boolean): void {
    [this.supposed, this.told] = [on && this.opened ? {} : null, null];
  }

  async showLedger(code = this.awake): Promise<void> {
    if (this.ledger?.criterion === code) this.ledger = null;
    else await this.#readLedger(code);
  }

  /** Does what a key asked; false when nothing here answers to it. */
  perform(intent: Intent): boolean {
    if (this.curtain && intent.do !== "curtain") return false;
    switch (intent.do) {
      case "level":
        void this.give({ kind: "level", index: intent.index });
        return this.opened;
      case "not_observed":
      case "not_applicable":
        void this.give({ kind: intent.do });
        return this.opened;
      case "criterion":
        return this.#step(intent.by);
      case "section":
        return this.#turnSection(intent.by);
      case "candidate":
        return this.#neighbour(intent.by);
      case "gap":
        this.nextGap();
        return this.opened;
      case "decide":
      case "vote":
        if (this.leads && this.case !== null && (this.opened || this.case.proposal !== null)) this.form = intent.do;
        return true;
      case "suppose":
        this.suppose(this.supposed === null);
        return this.opened;
      case "ledger":
        if (this.opened && this.awake !== "") void this.showLedger();
        return this.opened;
      case "projector":
        this.projector = !this.projector;
        return true;
      case "curtain":
        if (this.supposed !== null) this.suppose(false);
        else this.curtain = !this.curtain;
        return true;
      case "help":
        this.form = "help";
        return true;
    }
  }

  #receive(found: CaseView): void {
    this.case = found;
    if (this.view === null) return;
    const candidates = this.view.candidates.map((line) => (line.id === found.candidate.id ? found.candidate : line));
    this.view = { ...this.view, candidates };
  }

  async #suppose(code: string, rating: Rating): Promise<void> {
    const found = this.case === null ? null : find(this.case, code);
    if (found === null || this.supposed === null) return;
    // The rating in force, supposed again, takes the supposition back.
    const back = sameRating(inForce(found.criterion), rating);
    const others = Object.entries(this.supposed).filter(([criterion]) => criterion !== code);
    const all: [string, Rating][] = back ? others : [...others, [code, rating]];
    const supposed = Object.fromEntries(all);
    this.supposed = supposed;
    const ratings = all.map(([criterion, guess]) => ({ criterion, rating: guess }));
    try {
      const told = await call("what_if", { session: this.session, candidate: this.case?.candidate.id ?? "", ratings });
      if (this.supposed !== supposed) return;
      this.told = all.length === 0 ? null : told;
      this.tell({ what: "supposed", proposal: told });
    } catch (thrown) {
      this.problem = asDoorError(thrown);
    }
  }

  async #readLedger(criterion: string): Promise<void> {
    try {
      const steps = await call("ledger", { session: this.session, candidate: this.case?.candidate.id ?? "", criterion });
      this.ledger = { criterion, steps };
    } catch (thrown) {
      this.problem = asDoorError(thrown);
    }
  }

  #step(by: 1 | -1): boolean {
    const codes = this.case === null ? [] : criteriaOf(this.case).map(({ criterion }) => criterion.code);
    const next = codes[codes.indexOf(this.awake) + by];
    if (next !== undefined) this.wake(next);
    return codes.length > 0;
  }

  #turnSection(by: 1 | -1): boolean {
    const sections = this.case?.sections ?? [];
    const next = sections[sections.findIndex(({ code }) => code === this.sectionCode) + by];
    if (next !== undefined) this.goToSection(next.code);
    return sections.length > 0;
  }

  #neighbour(by: 1 | -1): boolean {
    const lines = this.view?.candidates ?? [];
    const next = lines[lines.findIndex(({ id }) => id === this.case?.candidate.id) + by];
    if (next !== undefined) void this.open(next.id);
    return lines.length > 0;
  }

  /** Has the core write it, one at a time; null when it did not. */
  async #write(command: Command): Promise<Changes | null> {
    if (this.busy) return null;
    [this.busy, this.problem] = [true, null];
    try {
      const changes = await call("execute", { session: this.session, command });
      this.savedAt = changes.saved_at;
      return changes;
    } catch (thrown) {
      this.problem = asDoorError(thrown);
      if (!this.problem.code.startsWith("ground-for-")) this.tell({ what: "refused", reason: this.problem });
      return null;
    } finally {
      this.busy = false;
    }
  }
}
