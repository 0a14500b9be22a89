//! What a session's own facts hold: details, subjects, passages, attendance, incidents. Plain data.

use serde::{Deserialize, Serialize};

use crate::id::{CandidateId, Digest};
use crate::minutes::CivilTime;
use crate::referential::Code;
use crate::time::Date;

/// Name, place and dates of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SessionDetails {
    /// « Session de juin 2026 · Jury 2 ».
    pub name: String,
    /// The habilitated centre; empty when it is the certifier.
    pub centre: String,
    /// Full address.
    pub place: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
}

/// A subject of a cas pratique or a mise en situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SubjectFile {
    /// The épreuve it is for.
    pub trial: Code,
    /// Its title.
    pub title: String,
    /// The scenario.
    pub text: String,
    /// The documents that go with it.
    pub documents: Vec<DocumentFile>,
}

/// A document attached to a subject; its bytes are stored beside the log under their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DocumentFile {
    /// Name for people; never used as a path.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Length in bytes.
    pub length: u32,
    /// BLAKE3 of the bytes.
    pub digest: Digest,
}

/// When and where a candidate passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Passage {
    /// Start.
    pub starts_at: CivilTime,
    /// Length in minutes, extra time included.
    pub minutes: u16,
    /// Room.
    pub room: String,
}

/// What was noted of a candidate's coming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Attendance {
    /// What happened.
    pub status: AttendanceStatus,
    /// When the candidate came (late) or left (abandoned).
    pub at: Option<CivilTime>,
    /// Reason or circumstances.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Whether a candidate came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AttendanceStatus {
    /// Came.
    Present,
    /// Came late.
    Late,
    /// Did not come, with a justification.
    AbsentJustified,
    /// Did not come.
    AbsentUnjustified,
    /// Left before the end.
    Abandoned,
    /// Was excluded.
    Excluded,
}

impl AttendanceStatus {
    /// Whether the candidate is counted among the présentés.
    #[must_use]
    pub fn presented(self) -> bool {
        !matches!(self, Self::AbsentJustified | Self::AbsentUnjustified)
    }

    /// Whether there is something to grade.
    #[must_use]
    pub fn gradable(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }
}

/// An incident (aléa, dysfonctionnement, fraud) as the minutes report it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct IncidentFile {
    /// When.
    pub at: CivilTime,
    /// The candidate concerned.
    pub candidate: Option<CandidateId>,
    /// Facts.
    pub facts: String,
    /// What the candidate stated.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement: String,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measures: String,
}
