import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/** Components are TypeScript in runes mode; styles are plain CSS on the tokens of src/theme. */
export default { preprocess: vitePreprocess(), compilerOptions: { runes: true } };
