// Personal data against the demonstration core: shown before it is done, done once, told afterwards.
import { expect, test } from "vitest";
import { DoorError, useDoor, type Door } from "~/core/door";
import { FakeCore } from "~/core/fake";
import { PersonalController } from "./personal.svelte";

async function opened(instead: Partial<Record<string, () => unknown>> = {}): Promise<{ personal: PersonalController; knocked: [string, unknown][] }> {
  const core = new FakeCore({ lived_in: true });
  const knocked: [string, unknown][] = [];
  const door: Door = async (name, request) => {
    knocked.push([name, request]);
    const other = instead[name];
    return other === undefined ? core.door(name, request) : (other() as never);
  };
  useDoor(door);
  const personal = new PersonalController("5e5510e0");
  await personal.load();
  return { personal, knocked };
}

test("an erasure is shown before anything is written, and leaving it writes nothing", async () => {
  const { personal, knocked } = await opened();
  const [first] = personal.data?.candidates ?? [];
  if (first === undefined) throw new Error("nobody");
  await personal.consider(first, false);
  expect(personal.erasing?.preview?.entries).toBe(23);
  personal.leave();
  expect(personal.erasing).toBeNull();
  expect(knocked.map(([name]) => name)).toEqual(["personal_data", "preview_erasure"]);
});

test("an erasure names whom and why, and the list is read again", async () => {
  const { personal, knocked } = await opened();
  const [first] = personal.data?.candidates ?? [];
  if (first === undefined) throw new Error("nobody");
  await personal.consider(first, true);
  expect(await personal.erase("Fin du délai")).toBe(true);
  expect(knocked.find(([name]) => name === "erase")?.[1]).toEqual({
    session: "5e5510e0",
    whom: { accommodations: first.candidate },
    ground: "Fin du délai",
  });
  expect(personal.data?.erased[0]?.unaware.length).toBeGreaterThan(0);
  expect(personal.done?.left).toHaveLength(1);
  await personal.destroy(personal.done?.left[0]?.file_name ?? "");
  expect(personal.done?.left).toEqual([]);
});

test("what must be kept is refused with its day, and nobody is erased", async () => {
  const kept = new DoorError({ kind: "refusal", code: "kept-until", args: { name: "Aïcha Traoré", date: "2076-06-12" } });
  const { personal, knocked } = await opened({
    preview_erasure: () => {
      throw kept;
    },
  });
  const [first] = personal.data?.candidates ?? [];
  if (first === undefined) throw new Error("nobody");
  await personal.consider(first, false);
  expect([personal.problem?.code, personal.erasing?.preview]).toEqual(["kept-until", null]);
  expect(knocked.some(([name]) => name === "erase")).toBe(false);
});
