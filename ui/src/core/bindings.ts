// Generated from Rust. The contract of the one door: requests, answers, commands. Not a place for logic or for words.

export type StoreStatus = { store: "absent" | "locked" | "open"; name: string | null; retry_after_ms: number };

export type SessionState =
  | "prepared"
  | "distributed"
  | "grading"
  | "sealed"
  | "confronted"
  | "deliberated"
  | "closed"
  | "signed"
  | "amended";

export type SessionCard = {
  id: string;
  name: string;
  certification: string;
  place: string;
  starts_on: string;
  ends_on: string;
  state: SessionState;
  role: Role;
  candidates: number;
  sheets_done: number;
  sheets_total: number;
  fingerprint_words: string[];
};

export type SessionHead = {
  id: string;
  name: string;
  certification: string;
  place: string;
  state: SessionState;
  fingerprint_words: string[];
};

export type LevelView = { code: string; label: string; reached: boolean };

export type ScaleView =
  | { kind: "levels"; levels: LevelView[] }
  /** Hundredths of a point. */
  | { kind: "score"; max: number; step: number; pass: number };

export type AttendanceStatus = "present" | "late" | "absent_justified" | "absent_unjustified" | "abandoned" | "excluded";

export type CivilTime = { date: string; hour: number; minute: number };

export type Route =
  | "student"
  | "apprenticeship"
  | "continuing_education"
  | "professionalisation"
  | "individual"
  | "experience";

export type Role = "office" | "president" | "member" | "representative";

export type SheetState = "untouched" | "started" | "finished" | "sealed";

export type CandidateLine = {
  id: string;
  number: string;
  name: string;
  option_short: string;
  route: Route | null;
  attempt: number;
  starts_at: CivilTime | null;
  extra_time_percent: number | null;
  /** Null while nothing is noted. */
  attendance: AttendanceStatus | null;
  sheet: SheetState;
  done: number;
  total: number;
  recused: boolean;
};

export type GridView = {
  session: SessionHead;
  me: { id: string; name: string; role: Role };
  scale: ScaleView;
  candidates: CandidateLine[];
};

export type Rating =
  /** Place in the scale, lowest first, from 0. */
  | { kind: "level"; index: number }
  | { kind: "score"; hundredths: number }
  | { kind: "not_observed" }
  | { kind: "not_applicable" };

export type Mark = { rating: Rating | null; comment?: string };

export type TrialView = { code: string; kind: string; title: string; instruction: string };

export type CriterionView = {
  code: string;
  number: number;
  text: string;
  erratum: string | null;
  skills: string[];
  mark: Mark;
};

export type EvaluationView = { code: string; trials: TrialView[]; criteria: CriterionView[] };

export type PriorView = { kind: "acquired" | "exempted"; proof: string; on: string | null };

export type SectionView = {
  code: string;
  short: string;
  title: string;
  kind: "block" | "thesis";
  prior: PriorView | null;
  evaluations: EvaluationView[];
  done: number;
  total: number;
};

export type SheetView = {
  candidate: CandidateLine;
  sections: SectionView[];
  observation: string;
  /** Milliseconds since 1970. */
  sealed_at: number | null;
};

export type Command =
  | { do: "mark"; candidate: string; criterion: string; mark: Mark }
  | { do: "observe"; candidate: string; text: string }
  | { do: "seal_sheet"; candidate: string };

/** `saved_at`: milliseconds since 1970, read after the commit. */
export type Changes = { saved_at: number; stale: Stale[] };

export type Stale = "sessions" | "grid" | "sheet" | "deliberation";

export type PackFile = { ticket: string; file_name: string; needs_code: boolean };

export type PackSummary = {
  session: string;
  summary: { name: string; candidates: number; new_entries: number; known_entries: number };
};

export type ResultsFile = { file_name: string; sheets: number; bytes: number; verified: true };

export type Failure = { kind: "refusal" | "failure"; code: string; args?: Record<string, string> };

export type Doors = {
  status: { request: Record<string, never>; answer: StoreStatus };
  create_store: { request: { name: string; passphrase: string }; answer: { recovery_key: string } };
  unlock: { request: { passphrase: string }; answer: StoreStatus };
  lock: { request: Record<string, never>; answer: StoreStatus };
  sessions: { request: Record<string, never>; answer: SessionCard[] };
  choose_pack: { request: Record<string, never>; answer: PackFile | null };
  receive_pack: { request: { ticket: string; code: string }; answer: PackSummary };
  grid: { request: { session: string }; answer: GridView };
  sheet: { request: { session: string; candidate: string }; answer: SheetView };
  execute: { request: { session: string; command: Command }; answer: Changes };
  export_results: { request: { session: string }; answer: ResultsFile | null };
};
