// Days and hours between the fields of the page and the core's civil times. No zone: an hour is the place's own.
import type { CivilTime } from "~/core/bindings";

const two = (number: number): string => String(number).padStart(2, "0");

/** `2026-06-12T09:00`, as a field of the page writes it. */
export function typed({ date, hour, minute }: CivilTime): string {
  return `${date}T${two(hour)}:${two(minute)}`;
}

/** What such a field says; nothing while it is not whole. */
export function civil(text: string): CivilTime | null {
  const [, date, hour, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  return date === undefined ? null : { date, hour: Number(hour), minute: Number(minute) };
}

/** Minutes after midnight of `09:30`; nothing while it is not whole. */
export function minutesOf(text: string): number | null {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}
