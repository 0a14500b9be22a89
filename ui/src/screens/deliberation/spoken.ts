// The words of the deliberation: what a line of the list says, what a reason says, what a screen reader hears.
import type { CaseLine, CaseView, Count, Outcome, Proposal, Reason, ScaleView } from "~/core/bindings";
import { attendanceWord, m, named, number, ratingWord, reason } from "~/words";
import type { Event } from "./deliberation.svelte";

export function outcomeWord(outcome: Outcome): string {
  return named("result", outcome);
}

/** What the list says under a name. */
export function lineWord(line: CaseLine): string {
  switch (line.state) {
    case "decided":
      return line.outcome === null ? m.delib_decided() : outcomeWord(line.outcome);
    case "stale":
      return m.delib_stale_word();
    case "disputed":
      return m.delib_disputed_word();
    case "gaps":
      return m.delib_gaps({ count: line.gaps });
    case "deciding":
      return line.attendance !== null && line.attendance !== "present" ? m.delib_to_decide_after({ attendance: attendanceWord(line.attendance) }) : m.delib_to_decide();
    case "sealed":
    case "sealing":
      return m.delib_sheets({ done: line.sealed, total: line.expected });
  }
}

/** What the calculation proposes, in one line. */
export function proposalWord(proposal: Proposal): string {
  return proposal.outcome === null ? m.delib_no_proposal() : outcomeWord(proposal.outcome);
}

/** Why a part, an évaluation or the title holds or fails: its rule, in numbers. */
export function ruleWord({ rule, count, cause, verdict }: Reason): string {
  if (verdict === "prior") return m.delib_why_prior();
  if (cause !== null && cause !== "nothing_counted" && cause !== "eliminatory") return named("cause", cause);
  const because = cause === null ? "" : `${named("cause", cause)}. `;
  if (rule === null || count === null) return because === "" ? named("verdict", verdict) : because;
  return because + counted(rule.kind, count);
}

function counted(kind: "all" | "all_but" | "share" | "mean", { reached, total, needed }: Count): string {
  if (kind === "mean") return m.delib_why_mean({ mean: number(reached / 100), needed: number(needed / 100) });
  if (kind === "all") return m.delib_why_all({ reached, total });
  return m.delib_why_needed({ reached, total, needed });
}

export function sentenceOf(event: Event, scale: ScaleView): string {
  switch (event.what) {
    case "opened":
      return m.delib_said_opened();
    case "candidate":
      return event.gaps === 0 ? event.name : m.delib_said_candidate({ name: event.name, gaps: m.delib_gaps({ count: event.gaps }) });
    case "retained": {
      const rating = ratingWord(event.rating, scale).toLowerCase();
      const left = event.gaps === 0 ? m.delib_said_no_gap() : m.delib_gaps({ count: event.gaps });
      return m.delib_said_retained({ number: event.criterion.number, rating, left });
    }
    case "supposed":
      return m.delib_said_supposed({ proposal: proposalWord(event.proposal) });
    case "refused":
      return m.said_handed_back({ reason: reason(event.reason) });
    case "decided":
      return m.delib_said_decided({ name: event.name, outcome: decidedWord(event.view) });
    case "voted":
      return m.delib_said_voted({ result: carriedWord(event.carried) });
    case "no_gap":
      return m.delib_said_no_gap();
  }
}

export function carriedWord(carried: boolean | null): string {
  return carried === null ? m.delib_vote_tie() : carried ? m.delib_vote_carried() : m.delib_vote_rejected();
}

function decidedWord({ decision }: CaseView): string {
  return decision === null ? "" : outcomeWord(decision.decision.outcome);
}
