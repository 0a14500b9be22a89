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

test("Ctrl+L locks from the grid, a comment, a dialog and the curtain, and nothing of the session stays in the page", async ({ page }) => {
  await page.goto("/?fake&lived");
  for (const before of [[], ["c", "B", "o", "n"], ["F1"], ["Escape"]]) {
    await page.getByRole("button", { name: /Session de juin 2026/ }).press("Enter");
    await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
    for (const key of before) await page.keyboard.press(key);
    await page.keyboard.press("Control+l");
    await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeFocused();
    await expect(page.locator("[data-criterion], [role=dialog]")).toHaveCount(0);
    expect(await page.locator("body").textContent()).not.toMatch(/Camille|Budget|Critère|Session de juin/);
    await page.keyboard.type("quatre mots au hasard");
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: /Session de juin 2026/ }).press("Enter");
  await expect(page.locator("main").getByText("Bon", { exact: true })).toBeVisible();
});

test("what the disk can't take yet is covered by Ctrl+L, and the store locks by itself once there is room", async ({ page }) => {
  await sit(page);
  await page.evaluate(() => window.fake?.fillTheDisk());
  await page.keyboard.press("3");
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("dialog", { name: "Verrouillage…" })).toContainText("n’est pas encore enregistrée");
  await expect(page.locator("[data-awake]")).toBeHidden();
  await page.getByRole("button", { name: "Revenir à la grille" }).press("Enter");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await page.keyboard.press("Control+l");
  await page.evaluate(() => window.fake?.makeRoom());
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => window.fake?.core.received.length)).toBe(1);
});

test("a forgotten passphrase: the recovery key and a new one, by keyboard alone", async ({ page }) => {
  await page.goto("/?fake&store=locked");
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Clé de secours", { exact: true })).toBeFocused();
  await page.keyboard.type("k7qf2m4d9txrhb6wp3vn8cjy5tg2rmq9zkd4hwbu");
  for (const label of ["Nouvelle phrase secrète", "La même, encore une fois"]) {
    await page.keyboard.press("Tab");
    if (label !== "Nouvelle phrase secrète") await page.keyboard.press("Tab");
    await expect(page.getByLabel(label, { exact: true })).toBeFocused();
    await page.keyboard.type("cheval pile agrafe correct");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("mal recopiée");
  await expect(page.getByLabel("Clé de secours", { exact: true })).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /Session de juin 2026/ })).toBeVisible();
});

test("Escape leaves the recovery key for the passphrase", async ({ page }) => {
  await page.goto("/?fake&store=locked");
  await page.getByRole("button", { name: "Phrase secrète oubliée\u202f?" }).press("Enter");
  await page.keyboard.type("K7QF2");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeFocused();
});

test("official texts are said in their own language in an English window", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("delibere.preferences", JSON.stringify({ locale: "en", theme: "light" })));
  await sit(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const text = page.locator('[data-criterion="A1.CP.1"]').getByText("Les candidats");
  await expect(text).toHaveAttribute("lang", "fr");
  for (const official of [page.locator("main h2"), page.locator("main header[data-lead]").first()]) await expect(official).toHaveAttribute("lang", "fr");
  await page.getByRole("tab").last().press("Enter");
  await expect(page.locator("details p")).toHaveAttribute("lang", "fr");
});

test("the mémoire shows its official paragraph whole, and folds it only when asked", async ({ page }) => {
  await sit(page);
  await page.getByRole("tab", { name: /Mémoire/ }).press("Enter");
  const paragraph = page.getByText("Pour se faire, Le candidat effectue une mission de stage");
  await expect(paragraph).toBeVisible();
  await expect(paragraph).toContainText("attendus les éléments suivants :");
  expect(await paragraph.evaluate((it) => it.scrollHeight <= it.clientHeight + 1)).toBe(true);
  await page.locator("summary").press("Enter");
  await expect(paragraph).toBeHidden();
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByRole("tab", { name: /Mémoire/ }).press("Enter");
  await expect(paragraph).toBeHidden();
  await page.locator("summary").press("Enter");
  await expect(paragraph).toBeVisible();
});

