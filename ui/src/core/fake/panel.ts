// The deliberation of the demonstration: three members, sealed sheets with a few gaps, a calculation simple enough to be read.
// It refuses what the core refuses, in the core's codes; the rules themselves are the core's.
import type { CaseCriterion, CaseDecision, CaseLine, CaseSection, CaseView, Command, Conclusion, DeliberationView, Doors, LedgerStep, Outcome, Proposal, Rating, Reason, ScaleView, SessionHead, SheetView, Verdict } from "../bindings";
import { DoorError } from "../door";
import { HOSTILE } from "./people";

export type Stage = "sealing" | "confronted" | "decided" | "closed" | "signed";

const AT = Date.UTC(2026, 5, 12, 14, 2, 41);
const MENTIONS = [
  { code: "TB", label: "Très bien" },
  { code: "B", label: "Bien" },
  { code: "AB", label: "Assez bien" },
];
const refuse = (code: string, args: Record<string, string> = {}): DoorError => new DoorError({ kind: "refusal", code, args });

type Case = { view: CaseView; ledger: Map<string, LedgerStep[]>; option: string };

export class FakePanel {
  readonly cases = new Map<string, Case>();
  opened = false;
  exception: string | null = null;
  closed = false;

  constructor(
    private readonly me: () => string,
    private readonly head: () => SessionHead,
    private readonly scale: ScaleView,
    sheets: Iterable<SheetView>,
    readonly stage: Stage,
    readonly hostile: boolean,
  ) {
    for (const [at, sheet] of [...sheets].entries()) this.cases.set(sheet.candidate.id, { view: this.#case(at, sheet), ledger: new Map(), option: "" });
    this.opened = stage !== "sealing";
    this.closed = stage === "closed" || stage === "signed";
    const decided = stage === "confronted" ? 3 : stage === "sealing" ? 0 : this.cases.size;
    for (const one of [...this.cases.values()].slice(0, decided)) this.#finish(one.view);
  }

  readonly doors = {
    deliberation: (): DeliberationView => this.#view(),
    case: ({ candidate }: { candidate: string }): CaseView => this.#shown(this.#of(candidate).view),
    ledger: ({ candidate, criterion }: { candidate: string; criterion: string }): LedgerStep[] => this.#of(candidate).ledger.get(criterion) ?? [],
    what_if: ({ candidate, ratings }: Doors["what_if"]["request"]): Proposal => {
      if (!this.opened) throw refuse("confrontation-not-open");
      return this.#propose(this.#of(candidate).view, new Map(ratings.map(({ criterion, rating }) => [criterion, rating])));
    },
    conclude: ({ candidate, parts_validated, mention }: Doors["conclude"]["request"]): Conclusion => {
      return this.#conclude(this.#of(candidate).view, parts_validated, mention);
    },
  };

  /** Does what a panel's command asks; false when it is none of the panel's. */
  apply(command: Command): boolean {
    if (command.do === "open_confrontation") {
      if (this.stage === "sealing" && command.exception.trim() === "") throw refuse("not-all-sealed", { count: "7" });
      [this.opened, this.exception] = [true, command.exception];
      return true;
    }
    if (command.do === "retain") this.#retain(command);
    else if (command.do === "hold_vote") this.#vote(command);
    else if (command.do === "decide") this.#decide(command);
    else return false;
    return true;
  }

  #of(candidate: string): Case {
    const found = this.cases.get(candidate);
    if (found === undefined) throw refuse("unknown-candidate");
    return found;
  }

  #view(): DeliberationView {
    const lines = [...this.cases.values()].map(({ view }) => this.#shown(view).candidate);
    const [sealed, expected] = lines.reduce(([done, all], line) => [done + line.sealed, all + line.expected], [0, 0]);
    const confrontation = {
      opened_at: this.opened ? AT : null,
      exceptions: this.exception === null || this.exception === "" ? [] : [this.exception],
      sealed,
      expected,
      owing: sealed === expected ? [] : [{ name: "Chloé Petit-Delacroix", count: expected - sealed }],
    };
    const me = { id: "a1", name: this.me(), role: "president" as const };
    const session = { ...this.head(), state: this.opened ? ("confronted" as const) : ("grading" as const) };
    return { session, me, leads: true, closed: this.closed, scale: this.scale, confrontation, casting_vote: true, mentions: MENTIONS, candidates: lines };
  }

  /** What may be seen of it now. */
  #shown(view: CaseView): CaseView {
    const gaps = criteriaOf(view).filter(({ gap }) => gap !== null && !gap.settled).length;
    const out = view.candidate.attendance?.startsWith("absent") === true;
    const decided = view.decision !== null;
    const open = gaps > 0 ? "gaps" : "deciding";
    const before = out ? "deciding" : view.candidate.sealed < view.candidate.expected ? "sealing" : "sealed";
    const state = decided ? "decided" : this.opened ? open : before;
    const candidate: CaseLine = { ...view.candidate, gaps: this.opened ? gaps : 0, state, outcome: view.decision?.decision.outcome ?? null };
    if (this.opened) return { ...view, candidate, shown: true, proposal: this.#propose(view, new Map()) };
    const sections = view.sections.map((section) => ({ ...section, criteria: section.criteria.map(hidden) }));
    return { ...view, candidate, shown: false, sections, observations: [], proposal: out ? this.#propose(view, new Map()) : null };
  }

  #case(at: number, sheet: SheetView): CaseView {
    const line = sheet.candidate;
    const out = line.attendance?.startsWith("absent") === true;
    const names = [this.me(), "Bruno Roche", "Chloé Petit-Delacroix"].map((name) => (this.hostile ? `${name} ${HOSTILE}` : name));
    const jurors = names.map((name, place) => ({
      id: ["a1", "b2", "c3"][place] ?? "",
      name,
      role: place === 0 ? ("president" as const) : ("member" as const),
      recused: at === 6 && place === 1,
      sealed: !(this.stage === "sealing" && place === 2 && at > 4),
    }));
    const expected = out ? 0 : jurors.filter(({ recused }) => !recused).length;
    const sealed = out ? 0 : jurors.filter(({ recused, sealed: done }) => !recused && done).length;
    const sections = sheet.sections.map((part): CaseSection => {
      const criteria = part.evaluations.flatMap((group) => group.criteria.map((criterion, place) => ({ group, criterion, place })));
      const { code, short, title, kind, prior } = part;
      return { code, short, title, kind, prior, criteria: prior === null ? criteria.map(({ group, criterion, place }) => this.#criterion(at, out ? jurors.map((juror) => ({ ...juror, sealed: false })) : jurors, group, criterion, place)) : [] };
    });
    const observations = at === 3 ? [{ juror: 1, text: "Solide sur la méthode, moins sur le budget." }] : [];
    const { id, number, name, option_short, attendance, starts_at } = line;
    const candidate: CaseLine = { id, number, name, option_short, attendance, starts_at, sealed, expected, gaps: 0, state: "sealed", outcome: null };
    return { candidate, jurors, shown: true, sections, observations, proposal: null, votes: [], decision: null };
  }

  #criterion(at: number, jurors: CaseView["jurors"], group: SheetView["sections"][number]["evaluations"][number], criterion: SheetView["sections"][number]["evaluations"][number]["criteria"][number], place: number): CaseCriterion {
    const seed = at * 7 + criterion.number * 5 + criterion.code.length + place;
    const levels = this.scale.kind === "levels" ? this.scale.levels.length - 1 : 0;
    const base = seed % 9 === 4 ? Math.max(0, levels - 1) : levels;
    const rate = (juror: number): Rating => {
      const apart = seed % 13 === 6 && juror === 2;
      if (seed % 17 === 11 && juror === 1) return { kind: "not_observed" };
      if (this.scale.kind === "score") return { kind: "score", hundredths: apart ? 650 : 1200 + ((seed * 50) % 500) + juror * 50 };
      return { kind: "level", index: apart ? 0 : base };
    };
    const given = jurors.map(({ recused, sealed }, juror) => {
      const comment = this.hostile ? HOSTILE : seed % 13 === 6 ? (["", "Contraste et clavier cités.", "Aucun exemple, même relancé."][juror] ?? "") : "";
      return recused || !sealed ? { ratings: [], comment: "" } : { ratings: [rate(juror)], comment };
    });
    const { code, number, text, erratum } = criterion;
    const one: CaseCriterion = { code, number, text, erratum, trials: place === 0 ? group.trials.map(({ title }) => title) : [], given, standing: null, gap: null, retained: null };
    this.#stand(one);
    return one;
  }

  #stand(one: CaseCriterion): void {
    const given = one.given.flatMap(({ ratings }) => ratings);
    const reached = given.map((rating) => this.#reached(rating));
    const observation = given.some(({ kind }) => kind === "not_observed") && given.some(({ kind }) => kind !== "not_observed");
    const crosses = reached.includes(true) && reached.includes(false);
    const [first] = given;
    if (observation || crosses) one.gap = { kind: observation ? "observation" : "line", crosses_line: crosses, settled: one.retained !== null };
    if (one.retained !== null) one.standing = { kind: "retained", rating: one.retained.rating };
    else if (one.gap !== null) one.standing = { kind: "gap" };
    else if (first === undefined) one.standing = { kind: "unrated" };
    else one.standing = { kind: given.every((rating) => JSON.stringify(rating) === JSON.stringify(first)) ? "agreed" : "proposed", rating: first };
  }

  #reached(rating: Rating): boolean | null {
    if (rating.kind === "score") return this.scale.kind === "score" && rating.hundredths >= this.scale.pass;
    return rating.kind === "level" && this.scale.kind === "levels" ? (this.scale.levels[rating.index]?.reached ?? false) : null;
  }

  #propose(view: CaseView, supposed: ReadonlyMap<string, Rating>): Proposal {
    const out = view.candidate.attendance?.startsWith("absent") === true;
    const bare = { cause: null, rule: null, count: null, rating: null, children: [] };
    if (out) return { outcome: "absent", parts: view.sections.map(({ code, prior }) => ({ part: code, status: prior === null ? "not_assessed" : "prior" })), mention: null, mean: null, why: { ...bare, about: { kind: "title" }, verdict: "fails", cause: "absent" } };
    const children = view.sections.map((section) => this.#part(section, supposed));
    const parts = children.flatMap((child) => {
      const status = { holds: "validated", fails: "failed", prior: "prior", undecided: null, left_out: null } as const;
      const found = status[child.verdict];
      return found === null || child.about.kind !== "part" ? [] : [{ part: child.about.code, status: found }];
    });
    const undecided = children.some(({ verdict }) => verdict === "undecided");
    const failed = children.some(({ verdict }) => verdict === "fails");
    const verdict: Verdict = undecided ? "undecided" : failed ? "fails" : "holds";
    const outcome: Outcome | null = undecided ? null : !failed ? "awarded" : parts.some(({ status }) => status === "validated") ? "partial" : "adjourned";
    const count = { reached: children.filter((child) => child.verdict === "holds" || child.verdict === "prior").length, total: children.length, needed: children.length };
    return { outcome, parts, mention: outcome === "awarded" ? "B" : null, mean: undecided ? null : 1480, why: { ...bare, about: { kind: "title" }, verdict, rule: { kind: "all" }, count, children } };
  }

  #part(section: CaseSection, supposed: ReadonlyMap<string, Rating>): Reason {
    const about = { kind: "part", code: section.code } as const;
    const bare = { cause: null, rule: null, count: null, rating: null, children: [] };
    if (section.prior !== null) return { ...bare, about, verdict: "prior" };
    const children = section.criteria.map((one): Reason => {
      const guess = supposed.get(one.code);
      const rating = guess ?? (one.standing !== null && "rating" in one.standing ? one.standing.rating : null);
      const reached = rating === null ? null : this.#reached(rating);
      const verdict: Verdict = rating === null ? "undecided" : reached === true ? "holds" : "fails";
      return { ...bare, about: { kind: "criterion", code: one.code }, verdict, rating, cause: guess === undefined ? (one.standing?.kind ?? null) : "supposed" };
    });
    const reached = children.filter(({ verdict }) => verdict === "holds").length;
    const count = { reached, total: children.length, needed: Math.max(0, children.length - 2) };
    const verdict: Verdict = children.some((child) => child.verdict === "undecided") ? "undecided" : reached >= count.needed ? "holds" : "fails";
    return { ...bare, about, verdict, rule: { kind: "all_but", count: 2 }, count, children };
  }

