// Every screen by name: its address and how to reach its state. Shared by the pictures and by the accessibility stories.
import type { Page } from "@playwright/test";
import {
  JOIN,
  VERIFY,
  keying,
  part,
  pressing,
  toCandidates,
  toClosing,
  toErasure,
  toExchange,
  toGrid,
  toJournal,
  toPanel,
  toPersonal,
  toPreparation,
  toPreview,
  toRefused,
  toStatistics,
  toTable,
  topic,
} from "./ways";

export type Screen = { name: string; search: string; reach?: (page: Page) => Promise<void> };

export const SCREENS: Screen[] = [
  { name: "start-create", search: "store=absent" },
  {
    name: "start-recovery",
    search: "store=absent",
    reach: async (page) => {
      await page.locator("input").nth(0).fill("Anne Diallo");
      await page.locator("input").nth(1).fill("quatre mots au hasard");
      await page.locator("input").nth(2).fill("quatre mots au hasard");
      await page.keyboard.press("Enter");
      await page.locator(".key").waitFor();
    },
  },
  {
    name: "start-unlock-wrong",
    search: "store=locked",
    reach: async (page) => {
      await page.locator("input").fill("pas celle-ci");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "start-recover",
    search: "store=locked",
    reach: async (page) => {
      await page.getByRole("button", { name: /^(Phrase secrète oubliée|Forgotten passphrase)/ }).click();
      await page.locator("input").nth(0).fill("K7QF2-M4D9T-XRHB6-WP3VN-8CJY5-TG2RM-Q9ZKD-4HWBU");
      for (const at of [1, 2]) await page.locator("input").nth(at).fill("cheval pile agrafe correct");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "sessions-empty", search: "sessions=0" },
  { name: "sessions", search: "sessions=2&lived" },
  { name: "sessions-restored", search: "sessions=2&lived&restored" },
  {
    name: "sessions-receive",
    search: "sessions=0",
    reach: async (page) => {
      await page.locator("main button").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "verify-intact", search: "sessions=2", reach: pressing(async () => undefined, VERIFY) },
  { name: "verify-altered", search: "sessions=2&paper=altered", reach: pressing(async () => undefined, VERIFY) },
  { name: "verify-unsigned", search: "sessions=2&paper=unsigned", reach: pressing(async () => undefined, VERIFY) },
  { name: "sessions-join", search: "sessions=0", reach: pressing(async () => undefined, JOIN) },
  {
    name: "sessions-join-ready",
    search: "sessions=2&lived",
    reach: async (page) => {
      await page.getByRole("button", { name: JOIN }).click();
      await page.getByRole("button", { name: /^(Préparer la demande|Prepare the request)$/ }).click();
      await page.getByRole("img").waitFor();
    },
  },
  { name: "grid", search: "lived", reach: toGrid },
  {
    name: "grid-comment",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.keyboard.press("c");
      await page.keyboard.type("Contraste et clavier cités, sans exemple.");
    },
  },
  {
    name: "grid-question",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.keyboard.press("c");
      await page.keyboard.type("Bon oral, malgré sa grossesse.");
      await page.keyboard.press("Escape");
      await page.getByRole("group", { name: /^Question/ }).waitFor();
    },
  },
  {
    name: "grid-phrases",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.keyboard.press("c");
      await page.keyboard.press("Control+j");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "grid-phrases-edit",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.keyboard.press("c");
      await page.keyboard.press("Control+j");
      await page.getByRole("button", { name: /^(Changer vos phrases|Change your phrases)/ }).click();
      await page.getByRole("dialog").getByRole("textbox").waitFor();
    },
  },
  { name: "grid-timer", search: "lived", reach: keying(toGrid, "t p", (page) => page.getByRole("heading", { name: /^(Présentation|Presentation)/ })) },
  { name: "grid-incident", search: "lived", reach: keying(toGrid, "i") },
  { name: "grid-incident-said", search: "lived", reach: keying(toGrid, "i 2", (page) => page.getByRole("dialog").getByRole("checkbox")) },
  { name: "grid-subject", search: "lived", reach: keying(toGrid, "d", (page) => page.getByRole("heading", { name: "Le musée du Temps" })) },
  { name: "grid-skills", search: "lived", reach: keying(toGrid, "v", (page) => page.getByText("CA1.1").first()) },
  { name: "grid-subject-hostile", search: "lived&hostile", reach: keying(toGrid, "d", (page) => page.getByRole("button", { name: /onclick/ }).first()) },
  { name: "grid-sealed", search: "lived", reach: pressing(toGrid, /Aïcha/, (page) => page.getByRole("heading", { name: "Aïcha Traoré" })) },
  { name: "grid-seal", search: "lived", reach: pressing(toGrid, /^(Sceller la fiche|Seal the sheet)$/) },
  {
    name: "grid-trouble",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.evaluate(() => window.fake?.fillTheDisk());
      await page.keyboard.press("3");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "grid-thesis",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.getByRole("tab").last().click();
      await page.locator("details").waitFor();
    },
  },
  { name: "grid-export", search: "lived", reach: pressing(toGrid, /^(Remettre mes fiches|Hand over my sheets)$/) },
  {
    name: "grid-locking",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.evaluate(() => window.fake?.fillTheDisk());
      await page.keyboard.press("3");
      await page.keyboard.press("Control+l");
      await page.getByRole("dialog").getByRole("alert").waitFor();
    },
  },
  { name: "exchange", search: "lived", reach: toExchange },
  { name: "exchange-settled", search: "lived&settled&candidates=40", reach: toExchange },
  { name: "exchange-hostile", search: "lived&hostile", reach: toExchange },
  { name: "exchange-preview", search: "lived", reach: toPreview },
  {
    name: "exchange-taken",
    search: "lived",
    reach: async (page) => {
      await toPreview(page);
      await page.getByRole("button", { name: /^(Reprendre|Take in)$/ }).click();
      await page.getByRole("button", { name: /^(Terminé|Done)$/ }).waitFor();
    },
  },
  { name: "exchange-reverse", search: "lived", reach: pressing(toExchange, /^(Annuler la reprise du fichier|Reverse the taking of the file)/) },
  { name: "exchange-accept", search: "lived", reach: pressing(toExchange, /^(Accueillir un ordinateur|Let a laptop in)/) },
  { name: "exchange-personal", search: "lived", reach: toPersonal },
  { name: "exchange-erase", search: "lived", reach: toErasure },
  {
    name: "exchange-erased",
    search: "lived",
    reach: async (page) => {
      await toErasure(page);
      const typed = page.getByRole("dialog").getByRole("textbox");
      await typed.nth(0).fill("001");
      await typed.nth(1).fill("Demande écrite du 12 juin");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: /^(Données effacées|Data erased)$/ }).waitFor();
    },
  },
  { name: "exchange-revoke", search: "lived", reach: pressing(toExchange, /^(Retirer l’ordinateur de|Withdraw the laptop of) Bruno/) },
  {
    name: "exchange-handed",
    search: "lived",
    reach: async (page) => {
      await toExchange(page);
      await page.getByRole("button", { name: /^(Choisir l’emplacement|Choose the place)/ }).click();
      await page.getByText(/^(Vous pouvez retirer la clé|You may remove the USB key)/).waitFor();
      await page.getByRole("button", { name: /^(Faire le paquet de|Make the pack of) Bruno/ }).click();
      await page.getByText("7K3M").waitFor();
    },
  },
  {
    name: "exchange-show",
    search: "lived",
    reach: async (page) => {
      await toExchange(page);
      await page.getByRole("button", { name: /^(Montrer à l’écran|Show on screen)$/ }).click();
      await page.getByRole("img").waitFor();
      await page.getByRole("button", { name: "Pause" }).click();
    },
  },
  {
    name: "exchange-film",
    search: "lived",
    reach: pressing(toExchange, /^(Filmer un écran|Film a screen)$/, (page) => page.getByText(/^(Aucune caméra|No camera)/)),
  },
  { name: "deliberation", search: "stage=confronted", reach: toPanel },
  { name: "deliberation-sealing", search: "stage=sealing", reach: toPanel },
  { name: "deliberation-decided", search: "stage=decided", reach: toPanel },
  { name: "deliberation-score", search: "stage=confronted&scale=score", reach: toPanel },
  { name: "deliberation-hostile", search: "stage=confronted&hostile", reach: toPanel },
  { name: "deliberation-many", search: "stage=decided&candidates=500", reach: toPanel },
  { name: "deliberation-nobody", search: "stage=confronted&candidates=0", reach: toPanel },
  { name: "deliberation-ground", search: "stage=confronted", reach: keying(toPanel, "3") },
  { name: "deliberation-if", search: "stage=confronted", reach: keying(toPanel, "e 3", (page) => page.locator(".verdict.if")) },
  { name: "deliberation-decide", search: "stage=decided", reach: keying(toPanel, "d") },
  { name: "deliberation-vote", search: "stage=confronted", reach: keying(toPanel, "v") },
  { name: "deliberation-wall", search: "stage=confronted", reach: keying(toPanel, "p", (page) => page.locator(".wall").first()) },
  { name: "closing", search: "stage=decided", reach: toClosing },
  { name: "closing-missing", search: "stage=confronted", reach: toClosing },
  { name: "closing-closed", search: "stage=closed", reach: toClosing },
  { name: "closing-signed", search: "stage=signed", reach: toClosing },
  { name: "closing-hostile", search: "stage=closed&hostile", reach: toClosing },
  { name: "closing-nobody", search: "stage=confronted&candidates=0", reach: toClosing },
  { name: "closing-sign", search: "stage=closed", reach: pressing(toClosing, /^(Signer|Sign).*Bruno/) },
  { name: "closing-amend", search: "stage=signed", reach: pressing(toClosing, /^(Rectifier une décision|Correct a decision)/) },
  { name: "statistics", search: "lived", reach: toStatistics },
  { name: "statistics-early", search: "stage=sealing", reach: toStatistics },
  { name: "statistics-skills", search: "lived", reach: topic(/^(Compétences|Competences)/) },
  { name: "statistics-gaps", search: "lived", reach: topic(/^(Écarts|Gaps)/) },
  { name: "statistics-parts", search: "lived", reach: topic(/^Blocs/) },
  { name: "statistics-profile", search: "lived", reach: topic(/^(Candidats|Candidates)/) },
  { name: "statistics-hostile", search: "lived&hostile", reach: topic(/^(Candidats|Candidates)/) },
  { name: "statistics-nobody", search: "candidates=0", reach: toStatistics },
  {
    name: "statistics-table",
    search: "lived&scale=score",
    reach: async (page) => {
      await toStatistics(page);
      await page.getByRole("combobox").last().selectOption("table");
    },
  },
  { name: "journal", search: "lived", reach: toJournal },
  { name: "journal-hostile", search: "lived&hostile", reach: toJournal },
  { name: "journal-nobody", search: "candidates=0", reach: toJournal },
  { name: "journal-many", search: "entries=100000", reach: toJournal },
  {
    name: "journal-found",
    search: "lived",
    reach: async (page) => {
      await toJournal(page);
      await page.getByRole("combobox").last().selectOption("not");
      await page.getByRole("listitem").getByRole("button").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "deliberation-help", search: "stage=confronted", reach: keying(toPanel, "?") },
  { name: "grid-one", search: "candidates=1", reach: toGrid },
  { name: "sessions-hostile", search: "sessions=2&hostile" },
  { name: "grid-hostile", search: "lived&hostile", reach: toGrid },
  { name: "grid-score", search: "lived&scale=score", reach: toGrid },
  { name: "grid-four", search: "lived&scale=four", reach: toGrid },
  {
    name: "grid-help",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "palette", search: "lived", reach: keying(toGrid, "Control+k") },
  {
    name: "palette-people",
    search: "lived&hostile",
    reach: async (page) => {
      await keying(toGrid, "Control+k")(page);
      await page.keyboard.type("an");
      await page.getByRole("option").last().waitFor();
    },
  },
  {
    name: "palette-start",
    search: "store=locked",
    reach: async (page) => {
      await page.locator("input").press("Control+k");
      await page.getByRole("combobox").waitFor();
    },
  },
  { name: "guide", search: "lived", reach: keying(toGrid, "F1") },
  {
    name: "guide-read",
    search: "lived",
    reach: async (page) => {
      await keying(toGrid, "F1")(page);
      for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    },
  },
  {
    name: "grid-curtain",
    search: "lived",
    reach: async (page) => {
      await toGrid(page);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "grid-nobody", search: "candidates=0", reach: (page) => page.getByRole("button", { name: /Session de juin 2026/ }).click() },
  { name: "sessions-new", search: "sessions=0", reach: pressing(() => Promise.resolve(), /^(Créer une session|Create a session)/) },
  { name: "preparation", search: "lived&role=office", reach: toPreparation },
  { name: "preparation-empty", search: "role=office&candidates=0", reach: toPreparation },
  { name: "preparation-hostile", search: "lived&hostile&role=office", reach: toPreparation },
  { name: "preparation-candidates", search: "lived&role=office", reach: toCandidates },
  { name: "preparation-candidates-500", search: "role=office&candidates=500", reach: toCandidates },
  { name: "preparation-candidates-hostile", search: "hostile&role=office", reach: toCandidates },
  { name: "preparation-candidate", search: "lived&role=office", reach: pressing(toCandidates, /Aïcha/) },
  { name: "preparation-table", search: "role=office", reach: toTable },
  { name: "preparation-refused", search: "role=office", reach: toRefused },
  { name: "preparation-panel", search: "lived&role=office", reach: part(/^(Jury|Panel)/) },
  { name: "preparation-panel-hostile", search: "hostile&role=office", reach: part(/^(Jury|Panel)/) },
  { name: "preparation-juror", search: "lived&role=office", reach: pressing(part(/^(Jury|Panel)/), /^(Ajouter un membre|Add a member)/) },
  { name: "preparation-subjects", search: "lived&role=office", reach: part(/^(Sujets|Subjects)/) },
  {
    name: "preparation-draws",
    search: "lived&role=office",
    reach: pressing(part(/^(Sujets|Subjects)/), /^(Tirer|Draw) .*(manquent|missing)/, (page) => page.getByRole("heading", { level: 2, name: /^(Sujets tirés|Subjects drawn)/ })),
  },
  { name: "preparation-planning", search: "lived&role=office", reach: part(/^Planning/) },
  { name: "preparation-attendance", search: "lived&role=office", reach: part(/^(Émargement|Attendance)/) },
  { name: "preparation-packs", search: "lived&role=office", reach: part(/^(Paquets|Packs)/) },
];

/** Opens a screen in a language and a theme. */
export async function open(page: Page, screen: Screen, locale: string, theme: string): Promise<void> {
  await page.addInitScript(
    (kept) => localStorage.setItem("delibere.preferences", kept),
    JSON.stringify({ locale, theme, advance: true }),
  );
  await page.goto(`/?fake&${screen.search}`);
  await page.locator("#app > *").first().waitFor();
  await screen.reach?.(page);
  await page.evaluate(() => document.fonts.ready);
}
