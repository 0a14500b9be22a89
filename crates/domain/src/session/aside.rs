//! What is kept and not counted, and why: facts set aside, and entries of kinds that only a later program knows. Nothing here
//! decides what counts.

use crate::register::Stamp;

/// A fact that is kept and not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where it comes from.
    pub stamp: Stamp,
    /// Its kind.
    pub kind: u16,
    /// Why it does not count.
    pub reason: AsideReason,
}

/// Why a fact does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideReason {
    /// Nobody allowed that log to write.
    Unauthorised,
    /// Its author may not do that.
    NotAllowed,
    /// It arrived after the closing.
    Late,
    /// Its device had lost its place, and whoever said so did not know it.
    Revoked,
    /// The import that brought it was reversed; or, of a seal, a mark under it went that way.
    Reversed,
    /// The sheet was sealed already.
    Sealed,
    /// It speaks of a candidate, a juror or a criterion that is not known.
    Unknown,
    /// Its bytes are not what its kind promises.
    Malformed,
}

impl AsideReason {
    /// What it is called in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unauthorised => "unauthorised",
            Self::NotAllowed => "not-allowed",
            Self::Late => "late",
            Self::Revoked => "revoked",
            Self::Reversed => "reversed",
            Self::Sealed => "sealed",
            Self::Unknown => "unknown",
            Self::Malformed => "malformed",
        }
    }
}

/// Entries of kinds this program does not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Newer {
    /// How many.
    pub count: u32,
    /// Whether one of them forbids writing until the program is updated.
    pub critical: bool,
}
