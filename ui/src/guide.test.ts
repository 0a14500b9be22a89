// The guide as a component: what Markdown may become in the page, and what it may not.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { componentOf } from "../guide.plugin";

test("headings, tables and pictures come through; markup of anybody's is shown as text", () => {
  const source = componentOf("# Titre\n## Un & deux\n| a | b |\n| - | - |\n| `1` | {x} |\n\n<b onclick=alert(1)>x</b>\n\n![Une <grille>](images/grid.webp)\n");
  expect(source).toContain(`export const title = "Titre"; export const headings = [{"id":"guide-0","text":"Un & deux"}]`);
  expect(source).toContain(`<h3 id="guide-0" tabindex="-1">Un &amp; deux</h3>`);
  const code = (number: number): string => ["&", "#", String(number), ";"].join("");
  expect(source).toContain(`<td>${code(123)}x${code(125)}</td>`);
  expect(source).not.toContain("<b ");
  expect(source).toContain(`import picture0 from "./images/grid.webp";`);
  expect(source).toContain(`<img src={picture0} alt="Une &lt;grille&gt;">`);
});

test("every picture that the guide names is there", () => {
  const page = readFileSync("../docs/guide/examinateur.md", "utf8");
  for (const [, path] of page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)) expect(readFileSync(`../docs/guide/${String(path)}`).length, path).toBeLessThan(120_000);
});
