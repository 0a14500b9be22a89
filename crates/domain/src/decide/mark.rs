//! One juror's own marks and observation: nobody else writes them.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::event::{Marked, Observed};
use crate::grading::Mark;
use crate::id::{CandidateId, PersonId};
use crate::refusal::Refusal;
use crate::session::{Candidate, Session};

pub(super) fn mark(session: &Session, by: PersonId, id: CandidateId, criterion: &str, mark: &Mark) -> Answer {
    let candidate = grader(session, by, id)?;
    guard::criterion(session, candidate, criterion)?;
    if mark.rating.is_some_and(|rating| !session.regulation.scale.holds(rating)) {
        return Err(Refusal::NotOnScale);
    }
    text::allow("comment", &mark.comment, Limit::Prose)?;
    unsealed(session, by, id)?;
    let sheet = session.sheets.get(&(by, id));
    let known = sheet.and_then(|sheet| sheet.marks.get(criterion));
    let nothing_yet = known.is_none() && *mark == Mark::default();
    if nothing_yet || guard::says(known.as_ref(), mark) {
        return Ok(vec![]);
    }
    Ok(vec![Marked { candidate: id, criterion: criterion.to_owned(), mark: mark.clone() }.into()])
}

pub(super) fn observe(session: &Session, by: PersonId, id: CandidateId, words: &str) -> Answer {
    grader(session, by, id)?;
    text::allow("observation", words, Limit::Prose)?;
    unsealed(session, by, id)?;
    let known = session.sheets.get(&(by, id)).map(|sheet| &sheet.observation);
    let nothing_yet = words.is_empty() && known.is_none_or(|known| known.sides().is_empty());
    if nothing_yet || guard::says(known, &words.to_owned()) {
        return Ok(vec![]);
    }
    Ok(vec![Observed { candidate: id, text: words.to_owned() }.into()])
}

/// The candidate, whom that member may grade now. What was given before a candidate left stays; nothing is added to it.
fn grader(session: &Session, by: PersonId, id: CandidateId) -> Result<&Candidate, Refusal> {
    let file = guard::member(session, by)?;
    let candidate = guard::candidate(session, id)?;
    if candidate.recused(by) {
        return Err(Refusal::Recused { name: file.full_name() });
    }
    if !candidate.gradable() {
        return Err(Refusal::NothingToGrade { name: candidate.name() });
    }
    Ok(candidate)
}

fn unsealed(session: &Session, by: PersonId, id: CandidateId) -> Result<(), Refusal> {
    if session.sealed(by, id) {
        let name = session.candidates.get(&id).map(Candidate::name).unwrap_or_default();
        return Err(Refusal::SheetSealed { name });
    }
    if session.is_confronted() { Err(Refusal::ConfrontationOpen) } else { Ok(()) }
}
