//! A règlement: what a certifier decides that the référentiel does not say: scale, weights, thresholds, composition of
//! the panel, mention, numbering, retention. Data with a schema (docs/formats/regulation.md); no rule is computed here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::referential::Code;

pub mod check;

#[cfg(test)]
mod check_test;

/// A certifier's règlement for one certification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    /// Stable name, such as `exemple-niveaux`.
    pub code: Code,
    /// Version of this règlement.
    pub version: String,
    /// Name for people.
    pub title: String,
    /// Set when this is an example of the product, which no certifier has adopted: papers say so.
    pub example: bool,
    /// The certifier's name; empty in an example.
    pub certifier: String,
    /// The certifier's age key, `age1…`: archives are closed for it where nobody says otherwise. Empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub certifier_key: String,
    /// How a criterion is rated.
    pub scale: Scale,
    /// How ratings become results.
    pub rules: Rules,
    /// Weights by code of criterion, évaluation or bloc; what is not named weighs 1.
    #[serde(default)]
    pub weights: BTreeMap<Code, u32>,
    /// Criteria whose failure fails their évaluation, whatever the rest.
    #[serde(default)]
    pub eliminatory: Vec<Code>,
    /// What a criterion counts for when the panel retained « non observé ».
    pub not_observed: NotObserved,
    /// From which distance two jurors' ratings are a gap to be discussed: in levels, or in hundredths of a point.
    pub gap: u32,
    /// The soutenance, when it is rated beside the elements of the mémoire.
    #[serde(default)]
    pub defence: Option<DefenceRule>,
    /// Who must sit.
    pub panel: PanelRule,
    /// How the panel votes.
    pub vote: VoteRule,
    /// Mentions, highest first; empty when there are none.
    #[serde(default)]
    pub mentions: Vec<MentionRule>,
    /// What a further attempt keeps.
    pub retake: RetakeRule,
    /// Number of the minutes: `{year}` and `{sequence}` are replaced.
    pub minutes_number: String,
    /// How candidates may appeal, printed on the papers.
    #[serde(default)]
    pub appeal: String,
    /// How long things are kept.
    pub retention: Retention,
    /// How the certifier's papers look.
    #[serde(default, skip_serializing_if = "Letterhead::is_plain")]
    pub papers: Letterhead,
}

/// How the certifier's papers look. What is left out is the product's own: dark blue, no logo, no mention.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Letterhead {
    /// A PNG in base64, at most [`MOST_LOGO`] characters; printed at the head of every paper. Empty when there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub logo: String,
    /// Colour of titles and rules, `#1a4f8b`: dark enough to be read on white. Empty for the product's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub colour: String,
    /// Legal mentions at the foot of every page: name, address, numbers. Empty when there are none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mentions: String,
}

/// Most characters of a logo.
pub const MOST_LOGO: usize = 96 << 10;

impl Letterhead {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// The colour, from 0 to 255 each; `None` when it is empty or no colour.
    #[must_use]
    pub fn rgb(&self) -> Option<[u8; 3]> {
        let digits = self.colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some([part(0)?, part(2)?, part(4)?])
    }
}

/// How a criterion is rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Scale {
    /// Named levels, lowest first.
    Levels {
        /// The levels, lowest first.
        levels: Vec<LevelRule>,
    },
    /// A score.
    Score {
        /// Highest score, in hundredths of a point (2000 for /20).
        max: i32,
        /// Smallest step, in hundredths of a point.
        step: i32,
        /// From which score a criterion is reached, in hundredths of a point.
        pass: i32,
    },
}

/// One level of a scale of levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    /// Code in tables: `NA`, `EC`, `A`.
    pub code: Code,
    /// Word for people: « Non acquis ».
    pub label: String,
    /// Whether a criterion at this level is reached.
    pub reached: bool,
    /// What the level counts for in a mean, in hundredths of a point.
    pub points: i32,
}

/// How ratings become results, from the criterion up. The title's own rule is the référentiel's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// From the criteria of an évaluation to its result.
    pub evaluation: Rule,
    /// From the évaluations of a bloc to its result.
    pub block: Rule,
    /// From the elements of the mémoire (and the soutenance) to its result.
    pub thesis: Rule,
}

/// When a set of things is validated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Every one is reached.
    All,
    /// All but `count` are reached.
    AllBut {
        /// How many may fail.
        count: u32,
    },
    /// At least that share is reached, by weight.
    Share {
        /// Percent, 0 to 100.
        percent: u32,
    },
    /// The weighted mean is at least that, in hundredths of a point; rounded down.
    Mean {
        /// Hundredths of a point.
        points: i32,
    },
}

/// What a criterion counts for when the panel retained « non observé ». « Sans objet » always leaves the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NotObserved {
    /// It counts as not reached.
    Fails,
    /// It leaves the count.
    Excluded,
    /// No proposal can be made: the panel must retain something else.
    Undecided,
}

/// The soutenance as a rating of its own, code `MEM.S`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DefenceRule {
    /// What is rated, for people.
    pub label: String,
    /// Whether its failure fails the mémoire, whatever the rest.
    pub eliminatory: bool,
}

/// Who must sit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PanelRule {
    /// Fewest members (representatives do not count).
    pub members: u32,
    /// Fewest members who were not recused, for one candidate.
    pub members_for_candidate: u32,
    /// Least share of members external to the certifier and to the centre, in percent.
    pub external_percent: u32,
    /// Whether the share must be exceeded, not only reached.
    pub external_strict: bool,
    /// How many members must sign the minutes; every one when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub signatures: Option<u32>,
    /// Sentence of the rule, printed on the minutes.
    pub text: String,
}

/// How the panel votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct VoteRule {
    /// Whether the president's voice decides a tie.
    pub casting_vote: bool,
}

/// A mention and the mean it demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MentionRule {
    /// Code: `TB`, `B`, `AB`.
    pub code: Code,
    /// Word for people.
    pub label: String,
    /// Least mean of all rated criteria, in hundredths of a point.
    pub points: i32,
}

/// What a further attempt keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RetakeRule {
    /// Most attempts, the first included.
    pub attempts: u32,
    /// How long a validated bloc is kept, in years; absent when it is kept for good.
    #[serde(default)]
    pub block_years: Option<u32>,
}

/// How long things are kept, in years; no text fixes a term for private certifiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Minutes and results.
    pub minutes_years: u32,
    /// Grids, attendance, declarations.
    pub sheets_years: u32,
    /// Accommodations.
    pub accommodations_years: u32,
}

/// The code under which the soutenance is rated.
pub const DEFENCE: &str = "MEM.S";

impl Regulation {
    /// The weight of the thing of that code; 1 when the règlement names none.
    #[must_use]
    pub fn weight(&self, code: &str) -> u32 {
        self.weights.get(code).copied().unwrap_or(1)
    }
}
