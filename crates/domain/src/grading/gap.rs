//! How the sealed ratings of one criterion stand beside each other: agreed, close, or a gap to be discussed. Only sealed
//! sheets are ever read here: an unsealed mark is seen by nobody, not even through a total. Nothing here decides.

use serde::Serialize;

use crate::deliberation::LedgerLine;
use crate::grading::Rating;
use crate::id::{CandidateId, PersonId};
use crate::referential::Code;
use crate::register::Register;
use crate::regulation::{Regulation, Scale};
use crate::session::{Candidate, Session};

/// A criterion on which sealed ratings lie too far apart for the calculation to propose one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Gap {
    /// The criterion.
    pub criterion: Code,
    /// What makes it a gap.
    pub kind: GapKind,
    /// The sealed ratings, in the order of the members; somebody who wrote on two laptops may stand twice.
    pub ratings: Vec<LedgerLine>,
    /// Whether some ratings reach the criterion and others do not.
    pub crosses_line: bool,
    /// Whether the panel retained a rating, and nobody disagrees on which.
    pub settled: bool,
}

/// What makes a gap, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// One juror's two laptops say different things.
    Disputed,
    /// Some rated, others had nothing to rate; or « non observé » stands against « sans objet ».
    Observation,
    /// Some reach the criterion, others do not.
    Line,
    /// The distance is the règlement's `gap` or more.
    Distance,
}

/// Where a criterion stands for the calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", content = "rating", rename_all = "snake_case")]
pub enum Standing {
    /// The panel retained it.
    Retained(Rating),
    /// Every sealed rating says it (one is enough): it is retained without a word.
    Agreed(Rating),
    /// Sealed ratings are close, on the same side of the line: the calculation proposes one. See [`proposed`].
    Proposed(Rating),
    /// They are not close, or two retained ratings disagree: the panel must retain one.
    Gap,
    /// Nobody who sealed rated it.
    Unrated,
}

impl Standing {
    /// The rating that counts, when there is one.
    #[must_use]
    pub fn rating(self) -> Option<Rating> {
        match self {
            Self::Retained(rating) | Self::Agreed(rating) | Self::Proposed(rating) => Some(rating),
            Self::Gap | Self::Unrated => None,
        }
    }
}

/// Sealed ratings of that criterion by the members who may grade that candidate, in the order of the members.
#[must_use]
pub fn ratings(session: &Session, candidate: CandidateId, criterion: &str) -> Vec<(PersonId, Rating)> {
    ratings_among(session, &graders(session, candidate), candidate, criterion)
}

/// Where that criterion stands for that candidate.
#[must_use]
pub fn standing(session: &Session, candidate: CandidateId, criterion: &str) -> Standing {
    standing_among(session, &graders(session, candidate), candidate, criterion)
}

/// The candidate's gaps, settled ones included, in the order of the grid.
#[must_use]
pub fn gaps(session: &Session, candidate: CandidateId) -> Vec<Gap> {
    let Some(file) = session.candidates.get(&candidate) else { return Vec::new() };
    let jurors = graders(session, candidate);
    let gap = |criterion: &str| {
        let ratings = ratings_among(session, &jurors, candidate, criterion);
        let kind = kind(&session.regulation, &ratings)?;
        Some(Gap {
            criterion: criterion.to_owned(),
            kind,
            crosses_line: crosses_line(&session.regulation.scale, &ratings),
            ratings: ratings.into_iter().map(|(juror, rating)| LedgerLine { juror, rating }).collect(),
            settled: retained(session, file, criterion).is_some_and(|rating| rating.is_some()),
        })
    };
    session.criteria_to_grade(file).into_iter().filter_map(gap).collect()
}

/// The members who may grade that candidate.
pub(crate) fn graders(session: &Session, candidate: CandidateId) -> Vec<PersonId> {
    session.members_for(candidate).into_iter().map(|(juror, _)| juror).collect()
}

/// [`standing`], for a caller that asks it of many criteria and knows the graders.
pub(crate) fn standing_among(
    session: &Session,
    jurors: &[PersonId],
    candidate: CandidateId,
    criterion: &str,
) -> Standing {
    let file = session.candidates.get(&candidate);
    match file.and_then(|file| retained(session, file, criterion)) {
        Some(Some(rating)) => return Standing::Retained(rating),
        Some(None) => return Standing::Gap,
        None => {}
    }
    let ratings = ratings_among(session, jurors, candidate, criterion);
    let given: Vec<Rating> = ratings.iter().map(|(_, rating)| *rating).collect();
    match given.split_first() {
        None => Standing::Unrated,
        Some(_) if kind(&session.regulation, &ratings).is_some() => Standing::Gap,
        Some((first, rest)) if rest.iter().all(|rating| rating == first) => Standing::Agreed(*first),
        Some((first, _)) => Standing::Proposed(proposed(&session.regulation.scale, &given).unwrap_or(*first)),
    }
}

