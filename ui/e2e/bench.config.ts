// Measures in headless Chromium, alone on the machine: one page at a time, no demonstration core.
import { defineConfig } from "@playwright/test";
import stories from "../playwright.config";

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // A measure that is stuck ends, and the page says that it is missing.
  timeout: 300_000,
  workers: 1,
  reporter: "line",
  ...(stories.use === undefined ? {} : { use: stories.use }),
  projects: [{ name: "bench", testMatch: "*.bench.ts" }],
});
