// The closing: what is checked, the minutes and their signatures, rectificatifs. What forbids closing, who may sign and what a
// signature is are the core's. No word for people (`tell` has them).
import type { AmendedDecision, CivilTime, ClosingView, DeliberationView, Ink, Kind, MinutesShown, PaperOffer, PaperReport } from "~/core/bindings";
import { Asking } from "~/core/asking.svelte";
import { asDoorError, call, type DoorError } from "~/core/door";

/** What the screen is busy with. */
export type Work = "closing" | "signing" | "saving" | "printing" | "amending";

/** What is said aloud. */
export type Said = { what: "closed"; number: string } | { what: "signed"; name: string; left: number } | { what: "saved" | "amended"; name: string };

/** What a rectificatif says. */
export type Correction = { number: string; reason: string; at: CivilTime; decision: AmendedDecision };

export class ClosingController extends Asking<Work> {
  view = $state.raw<ClosingView | null>(null);
  minutes = $state.raw<MinutesShown | null>(null);
  papers = $state.raw<PaperOffer[]>([]);
  /** Candidates and mentions, for a rectificatif. */
  panel = $state.raw<DeliberationView | null>(null);
  broken = $state.raw<DoorError | null>(null);
  saved = $state.raw<PaperReport | null>(null);

  constructor(
    readonly session: string,
    readonly tell: (said: Said) => void = () => undefined,
  ) {
    super();
  }

  readonly faults = $derived((this.view?.checks ?? []).filter(({ fault }) => fault !== null).length);
  readonly closed = $derived(this.view !== null && this.view.closed !== null);
  readonly signed = $derived((this.view?.signers ?? []).filter(({ signed_at }) => signed_at !== null).length);
  /** Signatures that the règlement still wants. */
  readonly left = $derived(Math.max(0, (this.view?.required ?? 0) - this.signed));
  /** The next member to sign here, in the order of the panel. */
  readonly next = $derived(this.view?.signers.find(({ signed_at }) => signed_at === null));

  async load(): Promise<void> {
    const session = { session: this.session };
    try {
      [this.view, this.papers] = await Promise.all([call("closing", session), call("papers", session)]);
      this.broken = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
      return;
    }
    try {
      this.minutes = await call("minutes_shown", session);
    } catch (thrown) {
      this.problem = asDoorError(thrown);
    }
  }

  async close(number: string, opened_at: CivilTime, closed_at: CivilTime): Promise<boolean> {
    return this.#changed("closing", { what: "closed", number }, () =>
      call("execute", { session: this.session, command: { do: "close", number, opened_at, closed_at } }),
    );
  }

  /** A member signs here with their own passphrase. */
  async sign(juror: string, name: string, passphrase: string, ink: Ink | null, reserve: string): Promise<boolean> {
    const left = Math.max(0, this.left - 1);
    return this.#changed("signing", { what: "signed", name, left }, () =>
      call("sign_here", { session: this.session, juror, passphrase, ink, reserve: reserve.trim() === "" ? null : reserve }),
    );
  }

  /** Notes that a member signed the printed minutes. */
  async byHand(juror: string, name: string): Promise<boolean> {
    const left = Math.max(0, this.left - 1);
    return this.#changed("signing", { what: "signed", name, left }, () => call("signed_by_hand", { session: this.session, juror }));
  }

  async save(): Promise<void> {
    const report = await this.ask(() => call("save_minutes", { session: this.session }), "saving");
    this.#kept(report);
  }

  /** Draws a paper of the whole session into a chosen file. */
  async print(kind: Kind): Promise<void> {
    const report = await this.ask(() => call("print_paper", { session: this.session, kind, copy: "every", language: "french" }), "printing");
    this.#kept(report);
  }

  async readPanel(): Promise<void> {
    try {
      this.panel = await call("deliberation", { session: this.session });
    } catch (thrown) {
      this.problem = asDoorError(thrown);
    }
  }

  /** What a choice of parts comes to for a candidate. Throws what the core refuses. */
  conclude(candidate: string, parts_validated: string[] | null): ReturnType<typeof call<"conclude">> {
    return call("conclude", { session: this.session, candidate, parts_validated, mention: null });
  }

  async amend({ number, reason, at, decision }: Correction): Promise<boolean> {
    const corrects = this.view?.minutes ?? "";
    return this.#changed("amending", { what: "amended", name: number }, () =>
      call("execute", { session: this.session, command: { do: "amend", number, corrects, reason, at, decisions: [decision] } }),
    );
  }

  #kept(report: PaperReport | null): void {
    if (report === null) return;
    this.saved = report;
    this.tell({ what: "saved", name: report.file_name });
  }

  /** Does `act`, says it and looks again; whether it was done. */
  async #changed(work: Work, said: Said, act: () => Promise<unknown>): Promise<boolean> {
    if ((await this.ask(act, work)) === null) return false;
    await this.load();
    this.tell(said);
    return true;
  }
}

/** A civil time as a field of the page writes it. */
export function written(time: CivilTime | null): string {
  if (time === null) return "";
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${time.date}T${two(time.hour)}:${two(time.minute)}`;
}

/** What a field of the page says, as a civil time; null when it says none. */
export function read(text: string): CivilTime | null {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})/.exec(text);
  return found === null ? null : { date: found[1] ?? "", hour: Number(found[2]), minute: Number(found[3]) };
}
