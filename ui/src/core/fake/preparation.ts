// The preparation of the demonstration session: what its doors answer, kept in memory. It follows the core's contract; what it
// says of legality and of what is missing is only enough for the screens to be seen.
import type { CandidateLine, Command, Composition, Doors, Matter, Point, PreparationView, PreparedCandidate, PreparedJuror, RefusedLine, SessionHead, TypedTable, Readiness } from "../bindings";
import { DoorError, type DoorName } from "../door";

type Written = { [K in DoorName]: (request: Doors[K]["request"]) => Doors[K]["answer"] };
type Doings = Pick<
  Written,
  | "choices" | "choose_referential" | "choose_regulation" | "open_session" | "preparation" | "keep_candidate" | "choose_table" | "preview_table"
  | "import_table" | "keep_juror" | "choose_documents" | "keep_subject" | "draw_all" | "draw_again" | "plan_passages"
>;
const RULE = "Deux membres au moins, dont la moitié d’extérieurs.";
const SHORT: Composition = { members: 2, external: 1, rule: RULE, holds: true };

export class FakePreparation {
  readonly #candidates: PreparedCandidate[];
  readonly #jurors: PreparedJuror[] = [];
  readonly #subjects: PreparationView["subjects"] = [];
  #next = 0x900;

  constructor(
    lines: CandidateLine[],
    readonly head: () => SessionHead,
    readonly me: string,
    readonly hostile: string,
  ) {
    this.#candidates = lines.map(prepared);
    if (lines.length === 0) return;
    const seat = (given_name: string, family_name: string, role: "president" | "member" | "office", external: boolean): void => {
      this.#jurors.push({ id: this.#id(), file: { given_name, family_name: `${family_name}${hostile}`, role, function: "Cheffe de projet", employer: external ? "Atelier du Doubs" : "Centre de Besançon", external }, invited: role === "president", recusals: 0, days: [] });
    };
    seat("Awa", "Diallo", "president", false);
    seat("Bruno", "Roche", "member", true);
    seat("Odile", "Garnier", "office", false);
    const [first] = this.#candidates;
    const [, bruno] = this.#jurors;
    if (first !== undefined && bruno !== undefined) {
      first.recusals.push({ juror: bruno.id, name: "Bruno Roche", ground: `A formé la candidate en 2025.${hostile}` });
      first.composition = { ...SHORT, members: 1, external: 0, holds: false };
      bruno.recusals = 1;
    }
    for (const title of ["Le musée du Temps", "La coopérative fromagère"]) this.#append("A1.CP", title + hostile, `Un musée veut refondre son site : cadrez le projet.${hostile}`, ["cahier-des-charges.pdf"]);
  }

  /** Whether it took the command. */
  takes(command: Command): boolean {
    if (command.do === "withdraw_candidate") this.#candidates.splice(this.#place(command.candidate), 1);
    else if (command.do === "plan_passage") this.#of(command.candidate).passage = command.passage;
    else if (command.do === "record_attendance") this.#of(command.candidate).attendance = command.attendance;
    else if (command.do === "unseat_juror") this.#jurors.splice(this.#jurors.findIndex(({ id }) => id === command.juror), 1);
    else if (command.do === "record_panel_attendance") this.#jurors.find(({ id }) => id === command.juror)?.days.push(command);
    else return false;
    return true;
  }

