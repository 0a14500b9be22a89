//! What sealed sheets and decisions come to, counted for whoever looks back: how criteria were rated, how competences are
//! covered, how far members are from each other, what became of blocs, the shape of each candidate's results. Integers only; the
//! same facts give the same numbers. Nothing is decided from it, and nothing of it exists before sheets are side by side.

use serde::Serialize;

use crate::deliberation::PartStatus;
use crate::id::{CandidateId, PersonId};
use crate::referential::Code;
use crate::refusal::Refusal;
use crate::session::Session;

mod counting;
mod pairs;
#[cfg(test)]
mod tests;

/// Below how many ratings in common a difference between two members is chance more than habit: it is then not told as a mean.
/// Thirty is the usual floor from which a mean of independent differences may be read as normal.
pub const FEWEST_RATINGS: u32 = 30;
/// Below how many candidates shares say more of who came than of the criterion: shown as counts, and said to be few.
pub const FEWEST_CANDIDATES: u32 = 5;

/// The numbers of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// How many candidates were rated by somebody.
    pub candidates: u32,
    /// What ratings are counted in, lowest first.
    pub bands: Vec<Band>,
    /// Criteria by part, in the order of the référentiel.
    pub criteria: Vec<CriterionCount>,
    /// Competences, in the order of the référentiel.
    pub skills: Vec<SkillCount>,
    /// Members two by two, in the order of the panel.
    pub pairs: Vec<Pair>,
    /// Blocs, then the mémoire.
    pub parts: Vec<PartCount>,
    /// Candidates, in the order of their numbers.
    pub profiles: Vec<Profile>,
}

/// A stretch of the scale: one level, or the scores from `from` up to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Band {
    /// The level; or its lowest score, in hundredths of a point.
    pub from: i32,
    /// The same level; or the score below which it ends, in hundredths of a point, the highest being in the last.
    pub to: i32,
    /// Whether it reaches the criterion.
    pub reached: bool,
}

/// How many ratings are in each band, and how many say nothing of the level.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Spread {
    /// In each band, lowest first.
    pub bands: Vec<u32>,
    /// « Non observé ».
    pub not_observed: u32,
    /// « Sans objet ».
    pub not_applicable: u32,
}

/// How a criterion was rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionCount {
    /// Its part: a bloc or the mémoire.
    pub part: Code,
    /// The criterion.
    pub criterion: Code,
    /// Sealed ratings of all members.
    pub given: Spread,
    /// Ratings that count: what the panel retained, or what agrees or is close.
    pub kept: Spread,
}

/// How a competence is covered: ratings that count of the criteria that name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkillCount {
    /// Its bloc.
    pub block: Code,
    /// The competence.
    pub skill: Code,
    /// How many criteria name it; none when nobody ever observes it.
    pub criteria: u32,
    /// Ratings that reach their criterion.
    pub reached: u32,
    /// Ratings that do not.
    pub missed: u32,
    /// « Non observé » and « sans objet ».
    pub unobserved: u32,
}

/// How far two members are from each other, where both rated the same criterion of the same candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// One.
    pub first: PersonId,
    /// The other.
    pub second: PersonId,
    /// Ratings in common.
    pub count: u32,
    /// Of these, how many are the same.
    pub same: u32,
    /// Mean of what the first gave less what the second gave, in hundredths of a level or of a point, rounded to the nearest, away
    /// from zero from the half; absent when the ratings are fewer than [`FEWEST_RATINGS`].
    pub mean: Option<i32>,
}

/// What became of a bloc or of the mémoire: how many candidates have each result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartCount {
    /// The part.
    pub part: Code,
    /// Validated by this jury.
    pub validated: u32,
    /// Not validated.
    pub failed: u32,
    /// Acquired before.
    pub prior: u32,
    /// Not assessed.
    pub not_assessed: u32,
    /// Not decided yet.
    pub undecided: u32,
}

/// The shape of a candidate's results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// The candidate.
    pub candidate: CandidateId,
    /// One axis for each of their parts.
    pub axes: Vec<Axis>,
}

/// One part of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Axis {
    /// The part.
    pub part: Code,
    /// Criteria reached, by the ratings that count.
    pub reached: u32,
    /// Criteria that are reached or not: the others say nothing.
    pub counted: u32,
    /// What was decided of it, where something was.
    pub status: Option<PartStatus>,
}

/// The numbers of `session`.
///
/// # Errors
/// `ConfrontationNotOpen` while sheets are not side by side: not a total of them is told before.
pub fn statistics(session: &Session) -> Result<Statistics, Refusal> {
    if !session.is_confronted() {
        return Err(Refusal::ConfrontationNotOpen);
    }
    let bands = counting::bands(&session.regulation.scale);
    let read = counting::read(session);
    Ok(Statistics {
        candidates: counting::tally(read.rated.len()),
        criteria: counting::criteria(session, &bands, &read),
        skills: counting::skills(session, &read),
        pairs: pairs::pairs(session, &read),
        parts: counting::parts(session),
        profiles: counting::profiles(session, &read),
        bands,
    })
}
