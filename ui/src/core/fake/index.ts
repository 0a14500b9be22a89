// A door without a core: everything in memory, for unit tests, `npm run dev` and screenshots. It follows the core's
// contract and refuses what the core refuses; it is in no build of the product.
import type { CandidateLine, Changes, Command, Doors, OfferedFile, ScaleView, SessionCard, SessionHead, SheetView, Whom } from "../bindings";
import { DoorError, type Door, type DoorName } from "../door";
import { arrivals, deviceLines, disagreements, exchangeView, fakeCode, handovers, keptImports, PACK, REQUEST, WORDS } from "./exchange";
import { besideDoors, SUBJECT, type BesideDoors } from "./beside";
import { journalView } from "./journal";
import { statisticsView } from "./statistics";
import { verifiedPaper } from "./papers";
import { erasurePreview, personalData, type FakeErasure } from "./personal";
import { CERTIFICATION, LANGUAGE, optionLabel, sections } from "./grid";
import { FakeClosing } from "./closing";
import type { FakeOptions } from "./options";
import { FakePanel } from "./panel";
import { HOSTILE, people } from "./people";
import { FakePreparation } from "./preparation";
import { found, statusLine } from "./shell";

export type { FakeOptions } from "./options";

type Handlers<Names extends DoorName> = { [K in Names]: (request: Doors[K]["request"]) => Doors[K]["answer"] };

const SESSION = "5e5510e0000000000000000000000001";
const RECOVERY_KEY = "K7QF2-M4D9T-XRHB6-WP3VN-8CJY5-TG2RM-Q9ZKD-4HWBX";
const PASSPHRASE = "quatre mots au hasard";
const NOW = Date.UTC(2026, 5, 12, 9, 26, 7);

/** What may be asked while no store is open. */
const OUTSIDE: readonly DoorName[] = ["status", "create_store", "unlock", "recover", "lock"];

export class FakeCore {
  /** The next commands answer this, until cleared. */
  trouble: DoorError | null = null;
  /** Every command received, in order. */
  readonly received: Command[] = [];
  readonly sheets = new Map<string, SheetView>();
  readonly scale: ScaleView;
  #store: "absent" | "locked" | "open";
  #name = "Anne Diallo";
  #passphrase = PASSPHRASE;
  #wrong = 0;
  #sessions: number;
  #clock = NOW;
  #delay: number;
  /** What the next dialog chooses, and what was dropped on the window. */
  files: OfferedFile[] = [1, 2, 3].map((at) => ({ ticket: `f${String(at)}`, file_name: `${String(at)}.delib`, needs_code: false, asks_to_join: false, is_paper: false }));
  readonly offered: OfferedFile[] = [];
  /** Which paper the next dialog chooses: whole, altered, or unsigned. */
  paper = "intact";
  readonly #hostile: boolean;
  readonly #settled: boolean;
  readonly #entries: number;
  #agreed = false;
  #restored: boolean;
  readonly #role: "office" | "member";
  readonly #preparation: FakePreparation;
  readonly #erased: FakeErasure[] = [];
  readonly #reversed = new Map<string, string>();
  readonly panel: FakePanel;
  readonly closing: FakeClosing;

