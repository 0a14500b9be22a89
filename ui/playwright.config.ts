// Stories in headless Chromium, by keyboard, and pictures of every screen. `stories` play against the demonstration core,
// `core` against the true one, through the local server of xtask's workbench (DELIBERE_WORKBENCH, or the one built last).
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "@playwright/test";

const named = [process.env["DELIBERE_BROWSER"], "chromium-headless-shell", "chromium"].filter((name) => name !== undefined);
const folders = (process.env["PATH"] ?? "").split(delimiter);
const browser = named.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  forbidOnly: true,
  // No story is timed; one that is stuck ends after five minutes instead of holding everything up.
  timeout: 300_000,
  // A busy shared machine may lose a key press: a story that needed its second try is named « flaky », never passed over.
  retries: process.env["CI"] === undefined ? 0 : 1,
  workers: 2,
  reporter: "list",
  use: {
    baseURL: "http://127.0.0.1:4173",
    launchOptions: { args: ["--no-sandbox"], ...(browser === undefined ? {} : { executablePath: browser }) },
  },
  projects: [
    { name: "stories", testMatch: "*.story.ts" },
    { name: "core", testMatch: "*.core.ts" },
    { name: "shots", testMatch: "*.shots.ts" },
  ],
  webServer: {
    command: "npm run --silent build:fake && npm run --silent preview:fake",
    url: "http://127.0.0.1:4173",
    reuseExistingServer: true,
  },
});
