// What somebody looks for in the log, and the rows that hold it. Pure: it keeps nothing and knows no word for people.
import type { Family, JournalRow, JournalView } from "~/core/bindings";
import { folded } from "~/parts/folded";

/** A row and the place it has in the log, as a name. */
export type Entry = { id: string; row: JournalRow };

/** What is looked for; an empty text looks for nothing. Person and day are places of the view. */
export type Sought = { text: string; person: string; family: string; day: string; uncounted: boolean };

export const EVERYTHING: Readonly<Sought> = { text: "", person: "", family: "", day: "", uncounted: false };

/** What the rows belong to, in the order they come. */
export function familiesOf(rows: readonly JournalRow[]): Family[] {
  return [...new Set(rows.map(({ family }) => family))];
}

/** The entries that are looked for: every word of the text is in a name, in the words of the code or in what else is named. */
export function matching(entries: readonly Entry[], view: JournalView, sought: Sought, words: (code: string) => string): readonly Entry[] {
  const tests = folded(sought.text).split(/\s+/).filter(Boolean).map((word) => holding(word, view, words));
  const person = sought.person === "" ? null : Number(sought.person);
  const day = sought.day === "" ? null : Number(sought.day);
  return entries.filter(
    ({ row }) =>
      (person === null || row.author === person || row.about === person) &&
      (day === null || row.day === day) &&
      (sought.family === "" || row.family === sought.family) &&
      (!sought.uncounted || row.aside !== null) &&
      tests.every((test) => test(row)),
  );
}

/** Whether a row holds `word`. Names and codes are few: they are looked at once, and not once a row. */
function holding(word: string, view: JournalView, words: (code: string) => string): (row: JournalRow) => boolean {
  const people = new Set(view.people.flatMap(({ name }, place) => (folded(name).includes(word) ? [place] : [])));
  const codes = new Map<string, boolean>();
  const said = (code: string): boolean => {
    const known = codes.get(code) ?? folded(words(code)).includes(word);
    codes.set(code, known);
    return known;
  };
  const is = (place: number | null): boolean => place !== null && people.has(place);
  return (row) => is(row.author) || is(row.about) || said(row.code) || (row.item !== null && folded(row.item).includes(word));
}