  constructor(options: FakeOptions = {}) {
    this.#store = options.store ?? "open";
    this.#sessions = options.sessions ?? 1;
    this.#delay = options.delay_ms ?? 0;
    this.scale = scaleOf(options.scale ?? "levels");
    for (const [at, person] of people(options.candidates ?? 12).entries()) this.#seat(at, person);
    if (options.lived_in === true) this.#live();
    this.#settled = options.settled ?? false;
    this.#entries = options.entries ?? 0;
    this.#restored = options.restored ?? false;
    this.#hostile = options.hostile ?? false;
    if (this.#hostile) this.#spoil();
    const head = (): SessionHead => ({ ...this.#card(0), state: "grading", language: LANGUAGE });
    this.panel = new FakePanel(() => this.#name, head, this.scale, this.sheets.values(), options.stage ?? "confronted", this.#hostile);
    this.closing = new FakeClosing(this.panel, head, () => this.#name);
    Object.assign(this.#handlers, this.panel.doors, this.closing.doors);
    this.#role = options.role ?? "member";
    const lines = [...this.sheets.values()].map(({ candidate }) => candidate);
    this.#preparation = new FakePreparation(lines, head, this.#name, this.#hostile ? ` ${HOSTILE}` : "");
    Object.assign(this.#handlers, this.#preparation.doors, besideDoors(() => this.sheets, () => (this.#clock += 1000)));
  }

  readonly door: Door = async (name, request) => {
    if (this.#delay > 0) await new Promise((done) => setTimeout(done, this.#delay));
    if (this.#store !== "open" && !OUTSIDE.includes(name)) throw refusal("locked", {});
    const handler = (this.#handlers as Handlers<DoorName>)[name] as (request: unknown) => unknown;
    return structuredClone(handler(request)) as Doors[typeof name]["answer"];
  };

  readonly #handlers: Handlers<Exclude<DoorName, keyof FakePanel["doors"] | keyof FakeClosing["doors"] | keyof FakePreparation["doors"] | BesideDoors>> = {
    status: () => this.#status(0),
    create_store: ({ name, passphrase }) => {
      [this.#store, this.#name, this.#passphrase] = ["open", name, passphrase];
      return { recovery_key: RECOVERY_KEY };
    },
    unlock: ({ passphrase }) => {
      if (passphrase !== this.#passphrase) throw this.#slip();
      [this.#store, this.#wrong] = ["open", 0];
      return this.#status(0);
    },
    recover: ({ recovery_key, passphrase }) => {
      if (new Set(passphrase).size < 5) throw refusal("passphrase-too-simple", {});
      const typed = recovery_key.toUpperCase().replaceAll(/[\s-]/g, "");
      if (/[UILO]/.test(typed)) throw refusal("recovery-key-mistyped", {});
      if (typed !== RECOVERY_KEY.replaceAll("-", "")) throw this.#slip();
      [this.#store, this.#wrong, this.#passphrase] = ["open", 0, passphrase];
      return this.#status(0);
    },
    lock: () => {
      this.#store = "locked";
      return this.#status(0);
    },
    keep_copies: () => NOW - 360_000,
    wear: () => null,
    verify_file: ({ ticket }) => verifiedPaper(ticket ?? this.paper),
    take_note: () => {
      this.#restored = false;
      return this.#status(0);
    },
    sessions: () => Array.from({ length: this.#sessions }, (_, at) => this.#card(at)),
    find: ({ text }) => {
      const jurors = exchangeView({ ...this.#card(0), state: "grading", language: LANGUAGE }, [], this.#name, true).jurors;
      return found(text, [...this.sheets.values()].map(({ candidate }) => candidate), jurors.map(({ id, name, role }) => ({ is: "juror", id, name, role })));
    },
    status_line: () => statusLine([...this.sheets.values()], this.received.length > 0 ? this.#clock : null, this.#clock),
    choose_pack: () => ({ ticket: "t1", file_name: "Session de juin 2026 - Anne Diallo.delib", needs_code: true }),
    receive_pack: ({ code }) => {
      if (code.replaceAll(/[^0-9a-z]/gi, "").length < 6) throw refusal("wrong-code", {});
      this.#sessions = Math.max(1, this.#sessions);
      const counts = { candidates: this.sheets.size, new_entries: 42, known_entries: 0 };
      return { session: SESSION, name: "Session de juin 2026", ...counts };
    },
    grid: () => ({
      session: { ...this.#card(0), state: "grading", language: LANGUAGE },
      me: { id: "a1", name: this.#name, role: "member" },
      scale: this.scale,
      candidates: [...this.sheets.values()].map((sheet) => sheet.candidate),
    }),
    sheet: ({ candidate }) => this.#sheet(candidate),
    execute: ({ command }) => this.#execute([command]),
    execute_all: ({ commands }) => this.#execute(commands),
    handovers: () => handovers([...this.sheets.values()].map(({ candidate }) => candidate), this.#name),
    acknowledge: () => null,
    export_results: () => {
      const sheets = this.#card(0).sheets_done;
      const bundle = "00".repeat(32);
      return { file_name: "Résultats - Anne Diallo.delib", sheets, entries: 42, bytes: 48_213, bundle, verified: true, unreachable: [] };
    },
    statistics: () => {
      if (!this.panel.opened) throw refusal("confrontation-not-open", {});
      return statisticsView({ ...this.#card(0), state: "grading", language: LANGUAGE }, this.scale, this.#name, [...this.sheets.values()]);
    },
    journal: () => {
      const names = [...this.sheets.values()].map(({ candidate }) => candidate);
      return journalView({ ...this.#card(0), state: "grading", language: LANGUAGE }, this.scale, this.#name, names, this.#entries);
    },
    exchange: () => {
      const names = [...this.sheets.values()].map(({ candidate }) => candidate);
      return exchangeView({ ...this.#card(0), state: "grading", language: LANGUAGE }, names, this.#name, this.#settled);
    },
    hand_pack: () => PACK,
    join: () => ({ file_name: REQUEST.file_name, words: WORDS }),
    show_request: ({ role, name }) => ({ request: { ...REQUEST.request, role, name: name ?? this.#name }, code: fakeCode(1) }),
    choose_request: () => REQUEST,
    open_request: ({ ticket }) => ({ ...REQUEST, ticket }),
    accept_request: ({ words }) => {
      if (words.trim().toLowerCase().split(/\s+/).join(" ") !== WORDS.join(" ")) throw refusal("words-differ", {});
      return { saved_at: this.#clock, stale: [] };
    },
    devices: () => deviceLines(this.#clock, this.#name),
    revoke_device: () => ({ saved_at: this.#clock, stale: [] }),
    delegate_office: () => ({ saved_at: this.#clock, stale: [] }),
    choose_files: () => this.files,
    personal_data: () => personalData([...this.sheets.values()].map(({ candidate }) => candidate), this.#clock, this.#erased),
    subject_access: () => ({ file_name: "acces.json", mentions: 1 }),
    preview_erasure: ({ whom }) => erasurePreview(this.#nameOf(whom)),
    erase: ({ whom, ground }) => {
      this.#clock += 1000;
      const preview = erasurePreview(this.#nameOf(whom));
      this.#erased.push({ at: this.#clock, ground, alone: "accommodations" in whom });
      if ("person" in whom) this.sheets.delete(whom.person);
      return { saved_at: this.#clock, preview, remade: 3, left: [{ file_name: "delibere-2026-05-02.db", code: "not-this-passphrase" }], unfinished: false };
    },
    destroy_copy: () => null,
    preview_files: ({ tickets }) => arrivals(tickets.length, this.#clock, false),
    import_files: ({ tickets }) => arrivals(tickets.length, this.#clock, true),
    reverse_import: ({ bundle, ground }) => {
      this.#reversed.set(bundle, ground);
      return { saved_at: this.#clock, stale: [] };
    },
    lift_reversal: ({ bundle }) => {
      this.#reversed.delete(bundle);
      return { saved_at: this.#clock, stale: [] };
    },
    disagreements: () => (this.#settled || this.#agreed ? [] : disagreements(this.#clock)),
    settle: ({ side }) => {
      const [disagreement] = disagreements(this.#clock);
      if (disagreement === undefined) throw refusal("unknown-dispute", {});
      this.#agreed = true;
      return { disagreement, taken: side, changes: { saved_at: this.#clock, stale: [] } };
    },
    imports: () => (this.#settled ? [] : keptImports(this.#clock, this.#reversed)),
    offered: () => this.offered.splice(0),
    show_results: () => ({ ticket: "s1", bytes: 48_213, frames: 101, code: null }),
    show_pack: () => ({ ticket: "s1", bytes: 31_204, frames: 66, code: PACK.code }),
    shown_code: ({ place }) => fakeCode(place),
    film: () => ({ seen: "nothing", frames: 0, missing: 0, file: null }),
    film_again: () => null,
  };

  #nameOf(whom: Whom): string {
    const line = this.sheets.get("person" in whom ? whom.person : whom.accommodations)?.candidate;
    return `${line?.number ?? ""} ${line?.name ?? ""}`;
  }

  /** One more wrong try, and the wait before the next. */
  #slip(): DoorError {
    this.#wrong += 1;
    return refusal("wrong-passphrase", { retry_after_ms: String(1000 * 2 ** this.#wrong) });
  }

  #status(retry_after_ms: number): Doors["status"]["answer"] {
    const notice = this.#restored ? { code: "store-restored", at: NOW, missing: 12 } : null;
    return { store: this.#store, name: this.#store === "absent" ? null : this.#name, copied_at: null, notice, retry_after_ms };
  }

  #seat(at: number, person: ReturnType<typeof people>[number]): void {
    const id = (at + 1).toString(16).padStart(32, "0");
    const parts = sections(person.option, person.prior);
    const candidate: CandidateLine = {
      id,
      number: String(at + 1).padStart(3, "0"),
      name: person.name,
      option_short: optionLabel(person.option),
      route: "apprenticeship",
      attempt: 1,
      starts_at: civil(person.starts_at),
      minutes: person.starts_at === null ? null : person.extra === undefined ? 45 : 60,
      extra_time_percent: person.extra ?? null,
      attendance: person.attendance ?? (at < 5 ? "present" : null),
      sheet: "untouched",
      handover: null,
      done: 0,
      total: parts.filter((part) => part.prior === null).reduce((sum, part) => sum + part.total, 0),
      recused: person.recused ?? false,
    };
    this.sheets.set(id, { candidate, sections: parts, observation: "", subjects: at % 4 === 3 ? [SUBJECT] : [], sealed_at: null });
  }

  #card(at: number): SessionCard {
    const sheets = [...this.sheets.values()];
    return {
      id: at === 0 ? SESSION : `${SESSION.slice(0, -2)}${String(at + 10)}`,
      name: at === 0 ? `Session de juin 2026${this.#hostile ? ` ${HOSTILE}` : ""}` : "Session de rattrapage de septembre 2025",
      certification: CERTIFICATION,
      place: this.#hostile ? HOSTILE : "Besançon, Jury 2",
      starts_on: at === 0 ? "2026-06-12" : "2025-09-18",
      ends_on: at === 0 ? "2026-06-13" : "2025-09-18",
      state: at === 0 ? "grading" : "signed",
      role: at === 0 ? this.#role : "president",
      candidates: sheets.length,
      sheets_done: sheets.filter((sheet) => sheet.sealed_at !== null).length,
      sheets_total: sheets.filter((sheet) => !sheet.candidate.recused).length,
      sheets_handed_over: 0,
      sheets_acknowledged: 0,
      moments: at === 0 ? (this.#role === "office" ? ["preparation", "exchange", "statistics", "journal"] : ["passage", "deliberation", "closing", "exchange", "statistics", "journal"]) : ["preparation", "passage", "deliberation", "closing", "exchange", "statistics", "journal"],
      opens_at: at === 0 ? (this.#role === "office" ? "preparation" : "passage") : "closing",
      fingerprint_words: ["cerise", "marteau", "lune", "quai"],
    };
  }

  #sheet(candidate: string): SheetView {
    const sheet = this.sheets.get(candidate);
    if (sheet === undefined) throw refusal("unknown-candidate", {});
    return sheet;
  }

  #execute(commands: Command[]): Changes {
    if (this.trouble !== null) throw this.trouble;
    for (const command of commands) {
      this.received.push(command);
      this.#apply(command);
    }
    this.#clock += 1000;
    return { saved_at: this.#clock, stale: [] };
  }

  #apply(command: Command): void {
    if (this.panel.apply(command) || this.closing.apply(command)) return;
    if (this.#preparation.takes(command)) return;
    if (command.do !== "mark" && command.do !== "observe" && command.do !== "seal_sheet") throw refusal("not-allowed", {});
    const sheet = this.#sheet(command.candidate);
    if (sheet.candidate.recused) throw refusal("recused", { name: sheet.candidate.name });
    if (sheet.sealed_at !== null) throw refusal("sheet-sealed", { name: sheet.candidate.name });
    if (command.do === "observe") sheet.observation = command.text;
    if (command.do === "seal_sheet") {
      const missing = criteria(sheet).filter(({ mark }) => mark.rating === null);
      if (missing.length > 0) throw refusal("sheet-incomplete", { count: String(missing.length), criteria: "" });
      sheet.sealed_at = this.#clock;
    }
    if (command.do === "mark") {
      const criterion = criteria(sheet).find(({ code }) => code === command.criterion);
      if (criterion === undefined) throw refusal("unknown-criterion", {});
      criterion.mark = command.mark;
    }
    count(sheet);
  }

  #live(): void {
    const [first, second, , fourth] = [...this.sheets.values()];
    if (first === undefined || second === undefined || fourth === undefined) return;
    const best = this.scale.kind === "levels" ? this.scale.levels.length - 1 : 0;
    const rate = (sheet: SheetView, until: number): void => {
      for (const [at, criterion] of criteria(sheet).slice(0, until).entries()) {
        const lower = at % 7 === 4 ? 0 : at % 3 === 1 ? Math.max(0, best - 1) : best;
        criterion.mark.rating =
          at % 11 === 8
            ? { kind: "not_observed" }
            : at % 13 === 6
              ? { kind: "not_applicable" }
              : this.scale.kind === "levels"
                ? { kind: "level", index: lower }
                : { kind: "score", hundredths: 800 + ((at * 350) % 1150) };
      }
      count(sheet);
    };
    rate(first, 99);
    first.sealed_at = NOW - 3_600_000;
    count(first);
    rate(second, 99);
    rate(fourth, 9);
    const noted = criteria(fourth)[8];
    if (noted !== undefined) noted.mark.comment = "Budget juste\u202f; le calendrier ne tient pas compte de la recette.";
    fourth.observation = "Présente bien les objectifs, hésite sur le budget. Contraste et clavier cités sans exemple.";
  }

  /** Every text that somebody else wrote is replaced. */
  #spoil(): void {
    this.#name = HOSTILE;
    for (const sheet of this.sheets.values()) {
      sheet.candidate.option_short = HOSTILE;
      sheet.candidate.name = `${sheet.candidate.name} ${HOSTILE}`;
      sheet.observation = HOSTILE;
      sheet.subjects = [{ ...SUBJECT, title: HOSTILE, text: HOSTILE, documents: SUBJECT.documents.map((file) => ({ ...file, name: HOSTILE })) }];
      for (const part of sheet.sections) {
        [part.short, part.title] = [`${part.short} ${HOSTILE}`, HOSTILE];
        if (part.prior !== null) part.prior.proof = HOSTILE;
      }
      for (const criterion of criteria(sheet)) [criterion.mark.comment, criterion.erratum] = [HOSTILE, HOSTILE];
    }
  }
}

export function refusal(code: string, args: Record<string, string>): DoorError {
  return new DoorError({ kind: "refusal", code, args });
}

export function criteria(sheet: SheetView): SheetView["sections"][number]["evaluations"][number]["criteria"] {
  return sheet.sections.filter((part) => part.prior === null).flatMap((part) => part.evaluations.flatMap((e) => e.criteria));
}

function civil(hour: string | null): CandidateLine["starts_at"] {
  if (hour === null) return null;
  return { date: "2026-06-12", hour: Number(hour.slice(0, 2)), minute: Number(hour.slice(3)) };
}

function count(sheet: SheetView): void {
  for (const part of sheet.sections) {
    part.done = part.evaluations.flatMap((e) => e.criteria).filter(({ mark }) => mark.rating !== null).length;
  }
  const line = sheet.candidate;
  line.done = criteria(sheet).filter(({ mark }) => mark.rating !== null).length;
  const written = line.done > 0 || sheet.observation !== "";
  const open = line.done === line.total ? "finished" : written ? "started" : "untouched";
  line.sheet = sheet.sealed_at === null ? open : "sealed";
}

function scaleOf(kind: "levels" | "four" | "score"): ScaleView {
  if (kind === "score") return { kind: "score", max: 2000, step: 50, pass: 1000 };
  const low = { code: "NA", label: "Non acquis", reached: false };
  const middle = { code: "EC", label: "En cours", reached: false };
  const high = { code: "A", label: "Acquis", reached: true };
  const top = { code: "E", label: "Expert", reached: true };
  return { kind: "levels", levels: kind === "four" ? [low, middle, high, top] : [low, middle, high] };
}
