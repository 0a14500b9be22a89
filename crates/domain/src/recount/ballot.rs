//! One candidate's count laid flat: one row for each criterion, won, lost, out or open. Its own reading of the scale and
//! of what the jurors gave; it must not ask `grading` what a rating is worth.

use std::collections::{BTreeMap, BTreeSet};

use crate::deliberation::THESIS;
use crate::grading::Rating;
use crate::id::{CandidateId, PersonId};
use crate::recount::book::Book;
use crate::referential::{BlockKind, Code};
use crate::regulation::{DEFENCE, NotObserved, Scale};
use crate::session::facts::AttendanceStatus;

/// What a criterion brings to the count, with its hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Won(i32),
    Lost(i32),
    Out,
    Open,
}

/// One criterion.
pub(super) struct Row {
    /// The évaluation; the mémoire's rows stand under the mémoire itself.
    pub(super) group: Code,
    /// Its weight.
    pub(super) weight: u32,
    /// Whether losing it loses the évaluation.
    pub(super) fatal: bool,
    pub(super) cell: Cell,
}

/// One bloc, or the mémoire.
pub(super) struct Section {
    pub(super) part: Code,
    pub(super) prior: bool,
    pub(super) rows: Vec<Row>,
}

/// The sections of a candidate who chose `option`.
pub(super) fn sections(book: &Book, candidate: CandidateId, option: &str) -> Vec<Section> {
    let voters = voters(book, candidate);
    let left = book.attendance.get(&candidate).is_some_and(|noted| noted.contains(&AttendanceStatus::Abandoned));
    let row = |group: &str, criterion: &str| {
        let defence = book.regulation.defence.as_ref().is_some_and(|rule| rule.eliminatory && criterion == DEFENCE);
        Row {
            group: group.to_owned(),
            weight: weight(book, criterion),
            fatal: defence || book.regulation.eliminatory.iter().any(|code| code == criterion),
            cell: match said(book, candidate, criterion, &voters) {
                Said::One(rating) => judged(book, rating),
                Said::Nothing if left => Cell::Lost(0),
                Said::Nothing | Said::Many => Cell::Open,
            },
        }
    };
    let mut listing: Vec<(Code, Vec<Row>)> = Vec::new();
    for block in &book.referential.blocks {
        if block.kind != BlockKind::Main && block.code != option {
            continue;
        }
        let pairs = block.evaluations.iter().flat_map(|one| one.criteria.iter().map(move |c| (&one.code, &c.code)));
        listing.push((block.code.clone(), pairs.map(|(group, criterion)| row(group, criterion)).collect()));
    }
    if book.referential.title_rule.thesis {
        let elements = book.referential.thesis.elements.iter().map(|element| element.code.as_str());
        let codes = elements.chain(book.regulation.defence.iter().map(|_| DEFENCE));
        listing.push((THESIS.to_owned(), codes.map(|code| row(THESIS, code)).collect()));
    }
    let prior = |part: &Code| book.prior.contains(&(candidate, part.clone()));
    listing.into_iter().map(|(part, rows)| Section { prior: prior(&part), part, rows }).collect()
}

/// The weight of the thing of that code.
pub(super) fn weight(book: &Book, code: &str) -> u32 {
    *book.regulation.weights.get(code).unwrap_or(&1)
}

/// Members who deliberate, still sit and did not step back.
fn voters(book: &Book, candidate: CandidateId) -> Vec<PersonId> {
    let sits = |juror: &PersonId| !book.unseated.contains(juror);
    let recused = |juror: PersonId| book.recused.get(&(candidate, juror)).and_then(|said| said.last()) == Some(&true);
    let seated = book.jurors.iter().filter(|(_, files)| files.last().is_some_and(|file| file.role.deliberates()));
    seated.map(|(juror, _)| *juror).filter(sits).filter(|juror| !recused(*juror)).collect()
}

/// Different ratings each voter sealed.
fn spoken(
    book: &Book,
    candidate: CandidateId,
    criterion: &str,
    voters: &[PersonId],
) -> BTreeMap<PersonId, BTreeSet<Rating>> {
    let mut spoken: BTreeMap<PersonId, BTreeSet<Rating>> = BTreeMap::new();
    for juror in voters.iter().filter(|juror| book.sealed.contains(&(candidate, **juror))) {
        let said = book.marks.get(&(candidate, criterion.to_owned(), *juror)).into_iter().flatten().flatten();
        for rating in said.filter(|rating| worth(&book.regulation.scale, **rating).is_some()) {
            spoken.entry(*juror).or_default().insert(*rating);
        }
    }
    spoken
}

