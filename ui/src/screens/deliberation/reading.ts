// Reading a candidate's case: where the gaps are, which criterion comes next, which text a code stands for. Pure functions on
// the view; nothing is kept here.
import type { CaseCriterion, CaseSection, CaseView, Rating, Reason } from "~/core/bindings";
import { sameRating } from "~/core/rating";

/** Whether the panel must still say something of it. */
export function isOpen(criterion: CaseCriterion): boolean {
  return criterion.gap !== null ? !criterion.gap.settled : criterion.standing?.kind === "gap";
}

export function criteriaOf(view: CaseView): { section: CaseSection; criterion: CaseCriterion }[] {
  return view.sections.flatMap((section) => section.criteria.map((criterion) => ({ section, criterion })));
}

export function find(view: CaseView, code: string): { section: CaseSection; criterion: CaseCriterion } | null {
  return criteriaOf(view).find(({ criterion }) => criterion.code === code) ?? null;
}

/** The next gap to settle after `code`, going round; null when none is left. */
export function nextGap(view: CaseView, code: string): CaseCriterion | null {
  const all = criteriaOf(view).map(({ criterion }) => criterion);
  const here = all.findIndex((criterion) => criterion.code === code);
  return [...all.slice(here + 1), ...all.slice(0, here + 1)].find(isOpen) ?? null;
}

export function gapsIn(section: CaseSection): number {
  return section.criteria.filter(isOpen).length;
}

/** The rating in force, whoever it comes from. */
export function inForce(criterion: CaseCriterion): Rating | null {
  const { standing } = criterion;
  return standing !== null && "rating" in standing ? standing.rating : null;
}

/** The sealed ratings without their authors, lowest first: what may be shown on a wall. */
export function anonymous(criterion: CaseCriterion): { rating: Rating; count: number }[] {
  const told: { rating: Rating; count: number }[] = [];
  for (const rating of criterion.given.flatMap(({ ratings }) => ratings).sort((a, b) => weight(a) - weight(b))) {
    const same = told.find((one) => sameRating(one.rating, rating));
    if (same === undefined) told.push({ rating, count: 1 });
    else same.count += 1;
  }
  return told;
}

function weight(rating: Rating): number {
  if (rating.kind === "level") return rating.index;
  return rating.kind === "score" ? rating.hundredths : rating.kind === "not_observed" ? 1e6 : 1e6 + 1;
}

/** Criteria under a reason that do not simply hold: what explains it. */
export function explaining(reason: Reason): Reason[] {
  return reason.children.filter(({ verdict }) => verdict !== "holds");
}
