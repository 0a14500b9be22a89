// Every refusal of the rules and every failure of the machine that may reach the window has its words, in both languages.
// The codes are read where they are written: in Rust.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "../../messages/en.json";
import fr from "../../messages/fr.json";

type Words = Record<string, string | { match: Record<string, string> }[] | undefined>;

const rust = (path: string): string => readFileSync(`../crates/${path}`, "utf8");
const texts = (words: unknown, key: string): string[] => {
  const value = (words as Words)[key];
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value.flatMap(({ match }) => Object.values(match));
};
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, hole = ""]) => hole);
const sentences = (words: unknown, code: string): string[] => {
  const key = code.replaceAll("-", "_");
  return [...texts(words, `refusal_${key}`), ...texts(words, `failure_${key}`)];
};

/** Codes of what no screen does yet: papers, tables and référentiels are the counter's. */
const OF_THE_COUNTER = new Set(
  [
    ["unknown-regulation", "not-a-regulation", "not-a-referential", "unknown-table-format"],
    ["not-a-paper", "paper-not-drawn", "no-such-box", "box-signed"],
    ["stamp-too-long", "stamp-nothing-signed", "not-validation-data", "not-a-stamp-request", "stamp-other-paper", "not-a-stamp-answer"],
    ["stamp-declined", "stamp-other-request", "not-a-stamp-authority", "stamp-not-trusted", "stamp-not-believed"],
    ["signing-key-unusable", "signing-date", "signature-too-long", "reserve-too-long", "no-token-reader"],
    ["paper-not-intact", "answer-not-valid", "answer-without-paper", "no-authority", "not-a-certificate-request"],
  ].flat(),
);

/** What the desk adds to what a room says: a stranger's key becomes words to read aloud. */
const ADDED = new Map([["unknown-device", ["words"]]]);

/** The codes between quotes in the list called `name`, or in the answers of the functions that tell them. */
function codes(source: string, name?: string): string[] {
  const told = [/fn code\(.*?\n {4}\}\n/s, /fn of_the_disk\(.*?\n\}\n/s].map((found) => found.exec(source)?.[0] ?? "");
  const part = name === undefined ? told.join("") : (listOf(source, name) ?? "");
  return [...part.matchAll(/"([a-z][a-z-]+)"/g)].map(([, code = ""]) => code);
}

function listOf(source: string, name: string): string | undefined {
  return new RegExp(`const ${name}: &(?:'static )?\\[&(?:'static )?str\\] = &\\[.*?\\];`, "s").exec(source)?.[0];
}

test("every refusal of the rules has a sentence with the arguments it is given", () => {
  const refusals = [...rust("domain/src/refusal.rs").matchAll(/^ {4}[A-Z]\w+ "([a-z-]+)"(?: \{ ([\w, ]+) \})?;$/gm)];
  expect(refusals.length).toBeGreaterThan(40);
  for (const words of [fr, en]) {
    for (const [, code = "", args = ""] of refusals) {
      const said = texts(words, `refusal_${code.replaceAll("-", "_")}`);
      expect(said, code).not.toEqual([]);
      const given = args.split(", ").filter(Boolean);
      for (const hole of said.flatMap(holes)) expect(given, code).toContain(hole);
    }
  }
});

test.each([
  ["the desk", codes(rust("app/src/failure.rs")), 10],
  ["the desk's own list", codes(rust("app/src/codes.rs"), "DESK"), 15],
  ["the store", codes(rust("store/src/failure.rs")), 20],
  ["the store's list", codes(rust("app/src/codes.rs"), "STORE"), 20],
  ["the keys", codes(rust("app/src/keys.rs")), 9],
  ["files that arrive", codes(rust("sync/src/refused.rs"), "CODES"), 16],
])("every code of %s has its words", (_room, found, fewest) => {
  expect(found.length).toBeGreaterThanOrEqual(fewest);
  const reachable = found.filter((code) => !OF_THE_COUNTER.has(code) && !code.startsWith("table-"));
  for (const words of [fr, en]) {
    for (const code of reachable) expect(sentences(words, code), code).not.toEqual([]);
  }
});

test("a sentence of a file that arrives asks for no argument it is not given", () => {
  const source = rust("sync/src/refused.rs");
  const given = new Map([...source.matchAll(/Self::(\w+) \{ .*?\} => vec!\[(.*?)\]/g)].map(([, name, args]) => [name, args]));
  for (const [, name = "", code = ""] of source.matchAll(/Self::(\w+)(?: \{ \.\. \})? => "([a-z-]+)"/g)) {
    const added = ADDED.get(code) ?? [];
    const asked = sentences(fr, code).flatMap(holes).filter((hole) => !added.includes(hole));
    for (const hole of asked) expect(given.get(name) ?? "", code).toContain(`"${hole}"`);
  }
});
