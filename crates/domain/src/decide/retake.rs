//! Rattrapage: whom a new session may take from an earlier one, keeping what was acquired. Nothing is written here: the
//! new session admits them by its own commands.

use serde::Serialize;

use crate::deliberation::{Decision, Outcome, PartStatus};
use crate::id::CandidateId;
use crate::person::{CandidateFile, CivilStatus, PreviousAttempt, PriorBlock, PriorKind};
use crate::session::{Candidate, Session};

/// A candidate for a further attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RetakeCandidate {
    /// The file, one attempt later.
    pub file: CandidateFile,
    /// Civil status, where the earlier session holds it.
    pub civil: Option<CivilStatus>,
    /// What was acquired by then, in the order of the grid.
    pub prior: Vec<PriorBlock>,
}

/// Candidates of `previous` who were decided without the title and have attempts left, in the order of their numbers.
/// `minutes` is the number of its minutes, which proves what was validated. Whether the règlement still keeps a bloc
/// (`retake.block_years`) depends on the day of the new session: each keeps its date.
#[must_use]
pub fn retake(previous: &Session, minutes: &str) -> Vec<RetakeCandidate> {
    let roster = previous.roster().into_iter();
    roster.filter_map(|(id, candidate)| again(previous, id, candidate, minutes)).collect()
}

fn again(previous: &Session, id: CandidateId, candidate: &Candidate, minutes: &str) -> Option<RetakeCandidate> {
    let decision = previous.decision(id).filter(|decision| decision.outcome != Outcome::Awarded)?;
    let file = candidate.file.shown()?;
    let attempt = file.attempt.checked_add(1)?;
    if u32::from(attempt) > previous.regulation.retake.attempts {
        return None;
    }
    let link = PreviousAttempt { session: previous.id, candidate: id, minutes: minutes.to_owned() };
    Some(RetakeCandidate {
        file: CandidateFile { attempt, previous: Some(link), ..file.clone() },
        civil: candidate.civil.shown().cloned(),
        prior: acquired(previous, candidate, &decision, minutes),
    })
}

/// What the candidate brought, and what this jury validated.
fn acquired(previous: &Session, candidate: &Candidate, decision: &Decision, minutes: &str) -> Vec<PriorBlock> {
    let on = previous.closing.shown().map(|closed| closed.closed_at.date);
    let proof = if minutes.starts_with("PV") { minutes.to_owned() } else { format!("PV n° {minutes}") };
    let validated =
        |code: &str| decision.parts.iter().any(|part| part.part == code && part.status == PartStatus::Validated);
    let parts = previous.parts(candidate);
    let kept = parts.iter().filter_map(|part| match candidate.prior(part.code) {
        Some(prior) => Some(prior.clone()),
        None if validated(part.code) => {
            Some(PriorBlock { block: part.code.to_owned(), kind: PriorKind::Acquired, proof: proof.clone(), on })
        }
        None => None,
    });
    kept.collect()
}
