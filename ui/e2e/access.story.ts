// Every screen by axe, in both languages, three themes, two sizes; and nothing wider than the page at 200 %.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { open, SCREENS } from "./screens";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VARIANTS = [
  { locale: "fr", theme: "light", width: 1280, height: 800 },
  { locale: "en", theme: "dark", width: 1920, height: 1080 },
  { locale: "fr", theme: "bright", width: 1280, height: 800 },
  { locale: "en", theme: "bright", width: 1920, height: 1080 },
];

for (const { locale, theme, width, height } of VARIANTS) {
  test(`nothing on any screen is out of reach (${locale}, ${theme}, ${String(width)})`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height } });
    for (const screen of SCREENS) {
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") expect.soft(message.text(), screen.name).toBe("");
      });
      await open(page, screen, locale, theme);
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join("\n   ")}`);
      expect.soft(found, screen.name).toEqual([]);
      await page.close();
    }
    await context.close();
  });
}

test("at 200 % everything flows in one column, and nothing is wider than the page", async ({ browser }) => {
  for (const screen of SCREENS) {
    const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
    await open(page, screen, "fr", "light");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(overflow, screen.name).toBeLessThanOrEqual(0);
    await page.close();
  }
});
