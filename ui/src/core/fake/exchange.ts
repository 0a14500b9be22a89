// The exchanges of the demonstration: a panel of three, a few sheets that have come, files that bring something or nothing.
import type { DeviceLine, Disagreement, Doors, ExchangeView, FileRefused, ImportReport, ImportsReport, KeptImport, JurorRow, RequestFile, SessionHead, SheetArrival, SheetHandover, ShownCode } from "../bindings";

const MEMBERS = [
  { id: "a1", name: "Anne Diallo", role: "president" },
  { id: "b2", name: "Bruno Roche", role: "member" },
  { id: "c3", name: "Chloé Petit-Delacroix", role: "member" },
] as const;

/** The bordereau of `session` for its president. */
export function exchangeView(session: SessionHead, names: { id: string; number: string; name: string }[], me: string, all: boolean): ExchangeView {
  const jurors = MEMBERS.map(({ id, name, role }, at): JurorRow => {
    const sheets = names.map((_, place): SheetArrival => arrival(at, place, all));
    const sealed = sheets.filter((sheet) => sheet === "here").length;
    const expected = sealed + sheets.filter((sheet) => sheet === "missing").length;
    return { id, name: id === "a1" ? me : name, role, invited: at < 2, expected, sealed, sheets };
  });
  const candidates = names.map(({ id, number, name }) => ({ id, number, name }));
  const set_aside = all ? [] : [{ reason: "sealed", count: 2 }];
  const counts = { pending: all ? 0 : 3, disputes: all ? 0 : 1 };
  return { session, me: { id: "a1", name: me, role: "president" }, prepares: true, gathers: true, jurors, candidates, set_aside, ...counts };
}

function arrival(juror: number, place: number, all: boolean): SheetArrival {
  if (place === 2) return "nothing";
  if (juror === 1 && place === 6) return "recused";
  return all || juror === 0 || (juror === 1 && place < 8) ? "here" : "missing";
}

/** How far the sheets of `me` have travelled: the first are gathered already, the last have not left. */
export function handovers(names: { id: string; number: string }[], me: string): SheetHandover[] {
  const own = names.filter((_, place) => arrival(0, place, true) === "here");
  return own.map(({ id, number }, at) => ({ juror: "a1", name: me, candidate: id, number, sealed: true, handover: at < 4 ? "acknowledged" : at < 7 ? "handed_over" : "local" }));
}

/** What three files bring: one is new and speaks of a disagreement, one was known, one is refused. */
export function arrivals(count: number, at: number, taken: boolean): ImportsReport {
  const first = arrival_of("Bruno Roche", "5e5510e0-b2f1-418.delib", at, { new: 214, known: 96, pending: 3, late: 2 });
  first.conflicts = [{ dispute: { kind: "passage", candidate: "4" }, about: "004 Camille Vasseur", item: "", sides: sides(at) }];
  first.clocks = [{ name: "Bruno Roche", ahead_ms: 720_000 }];
  first.set_aside = [{ reason: "sealed", count: 1 }];
  const second = arrival_of("Anne Diallo", "5e5510e0-a1c4-96.delib", at, { new: 0, known: 96, pending: 0, late: 0 });
  second.imported_before = at - 5_400_000;
  const refused: FileRefused[] = [{ file_name: "facture.delib", code: "not-a-bundle", args: {} }];
  const total = { new: first.new, known: 192, pending: 3, late: 2 };
  return { imports: [first, second].slice(0, count), refused: count > 2 ? refused : [], total, dry_run: !taken };
}

function sides(at: number): ImportReport["conflicts"][number]["sides"] {
  return ["Anne Diallo", "Bruno Roche"].map((author) => ({ author, at }));
}

function arrival_of(from: string, file_name: string, at: number, counts: ImportsReport["total"]): ImportReport {
  const who = { file_name, bundle: "00".repeat(32), session: "5e5510e0", kind: "results", from, device: "00".repeat(32) };
  const none = { acknowledged: 0, recovered: 0, forks: 0, set_aside: [], conflicts: [], newer: { count: 0, critical: false }, clock_ahead_ms: 0, clocks: [], logs: [], erases: [], reversals: [] };
  return { ...who, made_at: at - 2_700_000, ...counts, ...none, imported_before: null, dry_run: true };
}