test("the épreuve keeps its heading clear of the head of the section", async ({ page }) => {
  for (const size of [{ width: 1280, height: 800 }, { width: 1280, height: 640 }]) {
    await page.setViewportSize(size);
    await sit(page);
    for (const key of ["PageDown", "3", "3", "3", "3", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
    const head = await page.locator(".columns").boundingBox();
    const lead = await page.locator("main header[data-lead] h3").first().boundingBox();
    expect((lead?.y ?? 0) - (head?.y ?? 0) - (head?.height ?? 0)).toBeGreaterThanOrEqual(8);
  }
});

test("the blocs stay on one line", async ({ page }) => {
  for (const [width, height] of [[1280, 800], [960, 640], [640, 400]] as const) {
    await page.setViewportSize({ width, height });
    for (const search of ["&lived", "&lived&hostile"]) {
      await page.goto(`/?fake${search}`);
      await page.getByRole("button", { name: /Session de juin 2026/ }).click();
      await page.locator("nav li button").nth(1).click();
      await page.locator("[data-awake]").waitFor();
      const boxes = await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect()).map(({ top, right }) => ({ top, right })));
      expect(new Set(boxes.map(({ top }) => Math.round(top))).size, `${String(width)} ${search}`).toBe(1);
      expect(Math.max(...boxes.map(({ right }) => right)), `${String(width)} ${search}`).toBeLessThanOrEqual(width);
    }
  }
});

test("hostile texts are shown as they are, run nothing and push nothing out of the window", async ({ page }) => {
  for (const [width, height] of [[1280, 800], [1920, 1080], [640, 400]] as const) {
    await page.setViewportSize({ width, height });
    await page.goto("/?fake&lived&hostile&sessions=2");
    const wide = () => page.evaluate(() => [...document.querySelectorAll("*")].filter((it) => it.closest(".sr-only, svg") === null && getComputedStyle(it).clipPath === "none" && it.getBoundingClientRect().right > innerWidth + 1).filter((it) => { for (let up = it.parentElement; up !== null; up = up.parentElement) if (up.getBoundingClientRect().right <= innerWidth + 1 && getComputedStyle(up).overflowX !== "visible") return false; return true; }).map((it) => it.outerHTML.slice(0, 120)));
    expect(await wide()).toEqual([]);
    await page.getByRole("button", { name: /Session de juin 2026/ }).click();
    await page.locator("[data-awake]").waitFor();
    expect(await wide()).toEqual([]);
    expect(await page.locator("main b[onclick], nav b[onclick], aside b[onclick]").count()).toBe(0);
    expect(await page.locator("nav li bdi").count()).toBe(12);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("=cmd|' /C calc'!A0");
    const rows = await page.locator("nav li").evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().height));
    expect(Math.max(...rows)).toBeLessThan(90);
  }
});

test("with five hundred candidates each key is answered before the next one", async ({ page }) => {
  await sit(page, "&candidates=500");
  const who = page.getByRole("heading", { level: 1 });
  for (let at = 0; at < 30; at++) {
    const before = await who.textContent();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(who).not.toHaveText(before ?? "");
    await expect(page.locator("nav li [aria-current]")).toBeInViewport();
  }
  await page.keyboard.press("3");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
  const painted = await page.locator("nav li button").evaluateAll((lines) => lines.filter((line) => line.checkVisibility({ contentVisibilityAuto: true })).length);
  expect(painted).toBeLessThan(60);
});

test("a slow disk is waited for in words, never said to be done", async ({ page }) => {
  await sit(page, "&delay=1500");
  await page.keyboard.press("3");
  await expect(page.locator("[data-saved]")).toHaveText("Enregistrement…");
  await expect(page.locator("[data-saved]")).toContainText(/Enregistré \d\d:\d\d:\d\d/);
});

