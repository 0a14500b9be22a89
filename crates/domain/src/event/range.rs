//! Entries named by where they stand: what a reversal speaks of. Nothing here says what becomes of them.

use serde::{Deserialize, Serialize};

use crate::id::{Digest, LogId};

/// Entries of one log that follow one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct EntryRange {
    /// The log.
    pub log: LogId,
    /// Place of the first.
    pub from: u32,
    /// Place of the last.
    pub to: u32,
    /// Hash of the last, which says on which line of a forked log they are.
    pub hash: Digest,
}