/** A candidate whom two people planned at two hours. */
export function disagreements(at: number): Disagreement[] {
  const side = (letter: string, author: string, hour: string, room: string): Disagreement["sides"][number] => {
    const values = [["starts_at", hour], ["room", room]].map(([field = "", text = ""]) => ({ field, text, vocabulary: null }));
    const civil = { date: "2026-06-12", hour: 8, minute: letter === "a" ? 41 : 52 };
    return { letter, values, hidden: false, author, laptop: letter === "a" ? "3f9c01ab" : "b07712e4", at, civil };
  };
  const sides = [side("a", "Anne Diallo", "2026-06-12 11:15", "B204"), side("b", "Bruno Roche", "2026-06-12 11:45", "B204")];
  return [{ name: "c0ffee12", dispute: { kind: "passage", candidate: "4" }, about: ["004 Camille Vasseur"], blocks: true, sides }];
}

/** Files taken in this morning. */
export function keptImports(at: number, reversed: ReadonlyMap<string, string>): KeptImport[] {
  const who = { kind: "results", device: null, made_at: at - 9_000_000, conflicts: 0, newer: { count: 0, critical: false }, logs: [] };
  const counts = { known: 12, pending: 0, late: 0, set_aside: [], reversed: null, can_reverse: true, can_lift: false };
  const kept: KeptImport[] = [
    { ...who, ...counts, bundle: "01".repeat(32), file_name: "5e5510e0-a1c4-96.delib", from: "Anne Diallo", imported_at: at - 5_400_000, new: 96 },
    { ...who, ...counts, bundle: "02".repeat(32), file_name: "5e5510e0-b2f1-120.delib", from: "Bruno Roche", imported_at: at - 3_600_000, new: 108, conflicts: 1 },
  ];
  return kept.map((one) => {
    const ground = reversed.get(one.bundle);
    if (ground === undefined) return one;
    return { ...one, reversed: { bundle: one.bundle, by: "Anne Diallo", at, ground, authors: [] }, can_reverse: false, can_lift: true };
  });
}

/** Something that looks like a code; no camera reads it. */
export function fakeCode(place: number): ShownCode {
  const size = 77;
  const dark = (x: number, y: number): boolean => eye(x, y) ?? (x * 31 + y * 17 + x * y * 7 + place * 13) % 5 < 2;
  const rows = Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => (dark(x, y) ? "1" : "0")).join(""));
  return { size, rows };

  /** The three corners by which a camera finds a code. */
  function eye(x: number, y: number): boolean | undefined {
    const [left, top] = [x < 8 ? x : x >= size - 8 ? size - 1 - x : -1, y < 8 ? y : y >= size - 8 ? size - 1 - y : -1];
    if (left < 0 || top < 0 || (x >= size - 8 && y >= size - 8)) return undefined;
    const ring = Math.max(Math.abs(left - 3), Math.abs(top - 3));
    return ring !== 2 && ring !== 4;
  }
}

/** The six words of a laptop that asks to join. */
export const WORDS = ["agneau", "fenêtre", "tulipe", "marteau", "ruisseau", "violon"];

/** What a laptop asks to join with. */
export const REQUEST: RequestFile = {
  ticket: "r1",
  file_name: "delibere-c4c4c4c4.demande",
  request: { device: "c4".repeat(32), words: WORDS, name: "Chloé Petit-Delacroix", role: "member" },
};

/** The laptops of the session: the one that opened it, one let in by its words, one that was lost. */
export function deviceLines(at: number, me: string): DeviceLine[] {
  const line = (key: string, people: string, more: Partial<DeviceLine>): DeviceLine => {
    const who = { device: key.repeat(32), words: WORDS, writes_as: [], people: [people] };
    const none = { delegated_as: [], revoked: null, last_seen: at - 3_600_000, set_aside: 0 };
    return { ...who, founder: false, own: false, receiver_known: true, admitted_by: me, ...none, ...more };
  };
  return [
    line("a1", me, { founder: true, own: true, admitted_by: null }),
    line("b2", "Bruno Roche", {}),
    line("b3", "Bruno Roche", { revoked: { by: me, at, ground: "Ordinateur perdu dans le train." }, set_aside: 4 }),
  ];
}

/** A pack just made. */
export const PACK: NonNullable<Doors["hand_pack"]["answer"]> = {
  file_name: "session-5e5510e0-b2.delib",
  code: "7K3M-9XQT-2HFB-W6RN",
  bytes: 31_204,
};
