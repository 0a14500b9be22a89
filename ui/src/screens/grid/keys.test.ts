import { expect, test } from "vitest";
import type { Press } from "~/core/keys";
import { intentOf } from "./keys";

const press = (key: string, code: string, more: Partial<Press> = {}): Press => ({
  key,
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

test("a digit chooses its level, by its place: no Shift is needed on a French keyboard", () => {
  expect(intentOf(press("&", "Digit1"), 3)).toEqual({ do: "level", index: 0 });
  expect(intentOf(press('"', "Digit3"), 3)).toEqual({ do: "level", index: 2 });
  expect(intentOf(press("2", "Numpad2"), 3)).toEqual({ do: "level", index: 1 });
});

test("a digit beyond the scale chooses nothing", () => {
  expect(intentOf(press("4", "Digit4"), 3)).toBeNull();
  expect(intentOf(press("1", "Digit1"), 0)).toBeNull();
});

test("letters do what the help says, in any case", () => {
  expect(intentOf(press("n", "KeyN"), 3)).toEqual({ do: "not_observed" });
  expect(intentOf(press("S", "KeyS", { shiftKey: true }), 3)).toEqual({ do: "not_applicable" });
  expect(intentOf(press("?", "KeyM", { shiftKey: true }), 3)).toEqual({ do: "help" });
});

test("undo and redo, as everywhere", () => {
  expect(intentOf(press("z", "KeyW", { ctrlKey: true }), 3)).toEqual({ do: "undo" });
  expect(intentOf(press("Z", "KeyW", { ctrlKey: true, shiftKey: true }), 3)).toEqual({ do: "redo" });
});

test("AltGr brackets turn the section; Alt arrows change the candidate", () => {
  expect(intentOf(press("[", "Digit5", { ctrlKey: true, altKey: true }), 3)).toEqual({ do: "section", by: -1 });
  expect(intentOf(press("ArrowDown", "ArrowDown", { altKey: true }), 3)).toEqual({ do: "candidate", by: 1 });
});

test("other shortcuts are left to the window", () => {
  expect(intentOf(press("c", "KeyC", { ctrlKey: true }), 3)).toBeNull();
  expect(intentOf(press("1", "Digit1", { ctrlKey: true }), 3)).toBeNull();
});
