import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Draft, PAUSE_MS } from "./draft.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a comment is given at a pause of the pen, not at every letter", () => {
  const given: string[] = [];
  const draft = new Draft((text) => given.push(text));
  draft.type("B");
  vi.advanceTimersByTime(PAUSE_MS - 1);
  draft.type("Bu");
  vi.advanceTimersByTime(PAUSE_MS - 1);
  expect(given).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(given).toEqual(["Bu"]);
});

test("a comment is given on leaving, without waiting for the pause", () => {
  const given: string[] = [];
  const draft = new Draft((text) => given.push(text));
  draft.type("Budget juste");
  draft.flush();
  vi.advanceTimersByTime(PAUSE_MS * 2);
  expect(given).toEqual(["Budget juste"]);
});
