// A story ends well only when the page complained of nothing: no error, no breach of the window's content policy.
import { expect, test as base } from "@playwright/test";

export const test = base.extend<{ clean: null }>({
  clean: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      // The window freezes the prototypes (tauri.conf.json): a library that minds is found here.
      await page.addInitScript(() => void Object.freeze(Object.prototype));
      await use(null);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
