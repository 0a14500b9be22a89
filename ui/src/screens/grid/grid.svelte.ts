// The grid of one juror: which candidate, which section, which criterion is awake, what was typed and what is written.
// It paints at once and lets the book answer; it holds no rule (the core refuses) and no word for people (`tell` does).
import type { Command, CriterionView, Doubt, GridView, Mark, Rating, SectionView, SheetView } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";
import { preferences } from "~/core/preferences.svelte";
import { sameMark, sameRating } from "~/core/rating";
import { Beside } from "./beside.svelte";
import { Draft } from "./draft.svelte";
import { Guard } from "./guard.svelte";
import { History, type Change } from "./history.svelte";
import type { Intent } from "./keys";
import { perform } from "./perform";
import { type Access, accessOf, beside, cell, criteriaOf, findCriterion, isAbsent, missingOf, nextEmpty, recount } from "./sheet";
import { Writes } from "./writes.svelte";

/** What happened, for whoever listens: the screen puts it into words and speaks it. */
export type Event =
  | { what: "saved"; criterion: CriterionView; rating: Rating | null; commented: boolean }
  | { what: "refused"; reason: DoorError }
  | { what: "undone" | "redone"; candidate: string; criterion: CriterionView; rating: Rating | null }
  | { what: "nothing_to_undo" | "nothing_to_redo" | "section_complete" | "sheet_complete" }
  | { what: "section_next"; section: SectionView }
  | { what: "kept_out"; why: Exclude<Access, "open"> | "prior" }
  | { what: "asked"; doubts: readonly Doubt[] }
  | { what: "sealed"; name: string }
  | { what: "candidate"; name: string }
  | { what: "section"; section: SectionView };

export class GridController {
  view = $state<GridView | null>(null);
  sheet = $state<SheetView | null>(null);
  /** Why the screen can't be read. */
  broken = $state.raw<DoorError | null>(null);
  sectionCode = $state("");
  /** Code of the awake criterion. */
  awake = $state("");
  /** Code of the criterion whose comment is being written. */
  commenting = $state<string | null>(null);
  curtain = $state(false);
  help = $state(false);
  /** The cell that a refusal handed back, and why. */
  handedBack = $state.raw<{ criterion: string; reason: DoorError } | null>(null);

  /** Codes of the sections whose consigne the person folded. */
  folded = $state.raw<readonly string[]>([]);

  /** The comment being written, until it is given. */
  readonly commentPen = new Draft((text) => this.commenting !== null && this.comment(this.commenting, text));
  /** The general remarks being written, until they are given. */
  readonly remarksPen = new Draft((text) => this.observe(text));
  readonly session: string;
  readonly writes: Writes;
  readonly guard: Guard;
  readonly beside: Beside;
  readonly history = new History();
  readonly #tell: (event: Event) => void;
  /** Marks as the book has them, by cell; nothing on the screen reads them. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #written = new Map<string, Mark>();
  #opening = 0;

  constructor(session: string, tell: (event: Event) => void = () => undefined) {
    this.session = session;
    this.#tell = tell;
    this.writes = new Writes(session, {
      saved: (key, command) => this.#saved(key, command),
      refused: (key, command, reason) => this.#refused(key, command, reason),
    });
    this.guard = new Guard((key, command) => this.writes.send(key, command), (_, doubts) => tell({ what: "asked", doubts }));
    this.beside = new Beside(session);
  }

  /** Language of the official text. */
  readonly language = $derived(this.view?.session.language ?? "");
  readonly section = $derived(this.sheet?.sections.find((section) => section.code === this.sectionCode) ?? null);
  readonly access = $derived(this.sheet === null ? "open" : accessOf(this.sheet));
  readonly writable = $derived(this.access === "open" && this.section?.prior === null);
  readonly missing = $derived(this.sheet === null ? [] : missingOf(this.sheet));
  /** Sheets this juror still owes. */
  readonly owed = $derived(
    (this.view?.candidates ?? []).filter((line) => !line.recused && !isAbsent(line) && line.sheet !== "sealed"),
  );
  readonly finished = $derived(this.owed.filter((line) => line.sheet === "finished"));
  readonly sealedCount = $derived((this.view?.candidates ?? []).filter((line) => line.sheet === "sealed").length);

