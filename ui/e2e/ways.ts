// How the state of a screen is reached, by the words a person reads there. Not a place for what is checked once there.
import type { Locator, Page } from "@playwright/test";

export const toGrid = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /Session de juin 2026/ }).click();
  await page.locator("[data-awake]").waitFor();
};

export const toExchange = async (page: Page): Promise<void> => {
  await toGrid(page);
  await page.getByRole("button", { name: /^(Échanges|Exchanges)$/ }).click();
  await page.getByRole("heading", { level: 1, name: /^(Échanges|Exchanges)$/ }).waitFor();
};

export const toPanel = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /Session de juin 2026/ }).click();
  await page.getByRole("button", { name: /^(Délibération|Deliberation)$/ }).click();
  await page.locator("[data-outcome], [data-gap], [data-sealed], .none").first().waitFor();
};

export const toClosing = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /Session de juin 2026/ }).click();
  await page.getByRole("button", { name: /^(Clôture et PV|Closing and minutes)$/ }).click();
  await page.locator("[data-pages]").waitFor();
};

export const toJournal = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /Session de juin 2026/ }).click();
  await page.getByRole("button", { name: /^(Journal|Log)$/ }).click();
  await page.locator("[data-journal]").waitFor();
};

export const toStatistics = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /Session de juin 2026/ }).click();
  await page.getByRole("button", { name: /^(Statistiques|Statistics)$/ }).click();
  await page.locator("[data-statistics]").waitFor();
};

/** Turns to a topic of the statistics. */
export const topic =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await toStatistics(page);
    await page.getByRole("tab", { name }).click();
  };

/** Goes where `reach` goes, then presses `keys`, and waits for what they bring. */
export const keying =
  (reach: (page: Page) => Promise<void>, keys: string, brings: (page: Page) => Locator = (page) => page.getByRole("dialog")) =>
  async (page: Page): Promise<void> => {
    await reach(page);
    await page.locator("[data-awake]").waitFor();
    for (const key of keys.split(" ")) await page.keyboard.press(key);
    await brings(page).waitFor();
  };

/** Goes where `reach` goes, presses the first button called so, and waits for what it brings: a dialog, unless said otherwise. */
export const pressing =
  (reach: (page: Page) => Promise<void>, name: RegExp, brings: (page: Page) => Locator = (page) => page.getByRole("dialog")) =>
  async (page: Page): Promise<void> => {
    await reach(page);
    await page.getByRole("button", { name }).first().click();
    await brings(page).waitFor();
  };

export const toPreview = pressing(toExchange, /^(Choisir des fichiers|Choose files)/, (page) => page.locator("[data-next]"));

export const VERIFY = /^(Vérifier un procès-verbal|Verify minutes)/;
export const JOIN = /^(Demander à rejoindre|Ask to join)/;

export const toPreparation = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /Session de juin 2026/ }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
};

/** Goes to a part of the preparation. */
export const part =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await toPreparation(page);
    await page.getByRole("navigation", { name: /^(Parties|Parts)/ }).getByRole("button", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
  };

export const toCandidates = part(/^(Candidats|Candidates)/);
export const toTable = pressing(toCandidates, /^(Reprendre un tableau|Take a table)/);

/** The table, its route named, tried. */
export const toRefused = async (page: Page): Promise<void> => {
  await toTable(page);
  await page.getByRole("combobox").nth(5).selectOption("route");
  await page.getByRole("button", { name: /^(Vérifier|Check)$/ }).click();
  await page.locator("[data-line]").first().waitFor();
};
export const toPersonal = pressing(toExchange, /^(Données personnelles|Personal data)/, (page) => page.getByRole("heading", { level: 3 }).first());
export const toErasure = pressing(toPersonal, /^(Effacer les données|Erase the data)/, (page) => page.getByRole("dialog").getByRole("textbox").first());
