// What a key of the grid does: an intent becomes an act of the controller. The keys are in keys.ts, the rules in the core.
import type { GridController } from "./grid.svelte";
import type { Intent } from "./keys";

/** Does what a key asked; false when nothing here answers to it. */
export function perform(grid: GridController, intent: Intent): boolean {
  if (grid.curtain && intent.do !== "curtain") return false;
  switch (intent.do) {
    case "level":
      grid.rate({ kind: "level", index: intent.index });
      return true;
    case "not_observed":
    case "not_applicable":
      grid.rate({ kind: intent.do });
      return true;
    case "clear":
      grid.rate(null);
      return true;
    case "criterion":
      grid.step(intent.by);
      return true;
    case "section":
      grid.turn(intent.by);
      return true;
    case "candidate":
      void grid.neighbour(intent.by);
      return true;
    case "comment":
      grid.beginComment();
      return true;
    case "undo":
      void grid.undo();
      return true;
    case "redo":
      void grid.redo();
      return true;
    case "curtain":
      grid.curtain = !grid.curtain;
      return true;
    case "help":
      grid.help = true;
      return true;
    default:
      return beside(grid, intent);
  }
}

function beside(grid: GridController, intent: Intent): boolean {
  const candidate = grid.sheet?.candidate.id;
  const { timer } = grid.beside;
  switch (intent.do) {
    case "keep":
      return grid.keepComment();
    case "timer":
      if (candidate === undefined && !timer.started) return false;
      timer.toggle(candidate ?? "");
      return true;
    case "phase":
      if (!timer.started) return false;
      timer.next();
      return true;
    case "timer_zero":
      return timer.reset();
    case "incident":
      grid.beside.reporting = true;
      return true;
    case "subject":
    case "skills":
      grid.beside.turn(intent.do);
      return true;
    default:
      return false;
  }
}
