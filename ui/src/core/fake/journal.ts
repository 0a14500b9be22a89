// The log of the demonstration: what a session's people wrote in a morning, one line late, some hidden, again and again until
// there are as many as asked.
import type { CandidateLine, Family, JournalRow, JournalView, ScaleView, SessionHead } from "../bindings";

const MORNING = Date.UTC(2026, 5, 12, 6, 2, 11);
const ME = 0;
const [OFFICE, BRUNO, CHLOE] = [1, 2, 3];

type Told = { family: Family; code: string; author: number; about?: number; item?: string; level?: number; aside?: string };

export function journalView(session: SessionHead, scale: ScaleView, me: string, lines: CandidateLine[], count: number): JournalView {
  const jurors = [me, "Secrétariat du centre", "Bruno Roche", "Chloé Petit-Delacroix"];
  const people = [...jurors.map((name) => ({ name, candidate: false })), ...lines.map(({ number, name }) => ({ name: `${number} ${name}`, candidate: true }))];
  const all = story(lines.length).map((told, at) => row(told, at, scale));
  const rows = Array.from({ length: count === 0 ? all.length : count }, (_, at) => ({ ...(all[at % all.length] as JournalRow), at: MORNING + at * 47_000, minute: (482 + at) % 1440, day: at < all.length / 2 ? 0 : 1 }));
  const laptops = [["cerise", "marteau", "lune", "quai"], ["sapin", "verre", "ville", "dune"], ["neige", "tambour", "rive", "clé"], ["figue", "rideau", "plume", "cap"]];
  return { session, scale, people, laptops: laptops.map((words, at) => ({ words, own: at === ME })), days: ["2026-06-11", "2026-06-12"], rows, pending: 2 };
}

function row({ family, code, author, about, item, level, aside }: Told, at: number, scale: ScaleView): JournalRow {
  const rating = level === undefined ? null : scale.kind === "levels" ? ({ kind: "level", index: level } as const) : ({ kind: "score", hundredths: 800 + level * 350 } as const);
  return { at: MORNING + at * 47_000, day: 0, minute: 482, author, laptop: author, family, code, about: about ?? null, item: item ?? null, rating, aside: aside ?? null };
}

function story(candidates: number): Told[] {
  const of = (at: number): number => 4 + (at % Math.max(1, candidates));
  const admitted = Array.from({ length: candidates }, (_, at): Told => ({ family: "candidates", code: "candidate-admitted", author: OFFICE, about: 4 + at }));
  const marks = Array.from({ length: candidates === 0 ? 0 : 14 }, (_, at): Told => ({ family: "sheets", code: "marked", author: ME, about: of(Math.floor(at / 7)), item: `A1-C${String(1 + (at % 7))}`, level: at % 3 }));
  const others = Array.from({ length: 5 }, (_, at): Told => ({ family: "sheets", code: "not-shown", author: at % 2 === 0 ? BRUNO : CHLOE }));
  const told: Told[] = [
    { family: "session", code: "log-opened", author: OFFICE, item: "Délibéré 0.1.0" },
    { family: "session", code: "session-opened", author: OFFICE, item: "Session de juin 2026" },
    ...admitted,
    { family: "panel", code: "juror-seated", author: OFFICE, about: BRUNO },
    { family: "panel", code: "juror-seated", author: OFFICE, about: CHLOE },
    { family: "exchange", code: "juror-invited", author: OFFICE, item: "Bruno Roche" },
    { family: "exchange", code: "imported", author: ME },
    ...marks,
    ...others,
    { family: "exchange", code: "imported", author: ME },
    { family: "passages", code: "incident-reported", author: CHLOE, aside: "late" },
    { family: "candidates", code: "civil-status-recorded", author: BRUNO, ...(candidates === 0 ? {} : { about: of(0) }), aside: "not-allowed" },
  ];
  return candidates === 0 ? told : [...told, { family: "sheets", code: "sheet-sealed-noted", author: ME, about: of(0) }];
}
