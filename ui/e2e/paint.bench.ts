// From a key press to the frame that shows it, in the grid, on the true core. A measure: it says figures and judges none.
// DELIBERE_PAINT names the file they are written to.
import { writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { test } from "./workbench";

const PRESSES = 300;

interface Paints {
  rate: number[];
  move: number[];
}

declare global {
  interface Window {
    paints: Paints;
  }
}

/** Notes, for each key, how long after it the frame that followed was handed over to be shown. */
function watch(): void {
  window.paints = { rate: [], move: [] };
  addEventListener(
    "keydown",
    (event) => {
      const kind = /^\d$/.test(event.key) ? "rate" : "move";
      // The frame's own callbacks run before it is drawn; a message posted from there is answered after.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.paints[kind].push(performance.now() - event.timeStamp);
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

async function sit(page: Page, passphrase: string): Promise<void> {
  // The program follows its cover by a frame: keys pressed before its field is awake are nobody's.
  await expect(page.getByLabel("Votre nom")).toBeFocused();
  await page.keyboard.type("Bruno Martin");
  await page.getByLabel("Phrase secrète", { exact: true }).fill(passphrase);
  await page.getByLabel("La même, encore une fois").fill(passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox").press("Space");
  await page.getByRole("button", { name: "Entrer" }).press("Enter");
}

test("a key press is painted", async ({ page, room }) => {
  await page.goto(room.address);
  await sit(page, "cheval pile agrafe correct");
  const { pack, code } = room.pack();
  await room.choose(pack);
  await page.getByRole("button", { name: "Ouvrir un paquet reçu" }).press("Enter");
  await page.getByLabel("Code du paquet").fill(code);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Aller à la session" }).press("Enter");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await page.evaluate(watch);
  for (let press = 0; press < PRESSES; press++) {
    await page.keyboard.press(press % 2 === 0 ? "3" : "2");
    // As fast as a hurried hand, and never in step with the screen.
    await page.waitForTimeout(60 + (press % 17));
    await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(60 + (press % 13));
  }
  await expect(page.locator("[data-saved]")).toContainText(/Enregistré/);
  const paints = await page.evaluate(() => window.paints);
  expect(paints.rate).toHaveLength(PRESSES);
  const file = process.env["DELIBERE_PAINT"];
  if (file !== undefined) writeFileSync(file, JSON.stringify(paints));
});
