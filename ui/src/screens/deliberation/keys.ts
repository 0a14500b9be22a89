// The keyboard of the deliberation: a key press becomes an intent. The hand that marked the grid finds the same keys here.
// Digits are read by their place on the keyboard: on a French AZERTY they need no Shift.

export type Intent =
  | { do: "level"; index: number }
  | { do: "not_observed" }
  | { do: "not_applicable" }
  | { do: "criterion"; by: 1 | -1 }
  | { do: "section"; by: 1 | -1 }
  | { do: "candidate"; by: 1 | -1 }
  | { do: "gap" }
  | { do: "decide" }
  | { do: "vote" }
  | { do: "suppose" }
  | { do: "ledger" }
  | { do: "projector" }
  | { do: "curtain" }
  | { do: "help" };

export type Press = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const LETTERS: Record<string, Intent> = {
  n: { do: "not_observed" },
  s: { do: "not_applicable" },
  j: { do: "criterion", by: 1 },
  k: { do: "criterion", by: -1 },
  "[": { do: "section", by: -1 },
  "]": { do: "section", by: 1 },
  d: { do: "decide" },
  v: { do: "vote" },
  e: { do: "suppose" },
  r: { do: "ledger" },
  p: { do: "projector" },
  "?": { do: "help" },
};

const NAMED: Record<string, Intent> = {
  ArrowDown: { do: "criterion", by: 1 },
  ArrowUp: { do: "criterion", by: -1 },
  PageDown: { do: "section", by: 1 },
  PageUp: { do: "section", by: -1 },
  Enter: { do: "gap" },
  Escape: { do: "curtain" },
  F1: { do: "help" },
};

/** What a key press asks for; null when the deliberation has no use for it. */
export function intentOf(press: Press, levels: number): Intent | null {
  if (press.ctrlKey || press.metaKey) return null;
  if (press.altKey) {
    if (press.key === "ArrowDown") return { do: "candidate", by: 1 };
    return press.key === "ArrowUp" ? { do: "candidate", by: -1 } : null;
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  if (digit !== undefined && Number(digit) <= levels) return { do: "level", index: Number(digit) - 1 };
  return NAMED[press.key] ?? LETTERS[press.key.toLowerCase()] ?? null;
}
