//! What a panel decides of a candidate, and how it came to it: retained levels, votes, decisions. Values here; beside
//! them, what the calculation proposes and what the composition is worth. Who may decide is `decide`'s.

pub mod composition;
pub mod decided;
pub mod proposal;
#[cfg(test)]
mod proposal_test;
mod rule;
#[cfg(test)]
mod rule_test;

use serde::{Deserialize, Serialize};

use crate::grading::Rating;
use crate::id::PersonId;
use crate::referential::Code;

/// The code under which the mémoire stands beside the blocs in results. It is no bloc.
pub const THESIS: &str = "MEM";

/// What the jury decides of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The title is delivered.
    Awarded,
    /// Some blocs (or the mémoire) are validated, not the title.
    Partial,
    /// Nothing new is validated.
    Adjourned,
    /// The candidate did not come.
    Absent,
    /// The candidate was excluded by the competent authority; the jury records it.
    Excluded,
}

impl Outcome {
    /// Whether the candidate may contest it: such a decision carries a ground.
    #[must_use]
    pub fn is_unfavourable(self) -> bool {
        self != Self::Awarded
    }
}

/// The result of one bloc, or of the mémoire under [`THESIS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PartResult {
    /// Code of the bloc, or [`THESIS`].
    pub part: Code,
    /// What became of it.
    pub status: PartStatus,
}

/// What became of a bloc or of the mémoire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PartStatus {
    /// Validated by this jury.
    Validated,
    /// Not validated.
    Failed,
    /// Acquired before, or exempted: not graded, counted.
    Prior,
    /// Not assessed (absent candidate).
    NotAssessed,
}

impl PartStatus {
    /// Whether the part counts for the title.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Validated | Self::Prior)
    }
}

/// The panel's decision on one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Decision {
    /// What is decided.
    pub outcome: Outcome,
    /// Result of each bloc of the candidate, then of the mémoire.
    pub parts: Vec<PartResult>,
    /// Code of the mention; absent when there is none.
    pub mention: Option<Code>,
    /// Why, in words: demanded of an unfavourable decision and of one that leaves the proposal.
    pub ground: String,
    /// Whether it is what the calculation proposed.
    pub follows_proposal: bool,
}

/// What the panel retained for one criterion, with its ledger: the facts it was drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Retained {
    /// The rating retained.
    pub rating: Rating,
    /// Why, where the panel had to say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// Each sealed rating at that moment.
    pub ledger: Vec<LedgerLine>,
}

/// One juror's sealed rating, as it stood when the panel retained its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LedgerLine {
    /// The juror.
    pub juror: PersonId,
    /// Their rating.
    pub rating: Rating,
}

/// A vote of the panel. Only its result is ever printed: the secret of deliberations covers the voices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Vote {
    /// What was put to the vote.
    pub question: String,
    /// Voices for.
    pub votes_for: u8,
    /// Voices against.
    pub votes_against: u8,
    /// Abstentions.
    pub abstentions: u8,
    /// The president's voice, where it decided a tie.
    pub casting_for: Option<bool>,
}

impl Vote {
    /// Whether the question was carried; `None` on a tie that no casting vote decided.
    #[must_use]
    pub fn carried(&self) -> Option<bool> {
        match self.votes_for.cmp(&self.votes_against) {
            std::cmp::Ordering::Greater => Some(true),
            std::cmp::Ordering::Less => Some(false),
            std::cmp::Ordering::Equal => self.casting_for,
        }
    }
}
