// The closing's logic against the demonstration core: what is missing, closing, signing in turn, correcting.
import { expect, test } from "vitest";
import { FakeCore, type FakeOptions } from "~/core/fake";
import { useDoor } from "~/core/door";
import { turning } from "~/core/turning.svelte";
import { ClosingController, read, written, type Said } from "./closing.svelte";

const OWN = "trois mots à moi";
let told: Said[];

async function seated(options: FakeOptions): Promise<ClosingController> {
  useDoor(new FakeCore(options).door);
  told = [];
  const closing = new ClosingController("s", (said) => told.push(said));
  await closing.load();
  return closing;
}

test("what is missing is counted, and closing is refused until nothing is", async () => {
  const closing = await seated({ stage: "confronted" });
  expect(closing.faults).toBe(1);
  const { proposed } = closing.view ?? {};
  if (proposed?.opened_at == null || proposed.closed_at === null) throw new Error("nothing proposed");
  expect(await closing.close(proposed.number, proposed.opened_at, proposed.closed_at)).toBe(false);
  expect([closing.problem?.code, closing.closed]).toEqual(["undecided", false]);
});

test("once closed each member signs in turn, and the next one is known", async () => {
  const closing = await seated({ stage: "decided" });
  const { proposed } = closing.view ?? {};
  if (proposed?.opened_at == null || proposed.closed_at === null) throw new Error("nothing proposed");
  expect(await closing.close(proposed.number, proposed.opened_at, proposed.closed_at)).toBe(true);
  expect([closing.closed, closing.left, closing.next?.id]).toEqual([true, 3, "a1"]);
  expect(await closing.sign("a1", "Anne", "court", null, "")).toBe(false);
  expect(closing.problem?.code).toBe("passphrase-too-short");
  expect(await closing.sign("a1", "Anne", OWN, null, "")).toBe(true);
  expect(await closing.byHand("b2", "Bruno")).toBe(true);
  expect([closing.signed, closing.next?.id]).toEqual([2, "c3"]);
  expect(told.at(-1)).toEqual({ what: "signed", name: "Bruno", left: 1 });
  expect(closing.view?.signers.map(({ in_file }) => in_file)).toEqual([true, false, false]);
});

test("a rectificatif is signed anew", async () => {
  const closing = await seated({ stage: "signed" });
  await closing.readPanel();
  const candidate = closing.panel?.candidates[0]?.id ?? "";
  const { outcome } = await closing.conclude(candidate, ["A1"]);
  const decision = { candidate, outcome, parts_validated: ["A1"], mention: "", ground: "Erreur de report." };
  const at = { date: "2026-06-15", hour: 9, minute: 0 };
  expect(await closing.amend({ number: "PV-2026-0007-R1", reason: "Erreur.", at, decision })).toBe(true);
  expect([closing.view?.amendments.length, closing.left]).toEqual([1, 3]);
});

test("a civil time is written for a field of the page, and read back as it was", () => {
  const time = { date: "2026-06-12", hour: 7, minute: 5 };
  expect([written(time), read(written(time)), written(null), read("demain")]).toEqual(["2026-06-12T07:05", time, "", null]);
});

test("whom a screen sends to is taken once", () => {
  turning.to("deliberation", "4");
  expect([turning.moment, turning.take(), turning.moment, turning.take()]).toEqual(["deliberation", "4", null, null]);
});