/// The rating the calculation proposes for sealed ratings that differ, are close and stand on the same side of the line:
/// of levels, the middle one, and the lower of two middles, so that with three members it is what two of them gave or
/// passed; of scores, their mean rounded to the nearest step of the scale, up from the half. Neither can cross the line.
/// It is a proposal like any other: the panel changes it by retaining another rating.
#[must_use]
pub fn proposed(scale: &Scale, ratings: &[Rating]) -> Option<Rating> {
    let mut sorted = ratings.to_vec();
    sorted.sort_unstable();
    let Scale::Score { step, .. } = scale else { return sorted.get(sorted.len().saturating_sub(1) / 2).copied() };
    let scores: Vec<i64> = sorted.iter().filter_map(|rating| place(*rating)).collect();
    let (count, step) = (i64::try_from(scores.len()).ok()?, i64::from(*step));
    // Nearest multiple of the step to sum / count, without leaving the integers: floor((2·sum + count·step) / (2·count·step)).
    let double = scores.iter().sum::<i64>().saturating_mul(2).saturating_add(count.saturating_mul(step));
    let steps = double.checked_div_euclid(count.saturating_mul(step).saturating_mul(2))?;
    Some(Rating::Score { hundredths: i32::try_from(steps.saturating_mul(step)).ok()? })
}

/// [`ratings`], for a caller that asks it of many criteria and knows the graders.
pub(crate) fn ratings_among(
    session: &Session,
    jurors: &[PersonId],
    candidate: CandidateId,
    criterion: &str,
) -> Vec<(PersonId, Rating)> {
    let given = |juror: PersonId| {
        let sealed = session.sheets.get(&(juror, candidate)).filter(|sheet| !sheet.seal.sides().is_empty());
        let mark = sealed.and_then(|sheet| sheet.marks.get(criterion));
        let sides = mark.as_ref().map(Register::sides).unwrap_or_default().iter();
        let mut ratings: Vec<Rating> = sides.filter_map(|side| side.value.rating).collect();
        ratings.retain(|rating| session.regulation.scale.holds(*rating));
        ratings.sort_unstable();
        ratings.dedup();
        ratings.into_iter().map(move |rating| (juror, rating))
    };
    jurors.iter().flat_map(|juror| given(*juror)).collect()
}

/// What the panel retained: nothing, `Some(None)` when two retained ratings disagree, or the rating.
fn retained(session: &Session, candidate: &Candidate, criterion: &str) -> Option<Option<Rating>> {
    let sides = candidate.retained.get(criterion)?.sides().iter().map(|side| side.value.rating);
    let mut ratings: Vec<Rating> = sides.filter(|rating| session.regulation.scale.holds(*rating)).collect();
    ratings.sort_unstable();
    ratings.dedup();
    match ratings.as_slice() {
        [] => None,
        [one] => Some(Some(*one)),
        _ => Some(None),
    }
}

/// What makes those ratings a gap, if they are one.
fn kind(regulation: &Regulation, ratings: &[(PersonId, Rating)]) -> Option<GapKind> {
    let twice = ratings.iter().zip(ratings.iter().skip(1)).any(|(one, next)| one.0 == next.0);
    if twice {
        return Some(GapKind::Disputed);
    }
    let (first, rest) = ratings.split_first()?;
    if rest.iter().all(|other| other.1 == first.1) {
        return None;
    }
    let places: Option<Vec<i64>> = ratings.iter().map(|(_, rating)| place(*rating)).collect();
    let Some(places) = places else { return Some(GapKind::Observation) };
    if crosses_line(&regulation.scale, ratings) {
        return Some(GapKind::Line);
    }
    let distance = places.iter().max()? - places.iter().min()?;
    (distance >= i64::from(regulation.gap)).then_some(GapKind::Distance)
}

fn crosses_line(scale: &Scale, ratings: &[(PersonId, Rating)]) -> bool {
    let reached = |wanted: bool| ratings.iter().any(|(_, rating)| scale.reached(*rating) == Some(wanted));
    reached(true) && reached(false)
}

/// Where a rating lies on its scale: in levels, or in hundredths of a point.
pub(crate) fn place(rating: Rating) -> Option<i64> {
    match rating {
        Rating::Level { index } => Some(i64::from(index)),
        Rating::Score { hundredths } => Some(i64::from(hundredths)),
        Rating::NotObserved | Rating::NotApplicable => None,
    }
}