  async load(asked: string | null = null): Promise<void> {
    try {
      this.view = await call("grid", { session: this.session });
      this.broken = null;
      const line = this.view.candidates.find(({ id }) => id === asked) ?? this.owed.find(({ sheet }) => sheet === "started") ?? this.owed[0] ?? this.view.candidates[0];
      if (line !== undefined && this.sheet === null) await this.open(line.id);
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  /** Opens a candidate's sheet, at its first criterion without a rating or at `criterion`. */
  async open(candidate: string, criterion?: string): Promise<void> {
    this.putDown();
    const turn = ++this.#opening;
    try {
      const sheet = await call("sheet", { session: this.session, candidate });
      if (turn !== this.#opening) return;
      // Something may have been begun meanwhile: it belongs to the sheet that is still on the screen.
      this.putDown();
      this.#receive(sheet);
      const at = criterion ?? missingOf(sheet)[0]?.criterion.code ?? criteriaOf(sheet.sections[0] ?? NOTHING)[0]?.code;
      if (at !== undefined) this.wake(at);
      this.#tell({ what: "candidate", name: sheet.candidate.name });
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  /** Makes a criterion the awake one, in its section. */
  wake(code: string): void {
    const found = this.sheet === null ? null : findCriterion(this.sheet, code);
    if (found === null) return;
    if (this.commenting !== null && this.commenting !== code) this.endComment();
    this.sectionCode = found.section.code;
    this.awake = code;
  }

  goToSection(code: string): void {
    const section = this.sheet?.sections.find((other) => other.code === code);
    if (section === undefined || code === this.sectionCode) return;
    const criteria = criteriaOf(section);
    const at = criteria.find(({ mark }) => mark.rating === null) ?? criteria[0];
    this.sectionCode = code;
    if (at !== undefined) this.wake(at.code);
    this.#tell({ what: "section", section });
  }

  /** Gives the awake criterion a rating (null takes it back), then moves on when the person likes so. */
  rate(rating: Rating | null, code = this.awake): void {
    const criterion = this.#criterion(code);
    if (criterion === null) return;
    if (!this.writable) return this.#tell({ what: "kept_out", why: this.access === "open" ? "prior" : this.access });
    this.wake(code);
    if (sameRating(criterion.mark.rating, rating)) return this.#advance(rating);
    this.#change(criterion, { ...criterion.mark, rating });
    this.#advance(rating);
  }

  /** Writes a comment; each pause of the pen is written, the whole stay in the field is one thing to undo. */
  comment(code: string, text: string): void {
    const criterion = this.#criterion(code);
    if (criterion === null || !this.writable || (criterion.mark.comment ?? "") === text) return;
    const before = $state.snapshot(criterion.mark);
    const last = this.#commentBefore;
    if (last?.criterion !== code) this.#commentBefore = { criterion: code, mark: before };
    this.#paint(criterion, { rating: criterion.mark.rating, comment: text }, text);
  }

  /** Keeps the comment of the awake criterion as it is, though words of it raised a question; false when none did. */
  keepComment(code = this.awake): boolean {
    const key = cell(this.sheet?.candidate.id ?? "", code);
    if (!this.guard.open.has(key)) return false;
    this.guard.keep(key);
    return true;
  }

  beginComment(code = this.awake): void {
    if (!this.writable) return;
    this.wake(code);
    this.commenting = code;
  }

  endComment(): void {
    this.commentPen.flush();
    const begun = this.#commentBefore;
    const criterion = begun === null ? null : this.#criterion(begun.criterion);
    this.commenting = null;
    this.#commentBefore = null;
    if (begun === null || criterion === null || this.sheet === null) return;
    const after = $state.snapshot(criterion.mark);
    if (sameMark(begun.mark, after)) return;
    this.history.note({ candidate: this.sheet.candidate.id, criterion: criterion.code, before: begun.mark, after });
  }

  /** Gives whatever is being written. */
  putDown(): void {
    this.endComment();
    this.remarksPen.flush();
  }

  observe(text: string): void {
    const sheet = this.sheet;
    if (sheet === null || this.access !== "open" || sheet.observation === text) return;
    sheet.observation = text;
    this.#recount();
    const candidate = sheet.candidate.id;
    this.guard.offer(`observe ${candidate}`, { do: "observe", candidate, text }, text);
  }

  async undo(): Promise<void> {
    const change = this.history.takeBack();
    if (change === null) return this.#tell({ what: "nothing_to_undo" });
    await this.#replay(change, change.before, "undone");
  }

  async redo(): Promise<void> {
    const change = this.history.putAgain();
    if (change === null) return this.#tell({ what: "nothing_to_redo" });
    await this.#replay(change, change.after, "redone");
  }

  /** Seals one sheet. The book decides; a refusal is thrown to whoever asked. */
  async seal(candidate: string): Promise<void> {
    await this.settle();
    const changes = await call("execute", { session: this.session, command: { do: "seal_sheet", candidate } });
    this.writes.savedAt = changes.saved_at;
    this.history.forget((change) => change.candidate === candidate);
    const line = this.view?.candidates.find((other) => other.id === candidate);
    if (line !== undefined) line.sheet = "sealed";
    if (this.sheet?.candidate.id === candidate) {
      this.sheet.sealed_at = changes.saved_at;
      this.sheet.candidate.sheet = "sealed";
    }
    this.#tell({ what: "sealed", name: line?.name ?? "" });
  }

  /** Does what a key asked; false when nothing here answers to it. */
  perform(intent: Intent): boolean {
    return perform(this, intent);
  }

  /** Wakes the criterion beside the awake one. */
  step(by: 1 | -1): void {
    const next = beside(this.section === null ? [] : criteriaOf(this.section), ({ code }) => code === this.awake, by);
    if (next !== null) this.wake(next.code);
  }

  /** Turns to the section beside this one. */
  turn(by: 1 | -1): void {
    const next = beside(this.sheet?.sections ?? [], ({ code }) => code === this.sectionCode, by);
    if (next !== null) this.goToSection(next.code);
  }

  /** Opens the sheet of the candidate beside this one. */
  async neighbour(by: 1 | -1): Promise<void> {
    const next = beside(this.view?.candidates ?? [], ({ id }) => id === this.sheet?.candidate.id, by);
    if (next !== null) await this.open(next.id);
  }

  /** Settles once all that was given is written, or the machine is in trouble. */
  async settle(): Promise<void> {
    this.putDown();
    await this.guard.settled();
    this.guard.letGo();
    await this.writes.settled();
  }

  /** Folds or unfolds a section's consigne, for every candidate. */
  fold(code: string, folded: boolean): void {
    const others = this.folded.filter((other) => other !== code);
    this.folded = folded ? [...others, code] : others;
  }

  #commentBefore: { criterion: string; mark: Mark } | null = null;

  #criterion(code: string): CriterionView | null {
    return this.sheet === null ? null : (findCriterion(this.sheet, code)?.criterion ?? null);
  }

  #change(criterion: CriterionView, after: Mark): void {
    if (this.sheet === null) return;
    const before = $state.snapshot(criterion.mark);
    this.history.note({ candidate: this.sheet.candidate.id, criterion: criterion.code, before, after });
    this.#paint(criterion, after);
  }

  /** Shows a mark at once and sends it to the book; words that are new (`typed`) may raise a question first. */
  #paint(criterion: CriterionView, mark: Mark, typed?: string): void {
    if (this.sheet === null) return;
    const candidate = this.sheet.candidate.id;
    if (this.handedBack?.criterion === criterion.code) this.handedBack = null;
    criterion.mark = mark;
    this.#recount();
    const command: Command = { do: "mark", candidate, criterion: criterion.code, mark: { ...mark } };
    const key = cell(candidate, criterion.code);
    if (typed !== undefined) return this.guard.offer(key, command, typed);
    if (!this.guard.holds(key)) return this.writes.send(key, command);
    // The rating does not wait for the answer: it goes with the comment that was kept before.
    this.guard.replace(key, command);
    const sent = this.writes.waiting.get(key);
    const known = sent?.do === "mark" ? sent.mark : this.#written.get(key);
    this.writes.send(key, { ...command, mark: { ...mark, comment: known?.comment ?? "" } });
  }

  #recount(): void {
    if (this.sheet === null) return;
    recount(this.sheet);
    const { id, done, sheet } = this.sheet.candidate;
    const line = this.view?.candidates.find((other) => other.id === id);
    if (line !== undefined) Object.assign(line, { done, sheet });
  }

  #receive(sheet: SheetView): void {
    const candidate = sheet.candidate.id;
    for (const criterion of sheet.sections.flatMap(criteriaOf)) {
      const key = cell(candidate, criterion.code);
      this.#written.set(key, { ...criterion.mark });
      const waiting = this.guard.held(key) ?? this.writes.waiting.get(key);
      if (waiting?.do === "mark") criterion.mark = { ...waiting.mark };
    }
    const observed = this.guard.held(`observe ${candidate}`) ?? this.writes.waiting.get(`observe ${candidate}`);
    if (observed?.do === "observe") sheet.observation = observed.text;
    if (this.sheet?.candidate.id !== candidate) this.handedBack = null;
    this.sheet = sheet;
    this.#recount();
  }

