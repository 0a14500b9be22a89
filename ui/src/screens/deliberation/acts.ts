// What the deliberation lays down in the table of acts: its sections, and what its keys do. Not a place for what an act does.
import type { ActGroup } from "~/core/acts.svelte";
import { m } from "~/words";
import type { DeliberationController } from "./deliberation.svelte";
import type { Intent } from "./keys";

export function groupsOf(panel: DeliberationController): ActGroup[] {
  const does = (id: string, word: () => string, keys: () => string[], intent: Intent) => ({ id, word, keys, run: () => void panel.perform(intent) });
  const opened = [
    does("gap", m.delib_settle_next, () => [m.key_enter()], { do: "gap" }),
    does("ledger", m.delib_ledger, () => ["R"], { do: "ledger" }),
    does("suppose", m.delib_what_if, () => ["E"], { do: "suppose" }),
    does("vote", m.delib_vote, () => ["V"], { do: "vote" }),
    does("decide", m.delib_decide, () => ["D"], { do: "decide" }),
  ];
  const always = [
    does("projector", m.delib_projector, () => ["P"], { do: "projector" }),
    does("next-candidate", m.act_next_candidate, () => [m.key_alt(), "↓"], { do: "candidate", by: 1 }),
    does("previous-candidate", m.act_previous_candidate, () => [m.key_alt(), "↑"], { do: "candidate", by: -1 }),
    does("curtain", m.act_curtain, () => [m.key_escape()], { do: "curtain" }),
    does("keys", m.keys_all, () => ["?"], { do: "help" }),
  ];
  const sections = (panel.case?.sections ?? []).map(({ code, kind, short, title }) => ({
    id: `section-${code}`,
    word: () => (kind === "block" ? `${code} ${short}` : short),
    also: () => title,
    chosen: code === panel.sectionCode,
    run: () => panel.goToSection(code),
  }));
  return [
    { id: "acts", title: m.moment_deliberation, acts: panel.opened ? [...opened, ...always] : always },
    { id: "sections", title: m.palette_sections, acts: sections },
  ];
}
