//! Sealing a sheet: from then on its juror changes nothing in it, and others may see it.

use super::{Answer, guard};
use crate::event::SheetSealed;
use crate::grading::{Mark, seal};
use crate::id::{CandidateId, PersonId};
use crate::refusal::Refusal;
use crate::register::Register;
use crate::session::{Candidate, Session};

pub(super) fn seal(session: &Session, by: PersonId, id: CandidateId) -> Answer {
    let file = guard::member(session, by)?;
    let candidate = guard::candidate(session, id)?;
    if candidate.recused(by) {
        return Err(Refusal::Recused { name: file.full_name() });
    }
    if session.sealed(by, id) {
        return Err(Refusal::SheetSealed { name: candidate.name() });
    }
    complete(session, by, id, candidate)?;
    let digest = seal::digest(session, by, id);
    Ok(vec![SheetSealed { candidate: id, digest, marks: seal::marks(session, by, id) }.into()])
}

/// Every criterion is rated. A candidate who left before the end is sealed as far as they went.
fn complete(session: &Session, by: PersonId, id: CandidateId, candidate: &Candidate) -> Result<(), Refusal> {
    let criteria = session.criteria_to_grade(candidate);
    let marks = session.sheets.get(&(by, id)).map(|sheet| &sheet.marks);
    let register = |code: &str| marks.and_then(|marks| marks.get(code));
    let settled = |mark: Register<Mark>| mark.settled().is_some_and(|mark| mark.rating.is_some());
    let rated = |code: &&str| register(code).is_some_and(settled);
    let disputed = criteria.iter().filter(|code| register(code).is_some_and(|mark| mark.is_disputed())).count();
    let (rated, missing): (Vec<&str>, Vec<&str>) = criteria.into_iter().partition(rated);
    let empty = rated.is_empty() && (missing.is_empty() || !candidate.gradable());
    if empty || guard::showed_nothing(candidate) {
        return Err(Refusal::NothingToGrade { name: candidate.name() });
    }
    if disputed > 0 {
        return Err(Refusal::Disagreement { count: disputed.to_string() });
    }
    if candidate.gradable() && !missing.is_empty() {
        return Err(Refusal::SheetIncomplete { count: missing.len().to_string(), criteria: guard::listed(missing) });
    }
    Ok(())
}
