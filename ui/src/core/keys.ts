// The keys that every screen of candidates and criteria shares: a key press becomes an intent. Pure. What only one screen does
// is that screen's own table. Digits are read by their place on the keyboard: on a French AZERTY they need no Shift.

export type CommonIntent =
  | { do: "level"; index: number }
  | { do: "not_observed" }
  | { do: "not_applicable" }
  | { do: "criterion"; by: 1 | -1 }
  | { do: "section"; by: 1 | -1 }
  | { do: "candidate"; by: 1 | -1 }
  | { do: "curtain" }
  | { do: "help" };

export type Press = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

/** Intents by the name of their key; letters in lower case. */
export type Keys<Intent> = Readonly<Record<string, Intent>>;

const COMMON: Keys<CommonIntent> = {
  n: { do: "not_observed" },
  s: { do: "not_applicable" },
  j: { do: "criterion", by: 1 },
  k: { do: "criterion", by: -1 },
  ArrowDown: { do: "criterion", by: 1 },
  ArrowUp: { do: "criterion", by: -1 },
  "[": { do: "section", by: -1 },
  "]": { do: "section", by: 1 },
  PageDown: { do: "section", by: 1 },
  PageUp: { do: "section", by: -1 },
  Escape: { do: "curtain" },
  "?": { do: "help" },
};

const WITH_ALT: Keys<CommonIntent> = {
  ArrowDown: { do: "candidate", by: 1 },
  ArrowUp: { do: "candidate", by: -1 },
};

/** What a key press asks for, `own` being the screen's own keys; null when the screen has no use for it. */
export function intentOf<Own>(press: Press, levels: number, own: Keys<Own>): CommonIntent | Own | null {
  if (press.ctrlKey || press.metaKey) return press.altKey ? graphic(press) : null;
  if (press.altKey) return WITH_ALT[press.key] ?? null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  if (digit !== undefined && Number(digit) <= levels) return { do: "level", index: Number(digit) - 1 };
  const letter = press.key.toLowerCase();
  return own[press.key] ?? own[letter] ?? COMMON[press.key] ?? COMMON[letter] ?? null;
}

/** AltGr arrives as Ctrl+Alt on Windows: brackets are typed with it on a French keyboard. */
function graphic({ key }: Press): CommonIntent | null {
  return key === "[" || key === "]" ? (COMMON[key] ?? null) : null;
}
