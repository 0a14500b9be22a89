// What a door without a core may be asked to play.
import type { Stage } from "./panel";

export type FakeOptions = {
  store?: "absent" | "locked" | "open";
  sessions?: number;
  candidates?: number;
  scale?: "levels" | "four" | "score";
  /** Marks the first candidates so that a picture shows every state. */
  lived_in?: boolean;
  /** How many lines the log has; those of a morning when unsaid. */
  entries?: number;
  /** Puts into every field what a hostile or careless hand would put there. */
  hostile?: boolean;
  /** Every sheet has come, and nothing is to be settled. */
  settled?: boolean;
  /** How far the panel is. */
  stage?: Stage;
  /** The store was put back from an older copy, and its person does not know yet. */
  restored?: boolean;
  /** Whose laptop it is. */
  role?: "office" | "member";
  delay_ms?: number;
};