test("a whole sheet is marked with at most 1.1 press for each criterion, by keyboard alone", async ({ page }) => {
  await sit(page);
  const [, total] = (await page.locator(".progress").textContent())?.match(/(\d+)\D*$/) ?? [];
  const criteria = Number(total);
  expect(criteria).toBeGreaterThan(25);
  let presses = 0;
  while ((await page.locator("nav li [aria-current]").textContent())?.includes("terminée") !== true && presses < 2 * criteria) {
    await page.keyboard.press("3");
    presses += 1;
  }
  await expect(page.locator("[data-saved]")).toHaveAttribute("data-waiting", "0");
  expect(await page.evaluate(() => window.fake?.core.received.length)).toBe(criteria);
  expect(presses / criteria).toBeLessThanOrEqual(1.1);
});

test("a comment that touches a pregnancy is asked about, kept by one key, or written again by another", async ({ page }) => {
  await sit(page);
  await page.keyboard.press("c");
  await expect(page.getByText("Ce commentaire peut être communiqué au candidat.")).toBeVisible();
  await page.keyboard.type("Grossesse évoquée");
  await page.keyboard.press("Escape");
  const question = page.getByRole("group", { name: "Question sur un commentaire" });
  await expect(question).toContainText("grossesse");
  expect(await page.evaluate(() => window.fake?.core.received.length)).toBe(0);
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "Commentaire du critère 1" })).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await expect(question).toHaveCount(0);
  await expect(page.locator("[data-saved]")).toContainText("Enregistré");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
});

test("the timer runs by key, is noted in a comment, and says its end without covering anything", async ({ page }) => {
  await page.clock.install();
  await sit(page);
  await page.keyboard.press("t");
  await page.clock.runFor("04:10");
  await page.keyboard.press("c");
  await page.keyboard.type("Budget");
  await page.keyboard.press("Control+m");
  await expect(page.getByRole("textbox", { name: "Commentaire du critère 1" })).toHaveValue("Budget [04:10] ");
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await expect(page.getByRole("region", { name: "Chronomètre" })).toContainText("Présentation");
  await page.clock.runFor("45:00");
  await expect(page.getByRole("region", { name: "Chronomètre" })).toContainText("Temps écoulé");
  await expect(page.getByRole("status").filter({ hasText: "est écoulé" })).toHaveCount(1);
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
  await page.keyboard.press("t");
  await page.keyboard.press("r");
  await expect(page.locator("[data-time]")).toHaveText("00:00");
});

test("one's phrases go into the comment by two keys, and are changed without a mouse", async ({ page }) => {
  await sit(page);
  await page.keyboard.press("c");
  await page.keyboard.press("Control+j");
  await expect(page.getByRole("option")).toHaveCount(3);
  await page.keyboard.press("2");
  const field = page.getByRole("textbox", { name: "Commentaire du critère 1" });
  await expect(field).toHaveValue("Budget chiffré, hypothèses expliquées.");
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("Budget chiffré, hypothèses expliquées. Budget chiffré, hypothèses expliquées.");
  await page.keyboard.press("Control+j");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(field).toBeFocused();
});

test("an incident is reported in two keys and what happened", async ({ page }) => {
  await sit(page);
  await page.keyboard.press("i");
  await page.keyboard.press("2");
  await expect(page.getByLabel("Faits")).toBeFocused();
  await expect(page.getByLabel("Heure")).toHaveValue(/^\d\d:\d\d$/);
  await expect(page.getByRole("checkbox", { name: /Aïcha Traoré/ })).toBeChecked();
  await page.keyboard.type("vidéoprojecteur éteint trois minutes.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
});

test("the subject and its documents open beside the grid, the competences too, and the keys go on marking", async ({ page }) => {
  await sit(page, "&lived");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Camille Vasseur");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { name: "Le musée du Temps" })).toBeVisible();
  await page.keyboard.press("3");
  await page.getByRole("button", { name: "plan-du-musee.png" }).press("Enter");
  await expect(page.getByRole("dialog").getByRole("img", { name: "plan-du-musee.png" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  await expect(page.getByText(/compétences vues par vos notes/)).toBeVisible();
  await page.getByRole("button", { name: /CA1\.1/ }).press("Enter");
  await expect(page.locator("[data-awake]")).toHaveAttribute("data-criterion", "A1.MSP.1");
});
