import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { call, useDoor } from "~/core/door";
import { FakeCore, refusal } from "~/core/fake";
import { StartController } from "./start.svelte";
import { strengthOf } from "./strength";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "clearInterval", "performance"] }));
afterEach(() => vi.useRealTimers());

const LOCKED = { store: "locked", name: null, copied_at: null, notice: null, retry_after_ms: 0 } as const;

test("a wrong passphrase says so, waits longer each time, and opens nothing", async () => {
  useDoor(new FakeCore({ store: "locked" }).door);
  const start = new StartController(LOCKED);
  const waits: number[] = [];
  for (const passphrase of ["une erreur", "une autre erreur"]) {
    start.passphrase = passphrase;
    expect(await start.unlock()).toBeNull();
    expect(start.problem?.code).toBe("wrong-passphrase");
    waits.push(start.wait);
    start.passphrase = "quatre mots au hasard";
    expect(await start.unlock()).toBeNull();
    vi.advanceTimersByTime(start.wait * 1000 + 200);
    expect(start.wait).toBe(0);
  }
  expect(waits).toEqual([2, 4]);
  start.passphrase = "quatre mots au hasard";
  expect(await start.unlock()).toMatchObject({ store: "open" });
});

test("a store is created with a passphrase said twice, and its recovery key is shown once", async () => {
  useDoor(new FakeCore({ store: "absent" }).door);
  const start = new StartController({ store: "absent", name: null, copied_at: null, notice: null, retry_after_ms: 0 });
  start.name = "Anne Diallo";
  start.passphrase = "quatre mots au hasard";
  start.again = "quatre mots au hazard";
  expect([start.differs, start.ready]).toEqual([true, false]);
  start.again = start.passphrase;
  await start.create();
  expect(start.recoveryKey).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){7}$/);
  expect(start.passphrase).toBe("");
});

test("a short or repeated passphrase is weak", () => {
  expect(strengthOf("")).toBe("none");
  expect(strengthOf("Tr0ub4dor!")).toBe("weak");
  expect(strengthOf("aaaaaaaaaaaaaaaaaaaa")).toBe("weak");
  expect(strengthOf("quatre mots ici")).toBe("fair");
  expect(strengthOf("cheval pile agrafe correct")).toBe("strong");
});

const RECOVERY_KEY = "k7qf2 m4d9t xrhb6 wp3vn 8cjy5 tg2rm q9zkd 4hwbx";

function forgetting(): { core: FakeCore; start: StartController } {
  const core = new FakeCore({ store: "locked" });
  useDoor(core.door);
  const start = new StartController(LOCKED);
  start.passphrase = "ce qui fut tapé";
  start.forget();
  return { core, start };
}

test("a forgotten passphrase is replaced with the recovery key, however it is copied", async () => {
  const { start } = forgetting();
  expect([start.forgotten, start.passphrase]).toEqual([true, ""]);
  start.recoveryTyped = RECOVERY_KEY.slice(0, -1);
  start.passphrase = start.again = "cheval pile agrafe correct";
  expect([start.keyLength, start.recoverable]).toEqual([39, false]);
  start.recoveryTyped = RECOVERY_KEY;
  expect(await start.recover()).toMatchObject({ store: "open" });
  expect([start.recoveryTyped, start.passphrase, start.again]).toEqual(["", "", ""]);
  await call("lock", {});
  await expect(call("unlock", { passphrase: "quatre mots au hasard" })).rejects.toMatchObject({ code: "wrong-passphrase" });
  expect(await call("unlock", { passphrase: "cheval pile agrafe correct" })).toMatchObject({ store: "open" });
});

test("a key mistyped, a key of another store and a passphrase too simple are told apart, and open nothing", async () => {
  const { start } = forgetting();
  start.passphrase = start.again = "cheval pile agrafe correct";
  start.recoveryTyped = RECOVERY_KEY.replace("k", "u");
  expect(await start.recover()).toBeNull();
  expect([start.keyProblem, start.passphraseProblem, start.wait]).toEqual(["mistyped", false, 0]);
  start.recoveryTyped = RECOVERY_KEY.replace("k", "m");
  expect(await start.recover()).toBeNull();
  expect([start.keyProblem, start.wait, start.recoverable]).toEqual(["wrong", 2, false]);
  vi.advanceTimersByTime(start.wait * 1000 + 200);
  useDoor(() => Promise.reject(refusal("passphrase-too-simple", {})));
  expect(await start.recover()).toBeNull();
  expect([start.problem?.code, start.keyProblem, start.passphraseProblem]).toEqual(["passphrase-too-simple", false, true]);
  start.forget();
  expect([start.forgotten, start.problem]).toEqual([false, null]);
});
