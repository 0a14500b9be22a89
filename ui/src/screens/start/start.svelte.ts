// Opening or creating the store: what was typed, what was answered, how long to wait after a wrong passphrase.
import type { StoreStatus } from "~/core/bindings";
import { asDoorError, call, type DoorError } from "~/core/door";
import { strengthOf } from "./strength";

const KEY_PROBLEMS: Record<string, "mistyped" | "wrong" | undefined> = {
  "recovery-key-mistyped": "mistyped",
  "wrong-passphrase": "wrong",
};

/** Characters of a recovery key, without its hyphens. */
export const KEY_LENGTH = 40;

export class StartController {
  name = $state("");
  passphrase = $state("");
  again = $state("");
  busy = $state(false);
  problem = $state.raw<DoorError | null>(null);
  /** Shown once, after creation. */
  recoveryKey = $state<string | null>(null);
  /** Whether the person says the passphrase is forgotten. */
  forgotten = $state(false);
  /** The recovery key as it is being typed from the paper. */
  recoveryTyped = $state("");
  /** Seconds before another try is allowed. */
  wait = $state(0);

  readonly strength = $derived(strengthOf(this.passphrase));
  readonly differs = $derived(this.again !== "" && this.again !== this.passphrase);
  readonly #chosen = $derived((this.strength === "fair" || this.strength === "strong") && this.again === this.passphrase);
  readonly ready = $derived(this.name.trim() !== "" && this.#chosen);
  readonly keyLength = $derived(this.recoveryTyped.replaceAll(/[\s-]/gu, "").length);
  readonly recoverable = $derived(this.keyLength === KEY_LENGTH && this.#chosen && this.wait === 0);
  /** What is wrong with the recovery key: its copy, or that it is another store's. */
  readonly keyProblem = $derived(KEY_PROBLEMS[this.problem?.code ?? ""] ?? false);
  readonly passphraseProblem = $derived(this.problem?.code.startsWith("passphrase-too-") ?? false);

  #until = 0;
  #timer: ReturnType<typeof setInterval> | null = null;
  readonly #now: () => number;

  constructor(status: StoreStatus, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#holdFor(status.retry_after_ms);
  }

  async create(): Promise<void> {
    if (!this.ready || this.busy) return;
    await this.#try(async () => {
      const request = { name: this.name.trim(), passphrase: this.passphrase };
      this.recoveryKey = (await call("create_store", request)).recovery_key;
      this.passphrase = this.again = "";
    });
  }

  /** The open store's status, or null when the passphrase was wrong. */
  async unlock(): Promise<StoreStatus | null> {
    if (this.busy || this.wait > 0 || this.passphrase === "") return null;
    let status: StoreStatus | null = null;
    await this.#try(async () => void (status = await call("unlock", { passphrase: this.passphrase })));
    this.passphrase = "";
    return status;
  }

  /** Goes to the recovery key, or back; what was typed stays on neither side. */
  forget(): void {
    this.forgotten = !this.forgotten;
    this.passphrase = this.again = this.recoveryTyped = "";
    this.problem = null;
  }

  /** Opens with the recovery key and replaces the passphrase: the open store's status, or null when it did not open. */
  async recover(): Promise<StoreStatus | null> {
    if (this.busy || !this.recoverable) return null;
    let status: StoreStatus | null = null;
    await this.#try(async () => {
      status = await call("recover", { recovery_key: this.recoveryTyped, passphrase: this.passphrase });
    });
    if (status !== null) this.forget();
    return status;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = asDoorError(thrown);
      this.#holdFor(Number(this.problem.args["retry_after_ms"] ?? (await this.#delay())));
    }
    this.busy = false;
  }

  /** A mistyped key counts as a try too: how long the next one waits is asked, since the refusal does not say it. */
  async #delay(): Promise<number> {
    if (this.problem?.code !== "recovery-key-mistyped") return 0;
    return call("status", {}).then(({ retry_after_ms }) => retry_after_ms, () => 0);
  }

  #holdFor(ms: number): void {
    if (!(ms > 0)) return;
    this.#until = this.#now() + ms;
    this.stop();
    this.#tick();
    this.#timer = setInterval(() => this.#tick(), 200);
  }

  #tick(): void {
    this.wait = Math.max(0, Math.ceil((this.#until - this.#now()) / 1000));
    if (this.wait === 0) this.stop();
  }
}
