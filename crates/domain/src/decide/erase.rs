//! Erasing a person's data (RGPD, art. 17): a candidate at any time before the closing, a juror who left; after the closing, not
//! before the term that the règlement sets to what the minutes say of them (art. 17, 3, b).

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::erasure::accommodations_of;
use crate::event::PersonErased;
use crate::id::{CandidateId, PersonId};
use crate::person::{JurorFile, Role};
use crate::refusal::Refusal;
use crate::retention::{self, Kept};
use crate::session::Session;
use crate::time::Date;

pub(super) fn person(session: &Session, person: PersonId, ground: &str, on: Date) -> Answer {
    if session.is_erased(person.0) {
        return Ok(vec![]);
    }
    let (name, kept) = match session.candidates.get(&CandidateId(person.0)) {
        Some(candidate) if candidate.withdrawn.shown().is_some() => (candidate.name(), Kept::Sheets),
        Some(candidate) => (candidate.name(), Kept::Minutes),
        None => (juror(session, person)?, Kept::Minutes),
    };
    if let Some(date) = retention::term(session, kept).filter(|term| on < *term) {
        return Err(Refusal::KeptUntil { name, date: date.to_string() });
    }
    write(person, ground)
}

pub(super) fn accommodations(session: &Session, candidate: CandidateId, ground: &str) -> Answer {
    let known = session.candidates.get(&candidate).ok_or(Refusal::UnknownCandidate)?;
    let apart = accommodations_of(candidate);
    if session.is_erased(apart.0) {
        return Ok(vec![]);
    }
    if known.accommodation.sides().is_empty() {
        return Err(Refusal::NothingToErase);
    }
    write(apart, ground)
}

/// The name of a juror who may be erased: one who left. The office stays: the session is its own.
fn juror(session: &Session, id: PersonId) -> Result<String, Refusal> {
    let juror = session.jurors.get(&id).ok_or(Refusal::UnknownPerson)?;
    let name = juror.file.shown().map(JurorFile::full_name).ok_or(Refusal::UnknownPerson)?;
    match guard::seated(session, id) {
        Ok(file) if file.role == Role::Office => Err(Refusal::NoSuchSeat),
        // Once closed, nobody leaves the panel any more: the term alone decides.
        Ok(_) if !session.is_closed() => Err(Refusal::StillSeated { name }),
        _ => Ok(name),
    }
}

fn write(person: PersonId, ground: &str) -> Answer {
    text::demand("ground", ground, Limit::Line)?;
    Ok(vec![PersonErased { person, ground: ground.to_owned() }.into()])
}
