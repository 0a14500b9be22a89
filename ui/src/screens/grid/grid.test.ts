// The grid, as an examiner would tell it.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DoorError } from "~/core/door";
import { refusal } from "~/core/fake";
import { held } from "~/core/held.svelte";
import { preferences } from "~/core/preferences.svelte";
import { openGrid } from "./testing";

const LOWEST = { kind: "level", index: 0 } as const;
const HIGHEST = { kind: "level", index: 2 } as const;

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

test("a level is painted before the book answers and saved only after", async () => {
  const { grid, rating, told } = await openGrid({ delay_ms: 50 });
  grid.rate(HIGHEST);
  expect(rating("A1.CP.1")).toEqual(HIGHEST);
  expect(grid.writes.savedAt).toBeNull();
  await grid.writes.settled();
  expect(grid.writes.savedAt).not.toBeNull();
  expect(told.at(-1)).toMatchObject({ what: "saved", rating: HIGHEST });
});

test("a refused mark restores the cell and says why", async () => {
  const { core, grid, rating, told } = await openGrid();
  grid.rate(HIGHEST, "A1.CP.1");
  await grid.writes.settled();
  core.trouble = refusal("session-closed", {});
  grid.rate(LOWEST, "A1.CP.1");
  expect(rating("A1.CP.1")).toEqual(LOWEST);
  await grid.writes.settled();
  expect(rating("A1.CP.1")).toEqual(HIGHEST);
  expect(grid.handedBack).toMatchObject({ criterion: "A1.CP.1", reason: { code: "session-closed" } });
  expect(told.some((event) => event.what === "refused")).toBe(true);
});

test("a refused mark can't be undone, since it never was", async () => {
  const { core, grid } = await openGrid();
  core.trouble = refusal("session-closed", {});
  grid.rate(HIGHEST);
  await grid.writes.settled();
  expect(grid.history.canUndo).toBe(false);
});

test("undo gives back the former level, and redo the new one", async () => {
  const { core, grid, rating, told } = await openGrid();
  grid.rate(HIGHEST, "A1.CP.1");
  grid.rate(LOWEST, "A1.CP.1");
  await grid.undo();
  expect(rating("A1.CP.1")).toEqual(HIGHEST);
  expect(told).toContainEqual(expect.objectContaining({ what: "undone", rating: HIGHEST }));
  await grid.redo();
  expect(rating("A1.CP.1")).toEqual(LOWEST);
  await grid.writes.settled();
  expect(core.received.at(-1)).toMatchObject({ do: "mark", mark: { rating: LOWEST } });
});

test("undo goes back to the candidate it concerns", async () => {
  const { grid, rating } = await openGrid();
  const first = grid.sheet?.candidate.id;
  grid.rate(HIGHEST, "A1.CP.1");
  await grid.writes.settled();
  await grid.open(grid.view?.candidates[1]?.id ?? "");
  await grid.undo();
  expect(grid.sheet?.candidate.id).toBe(first);
  expect(grid.awake).toBe("A1.CP.1");
  expect(rating("A1.CP.1")).toBeNull();
});

test("the lowest level, not observed and empty are three different things", async () => {
  const { core, grid, rating } = await openGrid();
  const [first, second, third] = ["A1.CP.1", "A1.CP.2", "A1.CP.3"] as const;
  grid.rate(LOWEST, first);
  grid.rate({ kind: "not_observed" }, second);
  await grid.writes.settled();
  expect([rating(first), rating(second), rating(third)]).toEqual([LOWEST, { kind: "not_observed" }, null]);
  expect(grid.sheet?.candidate.done).toBe(2);
  expect(core.received).toHaveLength(2);
});

test("a mark moves on to the next criterion without one, and stays when the person prefers", async () => {
  const { grid } = await openGrid();
  grid.rate(HIGHEST, "A1.CP.2");
  expect(grid.awake).toBe("A1.CP.3");
  grid.rate(HIGHEST, "A1.CP.1");
  expect(grid.awake).toBe("A1.CP.3");
  preferences.advance = false;
  grid.rate(HIGHEST, "A1.CP.3");
  expect(grid.awake).toBe("A1.CP.3");
});

test("a complete bloc is said; the next one opens, unless nothing is to move by itself", async () => {
  for (const advance of [true, false]) {
    const { grid, told } = await openGrid();
    preferences.advance = advance;
    const criteria = grid.sheet?.sections[0]?.evaluations.flatMap((evaluation) => evaluation.criteria) ?? [];
    for (const { code } of criteria) grid.rate(HIGHEST, code);
    expect(grid.sectionCode).toBe(advance ? "A2" : "A1");
    expect(told.some(({ what }) => what === (advance ? "section_next" : "section_complete"))).toBe(true);
    await grid.writes.settled();
  }
});

test("each mark takes one press, whatever the number of criteria", async () => {
  const { grid, told } = await openGrid();
  const { length } = grid.missing;
  for (let press = 0; press < length; press++) grid.perform({ do: "level", index: 2 });
  expect([grid.missing.length, told.at(-1)?.what]).toEqual([0, "sheet_complete"]);
  await grid.writes.settled();
});

