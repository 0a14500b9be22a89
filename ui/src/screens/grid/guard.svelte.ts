// Before words about a candidate are kept, those that touch health, origin, family… raise a question, which a person answers. The
// core says which words do; here is what waits for an answer. What the window must give at once (it is being closed or locked)
// is given: a question loses nothing of what was typed.
import { SvelteMap } from "svelte/reactivity";
import type { Command, Doubt } from "~/core/bindings";
import { call } from "~/core/door";

export type Question = { command: Command; doubts: readonly Doubt[] };
type Offered = { command: Command; text: string };

export class Guard {
  /** Questions without an answer, by the key of their write. */
  readonly open = new SvelteMap<string, Question>();
  readonly #send: (key: string, command: Command) => void;
  readonly #ask: (key: string, doubts: readonly Doubt[]) => void;
  /** What the core is being asked about, newest of each key. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #offered = new Map<string, Offered>();
  /** Words that were kept once, by key: they raise no question again while one stays in the grid. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #kept = new Map<string, readonly string[]>();
  /** Questions put to the core that it has not answered yet. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #asked = new Set<Promise<void>>();

  constructor(send: (key: string, command: Command) => void, ask: (key: string, doubts: readonly Doubt[]) => void) {
    this.#send = send;
    this.#ask = ask;
  }

  /** Whether what was typed under `key` waits for the core or for a person. */
  holds(key: string): boolean {
    return this.#offered.has(key) || this.open.has(key);
  }

  /** What waits under `key`. */
  held(key: string): Command | null {
    return this.#offered.get(key)?.command ?? this.open.get(key)?.command ?? null;
  }

  /** Sends `command` unless words of `text` raise a question: it then waits for the answer. */
  offer(key: string, command: Command, text: string): void {
    this.open.delete(key);
    const offered = { command, text };
    this.#offered.set(key, offered);
    const asked = this.#look(key, offered).finally(() => this.#asked.delete(asked));
    this.#asked.add(asked);
  }

  /** The command has changed, its words have not. */
  replace(key: string, command: Command): void {
    const [offered, question] = [this.#offered.get(key), this.open.get(key)];
    if (offered !== undefined) offered.command = command;
    if (question !== undefined) this.open.set(key, { ...question, command });
  }

  /** A person keeps what they wrote. */
  keep(key: string): void {
    const question = this.open.get(key);
    if (question === undefined) return;
    this.#kept.set(key, [...(this.#kept.get(key) ?? []), ...question.doubts.map(({ word }) => word.toLowerCase())]);
    this.open.delete(key);
    this.#send(key, question.command);
  }

  /** What was typed is no longer wanted. */
  drop(key: string): void {
    this.#offered.delete(key);
    this.open.delete(key);
  }

  /** Gives everything that waits, unanswered: nothing that was typed is lost. */
  letGo(): void {
    const waiting = [...this.#offered, ...this.open];
    this.#offered.clear();
    this.open.clear();
    for (const [key, { command }] of waiting) this.#send(key, command);
  }

  /** Settles once the core has answered for everything that was typed. */
  async settled(): Promise<void> {
    while (this.#asked.size > 0) await Promise.all(this.#asked);
  }

  async #look(key: string, offered: Offered): Promise<void> {
    const doubts = await call("doubts", { text: offered.text }).catch(() => []);
    // Something newer was typed, or it was given meanwhile.
    if (this.#offered.get(key) !== offered) return;
    this.#offered.delete(key);
    const known = this.#kept.get(key) ?? [];
    const left = doubts.filter(({ word }) => !known.includes(word.toLowerCase()));
    if (left.length === 0) return this.#send(key, offered.command);
    this.open.set(key, { command: offered.command, doubts: left });
    this.#ask(key, left);
  }
}
