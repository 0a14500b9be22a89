// The keyboard of the deliberation: what it adds to the keys that screens share. The hand that marked the grid finds them here.
import * as common from "~/core/keys";

type Own = { do: "gap" } | { do: "decide" } | { do: "vote" } | { do: "suppose" } | { do: "ledger" } | { do: "projector" };

export type Intent = common.CommonIntent | Own;

const OWN: common.Keys<Own> = {
  Enter: { do: "gap" },
  d: { do: "decide" },
  v: { do: "vote" },
  e: { do: "suppose" },
  r: { do: "ledger" },
  p: { do: "projector" },
};

/** What a key press asks for; null when the deliberation has no use for it. */
export function intentOf(press: common.Press, levels: number): Intent | null {
  return common.intentOf(press, levels, OWN);
}
