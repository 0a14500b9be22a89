// Text being typed: given at each pause of the pen and whenever asked. It does not know where it goes.

export const PAUSE_MS = 700;

export class Draft {
  /** What is typed and not given yet. */
  text = $state<string | null>(null);
  readonly #give: (text: string) => unknown;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(give: (text: string) => unknown) {
    this.#give = give;
  }

  type(text: string): void {
    this.text = text;
    this.stop();
    this.#timer = setTimeout(() => this.flush(), PAUSE_MS);
  }

  flush(): void {
    this.stop();
    if (this.text === null) return;
    const text = this.text;
    this.text = null;
    this.#give(text);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