test("the curtain hides the marks and lets no key through", async () => {
  const { core, grid } = await openGrid();
  expect(grid.perform({ do: "curtain" })).toBe(true);
  expect(grid.curtain).toBe(true);
  expect(grid.perform({ do: "level", index: 2 })).toBe(false);
  grid.perform({ do: "curtain" });
  expect(grid.curtain).toBe(false);
  expect(core.received).toHaveLength(0);
});

test("a full disk keeps the value on the screen, says it is not saved, and writes it once there is room", async () => {
  const { core, grid, rating } = await openGrid();
  core.trouble = new DoorError({ kind: "failure", code: "disk-full" });
  grid.rate(HIGHEST, "A1.CP.1");
  await grid.writes.settled();
  expect(rating("A1.CP.1")).toEqual(HIGHEST);
  expect(grid.writes.trouble).toMatchObject({ code: "disk-full" });
  expect(grid.writes.savedAt).toBeNull();
  core.trouble = null;
  await vi.advanceTimersByTimeAsync(1500);
  await grid.writes.settled();
  expect(grid.writes.trouble).toBeNull();
  expect(grid.writes.waiting.size).toBe(0);
  expect(core.received).toHaveLength(1);
});

test("while the machine can't write, neither the session nor the store is left", async () => {
  const { core, grid } = await openGrid();
  core.trouble = new DoorError({ kind: "failure", code: "disk-full" });
  grid.rate(HIGHEST);
  await grid.writes.settled();
  expect(held.any).toBe(true);
  core.trouble = null;
  grid.writes.retry();
  await grid.writes.settled();
  expect(held.any).toBe(false);
});

test("what is not saved yet survives a look at another candidate", async () => {
  const { core, grid, rating } = await openGrid();
  const [first, second] = grid.view?.candidates ?? [];
  core.trouble = new DoorError({ kind: "failure", code: "disk-full" });
  grid.rate(HIGHEST, "A1.CP.1");
  await grid.writes.settled();
  await grid.open(second?.id ?? "");
  await grid.open(first?.id ?? "");
  expect(rating("A1.CP.1")).toEqual(HIGHEST);
});

test("a comment is one thing to undo, however many pauses it was written in", async () => {
  const { grid, comment } = await openGrid();
  grid.beginComment("A1.CP.1");
  grid.comment("A1.CP.1", "Budget");
  grid.comment("A1.CP.1", "Budget juste");
  grid.endComment();
  expect(comment("A1.CP.1")).toBe("Budget juste");
  await grid.undo();
  expect(comment("A1.CP.1")).toBe("");
  expect(grid.history.canUndo).toBe(false);
});

test("a comment and a level never overwrite each other", async () => {
  const { core, grid } = await openGrid();
  grid.comment("A1.CP.1", "Budget juste");
  grid.endComment();
  grid.rate(HIGHEST, "A1.CP.1");
  await grid.writes.settled();
  expect(core.received.at(-1)).toMatchObject({ mark: { rating: HIGHEST, comment: "Budget juste" } });
});

test("a recused juror, a sealed sheet and a bloc already acquired take no mark", async () => {
  const { core, grid, told } = await openGrid({ lived_in: true });
  for (const name of ["Yanis Benali", "Aïcha Traoré"]) {
    await grid.open(grid.view?.candidates.find((line) => line.name === name)?.id ?? "");
    grid.rate(HIGHEST);
    expect(grid.writable).toBe(false);
    expect(told.at(-1)).toMatchObject({ what: "kept_out" });
  }
  await grid.open(grid.view?.candidates.find((line) => line.name === "Camille Vasseur")?.id ?? "");
  grid.goToSection("A3");
  grid.rate(HIGHEST);
  await grid.writes.settled();
  expect(core.received).toHaveLength(0);
});

test("sealing a sheet closes it and takes its marks out of what can be undone", async () => {
  const { grid, told } = await openGrid({ lived_in: true });
  const loic = grid.view?.candidates.find((line) => line.name === "Loïc Le Goff")?.id ?? "";
  await grid.open(loic);
  grid.rate(LOWEST, "A1.CP.1");
  await grid.writes.settled();
  await grid.seal(loic);
  expect(grid.access).toBe("sealed");
  expect(grid.history.canUndo).toBe(false);
  expect(told.at(-1)).toMatchObject({ what: "sealed", name: "Loïc Le Goff" });
});

test("an incomplete sheet is not sealed", async () => {
  const { grid } = await openGrid();
  await expect(grid.seal(grid.sheet?.candidate.id ?? "")).rejects.toMatchObject({ code: "sheet-incomplete" });
  expect(grid.access).toBe("open");
});

test.each([0, 1, 500])("a session of %i candidates opens", async (candidates) => {
  const { grid } = await openGrid({ candidates });
  expect(grid.view?.candidates).toHaveLength(candidates);
  expect(grid.sheet === null).toBe(candidates === 0);
});
