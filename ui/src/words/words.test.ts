// The words files against each other and against French typography.
import { expect, test } from "vitest";
import en from "../../messages/en.json";
import fr from "../../messages/fr.json";
import { DoorError } from "~/core/door";
import { preferences } from "~/core/preferences.svelte";
import { reason } from ".";

type Value = string | { match: Record<string, string> }[];
const sentences = (value: Value): string[] =>
  typeof value === "string" ? [value] : value.flatMap(({ match }) => Object.values(match));
const entries = (words: object): [string, string[]][] =>
  Object.entries(words as Record<string, Value>)
    .filter(([key]) => key !== "$schema")
    .map(([key, value]) => [key, sentences(value)]);
const holes = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort()),
];

test("French and English say the same things", () => {
  expect(Object.keys(en)).toEqual(Object.keys(fr));
  const english = new Map(entries(en));
  for (const [key, [french]] of entries(fr)) expect(holes(english.get(key)?.[0] ?? ""), key).toEqual(holes(french ?? ""));
});

test("French keeps its thin spaces", () => {
  for (const [key, texts] of entries(fr)) {
    for (const text of texts) {
      expect(text, key).not.toMatch(/[ \u00a0][:;!?»%]|«[ \u00a0]|[^\s\u202f][;!?»%]/u);
      expect(text, key).not.toContain("'");
    }
  }
});

test("a code of the core finds its sentence, and an unknown one is shown as it is", () => {
  preferences.locale = "fr";
  expect(reason(new DoorError({ kind: "refusal", code: "session-closed" }))).toContain("close");
  expect(reason(new DoorError({ kind: "refusal", code: "not-yet-named" }))).toContain("not-yet-named");
  expect(reason(new DoorError({ kind: "failure", code: "unreachable" }))).toContain("ne répond pas");
});
