// The timer of an oral: phase after phase, against the length that was planned. It is a help for the eye: nothing that is written
// down is drawn from it, and nothing waits for it. It goes on while other sheets and other screens are looked at.

export const PHASES = ["preparation", "presentation", "interview"] as const;
export type Phase = (typeof PHASES)[number];

const TICK_MS = 250;

export class Timer {
  /** Whose oral it is; nobody's while it stands at zero. */
  candidate = $state<string | null>(null);
  running = $state(false);
  /** Whether the planned end was told already. */
  told = $state(false);
  #phase = $state(0);
  /** Milliseconds of each phase, up to the last tick. */
  #spent = $state.raw<readonly number[]>(PHASES.map(() => 0));
  #since = 0;
  #tick: ReturnType<typeof setInterval> | null = null;

  readonly phase: Phase = $derived(PHASES[this.#phase] ?? "preparation");
  readonly isLast = $derived(this.#phase === PHASES.length - 1);
  /** Milliseconds of the phase. */
  readonly inPhase = $derived(this.#spent[this.#phase] ?? 0);
  /** Milliseconds of every phase. */
  readonly total = $derived(this.#spent.reduce((sum, spent) => sum + spent, 0));
  readonly started = $derived(this.candidate !== null);

  /** Starts for `candidate`, goes on, or pauses. */
  toggle(candidate: string): void {
    if (this.running) return this.#pause();
    this.candidate ??= candidate;
    this.running = true;
    this.#since = Date.now();
    this.#tick = setInterval(() => this.#count(), TICK_MS);
  }

  /** The phase that follows; after the last, the first again. */
  next(): void {
    this.#count();
    this.#phase = (this.#phase + 1) % PHASES.length;
  }

  /** Back to zero; not while it runs: a slip of the hand would lose the time. */
  reset(): boolean {
    if (this.running) return false;
    [this.candidate, this.told, this.#phase, this.#spent] = [null, false, 0, PHASES.map(() => 0)];
    return true;
  }

  #pause(): void {
    this.#count();
    this.running = false;
    if (this.#tick !== null) clearInterval(this.#tick);
    this.#tick = null;
  }

  #count(): void {
    if (!this.running) return;
    const now = Date.now();
    // A computer's clock that is set back takes no time away.
    const more = Math.max(0, now - this.#since);
    this.#since = now;
    this.#spent = this.#spent.map((spent, at) => (at === this.#phase ? spent + more : spent));
  }
}

/** The timer of each session: leaving the screen does not stop it. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const timers = new Map<string, Timer>();

export function timerOf(session: string): Timer {
  const timer = timers.get(session) ?? new Timer();
  timers.set(session, timer);
  return timer;
}

/** 07:42; hours are counted in minutes, as orals are. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
