// What the guide's Markdown is once built (guide.plugin.ts).
declare module "*.md" {
  import type { Component } from "svelte";
  export const title: string;
  export const headings: readonly { id: string; text: string }[];
  const page: Component;
  export default page;
}
