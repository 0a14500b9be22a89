// How the face is built, served and unit tested. Nothing is fetched from anywhere: font, icons and words are bundled.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { guide } from "./guide.plugin.ts";

/** The policy the desktop window applies; previewing under it shows a breach before the window does. */
const window = JSON.parse(readFileSync(new URL("../tauri.conf.json", import.meta.url), "utf8")) as {
  app: { security: { csp: string } };
};
const POLICY = window.app.security.csp.replace("connect-src ipc: http://ipc.localhost", "connect-src 'self'");

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
    guide(),
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
