//! What the panel retains of a criterion, against the sealed ratings of its members.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::deliberation::{LedgerLine, Retained};
use crate::event::RatingRetained;
use crate::grading::{Rating, gap};
use crate::id::CandidateId;
use crate::refusal::Refusal;
use crate::regulation::Scale;
use crate::session::Session;

pub(super) fn retain(session: &Session, id: CandidateId, criterion: &str, rating: Rating, ground: &str) -> Answer {
    let candidate = guard::candidate(session, id)?;
    if !session.is_confronted() {
        return Err(Refusal::ConfrontationNotOpen);
    }
    if guard::showed_nothing(candidate) {
        return Err(Refusal::NothingToGrade { name: candidate.name() });
    }
    guard::criterion(session, candidate, criterion)?;
    let scale = &session.regulation.scale;
    if !scale.holds(rating) {
        return Err(Refusal::NotOnScale);
    }
    text::allow("ground", ground, Limit::Prose)?;
    let sealed = gap::ratings(session, id, criterion).into_iter();
    let ledger: Vec<_> = sealed.map(|(juror, rating)| LedgerLine { juror, rating }).collect();
    if ground.trim().is_empty() {
        needs_no_ground(scale, criterion, rating, &ledger)?;
    }
    let retained = Retained { rating, ground: ground.to_owned(), ledger };
    if guard::says(candidate.retained.get(criterion), &retained) {
        return Ok(vec![]);
    }
    Ok(vec![RatingRetained { candidate: id, criterion: criterion.to_owned(), retained }.into()])
}

/// A reason is demanded where nobody rated, where the line between reached and not reached is crossed against a single
/// member, and outside what the members gave.
fn needs_no_ground(scale: &Scale, criterion: &str, rating: Rating, ledger: &[LedgerLine]) -> Result<(), Refusal> {
    let criterion = criterion.to_owned();
    if ledger.is_empty() {
        return Err(Refusal::GroundForUnrated { criterion });
    }
    let retained = scale.reached(rating);
    let mut sides = ledger.iter().filter_map(|line| scale.reached(line.rating));
    // « Non observé » takes a member's side away: it crosses their line too.
    if sides.any(|side| retained != Some(side)) {
        return Err(Refusal::GroundForBoundary { criterion });
    }
    if is_outside(rating, ledger) { Err(Refusal::GroundForOutlier { criterion }) } else { Ok(()) }
}

/// Whether no member's rating lies at or beyond it on both sides; words that are no value are compared with themselves.
fn is_outside(rating: Rating, ledger: &[LedgerLine]) -> bool {
    let is_value = |rating: Rating| matches!(rating, Rating::Level { .. } | Rating::Score { .. });
    let given = ledger.iter().map(|line| line.rating);
    if !is_value(rating) {
        return given.into_iter().all(|given| given != rating);
    }
    let values: Vec<Rating> = given.filter(|given| is_value(*given)).collect();
    let (lowest, highest) = (values.iter().min(), values.iter().max());
    lowest.is_none_or(|lowest| rating < *lowest) || highest.is_none_or(|highest| rating > *highest)
}
