//! The content of the papers as values: everything a procès-verbal or an individual sheet says, nothing of how it looks.
//! `documents` draws it; `compose` (beside) reads it from a session. Times are civil times of the place, already local.

pub mod compose;
mod compose_candidate;
pub mod compose_manifest;
pub mod compose_sheet;
#[cfg(test)]
mod compose_test;
pub mod manifest;

use serde::{Deserialize, Serialize};

use crate::deliberation::{Decision, Outcome, PartStatus, Vote};
use crate::grading::Rating;
use crate::id::{CandidateId, Digest, PersonId};
use crate::person::{PriorBlock, Role, Route};
use crate::referential::Code;
use crate::regulation::{Letterhead, MentionRule, Scale};
use crate::time::Date;

/// A day and an hour of the place where the session sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CivilTime {
    /// The day.
    pub date: Date,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

/// The procès-verbal of a jury (contents: Code du travail R6113-9 4°, and the certifiers' practice).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// Number, unique in the organisation.
    pub number: String,
    /// Whether it is the first, or a rectificatif.
    pub edition: Edition,
    /// What is certified, under which rules.
    pub certification: Certification,
    /// Where and when the session sat.
    pub sitting: Sitting,
    /// Members first, president at their head, then representatives.
    pub panel: Vec<PanelLine>,
    /// What the composition is worth against the règlement.
    pub composition: Composition,
    /// Every candidate, in the order of their numbers.
    pub candidates: Vec<CandidateLine>,
    /// Aléas et dysfonctionnements, oldest first; none is printed « Néant ».
    pub incidents: Vec<IncidentLine>,
    /// The sealed sheets of each member.
    pub seals: Vec<SealLine>,
    /// Criteria where the panel retained something that needed a reason.
    pub ledger: Vec<LedgerEntry>,
    /// Votes held, results only.
    pub votes: Vec<VoteLine>,
    /// Recusals.
    pub recusals: Vec<RecusalLine>,
    /// What makes the paper checkable.
    pub proof: Proof,
}

/// Which edition of the minutes this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Edition {
    /// The first minutes.
    Original,
    /// A rectificatif of earlier minutes.
    Amendment {
        /// Number of the minutes it corrects.
        corrects: String,
        /// SHA-256 of the signed file it corrects.
        hash: Digest,
        /// Why.
        reason: String,
    },
}

/// What is certified, under which rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    /// Title of the certification.
    pub title: String,
    /// RNCP number, when it is known.
    pub registration: Option<String>,
    /// The certifier.
    pub certifier: String,
    /// « code, version n » of the référentiel.
    pub referential: String,
    /// BLAKE3 of the référentiel's bytes.
    pub referential_digest: Digest,
    /// Title and version of the règlement.
    pub regulation: String,
    /// BLAKE3 of the règlement's bytes.
    pub regulation_digest: Digest,
    /// Set when the règlement is an example that no certifier adopted: the paper must say so.
    pub example: bool,
    /// Terms of appeal.
    pub appeal: String,
    /// The scale, to read ratings.
    pub scale: Scale,
    /// The mentions, to read their codes.
    pub mentions: Vec<MentionRule>,
    /// Blocs and mémoire in order: code, short label, title.
    pub parts: Vec<PartHeading>,
    /// How the paper looks; not among the data that go with it.
    #[serde(skip)]
    pub letterhead: Letterhead,
}

/// Heading of a bloc, or of the mémoire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartHeading {
    /// Code.
    pub code: Code,
    /// Short label.
    pub short: String,
    /// Official title.
    pub title: String,
    /// Name of the option, when it is one.
    pub option: Option<String>,
}

/// Where and when the session sat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Name of the session.
    pub name: String,
    /// The habilitated centre, when it is not the certifier.
    pub centre: String,
    /// Full address.
    pub place: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// When the deliberation opened.
    pub opened_at: Option<CivilTime>,
    /// When the session was closed; absent on a draft.
    pub closed_at: Option<CivilTime>,
}

/// A member, or a representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelLine {
    /// Who.
    pub person: PersonId,
    /// « Prénom NOM ».
    pub name: String,
    /// Role.
    pub role: Role,
    /// Trade or function.
    pub function: String,
    /// Employer.
    pub employer: String,
    /// External or not.
    pub external: bool,
    /// Attendance by day.
    pub days: Vec<PanelDay>,
    /// Set when the member left before the end.
    pub left: Option<String>,
}

