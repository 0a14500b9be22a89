//! What a juror gives: a rating and a comment, criterion by criterion. Values and their reading on a scale; who may give
//! them is `decide`'s.

pub mod gap;
#[cfg(test)]
mod gap_test;
pub mod seal;
#[cfg(test)]
mod seal_test;
pub mod wording;

use serde::{Deserialize, Serialize};

use crate::regulation::{LevelRule, Scale};

/// What a juror (or the panel) says of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rating {
    /// A level of the scale, 0 being the lowest.
    Level {
        /// Place in the scale, from 0.
        index: u8,
    },
    /// A score, in hundredths of a point.
    Score {
        /// Hundredths of a point.
        hundredths: i32,
    },
    /// The candidate had no occasion to show it.
    NotObserved,
    /// The criterion does not apply (an alternative the candidate did not choose, « le cas échéant »).
    NotApplicable,
}

/// One juror's word on one criterion. No rating means « not yet », which is neither the lowest level nor « non observé ».
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Mark {
    /// The rating, once given.
    pub rating: Option<Rating>,
    /// Words that the candidate may ask to read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// Longest comment, in characters.
pub const COMMENT_LIMIT: usize = 10_000;

impl Scale {
    /// Whether `rating` belongs to this scale.
    #[must_use]
    pub fn holds(&self, rating: Rating) -> bool {
        match (self, rating) {
            (_, Rating::NotObserved | Rating::NotApplicable) => true,
            (Self::Levels { levels }, Rating::Level { index }) => usize::from(index) < levels.len(),
            (Self::Score { max, step, .. }, Rating::Score { hundredths }) => {
                (0..=*max).contains(&hundredths) && hundredths.checked_rem(*step) == Some(0)
            }
            (Self::Levels { .. }, Rating::Score { .. }) | (Self::Score { .. }, Rating::Level { .. }) => false,
        }
    }

    /// Whether `rating` reaches the criterion; `None` when it says nothing of it.
    #[must_use]
    pub fn reached(&self, rating: Rating) -> Option<bool> {
        match (self, rating) {
            (Self::Levels { .. }, Rating::Level { index }) => self.level(index).map(|level| level.reached),
            (Self::Score { pass, .. }, Rating::Score { hundredths }) => Some(hundredths >= *pass),
            _ => None,
        }
    }

    /// What `rating` counts for in a mean, in hundredths of a point; `None` when it counts for nothing.
    #[must_use]
    pub fn points(&self, rating: Rating) -> Option<i32> {
        match (self, rating) {
            (Self::Levels { .. }, Rating::Level { index }) => self.level(index).map(|level| level.points),
            (Self::Score { .. }, Rating::Score { hundredths }) => Some(hundredths),
            _ => None,
        }
    }

    /// The level at `index`, on a scale of levels.
    #[must_use]
    pub fn level(&self, index: u8) -> Option<&LevelRule> {
        match self {
            Self::Levels { levels } => levels.get(usize::from(index)),
            Self::Score { .. } => None,
        }
    }
}
