//! Which decision stands for a candidate: the panel's, or the one that rectificatifs put in its place. Reading only.

use crate::deliberation::Decision;
use crate::id::CandidateId;
use crate::register::Register;
use crate::session::Session;
use crate::session::dispute::{amended, amended_knowing};

/// The decision that stands today: the rectificatifs', else the panel's; none while people disagree on it.
#[must_use]
pub fn final_decision(session: &Session, candidate: CandidateId) -> Option<Decision> {
    over(&amended(session, candidate), session, candidate)
}

/// The decision that stood for whoever wrote the rectificatif at that place, from 0: its own, or one it knew; none when there
/// is no such rectificatif.
#[must_use]
pub fn decision_at(session: &Session, candidate: CandidateId, place: usize) -> Option<Decision> {
    let edition = session.amendments.get(place)?;
    over(&amended_knowing(session, &edition.stamp, candidate), session, candidate)
}

/// The panel's own decision; none while people disagree on it.
#[must_use]
pub fn first_decision(session: &Session, candidate: CandidateId) -> Option<Decision> {
    session.candidates.get(&candidate)?.decision.settled().cloned()
}

fn over(amended: &Register<Decision>, session: &Session, candidate: CandidateId) -> Option<Decision> {
    if amended.is_disputed() {
        return None;
    }
    amended.settled().cloned().or_else(|| first_decision(session, candidate))
}
