// The cover that stands in the page and the one that the first screen draws are one drawing.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const drawings = (path: string): string[] => [...readFileSync(path, "utf8").matchAll(/ d="([^"]+)"/g)].map(([, d = ""]) => d);

test("the page holds the drawings of the first screen", () => {
  const drawn = [...drawings("src/parts/Logo.svelte"), ...drawings("src/parts/Wordmark.svelte")];
  expect(drawings("index.html")).toEqual(drawn);
});
