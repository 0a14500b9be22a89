//! How far members are from each other, two by two. A member whose two laptops differ on a criterion is left out of it.

use super::counting::{Read, tally};
use super::{FEWEST_RATINGS, Pair};
use crate::grading::gap::place;
use crate::id::PersonId;
use crate::regulation::Scale;
use crate::session::Session;

pub(super) fn pairs(session: &Session, read: &Read) -> Vec<Pair> {
    let members: Vec<PersonId> = session.members().into_iter().map(|(id, _)| id).collect();
    let others = |at: usize| members.iter().skip(at.saturating_add(1));
    let all = members.iter().enumerate().flat_map(|(at, first)| others(at).map(move |second| (*first, *second)));
    // Levels are counted one by one and told in hundredths; scores are in hundredths already.
    let unit = if matches!(session.regulation.scale, Scale::Levels { .. }) { 100 } else { 1 };
    all.map(|(first, second)| pair(read, first, second, unit)).collect()
}

fn pair(read: &Read, first: PersonId, second: PersonId, unit: i64) -> Pair {
    let mut differences = Vec::new();
    for ratings in read.given.values() {
        let of = |person: PersonId| {
            let mut own = ratings.iter().filter(|(juror, _)| *juror == person).map(|(_, rating)| *rating);
            own.next().filter(|_| own.next().is_none()).and_then(place)
        };
        if let (Some(one), Some(other)) = (of(first), of(second)) {
            differences.push(one - other);
        }
    }
    let count = tally(differences.len());
    let sum = differences.iter().fold(0_i64, |sum, difference| sum.saturating_add(difference.saturating_mul(unit)));
    Pair {
        first,
        second,
        count,
        same: tally(differences.iter().filter(|difference| **difference == 0).count()),
        mean: (count >= FEWEST_RATINGS).then(|| nearest(sum, i64::from(count))).flatten(),
    }
}

/// `sum / count` to the nearest whole number, away from zero from the half.
pub(super) fn nearest(sum: i64, count: i64) -> Option<i32> {
    let half = count / 2;
    let away = if sum < 0 { sum.checked_sub(half)? } else { sum.checked_add(half)? };
    i32::try_from(away.checked_div(count)?).ok()
}
