// Asking to join a session from this laptop: a name and a seat, then six words to read aloud, a code to film and a file to hand
// over. What a request holds and which seats may be asked for is the core's.
import type { RequestShown, Role } from "~/core/bindings";
import { Asking } from "~/core/asking.svelte";
import { call } from "~/core/door";

/** The seats that a request may ask for: the office's is given by whoever opened the session. */
export const SEATS = ["member", "president", "representative"] as const satisfies readonly Role[];

export class JoinController extends Asking {
  name = $state("");
  role = $state<Role>("member");
  /** What is shown, once it was prepared. */
  shown = $state.raw<RequestShown | null>(null);
  /** Name of the file saved last. */
  saved = $state<string | null>(null);

  /** Begins with the name that the store gives its person. */
  async begin(): Promise<void> {
    const status = await this.ask(() => call("status", {}));
    if (this.name === "") this.name = status?.name ?? "";
  }

  /** Prepares the words and the code; whether it was done. */
  async prepare(): Promise<boolean> {
    this.shown = await this.ask(() => call("show_request", { role: this.role, name: this.name }));
    return this.shown !== null;
  }

  /** Saves the request where the person says; nothing when they gave up. */
  async save(): Promise<void> {
    const made = await this.ask(() => call("join", { role: this.role, name: this.name }));
    if (made !== null) this.saved = made.file_name;
  }

  /** Goes back to the name and the seat. */
  change(): void {
    [this.shown, this.saved, this.problem] = [null, null, null];
  }
}
