// What is being typed of a candidate: texts as they stand in the fields, turned into what the core takes. Whether it may be is
// the core's; an empty civil status is one that is not known yet.
import type { Accommodation, CandidateFile, CivilStatus, PreparedCandidate, Route, Sex } from "~/core/bindings";

export const ROUTES: readonly Route[] = ["student", "apprenticeship", "continuing_education", "professionalisation", "individual", "experience"];

export class CandidateDraft {
  number = $state("");
  given_name = $state("");
  family_name = $state("");
  route = $state<string>("apprenticeship");
  option = $state("");
  attempt = $state("1");
  measure = $state("");
  extra = $state("");
  birth_name = $state("");
  usage_name = $state("");
  given_names = $state("");
  sex = $state("F");
  born_on = $state("");
  birth_place = $state("");
  birth_insee = $state("");
  birth_country = $state("");
  readonly #known: PreparedCandidate | null;

  constructor(known: PreparedCandidate | null, next: string, option: string) {
    this.#known = known;
    [this.number, this.option] = [next, option];
    if (known === null) return;
    const { file, civil, accommodation } = known;
    [this.number, this.given_name, this.family_name] = [file.number, file.given_name, file.family_name];
    [this.route, this.option, this.attempt] = [file.route, file.option, String(file.attempt)];
    [this.measure, this.extra] = [accommodation?.measure ?? "", accommodation === null ? "" : String(accommodation.extra_time_percent)];
    if (civil === null) return;
    [this.birth_name, this.usage_name, this.given_names] = [civil.birth_name, civil.usage_name ?? "", civil.given_names.join(", ")];
    [this.sex, this.born_on, this.birth_place] = [civil.sex, civil.born_on, civil.birth_place];
    [this.birth_insee, this.birth_country] = [civil.birth_insee ?? "", civil.birth_country ?? ""];
  }

  file(): CandidateFile {
    const { number, given_name, family_name, option } = this;
    const route = ROUTES.find((one) => one === this.route) ?? "individual";
    return { number: number.trim(), given_name: given_name.trim(), family_name: family_name.trim(), route, option, attempt: whole(this.attempt), previous: this.#known?.file.previous ?? null };
  }

  civil(): CivilStatus | null {
    if ([this.birth_name, this.given_names, this.born_on].every((text) => text.trim() === "")) return null;
    return {
      birth_name: this.birth_name.trim(),
      usage_name: orNull(this.usage_name),
      given_names: this.given_names.split(",").map((name) => name.trim()).filter(Boolean),
      sex: this.sex as Sex,
      born_on: this.born_on,
      birth_place: this.birth_place.trim(),
      birth_insee: orNull(this.birth_insee),
      birth_country: orNull(this.birth_country),
    };
  }

  /** Nothing when no accommodation was asked for, or it stands as it stood. */
  accommodation(): Accommodation | null {
    const known = this.#known?.accommodation ?? null;
    const [measure, extra_time_percent] = [this.measure.trim(), whole(this.extra)];
    if (measure === "" && extra_time_percent === 0 && known === null) return null;
    return { measure, extra_time_percent, decided_on: known?.decided_on ?? null };
  }
}

/** A number one above the highest, written as the others are. */
export function nextNumber(candidates: readonly PreparedCandidate[]): string {
  const numbers = candidates.map(({ file }) => file.number).filter((number) => /^\d+$/.test(number));
  const highest = numbers.reduce((most, number) => Math.max(most, Number(number)), 0);
  return String(highest + 1).padStart(numbers[0]?.length ?? 1, "0");
}

function whole(text: string): number {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? 0 : Math.min(Math.max(number, 0), 65_535);
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
