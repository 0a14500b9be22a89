// Reading a sheet: what is rated, what is missing, where to go next. Pure functions on the view; nothing is kept here.
import type { CandidateLine, CriterionView, SectionView, SheetState, SheetView } from "~/core/bindings";

/** What can still be written on a sheet, or why nothing can. */
export type Access = "open" | "sealed" | "recused" | "absent";

export function accessOf(sheet: SheetView): Access {
  if (sheet.candidate.recused) return "recused";
  if (sheet.sealed_at !== null) return "sealed";
  return isAbsent(sheet.candidate) ? "absent" : "open";
}

export function isAbsent(candidate: CandidateLine): boolean {
  return candidate.attendance !== null && candidate.attendance !== "present" && candidate.attendance !== "late";
}

export function criteriaOf(section: SectionView): CriterionView[] {
  return section.evaluations.flatMap((evaluation) => evaluation.criteria);
}

/** Sections that this jury grades: those a candidate brings are not among them. */
export function gradedSections(sheet: SheetView): SectionView[] {
  return sheet.sections.filter((section) => section.prior === null);
}

export function missingOf(sheet: SheetView): { section: SectionView; criterion: CriterionView }[] {
  return gradedSections(sheet).flatMap((section) =>
    criteriaOf(section)
      .filter(({ mark }) => mark.rating === null)
      .map((criterion) => ({ section, criterion })),
  );
}

export function findCriterion(sheet: SheetView, code: string): { section: SectionView; criterion: CriterionView } | null {
  for (const section of sheet.sections) {
    const criterion = criteriaOf(section).find((other) => other.code === code);
    if (criterion !== undefined) return { section, criterion };
  }
  return null;
}

/** The next criterion without a rating after `code` in its section, else before it; null when the section is complete. */
export function nextEmpty(section: SectionView, code: string): CriterionView | null {
  const criteria = criteriaOf(section);
  const here = criteria.findIndex((criterion) => criterion.code === code);
  const around = [...criteria.slice(here + 1), ...criteria.slice(0, here)];
  return around.find(({ mark }) => mark.rating === null) ?? null;
}

/** Counts again what the marks on the screen say; done and total are the view's until somebody marks. */
export function recount(sheet: SheetView): void {
  for (const section of sheet.sections) {
    section.done = criteriaOf(section).filter(({ mark }) => mark.rating !== null).length;
  }
  const line = sheet.candidate;
  line.done = gradedSections(sheet).reduce((sum, section) => sum + section.done, 0);
  line.sheet = stateOf(sheet);
}

function stateOf(sheet: SheetView): SheetState {
  if (sheet.sealed_at !== null) return "sealed";
  if (sheet.candidate.total > 0 && sheet.candidate.done === sheet.candidate.total) return "finished";
  const written = sheet.observation !== "" || sheet.sections.some((s) => criteriaOf(s).some(({ mark }) => (mark.comment ?? "") !== ""));
  return sheet.candidate.done > 0 || written ? "started" : "untouched";
}

/** The one beside `here` in that direction; null at the ends. */
export function beside<T>(list: readonly T[], here: (one: T) => boolean, by: 1 | -1): T | null {
  return list[list.findIndex(here) + by] ?? null;
}

/** The name of a cell among what is on its way to the book. */
export function cell(candidate: string, criterion: string): string {
  return `mark ${candidate} ${criterion}`;
}
