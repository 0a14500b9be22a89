// Locking while somebody writes: what is written is in the book first, and nothing of it stays on the screen.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { call, DoorError } from "~/core/door";
import { held } from "~/core/held.svelte";
import { GridController } from "~/screens/grid/grid.svelte";
import { openGrid, SESSION } from "~/screens/grid/testing";
import { Place } from "~/shell/place.svelte";

const HIGHEST = { kind: "level", index: 2 } as const;
const FULL = new DoorError({ kind: "failure", code: "disk-full" });

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

test("locking in the middle of a comment keeps it, and it is there after opening again", async () => {
  const { core, grid } = await openGrid({ delay_ms: 20 });
  const unhold = held.before(() => grid.settle());
  const place = new Place();
  await place.read();
  grid.beginComment("A1.CP.1");
  grid.commentPen.type("Budget juste");
  await place.lock();
  unhold();
  expect([place.screen, place.session, place.locking]).toEqual(["start", null, false]);
  await expect(call("sheet", { session: SESSION, candidate: grid.sheet?.candidate.id ?? "" })).rejects.toMatchObject({ code: "locked" });
  place.enter(await call("unlock", { passphrase: "quatre mots au hasard" }));
  const again = new GridController(SESSION);
  await again.load();
  expect(again.sheet?.sections[0]?.evaluations[0]?.criteria[0]?.mark.comment).toBe("Budget juste");
  expect(core.received).toHaveLength(1);
});

test("what the disk can't take is covered at once, and the store locks by itself after", async () => {
  const { core, grid } = await openGrid();
  const unhold = held.before(() => grid.settle());
  const place = new Place();
  await place.read();
  core.trouble = FULL;
  grid.rate(HIGHEST);
  await place.lock();
  expect([place.locking, place.screen, held.any]).toEqual([true, "sessions", true]);
  place.stay();
  expect(place.locking).toBe(false);
  core.trouble = null;
  await place.lock();
  grid.writes.retry();
  await grid.writes.settled();
  await place.lock();
  unhold();
  expect([place.screen, held.any, core.received.length]).toEqual(["start", false, 1]);
});
