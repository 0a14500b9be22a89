// What stands beside a grid: the timer, which panel is open, the competences looked at, the phrases, the form of an incident. It
// gives no mark and knows no word for people.
import type { SkillLine } from "~/core/bindings";
import { call } from "~/core/door";
import { Phrases } from "./phrases.svelte";
import { timerOf, type Timer } from "./timer.svelte";

export const PANELS = ["notes", "subject", "skills"] as const;
export type Panel = (typeof PANELS)[number];

export class Beside {
  panel = $state<Panel>("notes");
  /** Whether the form of an incident is open. */
  reporting = $state(false);
  skills = $state.raw<readonly SkillLine[]>([]);
  readonly timer: Timer;
  readonly phrases = new Phrases();
  readonly #session: string;
  #turn = 0;

  constructor(session: string) {
    this.#session = session;
    this.timer = timerOf(session);
  }

  /** Opens a panel; the notes again when it is open already. */
  turn(panel: Panel): void {
    this.panel = this.panel === panel ? "notes" : panel;
  }

  /** Reads again which competences the candidate's marks look at; what is shown stays when the core can't say. */
  async look(candidate: string): Promise<void> {
    const turn = ++this.#turn;
    const skills = await call("skills_seen", { session: this.#session, candidate }).catch(() => null);
    if (skills !== null && turn === this.#turn) this.skills = skills;
  }
}
