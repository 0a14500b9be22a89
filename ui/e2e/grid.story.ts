// An examiner's day, by keyboard alone, against the demonstration door. The same stories against the true core are in
// core.story.ts.
import type { Page } from "@playwright/test";
import { expect, test } from "./clean";

async function sit(page: Page, search = ""): Promise<void> {
  await page.goto(`/?fake${search}`);
  await page.getByRole("button", { name: /Session de juin 2026/ }).press("Enter");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
}

const checked = (page: Page, criterion: string) =>
  page.locator(`[data-criterion="${criterion}"]`).getByRole("radio", { checked: true });

test("a newcomer grades a bloc by keyboard", async ({ page }) => {
  await sit(page);
  for (const key of ["3", "2", "1", "n", "s"]) await page.keyboard.press(key);
  await expect(checked(page, "A1.CP.1")).toHaveAccessibleName("Acquis");
  await expect(checked(page, "A1.CP.2")).toHaveAccessibleName("En cours");
  await expect(checked(page, "A1.CP.3")).toHaveAccessibleName("Non acquis");
  await expect(checked(page, "A1.CP.4")).toHaveAccessibleName("Non observé");
  await expect(checked(page, "A1.CP.5")).toHaveAccessibleName("Sans objet");
  await expect(page.locator("[data-saved]")).toContainText(/Enregistré \d\d:\d\d:\d\d/);
  await expect(page.getByRole("tab", { selected: true })).toContainText("5/7");
});

test("the focus is never lost, wherever the keys go", async ({ page }) => {
  await sit(page);
  for (const key of ["3", "ArrowDown", "ArrowUp", "PageDown", "n", "PageUp", "Backspace", "Control+z", "Alt+ArrowDown", "j", "k"]) {
    await page.keyboard.press(key);
    await expect(page.locator("[data-awake] [data-roving]"), key).toBeFocused();
  }
});

test("a mark is undone and given again", async ({ page }) => {
  await sit(page);
  await page.keyboard.press("3");
  await page.keyboard.press("Control+z");
  await expect(checked(page, "A1.CP.1")).toHaveCount(0);
  await expect(page.locator(".echo")).toHaveText("Annulé\u202f: critère 1 redevient pas encore noté");
  await page.keyboard.press("Control+Shift+z");
  await expect(checked(page, "A1.CP.1")).toHaveAccessibleName("Acquis");
});

test("a comment is written, ended with Escape, and the keys mark again", async ({ page }) => {
  await sit(page);
  await page.keyboard.press("c");
  await page.keyboard.type("Budget juste, 3 variantes.");
  await page.keyboard.press("Escape");
  await expect(page.locator('[data-criterion="A1.CP.1"]')).toContainText("Budget juste, 3 variantes.");
  await page.keyboard.press("3");
  await expect(checked(page, "A1.CP.1")).toHaveAccessibleName("Acquis");
  expect(await page.evaluate(() => window.fake?.core.received.length)).toBe(2);
});

test("the curtain hides every mark and every key, then lifts", async ({ page }) => {
  await sit(page, "&lived");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Rideau tiré" })).toBeVisible();
  await expect(page.getByRole("radio", { includeHidden: false })).toHaveCount(0);
  await page.keyboard.press("3");
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  expect(await page.evaluate(() => window.fake?.core.received.length)).toBe(0);
});

test("a full disk is said, the value stays, and is written once there is room", async ({ page }) => {
  await sit(page);
  await page.evaluate(() => window.fake?.fillTheDisk());
  await page.keyboard.press("3");
  await expect(page.getByRole("alert")).toContainText("Le disque est plein");
  await expect(page.locator("[data-saved]")).toContainText("1 valeur non enregistrée");
  await expect(checked(page, "A1.CP.1")).toHaveAccessibleName("Acquis");
  await page.evaluate(() => window.fake?.makeRoom());
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.locator("[data-saved]")).toContainText("Enregistré");
});

test("a finished sheet is sealed, then handed over", async ({ page }) => {
  await sit(page, "&lived");
  for (let at = 0; at < 2; at++) await page.keyboard.press("Alt+ArrowUp");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Loïc Le Goff");
  await page.getByRole("button", { name: "Sceller la fiche", exact: true }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Une fiche scellée ne change plus");
  await page.getByRole("button", { name: "Sceller, définitivement" }).press("Enter");
  await expect(page.getByText("Fiche scellée le")).toBeVisible();
  await page.getByRole("button", { name: "Remettre mes fiches" }).press("Enter");
  await page.getByRole("button", { name: "Choisir l’emplacement…" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("relu et vérifié");
});

test("a score is typed, a wrong one is named and not kept", async ({ page }) => {
  await sit(page, "&scale=score");
  await page.keyboard.type("20,5");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-awake]")).toContainText("Le maximum est 20.");
  await page.keyboard.press("Escape");
  await page.keyboard.type("14,5");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-criterion="A1.CP.1"]')).toContainText("14,5");
  await expect(page.locator("[data-awake]")).toHaveAttribute("data-criterion", "A1.CP.2");
});

test("five hundred candidates, long names and other scripts stay usable", async ({ page }) => {
  await sit(page, "&candidates=500");
  await page.getByRole("searchbox").fill("candidat 499");
  await page.getByRole("button", { name: "Candidat 499" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Candidat 499");
  await page.getByRole("searchbox").fill("<b>");
  await page.locator("nav li button").press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("O'Brien <b>");
  await page.getByRole("searchbox").fill("longuenom");
  await page.locator("nav li button").press("Enter");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
