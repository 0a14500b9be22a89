// What the box finds, and what becomes of a choice.
import { beforeEach, expect, test } from "vitest";
import { acts } from "~/core/acts.svelte";
import { call, useDoor } from "~/core/door";
import { FakeCore } from "~/core/fake";
import { turning } from "~/core/turning.svelte";
import { groupsOf } from "./acts";
import { matching, palette } from "./palette.svelte";
import { Place } from "./place.svelte";

const words = (sought: string, place: Place): string[] => matching(groupsOf(place), sought).flatMap((group) => group.acts.map((act) => act.word()));

async function seated(): Promise<Place> {
  const place = new Place();
  await place.read();
  const [card] = await call("sessions", {});
  if (card === undefined) throw new Error("no session");
  place.sit(card);
  return place;
}

beforeEach(() => useDoor(new FakeCore({ candidates: 500 }).door));

test("an act is found by the beginning of its words, without accents, and by what else it is called", async () => {
  const place = await seated();
  expect(words("deliber", place)).toEqual(["Délibération"]);
  expect(words("SOMB app", place)).toEqual(["Apparence\u202f: Sombre"]);
  expect(words("manuel", place)).toEqual(["Guide"]);
  expect(words("libération", place)).toEqual([]);
  expect(words("", place).length).toBeGreaterThan(10);
});

test("a person is found in the open session only, and a late answer is not shown", async () => {
  palette.show();
  await palette.type("traore", null);
  expect(palette.found.people).toEqual([]);
  const late = palette.type("candidat", "s");
  await palette.type("traore", "s");
  await late;
  expect(palette.found.people.map(({ name }) => name)).toEqual(["Aïcha Traoré"]);
  await palette.type("candidat", "s");
  expect([palette.found.people.length, palette.found.more]).toEqual([40, true]);
  await palette.close();
});

test("a person is shown by the screen in front, or in the first moment that shows them", async () => {
  const place = await seated();
  const [who] = (await call("find", { session: "s", text: "traore" })).people;
  if (who === undefined) throw new Error("nobody");
  const away = acts.offer({ groups: () => [], show: (person) => person.id === who.id });
  palette.meet(who, place.moments);
  expect(turning.moment).toBeNull();
  away();
  palette.meet(who, place.moments);
  expect([turning.moment, turning.take()]).toEqual(["passage", who.id]);
  palette.meet({ is: "juror", id: "b2", name: "Bruno", role: "member" }, place.moments);
  expect([turning.moment, turning.take()]).toEqual(["exchange", "b2"]);
});

test("it never opens over something that was begun", () => {
  document.body.innerHTML = `<div role="dialog"></div>`;
  palette.show();
  expect(palette.open).toBe(false);
  document.body.innerHTML = "";
});

test("what was chosen is done once the box is gone and the focus given back", async () => {
  document.body.innerHTML = `<button id="before"></button>`;
  document.getElementById("before")?.focus();
  palette.show();
  let seen: (string | undefined)[] = [];
  await palette.close(() => (seen = [String(palette.open), document.activeElement?.id]));
  expect(seen).toEqual(["false", "before"]);
});
