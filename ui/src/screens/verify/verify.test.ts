import { beforeEach, expect, test } from "vitest";
import { useDoor } from "~/core/door";
import { FakeCore } from "~/core/fake";
import { stands, VerifyController } from "./verify.svelte";

let core: FakeCore;
beforeEach(() => {
  core = new FakeCore();
  useDoor(core.door);
});

test("a whole paper is told as such, with everyone who signed", async () => {
  const verify = new VerifyController();
  expect(await verify.verify()).toBe(true);
  expect(verify.paper?.verdict).toBe("intact");
  expect(verify.paper?.signatures.every(stands)).toBe(true);
  verify.close();
  expect(verify.open).toBe(false);
});

test("a paper dropped on the window is the one that is verified", async () => {
  const verify = new VerifyController();
  await verify.verify({ ticket: "altered", file_name: "pv.pdf", needs_code: false, asks_to_join: false, is_paper: true });
  expect(verify.paper?.verdict).toBe("altered");
  expect(verify.paper?.signatures.some(stands)).toBe(false);
});

test("a file that can't be read is told, and the next one replaces what was said", async () => {
  const verify = new VerifyController();
  core = new FakeCore({ store: "locked" });
  useDoor(core.door);
  await verify.verify();
  expect([verify.problem?.code, verify.open]).toEqual(["locked", true]);
  useDoor(new FakeCore().door);
  await verify.verify();
  expect([verify.problem, verify.paper?.number]).toEqual([null, "PV-2026-0042"]);
});
