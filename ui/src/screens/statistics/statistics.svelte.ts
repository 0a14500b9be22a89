// The numbers of a session: which are looked at, and how. They are the core's, which refuses them before sheets are side by
// side. No word for people.
import type { StatisticsView } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";

export const TOPICS = ["criteria", "skills", "gaps", "parts", "profiles"] as const;
export type Topic = (typeof TOPICS)[number];

export class StatisticsController {
  view = $state.raw<StatisticsView | null>(null);
  /** Why there is nothing to read: not yet, or the machine could not. */
  broken = $state.raw<DoorError | null>(null);
  topic = $state<Topic>("criteria");
  /** Ratings that members gave, or those that count. */
  source = $state<"given" | "kept">("given");
  /** Numbers in a table instead of a drawing. */
  table = $state(false);
  #candidate = $state<string | null>(null);

  constructor(readonly session: string) {}

  readonly early = $derived(this.broken?.kind === "refusal");
  readonly few = $derived(this.view !== null && this.view.candidates < this.view.fewest_candidates);
  readonly profile = $derived(this.view?.profiles.find(({ id }) => id === this.#candidate) ?? this.view?.profiles[0]);

  async load(): Promise<void> {
    try {
      this.view = await call("statistics", { session: this.session });
      this.broken = null;
    } catch (thrown) {
      this.broken = asDoorError(thrown);
    }
  }

  look(candidate: string): void {
    this.#candidate = candidate;
  }
}
