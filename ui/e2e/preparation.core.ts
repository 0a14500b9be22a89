// A whole preparation against the true core, by keyboard: a session opened, a table taken in and mended, a panel, a
// recusal, subjects drawn, passages planned, packs handed, until nothing keeps it from beginning.
import { writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { arrive } from "./core";
import { test, type Room } from "./workbench";

const TABLE = [
  "N°;Nom;Prénoms;Sexe;Né(e) le;Voie d'accès;Option;Aménagement;Téléphone",
  "1;Vasseur;Inès;F;02/03/2001;apprentissage;A4;;06",
  "2;Le Goff;Jonas;M;31/02/2001;apprentissage;A5;Tiers temps;07",
  "3;O'Brien <b>;Sean;M;05/06/1999;VAE;A6;;08",
].join("\n");

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().press("Enter");
const point = (page: Page, matter: string) => page.locator(`[data-matter=${matter}]`);

/** Goes to a part of the preparation. */
async function part(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Parties de la préparation" }).getByRole("button", { name }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function openSession(page: Page): Promise<void> {
  await press(page, "Créer une session…");
  await expect(page.getByLabel("Règlement", { exact: true })).not.toHaveValue("");
  await page.keyboard.type("Session d’octobre 2026");
  await page.getByLabel("Premier jour").fill("2026-10-05");
  await page.getByLabel("Centre d’examen").fill("Centre des Lilas");
  await page.getByLabel("Adresse").fill("12 rue des Lilas");
  await expect(page.getByLabel("Nom", { exact: true })).toHaveValue("Martin");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Candidats" })).toBeVisible();
}

async function takeTable(page: Page, room: Room): Promise<void> {
  writeFileSync(room.path("candidats.csv"), TABLE);
  await room.choose(room.path("candidats.csv"));
  await press(page, "Reprendre un tableau…");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(/Contient .?Téléphone/)).toHaveValue("");
  await press(page, "Vérifier");
  await expect(dialog.getByText("2 candidats peuvent être inscrits.")).toBeVisible();
  await expect(dialog.locator("[data-line='3']")).toContainText("ce jour n’existe pas");
  await dialog.getByLabel("date de naissance").fill("28/02/2001");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("3 candidats peuvent être inscrits.")).toBeVisible();
  await press(page, "Inscrire 3 candidats");
  await expect(page.getByRole("listitem")).toHaveCount(3 + 7);
}

async function seat(page: Page, given: string, family: string, external: boolean): Promise<void> {
  await press(page, "Ajouter un membre…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Prénom").fill(given);
  await dialog.getByLabel("Nom", { exact: true }).fill(family);
  await dialog.getByRole("checkbox").setChecked(external);
  await dialog.getByLabel("Nom", { exact: true }).press("Enter");
  await expect(dialog).toHaveCount(0);
}

test("a session is prepared by keyboard, from a table with a wrong row to packs in the members' hands", async ({ page, room }) => {
  await arrive(page, room);
  await openSession(page);
  await part(page, "Départ");
  await expect(point(page, "candidates")).toContainText("Aucun candidat");
  await point(page, "candidates").getByRole("button").press("Enter");
  await takeTable(page, room);

  await part(page, "Jury");
  await seat(page, "Awa", "Diallo", false);
  await expect(page.getByText(/le jury n’est pas conforme/)).toBeVisible();
  await seat(page, "Bruno", "Roche", true);
  await seat(page, "Chloé", "Petit", true);
  await expect(page.getByText(/le jury est conforme/)).toBeVisible();

  await part(page, "Candidats");
  await page.getByRole("button", { name: /Vasseur/ }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Membre qui se déporte").selectOption({ label: "Bruno Roche" });
  await dialog.getByLabel("Motif", { exact: true }).fill("A formé la candidate en 2025.");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(/Déport de .Bruno Roche/)).toBeVisible();
  await page.keyboard.press("Escape");

  await part(page, "Sujets");
  for (const title of ["Le musée du Temps", "La coopérative"]) {
    await press(page, "Ajouter un sujet…");
    await page.getByLabel("Titre").fill(title);
    await page.getByLabel("Énoncé").fill("Cadrez le projet.");
    await page.getByLabel("Titre").press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await expect(page.getByText("3 candidats attendent un sujet.")).toBeVisible();
  await press(page, "Tirer les sujets qui manquent");
  await expect(page.getByText(/tiré au sort, numéro \d+/)).toHaveCount(3);

  await part(page, "Planning");
  await page.getByLabel("Salle").fill("Salle B");
  await page.keyboard.press("Enter");
  await expect(page.getByText("5 octobre 2026, 09:00")).toBeVisible();
  await expect(page.getByText("5 octobre 2026, 10:00")).toBeVisible();

  await part(page, "Paquets");
  for (const name of ["Awa", "Bruno", "Chloé"]) {
    await room.choose(room.home);
    await press(page, new RegExp(`Faire le paquet de .?${name}`));
    await expect(page.getByRole("listitem").filter({ hasText: name }).locator("strong")).toHaveText(/^[0-9A-Z-]+$/);
  }

  await part(page, "Départ");
  for (const matter of ["candidates", "likenesses", "civil_status", "president", "panel", "passages", "overlaps", "days", "draws", "packs"]) {
    await expect(point(page, matter)).toHaveClass(/good/);
  }
  await expect(page.getByText(/empêche/)).toHaveCount(0);
  await part(page, "Émargement");
  await press(page, "Tous présents");
  await expect(page.getByRole("combobox").first()).toHaveValue("present");
});

test("what is refused is said where it was typed, and a number taken is not taken twice", async ({ page, room }) => {
  await arrive(page, room);
  await press(page, "Créer une session…");
  await expect(page.getByLabel("Règlement", { exact: true })).not.toHaveValue("");
  await page.getByLabel("Premier jour").fill("2026-10-05");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await page.getByLabel("Nom de la session").fill("Session d’octobre 2026");
  await page.getByLabel("Adresse").fill("12 rue des Lilas");
  await page.getByLabel("Centre d’examen").fill("Centre des Lilas");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Candidats" })).toBeVisible();
  for (const family of ["Vasseur", "Keller"]) {
    await press(page, "Inscrire un candidat…");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Numéro").fill("1");
    await dialog.getByLabel("Prénom", { exact: true }).fill("Inès");
    await dialog.getByLabel("Nom", { exact: true }).fill(family);
    await page.keyboard.press("Enter");
    if (family === "Vasseur") await expect(dialog).toHaveCount(0);
    else await expect(dialog.getByRole("alert")).toContainText("1");
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Vasseur/ }).press("Enter");
  await press(page, "Retirer de la session…");
  await page.getByLabel("Motif").fill("S’est désistée.");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Personne n’est inscrit.")).toBeVisible();
});
