//! Two candidates that look alike: a person says whether they are one. Nothing is merged: where they are one, the second is
//! withdrawn for the first and keeps all that was written of it.

use super::text::{self, Limit};
use super::{Answer, candidate, guard};
use crate::event::DuplicateJudged;
use crate::id::CandidateId;
use crate::refusal::Refusal;
use crate::session::Session;

pub(super) fn judge(session: &Session, first: CandidateId, second: CandidateId, same: bool, ground: &str) -> Answer {
    guard::candidate(session, first)?;
    if first == second {
        return Err(Refusal::SameCandidate);
    }
    let known = session.candidates.get(&second).ok_or(Refusal::UnknownCandidate)?;
    text::allow("ground", ground, Limit::Prose)?;
    let ground = ground.to_owned();
    let judged = DuplicateJudged { first, second, same, ground: ground.clone() }.into();
    if !same {
        return Ok(vec![judged]);
    }
    // Whoever is withdrawn already stays so, for the reason that was given then.
    let withdrawn = known.withdrawn.shown().is_some();
    text::demand("ground", &ground, Limit::Prose)?;
    let withdrawal = if withdrawn { Vec::new() } else { candidate::withdraw(session, second, &ground)? };
    Ok([judged].into_iter().chain(withdrawal).collect())
}