/// One day of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelDay {
    /// When they arrived.
    pub arrived: CivilTime,
    /// When they left; absent when nobody noted it.
    pub left: Option<CivilTime>,
}

/// What the composition is worth against the règlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Composition {
    /// How many members.
    pub members: u32,
    /// How many of them are external.
    pub external: u32,
    /// The rule, in the règlement's words.
    pub rule: String,
    /// Whether it holds.
    pub holds: bool,
}

/// One candidate's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateLine {
    /// Who.
    pub candidate: CandidateId,
    /// Number.
    pub number: String,
    /// « NOM Prénom » to be found in a list.
    pub name: String,
    /// Date of birth, where this laptop holds civil status.
    pub born_on: Option<Date>,
    /// Route of access.
    pub route: Route,
    /// Code of the option.
    pub option: Code,
    /// Attempt, from 1.
    pub attempt: u8,
    /// Whether the candidate came (counted among the présentés).
    pub presented: bool,
    /// Result of each of the candidate's parts.
    pub parts: Vec<PartLine>,
    /// The decision; absent on a draft.
    pub decision: Option<Decision>,
}

/// The result of a part, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartLine {
    /// Code of the bloc or of the mémoire.
    pub part: Code,
    /// Status.
    pub status: PartStatus,
    /// What proves a prior one.
    pub prior: Option<PriorBlock>,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentLine {
    /// When.
    pub at: CivilTime,
    /// Number and name of the candidate concerned.
    pub candidate: Option<String>,
    /// Facts.
    pub facts: String,
    /// What the candidate stated.
    pub statement: String,
    /// What was done.
    pub measures: String,
}

/// The sealed sheets of one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealLine {
    /// « Prénom NOM ».
    pub name: String,
    /// How many sheets.
    pub sheets: u32,
    /// Digest over the seals, in the order of the candidates' numbers.
    pub digest: Digest,
}

/// A criterion where the panel's retained level needed a reason. Jurors are not named (secret of deliberations).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Number of the candidate.
    pub number: String,
    /// Code of the criterion.
    pub criterion: Code,
    /// Sealed ratings, lowest first.
    pub sealed: Vec<Rating>,
    /// What was retained.
    pub retained: Rating,
    /// Why.
    pub ground: String,
}

/// A vote held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteLine {
    /// Number of the candidate.
    pub number: String,
    /// The vote.
    pub vote: Vote,
}

/// A recusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalLine {
    /// « Prénom NOM » of the member.
    pub juror: String,
    /// Number and name of the candidate.
    pub candidate: String,
    /// Ground.
    pub ground: String,
}

/// What makes the paper checkable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Fingerprint of the entries the paper was drawn from.
    pub fingerprint: Digest,
    /// The same in words to read aloud.
    pub words: Vec<String>,
    /// How many entries.
    pub entries: u32,
    /// Version of the program.
    pub software: String,
}

/// The individual sheet of one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Number of the minutes it belongs to.
    pub minutes: String,
    /// What is certified, under which rules.
    pub certification: Certification,
    /// Where and when.
    pub sitting: Sitting,
    /// The candidate's line of the minutes.
    pub candidate: CandidateLine,
    /// Blocs and mémoire with their criteria.
    pub parts: Vec<SheetPart>,
    /// General observations to the candidate.
    pub observations: Vec<String>,
    /// Names of the members who did not recuse themselves.
    pub jurors: Vec<String>,
    /// What makes the paper checkable.
    pub proof: Proof,
}

/// A bloc, or the mémoire, on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPart {
    /// Its heading.
    pub heading: PartHeading,
    /// Its result.
    pub result: PartLine,
    /// Its lines, empty when the part was acquired before.
    pub lines: Vec<SheetLine>,
}

/// One criterion on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLine {
    /// Code of the criterion.
    pub criterion: Code,
    /// Its official text.
    pub text: String,
    /// Codes of the competences it covers by the certifier's reading.
    pub skills: Vec<Code>,
    /// Name of the épreuve or épreuves.
    pub trial: String,
    /// What the panel retained; absent when nothing was.
    pub retained: Option<Rating>,
    /// Whether it is reached; absent when the rating says nothing of it.
    pub reached: Option<bool>,
    /// Remarks to the candidate.
    pub remarks: Vec<String>,
}

impl Minutes {
    /// How many candidates have that outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.candidates.iter().filter_map(|line| line.decision.as_ref()).filter(|d| d.outcome == outcome).count()
    }
}