  readonly doors: Doings = {
    choices: () => ({
      referentials: [{ which: "chef-de-projet-digital", title: "Chef de projet digital", version: "1", file_name: "", example: false }],
      regulations: [
        { which: "exemple-niveaux", title: "Règlement d’exemple, par niveaux", version: "1", file_name: "", example: true },
        { which: "exemple-notes", title: "Règlement d’exemple, sur vingt", version: "1", file_name: "", example: true },
      ],
      name: "Odile Garnier",
    }),
    choose_referential: () => null,
    choose_regulation: () => ({ which: "file:t9", title: "Règlement du certificateur", version: "2026", file_name: "reglement.toml", example: false }),
    open_session: ({ details }) => {
      if (details.name === "") throw refused("missing", { field: "name" });
      return this.head().id;
    },
    preparation: () => this.#view(),
    keep_candidate: ({ candidate, file, civil, accommodation }) => {
      if (file.family_name === "") throw refused("missing", { field: "family_name" });
      if (this.#candidates.some(({ id, file: { number } }) => id !== candidate && number === file.number)) throw refused("number-taken", { number: file.number });
      const known = candidate === null ? blank(this.#id()) : this.#of(candidate);
      Object.assign(known, { file, civil: civil ?? known.civil, accommodation: accommodation ?? known.accommodation });
      if (candidate === null) this.#candidates.push(known);
      return { saved_at: Date.UTC(2026, 5, 12, 9, 40), stale: [] };
    },
    choose_table: () => ({
      file_name: "candidats.csv",
      headers: ["N°", "Nom", "Prénoms", "Sexe", "Né(e) le", "Voie", "Téléphone"],
      columns: ["number", "birth_name", "given_names", "sex", "birth_date", null, null],
      fields: ["number", "birth_name", "given_names", "sex", "birth_date", "route", "option"].map((key) => ({ key, required: key !== "option" })),
      rows: [
        { line: 2, cells: ["101", `Vasseur${this.hostile}`, "Inès", "F", "02/03/2001", "apprentissage", "06"] },
        { line: 3, cells: ["102", "Le Goff", "Jonas", "M", "31/02/2001", "apprentissage", "07"] },
      ],
    }),
    preview_table: (table) => report(table, true),
    import_table: (table) => report(table, false),
    keep_juror: ({ juror, file }) => {
      const known = this.#jurors.find(({ id }) => id === juror);
      if (known === undefined) this.#jurors.push({ id: this.#id(), file, invited: false, recusals: 0, days: [] });
      else known.file = file;
      return { saved_at: Date.UTC(2026, 5, 12, 9, 41), stale: [] };
    },
    choose_documents: () => [{ ticket: "d1", file_name: "cahier-des-charges.pdf" }],
    keep_subject: ({ trial, title, text }) => (this.#append(trial, title, text, []), null),
    draw_all: () => {
      for (const [at, one] of this.#candidates.entries()) {
        const subject = this.#subjects[at % this.#subjects.length];
        if (subject === undefined) break;
        one.draws = [{ trial: subject.trial, subject: subject.id, title: subject.title, lot: String(7_919_000_001 * (at + 1)) }];
        one.draws_owed = [];
        subject.given += 1;
      }
      return { saved_at: Date.UTC(2026, 5, 12, 9, 42), stale: [] };
    },
    draw_again: () => ({ saved_at: Date.UTC(2026, 5, 12, 9, 43), stale: [] }),
    plan_passages: ({ plan }) => {
      for (const one of this.#candidates) one.passage ??= { starts_at: plan.starts_at, minutes: plan.minutes, room: plan.room };
      return { saved_at: Date.UTC(2026, 5, 12, 9, 44), stale: [] };
    },
  };

  #view(): PreparationView {
    const names = (which: (candidate: PreparedCandidate) => boolean): string[] => this.#candidates.filter(which).map(({ file }) => `${file.given_name} ${file.family_name}`);
    const point = (matter: Matter, cure: Point["cure"], about: string[], worst: Readiness): Point => ({ matter, cure, verdict: about.length > 0 ? worst : "good", count: about.length, about: about.slice(0, 5) });
    const none = this.#candidates.length === 0;
    return {
      session: this.head(),
      me: { id: "a1", name: this.me, role: "office" },
      prepares: true,
      packs: true,
      details: { name: this.head().name, centre: "Centre de Besançon", place: "Besançon", starts_on: "2026-06-12", ends_on: "2026-06-13" },
      regulation: { title: "Règlement d’exemple", version: "1", example: true, attempts: 3 },
      options: [{ code: "A4", label: "Communication" }, { code: "A5", label: "Développement web" }, { code: "A6", label: "Commerce en ligne" }],
      trials: [{ code: "A1.CP", label: "Cas pratique" }, { code: "A2.CP", label: "Cas pratique" }],
      composition: this.#jurors.length === 0 ? { members: 0, external: 0, rule: RULE, holds: false } : SHORT,
      candidates: this.#candidates,
      jurors: this.#jurors,
      subjects: this.#subjects,
      points: [
        { matter: "candidates", cure: "candidates", verdict: none ? "stop" : "good", count: this.#candidates.length, about: [] },
        point("civil_status", "candidates", names(({ civil }) => civil === null), "doubt"),
        { matter: "president", cure: "panel", verdict: this.#jurors.length === 0 ? "stop" : "good", count: 1, about: ["Awa Diallo"] },
        { matter: "panel", cure: "panel", verdict: this.#jurors.length === 0 ? "stop" : "good", count: this.#jurors.length, about: [RULE] },
        point("panel_for_candidates", "panel", names(({ composition }) => !composition.holds), "stop"),
        point("passages", "planning", names(({ passage }) => passage === null), "doubt"),
        point("draws", "subjects", names(({ draws_owed }) => draws_owed.length > 0), "doubt"),
        point("packs", "packs", this.#jurors.filter(({ invited, file }) => !invited && file.role === "member").map(({ file }) => `${file.given_name} ${file.family_name}`), "doubt"),
        { matter: "regulation", cure: "session", verdict: "doubt", count: 1, about: ["Règlement d’exemple"] },
      ],
    };
  }

  #append(trial: string, title: string, text: string, documents: string[]): void {
    this.#subjects.push({ id: this.#id(), trial, title, text, documents, given: 0 });
    for (const one of this.#candidates) if (one.draws.length === 0) one.draws_owed = [trial];
  }

  #id(): string {
    return (this.#next++).toString(16).padStart(32, "0");
  }

  #place(candidate: string): number {
    const place = this.#candidates.findIndex(({ id }) => id === candidate);
    if (place < 0) throw refused("unknown-candidate", {});
    return place;
  }

  #of(candidate: string): PreparedCandidate {
    return this.#candidates[this.#place(candidate)] ?? blank(candidate);
  }
}

function prepared(line: CandidateLine): PreparedCandidate {
  const [given_name = "", ...rest] = line.name.split(" ");
  const code = { A: "A4" }[line.option_short] ?? "A5";
  const file = { number: line.number, given_name, family_name: rest.join(" "), route: line.route ?? "apprenticeship", option: code, attempt: 1, previous: null };
  const accommodation = line.extra_time_percent === null ? null : { measure: "Tiers temps", extra_time_percent: line.extra_time_percent, decided_on: null };
  const passage = line.starts_at === null ? null : { starts_at: line.starts_at, minutes: 45, room: "Salle Vauban" };
  const attendance = line.attendance === null ? null : { status: line.attendance, at: null, note: "" };
  return { ...blank(line.id), file, accommodation, passage, attendance };
}

function blank(id: string): PreparedCandidate {
  const file = { number: "", given_name: "", family_name: "", route: "apprenticeship", option: "A5", attempt: 1, previous: null } as const;
  return { id, file, civil: null, accommodation: null, prior: [], passage: null, attendance: null, recusals: [], composition: { ...SHORT }, draws: [], draws_owed: [] };
}

function report({ columns, rows }: TypedTable, dry_run: boolean): Doors["preview_table"]["answer"] {
  if (!columns.includes("route")) throw refused("table-columns", { missing: "route", unknown: "", repeated: "" });
  const birth = columns.indexOf("birth_date");
  const wrong = rows.filter(({ cells }) => /^3[01]\/02/.test(cells[birth] ?? ""));
  const refusedLines: RefusedLine[] = wrong.map(({ line, cells }) => ({ line, column: "birth_date", code: "impossible-date", value: cells[birth] ?? "", args: {} }));
  return { accepted: rows.length - wrong.length, refused: refusedLines, encoding: "utf-8", dry_run };
}

function refused(code: string, args: Record<string, string>): DoorError {
  return new DoorError({ kind: "refusal", code, args });
}
