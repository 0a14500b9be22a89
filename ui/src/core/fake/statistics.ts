// The numbers of the demonstration: enough of each kind to be drawn. They are made up; the core counts, this does not.
import type { Axis, Band, CandidateLine, ScaleView, SessionHead, SheetView, Spread, StatisticsView } from "../bindings";

export function statisticsView(session: SessionHead, scale: ScaleView, me: string, sheets: SheetView[]): StatisticsView {
  const bands = bandsOf(scale);
  const spread = (seed: number, total: number): Spread => ({ bands: bands.map((_, at) => Math.floor((total * ((seed * (at + 2)) % 5)) / 9) + at), not_observed: seed % 4 === 3 ? 2 : 0, not_applicable: seed % 7 === 5 ? 1 : 0 });
  const sections = new Map(sheets.flatMap((sheet) => sheet.sections.map((part) => [part.code, part] as const)));
  const count = sheets.length;
  const parts = [...sections.values()].map(({ code, short, title, evaluations }, at) => {
    const criteria = evaluations.flatMap((one) => one.criteria).map(({ code: criterion, text }, place) => ({ code: criterion, text, given: spread(at + place, count * 3), kept: spread(at + place, count) }));
    return { code, short, title, validated: Math.max(0, count - 3 - at), failed: Math.min(at, count), prior: at === 2 ? 1 : 0, not_assessed: 1, undecided: 1, criteria };
  });
  const skills = parts.flatMap(({ code, title }, at) => [1, 2, 3].map((place) => ({ block: code, code: `C${code}.${String(place)}`, text: title, criteria: place - 1, reached: place === 1 ? 0 : count * place, missed: place === 1 ? 0 : at + place, unobserved: place === 1 ? 0 : at })));
  const [bruno, chloe] = ["Bruno Roche", "Chloé Petit-Delacroix"];
  const pairs = [
    { first: me, second: bruno, count: 380, same: 301, mean: -12 },
    { first: me, second: chloe, count: 412, same: 344, mean: 8 },
    { first: bruno, second: chloe, count: 12, same: 9, mean: null },
  ];
  const profiles = sheets.map(({ candidate, sections: own }, at) => ({ ...person(candidate), outcome: at % 3 === 0 ? null : ("awarded" as const), axes: own.map((part, place) => axis(part.code, part.prior !== null, at + place, part.total)) }));
  return { session, scale, bands, candidates: count, fewest_candidates: 5, fewest_ratings: 30, parts, skills, pairs, profiles };
}

function bandsOf(scale: ScaleView): Band[] {
  if (scale.kind === "levels") return scale.levels.map(({ reached }, at) => ({ from: at, to: at, reached }));
  return [0, 500, 1000, 1500].map((from) => ({ from, to: from + 500, reached: from >= 1000 }));
}

function person({ id, number, name }: CandidateLine): { id: string; number: string; name: string } {
  return { id, number, name };
}

function axis(part: string, prior: boolean, seed: number, total: number): Axis {
  return prior ? { part, reached: 0, counted: 0, status: "prior" } : { part, reached: Math.max(0, total - (seed % 4)), counted: total, status: seed % 4 > 2 ? "failed" : "validated" };
}
