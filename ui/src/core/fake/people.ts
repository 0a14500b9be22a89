// The people of the demonstration session. Names only; nobody here exists.

export type Person = {
  name: string;
  option: string;
  starts_at: string | null;
  extra?: number;
  attendance?: "absent_justified" | "absent_unjustified" | "late";
  recused?: boolean;
  prior?: { code: string; proof: string };
};

export const PEOPLE: Person[] = [
  { name: "Aïcha Traoré", option: "A4", starts_at: "09:00" },
  { name: "Loïc Le Goff", option: "A5", starts_at: "09:45" },
  { name: "Inès Moreau", option: "A6", starts_at: "10:30", attendance: "absent_justified" },
  { name: "Camille Vasseur", option: "A5", starts_at: "11:15", prior: { code: "A3", proof: "PV 2025-014" } },
  { name: "Noé Fernandes", option: "A4", starts_at: "13:30", extra: 33 },
  { name: "Jeanne O’Brien", option: "A6", starts_at: "14:30" },
  { name: "Yanis Benali", option: "A5", starts_at: "15:15", recused: true },
  { name: "Mireille d’Estienne de Saint-Hilaire", option: "A4", starts_at: "16:00" },
  { name: "لَيلى حدّاد", option: "A6", starts_at: "16:45" },
  { name: "O'Brien <b>", option: "A5", starts_at: null },
  { name: "Zoé 🦊 Perrin", option: "A4", starts_at: null },
  { name: `Maximilien ${"Longuenom-".repeat(18)}Dupont`, option: "A5", starts_at: null },
];

/** What nobody should write in a field: markup, a formula, another direction, an emoji, a word that can't be cut. */
export const HOSTILE = `<b onclick="alert(1)">&amp; =cmd|' /C calc'!A0 لَيلى \u202e 🦊 ${"Anticonstitutionnellement".repeat(8)}`;

/** The first `count` people; beyond the known ones, numbered ones. */
export function people(count: number): Person[] {
  const options = ["A4", "A5", "A6"] as const;
  return Array.from({ length: count }, (_, at) => {
    return PEOPLE[at] ?? { name: `Candidat ${String(at + 1)}`, option: options[at % 3] ?? "A5", starts_at: null };
  });
}
