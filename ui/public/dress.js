// Dresses the page in the person's theme before anything is drawn, so that no light flashes in a dark room. What is
// preferred is read and kept by src/core/preferences.svelte.ts; this only reads it.
(() => {
  let theme = "auto";
  try {
    theme = JSON.parse(localStorage.getItem("delibere.preferences") ?? "{}").theme ?? "auto";
  } catch {
    // Nothing kept that can be read: the computer's own choice.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = ["light", "dark", "bright"].includes(theme) ? theme : dark ? "dark" : "light";
})();
