// How the face is built, served and unit tested. Nothing is fetched from anywhere: font, icons and words are bundled.
import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** The policy the desktop window applies; previewing under it shows a breach before the window does. */
const POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

const words = paraglideVitePlugin({
  project: "./project.inlang",
  outdir: "./src/paraglide",
  strategy: ["globalVariable", "baseLocale"],
  emitTsDeclarations: true,
});

export default defineConfig({
  plugins: [
    // Unit tests read the words that `npm run words` compiled: the plugin's watcher would keep them from ending.
    ...(process.env["VITEST"] ? [] : [words]),
    svelte(),
  ],
  resolve: {
    alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) },
    ...(process.env["VITEST"] ? { conditions: ["browser"] } : {}),
  },
  build: { target: "safari16", assetsInlineLimit: 0, reportCompressedSize: false },
  server: { port: 1420, strictPort: true, fs: { allow: [".."] } },
  preview: { port: 4173, strictPort: true, headers: { "Content-Security-Policy": POLICY } },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
});
