// The closing of the demonstration: what is missing follows the panel, signatures are counted, the minutes are one blank sheet.
import type { ClosingView, Command, Doors, MinutesShown, PaperOffer, SessionHead, Signer } from "../bindings";
import { DoorError } from "../door";
import type { FakePanel } from "./panel";

const AT = { date: "2026-06-12", hour: 17, minute: 5 };
const refuse = (code: string, args: Record<string, string> = {}): DoorError => new DoorError({ kind: "refusal", code, args });
const CHECKED = ["no-president", "too-few-members", "too-few-externals", "no-candidate", "undecided", "panel-too-small", "decision-stale", "disagreement"];
const TITLES = { minutes: "Procès-verbal de jury", proclamation: "Feuille de proclamation", "evaluation-minutes": "Procès-verbal d’évaluation" } as const;

export class FakeClosing {
  #closed: ClosingView["closed"] = null;
  #amendments: ClosingView["amendments"] = [];
  readonly #signed = new Map<string, boolean>();

  constructor(
    private readonly panel: FakePanel,
    private readonly head: () => SessionHead,
    private readonly me: () => string,
  ) {
    if (panel.closed) this.#closed = { number: "PV-2026-0007", opened_at: { ...AT, hour: 16 }, closed_at: AT };
    if (panel.stage === "signed") for (const id of ["a1", "b2", "c3"]) this.#signed.set(id, true);
  }

  readonly doors = {
    closing: (): ClosingView => this.#view(),
    minutes_shown: (): MinutesShown => ({ file_name: "PV-2026-0007.pdf", pdf: btoa(sheet()), sha256: `${String(this.#signed.size)}0`.padEnd(64, "0"), draft: this.#closed === null }),
    sign_here: ({ juror, passphrase }: Doors["sign_here"]["request"]): Doors["sign_here"]["answer"] => {
      if (this.#closed === null) throw refuse("session-not-closed");
      if (this.#signed.has(juror)) throw refuse("already-signed", { name: juror });
      if (passphrase.length < 12) throw refuse("passphrase-too-short");
      this.#signed.set(juror, true);
      return { name: juror, issuer: juror, field: juror, before: "00", after: "01" };
    },
    signed_by_hand: ({ juror }: Doors["signed_by_hand"]["request"]): Doors["signed_by_hand"]["answer"] => {
      this.#signed.set(juror, false);
      return { saved_at: 0, stale: [] };
    },
    save_minutes: (): Doors["save_minutes"]["answer"] => ({ file_name: "PV-2026-0007.pdf", sha256: "00", bytes: 182_310 as unknown as bigint, warnings: [] }),
    papers: (): PaperOffer[] => {
      const blocked = this.#closed === null ? { code: "session-not-closed", args: {} } : null;
      return (["minutes", "proclamation", "evaluation-minutes"] as const).map((kind) => ({ kind, title: TITLES[kind], scope: "session", languages: ["french"], blocked }));
    },
    print_paper: (): Doors["print_paper"]["answer"] => this.doors.save_minutes(),
  };

  /** Does what a closing's command asks; false when it is none of them. */
  apply(command: Command): boolean {
    if (command.do === "close") {
      if (this.#faults().length > 0) throw refuse("undecided", { count: String(this.#faults().length), names: "" });
      if (!/\d/.test(command.number)) throw refuse("bad-minutes-number", { number: command.number });
      this.#closed = { number: command.number, opened_at: command.opened_at, closed_at: command.closed_at };
      this.panel.closed = true;
      return true;
    }
    if (command.do !== "amend") return false;
    this.#amendments = [...this.#amendments, { number: command.number, reason: command.reason, at: command.at, decisions: command.decisions.length }];
    this.#signed.clear();
    return true;
  }

  #faults(): ReturnType<FakePanel["doors"]["deliberation"]>["candidates"] {
    return this.panel.doors.deliberation().candidates.filter(({ state }) => state !== "decided");
  }

  #view(): ClosingView {
    const missing = this.#faults();
    const checks = CHECKED.map((code) => {
      const wrong = code === "undecided" && missing.length > 0;
      const fault = wrong ? { code, args: { count: String(missing.length), names: missing.map(({ name }) => name).join(", ") } } : null;
      return { code, fault, candidates: wrong ? missing.map(({ id, number, name }) => ({ id, number, name })) : [] };
    });
    const lines = this.panel.doors.deliberation().candidates;
    const outcomes = (["awarded", "partial", "adjourned", "absent", "excluded"] as const).map((outcome) => ({ outcome, count: lines.filter((line) => line.outcome === outcome).length }));
    const names = this.panel.cases.values().next().value?.view.jurors.map(({ name }) => name) ?? [this.me(), "Bruno Roche", "Chloé Petit-Delacroix"];
    const signers = ["a1", "b2", "c3"].map((id, at): Signer => {
      const in_file = this.#signed.get(id);
      return { id, name: names[at] ?? "", role: at === 0 ? "president" : "member", signed_at: in_file === undefined ? null : { ...AT, minute: 12 + at }, in_file: in_file ?? false, owner: at === 0, known: false };
    });
    return {
      session: this.head(),
      me: { id: "a1", name: this.me(), role: "president" },
      leads: true,
      checks: this.#closed === null ? checks : [],
      remarks: { duplicates: 1, pending: 0, incidents: 2, exceptions: [] },
      composition: { members: 3, external: 2, rule: "", holds: true },
      outcomes: outcomes.filter(({ count }) => count > 0),
      proposed: { number: "PV-2026-0007", amendment: this.#closed === null ? null : `${this.#closed.number}-R${String(this.#amendments.length + 1)}`, opened_at: { ...AT, hour: 16 }, closed_at: AT },
      closed: this.#closed,
      signers,
      required: 3,
      minutes: this.#closed === null ? null : "00",
      amendments: this.#amendments,
    };
  }
}

/** A PDF of one page on which lines stand for text: enough to be drawn. */
function sheet(): string {
  const lines = Array.from({ length: 34 }, (_, at) => `60 ${String(700 - at * 18)} ${String(300 + ((at * 97) % 170))} 5 re f`).join("\n");
  const stream = `0.2 g 60 760 260 16 re f\n0.75 g\n${lines}\n0.4 G 60 40 140 50 re S 220 40 140 50 re S 380 40 140 50 re S`;
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>", `<</Length ${String(stream.length)}>>stream\n${stream}\nendstream`];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${String(at + 1)} 0 obj${object}endobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  return `${file}xref\n0 5\n0000000000 65535 f \n${table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${String(file.length)}\n%%EOF`;
}
