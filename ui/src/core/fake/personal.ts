// The personal data of the demonstration: two terms, a laptop that was withdrawn, erasures as they are made.
import type { CandidateLine, ErasurePreview, LaptopToTell, PersonalData } from "../bindings";
import { WORDS } from "./exchange";

export type FakeErasure = { at: number; ground: string; alone: boolean };

const LAPTOPS: LaptopToTell[] = [
  { people: ["Bruno Roche"], words: WORDS, revoked: false },
  { people: ["Chloé Petit-Delacroix"], words: WORDS, revoked: false },
  { people: ["Bruno Roche"], words: WORDS, revoked: true },
];

export function personalData(lines: CandidateLine[], at: number, erased: FakeErasure[]): PersonalData {
  const persons = lines.map(({ id, number, name }) => ({ person: id, name: `${number} ${name}` }));
  const accommodated = persons.filter((_, place) => lines[place]?.extra_time_percent !== null);
  const terms: PersonalData["retention"]["terms"] = [
    { kept: "accommodations", date: "2027-06-12", earlier: true, persons: accommodated, due: false },
    { kept: "minutes", date: null, earlier: true, persons, due: false },
  ];
  const of = lines.map(({ id, number, name, extra_time_percent }) => ({ candidate: id, number, name, accommodations: extra_time_percent !== null }));
  const past: FakeErasure[] = [...[...erased].reverse(), { at: at - 86_400_000, ground: "Demande écrite du 3 juin", alone: true }];
  return {
    retention: { closed: false, example: true, terms },
    may_erase: true,
    candidates: of,
    laptops: LAPTOPS,
    erased: past.map((one, place) => ({ at: one.at, ground: one.ground, accommodations_alone: one.alone, unaware: LAPTOPS.slice(0, place === 0 ? 3 : 0) })),
  };
}

export function erasurePreview(name: string): ErasurePreview {
  const civil = { date: "2026-06-12", hour: 9, minute: 12 };
  const text = "Incident de vidéoprojecteur pendant son passage, repris à 9 h 40.";
  return { name, entries: 23, mentions: [{ at: 0, civil, author: "Anne Diallo", code: "incident-reported", text }], documents: 2, copies: 3 };
}
