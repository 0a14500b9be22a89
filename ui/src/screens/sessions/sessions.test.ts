// The list of sessions against the demonstration core: a pack received leads to its session.
import { expect, test } from "vitest";
import { useDoor, type Door } from "~/core/door";
import { FakeCore } from "~/core/fake";
import { SessionsController } from "./sessions.svelte";

test("a pack is told as received once its session can be opened", async () => {
  const core = new FakeCore();
  const sessions = new SessionsController();
  let early: unknown = "not asked";
  const door: Door = async (name, request) => {
    if (name === "sessions") early = sessions.received;
    return core.door(name, request);
  };
  useDoor(door);
  await sessions.open({ ticket: "t1", file_name: "paquet.delib", needs_code: true });
  sessions.code = "7K3M-9XQT";
  await sessions.receive();
  expect(early).toBeNull();
  expect(sessions.receivedCard()?.id).toBe(sessions.received?.session);
});
