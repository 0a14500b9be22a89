// What was given is kept, by the true core: on the disk, after a power cut, a closed page, a lock, a restart.
import { expect } from "@playwright/test";
import { arrive, begin, fill, go, rated, restart, row, seal, settled, sit, take, unlock } from "./core";
import { test } from "./workbench";

/** A size as a French reader expects it. */
const sized = (bytes: number): string => `${String(Math.round(bytes / 100) / 10).replace(".", ",")}\\sko`;

test("undo and redo reach the disk", async ({ page, room }) => {
  await begin(page, room);
  for (const key of ["3", "2", "Control+z"]) await page.keyboard.press(key);
  await expect(rated(page, 2)).toHaveCount(0);
  await settled(page);
  await restart(page, room);
  await expect(rated(page, 1)).toHaveAccessibleName("Acquis");
  await expect(rated(page, 2)).toHaveCount(0);
  for (const key of ["1", "Control+z", "Control+Shift+z"]) await page.keyboard.press(key);
  await expect(rated(page, 2)).toHaveAccessibleName("Non acquis");
  await settled(page);
  await restart(page, room);
  await expect(rated(page, 1)).toHaveAccessibleName("Acquis");
  await expect(rated(page, 2)).toHaveAccessibleName("Non acquis");
});

test("the lowest level, not observed, not applicable and not yet rated come back as four different things", async ({ page, room }) => {
  await begin(page, room);
  for (const key of ["1", "n", "s"]) await page.keyboard.press(key);
  await settled(page);
  await restart(page, room);
  await expect(rated(page, 1)).toHaveAccessibleName("Non acquis");
  await expect(rated(page, 2)).toHaveAccessibleName("Non observé");
  await expect(rated(page, 3)).toHaveAccessibleName("Sans objet");
  await expect(rated(page, 4)).toHaveCount(0);
  await expect(page.getByRole("tab").first()).toContainText("3/7");
  await page.keyboard.press("ArrowDown");
  await expect(row(page, 5)).toHaveAttribute("data-awake", "");
  const shapes = await Promise.all([1, 2, 3].map((place) => rated(page, place).locator("svg").innerHTML()));
  expect(new Set(shapes).size).toBe(3);
  await expect(row(page, 4).locator("svg")).toHaveCount(0);
});

test("a comment typed and never left is there after the page is closed", async ({ page, context, room }) => {
  await begin(page, room);
  await page.keyboard.press("c");
  await page.keyboard.type("Budget juste, trois variantes.");
  await settled(page);
  await expect(page.getByRole("textbox", { name: "Commentaire du critère 1" })).toBeFocused();
  await page.close();
  const again = await context.newPage();
  await again.goto(room.address);
  await sit(again);
  await expect(row(again, 1).getByText("Budget juste, trois variantes.")).toBeVisible();
  await restart(again, room);
  await expect(row(again, 1).getByText("Budget juste, trois variantes.")).toBeVisible();
});

test("Ctrl+L hides everything and the passphrase gives the grid back with everything", async ({ page, room }) => {
  await begin(page, room);
  for (const key of ["3", "2", "n"]) await page.keyboard.press(key);
  await page.keyboard.press("c");
  await page.keyboard.type("À revoir");
  await page.keyboard.press("Control+l");
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeFocused();
  await expect(page.locator("[data-criterion], [role=dialog]")).toHaveCount(0);
  expect(await page.locator("body").textContent()).not.toMatch(/Vasseur|À revoir|Session de juin/);
  await unlock(page);
  await sit(page);
  await expect(rated(page, 1)).toHaveAccessibleName("Acquis");
  await expect(rated(page, 2)).toHaveAccessibleName("En cours");
  await expect(rated(page, 3)).toHaveAccessibleName("Non observé");
  await expect(row(page, 4).getByText("À revoir")).toBeVisible();
  await expect(row(page, 4)).toHaveAttribute("data-awake", "");
});

test("English and dark are kept after a restart", async ({ page, context, room }) => {
  await begin(page, room);
  await page.keyboard.press("3");
  await settled(page);
  await page.getByRole("button", { name: "Réglages" }).press("Enter");
  await page.getByRole("menuitemradio", { name: "Sombre" }).press("Enter");
  await page.getByRole("menuitemradio", { name: "English" }).press("Enter");
  await page.keyboard.press("Escape");
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.close();
  await room.cut();
  await room.open();
  const again = await context.newPage();
  await again.goto(room.address);
  await expect(again.locator("html")).toHaveAttribute("lang", "en");
  await expect(again.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await again.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(paper);
  await expect(again.getByLabel("Passphrase", { exact: true })).toBeFocused();
});

test("the same pack opened twice says that it was known and changes nothing", async ({ page, room }) => {
  const pack = room.pack();
  await arrive(page, room);
  await take(page, room, pack);
  await expect(page.getByRole("dialog")).toContainText(/\d+ éléments nouveaux/);
  await go(page);
  await page.keyboard.press("3");
  await settled(page);
  await page.getByRole("button", { name: "Sessions" }).press("Enter");
  await take(page, room, pack);
  await expect(page.getByRole("dialog")).toContainText("Rien de nouveau\u202f: ce paquet était déjà là.");
  await go(page);
  await expect(rated(page, 1)).toHaveAccessibleName("Acquis");
  await page.getByRole("button", { name: "Sessions" }).press("Enter");
  await expect(page.locator("article")).toHaveCount(1);
});

test("handing over twice gives two files that both verify, and the second brings what was sealed since", async ({ page, room }) => {
  await begin(page, room);
  for (const [name, sheets] of [["premier.delib", "1 fiche"], ["second.delib", "2 fiches"]] as const) {
    await fill(page);
    await seal(page);
    await room.choose(room.path(name));
    await page.getByRole("button", { name: "Remettre mes fiches" }).press("Enter");
    await page.getByRole("button", { name: "Choisir l’emplacement…" }).press("Enter");
    const said = page.getByRole("dialog");
    await expect(said).toContainText(name);
    await expect(said).toContainText(new RegExp(`${sheets}, ${sized(room.size(name))}, relu et vérifié`));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+ArrowDown");
    await expect(page.getByText("Fiche scellée le")).toHaveCount(0);
  }
  const [first, second] = [room.verify("premier.delib"), room.verify("second.delib")];
  expect(first).toMatchObject({ from: "Bruno Martin", forks: 0 });
  expect(second).toMatchObject({ from: "Bruno Martin", forks: 0 });
  expect(first.new).toBeGreaterThan(30);
  expect(second.new).toBeGreaterThan(first.new + 30);
});
