// Turns the guide's Markdown into a component while the face is built: at run time nothing is parsed, and no markup but ours
// reaches the page. Not a place for words: those are in docs/guide.
import { readFile } from "node:fs/promises";
import { Marked, type RendererObject } from "marked";
import { compile } from "svelte/compiler";
import type { Plugin } from "vite";

export type Heading = { id: string; text: string };

/** Lets the face import `docs/guide/*.md`: a component, its title, and its headings of the second level. */
export function guide(): Plugin {
  return {
    name: "guide",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(".md")) return null;
      const source = componentOf(await readFile(id, "utf8"));
      return { code: compile(source, { filename: `${id}.svelte`, generate: "client" }).js.code, map: null };
    },
  };
}

/** The source of the component that shows a page of Markdown. */
export function componentOf(markdown: string): string {
  const headings: Heading[] = [];
  const pictures: string[] = [];
  let title = "";
  const renderer: RendererObject = {
    heading({ tokens, depth, text }) {
      const inner = this.parser.parseInline(tokens);
      if (depth === 1) return (title = text), "";
      const id = `guide-${String(headings.length)}`;
      if (depth === 2) headings.push({ id, text });
      return depth === 2 ? `<h3 id="${id}" tabindex="-1">${inner}</h3>` : `<h4>${inner}</h4>`;
    },
    html: ({ text }) => escaped(text),
    link({ tokens }) {
      return this.parser.parseInline(tokens);
    },
    image: ({ href, text }) => `<img data-picture="${String(pictures.push(href) - 1)}" alt="${escaped(text)}">`,
  };
  const html = new Marked({ renderer, async: false }).parse(markdown) as string;
  const body = html
    .replaceAll(/[{}]/g, (brace) => (brace === "{" ? "&#123;" : "&#125;"))
    .replaceAll(/data-picture="(\d+)"/g, "src={picture$1}");
  const imports = pictures.map((path, at) => `import picture${String(at)} from ${JSON.stringify(`./${path}`)};`);
  const said = `export const title = ${JSON.stringify(title)}; export const headings = ${JSON.stringify(headings)};`;
  return `<script module>${said}</script>\n<script>${imports.join("\n")}</script>\n${body}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