  #conclude(view: CaseView, wanted: string[] | null, mention: string | null): Conclusion {
    const proposal = this.#propose(view, new Map());
    const out = proposal.outcome === "absent";
    const parts = view.sections.map(({ code, prior }) => {
      const proposed = proposal.parts.find(({ part }) => part === code)?.status ?? (out ? "not_assessed" : "failed");
      return { part: code, status: prior !== null ? "prior" : wanted === null ? proposed : wanted.includes(code) ? "validated" : out ? "not_assessed" : "failed" } as const;
    });
    const whole = parts.every(({ status }) => status === "validated" || status === "prior");
    const outcome: Outcome = out ? "absent" : whole ? "awarded" : parts.some(({ status }) => status === "validated") ? "partial" : "adjourned";
    const given = outcome === "awarded" ? (mention === null ? proposal.mention : mention === "" ? null : mention) : null;
    const follows_proposal = outcome === proposal.outcome && JSON.stringify(parts) === JSON.stringify(proposal.parts) && given === proposal.mention;
    return { outcome, parts, mention: given, follows_proposal, needs_ground: outcome !== "awarded" || !follows_proposal };
  }

  #retain({ candidate, criterion, rating, ground }: Extract<Command, { do: "retain" }>): void {
    const { view, ledger } = this.#of(candidate);
    const one = criteriaOf(view).find(({ code }) => code === criterion);
    if (one === undefined) throw refuse("unknown-criterion", { criterion });
    if (this.closed) throw refuse("session-closed");
    const sides = one.given.flatMap(({ ratings }) => ratings).map((other) => this.#reached(other)).filter((side) => side !== null);
    if (ground.trim() === "" && sides.some((side) => side !== this.#reached(rating))) throw refuse("ground-for-boundary", { criterion });
    const steps = ledger.get(criterion) ?? [];
    const sealed = one.given.flatMap(({ ratings }, at) => ratings.map((given) => ({ juror: view.jurors[at]?.id ?? "", rating: given })));
    ledger.set(criterion, [...steps, { by: this.me(), at: AT, before: steps.at(-1)?.after ?? null, after: rating, ground, sealed, set_aside: false }]);
    one.retained = { rating, ground, by: this.me(), at: AT };
    this.#stand(one);
  }

  #vote({ candidate, vote }: Extract<Command, { do: "hold_vote" }>): void {
    const { view } = this.#of(candidate);
    if (vote.votes_for + vote.votes_against + vote.abstentions === 0) throw refuse("missing", { field: "voices" });
    const carried = vote.votes_for === vote.votes_against ? vote.casting_for : vote.votes_for > vote.votes_against;
    view.votes.push({ vote, carried, at: AT });
  }

  #decide({ candidate, parts_validated, mention, ground }: Extract<Command, { do: "decide" }>): void {
    const { view } = this.#of(candidate);
    if (criteriaOf(view).some(({ gap }) => gap !== null && !gap.settled)) throw refuse("gaps-unsettled", { count: "1" });
    const told = this.#conclude(view, parts_validated, mention);
    if (told.needs_ground && ground.trim() === "") throw refuse(told.follows_proposal ? "ground-for-unfavourable" : "ground-for-override", { name: view.candidate.name });
    view.decision = { decision: { ...told, ground }, at: AT };
  }

  /** Settles every gap of a candidate and decides: somebody already heard. */
  #finish(view: CaseView): void {
    for (const one of criteriaOf(view)) {
      if (one.gap === null) continue;
      const rating: Rating = this.scale.kind === "score" ? { kind: "score", hundredths: 1200 } : { kind: "level", index: this.scale.kind === "levels" ? this.scale.levels.length - 1 : 0 };
      one.retained = { rating, ground: "Le jury a relu le dossier ensemble.", by: this.me(), at: AT };
      this.#stand(one);
    }
    const told = this.#conclude(view, null, null);
    const decision: CaseDecision = { decision: { ...told, ground: told.outcome === "awarded" ? "" : "Ne s’est pas présenté." }, at: AT };
    view.decision = decision;
  }
}

export function criteriaOf(view: CaseView): CaseCriterion[] {
  return view.sections.flatMap(({ criteria }) => criteria);
}

function hidden(one: CaseCriterion): CaseCriterion {
  return { ...one, given: one.given.map(() => ({ ratings: [], comment: "" })), standing: null, gap: null, retained: null };
}
