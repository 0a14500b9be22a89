//! What is told of an import, before it and after it: who made the file and when, what it brings, what of it would not count,
//! which disagreements it opens, whose clock is wrong. Plain values: they are computed in `preview`.

use domain::id::{DeviceKey, Digest, LogId, SessionId};
use domain::session::dispute::Dispute;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::view::manifest::Aside;
use crate::view::reversal::ReversalLine;

/// What several files bring, or brought, in one go: one point to come back to, one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportsReport {
    /// Files that were believed, in the order in which they were asked for.
    pub imports: Vec<ImportReport>,
    /// Files that were not: nothing of them is kept, and the others are not concerned.
    pub refused: Vec<FileRefused>,
    /// All of them together.
    pub total: Arrived,
    /// Set when nothing was written, as was asked.
    pub dry_run: bool,
}

/// A file of which nothing is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FileRefused {
    /// Its name.
    pub file_name: String,
    /// Why, as a code.
    pub code: &'static str,
    /// The arguments of its sentence.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, string>"))]
    pub args: std::collections::BTreeMap<&'static str, String>,
}

/// Counts of entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Arrived {
    /// Entries that are new here.
    pub new: u32,
    /// Entries that were known.
    pub known: u32,
    /// New entries that wait for others.
    pub pending: u32,
    /// New entries written beyond the closing: kept, not counted.
    pub late: u32,
}

/// What a file brings, or brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportReport {
    /// Its name.
    pub file_name: String,
    /// Names its content for ever.
    pub bundle: Digest,
    /// The session.
    pub session: SessionId,
    /// What the file is for: `results`, `archive`, `pack`.
    pub kind: &'static str,
    /// Name of who made and signed it.
    pub from: String,
    /// The device that signed it.
    pub device: DeviceKey,
    /// When, by their laptop's clock.
    pub made_at: Timestamp,
    /// Entries that are new here.
    pub new: u32,
    /// Entries that were known.
    pub known: u32,
    /// New entries that wait for others.
    pub pending: u32,
    /// New entries written beyond the closing: kept, not counted.
    pub late: u32,
    /// Places where a log has several entries: a cloned or restored laptop.
    pub forks: u32,
    /// Sheets that the file says have arrived where they are collected, and of which nothing here said so.
    pub acknowledged: u32,
    /// New entries that this very laptop wrote, in a life that its store did not keep, or its copy did.
    pub recovered: u32,
    /// New entries that the session keeps and does not count, by reason.
    pub set_aside: Vec<Aside>,
    /// Disagreements that the file opens.
    pub conflicts: Vec<Conflict>,
    /// Persons known here whose data it erases, for good: the office said so, and gave a ground.
    pub erases: Vec<String>,
    /// New entries of kinds that only a later program knows.
    pub newer: NewerEntries,
    /// Reversals that it brings: what no longer counts, by whom and why.
    pub reversals: Vec<ReversalLine>,
    /// How far ahead of this laptop's clock the file's clocks are, in milliseconds. It decides nothing.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub clock_ahead_ms: u64,
    /// Whose laptop runs ahead of this one by a minute or more, and by how much. It decides nothing.
    pub clocks: Vec<ClockAhead>,
    /// By log.
    pub logs: Vec<LogArrival>,
    /// When the same file was imported before; absent the first time.
    pub imported_before: Option<Timestamp>,
    /// Set when nothing was written, as was asked.
    pub dry_run: bool,
}

/// Entries of kinds that this program does not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewerEntries {
    /// How many.
    pub count: u32,
    /// Whether one of them makes the session read-only until the program is updated.
    pub critical: bool,
}

/// A disagreement that a file opens, named: what about, and who wrote each side. No value is in it: a mark that is not
/// sealed yet may be one of the sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Conflict {
    /// What they disagree on.
    pub dispute: Dispute,
    /// Whom it is about: « 003 Camille Vasseur », a juror's name, or nobody.
    pub about: String,
    /// Which criterion, épreuve or bloc of theirs; empty when there is one only.
    pub item: String,
    /// Who wrote each side, and when by their clock.
    pub sides: Vec<Side>,
}

/// One side of a disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Side {
    /// Name of who wrote it.
    pub author: String,
    /// When, by their laptop's clock.
    pub at: Timestamp,
}

/// A laptop whose clock runs ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClockAhead {
    /// Whose laptop.
    pub name: String,
    /// By how much, in milliseconds.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub ahead_ms: u64,
}

/// What a file brings of one log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LogArrival {
    /// Name of its author.
    pub author: String,
    /// The log.
    pub log: LogId,
    /// Entries that are new here.
    pub new: u32,
    /// Entries that were known.
    pub known: u32,
    /// Which entries were new: the ranges that a reversal names.
    pub ranges: Vec<Range>,
}

/// Entries of one log that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Range {
    /// Place of the first.
    pub from: u32,
    /// Place of the last.
    pub to: u32,
    /// Hash of the last.
    pub hash: Digest,
}

impl Arrived {
    /// Both together.
    #[must_use]
    pub fn and(self, other: &ImportReport) -> Self {
        Self {
            new: self.new.saturating_add(other.new),
            known: self.known.saturating_add(other.known),
            pending: self.pending.saturating_add(other.pending),
            late: self.late.saturating_add(other.late),
        }
    }
}
