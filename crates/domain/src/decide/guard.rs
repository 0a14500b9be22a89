//! What many rules ask first: does the candidate exist, does the juror sit, is there something to grade. Answers are what
//! the rule needs next; no rule of one noun alone belongs here.

use crate::id::{CandidateId, PersonId};
use crate::minutes::CivilTime;
use crate::person::{JurorFile, Role};
use crate::referential::Code;
use crate::refusal::Refusal;
use crate::register::Register;
use crate::session::facts::AttendanceStatus;
use crate::session::{Candidate, Session};

/// The candidate, who did not withdraw.
pub(super) fn candidate(session: &Session, id: CandidateId) -> Result<&Candidate, Refusal> {
    let candidate = session.candidates.get(&id).ok_or(Refusal::UnknownCandidate)?;
    if candidate.withdrawn.shown().is_some() {
        return Err(Refusal::CandidateIsWithdrawn { name: candidate.name() });
    }
    Ok(candidate)
}

/// The file of somebody who sits.
pub(super) fn seated(session: &Session, id: PersonId) -> Result<&JurorFile, Refusal> {
    session.role(id).ok_or(Refusal::UnknownPerson)?;
    session.jurors.get(&id).and_then(|juror| juror.file.shown()).ok_or(Refusal::UnknownPerson)
}

/// The file of a member who sits and deliberates.
pub(super) fn member(session: &Session, id: PersonId) -> Result<&JurorFile, Refusal> {
    let file = seated(session, id)?;
    if file.role.deliberates() { Ok(file) } else { Err(Refusal::NotAMember { name: file.full_name() }) }
}

/// The refusal of somebody whose seat does not allow it.
pub(super) fn not_allowed(role: Role) -> Refusal {
    Refusal::NotAllowed { role: role.name().to_owned() }
}

/// Whether the candidate did not come, or was excluded: nothing was shown that could be graded.
pub(super) fn showed_nothing(candidate: &Candidate) -> bool {
    use AttendanceStatus::{AbsentJustified, AbsentUnjustified, Excluded};
    candidate.attendance().is_some_and(|noted| matches!(noted.status, AbsentJustified | AbsentUnjustified | Excluded))
}

/// A criterion that the candidate is graded on.
pub(super) fn criterion(session: &Session, candidate: &Candidate, code: &str) -> Result<(), Refusal> {
    let parts = session.parts(candidate);
    let mut holding = parts
        .iter()
        .filter(|part| part.evaluations.iter().flat_map(|group| &group.criteria).any(|line| line.code == code));
    let part = holding.next().ok_or_else(|| Refusal::UnknownCriterion { criterion: code.to_owned() })?;
    not_prior(candidate, part.code)
}

/// An épreuve that the candidate takes.
pub(super) fn trial(session: &Session, candidate: &Candidate, code: &str) -> Result<(), Refusal> {
    let parts = session.parts(candidate);
    let mut holding = parts
        .iter()
        .filter(|part| part.evaluations.iter().flat_map(|group| group.trials).any(|trial| trial.code == code));
    let part = holding.next().ok_or_else(|| Refusal::UnknownTrial { trial: code.to_owned() })?;
    not_prior(candidate, part.code)
}

fn not_prior(candidate: &Candidate, part: &str) -> Result<(), Refusal> {
    match candidate.prior(part) {
        Some(_) => Err(Refusal::PartIsPrior { part: part.to_owned() }),
        None => Ok(()),
    }
}

/// An hour of a day.
pub(super) fn time(at: CivilTime) -> Result<(), Refusal> {
    if at.hour < 24 && at.minute < 60 {
        return Ok(());
    }
    Err(Refusal::ImpossibleTime { time: format!("{:02}:{:02}", at.hour, at.minute) })
}

/// Whether writing `value` would say nothing new.
pub(super) fn says<T: PartialEq>(register: Option<&Register<T>>, value: &T) -> bool {
    register.and_then(Register::settled) == Some(value)
}

/// Codes, for a sentence.
pub(super) fn listed<'a>(codes: impl IntoIterator<Item = &'a str>) -> Code {
    codes.into_iter().collect::<Vec<_>>().join(", ")
}
