// Preparation against the demonstration core: what is missing, a table mended in place, a search without accents.
import { expect, test } from "vitest";
import { FakeCore, type FakeOptions } from "~/core/fake";
import { call, useDoor } from "~/core/door";
import { CandidateDraft, nextNumber } from "./draft.svelte";
import { matching, PreparationController } from "./preparation.svelte";
import { TableController } from "./table.svelte";
import { civil, minutesOf, typed } from "./when";

async function open(options: FakeOptions = {}): Promise<PreparationController> {
  useDoor(new FakeCore({ role: "office", ...options }).door);
  const preparation = new PreparationController("5e5510e0000000000000000000000001");
  await preparation.open();
  return preparation;
}

test("an empty session opens among the candidates, another at what is missing", async () => {
  expect((await open({ candidates: 0 })).section).toBe("candidates");
  const preparation = await open();
  expect([preparation.section, preparation.verdict("panel"), preparation.verdict("candidates")]).toEqual(["ready", "stop", "doubt"]);
  expect(preparation.verdict("ready")).toBe("stop");
});

test("a name is found without its accents, by any of its words, or by its number", async () => {
  const { view } = await open();
  const found = (sought: string) => matching(view?.candidates ?? [], sought).map(({ file }) => file.number);
  expect(found("goff LOIC")).toEqual(["002"]);
  expect(found("004")).toEqual(["004"]);
  expect(found("  ")).toHaveLength(12);
  expect(found("nobody")).toEqual([]);
});

test("what the rules refuse is told and changes nothing, and what they take is read again", async () => {
  const preparation = await open();
  const draft = new CandidateDraft(null, nextNumber(preparation.view?.candidates ?? []), "A5");
  [draft.given_name, draft.family_name] = ["Zoé", ""];
  const kept = () => ({ session: preparation.session, candidate: null, file: draft.file(), civil: draft.civil(), accommodation: draft.accommodation() });
  expect(await preparation.keep("keep_candidate", kept())).toBe(false);
  expect([preparation.problem?.code, preparation.view?.candidates.length]).toEqual(["missing", 12]);
  draft.family_name = "Perrin";
  expect(await preparation.keep("keep_candidate", kept())).toBe(true);
  expect([preparation.view?.candidates.at(-1)?.file.number, preparation.savedAt !== null]).toEqual(["013", true]);
});

test("a subject is kept, though its door answers nothing", async () => {
  const preparation = await open();
  const kept = { session: preparation.session, trial: "A1.CP", title: "Le musée du Temps", text: "", documents: [] };
  expect(await preparation.keep("keep_subject", kept)).toBe(true);
});

test("everybody is said present in one act, at one hour", async () => {
  const preparation = await open();
  const from = preparation.view?.candidates ?? [];
  const attendance = { status: "present", at: null, note: "" } as const;
  const present = from.map(({ id }) => ({ do: "record_attendance", candidate: id, trial: null, attendance }) as const);
  await preparation.all(present.slice(0, 1));
  const one = preparation.savedAt ?? 0;
  expect(await preparation.all(present)).toBe(true);
  expect(preparation.view?.candidates.map((candidate) => candidate.attendance?.status)).toEqual(from.map(() => "present"));
  // The demonstration's clock makes one step an act.
  expect((preparation.savedAt ?? 0) - one).toBe(1000);
});

test("columns are named, what the core refuses is mended in its cell, and what is left stays", async () => {
  const preparation = await open();
  const table = await call("choose_table", {});
  if (table === null) throw new Error("no table");
  const coming = new TableController(preparation, table);
  await coming.check();
  expect(preparation.problem?.code).toBe("table-columns");
  coming.name(5, "route");
  await coming.check();
  expect([coming.report?.accepted, coming.refused.map(({ keys }) => keys)]).toEqual([1, [["birth_date"]]]);
  coming.mend(3, "birth_date", "28/02/2001");
  await coming.check();
  expect([coming.report?.accepted, coming.refused]).toEqual([2, []]);
  expect([await coming.write(), coming.rows]).toEqual([2, []]);
});

test("a field stands in one column", async () => {
  const preparation = await open();
  const table = await call("choose_table", {});
  if (table === null) throw new Error("no table");
  const coming = new TableController(preparation, table);
  coming.name(6, "number");
  expect([coming.columns[0], coming.columns[6]]).toEqual([null, "number"]);
});

test("an hour keeps its day on the way to the core and back", () => {
  expect(typed(civil("2026-06-12T09:05") ?? { date: "", hour: 0, minute: 0 })).toBe("2026-06-12T09:05");
  expect([civil("2026-06"), minutesOf("12:30"), minutesOf("")]).toEqual([null, 750, null]);
});
