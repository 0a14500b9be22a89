// What the grid lays down in the table of acts: its sections, and what its keys do. Not a place for what an act does.
import type { ActGroup } from "~/core/acts.svelte";
import { m } from "~/words";
import type { GridController } from "./grid.svelte";
import type { Intent } from "./keys";

type Opened = { seal: (candidates: string[]) => void; hand: () => void };

export function groupsOf(grid: GridController, opened: Opened): ActGroup[] {
  const does = (id: string, word: () => string, keys: () => string[], intent: Intent) => ({ id, word, keys, run: () => void grid.perform(intent) });
  const current = grid.sheet?.candidate;
  const done = grid.finished.map(({ id }) => id);
  const acts = [
    ...(current?.sheet === "finished" ? [{ id: "seal", word: m.seal, run: () => opened.seal([current.id]) }] : []),
    ...(done.length > 0 ? [{ id: "seal-all", word: () => `${m.seal_all()} (${String(done.length)})`, run: () => opened.seal(done) }] : []),
    ...(grid.sealedCount > 0 ? [{ id: "hand-over", word: m.hand_over, run: opened.hand }] : []),
    does("comment", m.key_comment, () => ["C"], { do: "comment" }),
    does("undo", m.keys_undo, () => [m.key_ctrl(), "Z"], { do: "undo" }),
    does("redo", m.keys_redo, () => [m.key_ctrl(), m.key_shift(), "Z"], { do: "redo" }),
    does("next-candidate", m.act_next_candidate, () => [m.key_alt(), "↓"], { do: "candidate", by: 1 }),
    does("previous-candidate", m.act_previous_candidate, () => [m.key_alt(), "↑"], { do: "candidate", by: -1 }),
    does("curtain", m.act_curtain, () => [m.key_escape()], { do: "curtain" }),
    does("keys", m.keys_all, () => ["?"], { do: "help" }),
  ];
  const sections = (grid.sheet?.sections ?? []).map(({ code, kind, short, title }) => ({
    id: `section-${code}`,
    word: () => (kind === "block" ? `${code} ${short}` : short),
    also: () => title,
    chosen: code === grid.sectionCode,
    run: () => grid.goToSection(code),
  }));
  return [
    { id: "acts", title: m.moment_passage, acts },
    { id: "sections", title: m.palette_sections, acts: sections },
  ];
}
