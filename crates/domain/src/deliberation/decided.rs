//! Which decision stands for a candidate: the panel's, or the one the last rectificatif put in its place. Reading only.

use crate::deliberation::Decision;
use crate::id::CandidateId;
use crate::session::Session;

/// The decision that stands today: the last rectificatif's, else the panel's; none while people disagree on it.
#[must_use]
pub fn final_decision(session: &Session, candidate: CandidateId) -> Option<Decision> {
    decision_after(session, candidate, session.amendments.len())
}

/// The decision that stood after that many rectificatifs; 0 is the panel's own.
#[must_use]
pub fn decision_after(session: &Session, candidate: CandidateId, amendments: usize) -> Option<Decision> {
    let mut amended = session.amendments.iter().take(amendments).flat_map(|write| &write.value.decisions);
    let last = amended.rfind(|fact| fact.candidate == candidate).map(|fact| &fact.decision);
    let panel = || session.candidates.get(&candidate).and_then(|file| file.decision.settled());
    last.or_else(panel).cloned()
}
