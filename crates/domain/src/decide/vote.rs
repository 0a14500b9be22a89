//! A vote of the panel on a candidate.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::deliberation::Vote;
use crate::event::VoteHeld;
use crate::id::CandidateId;
use crate::refusal::Refusal;
use crate::session::Session;

pub(super) fn hold(session: &Session, id: CandidateId, vote: &Vote) -> Answer {
    let candidate = guard::candidate(session, id)?;
    if !session.is_confronted() && !guard::showed_nothing(candidate) {
        return Err(Refusal::ConfrontationNotOpen);
    }
    text::demand("question", &vote.question, Limit::Line)?;
    let voices = [vote.votes_for, vote.votes_against, vote.abstentions].map(usize::from).iter().sum::<usize>();
    let limit = session.members_for(id).len();
    if voices > limit {
        return Err(Refusal::TooManyVoices { limit: limit.to_string() });
    }
    if voices == 0 {
        return Err(Refusal::Missing { field: "voices".to_owned() });
    }
    let tie = vote.votes_for == vote.votes_against;
    if vote.casting_for.is_some() && !(tie && session.regulation.vote.casting_vote) {
        return Err(Refusal::NoCastingVote);
    }
    Ok(vec![VoteHeld { candidate: id, vote: vote.clone() }.into()])
}
