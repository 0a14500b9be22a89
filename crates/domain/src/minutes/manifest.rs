//! The content of the bordereau des échanges as values: what is expected, what has arrived, from whom, and what is not
//! counted. Counts and names of sheets only: no mark is in it. `documents` draws it; `compose_manifest` reads it.

use serde::Serialize;

use crate::id::{CandidateId, DeviceKey, Digest};
use crate::minutes::{Certification, CivilTime, Sitting};
use crate::person::Role;
use crate::session::dispute::Dispute;
use crate::session::likeness::Sign;
use crate::time::Timestamp;

/// The bordereau as a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ManifestPaper {
    /// What is certified, under which rules.
    pub certification: Certification,
    /// Where and when the session sits.
    pub sitting: Sitting,
    /// When it was drawn, by this laptop's clock.
    pub drawn_at: CivilTime,
    /// Whose laptop drew it.
    pub drawn_by: String,
    /// Version of the program.
    pub software: String,
    /// What it says.
    pub content: ManifestContent,
}

/// What the bordereau says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ManifestContent {
    /// Fingerprint of every entry known here.
    pub fingerprint: Digest,
    /// The same in words to read aloud.
    pub fingerprint_words: Vec<String>,
    /// Entries known.
    pub entries: u32,
    /// Entries that wait for others.
    pub pending: u32,
    /// What each member owes and has given.
    pub jurors: Vec<JurorSheets>,
    /// The sheets of each candidate, in the order of their numbers.
    pub candidates: Vec<CandidateSheets>,
    /// Laptops that wrote in the session, by person.
    pub laptops: Vec<LaptopLine>,
    /// Entries kept and not counted, by reason and author.
    pub set_aside: Vec<AsideLine>,
    /// How many of them arrived after the closing.
    pub late: u32,
    /// Where people disagree; what blocks first.
    pub disagreements: Vec<DisputeLine>,
    /// Candidates who may be one person and whom nobody judged.
    pub duplicates: Vec<LikenessLine>,
    /// Candidates withdrawn for another, and what was kept of them.
    pub withdrawn: Vec<WithdrawnLine>,
    /// The closing that stands.
    pub closing: Option<ClosingLine>,
}

/// What a member owes and has given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JurorSheets {
    /// « Prénom NOM ».
    pub name: String,
    /// Role.
    pub role: Role,
    /// Sheets to give.
    pub expected: u32,
    /// Sheets sealed, as known here.
    pub sealed: u32,
    /// Numbers of the candidates whose sheet is missing.
    pub missing: Vec<String>,
}

/// The sheets of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CandidateSheets {
    /// Who.
    pub candidate: CandidateId,
    /// Number.
    pub number: String,
    /// « Prénom NOM ».
    pub name: String,
    /// Sheets to come; none for somebody who has nothing to show.
    pub expected: u32,
    /// Sheets sealed, as known here.
    pub sealed: u32,
    /// Names of the members whose sheet is missing.
    pub missing: Vec<String>,
}

/// A laptop that wrote in the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LaptopLine {
    /// Whose.
    pub name: String,
    /// Its key.
    pub device: DeviceKey,
    /// When it last wrote, by its own clock, as far as is known here.
    pub heard_at: Timestamp,
    /// The same in the time of the place.
    pub heard: Option<CivilTime>,
    /// Entries known of it.
    pub entries: u32,
}

/// Entries kept and not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AsideLine {
    /// Why: a code.
    pub reason: &'static str,
    /// Who wrote them; empty where nobody of the session did.
    pub author: String,
    /// How many.
    pub count: u32,
}

/// A disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DisputeLine {
    /// What people disagree on.
    pub dispute: Dispute,
    /// The candidate, juror, criterion it is about.
    pub about: Vec<String>,
    /// Who wrote each side.
    pub authors: Vec<String>,
    /// Whether it stands in the way of closing, or of signing.
    pub blocks: bool,
}

/// Candidates who may be one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LikenessLine {
    /// Number of one.
    pub first: String,
    /// Number of the other.
    pub second: String,
    /// Both, « 003 Prénom NOM ».
    pub names: [String; 2],
    /// What makes them look alike.
    pub signs: Vec<Sign>,
}

/// A candidate withdrawn for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WithdrawnLine {
    /// The candidate that stays.
    pub kept: String,
    /// The one withdrawn.
    pub withdrawn: String,
    /// Who judged so.
    pub by: String,
    /// Why.
    pub ground: String,
    /// Sheets that members had begun for the one withdrawn: kept where they are.
    pub sheets: u32,
    /// Marks in them.
    pub marks: u32,
}

/// The closing that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClosingLine {
    /// Number of the minutes.
    pub number: String,
    /// When the session was closed.
    pub closed_at: CivilTime,
    /// Who closed it.
    pub by: String,
    /// Hash of the entry that closed.
    pub closing: Digest,
    /// Fingerprint of what it counts.
    pub fingerprint: Digest,
    /// Entries counted.
    pub entries: u32,
    /// What each member's laptop found.
    pub countersignatures: Vec<CountersignatureLine>,
}

/// What a member's laptop found of the closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CountersignatureLine {
    /// Who.
    pub name: String,
    /// Role.
    pub role: Role,
    /// What was found.
    pub verdict: Verdict,
    /// When, by that laptop's clock; absent while nothing was found.
    pub at: Option<Timestamp>,
    /// The same in the time of the place.
    pub civil: Option<CivilTime>,
    /// SHA-256 of the minutes the member was shown.
    pub minutes: Option<Digest>,
}

/// What a member's laptop found of the closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing yet, as far as is known here.
    Awaited,
    /// The same fingerprint.
    Holds,
    /// It countersigned another closing.
    OtherClosing,
    /// Another fingerprint: no program of this house writes that.
    Differs,
}
