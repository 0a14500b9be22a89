// A juror's day against the true core: the store, the pack, the grid, a power cut, the seal, the hand-over.
import { expect, type Page } from "@playwright/test";
import { arrive, fill, go, PASSPHRASE, seal } from "./core";
import { test, type Room } from "./workbench";

async function receive(page: Page, room: Room): Promise<void> {
  const { pack, code } = room.pack();
  await room.choose(pack);
  await page.getByRole("button", { name: "Ouvrir un paquet reçu" }).press("Enter");
  await page.getByLabel("Code du paquet").fill("pas-ce-code");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Code du paquet").fill(code);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("4 candidats");
  await go(page);
}

const rated = (page: Page) => page.getByRole("radio", { checked: true });

test("a juror opens a store, receives a pack, grades by keyboard, survives a power cut, seals and hands over", async ({
  page,
  room,
}) => {
  await arrive(page, room);
  await receive(page, room);
  const first = await page.getByRole("heading", { level: 1 }).textContent();
  for (const key of ["3", "2", "1", "n", "s"]) await page.keyboard.press(key);
  await page.keyboard.press("c");
  await page.keyboard.type("Cadre bien l’atelier ; oublie le handicap.");
  await page.keyboard.press("Control+Enter");
  // The référentiel speaks of handicap, and a comment may: it is asked about, and kept.
  await expect(page.getByRole("group", { name: "Question sur un commentaire" })).toContainText("handicap");
  await page.keyboard.press("g");
  await expect(page.locator("[data-saved]")).toContainText(/Enregistré \d\d:\d\d:\d\d/);
  await expect(page.locator("[data-saved]")).toHaveAttribute("data-waiting", "0");
  await expect(rated(page)).toHaveCount(5);

  await room.cut();
  await page.keyboard.press("3");
  await expect(page.getByRole("alert")).toContainText("Non enregistré");
  await room.open();
  await page.goto(room.address);
  await page.getByLabel("Phrase secrète", { exact: true }).fill("une autre phrase entière");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Ce n’est pas la bonne phrase secrète");
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeFocused();
  await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
  await expect(page.getByRole("button", { name: "Ouvrir" })).toBeEnabled({ timeout: 60_000 });
  await page.keyboard.press("Enter");
  // The first session is under the hand as soon as the list is there.
  await expect(page.getByRole("button", { name: /Session de juin 2026/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first ?? "");
  await expect(page.getByRole("tab").first()).toContainText("5/7");
  await expect(page.locator("main").getByText("Cadre bien l’atelier ; oublie le handicap.")).toBeVisible();

  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await fill(page);
  await seal(page);
  await room.choose(room.home);
  await page.getByRole("button", { name: "Remettre mes fiches" }).press("Enter");
  await page.getByRole("button", { name: "Choisir l’emplacement…" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("relu et vérifié");
});

test("a juror locks in the middle of a comment, forgets the passphrase, and finds the comment with the recovery key", async ({
  page,
  room,
}) => {
  const key = await arrive(page, room);
  await receive(page, room);
  await page.keyboard.press("c");
  await page.keyboard.type("Cadre bien l’atelier");
  await page.keyboard.press("Control+l");
  await expect(page.locator("[data-criterion]")).toHaveCount(0);
  await page.getByRole("button", { name: "Phrase secrète oubliée\u202f?" }).press("Enter");
  const typed = key.toLowerCase().replaceAll("-", "");
  await page.getByLabel("Nouvelle phrase secrète", { exact: true }).fill("autre pile agrafe correct");
  await page.getByLabel("La même, encore une fois").fill("autre pile agrafe correct");
  await page.getByLabel("Clé de secours", { exact: true }).fill(`${typed.startsWith("0") ? "1" : "0"}${typed.slice(1)}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("mal recopiée");
  await page.getByLabel("Clé de secours", { exact: true }).fill(typed);
  await expect(page.getByRole("button", { name: "Ouvrir et changer la phrase" })).toBeEnabled({ timeout: 60_000 });
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Session de juin 2026/ }).press("Enter");
  await expect(page.locator("main").getByText("Cadre bien l’atelier", { exact: true })).toBeVisible();
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await page.keyboard.press("Control+l");
  await page.getByLabel("Phrase secrète", { exact: true }).fill("autre pile agrafe correct");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /Session de juin 2026/ })).toBeVisible();
});
