// What happened in the grid, as the sentence that is spoken (and, when it is the person's own act, shown in the foot).
import type { ScaleView } from "~/core/bindings";
import { isolate, m, ratingWord, reason } from "~/words";
import type { Event } from "./grid.svelte";

const UNKNOWN_SCALE: ScaleView = { kind: "levels", levels: [] };

export function sentenceOf(event: Event, scale: ScaleView = UNKNOWN_SCALE): string {
  switch (event.what) {
    case "saved":
      return saved(event, scale);
    case "refused":
      return m.said_handed_back({ reason: reason(event.reason) });
    case "undone":
      return m.said_undone({ number: event.criterion.number, rating: ratingWord(event.rating, scale).toLowerCase() });
    case "redone":
      return m.said_redone({ number: event.criterion.number, rating: ratingWord(event.rating, scale).toLowerCase() });
    case "nothing_to_undo":
      return m.said_nothing_to_undo();
    case "nothing_to_redo":
      return m.said_nothing_to_redo();
    case "section_complete":
      return m.said_section_complete();
    case "section_next":
      return m.said_section_next({ code: event.section.code, title: event.section.title });
    case "sheet_complete":
      return m.said_sheet_complete();
    case "kept_out":
      return keptOut(event.why);
    case "asked":
      return m.said_asked({ words: event.doubts.map(({ word }) => isolate(word)).join(", ") });
    case "sealed":
      return m.said_sealed({ name: event.name });
    case "candidate":
      return event.name;
    case "section":
      return m.said_section({ code: event.section.code, title: event.section.title });
  }
}

/** Whether the sentence is shown too: what a key did where the eye may not be. */
export function isShown(event: Event): boolean {
  return !["saved", "candidate", "section", "asked"].includes(event.what);
}

function keptOut(why: Extract<Event, { what: "kept_out" }>["why"]): string {
  if (why === "sealed") return m.refusal_sheet_sealed();
  if (why === "recused") return m.recused_note();
  return why === "prior" ? m.refusal_part_is_prior() : m.said_absent();
}

function saved(event: Extract<Event, { what: "saved" }>, scale: ScaleView): string {
  const number = event.criterion.number;
  if (event.commented) return m.said_comment({ number });
  if (event.rating === null) return m.said_cleared({ number });
  return m.said_saved({ number, rating: ratingWord(event.rating, scale).toLowerCase() });
}
