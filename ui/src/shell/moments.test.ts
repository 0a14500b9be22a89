// Where a session opens, and what a key turns to.
import { expect, test } from "vitest";
import { FakeCore } from "~/core/fake";
import { call, useDoor } from "~/core/door";
import { momentOfKey, MOMENTS, momentsOf, opening } from "./moments";
import { Place } from "./place.svelte";

const control = { ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };

test("a session opens where the core says, or at a moment that has a screen", () => {
  expect(opening({ moments: ["passage", "exchange"], opens_at: "exchange" })).toBe("exchange");
  expect(MOMENTS.map(({ id }) => id)).toContain(opening({ moments: ["exchange"], opens_at: null }));
});

test("only moments that concern the person and have a screen are shown", () => {
  expect(momentsOf({ moments: ["exchange"], opens_at: null }).map(({ id }) => id)).toEqual(["exchange"]);
});

test("a digit is read by its place, and turns to nothing that is not there", async () => {
  useDoor(new FakeCore().door);
  expect(momentOfKey({ ...control, code: "Digit5" })).toBe("exchange");
  expect(momentOfKey({ ...control, code: "Digit5", shiftKey: true })).toBeNull();
  const place = new Place();
  const [card] = await call("sessions", {});
  if (card === undefined) throw new Error("no session");
  place.sit({ ...card, moments: ["passage"], opens_at: "passage" });
  expect([place.turn("exchange"), place.moment]).toEqual([false, "passage"]);
});

test("every moment has a digit of its own", () => {
  expect(new Set(MOMENTS.map(({ digit }) => digit)).size).toBe(MOMENTS.length);
});