  #saved(key: string, command: Command): void {
    if (command.do !== "mark") return;
    const before = this.#written.get(key);
    this.#written.set(key, { ...command.mark });
    const criterion = this.#criterion(command.criterion);
    if (criterion === null || this.sheet?.candidate.id !== command.candidate) return;
    const commented = before !== undefined && sameRating(before.rating, command.mark.rating);
    this.#tell({ what: "saved", criterion, rating: command.mark.rating, commented });
  }

  /** The cell goes back to what the book has, unless something newer was painted meanwhile. */
  #refused(key: string, command: Command, reason: DoorError): void {
    this.#tell({ what: "refused", reason });
    if (command.do !== "mark" || this.writes.waiting.has(key)) return;
    const { candidate, criterion: code } = command;
    this.history.forget((change) => change.candidate === candidate && change.criterion === code);
    const criterion = this.#criterion(code);
    if (criterion === null || this.sheet?.candidate.id !== candidate) return;
    criterion.mark = { ...(this.#written.get(key) ?? { rating: null, comment: "" }) };
    this.guard.drop(key);
    this.#commentBefore = null;
    this.#recount();
    this.wake(code);
    this.handedBack = { criterion: code, reason };
    void this.#reread(candidate);
  }

  /** After a refusal the screen may be behind the book (sealed, closed elsewhere): it reads again, and guesses nothing. */
  async #reread(candidate: string): Promise<void> {
    try {
      const [view, sheet] = await Promise.all([
        call("grid", { session: this.session }),
        call("sheet", { session: this.session, candidate }),
      ]);
      this.view = view;
      if (this.sheet?.candidate.id === candidate) this.#receive(sheet);
    } catch {
      // The refusal was shown already; the next reading will say what is wrong.
    }
  }

  async #replay(change: Change, mark: Mark, what: "undone" | "redone"): Promise<void> {
    if (this.sheet?.candidate.id !== change.candidate) await this.open(change.candidate, change.criterion);
    const criterion = this.#criterion(change.criterion);
    if (criterion === null) return;
    this.wake(change.criterion);
    this.guard.drop(cell(change.candidate, change.criterion));
    this.#paint(criterion, { ...mark });
    this.#tell({ what, candidate: this.sheet?.candidate.name ?? "", criterion, rating: mark.rating });
  }

  #advance(rating: Rating | null): void {
    if (rating === null || this.section === null) return;
    if (this.missing.length === 0) return this.#tell({ what: "sheet_complete" });
    const next = nextEmpty(this.section, this.awake);
    if (!preferences.advance) return next === null ? this.#tell({ what: "section_complete" }) : undefined;
    if (next !== null) return this.wake(next.code);
    const sections = this.sheet?.sections ?? [];
    const later = sections.slice(sections.findIndex(({ code }) => code === this.sectionCode) + 1);
    const onward = this.missing.find(({ section }) => later.includes(section)) ?? this.missing[0];
    if (onward === undefined) return;
    this.wake(onward.criterion.code);
    this.#tell({ what: "section_next", section: onward.section });
  }
}

const NOTHING: SectionView = {
  code: "",
  short: "",
  title: "",
  kind: "block",
  text: "",
  prior: null,
  evaluations: [],
  done: 0,
  total: 0,
};
