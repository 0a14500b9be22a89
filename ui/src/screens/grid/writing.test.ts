// What is being written, when the machine hesitates or the person goes elsewhere before the pen is down.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "~/core/bindings";
import { DoorError } from "~/core/door";
import { PAUSE_MS } from "./draft.svelte";
import { openGrid } from "./testing";

const LOWEST = { kind: "level", index: 0 } as const;
const MIDDLE = { kind: "level", index: 1 } as const;
const HIGHEST = { kind: "level", index: 2 } as const;
const FULL = new DoorError({ kind: "failure", code: "disk-full" });

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

const marks = (received: Command[]) => received.filter((command) => command.do === "mark");

test("a save that failed succeeds later, with the newest value, once", async () => {
  const { core, grid, comment } = await openGrid();
  core.trouble = FULL;
  grid.beginComment("A1.CP.1");
  grid.commentPen.type("Budget");
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await grid.writes.settled();
  expect(grid.writes.trouble).toMatchObject({ code: "disk-full" });
  grid.commentPen.type("Budget juste");
  grid.endComment();
  grid.rate(HIGHEST, "A1.CP.1");
  core.trouble = null;
  await vi.advanceTimersByTimeAsync(2000);
  await grid.writes.settled();
  expect(marks(core.received)).toEqual([
    expect.objectContaining({ mark: { rating: HIGHEST, comment: "Budget juste" } }),
  ]);
  expect([grid.writes.trouble, grid.writes.waiting.size, comment("A1.CP.1")]).toEqual([null, 0, "Budget juste"]);
  expect(grid.writes.savedAt).not.toBeNull();
});

test("two quick marks of one cell reach the book in their order, and the last one stays", async () => {
  const { core, grid, rating } = await openGrid({ delay_ms: 40 });
  grid.rate(HIGHEST, "A1.CP.1");
  await vi.advanceTimersByTimeAsync(10);
  grid.rate(LOWEST, "A1.CP.1");
  await grid.writes.settled();
  expect(marks(core.received).map(({ mark }) => mark.rating)).toEqual([HIGHEST, LOWEST]);
  expect(rating("A1.CP.1")).toEqual(LOWEST);
  expect(core.sheets.values().next().value?.sections[0]?.evaluations[0]?.criteria[0]?.mark.rating).toEqual(LOWEST);
});

test("marks given faster than the disk leave the last one of each cell", async () => {
  const { core, grid } = await openGrid({ delay_ms: 40 });
  for (const level of [HIGHEST, LOWEST, MIDDLE, LOWEST, HIGHEST, MIDDLE]) grid.rate(level, "A1.CP.1");
  grid.rate(LOWEST, "A1.CP.2");
  await grid.writes.settled();
  const last = new Map<string, unknown>(marks(core.received).map(({ criterion, mark }) => [criterion, mark.rating]));
  expect(last).toEqual(new Map<string, unknown>([["A1.CP.1", MIDDLE], ["A1.CP.2", LOWEST]]));
});

test("a comment being written goes to the candidate it was written for", async () => {
  const { core, grid } = await openGrid({ delay_ms: 20 });
  const [first, second] = grid.view?.candidates ?? [];
  grid.beginComment("A1.CP.1");
  grid.commentPen.type("Cadre bien l’atelier");
  await grid.open(second?.id ?? "");
  await grid.writes.settled();
  expect(grid.sheet?.candidate.id).toBe(second?.id);
  expect(core.received).toEqual([
    expect.objectContaining({ candidate: first?.id, criterion: "A1.CP.1", mark: { rating: null, comment: "Cadre bien l’atelier" } }),
  ]);
  await vi.advanceTimersByTimeAsync(PAUSE_MS * 2);
  await grid.writes.settled();
  expect(core.received).toHaveLength(1);
  await grid.undo();
  expect(grid.sheet?.candidate.id).toBe(first?.id);
});

test("what is begun while the next sheet is on its way belongs to the one on the screen", async () => {
  const { core, grid } = await openGrid({ delay_ms: 50 });
  const [first, second] = grid.view?.candidates ?? [];
  const opening = grid.open(second?.id ?? "");
  grid.beginComment("A1.CP.2");
  grid.commentPen.type("Oublie le handicap");
  grid.remarksPen.type("Clair");
  await opening;
  await grid.guard.settled();
  await grid.writes.settled();
  expect(core.received.map((command) => "candidate" in command && command.candidate)).toEqual([first?.id, first?.id]);
  expect([grid.commenting, grid.commentPen.text, grid.remarksPen.text, grid.sheet?.observation]).toEqual([null, null, null, ""]);
});
