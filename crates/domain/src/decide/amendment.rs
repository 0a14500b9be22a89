//! The rectificatif: the only thing that changes a decision once the session is closed.

use super::text::{self, Limit};
use super::{Answer, closing, decision, guard};
use crate::alike::alike;
use crate::command::AmendedDecision;
use crate::event::{CandidateDecided, MinutesAmended};
use crate::id::{CandidateId, Digest};
use crate::minutes::CivilTime;
use crate::refusal::Refusal;
use crate::session::{Candidate, Session};

/// What a rectificatif says besides its decisions.
pub(super) struct Request<'a> {
    pub(super) number: &'a str,
    pub(super) corrects: Digest,
    pub(super) reason: &'a str,
    pub(super) at: CivilTime,
}

pub(super) fn amend(session: &Session, request: &Request<'_>, decisions: &[AmendedDecision]) -> Answer {
    closing::is_closed(session)?;
    check(session, request)?;
    let mut changed = Vec::new();
    for (place, wanted) in decisions.iter().enumerate() {
        if decisions.iter().take(place).any(|other| other.candidate == wanted.candidate) {
            return Err(Refusal::OutcomeContradicts { name: name(session, wanted.candidate) });
        }
        changed.extend(amended(session, wanted)?);
    }
    if changed.is_empty() {
        return Err(Refusal::NothingAmended);
    }
    let Request { number, corrects, reason, at } = *request;
    let (number, reason) = (number.to_owned(), reason.to_owned());
    Ok(vec![MinutesAmended { number, corrects, reason, at, decisions: changed }.into()])
}

/// The number to offer for the rectificatif that comes next: that of the minutes it corrects, which the règlement forms, and its
/// rank; none while no closing stands.
#[must_use]
pub fn next_number(session: &Session) -> Option<String> {
    let minutes = &session.closing.settled()?.number;
    (1..).map(|rank: usize| format!("{minutes}-R{rank}")).find(|number| !is_used(session, number))
}

/// Whether the minutes or a rectificatif go by that number.
fn is_used(session: &Session, number: &str) -> bool {
    let minutes = session.closing.shown().map(|closed| &closed.number);
    let amended = session.amendments.iter().map(|amendment| &amendment.value.number);
    minutes.into_iter().chain(amended).any(|used| alike(used, number))
}

fn check(session: &Session, request: &Request<'_>) -> Result<(), Refusal> {
    closing::minutes_number(request.number)?;
    if is_used(session, request.number) {
        return Err(Refusal::BadMinutesNumber { number: request.number.to_owned() });
    }
    if request.corrects == Digest([0; 32]) {
        return Err(Refusal::UnknownMinutes);
    }
    text::demand("reason", request.reason, Limit::Prose)?;
    guard::time(request.at)?;
    if session.closing.shown().is_some_and(|closed| request.at < closed.closed_at) {
        return Err(Refusal::DatesReversed);
    }
    Ok(())
}

/// The new decision, when it differs from the one in force.
fn amended(session: &Session, wanted: &AmendedDecision) -> Result<Option<CandidateDecided>, Refusal> {
    let wish = decision::Wish {
        outcome: wanted.outcome,
        parts_validated: Some(&wanted.parts_validated),
        mention: Some(&wanted.mention),
        ground: &wanted.ground,
    };
    let decision = decision::judge(session, wanted.candidate, &wish)?;
    let same = session.decision(wanted.candidate).is_some_and(|known| known == decision);
    Ok((!same).then_some(CandidateDecided { candidate: wanted.candidate, decision }))
}

fn name(session: &Session, candidate: CandidateId) -> String {
    session.candidates.get(&candidate).map(Candidate::name).unwrap_or_default()
}
