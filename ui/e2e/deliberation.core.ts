// The evening of a jury against the true core, by keyboard only: three sealed sheets side by side, a gap settled with its ground,
// decisions, the closing, the minutes read, three signatures, and another program that verifies them.
import { expect, type Page } from "@playwright/test";
import { PASSPHRASE, test, type Table } from "./table";

const OWN = "trois mots à moi";

async function sit(page: Page, table: Table): Promise<void> {
  // As the desktop window does.
  await page.addInitScript(() => void Object.freeze(Object.prototype));
  await page.goto(table.address);
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeFocused();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Session de juin 2026/ }).press("Enter");
}

/** How many dark points a drawn page has. */
function inkOf(canvas: HTMLCanvasElement): number {
  const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 90 && data[at + 3] === 255) dark += 1;
  return dark;
}

/** Opens the confrontation, settles the one gap and decides on both candidates. */
async function deliberate(page: Page): Promise<void> {
  await expect(page.locator("[data-sealed]")).toContainText("6 fiches scellées sur 6");
  await expect(page.locator("main")).not.toContainText("Hors sujet.");
  await page.getByRole("button", { name: "Mettre les fiches côte à côte" }).press("Enter");
  await expect(page.locator("[data-awake][data-gap]")).toHaveCount(1);
  await expect(page.locator("main")).toContainText("Hors sujet.");
  await page.keyboard.press("3");
  await expect(page.getByRole("dialog")).toContainText("dites pourquoi");
  await page.keyboard.type("Le jury a relu le dossier ensemble.");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("[data-gap]")).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(page.getByRole("region", { name: "Registre" })).toContainText("Le jury a relu le dossier ensemble.");
  for (const turn of [0, 1]) {
    await page.keyboard.press("d");
    await expect(page.getByRole("button", { name: /^Décider.*titre délivré$/ })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-outcome=awarded]")).toBeVisible();
    if (turn === 0) await page.keyboard.press("Alt+ArrowDown");
    if (turn === 0) await expect(page.locator("[data-outcome]")).toHaveCount(0);
  }
}

async function sign(page: Page, name: RegExp, passphrase: string, again: boolean, left: string): Promise<void> {
  await page.getByRole("button", { name }).press("Enter");
  await expect(page.getByRole("dialog").getByLabel(/^Phrase secrète de/)).toBeFocused();
  await page.keyboard.type(passphrase);
  if (again) await page.getByLabel("La même, encore une fois").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator("[data-signed]")).toHaveAttribute("data-signed", left);
}

test("sealed sheets are laid side by side, gaps settled, candidates decided, the session closed and signed by three", async ({ page, table }) => {
  // A refusal that asks for a ground is an answer, which the browser tells as 422.
  const troubles: string[] = [];
  page.on("console", (message) => message.type() === "error" && !message.text().includes("422") && troubles.push(message.text()));
  await sit(page, table);
  await deliberate(page);
  await page.keyboard.press("Control+4");
  await expect(page.getByText("Tout est prêt")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Projet de procès-verbal" })).toBeVisible();
  await page.getByRole("button", { name: "Clore la session…" }).press("Enter");
  await page.getByRole("button", { name: "Clore, définitivement" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("PV-2026");
  await expect(page.locator("[data-pages]")).toContainText(/\d+ pages?/);
  // The page is drawn: there is ink on it.
  await expect.poll(() => page.locator("canvas").first().evaluate(inkOf), { timeout: 60_000 }).toBeGreaterThan(500);

  await sign(page, /^Signer.*Bruno/, PASSPHRASE, false, "1");
  await expect(page.locator("[data-next]")).toBeFocused();
  await sign(page, /^Signer.*Deniz/, OWN, true, "2");
  await sign(page, /^Signer.*Claire/, `${OWN} aussi`, true, "3");
  await expect(page.getByText("Signé par 3 membres", { exact: true })).toBeVisible();
  await table.choose(table.path("pv.pdf"));
  await page.getByRole("button", { name: "Enregistrer le PV signé…" }).press("Enter");
  await expect(page.locator("[data-save]").getByText("pv.pdf")).toBeVisible();
  const said = table.verify("pv.pdf");
  for (const name of ["Bruno", "Deniz", "Claire"]) expect(said).toContain(name);
  expect(troubles).toEqual([]);
});
