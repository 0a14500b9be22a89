// The keyboard of the grid: what it adds to the keys that screens share. Pure.
import * as common from "~/core/keys";

type Own =
  | { do: "clear" | "comment" | "keep" | "undo" | "redo" }
  | { do: "timer" | "phase" | "timer_zero" | "incident" | "subject" | "skills" };

export type Intent = common.CommonIntent | Own;

const OWN: common.Keys<Own> = {
  c: { do: "comment" },
  g: { do: "keep" },
  t: { do: "timer" },
  p: { do: "phase" },
  r: { do: "timer_zero" },
  i: { do: "incident" },
  d: { do: "subject" },
  v: { do: "skills" },
  Backspace: { do: "clear" },
  Delete: { do: "clear" },
};

/** What a key press asks for; null when the grid has no use for it. */
export function intentOf(press: common.Press, levels: number): Intent | null {
  const commands = (press.ctrlKey || press.metaKey) && !press.altKey;
  return commands ? command(press) : common.intentOf(press, levels, OWN);
}

function command(press: common.Press): Own | null {
  const key = press.key.toLowerCase();
  if (key === "z") return press.shiftKey ? { do: "redo" } : { do: "undo" };
  return key === "y" && !press.shiftKey ? { do: "redo" } : null;
}
