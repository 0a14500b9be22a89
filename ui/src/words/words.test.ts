// The words files against each other and against French typography.
import { expect, test } from "vitest";
import en from "../../messages/en.json";
import fr from "../../messages/fr.json";
import { DoorError } from "~/core/door";
import { preferences } from "~/core/preferences.svelte";
import { isolate, m, noticeWords, reason, spaced } from ".";

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

test("a French note typed with plain spaces is shown with its own, an English one as it is", () => {
  expect(spaced("Lire « WordPress » ; suite : ici.", "fr")).toBe("Lire «\u202fWordPress\u202f»\u202f; suite\u202f: ici.");
  expect(spaced("Lire « WordPress » ; suite : ici.", "fr-FR")).toContain("\u202f;");
  expect(spaced("What ? Yes : no.", "en")).toBe("What ? Yes : no.");
});

test("a name written from right to left does not turn the sentence around it", () => {
  expect(isolate("لَيلى")).toBe("\u2068لَيلى\u2069");
  expect(reason(new DoorError({ kind: "refusal", code: "already-signed", args: { name: "لَيلى" } }))).toContain("\u2068لَيلى\u2069");
  expect(reason(new DoorError({ kind: "refusal", code: "too-long", args: { limit: "200" } }))).toContain("\u202f: 200 ");
});

test("one is one, in every count", () => {
  preferences.locale = "fr";
  expect(m.export_partial({ sealed: 1, open: 2 })).toBe("1 fiche scellée sera remise\u202f; 2 resteront chez vous.");
  expect(m.export_partial({ sealed: 0, open: 1 })).toBe("0 fiche scellée sera remise\u202f; 1 restera chez vous.");
  expect(m.export_done_detail({ sheets: 1, size: "48 ko" })).toBe("1 fiche, 48 ko, relu et vérifié.");
  expect(reason(new DoorError({ kind: "refusal", code: "undecided", args: { count: "1" } }))).toBe("1 candidat attend une décision.");
  expect(noticeWords({ code: "store-restored", at: 0, missing: 1 })).toContain("au moins 1 écriture faite depuis");
  expect(m.handover_handed_over({ count: 1 })).toBe("remise");
  expect(m.handover_handed_over({ count: 2 })).toBe("remises");
  preferences.locale = "en";
  expect(m.export_partial({ sealed: 0, open: 1 })).toBe("0 sealed sheets will be handed over; 1 stays with you.");
  preferences.locale = "fr";
});
