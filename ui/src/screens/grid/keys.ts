// The keyboard of the grid: a key press becomes an intent. Pure, so that the whole map is read and tested in one place.
// Digits are read by their place on the keyboard: on a French AZERTY they need no Shift.

export type Intent =
  | { do: "level"; index: number }
  | { do: "not_observed" }
  | { do: "not_applicable" }
  | { do: "clear" }
  | { do: "criterion"; by: 1 | -1 }
  | { do: "section"; by: 1 | -1 }
  | { do: "candidate"; by: 1 | -1 }
  | { do: "comment" }
  | { do: "undo" }
  | { do: "redo" }
  | { do: "curtain" }
  | { do: "help" };

export type Press = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const LETTERS: Record<string, Intent> = {
  n: { do: "not_observed" },
  s: { do: "not_applicable" },
  c: { do: "comment" },
  j: { do: "criterion", by: 1 },
  k: { do: "criterion", by: -1 },
  "[": { do: "section", by: -1 },
  "]": { do: "section", by: 1 },
  "?": { do: "help" },
};

const NAMED: Record<string, Intent> = {
  ArrowDown: { do: "criterion", by: 1 },
  ArrowUp: { do: "criterion", by: -1 },
  PageDown: { do: "section", by: 1 },
  PageUp: { do: "section", by: -1 },
  Backspace: { do: "clear" },
  Delete: { do: "clear" },
  Escape: { do: "curtain" },
  F1: { do: "help" },
};

/** What a key press asks for; null when the grid has no use for it. */
export function intentOf(press: Press, levels: number): Intent | null {
  if (press.ctrlKey || press.metaKey) return press.altKey ? graphic(press) : command(press);
  if (press.altKey) return candidate(press);
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  if (digit !== undefined && Number(digit) <= levels) return { do: "level", index: Number(digit) - 1 };
  return NAMED[press.key] ?? LETTERS[press.key.toLowerCase()] ?? null;
}

/** AltGr arrives as Ctrl+Alt on Windows: brackets are typed with it on a French keyboard. */
function graphic(press: Press): Intent | null {
  return press.key === "[" || press.key === "]" ? (LETTERS[press.key] ?? null) : null;
}

function command(press: Press): Intent | null {
  const key = press.key.toLowerCase();
  if (key === "z") return press.shiftKey ? { do: "redo" } : { do: "undo" };
  return key === "y" && !press.shiftKey ? { do: "redo" } : null;
}

function candidate(press: Press): Intent | null {
  if (press.key === "ArrowDown") return { do: "candidate", by: 1 };
  return press.key === "ArrowUp" ? { do: "candidate", by: -1 } : null;
}
