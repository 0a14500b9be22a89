// What stands beside the grid of the demonstration. A handful of words is enough for the question to be seen; the true list is the
// core's.
import type { Doors, Doubt, SheetView, SubjectFile } from "../bindings";
import { DoorError } from "../door";
import official from "../../../../assets/referentials/chef-de-projet-digital.json";

export type BesideDoors = "doubts" | "phrases" | "keep_phrases" | "report_incident" | "document" | "skills_seen";
type Handlers = { [K in BesideDoors]: (request: Doors[K]["request"]) => Doors[K]["answer"] };

const WORDS: readonly Doubt[] = [
  { word: "santé", touches: "health" },
  { word: "enceinte", touches: "pregnancy" },
  { word: "grossesse", touches: "pregnancy" },
];
const PHRASES = ["Répond à la demande et justifie ses choix.", "Budget chiffré, hypothèses expliquées.", "Planning réaliste, risques anticipés."];
/** A picture of one point. */
const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const [PICTURE, FILM] = ["0".repeat(64), "1".repeat(64)];

export const SUBJECT: SubjectFile = {
  trial: "A1.CP",
  title: "Le musée du Temps",
  text: "Un musée municipal veut refondre son site avant l’ouverture d’une aile consacrée à l’horlogerie. Le budget est de 60 000 €.\n\nCadrez le projet, nommez les parties prenantes, proposez un calendrier et trois indicateurs.",
  documents: [
    { name: "plan-du-musee.png", media: "image/png", length: 84_213, digest: PICTURE },
    { name: "visite.mp4", media: "application/octet-stream", length: 9_400_000, digest: FILM },
  ],
};

export function besideDoors(sheets: () => ReadonlyMap<string, SheetView>, tick: () => number): Handlers {
  let phrases: readonly string[] = PHRASES;
  return {
    doubts: ({ text }) => WORDS.filter(({ word }) => text.toLowerCase().split(/[^\p{L}]+/u).includes(word)),
    phrases: () => [...phrases],
    keep_phrases: (asked) => [...(phrases = [...new Set(asked.phrases.map((phrase) => phrase.trim()).filter(Boolean))])],
    report_incident: () => ({ saved_at: tick(), stale: [] }),
    document: ({ digest }) => {
      if (digest === PICTURE) return { media: "image/png", bytes: DOT };
      if (digest === FILM) return { media: "application/octet-stream", bytes: "" };
      throw new DoorError({ kind: "refusal", code: "document-missing" });
    },
    skills_seen: ({ candidate }) => {
      const sheet = sheets().get(candidate);
      const rated = new Set(sheet?.sections.flatMap((part) => part.evaluations.flatMap((e) => e.criteria)).filter(({ mark }) => mark.rating?.kind === "level" || mark.rating?.kind === "score").map(({ code }) => code));
      const blocks = official.blocks.filter(({ code }) => sheet?.sections.some((part) => part.code === code && part.prior === null));
      return blocks.flatMap((block) => {
        const all = block.evaluations.flatMap((evaluation) => evaluation.criteria);
        return block.skills.map(({ code, text }) => {
          const criteria = all.filter(({ skills }) => skills.includes(code)).map((criterion) => criterion.code);
          return { block: block.code, code, text, criteria, covered: criteria.some((criterion) => rated.has(criterion)) };
        });
      });
    },
  };
}
