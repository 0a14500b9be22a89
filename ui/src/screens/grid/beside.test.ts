// What stands beside the grid, as an examiner would tell it.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hourOf, kindOf, now } from "./incident";
import { insert, penKey } from "./pen";
import { clock } from "./timer.svelte";
import { openGrid } from "./testing";

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

test("the timer goes on for its candidate while another sheet is opened, and no command leaves for it", async () => {
  const { core, grid } = await openGrid();
  const [first, second] = grid.view?.candidates ?? [];
  grid.perform({ do: "timer" });
  await vi.advanceTimersByTimeAsync(60_000);
  await grid.open(second?.id ?? "");
  await vi.advanceTimersByTimeAsync(60_000);
  const { timer } = grid.beside;
  expect([timer.candidate, clock(timer.total), timer.running]).toEqual([first?.id, "02:00", true]);
  expect(grid.perform({ do: "timer_zero" })).toBe(false);
  grid.perform({ do: "timer" });
  expect(grid.perform({ do: "timer_zero" })).toBe(true);
  expect(core.received).toEqual([]);
});

test("a panel opens by its key and closes by the same", async () => {
  const { grid } = await openGrid();
  grid.perform({ do: "subject" });
  expect(grid.beside.panel).toBe("subject");
  grid.perform({ do: "skills" });
  expect(grid.beside.panel).toBe("skills");
  grid.perform({ do: "skills" });
  expect(grid.beside.panel).toBe("notes");
});

test("competences are covered as the marks that were written cover them", async () => {
  const { grid } = await openGrid();
  const candidate = grid.sheet?.candidate.id ?? "";
  await grid.beside.look(candidate);
  expect(grid.beside.skills.some(({ covered }) => covered)).toBe(false);
  grid.rate({ kind: "level", index: 0 }, "A1.CP.1");
  grid.rate({ kind: "not_observed" }, "A1.CP.2");
  await grid.writes.settled();
  await grid.beside.look(candidate);
  expect(grid.beside.skills.filter(({ covered }) => covered).map(({ code }) => code)).toEqual(["CA1.4"]);
});

test("one's phrases are walked, chosen by a digit, and changed as a text", async () => {
  const { grid } = await openGrid();
  const { phrases } = grid.beside;
  await phrases.choose("A1.CP.1");
  expect(phrases.chosen("2")).toBe("Budget chiffré, hypothèses expliquées.");
  phrases.step(-1);
  expect(phrases.chosen("Enter")).toBe("Planning réaliste, risques anticipés.");
  expect(phrases.chosen("9")).toBeNull();
  expect(phrases.chosen("x")).toBeNull();
  await phrases.keep("Une seule phrase.\n\nUne seule phrase.\n Une autre. ");
  expect(phrases.all).toEqual(["Une seule phrase.", "Une autre."]);
});

test("many phrases are walked through a window of nine", async () => {
  const { grid } = await openGrid();
  const { phrases } = grid.beside;
  await phrases.keep(Array.from({ length: 12 }, (_, at) => `Phrase ${String(at + 1)}`).join("\n"));
  await phrases.choose("A1.CP.1");
  for (let at = 0; at < 10; at++) phrases.step(1);
  expect(phrases.chosen("Enter")).toBe("Phrase 11");
  expect(phrases.shown).toHaveLength(9);
  phrases.step(1);
  phrases.step(1);
  expect(phrases.chosen("Enter")).toBe("Phrase 1");
});

test("what a key puts into a field goes to the caret, and the field tells", () => {
  const field = document.createElement("textarea");
  field.value = "Avant après";
  field.setSelectionRange(6, 6);
  let told = "";
  field.addEventListener("input", () => (told = field.value));
  insert(field, "[04:10] ");
  expect([field.value, told, field.selectionStart]).toEqual(["Avant [04:10] après", "Avant [04:10] après", 14]);
});

test("a field is left, stamped and given phrases by key, and keeps every other key", () => {
  expect(penKey(press("Escape"))).toBe("leave");
  expect(penKey(press("Enter", { ctrlKey: true }))).toBe("leave");
  expect(penKey(press("j", { ctrlKey: true }))).toBe("phrases");
  expect(penKey(press("m", { ctrlKey: true }))).toBe("stamp");
  for (const key of ["Enter", "j", "m", "g", "ArrowUp"]) expect(penKey(press(key))).toBeNull();
  expect(penKey(press("j", { ctrlKey: true, altKey: true }))).toBeNull();
});

test("an incident has its kind by a digit and its hour by the clock, mended by hand", () => {
  expect([kindOf("Digit2"), kindOf("Numpad1"), kindOf("Digit9"), kindOf("KeyA")]).toEqual(["breakdown", "late", null, null]);
  const day = now(new Date(2026, 5, 12, 9, 5));
  expect(day).toEqual({ date: "2026-06-12", hour: 9, minute: 5 });
  expect(hourOf("14:07", day)).toEqual({ date: "2026-06-12", hour: 14, minute: 7 });
  expect(hourOf(" 8h30 ", day)).toEqual({ date: "2026-06-12", hour: 8, minute: 30 });
  for (const wrong of ["", "24:00", "9:7", "midi"]) expect(hourOf(wrong, day)).toBeNull();
});
