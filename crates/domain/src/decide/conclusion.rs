//! What the panel's choice of parts comes to, before it is decided: the outcome that goes with it, whether a ground will be
//! demanded, whether a decision taken still holds. Questions only: nothing is written, and `decision` judges what is.

use serde::Serialize;

use super::{decision, guard};
use crate::deliberation::proposal::propose;
use crate::deliberation::{Outcome, PartResult, PartStatus};
use crate::id::CandidateId;
use crate::referential::Code;
use crate::refusal::Refusal;
use crate::session::facts::AttendanceStatus;
use crate::session::{Candidate, Session};

/// What a choice of parts comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Conclusion {
    /// The outcome that goes with the parts.
    pub outcome: Outcome,
    /// Results of the candidate's parts, in the order of the grid.
    pub parts: Vec<PartResult>,
    /// Code of the mention; absent when there is none.
    pub mention: Option<Code>,
    /// Whether it is what the calculation proposes.
    pub follows_proposal: bool,
    /// Whether the decision will demand a ground.
    pub needs_ground: bool,
}

/// What `parts_validated` and `mention` come to; what is absent follows the proposal.
///
/// # Errors
/// When the candidate, a part or the mention is none of the session's.
pub fn conclusion(
    session: &Session,
    id: CandidateId,
    parts_validated: Option<&[Code]>,
    mention: Option<&str>,
) -> Result<Conclusion, Refusal> {
    let candidate = guard::candidate(session, id)?;
    let proposal = propose(session, id).ok_or(Refusal::UnknownCandidate)?;
    let wish = decision::Wish { outcome: Outcome::Adjourned, parts_validated, mention, ground: "" };
    let parts = decision::parts(session, candidate, &proposal, &wish)?;
    let outcome = outcome_of(candidate, &parts);
    // A mention asked for a candidate who has no title is not refused here: it is only not given.
    let asked = mention.filter(|_| outcome == Outcome::Awarded);
    let mention = decision::mention(session, &proposal, &decision::Wish { outcome, mention: asked, ..wish })?;
    let follows_proposal = proposal.outcome == Some(outcome) && proposal.parts == parts && proposal.mention == mention;
    let needs_ground = outcome.is_unfavourable() || !follows_proposal;
    Ok(Conclusion { outcome, parts, mention, follows_proposal, needs_ground })
}

/// Whether what the panel decided rests on something that changed since: it must be decided again before closing.
#[must_use]
pub fn is_stale(session: &Session, id: CandidateId) -> bool {
    let decided = session.candidates.get(&id).and_then(|candidate| candidate.decision.settled());
    decided.is_some_and(|taken| decision::is_stale(session, id, taken))
}

fn outcome_of(candidate: &Candidate, parts: &[PartResult]) -> Outcome {
    use AttendanceStatus::{AbsentJustified, AbsentUnjustified, Excluded};
    match candidate.attendance().map(|noted| noted.status) {
        Some(AbsentJustified | AbsentUnjustified) => Outcome::Absent,
        Some(Excluded) => Outcome::Excluded,
        _ if !parts.is_empty() && parts.iter().all(|part| part.status.counts()) => Outcome::Awarded,
        _ if parts.iter().any(|part| part.status == PartStatus::Validated) => Outcome::Partial,
        _ => Outcome::Adjourned,
    }
}
