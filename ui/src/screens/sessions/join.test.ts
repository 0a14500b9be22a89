// Asking to join, against the demonstration core: a name and a seat, then words and a code; a file only when the person says where.
import { expect, test } from "vitest";
import { DoorError, useDoor, type Door } from "~/core/door";
import { FakeCore } from "~/core/fake";
import { JoinController } from "./join.svelte";

/** A request being made on a demonstration core, and what was asked of its doors. */
function begun(instead: Partial<Record<string, () => unknown>> = {}): { join: JoinController; asked: [string, unknown][] } {
  const core = new FakeCore();
  const asked: [string, unknown][] = [];
  const door: Door = async (name, request) => {
    asked.push([name, request]);
    const other = instead[name];
    return other === undefined ? core.door(name, request) : (other() as never);
  };
  useDoor(door);
  return { join: new JoinController(), asked };
}

test("the name of the store is proposed, and nothing is written before the person chooses a place", async () => {
  const { join, asked } = begun();
  await join.begin();
  expect(join.name).toBe("Anne Diallo");
  join.role = "representative";
  expect(await join.prepare()).toBe(true);
  expect(join.shown?.request.words).toHaveLength(6);
  expect(asked.map(([name]) => name)).toEqual(["status", "show_request"]);
  await join.save();
  expect(asked.at(-1)).toEqual(["join", { role: "representative", name: "Anne Diallo" }]);
  expect(join.saved).toMatch(/\.demande$/);
});

test("a name already typed is not replaced by that of the store", async () => {
  const { join } = begun();
  join.name = "Awa";
  await join.begin();
  expect(join.name).toBe("Awa");
});

test("whoever gives up the dialog has no file, and is told so by nothing", async () => {
  const { join } = begun({ join: () => null });
  await join.prepare();
  await join.save();
  expect([join.saved, join.problem]).toEqual([null, null]);
});

test("a request that is refused stays to be changed, and a change forgets what was shown", async () => {
  const refused = new DoorError({ kind: "refusal", code: "missing", args: { field: "name" } });
  const { join } = begun({
    show_request: () => {
      throw refused;
    },
  });
  expect(await join.prepare()).toBe(false);
  expect([join.problem?.code, join.shown]).toEqual(["missing", null]);
  const { join: other } = begun();
  await other.prepare();
  other.change();
  expect([other.shown, other.saved, other.problem]).toEqual([null, null, null]);
});
