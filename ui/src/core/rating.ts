// Ratings as values: reading, comparing, typing them, the shape and the tone each is drawn with. Pure; no word, no state.
import type { Mark, Rating, ScaleView } from "./bindings";

export type Shape = "low" | "part" | "full" | "not_observed" | "not_applicable";

export function sameRating(a: Rating | null, b: Rating | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === "level" && b.kind === "level") return a.index === b.index;
  if (a.kind === "score" && b.kind === "score") return a.hundredths === b.hundredths;
  return a.kind === b.kind;
}

export function sameMark(a: Mark, b: Mark): boolean {
  return (a.comment ?? "") === (b.comment ?? "") && sameRating(a.rating, b.rating);
}

/** The shape of a level: ⊖ for the lowest, ● for the highest, a filled part between. */
export function levelShape(index: number, count: number): { shape: Shape; fraction: number } {
  if (index <= 0) return { shape: "low", fraction: 0 };
  if (index >= count - 1) return { shape: "full", fraction: 1 };
  return { shape: "part", fraction: index / (count - 1) };
}

/** The colour that repeats a level's shape. */
export function levelTone(index: number, scale: ScaleView): "reached" | "partial" | "missed" {
  if (scale.kind === "score") return "partial";
  if (scale.levels[index]?.reached === true) return "reached";
  return index <= 0 ? "missed" : "partial";
}

export type Typed = { ok: true; hundredths: number } | { ok: false; why: "not_a_number" | "too_high" | "off_step" };

/** The score somebody typed, French or English comma. */
export function readScore(text: string, scale: { max: number; step: number }): Typed {
  const match = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (match === null) return { ok: false, why: "not_a_number" };
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  if (hundredths > scale.max) return { ok: false, why: "too_high" };
  if (hundredths % scale.step !== 0) return { ok: false, why: "off_step" };
  return { ok: true, hundredths };
}

/** A number of hundredths in the language's own writing, without useless zeros. */
export function writeScore(hundredths: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(hundredths / 100);
}
