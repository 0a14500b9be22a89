// The keyboard of the deliberation.
import { expect, test } from "vitest";
import type { Press } from "~/core/keys";
import { intentOf } from "./keys";

const press = (key: string, more: Partial<Press> = {}): Press => ({ key, code: "", altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more });

test("digits retain by their place, on a French keyboard too", () => {
  expect(intentOf(press("&", { code: "Digit1" }), 3)).toEqual({ do: "level", index: 0 });
  expect(intentOf(press("4", { code: "Digit4" }), 3)).toBeNull();
});

test("Enter goes to the next gap, and letters do what the screen says", () => {
  expect(intentOf(press("Enter"), 3)).toEqual({ do: "gap" });
  expect(["d", "v", "e", "r", "p"].map((key) => intentOf(press(key), 3)?.do)).toEqual(["decide", "vote", "suppose", "ledger", "projector"]);
});

test("Alt and an arrow turn to another candidate; Ctrl is left to the window", () => {
  expect(intentOf(press("ArrowDown", { altKey: true }), 3)).toEqual({ do: "candidate", by: 1 });
  expect(intentOf(press("d", { ctrlKey: true }), 3)).toBeNull();
});

test("AltGr brackets turn the section on a French keyboard, as in the grid", () => {
  expect(intentOf(press("]", { code: "Minus", ctrlKey: true, altKey: true }), 3)).toEqual({ do: "section", by: 1 });
});
