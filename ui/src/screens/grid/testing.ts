// A grid over the demonstration core, for the sentences of the tests.
import { FakeCore, type FakeOptions } from "~/core/fake";
import { useDoor } from "~/core/door";
import { preferences } from "~/core/preferences.svelte";
import { GridController, type Event } from "./grid.svelte";
import { findCriterion } from "./sheet";

export const SESSION = "5e5510e0000000000000000000000001";

export async function openGrid(options: FakeOptions = {}) {
  preferences.advance = true;
  const core = new FakeCore(options);
  useDoor(core.door);
  const told: Event[] = [];
  const grid = new GridController(SESSION, (event) => told.push(event));
  await grid.load();
  const rating = (code: string) => (grid.sheet === null ? null : (findCriterion(grid.sheet, code)?.criterion.mark.rating ?? null));
  const comment = (code: string) =>
    grid.sheet === null ? "" : (findCriterion(grid.sheet, code)?.criterion.mark.comment ?? "");
  return { core, grid, told, rating, comment };
}
