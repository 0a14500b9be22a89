// What can be done from everywhere: turn to another moment, change how the window looks, lock. One line each; what a screen
// adds is the screen's own.
import type { Act, ActGroup } from "~/core/acts.svelte";
import { held } from "~/core/held.svelte";
import { LOCALES, preferences, SIZES, THEMES } from "~/core/preferences.svelte";
import { m, named } from "~/words";
import { guide } from "./guide.svelte";
import type { Place } from "./place.svelte";

export function groupsOf(place: Place): ActGroup[] {
  return [
    { id: "moments", title: m.palette_moments, acts: held.any ? [] : moments(place) },
    { id: "window", title: m.palette_window, acts: [...help(), ...(place.status?.store === "open" ? [lock(place)] : [])] },
    { id: "settings", title: m.settings, acts: settings(place.status?.store === "open") },
  ];
}

function moments(place: Place): Act[] {
  if (place.session === null) return [];
  const turns = place.moments.map(({ id, word, digit }) => ({
    id: `moment-${id}`,
    word,
    keys: () => [m.key_ctrl(), String(digit)],
    chosen: place.moment === id,
    run: () => void place.turn(id),
  }));
  return [...turns, { id: "sessions", word: m.act_sessions, run: () => place.rise() }];
}

function help(): Act[] {
  return [{ id: "guide", word: m.act_guide, also: m.act_guide_also, keys: () => ["F1"], run: () => guide.show() }];
}

function lock(place: Place): Act {
  return { id: "lock", word: m.lock, keys: () => [m.key_ctrl(), "L"], run: () => void place.lock() };
}

function settings(open: boolean): Act[] {
  const one = <T extends string>(name: string, what: () => string, all: readonly T[], now: T, word: (it: T) => string, set: (it: T) => void): Act[] =>
    all.map((it) => ({ id: `${name}-${it}`, word: () => m.palette_setting({ what: what(), value: word(it) }), chosen: it === now, run: () => set(it) }));
  return [
    ...one("theme", m.theme, THEMES, preferences.theme, (it) => named("theme", it), (it) => (preferences.theme = it)),
    ...one("size", m.text_size, SIZES, preferences.size, (it) => named("size", it), (it) => (preferences.size = it)),
    ...one("locale", m.language, LOCALES, preferences.locale, (it) => named("locale", it), (it) => (preferences.locale = it)),
    ...(open ? [advance()] : []),
  ];
}

function advance(): Act {
  return { id: "advance", word: m.advance_setting, chosen: preferences.advance, run: () => (preferences.advance = !preferences.advance) };
}
