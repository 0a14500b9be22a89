import { expect, test } from "vitest";
import { levelShape, readScore, sameRating, writeScore } from "./rating";

const TWENTY = { max: 2000, step: 50 };

test("a score is read with a French comma or an English point", () => {
  expect(readScore("14,5", TWENTY)).toEqual({ ok: true, hundredths: 1450 });
  expect(readScore(" 14.50 ", TWENTY)).toEqual({ ok: true, hundredths: 1450 });
  expect(readScore("0", TWENTY)).toEqual({ ok: true, hundredths: 0 });
});

test("a score beyond the scale, off its step or not a number is named as such", () => {
  expect(readScore("20,5", TWENTY)).toEqual({ ok: false, why: "too_high" });
  expect(readScore("12,3", TWENTY)).toEqual({ ok: false, why: "off_step" });
  for (const text of ["", "-1", "1e3", "douze", "١٢", "12,345"]) expect(readScore(text, TWENTY), text).toMatchObject({ ok: false });
});

test("a score is written as it was typed", () => {
  expect(writeScore(1450, "fr")).toBe("14,5");
  expect(writeScore(0, "en")).toBe("0");
});

test("the lowest level never has the shape of another one, on any scale", () => {
  for (const count of [2, 3, 4, 5]) {
    const shapes = Array.from({ length: count }, (_, index) => levelShape(index, count));
    expect(new Set(shapes.map(({ shape, fraction }) => `${shape} ${String(fraction)}`)).size).toBe(count);
    expect(shapes[0]?.shape).toBe("low");
    expect(shapes.at(-1)?.shape).toBe("full");
  }
});

test("a level of zero is not an absence", () => {
  expect(sameRating({ kind: "level", index: 0 }, null)).toBe(false);
  expect(sameRating({ kind: "score", hundredths: 0 }, { kind: "not_observed" })).toBe(false);
});
