import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const platform = { group: ["@tauri-apps/*"], message: "Only src/core may know the platform." };
const upwards = { group: ["~/screens/*", "~/core/*", "~/words/*", "~/paraglide/*"], message: "A part knows no domain word." };

/** A screen may not import another one. */
const screens = ["start", "sessions", "preparation", "grid", "exchange", "deliberation", "closing"].map((screen) => ({
  files: [`src/screens/${screen}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          platform,
          {
            regex: `(~/screens/(?!${screen}/))|(\\.\\./(?!\\.\\.)(start|sessions|preparation|grid|exchange|deliberation|closing)/)`,
            message: "A screen imports no other screen.",
          },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ["dist/", "dist-fake/", "src/paraglide/", "project.inlang/", "test-results/", "screenshots/", "src/core/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs["flat/recommended"],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "no-undef": "off",
      "max-lines": ["error", { max: 400 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  { files: ["**/*.svelte"], rules: { "max-lines": ["error", { max: 200 }] } },
  { files: ["src/**"], ignores: ["src/core/**"], rules: { "no-restricted-imports": ["error", { patterns: [platform] }] } },
  ...screens,
  { files: ["src/parts/**"], rules: { "no-restricted-imports": ["error", { patterns: [platform, upwards] }] } },
);
