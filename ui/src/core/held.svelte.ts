// Whether something a person gave is not in the book yet because the machine can't write. Leaving the session or locking
// the store would lose it, so whoever offers those acts asks here first.

class Held {
  #holders = $state.raw<readonly object[]>([]);

  get any(): boolean {
    return this.#holders.length > 0;
  }

  hold(holder: object): void {
    if (!this.#holders.includes(holder)) this.#holders = [...this.#holders, holder];
  }

  release(holder: object): void {
    this.#holders = this.#holders.filter((other) => other !== holder);
  }
}

export const held = new Held();
