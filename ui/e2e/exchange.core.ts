// Exchanges against the true core, by keyboard: three files of which one is refused and one known, a file dropped on the window,
// a hand-over read back, a screen filmed by another laptop's camera.
import { copyFileSync, writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { arrive, begin, fill, go, seal, settled, take } from "./core";
import { test, type Room } from "./workbench";

async function toExchanges(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Échanges" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Échanges" })).toBeVisible({ timeout: 30_000 });
}

const words = (page: Page) => page.locator("[data-fingerprint]").allInnerTexts();

/** Marks a sheet, seals it, and hands the file over from the screen of exchanges. */
async function handOver(page: Page, room: Room, name: string): Promise<void> {
  await room.choose(room.path(name));
  await page.getByRole("button", { name: "Choisir l’emplacement…" }).press("Enter");
  await expect(page.locator("strong", { hasText: "Vous pouvez retirer la clé." })).toBeVisible();
}

test("three files, one refused and one known: told first, then taken by one key, and kept in the list", async ({ page, room }) => {
  await begin(page, room);
  await fill(page);
  await seal(page);
  await toExchanges(page);
  await expect(page.locator("[data-received]")).toContainText("1 fiche reçue sur 4");
  await handOver(page, room, "known.delib");
  const before = await words(page);

  writeFileSync(room.path("facture.delib"), "%PDF-1.7\n");
  const office = room.exported("office.delib");
  await room.choose(office, room.path("known.delib"), room.path("facture.delib"));
  await page.getByRole("button", { name: "Choisir des fichiers…" }).press("Enter");
  const panel = page.getByRole("region", { name: "3 fichiers reçus" });
  await expect(panel.getByText("Awa Diallo")).toBeVisible();
  await expect(panel.getByText(/\d+ éléments? nouveaux?/)).toBeVisible();
  await expect(panel.getByText("Rien de nouveau")).toBeVisible();
  await expect(panel).toContainText("Ce fichier n’est pas un paquet de Délibéré.");
  expect(await words(page)).toEqual(before);

  await expect(page.getByRole("button", { name: "Reprendre", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^Repris\s*: \d+ éléments? nouveaux?$/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Terminé" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => words(page)).not.toEqual(before);
  await expect(page.getByRole("region", { name: "Fichiers repris" })).toContainText("office.delib");

  // The same file again says so, and nothing is to be taken.
  await room.choose(office);
  await page.getByRole("button", { name: "Choisir des fichiers…" }).press("Enter");
  await expect(page.getByText("Déjà repris")).toBeVisible();
  await expect(page.getByRole("button", { name: "Reprendre", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Fermer" })).toBeFocused();
});

test("a file dropped on the grid is looked at among exchanges, and its path never reaches the page", async ({ page, room }) => {
  await begin(page, room);
  await page.keyboard.press("3");
  await settled(page);
  const office = room.exported("office.delib");
  copyFileSync(office, room.path("posée.delib"));
  const heard: string[] = [];
  page.on("response", (response) => void response.text().then((text) => heard.push(text)));
  await room.drop(room.path("posée.delib"));
  await page.evaluate(() => dispatchEvent(new Event("delibere:offered")));
  await expect(page.getByRole("region", { name: "1 fichier reçu" })).toContainText("posée.delib");
  await expect.poll(() => heard.join()).toContain("posée.delib");
  expect(heard.join()).not.toContain(room.home);
});

test("a pack dropped on the list of sessions asks for its code", async ({ page, room }) => {
  await arrive(page, room);
  const { pack, code } = room.pack();
  await room.drop(pack);
  await page.evaluate(() => dispatchEvent(new Event("delibere:offered")));
  await page.getByLabel("Code du paquet").fill(code);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("4 candidats");
  await go(page);
});

test("what one screen shows, the core reads from pictures of it, and it is the file known already", async ({ page, room }) => {
  await begin(page, room);
  await fill(page);
  await seal(page);
  await toExchanges(page);
  await page.getByRole("button", { name: "Montrer à l’écran" }).press("Enter");
  const code = page.getByRole("dialog").getByRole("img");
  await expect(code).toBeVisible();
  await expect(page.locator("[data-counter]")).toContainText(/\d+ sur \d+/);
  await page.getByRole("button", { name: "Pause" }).press("Enter");
  // The drawn code itself, as pixels of this page, is what the camera of the other laptop would see.
  const filmed = await code.evaluate(async (svg: SVGSVGElement) => {
    const scale = 7;
    const side = svg.viewBox.baseVal.width * scale;
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("no canvas");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, side, side);
    pen.fillStyle = "black";
    pen.scale(scale, scale);
    pen.fill(new Path2D(svg.querySelector(".ink")?.getAttribute("d") ?? ""));
    const { data } = pen.getImageData(0, 0, side, side);
    let grey = "";
    for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode(data[at] ?? 0);
    const body = JSON.stringify({ width: side, grey: btoa(grey) });
    const answer = await fetch("/door/film", { method: "POST", headers: { "content-type": "application/json" }, body });
    return (await answer.json()) as { seen: string; frames: number; missing: number };
  });
  expect(filmed.seen).toBe("new");
  expect(filmed.missing).toBe(filmed.frames - 1);
});

test("a window without a camera says so and offers the file", async ({ page, room }) => {
  await arrive(page, room);
  await take(page, room, room.pack());
  await go(page);
  await toExchanges(page);
  await page.getByRole("button", { name: "Filmer un écran" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Aucune caméra");
  await page.getByRole("button", { name: "Choisir un fichier plutôt" }).press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
