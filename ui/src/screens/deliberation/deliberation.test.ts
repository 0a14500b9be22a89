// The deliberation's logic against the demonstration core: gaps, grounds, what is supposed, what is decided.
import { beforeEach, expect, test } from "vitest";
import { FakeCore, type FakeOptions } from "~/core/fake";
import { useDoor } from "~/core/door";
import type { Rating } from "~/core/bindings";
import { DeliberationController, type Event } from "./deliberation.svelte";
import { anonymous, criteriaOf, find, isOpen } from "./reading";

let core: FakeCore;
let told: Event["what"][];

async function seated(options: FakeOptions = {}): Promise<DeliberationController> {
  core = new FakeCore(options);
  useDoor(core.door);
  told = [];
  const panel = new DeliberationController("s", ({ what }) => told.push(what));
  await panel.load();
  return panel;
}

const high: Rating = { kind: "level", index: 2 };
const kept = (panel: DeliberationController) => core.received.filter((command) => command.do === "retain").length + Number(panel.busy);

/** Settles every gap of the open candidate, with a ground where the core asks for one. */
async function settleAll(panel: DeliberationController): Promise<void> {
  for (let turn = 0; turn < 40 && panel.gaps > 0; turn++) {
    panel.nextGap();
    await panel.give(high);
    if (panel.asked !== null) await panel.retain(panel.asked.criterion, panel.asked.rating, "Relu ensemble.");
  }
}

beforeEach(() => (told = []));

test("before the confrontation nothing of the sheets is there, and no key retains anything", async () => {
  const panel = await seated({ stage: "sealing" });
  expect(panel.opened).toBe(false);
  const given = panel.case === null ? [] : criteriaOf(panel.case).flatMap(({ criterion }) => criterion.given.flatMap(({ ratings }) => ratings));
  expect(given).toEqual([]);
  expect(panel.perform({ do: "level", index: 2 })).toBe(false);
  expect(core.received).toEqual([]);
});

test("opening early is refused without a reason, and told with one", async () => {
  const panel = await seated({ stage: "sealing" });
  expect(await panel.confront("")).toBe(false);
  expect(panel.problem?.code).toBe("not-all-sealed");
  expect(await panel.confront("Chloé a dû partir.")).toBe(true);
  expect([panel.opened, panel.view?.confrontation.exceptions]).toEqual([true, ["Chloé a dû partir."]]);
});

test("the first candidate not decided is opened, at its first gap", async () => {
  const panel = await seated();
  expect(panel.view?.candidates.find(({ id }) => id === panel.case?.candidate.id)?.state).toBe("gaps");
  const awake = panel.case === null ? null : find(panel.case, panel.awake);
  expect(awake !== null && isOpen(awake.criterion)).toBe(true);
});

test("a rating that crosses the line waits for its ground; with it, it is retained and the ledger tells it", async () => {
  const panel = await seated();
  const [code, gaps] = [panel.awake, panel.gaps];
  await panel.give(high);
  expect(panel.asked?.why.code).toBe("ground-for-boundary");
  expect([panel.gaps, panel.problem]).toEqual([gaps, null]);
  if (panel.asked === null) throw new Error("not asked");
  await panel.retain(panel.asked.criterion, panel.asked.rating, "Relu ensemble.");
  expect([panel.asked, panel.gaps]).toEqual([null, gaps - 1]);
  await panel.showLedger(code);
  expect(panel.ledger?.steps.map(({ ground }) => ground)).toEqual(["Relu ensemble."]);
});

test("what is supposed is told and never sent to be kept", async () => {
  const panel = await seated();
  const before = kept(panel);
  panel.suppose(true);
  await panel.give(high);
  expect(panel.told).not.toBeNull();
  expect([kept(panel), told.at(-1)]).toEqual([before, "supposed"]);
  panel.perform({ do: "curtain" });
  expect([panel.supposed, panel.told, panel.curtain]).toEqual([null, null, false]);
});

test("once the gaps are settled the panel decides, and the list says so", async () => {
  const panel = await seated();
  await settleAll(panel);
  expect(panel.gaps).toBe(0);
  const conclusion = await panel.conclude(null, null);
  expect(await panel.decide(conclusion, null, conclusion.needs_ground ? "Le jury s’en explique." : "")).toBe(true);
  expect(panel.case?.candidate.state).toBe("decided");
  expect(panel.view?.candidates.find(({ id }) => id === panel.case?.candidate.id)?.state).toBe("decided");
});

test("on a wall a rating has no author", async () => {
  const panel = await seated();
  const criterion = panel.case === null ? undefined : find(panel.case, panel.awake)?.criterion;
  const shown = criterion === undefined ? [] : anonymous(criterion);
  expect(shown.reduce((sum, { count }) => sum + count, 0)).toBe(criterion?.given.flatMap(({ ratings }) => ratings).length);
  expect(JSON.stringify(shown)).not.toContain("Bruno");
});

test("a vote is counted by the core", async () => {
  const panel = await seated();
  const vote = { question: "Valider ?", votes_for: 1, votes_against: 1, abstentions: 0, casting_for: true };
  expect(await panel.vote(vote)).toBe(true);
  expect(panel.case?.votes.map(({ carried }) => carried)).toEqual([true]);
});
