// Stories in headless Chromium, by keyboard, and pictures of every screen. Against the demonstration door by default;
// against the true core when DELIBERE_SERVE names the address of `cargo xtask serve`.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const CHROMIUM = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  forbidOnly: true,
  timeout: 0,
  workers: 2,
  reporter: "list",
  use: {
    baseURL: "http://127.0.0.1:4173",
    launchOptions: { args: ["--no-sandbox"], ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }) },
  },
  projects: [
    { name: "stories", testMatch: "*.story.ts" },
    { name: "shots", testMatch: "*.shots.ts" },
  ],
  webServer: {
    command: "npm run --silent build:fake && npm run --silent preview:fake",
    url: "http://127.0.0.1:4173",
    reuseExistingServer: true,
  },
});
