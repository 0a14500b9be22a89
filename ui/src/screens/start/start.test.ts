import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useDoor } from "~/core/door";
import { FakeCore } from "~/core/fake";
import { StartController } from "./start.svelte";
import { strengthOf } from "./strength";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "clearInterval", "performance"] }));
afterEach(() => vi.useRealTimers());

const LOCKED = { store: "locked", name: null, copied_at: null, retry_after_ms: 0 } as const;

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
  const start = new StartController({ store: "absent", name: null, copied_at: null, retry_after_ms: 0 });
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
