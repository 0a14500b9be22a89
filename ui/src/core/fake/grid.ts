// The grid of the demonstration: the true référentiel cut into sheets. Replaced by the core's own reading in the product.
import official from "../../../../assets/referentials/chef-de-projet-digital.json";
import type { EvaluationView, SectionView, TrialKind } from "../bindings";

const SHORT: Record<string, string> = {
  A1: "Besoins",
  A2: "Pilotage",
  A3: "Équipes",
  A4: "Communication",
  A5: "Développement",
  A6: "Trafic web",
};

type Block = (typeof official.blocks)[number];

export const CERTIFICATION = official.title;
export const LANGUAGE = official.language;

export function optionLabel(code: string): string {
  return SHORT[code] ?? code;
}

/** The sections of a candidate who chose `option`: three main blocs, the option, the mémoire. */
export function sections(option: string, prior: { code: string; proof: string } | undefined): SectionView[] {
  const blocks = official.blocks.filter((block) => block.kind.kind === "main" || block.code === option);
  return [...blocks.map((block) => section(block, prior)), thesis()];
}

function section(block: Block, prior: { code: string; proof: string } | undefined): SectionView {
  let number = 0;
  const evaluations: EvaluationView[] = block.evaluations.map((evaluation) => ({
    code: evaluation.code,
    trials: evaluation.trials.map(({ code, kind, title, instruction }) => {
      return { code, kind: kind as TrialKind, title, instruction };
    }),
    criteria: evaluation.criteria.map((criterion) => ({
      code: criterion.code,
      number: ++number,
      skills: [],
      text: criterion.text,
      erratum: "erratum" in criterion && typeof criterion.erratum === "string" ? criterion.erratum : null,
      mark: { rating: null, comment: "" },
    })),
  }));
  return {
    code: block.code,
    short: SHORT[block.code] ?? block.code,
    title: block.title,
    kind: "block",
    text: "",
    prior: prior?.code === block.code ? { kind: "acquired", proof: prior.proof, on: null } : null,
    evaluations,
    done: 0,
    total: number,
  };
}

function thesis(): SectionView {
  const { title, text, elements } = official.thesis;
  return {
    code: "MEM",
    short: "Mémoire",
    title,
    kind: "thesis",
    text,
    prior: null,
    evaluations: [
      {
        code: "MEM",
        trials: [],
        criteria: elements.map((element, at) => ({
          code: element.code,
          number: at + 1,
          text: element.text,
          erratum: null,
          skills: [],
          mark: { rating: null, comment: "" },
        })),
      },
    ],
    done: 0,
    total: elements.length,
  };
}
