//! The panel's decision on one candidate: the calculation proposes, the jury decides, and says why when it leaves the
//! proposal. The same judgement serves a rectificatif (`amendment`).

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::deliberation::composition::composition_for;
use crate::deliberation::proposal::{Proposal, propose};
use crate::deliberation::{Decision, Outcome, PartResult, PartStatus};
use crate::event::CandidateDecided;
use crate::grading::gap;
use crate::id::CandidateId;
use crate::referential::Code;
use crate::refusal::Refusal;
use crate::session::facts::AttendanceStatus;
use crate::session::{Candidate, Session};

/// What the panel wants; what is absent follows the proposal.
pub(super) struct Wish<'a> {
    pub(super) outcome: Outcome,
    /// Codes of the parts validated by this jury.
    pub(super) parts_validated: Option<&'a [Code]>,
    /// `""` for no mention.
    pub(super) mention: Option<&'a str>,
    pub(super) ground: &'a str,
}

pub(super) fn decide(session: &Session, id: CandidateId, wish: &Wish<'_>) -> Answer {
    let candidate = guard::candidate(session, id)?;
    if !guard::showed_nothing(candidate) {
        is_confronted(session, id)?;
    }
    has_a_panel(session, id, candidate)?;
    let decision = judge(session, id, wish)?;
    if guard::says(Some(&candidate.decision), &decision) {
        return Ok(vec![]);
    }
    Ok(vec![CandidateDecided { candidate: id, decision }.into()])
}

/// The decision that `wish` makes, when it holds together.
pub(super) fn judge(session: &Session, id: CandidateId, wish: &Wish<'_>) -> Result<Decision, Refusal> {
    let candidate = guard::candidate(session, id)?;
    let proposal = propose(session, id).ok_or(Refusal::UnknownCandidate)?;
    let name = candidate.name();
    text::allow("ground", wish.ground, Limit::Prose)?;
    let parts = parts(session, candidate, &proposal, wish)?;
    if !is_coherent(candidate, wish.outcome, &parts) {
        return Err(Refusal::OutcomeContradicts { name });
    }
    let mention = mention(session, &proposal, wish)?;
    let follows_proposal =
        proposal.outcome == Some(wish.outcome) && proposal.parts == parts && proposal.mention == mention;
    if wish.ground.trim().is_empty() {
        // Without a ground an unfavourable decision could not be opposed to an appeal.
        if wish.outcome.is_unfavourable() {
            return Err(Refusal::GroundForUnfavourable { name });
        }
        if !follows_proposal {
            return Err(Refusal::GroundForOverride { name });
        }
    }
    Ok(Decision { outcome: wish.outcome, parts, mention, ground: wish.ground.to_owned(), follows_proposal })
}

/// Whether what a decision rests on has changed since: taken again today, it would not be the same.
pub(super) fn is_stale(session: &Session, id: CandidateId, decision: &Decision) -> bool {
    let validated = decision.parts.iter().filter(|part| part.status == PartStatus::Validated);
    let validated: Vec<Code> = validated.map(|part| part.part.clone()).collect();
    let again = Wish {
        outcome: decision.outcome,
        parts_validated: Some(&validated),
        mention: Some(decision.mention.as_deref().unwrap_or_default()),
        ground: &decision.ground,
    };
    let Ok(again) = judge(session, id, &again) else { return true };
    again.parts != decision.parts || (decision.follows_proposal && !again.follows_proposal)
}

/// Fewer members than the règlement demands for one candidate decide nothing.
pub(super) fn has_a_panel(session: &Session, id: CandidateId, candidate: &Candidate) -> Result<(), Refusal> {
    if composition_for(session, id).holds {
        return Ok(());
    }
    let limit = session.regulation.panel.members_for_candidate.to_string();
    Err(Refusal::PanelTooSmall { name: candidate.name(), limit })
}

fn is_confronted(session: &Session, id: CandidateId) -> Result<(), Refusal> {
    if !session.is_confronted() {
        return Err(Refusal::ConfrontationNotOpen);
    }
    match gap::gaps(session, id).iter().filter(|gap| !gap.settled).count() {
        0 => Ok(()),
        unsettled => Err(Refusal::GapsUnsettled { count: unsettled.to_string() }),
    }
}

/// Results of the candidate's parts, in the order of the grid.
pub(super) fn parts(
    session: &Session,
    candidate: &Candidate,
    proposal: &Proposal,
    wish: &Wish<'_>,
) -> Result<Vec<PartResult>, Refusal> {
    let codes: Vec<&str> = session.parts(candidate).iter().map(|part| part.code).collect();
    for wanted in wish.parts_validated.unwrap_or_default() {
        if !codes.contains(&wanted.as_str()) {
            return Err(Refusal::UnknownPart { part: wanted.clone() });
        }
        if candidate.prior(wanted).is_some() {
            return Err(Refusal::PartIsPrior { part: wanted.clone() });
        }
    }
    // A part on which the calculation could say nothing is not validated unless the panel says so.
    let otherwise = if guard::showed_nothing(candidate) { PartStatus::NotAssessed } else { PartStatus::Failed };
    let proposed = |code: &str| proposal.parts.iter().find(|part| part.part == code).map(|part| part.status);
    let status = |code: &str| match wish.parts_validated {
        _ if candidate.prior(code).is_some() => PartStatus::Prior,
        Some(validated) if validated.iter().any(|wanted| wanted == code) => PartStatus::Validated,
        Some(_) => otherwise,
        None => proposed(code).unwrap_or(otherwise),
    };
    Ok(codes.into_iter().map(|code| PartResult { part: code.to_owned(), status: status(code) }).collect())
}

/// Whether outcome, parts and attendance say the same thing.
fn is_coherent(candidate: &Candidate, outcome: Outcome, parts: &[PartResult]) -> bool {
    use AttendanceStatus::{AbsentJustified, AbsentUnjustified, Excluded};
    let validated = parts.iter().any(|part| part.status == PartStatus::Validated);
    let whole = !parts.is_empty() && parts.iter().all(|part| part.status.counts());
    let noted = candidate.attendance().map(|attendance| attendance.status);
    if validated && guard::showed_nothing(candidate) {
        return false;
    }
    match outcome {
        Outcome::Awarded => whole,
        Outcome::Partial => validated && !whole,
        Outcome::Adjourned => !validated && !whole,
        Outcome::Absent => matches!(noted, Some(AbsentJustified | AbsentUnjustified)),
        Outcome::Excluded => noted == Some(Excluded),
    }
}

/// The mention, which goes with the title only.
pub(super) fn mention(session: &Session, proposal: &Proposal, wish: &Wish<'_>) -> Result<Option<Code>, Refusal> {
    let awarded = wish.outcome == Outcome::Awarded;
    match wish.mention {
        None => Ok(proposal.mention.clone().filter(|_| awarded)),
        Some("") => Ok(None),
        Some(code) if awarded && session.regulation.mentions.iter().any(|mention| mention.code == code) => {
            Ok(Some(code.to_owned()))
        }
        Some(code) => Err(Refusal::UnknownMention { mention: code.chars().take(60).collect() }),
    }
}
