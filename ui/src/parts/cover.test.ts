// The cover that stands in the page and the one that the first screen draws are one drawing.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { m } from "~/words";

const brand = /<p class="brand">(.*)<\/p>/;
const drawn = (path: string): string | undefined => brand.exec(readFileSync(path, "utf8"))?.[1];

test("the page holds the name and the mark of the first screen", () => {
  const first = drawn("src/screens/start/Start.svelte")
    ?.replace('<Logo size="2.1rem" />', '<span class="brand-mark"></span>')
    .replace("{m.app_name()}", m.app_name());
  expect(first).toBeDefined();
  expect(drawn("index.html")).toBe(first);
});
