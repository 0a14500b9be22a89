// A picture of every screen, theme and size, to be looked at by people. `npm run shots`, then open screenshots/.
import { test } from "@playwright/test";
import { open, SCREENS } from "./screens";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

for (const size of SIZES) {
  for (const theme of ["light", "dark", "bright"]) {
    test(`pictures ${theme} ${String(size.width)}`, async ({ browser }) => {
      for (const screen of SCREENS) {
        const page = await browser.newPage({ viewport: size });
        await open(page, screen, "fr", theme);
        await page.screenshot({ path: `screenshots/${screen.name}-${theme}-${String(size.width)}.png` });
        await page.close();
      }
    });
  }
}

test("pictures in English, and at 200 %", async ({ browser }) => {
  for (const screen of SCREENS) {
    const english = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await open(english, screen, "en", "light");
    await english.screenshot({ path: `screenshots/${screen.name}-en.png` });
    await english.close();
    const zoomed = await browser.newPage({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await open(zoomed, screen, "fr", "light");
    await zoomed.screenshot({ path: `screenshots/${screen.name}-200.png` });
    await zoomed.close();
  }
});
