// What the true core refuses is said in words, and nothing of it is kept.
import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { arrive, begin, fill, go, rated, restart, seal, settled, sit, take } from "./core";
import { test } from "./workbench";

const WHY = "La fiche est scellée\u202f: elle ne change plus.";

test("a sealed sheet refuses a change and says why, also after a restart", async ({ page, room }) => {
  await begin(page, room);
  const name = await page.getByRole("heading", { level: 1 }).textContent();
  await fill(page);
  await seal(page);
  await page.keyboard.press("1");
  await expect(page.locator(".echo")).toHaveText(WHY);
  await restart(page, room);
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name ?? "");
  await expect(page.getByText("Fiche scellée le")).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.locator(".echo")).toHaveText(WHY);
  await expect(rated(page, 1)).toHaveAccessibleName("Acquis");
});

test("a screen that is behind learns from the core that the sheet is sealed, and shows what the book has", async ({
  page,
  context,
  room,
}) => {
  await begin(page, room);
  await fill(page);
  const behind = await context.newPage();
  await behind.goto(room.address);
  await sit(behind);
  await seal(page);
  await behind.bringToFront();
  await behind.keyboard.press("1");
  await expect(behind.locator("[data-awake]")).toContainText(WHY);
  await expect(behind.getByText("Fiche scellée le")).toBeVisible();
  await expect(rated(behind, 1)).toHaveAccessibleName("Acquis");
});

test("a PDF renamed .delib and a cut pack are refused with words, and nothing is kept", async ({ page, room }) => {
  const whole = room.pack();
  const bytes = readFileSync(whole.pack);
  writeFileSync(room.path("facture.delib"), "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n");
  writeFileSync(room.path("coupé.delib"), bytes.subarray(0, bytes.length - 1000));
  await arrive(page, room);
  await room.choose(room.path("facture.delib"));
  await page.getByRole("button", { name: "Ouvrir un paquet reçu" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("Ce fichier n’est pas un paquet de Délibéré.");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await take(page, room, { pack: room.path("coupé.delib"), code: whole.code });
  await expect(page.getByRole("alert")).toContainText("abîmé ou modifié en chemin. Rien n’a été pris. Copiez-le de nouveau.");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Aucune session pour l’instant" })).toBeVisible();
  await take(page, room, whole);
  await expect(page.getByRole("dialog")).toContainText("4 candidats");
  await go(page);
  await page.keyboard.press("3");
  await settled(page);
});

test("a bloc already acquired is not asked for, and a recusal or an absence says so", async ({ page, room }) => {
  const pack = room.packAfter(([first, second, third], juror) => [
    { do: "record_prior_block", candidate: first, prior: { block: "A1", kind: "acquired", proof: "PV 2025-014", on: null } },
    { do: "declare_recusal", juror, candidate: second, ground: "Ancien employeur de la candidate." },
    { do: "record_attendance", candidate: third, trial: null, attendance: { status: "absent_justified", at: null, note: "" } },
  ]);
  await arrive(page, room);
  await take(page, room, pack);
  await go(page);
  await page.keyboard.press("PageUp");
  await expect(page.locator("main")).toContainText("Preuve\u202f: \u2068PV 2025-014\u2069.");
  await page.keyboard.press("3");
  await expect(page.locator(".echo")).toHaveText("Ce bloc est déjà acquis\u202f: il n’est pas noté.");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await fill(page);
  await seal(page);
  for (const why of ["Vous vous êtes déporté pour ce candidat", "absence justifiée"]) {
    await page.keyboard.press("Alt+ArrowDown");
    await expect(page.locator("main")).toContainText(new RegExp(why, "i"));
    await page.keyboard.press("3");
    await expect(page.locator(".echo")).toContainText(why === "absence justifiée" ? "il n’y a rien à noter" : why);
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Sceller la fiche", exact: true })).toHaveCount(0);
  }
  await expect(page.locator("footer")).toContainText("1 fiche à remettre");
});
