// Every refusal of the rules has its words. The list is read where it is written: in the domain.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import fr from "../../messages/fr.json";

test("every refusal of the rules has a sentence with the arguments it is given", () => {
  const source = readFileSync("../crates/domain/src/refusal.rs", "utf8");
  const refusals = [...source.matchAll(/^ {4}[A-Z]\w+ "([a-z-]+)"(?: \{ ([\w, ]+) \})?;$/gm)];
  expect(refusals.length).toBeGreaterThan(40);
  const words = fr as Record<string, unknown>;
  for (const [, code = "", args = ""] of refusals) {
    const sentence = words[`refusal_${code.replaceAll("-", "_")}`];
    expect(sentence, code).toBeTypeOf("string");
    const given = args.split(", ").filter(Boolean);
    for (const [, hole = ""] of String(sentence).matchAll(/\{(\w+)\}/g)) expect(given, code).toContain(hole);
  }
});
