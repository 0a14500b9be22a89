// Words for people, chosen from the typed messages of messages/{fr,en}.json. The only place that turns codes into words;
// not a place for rules, numbers of the core or markup.
import type { AttendanceStatus, CandidateLine, CivilTime, Notice, Rating, ScaleView, SideValue } from "~/core/bindings";
import type { DoorError } from "~/core/door";
import { preferences } from "~/core/preferences.svelte";
import * as messages from "~/paraglide/messages.js";

export const m = messages;

type Sentence = (args: Record<string, string | number>) => string;
const byKey = messages as unknown as Record<string, Sentence | undefined>;

/** The sentence of a refusal or a failure: what happened, what was kept, what to do. */
export function reason(error: DoorError): string {
  const { code, args, kind } = error;
  return sentence(code, args) ?? (kind === "refusal" ? m.refusal_unknown({ code }) : m.failure_unknown({ code }));
}

/** The sentence of a code told with others, such as that of one file among several. */
export function reasonOf(code: string, args: Record<string, string>): string {
  return sentence(code, args) ?? m.refusal_unknown({ code });
}

function sentence(code: string, args: Record<string, string>): string | undefined {
  const key = code.replaceAll("-", "_");
  return (byKey[`refusal_${key}`] ?? byKey[`failure_${key}`])?.(isolated(args));
}

/** A name inside a sentence: its own direction does not turn the words around it. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

function isolated(args: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(args).map(([name, text]) => [name, /^\d+$/.test(text) ? text : isolate(text)]));
}

/** A French sentence typed with plain spaces, shown with those of French typography. The text kept is never changed. */
export function spaced(text: string, language: string): string {
  if (!/^fr\b/i.test(language)) return text;
  return text.replaceAll(/ (?=[;:!?»%])/g, "\u202f").replaceAll("« ", "«\u202f");
}

type Prefix = "family" | "stats_topic" | "beside" | "phase" | "touches" | "incident" | "finding" | "fault" | "results" | "verdict" | "session_state" | "role" | "join_role" | "kept" | "attendance" | "theme" | "size" | "locale" | "aside" | "sheet_arrival" | "dispute" | "field" | "prep" | "matter" | "route" | "column" | Deliberated;

/** What is said of a candidate before the panel. */
type Deliberated = "result" | "verdict" | "cause" | "part_status" | "gap_why" | "closing_check" | "closing_cure";

/** What an entry of the log did; its code then, where the core learnt a kind before the face. */
export function entryWords(code: string, args: { name: string; item: string }): string {
  return byKey[`entry_${code.replaceAll("-", "_")}`]?.(args) ?? code;
}

/** The word of a code that the core may extend before the face learns it; the code itself then. */
export function named(prefix: Prefix, code: string): string {
  return byKey[`${prefix}_${code.replaceAll("-", "_")}`]?.({}) ?? code;
}

export function ratingWord(rating: Rating | null, scale: ScaleView): string {
  if (rating === null) return m.unrated();
  if (rating.kind === "not_observed") return m.not_observed();
  if (rating.kind === "not_applicable") return m.not_applicable();
  if (rating.kind === "level") return scale.kind === "levels" ? (scale.levels[rating.index]?.label ?? "") : "";
  return `${number(rating.hundredths / 100)} ${m.score_out_of({ max: number(scale.kind === "score" ? scale.max / 100 : 20) })}`;
}

/** What the rail says under a name: only what matters at a glance. */
export function candidateWord(line: CandidateLine): string {
  if (line.recused) return m.sheet_recused();
  if (line.attendance !== null && line.attendance !== "present") return attendanceWord(line.attendance);
  if (line.sheet === "started") return m.sheet_started_count({ done: line.done, total: line.total });
  if (line.sheet === "untouched") return line.extra_time_percent === null ? "" : extraTimeWord(line.extra_time_percent);
  return line.sheet === "sealed" ? m.sheet_sealed() : m.sheet_finished();
}

export function attendanceWord(status: AttendanceStatus): string {
  return named("attendance", status);
}

export function extraTimeWord(percent: number): string {
  return percent === 33 ? m.extra_time_third() : m.extra_time({ percent });
}

export function number(value: number): string {
  return new Intl.NumberFormat(preferences.locale, { maximumFractionDigits: 2 }).format(value);
}

/** A difference, with its sign: +0,12. */
export function signed(value: number): string {
  return new Intl.NumberFormat(preferences.locale, { maximumFractionDigits: 2, signDisplay: "exceptZero" }).format(value);
}

/** 10:42:07, by this computer's clock. */
export function clockTime(at: number): string {
  return new Intl.DateTimeFormat(preferences.locale, { timeStyle: "medium", hourCycle: "h23" }).format(at);
}

/** The hour of a civil time, which is already the place's own. */
export function hour(time: CivilTime): string {
  return `${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`;
}

/** 10:42. */
export function shortTime(at: number): string {
  return new Intl.DateTimeFormat(preferences.locale, { timeStyle: "short", hourCycle: "h23" }).format(at);
}

/** 12 juin 2026; takes an instant or a civil date written AAAA-MM-JJ. */
export function longDate(at: number | string): string {
  const zone = typeof at === "string" ? { timeZone: "UTC" } : {};
  const instant = typeof at === "string" ? Date.parse(`${at}T00:00:00Z`) : at;
  if (Number.isNaN(instant)) return String(at);
  return new Intl.DateTimeFormat(preferences.locale, { dateStyle: "long", ...zone }).format(instant);
}

/** 12 juin; takes an instant or a civil date written AAAA-MM-JJ. */
export function shortDate(at: number | string): string {
  const zone = typeof at === "string" ? { timeZone: "UTC" } : {};
  const instant = typeof at === "string" ? Date.parse(`${at}T00:00:00Z`) : at;
  if (Number.isNaN(instant)) return String(at);
  return new Intl.DateTimeFormat(preferences.locale, { day: "numeric", month: "short", ...zone }).format(instant);
}

export function dates(from: string, to: string): string {
  return from === to ? longDate(from) : m.session_dates({ from: longDate(from), to: longDate(to) });
}

/** What became of a store; its code then, where the core learnt a word before the face. */
export function noticeWords({ code, missing }: Notice): string {
  return byKey[`notice_${code.replaceAll("-", "_")}`]?.({ missing }) ?? code;
}

/** What was found of a point of the preparation. */
export function matterWords(matter: string, good: boolean, args: { count: number; about: string }): string {
  return byKey[`matter_${matter}_${good ? "good" : "bad"}`]?.(args) ?? matter;
}

/** Why a row of a table is refused: by its cell, or by the rules. */
export function cellReason(code: string, args: Record<string, string>): string {
  return byKey[`cell_${code.replaceAll("-", "_")}`]?.({}) ?? reasonOf(code, args);
}

/** What a side of a disagreement says of one field. */
export function sideText({ text, vocabulary }: SideValue): string {
  if (text === "") return m.disagreement_nothing();
  return vocabulary === null ? text : (byKey[`${vocabulary}_${text.replaceAll("-", "_")}`]?.({}) ?? text);
}

/** How long, in the unit that people would use: 12 min, 3 h, 2 j. */
export function delay(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 90) return m.delay_minutes({ count: number(Math.max(1, minutes)) });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? m.delay_hours({ count: number(hours) }) : m.delay_days({ count: number(Math.round(hours / 24)) });
}

export function fileSize(bytes: number): string {
  const unit = bytes < 1_000_000 ? "kilobyte" : "megabyte";
  const value = bytes / (unit === "kilobyte" ? 1000 : 1_000_000);
  const format = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(preferences.locale, format).format(value);
}
