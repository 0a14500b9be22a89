// What the stories against the true core share: arriving, receiving a pack, sitting down, coming back after a power cut.
import { expect, type Page } from "@playwright/test";
import type { Room } from "./workbench";

export const PASSPHRASE = "cheval pile agrafe correct";

/** Creates the store; the recovery key, as it is printed. */
export async function arrive(page: Page, room: Room): Promise<string> {
  await page.goto(room.address);
  await expect(page.getByLabel("Votre nom")).toBeFocused();
  await page.keyboard.type("Bruno Martin");
  await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("La même, encore une fois").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Votre clé de secours" })).toBeVisible();
  const key = await page.locator(".key").textContent();
  await page.getByRole("checkbox").press("Space");
  await page.getByRole("button", { name: "Entrer" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Aucune session pour l’instant" })).toBeVisible();
  return (key ?? "").trim();
}

/** Chooses a pack and types its code; what it brought is on the screen. */
export async function take(page: Page, room: Room, { pack, code }: { pack: string; code: string }): Promise<void> {
  await room.choose(pack);
  await page.getByRole("button", { name: "Ouvrir un paquet reçu" }).press("Enter");
  await page.getByLabel("Code du paquet").fill(code);
  await page.keyboard.press("Enter");
}

/** Goes from the pack just received to its grid. */
export async function go(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Aller à la session" }).press("Enter");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
}

/** A store, a pack, the grid: where most stories begin. */
export async function begin(page: Page, room: Room): Promise<void> {
  await arrive(page, room);
  await take(page, room, room.pack());
  await go(page);
}

/** Opens the session from the list. */
export async function sit(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Session de juin 2026/ }).press("Enter");
  await expect(page.locator("[data-awake] [data-roving]")).toBeFocused();
}

export async function unlock(page: Page): Promise<void> {
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeFocused();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press("Enter");
}

/** All that was given is on the disk. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("[data-saved]")).toContainText(/Enregistré \d\d:\d\d:\d\d/);
  await expect(page.locator("[data-saved]")).toHaveAttribute("data-waiting", "0");
}

/** The power goes, comes back, and the juror sits down again: what is seen then was on the disk. */
export async function restart(page: Page, room: Room): Promise<void> {
  await room.cut();
  await room.open();
  await page.goto(room.address);
  await unlock(page);
  await sit(page);
}

/** Gives every criterion of the open sheet its highest level, by keyboard. */
export async function fill(page: Page): Promise<void> {
  const tabs = await page.getByRole("tab").count();
  for (let tab = 0; tab < tabs; tab++) {
    for (let at = 0; at < 9; at++) await page.keyboard.press("3");
    await page.keyboard.press("PageDown");
  }
  await settled(page);
}

export async function seal(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sceller la fiche", exact: true }).press("Enter");
  await page.getByRole("button", { name: "Sceller, définitivement" }).press("Enter");
  await expect(page.getByText("Fiche scellée le")).toBeVisible();
}

/** The criterion in the `place`-th row of the section on the screen, from 1. */
export const row = (page: Page, place: number) => page.locator("[data-criterion]").nth(place - 1);

/** What is chosen in that row. */
export const rated = (page: Page, place: number) => row(page, place).getByRole("radio", { checked: true });
