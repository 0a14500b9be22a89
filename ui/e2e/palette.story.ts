// The palette, the search over people and the guide, by keyboard alone, against the demonstration door.
import type { Page } from "@playwright/test";
import { expect, test } from "./clean";

async function open(page: Page, search = ""): Promise<void> {
  await page.goto(`/?fake${search}`);
  await page.getByRole("button", { name: /Session de juin 2026/ }).press("Enter");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

/** Opens the box, types, and takes the first thing found, once it is `called` so. */
async function take(page: Page, typed: string, called: RegExp): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(typed);
  await expect(page.getByRole("option", { selected: true })).toHaveText(called);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Commandes et personnes" })).toHaveCount(0);
}

test("everything is reached from one box: a section, another moment, the theme, the lock", async ({ page }) => {
  await open(page);
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await take(page, "a3", /A3/);
  await expect(page.getByRole("tab", { selected: true })).toContainText("A3");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await take(page, "echanges", /Échanges/);
  await expect(page.getByRole("heading", { level: 1, name: "Échanges" })).toBeVisible();
  await take(page, "apparence sombre", /Sombre/);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await take(page, "tres grande", /Très grande/);
  await expect(page.locator("html")).toHaveAttribute("data-size", "larger");
  await take(page, "verrouiller", /Verrouiller/);
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeVisible();
});

test("a person is found without accents and shown where one is", async ({ page }) => {
  await open(page, "&lived");
  await take(page, "traore", /Aïcha Traoré/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aïcha Traoré");
  await take(page, "echanges", /Échanges/);
  await take(page, "007", /Yanis Benali/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Yanis Benali");
  await take(page, "bruno", /Bruno Roche/);
  await expect(page.locator("tr[data-juror]:focus")).toContainText("Bruno Roche");
});

test("in the preparation, the line of whoever was looked for has the focus, among five hundred", async ({ page }) => {
  await open(page, "&role=office&candidates=500");
  await take(page, "candidat 432", /Candidat 432/);
  await expect(page.locator("[data-row]:focus")).toContainText("Candidat 432");
  await take(page, "candidat 17", /Candidat 17/);
  await expect(page.locator("[data-row]:focus")).toContainText("Candidat 17");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("[data-row]:focus")).toContainText("Candidat 18");
  await page.keyboard.press("End");
  await expect(page.locator("[data-row]:focus")).toContainText("Candidat 500");
});

test("in the deliberation, the case of whoever was looked for opens", async ({ page }) => {
  await open(page, "&stage=confronted");
  await page.keyboard.press("Control+3");
  await page.locator("[data-awake]").waitFor();
  await take(page, "fernandes", /Noé Fernandes/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Noé Fernandes");
});

test("hostile names are shown as text", async ({ page }) => {
  await open(page, "&hostile");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("onclick");
  await expect(page.getByRole("option", { selected: true })).toContainText("<b onclick");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("Escape gives the focus back, and nothing opens over a comment's dialog or the curtain", async ({ page }) => {
  await open(page, "&lived");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.keyboard.type("Budget juste");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await expect(page.locator("[data-awake]")).toContainText("Budget juste");
});

test("what is typed before the box stands goes into the box, and never onto the sheet under it", async ({ page }) => {
  await open(page, "&lived");
  const sheet = page.locator("[data-awake]");
  await expect(sheet.locator("[data-roving]")).toBeFocused();
  const before = await sheet.locator("[aria-checked=true]").count();
  await page.evaluate(() => {
    const press = (key: string, ctrlKey = false): boolean | undefined =>
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
    press("k", true);
    press("n");
    press("o");
  });
  await expect(page.getByRole("combobox")).toHaveValue("no");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(sheet.locator("[aria-checked=true]")).toHaveCount(before);
  await page.evaluate(() => {
    for (const [key, ctrlKey] of [["k", true], ["Escape", false]] as const)
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(sheet.locator("[data-roving]")).toBeFocused();
});

test("F1 shows the guide from everywhere, its chapters are walked with the arrows", async ({ page }) => {
  await page.goto("/?fake&store=locked");
  await page.locator("input").waitFor();
  await page.keyboard.press("F1");
  await expect(page.getByRole("navigation", { name: "Chapitres du guide" }).getByRole("button").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator("article h3:focus")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("input").first()).toBeFocused();
});
