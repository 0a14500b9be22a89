// The core's numbers as drawings and tables take them: rows of whole numbers under named, told-apart heads. Shares are made here
// for drawing alone; nothing is counted.
import type { Axis, Band, Spread, StatisticsView } from "~/core/bindings";
import { m, named, number, signed } from "~/words";

/** How a stretch is drawn: a colour and a pattern, never a colour alone. */
export type Tone = "low" | "middle" | "good" | "top" | "hollow" | "flat";
export type Head = { label: string; tone: Tone };
export type Line = { id: string; lead: string; text: string; group: string; values: number[] };

/** The lowest and the highest are told from those between, on each side of the line. */
export function toneOf(bands: readonly Band[], place: number): Tone {
  if (bands[place]?.reached === true) return place === bands.length - 1 ? "top" : "good";
  return place === 0 ? "low" : "middle";
}

export function spreadHeads({ bands, scale }: StatisticsView): Head[] {
  const label = (band: Band): string =>
    scale.kind === "levels" ? (scale.levels[band.from]?.label ?? "") : m.stats_band({ from: number(band.from / 100), to: number(band.to / 100) });
  const heads = bands.map((band, place): Head => ({ label: label(band), tone: toneOf(bands, place) }));
  return [...heads, { label: m.not_observed(), tone: "hollow" }, { label: m.not_applicable(), tone: "flat" }];
}

export function spreadLines(view: StatisticsView, source: "given" | "kept"): Line[] {
  const values = ({ bands, not_observed, not_applicable }: Spread): number[] => [...bands, not_observed, not_applicable];
  return view.parts.flatMap(({ criteria, short }) => criteria.map((one) => ({ id: one.code, lead: one.code, text: one.text, group: short, values: values(one[source]) })));
}

export function skillHeads(): Head[] {
  return [
    { label: m.stats_reached(), tone: "top" },
    { label: m.stats_missed(), tone: "low" },
    { label: m.stats_unobserved(), tone: "hollow" },
  ];
}

export function skillLines({ skills, parts }: StatisticsView): Line[] {
  const short = (block: string): string => parts.find(({ code }) => code === block)?.short ?? block;
  return skills.map(({ block, code, text, reached, missed, unobserved }) => ({ id: code, lead: code, text, group: short(block), values: [reached, missed, unobserved] }));
}

export function partHeads(): Head[] {
  return [
    { label: named("part_status", "validated"), tone: "top" },
    { label: named("part_status", "prior"), tone: "good" },
    { label: named("part_status", "failed"), tone: "low" },
    { label: named("part_status", "not_assessed"), tone: "flat" },
    { label: m.stats_undecided(), tone: "hollow" },
  ];
}

export function partLines({ parts }: StatisticsView): Line[] {
  return parts.map((part) => ({ id: part.code, lead: part.code, text: part.title, group: "", values: [part.validated, part.prior, part.failed, part.not_assessed, part.undecided] }));
}

/** A mean of differences, with its sign; what is said instead when there are too few. */
export function meanWords(mean: number | null, view: StatisticsView): string {
  if (mean === null) return m.stats_too_few();
  const value = signed(mean / 100);
  return view.scale.kind === "levels" ? m.stats_levels({ value }) : m.stats_points({ value });
}

/** What an axis says in words: criteria reached of those that say something, and what was decided. */
export function axisWords({ reached, counted, status }: Axis): string {
  const told = counted === 0 ? m.stats_axis_none() : m.stats_axis({ reached, counted });
  return status === null ? told : `${told}, ${named("part_status", status)}`;
}

/** How far an axis reaches on the drawing, from 0 to 1; a part brought is whole. */
export function reach({ reached, counted, status }: Axis): number {
  return status === "prior" ? 1 : counted === 0 ? 0 : reached / counted;
}
