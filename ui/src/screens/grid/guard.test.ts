// Words that touch health, family or origin, and what becomes of a comment that holds one.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PAUSE_MS } from "./draft.svelte";
import { openGrid } from "./testing";

const HIGHEST = { kind: "level", index: 2 } as const;

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

/** A grid whose juror wrote `text` on the first criterion, and left the field. */
async function commented(text: string) {
  const sat = await openGrid();
  sat.grid.beginComment("A1.CP.1");
  sat.grid.commentPen.type(text);
  sat.grid.endComment();
  await sat.grid.guard.settled();
  await sat.grid.writes.settled();
  return sat;
}

test("a comment that speaks of a pregnancy is asked about before it is kept, then kept as it is", async () => {
  const { core, grid, told } = await commented("Enceinte de six mois.");
  expect(core.received).toEqual([]);
  expect(told.at(-1)).toMatchObject({ what: "asked", doubts: [{ word: "enceinte", touches: "pregnancy" }] });
  expect(grid.keepComment("A1.CP.1")).toBe(true);
  await grid.writes.settled();
  expect(core.received).toEqual([expect.objectContaining({ do: "mark", mark: { rating: null, comment: "Enceinte de six mois." } })]);
  expect(grid.guard.open.size).toBe(0);
});

test("« la santé » of a budget asks too: it is a question, never a refusal", async () => {
  const { core, grid, comment, told } = await commented("La santé du budget est suivie chaque mois.");
  expect([grid.guard.open.size, comment("A1.CP.1")]).toEqual([1, "La santé du budget est suivie chaque mois."]);
  expect(told.some(({ what }) => what === "refused")).toBe(false);
  grid.keepComment("A1.CP.1");
  await grid.writes.settled();
  expect(core.received).toHaveLength(1);
});

test("a comment written again without the word is kept, and nothing was before", async () => {
  const { core, grid } = await commented("Sa grossesse explique le retard.");
  grid.beginComment("A1.CP.1");
  grid.commentPen.type("Retard d’une semaine, annoncé.");
  grid.endComment();
  await grid.guard.settled();
  await grid.writes.settled();
  expect(core.received.map((command) => command.do === "mark" && command.mark.comment)).toEqual(["Retard d’une semaine, annoncé."]);
  expect(grid.guard.open.size).toBe(0);
});

test("a rating does not wait for the answer on the comment", async () => {
  const { core, grid, comment } = await commented("Sa grossesse explique le retard.");
  grid.rate(HIGHEST, "A1.CP.1");
  await grid.writes.settled();
  expect(core.received).toEqual([expect.objectContaining({ mark: { rating: HIGHEST, comment: "" } })]);
  expect(comment("A1.CP.1")).toBe("Sa grossesse explique le retard.");
  grid.keepComment("A1.CP.1");
  await grid.writes.settled();
  expect(core.received.at(-1)).toMatchObject({ mark: { rating: HIGHEST, comment: "Sa grossesse explique le retard." } });
});

test("the question waits while another sheet is looked at, the comment too", async () => {
  const { core, grid, comment } = await commented("Sa grossesse explique le retard.");
  const [first, second] = grid.view?.candidates ?? [];
  await grid.open(second?.id ?? "");
  expect(core.received).toEqual([]);
  await grid.open(first?.id ?? "");
  expect(comment("A1.CP.1")).toBe("Sa grossesse explique le retard.");
  expect(grid.keepComment("A1.CP.1")).toBe(true);
  await grid.writes.settled();
});

test("a store that locks loses nothing of what was typed, answered or not", async () => {
  const { core, grid } = await commented("Sa grossesse explique le retard.");
  await grid.settle();
  expect(core.received).toHaveLength(1);
  expect(grid.guard.open.size).toBe(0);
});

test("a word that was kept raises no question again while one goes on writing", async () => {
  const { core, grid } = await commented("La santé du budget.");
  grid.keepComment("A1.CP.1");
  grid.beginComment("A1.CP.1");
  grid.commentPen.type("La santé du budget est suivie.");
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await grid.guard.settled();
  await grid.writes.settled();
  expect(grid.guard.open.size).toBe(0);
  expect(core.received.at(-1)).toMatchObject({ mark: { comment: "La santé du budget est suivie." } });
});

test("the general remarks are asked about as comments are", async () => {
  const { core, grid } = await openGrid();
  const candidate = grid.sheet?.candidate.id ?? "";
  grid.remarksPen.type("Bon oral malgré sa grossesse");
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await grid.guard.settled();
  expect([core.received.length, grid.guard.open.has(`observe ${candidate}`)]).toEqual([0, true]);
  grid.guard.keep(`observe ${candidate}`);
  await grid.writes.settled();
  expect(core.received).toEqual([{ do: "observe", candidate, text: "Bon oral malgré sa grossesse" }]);
});

test("a question whose comment is undone is asked no more", async () => {
  const { core, grid, comment } = await commented("Sa grossesse explique le retard.");
  await grid.undo();
  await grid.writes.settled();
  expect([grid.guard.open.size, comment("A1.CP.1")]).toEqual([0, ""]);
  expect(core.received.every((command) => command.do === "mark" && command.mark.comment === "")).toBe(true);
});
