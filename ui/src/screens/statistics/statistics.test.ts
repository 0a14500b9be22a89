// The numbers' logic against the demonstration core: refused while sheets are apart, told apart by tone, too few said so.
import { expect, test } from "vitest";
import { FakeCore, type FakeOptions } from "~/core/fake";
import { useDoor } from "~/core/door";
import { m } from "~/words";
import { axisWords, meanWords, reach, spreadHeads, spreadLines, toneOf } from "./numbers";
import { StatisticsController } from "./statistics.svelte";

async function read(options: FakeOptions = {}): Promise<StatisticsController> {
  useDoor(new FakeCore(options).door);
  const stats = new StatisticsController("s");
  await stats.load();
  return stats;
}

test("before sheets are side by side there is a reason and no number", async () => {
  const stats = await read({ stage: "sealing" });
  expect([stats.early, stats.view, stats.broken?.code]).toEqual([true, null, "confrontation-not-open"]);
});

test("every line has as many numbers as there are heads, whatever the scale", async () => {
  for (const scale of ["levels", "four", "score"] as const) {
    const { view } = await read({ scale });
    if (view === null) throw new Error("no numbers");
    const heads = spreadHeads(view);
    expect(new Set(spreadLines(view, "given").map(({ values }) => values.length))).toEqual(new Set([heads.length]));
  }
});

test("two neighbours are never drawn alike on three and four levels", () => {
  const band = (reached: boolean) => ({ from: 0, to: 0, reached });
  const tones = (line: boolean[]): string[] => line.map((_, at) => toneOf(line.map(band), at));
  expect(tones([false, false, true])).toEqual(["low", "middle", "top"]);
  expect(tones([false, false, true, true])).toEqual(["low", "middle", "good", "top"]);
});

test("few candidates are said to be few, and a mean of few ratings is not told", async () => {
  const stats = await read({ candidates: 3 });
  expect([stats.few, (await read()).few]).toEqual([true, false]);
  if (stats.view === null) throw new Error("no numbers");
  expect(meanWords(null, stats.view)).toBe(m.stats_too_few());
  expect(meanWords(-12, stats.view)).toContain("-0,12");
});

test("a part brought is whole, one without a rating reaches nothing and says so", () => {
  expect(reach({ part: "A1", reached: 0, counted: 0, status: "prior" })).toBe(1);
  expect(reach({ part: "A1", reached: 0, counted: 0, status: null })).toBe(0);
  expect(axisWords({ part: "A1", reached: 0, counted: 0, status: null })).toBe(m.stats_axis_none());
});

test("somebody else is looked at, and nobody unknown", async () => {
  const stats = await read();
  const second = stats.view?.profiles[1];
  stats.look(second?.id ?? "");
  expect(stats.profile?.name).toBe(second?.name);
  stats.look("x");
  expect(stats.profile?.name).toBe(stats.view?.profiles[0]?.name);
});
