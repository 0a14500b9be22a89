// A session about to be opened: what is typed, what it can be opened with. Whether it may be is the core's.
import type { Choice } from "~/core/bindings";
import { Asking } from "~/core/asking.svelte";
import { call } from "~/core/door";

export class NewSessionController extends Asking {
  name = $state("");
  centre = $state("");
  place = $state("");
  starts_on = $state("");
  ends_on = $state("");
  given_name = $state("");
  family_name = $state("");
  job = $state("");
  referential = $state("");
  regulation = $state("");
  referentials = $state.raw<Choice[]>([]);
  regulations = $state.raw<Choice[]>([]);
  readonly example = $derived(this.regulations.find(({ which }) => which === this.regulation)?.example === true);

  /** Reads what there is to choose from; the person's own name is typed for them. */
  async load(): Promise<void> {
    const choices = await this.ask(() => call("choices", {}));
    if (choices === null) return;
    [this.referentials, this.regulations] = [choices.referentials, choices.regulations];
    [this.referential, this.regulation] = [choices.referentials[0]?.which ?? "", choices.regulations[0]?.which ?? ""];
    const [first = "", ...rest] = choices.name.trim().split(/\s+/);
    [this.given_name, this.family_name] = [first, rest.join(" ")];
  }

  async chooseReferential(): Promise<void> {
    const chosen = await this.ask(() => call("choose_referential", {}));
    if (chosen !== null) [this.referentials, this.referential] = [[...this.referentials, chosen], chosen.which];
  }

  async chooseRegulation(): Promise<void> {
    const chosen = await this.ask(() => call("choose_regulation", {}));
    if (chosen !== null) [this.regulations, this.regulation] = [[...this.regulations, chosen], chosen.which];
  }

  /** Opens it; the session, or nothing when it was refused. A session of one day needs its first alone. */
  async open(): Promise<string | null> {
    const { name, centre, place, referential, regulation, given_name, family_name } = this;
    const details = { name: name.trim(), centre: centre.trim(), place: place.trim(), starts_on: this.starts_on, ends_on: this.ends_on || this.starts_on };
    return this.ask(() => call("open_session", { details, referential, regulation, given_name: given_name.trim(), family_name: family_name.trim(), function: this.job.trim() }));
  }
}