/// What people come to on one criterion.
enum Said {
    Nothing,
    One(Rating),
    Many,
}

fn said(book: &Book, candidate: CandidateId, criterion: &str, voters: &[PersonId]) -> Said {
    let retained: BTreeSet<Rating> =
        book.retained.get(&(candidate, criterion.to_owned())).into_iter().flatten().copied().collect();
    let mut retained = retained.into_iter().filter(|rating| worth(&book.regulation.scale, *rating).is_some());
    match (retained.next(), retained.next()) {
        (Some(one), None) => return Said::One(one),
        (Some(_), Some(_)) => return Said::Many,
        (None, _) => {}
    }
    let spoken = spoken(book, candidate, criterion, voters);
    if spoken.values().any(|ratings| ratings.len() > 1) {
        return Said::Many;
    }
    let mut ratings: Vec<Rating> = spoken.into_values().flatten().collect();
    ratings.sort_unstable();
    match common(book, &ratings) {
        Some(rating) => Said::One(rating),
        None if ratings.is_empty() => Said::Nothing,
        None => Said::Many,
    }
}

/// The one rating that sorted ratings come to; `None` when the panel must say it.
fn common(book: &Book, ratings: &[Rating]) -> Option<Rating> {
    let (lowest, highest) = (*ratings.first()?, *ratings.last()?);
    if lowest == highest {
        return Some(lowest);
    }
    let won = |rating: Rating| matches!(worth(&book.regulation.scale, rating), Some(Cell::Won(_)));
    if won(lowest) != won(highest) {
        return None;
    }
    let (gap, middle) = (i64::from(book.regulation.gap), ratings.get((ratings.len() - 1) / 2)?);
    match (lowest, highest, &book.regulation.scale) {
        (Rating::Level { index: low }, Rating::Level { index: high }, _) => {
            (i64::from(high) - i64::from(low) < gap).then_some(*middle)
        }
        (Rating::Score { hundredths: low }, Rating::Score { hundredths: high }, Scale::Score { step, .. }) => {
            (i64::from(high) - i64::from(low) < gap).then(|| nearest(ratings, i64::from(*step)))
        }
        _ => None,
    }
}

/// The multiple of `step` nearest to the mean of scores, the higher of two as near.
fn nearest(ratings: &[Rating], step: i64) -> Rating {
    let score = |rating: &Rating| if let Rating::Score { hundredths } = rating { i64::from(*hundredths) } else { 0 };
    let sum: i64 = ratings.iter().map(score).sum();
    let share = step * i64::try_from(ratings.len()).unwrap_or(i64::MAX);
    let (whole, rest) = (sum / share, sum % share);
    let steps = if rest >= share - rest { whole + 1 } else { whole };
    Rating::Score { hundredths: i32::try_from(steps * step).unwrap_or(i32::MAX) }
}

/// What a rating brings; `None` when it is not of the scale. « Non observé » is open here, whatever the règlement says.
fn worth(scale: &Scale, rating: Rating) -> Option<Cell> {
    let brought = |won: bool, points: i32| if won { Cell::Won(points) } else { Cell::Lost(points) };
    match (rating, scale) {
        (Rating::NotApplicable, _) => Some(Cell::Out),
        (Rating::NotObserved, _) => Some(Cell::Open),
        (Rating::Level { index }, Scale::Levels { levels }) => {
            levels.get(usize::from(index)).map(|level| brought(level.reached, level.points))
        }
        (Rating::Score { hundredths }, Scale::Score { max, step, pass }) => {
            let on_scale = hundredths >= 0 && hundredths <= *max && *step > 0 && hundredths % *step == 0;
            on_scale.then(|| brought(hundredths >= *pass, hundredths))
        }
        _ => None,
    }
}

fn judged(book: &Book, rating: Rating) -> Cell {
    match (rating, book.regulation.not_observed) {
        (Rating::NotObserved, NotObserved::Fails) => Cell::Lost(0),
        (Rating::NotObserved, NotObserved::Excluded) => Cell::Out,
        _ => worth(&book.regulation.scale, rating).unwrap_or(Cell::Open),
    }
}
