// What may happen during an oral: each kind has its key and the sentence that a report begins with. Pure.
import type { CivilTime } from "~/core/bindings";

export const KINDS = ["late", "breakdown", "interruption", "unwell", "documents", "misconduct"] as const;
export type Kind = (typeof KINDS)[number];

/** The kind of that key, from 1. */
export function kindOf(code: string): Kind | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit === undefined ? null : (KINDS[Number(digit) - 1] ?? null);
}

/** The hour of this computer, as minutes write it. */
export function now(at = new Date()): CivilTime {
  const two = (number: number): string => String(number).padStart(2, "0");
  const date = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return { date, hour: at.getHours(), minute: at.getMinutes() };
}

/** « 10:42 » as an hour of `day`; null when it is no hour. */
export function hourOf(text: string, day: CivilTime): CivilTime | null {
  const found = /^([01]?\d|2[0-3])[:hH]([0-5]\d)$/.exec(text.trim());
  return found === null ? null : { date: day.date, hour: Number(found[1]), minute: Number(found[2]) };
}
