// What this person likes on this computer: language, theme, size of the letters, advancing after a mark. Never data of a session.
import { overwriteGetLocale } from "~/paraglide/runtime.js";

export type Locale = "fr" | "en";
export type Theme = "auto" | "light" | "dark" | "bright";
export type Size = "normal" | "large" | "larger";
export const LOCALES: readonly Locale[] = ["fr", "en"];
export const THEMES: readonly Theme[] = ["auto", "light", "dark", "bright"];
export const SIZES: readonly Size[] = ["normal", "large", "larger"];

const KEY = "delibere.preferences";

class Preferences {
  locale = $state<Locale>("fr");
  theme = $state<Theme>("auto");
  /** How large letters are, and all that is measured by them. */
  size = $state<Size>("normal");
  /** Whether a mark given by key moves on to the next criterion without one. */
  advance = $state(true);

  constructor() {
    const kept = read();
    this.locale = LOCALES.find((locale) => locale === kept["locale"]) ?? "fr";
    this.theme = THEMES.find((theme) => theme === kept["theme"]) ?? "auto";
    this.size = SIZES.find((size) => size === kept["size"]) ?? "normal";
    this.advance = kept["advance"] !== false;
    overwriteGetLocale(() => this.locale);
  }

  /** Keeps the preferences and dresses the page; to be called in an effect. */
  apply(page: HTMLElement, darkComputer: boolean): void {
    page.lang = this.locale;
    page.dataset["theme"] = this.theme === "auto" ? (darkComputer ? "dark" : "light") : this.theme;
    page.dataset["size"] = this.size;
    const kept = { locale: this.locale, theme: this.theme, size: this.size, advance: this.advance };
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A browser without storage forgets at closing; nothing else depends on it.
    }
  }
}

function read(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export const preferences = new Preferences();
