// Reads from the page's address which demonstration to play: `?fake&store=locked&candidates=500&scale=score`.
import { DoorError } from "../door";
import { FakeCore, type FakeOptions } from "./index";

declare global {
  interface Window {
    /** The demonstration's own levers, for stories: fill the disk, empty it. */
    fake?: { core: FakeCore; fillTheDisk: () => void; makeRoom: () => void };
  }
}

export function fakeFromAddress(search: string): FakeCore | null {
  const asked = new URLSearchParams(search);
  if (!asked.has("fake")) return null;
  const flags = { lived_in: asked.has("lived"), hostile: asked.has("hostile"), settled: asked.has("settled"), restored: asked.has("restored") };
  const options: FakeOptions = flags;
  const store = asked.get("store");
  if (store === "absent" || store === "locked" || store === "open") options.store = store;
  if (asked.get("role") === "office") options.role = "office";
  const scale = asked.get("scale");
  if (scale === "score" || scale === "four") options.scale = scale;
  const stage = asked.get("stage");
  if (stage === "sealing" || stage === "confronted" || stage === "decided" || stage === "closed" || stage === "signed") options.stage = stage;
  if (asked.has("candidates")) options.candidates = Number(asked.get("candidates"));
  if (asked.has("entries")) options.entries = Number(asked.get("entries"));
  if (asked.has("sessions")) options.sessions = Number(asked.get("sessions"));
  if (asked.has("delay")) options.delay_ms = Number(asked.get("delay"));
  const core = new FakeCore(options);
  core.paper = asked.get("paper") ?? core.paper;
  window.fake = {
    core,
    fillTheDisk: () => void (core.trouble = new DoorError({ kind: "failure", code: "disk-full" })),
    makeRoom: () => void (core.trouble = null),
  };
  return core;
}
