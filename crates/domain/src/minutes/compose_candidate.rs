//! One candidate's line of the minutes and the headings it stands under, read from a session. What is not decided is
//! « not assessed »: a draft never prints what the panel has not said.

use crate::deliberation::{Decision, PartStatus, THESIS};
use crate::id::CandidateId;
use crate::minutes::{CandidateLine, PartHeading, PartLine};
use crate::referential::{Block, BlockKind, Referential};
use crate::session::{Candidate, Session};

/// The candidate's line under that decision; `None` once the candidate's file was erased.
pub(super) fn candidate_line(
    session: &Session,
    candidate: CandidateId,
    file: &Candidate,
    decision: Option<Decision>,
) -> Option<CandidateLine> {
    let known = file.file.shown()?;
    let parts = session.parts(file);
    Some(CandidateLine {
        candidate,
        number: known.number.clone(),
        name: format!("{} {}", known.family_name, known.given_name),
        born_on: file.civil.shown().map(|civil| civil.born_on),
        route: known.route,
        option: known.option.clone(),
        attempt: known.attempt,
        presented: file.attendance().is_none_or(|attendance| attendance.status.presented()),
        parts: parts.iter().map(|part| part_line(file, part.code, decision.as_ref())).collect(),
        decision,
    })
}

/// Headings of every bloc, options included, then of the mémoire where the title demands one.
pub(super) fn part_headings(referential: &Referential) -> Vec<PartHeading> {
    let heading = |block: &Block| PartHeading {
        code: block.code.clone(),
        short: block.short.clone(),
        title: block.title.clone(),
        option: match &block.kind {
            BlockKind::Main => None,
            BlockKind::Option { label } => Some(label.clone()),
        },
    };
    let thesis = PartHeading {
        code: THESIS.to_owned(),
        short: referential.thesis.short.clone(),
        title: referential.thesis.title.clone(),
        option: None,
    };
    referential.blocks.iter().map(heading).chain(referential.title_rule.thesis.then_some(thesis)).collect()
}

fn part_line(file: &Candidate, part: &str, decision: Option<&Decision>) -> PartLine {
    let prior = file.prior(part).cloned();
    let decided = decision.and_then(|decision| decision.parts.iter().find(|result| result.part == part));
    let undecided = if prior.is_some() { PartStatus::Prior } else { PartStatus::NotAssessed };
    PartLine { part: part.to_owned(), status: decided.map_or(undecided, |result| result.status), prior }
}
