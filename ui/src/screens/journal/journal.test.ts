// The log's logic against the demonstration core: newest first, found by word, person, subject, day, and by what does not count.
import { beforeEach, expect, test } from "vitest";
import { FakeCore, type FakeOptions } from "~/core/fake";
import { useDoor } from "~/core/door";
import { entryWords } from "~/words";
import { JournalController } from "./journal.svelte";
import { EVERYTHING } from "./matching";
import { sentenceOf } from "./spoken";

async function read(options: FakeOptions = {}): Promise<JournalController> {
  useDoor(new FakeCore(options).door);
  const journal = new JournalController("s", (code) => entryWords(code, { name: "", item: "" }));
  await journal.load();
  return journal;
}

let journal: JournalController;
beforeEach(async () => (journal = await read()));

test("the newest line is the first", () => {
  const [first, second] = journal.entries;
  expect([journal.entries.length, first?.row.code]).toEqual([journal.view?.rows.length, "sheet-sealed-noted"]);
  expect(first?.row.at).toBeGreaterThan(second?.row.at ?? Infinity);
});

test("a word is found in a name, in what was done and in what else is named, accents or not", () => {
  const found = (text: string): string[] => {
    journal.sought = { ...EVERYTHING, text };
    return [...new Set(journal.found.map(({ row }) => row.code))];
  };
  expect(found("scelle")).toEqual(["sheet-sealed-noted"]);
  expect(found("aicha scelle")).toEqual(["sheet-sealed-noted"]);
  expect(found("a1-c3")).toEqual(["marked"]);
  expect(found("licorne")).toEqual([]);
});

test("a person is found by what they wrote and by what was written of them", () => {
  journal.sought.person = "2";
  expect(journal.found.map(({ row }) => row.author === 2 || row.about === 2)).not.toContain(false);
  expect(new Set(journal.found.map(({ row }) => row.code))).toContain("juror-seated");
  journal.widen();
  expect([journal.narrowed, journal.found.length]).toEqual([false, journal.entries.length]);
});

test("what does not count is found, and says why", () => {
  journal.sought.uncounted = true;
  expect(journal.found.map(({ row }) => row.aside)).toEqual(["not-allowed", "late"]);
});

test("a line says the rating it gives, and nothing of a sheet that is not shown", () => {
  const { view } = journal;
  if (view === null) throw new Error("no log");
  const of = (code: string): string => {
    const row = view.rows.find((one) => one.code === code);
    if (row === undefined) throw new Error(code);
    return sentenceOf(row, view);
  };
  expect(of("marked")).toContain("Non acquis");
  expect(of("not-shown")).not.toMatch(/A1|Aïcha/);
});

test("every kind of the demonstration's lines has its words", () => {
  for (const { row } of journal.entries) expect(entryWords(row.code, { name: "", item: "" }), row.code).not.toBe(row.code);
});

test("a hundred thousand lines are looked through", async () => {
  const long = await read({ entries: 100_000 });
  long.sought.text = "scelle";
  expect(long.found.length).toBeGreaterThan(1000);
  expect(long.entries.length).toBe(100_000);
});
