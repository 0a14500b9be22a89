// Who is found and where one stands, in the demonstration: the same folding as the core's, over the people who are there.
import { folded } from "~/parts/folded";
import type { CandidateLine, Found, PeopleFound, SheetView, StatusLine } from "../bindings";

const MOST = 40;

export function found(text: string, candidates: readonly CandidateLine[], jurors: readonly Extract<Found, { is: "juror" }>[]): PeopleFound {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { people: [], more: false };
  const everybody: Found[] = [...candidates.map(({ id, number, name }) => ({ is: "candidate" as const, id, number, name })), ...jurors];
  const people = everybody.filter((one) => {
    const held = folded(one.is === "candidate" ? `${one.number} ${one.name}` : one.name);
    return words.every((word) => held.includes(word));
  });
  return { people: people.slice(0, MOST), more: people.length > MOST };
}

export function statusLine(sheets: readonly SheetView[], saved_at: number | null, now: number): StatusLine {
  const sealed = sheets.filter((sheet) => sheet.sealed_at !== null).length;
  return { saved_at, sealed, handed_over: Math.min(sealed, 1), acknowledged: 0, copied_at: now - 360_000, now };
}
