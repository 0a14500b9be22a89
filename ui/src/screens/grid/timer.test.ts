// The timer of an oral, as whoever looks at it would tell it.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clock, Timer, timerOf } from "./timer.svelte";

const MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("it starts, pauses and goes on for the candidate it was started for", () => {
  const timer = new Timer();
  timer.toggle("ines");
  vi.advanceTimersByTime(5 * MINUTE);
  timer.toggle("jonas");
  vi.advanceTimersByTime(9 * MINUTE);
  expect([timer.candidate, clock(timer.total), timer.running]).toEqual(["ines", "05:00", false]);
  timer.toggle("jonas");
  vi.advanceTimersByTime(MINUTE + 1000);
  expect([timer.candidate, clock(timer.total)]).toEqual(["ines", "06:01"]);
  timer.toggle("ines");
});

test("each phase has its own time, and the passage the sum of them", () => {
  const timer = new Timer();
  timer.toggle("ines");
  vi.advanceTimersByTime(20 * MINUTE);
  timer.next();
  vi.advanceTimersByTime(15 * MINUTE);
  expect([timer.phase, clock(timer.inPhase), clock(timer.total)]).toEqual(["presentation", "15:00", "35:00"]);
  timer.next();
  expect([timer.phase, timer.isLast, clock(timer.inPhase)]).toEqual(["interview", true, "00:00"]);
  timer.toggle("ines");
});

test("it goes back to zero only when it stands still", () => {
  const timer = new Timer();
  timer.toggle("ines");
  vi.advanceTimersByTime(MINUTE);
  expect(timer.reset()).toBe(false);
  expect(clock(timer.total)).toBe("01:00");
  timer.toggle("ines");
  expect(timer.reset()).toBe(true);
  expect([timer.candidate, timer.total, timer.phase]).toEqual([null, 0, "preparation"]);
});

test("a clock set back takes no time away", () => {
  const timer = new Timer();
  timer.toggle("ines");
  vi.advanceTimersByTime(MINUTE);
  vi.setSystemTime(Date.now() - 10 * MINUTE);
  vi.advanceTimersByTime(1000);
  expect(timer.total).toBeGreaterThanOrEqual(MINUTE);
  timer.toggle("ines");
});

test("the timer of a session is the same one whichever screen asks", () => {
  expect(timerOf("june")).toBe(timerOf("june"));
  expect(timerOf("june")).not.toBe(timerOf("september"));
});
