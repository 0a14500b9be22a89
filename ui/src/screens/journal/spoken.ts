// An entry of the log in people's words: who did what, to whom, when. It reads a row and decides nothing.
import type { JournalRow, JournalView } from "~/core/bindings";
import { entryWords, isolate, longDate, m, ratingWord } from "~/words";

/** What was done: « note 003 Inès Moreau sur A1-C2 : Acquis ». */
export function sentenceOf(row: JournalRow, view: JournalView): string {
  const about = row.about === null ? "" : (view.people[row.about]?.name ?? "");
  const name = about === "" ? m.journal_nobody() : isolate(about);
  const sentence = entryWords(row.code, { name, item: isolate(row.item ?? "") });
  return row.rating === null ? sentence : m.journal_with_rating({ sentence, rating: ratingWord(row.rating, view.scale) });
}

export function authorOf({ author }: JournalRow, { people }: JournalView): string {
  return (author === null ? "" : people[author]?.name) || m.journal_unknown_author();
}

export function aboutOf({ about }: JournalRow, { people }: JournalView): string {
  return (about === null ? "" : people[about]?.name) ?? "";
}

/** The laptop that wrote it, by its words. */
export function laptopOf({ laptop }: JournalRow, { laptops }: JournalView): string {
  const found = laptop === null ? undefined : laptops[laptop];
  if (found === undefined) return m.journal_unknown_laptop();
  return found.own ? m.journal_own_laptop() : found.words.join(" ");
}

export function dayOf(row: JournalRow, { days }: JournalView): string {
  return longDate(days[row.day] || row.at);
}

/** 10:42:07, in the time of the place. */
export function timeOf({ minute, at }: JournalRow): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return [Math.floor(minute / 60), minute % 60, Math.floor(at / 1000) % 60].map(two).join(":");
}
