// The moments of the day that have a screen: one line each, in the order of the day. Whom a moment concerns and where a
// session opens is the core's (`moments`, `opens_at` of its card). A screen takes the session and nothing else.
import ClipboardList from "@lucide/svelte/icons/clipboard-list";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import ChartColumn from "@lucide/svelte/icons/chart-column";
import ClipboardPen from "@lucide/svelte/icons/clipboard-pen";
import Stamp from "@lucide/svelte/icons/stamp";
import Scale from "@lucide/svelte/icons/scale";
import ArrowLeftRight from "@lucide/svelte/icons/arrow-left-right";
import type { Component } from "svelte";
import type { Moment, SessionCard } from "~/core/bindings";
import { m } from "~/words";

export type MomentScreen = Component<{ session: string }>;

export type MomentEntry = {
  id: Moment;
  word: () => string;
  icon: Component<{ size?: string }>;
  /** The screen, fetched when it is turned to for the first time, or once the first one stands. */
  load: () => Promise<{ default: MomentScreen }>;
  /** The digit that turns to it with Ctrl: the moment's own, whichever others there are. */
  digit: number;
};

export const MOMENTS: readonly MomentEntry[] = [
  { id: "preparation", digit: 1, word: m.moment_preparation, icon: ClipboardList, load: () => import("~/screens/preparation/Preparation.svelte") },
  { id: "passage", digit: 2, word: m.moment_passage, icon: ClipboardPen, load: () => import("~/screens/grid/Grid.svelte") },
  { id: "deliberation", digit: 3, word: m.moment_deliberation, icon: Scale, load: () => import("~/screens/deliberation/Deliberation.svelte") },
  { id: "closing", digit: 4, word: m.moment_closing, icon: Stamp, load: () => import("~/screens/closing/Closing.svelte") },
  { id: "exchange", digit: 5, word: m.moment_exchange, icon: ArrowLeftRight, load: () => import("~/screens/exchange/Exchange.svelte") },
  { id: "statistics", digit: 6, word: m.moment_statistics, icon: ChartColumn, load: () => import("~/screens/statistics/Statistics.svelte") },
  { id: "journal", digit: 7, word: m.moment_journal, icon: ScrollText, load: () => import("~/screens/journal/Journal.svelte") },
];

type Concerning = Pick<SessionCard, "moments" | "opens_at">;

/** The moments of a session that have a screen. */
export function momentsOf({ moments }: Concerning): MomentEntry[] {
  return MOMENTS.filter(({ id }) => moments.includes(id));
}

/** Where the session opens: where the core says, or at the nearest moment that has a screen. */
export function opening(session: Concerning): Moment {
  const shown = momentsOf(session);
  return shown.find(({ id }) => id === session.opens_at)?.id ?? shown[0]?.id ?? "exchange";
}

/** The moment that a key press turns to. Digits are read by their place: on a French AZERTY they need no Shift. */
export function momentOfKey(press: Pick<KeyboardEvent, "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): Moment | null {
  if (!(press.ctrlKey || press.metaKey) || press.altKey || press.shiftKey) return null;
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
  return MOMENTS.find((moment) => String(moment.digit) === digit)?.id ?? null;
}
