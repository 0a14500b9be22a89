// Whether something a person gave is not in the book yet because the machine can't write. Leaving the session or locking
// the store would lose it, so whoever offers those acts asks here first, and has the pens put down before.

type PutDown = () => Promise<void>;

class Held {
  #holders = $state.raw<readonly object[]>([]);

  #pens: readonly PutDown[] = [];

  get any(): boolean {
    return this.#holders.length > 0;
  }

  hold(holder: object): void {
    if (!this.#holders.includes(holder)) this.#holders = [...this.#holders, holder];
  }

  /** Has `pen` put down before somebody leaves; the answer takes it off the list. */
  before(pen: PutDown): () => void {
    this.#pens = [...this.#pens, pen];
    return () => (this.#pens = this.#pens.filter((other) => other !== pen));
  }

  /** Settles once all that is being written is in the book, or the machine is in trouble. */
  async settle(): Promise<void> {
    await Promise.all(this.#pens.map((pen) => pen()));
  }

  release(holder: object): void {
    this.#holders = this.#holders.filter((other) => other !== holder);
  }
}

export const held = new Held();
