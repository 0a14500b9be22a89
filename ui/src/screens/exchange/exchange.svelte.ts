// The screen of exchanges: what has come, handing over, receiving. Every file goes the same way, whoever offered it: verified,
// told, then taken by one act. Whether a file may be believed and what it changes is the core's.
import type { DeviceLine, Disagreement, ExchangeView, ImportsReport, KeptImport, JurorRow, OfferedFile, PackHanded, RequestFile, ResultsFile, SheetHandover } from "~/core/bindings";
import { Asking } from "~/core/asking.svelte";
import { asDoorError, call, type DoorError } from "~/core/door";

/** What the screen is busy with. */
export type Work = "reading" | "taking" | "handing" | "packing" | "settling" | "reversing" | "admitting";

/** What is said aloud. */
export type Said =
  | { what: "told"; report: ImportsReport }
  | { what: "taken"; report: ImportsReport }
  | { what: "handed"; file: ResultsFile }
  | { what: "packed"; juror: JurorRow }
  | { what: Changed };

/** What changed the session by a fact. */
type Changed = "settled" | "reversed" | "lifted" | "admitted" | "revoked";

export class ExchangeController extends Asking<Work> {
  view = $state.raw<ExchangeView | null>(null);
  broken = $state.raw<DoorError | null>(null);
  /** Files taken so far, oldest first. */
  imports = $state.raw<KeptImport[]>([]);
  devices = $state.raw<DeviceLine[]>([]);
  /** How far one's own sheets have travelled. */
  handovers = $state.raw<SheetHandover[]>([]);
  /** A request to join, chosen and not answered yet. */
  request = $state.raw<RequestFile | null>(null);
  disagreements = $state.raw<Disagreement[]>([]);
  /** Files chosen and not taken yet. */
  files = $state.raw<OfferedFile[]>([]);
  /** What they would bring. */
  told = $state.raw<ImportsReport | null>(null);
  /** What was taken last. */
  taken = $state.raw<ImportsReport | null>(null);
  handed = $state.raw<ResultsFile | null>(null);
  packed = $state.raw<{ juror: JurorRow; file: PackHanded } | null>(null);

  readonly expected = $derived(sum(this.view, ({ expected }) => expected));
  readonly here = $derived(sum(this.view, ({ sealed }) => sealed));
  /** The row of the person who looks; absent when they do not grade. */
  readonly mine = $derived(this.view?.jurors.find(({ id }) => id === this.view?.me.id));

  constructor(
    readonly session: string,
    readonly tell: (said: Said) => void = () => undefined,
  ) {
    super();
  }

  async load(): Promise<void> {
    try {
      const session = { session: this.session };
      const first = [call("exchange", session), call("imports", session), call("disagreements", session)] as const;
      const then = [call("devices", session), call("handovers", session)] as const;
      [this.view, this.imports, this.disagreements, this.devices, this.handovers] = await Promise.all([...first, ...then]);
      this.broken = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  async choose(): Promise<void> {
    const chosen = await this.ask(() => call("choose_files", {}), "reading");
    if (chosen !== null && chosen.length > 0) await this.receive(chosen);
  }

  /** Adds files to those being looked at, and says what they would bring together. */
  async receive(offered: OfferedFile[]): Promise<void> {
    const files = [...this.files, ...offered];
    const told = await this.ask(() => call("preview_files", { tickets: files.map(({ ticket }) => ticket) }), "reading");
    if (told === null) return;
    [this.files, this.told, this.taken] = [files, told, null];
    this.tell({ what: "told", report: told });
  }

  async take(): Promise<void> {
    const tickets = this.files.map(({ ticket }) => ticket);
    const taken = await this.ask(() => call("import_files", { tickets }), "taking");
    if (taken === null) return;
    [this.files, this.told, this.taken] = [[], null, taken];
    this.tell({ what: "taken", report: taken });
    await this.load();
  }

  /** Leaves the files as they are; nothing of them was kept. */
  leave(): void {
    [this.files, this.told, this.taken, this.problem] = [[], null, null, null];
  }

  async handOver(): Promise<void> {
    const file = await this.ask(() => call("export_results", { session: this.session }), "handing");
    if (file === null) return;
    this.handed = file;
    this.tell({ what: "handed", file });
    await this.load();
  }

  async pack(juror: JurorRow): Promise<void> {
    const file = await this.ask(() => call("hand_pack", { session: this.session, juror: juror.id }), "packing");
    if (file === null) return;
    this.packed = { juror, file };
    this.tell({ what: "packed", juror });
    await this.load();
  }

  /** Takes one side of a disagreement, for the reason given where there is one. */
  async settle(name: string, side: string, ground: string): Promise<void> {
    const because = ground.trim() === "" ? null : ground;
    await this.#changed("settling", "settled", () => call("settle", { session: this.session, name, side, because }));
  }

  /** Reverses a file taken in; whether it was. */
  async reverse(bundle: string, ground: string): Promise<boolean> {
    return this.#changed("reversing", "reversed", () => call("reverse_import", { session: this.session, bundle, ground }));
  }

  /** Lets what a reversed file had brought count again. */
  async lift(bundle: string): Promise<boolean> {
    return this.#changed("reversing", "lifted", () => call("lift_reversal", { session: this.session, bundle }));
  }

  async chooseRequest(): Promise<void> {
    this.request = await this.ask(() => call("choose_request", {}), "admitting");
  }

  /** Opens a request that was dropped on the window, or filmed. */
  async openRequest({ ticket }: OfferedFile): Promise<void> {
    this.request = await this.ask(() => call("open_request", { ticket }), "admitting");
  }

  /** A file filmed from another screen: a request is answered, anything else is looked at before it is taken. */
  async filmed(file: OfferedFile): Promise<void> {
    await (file.asks_to_join ? this.openRequest(file) : this.receive([file]));
  }

  dismissRequest(): void {
    [this.request, this.problem] = [null, null];
  }

  /** Lets the laptop of a request in for `juror`, when its words are those that were heard. */
  async accept({ ticket }: RequestFile, juror: string, words: string): Promise<void> {
    if (await this.#changed("admitting", "admitted", () => call("accept_request", { ticket, session: this.session, juror, words }))) this.request = null;
  }

  /** Withdraws a laptop. */
  async revoke(device: string, ground: string): Promise<boolean> {
    return this.#changed("admitting", "revoked", () => call("revoke_device", { session: this.session, device, ground }));
  }

  /** Does `act`, says it and looks again; whether it was done. */
  async #changed(work: Work, what: Changed, act: () => Promise<unknown>): Promise<boolean> {
    if ((await this.ask(act, work)) === null) return false;
    this.tell({ what });
    await this.load();
    return true;
  }
}

/** Whether something in `report` is new here. */
export function brings(report: ImportsReport): boolean {
  return report.imports.some(({ new: fresh }) => fresh > 0);
}

function sum(view: ExchangeView | null, of: (row: JurorRow) => number): number {
  return (view?.jurors ?? []).reduce((total, row) => total + of(row), 0);
}
