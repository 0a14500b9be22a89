//! Subjects of cas pratiques and mises en situation: added, assigned, drawn by lot.

use std::collections::BTreeMap;

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::event::{SubjectAdded, SubjectDrawn};
use crate::id::{CandidateId, SubjectId};
use crate::refusal::Refusal;
use crate::register::Register;
use crate::session::facts::SubjectFile;
use crate::session::{Draw, Session};

pub(super) fn add(session: &Session, id: SubjectId, file: &SubjectFile) -> Answer {
    if !session.referential.trials().any(|trial| trial.code == file.trial) {
        return Err(Refusal::UnknownTrial { trial: file.trial.clone() });
    }
    text::demand("title", &file.title, Limit::Line)?;
    text::allow("text", &file.text, Limit::Prose)?;
    for document in &file.documents {
        text::demand("document", &document.name, Limit::Name)?;
        text::allow("media", &document.media, Limit::Name)?;
    }
    if file.documents.is_empty() {
        text::demand("text", &file.text, Limit::Prose)?;
    }
    match session.subjects.get(&id) {
        Some(known) if known == file => Ok(vec![]),
        Some(known) => Err(Refusal::SubjectExists { title: known.title.clone() }),
        None => Ok(vec![SubjectAdded { subject: id, file: file.clone() }.into()]),
    }
}

/// Gives a candidate that subject, or the one that the lot draws.
pub(super) fn give(
    session: &Session,
    id: CandidateId,
    trial: &str,
    subject: Option<SubjectId>,
    lot: Option<u64>,
) -> Answer {
    subject.map_or_else(|| draw(session, id, trial, lot), |subject| assign(session, id, trial, subject))
}

fn assign(session: &Session, id: CandidateId, trial: &str, subject: SubjectId) -> Answer {
    let candidate = guard::candidate(session, id)?;
    guard::trial(session, candidate, trial)?;
    if session.subjects.get(&subject).is_none_or(|file| file.trial != trial) {
        return Err(Refusal::UnknownSubject);
    }
    if candidate.subjects.get(trial).and_then(Register::settled).is_some_and(|draw| draw.subject == subject) {
        return Ok(vec![]);
    }
    Ok(vec![SubjectDrawn { candidate: id, trial: trial.to_owned(), subject, lot: None }.into()])
}

/// Draws one of the subjects given least often so far: the lot's remainder names it, in the order of their identifiers, so
/// that whoever knows the lot can draw again.
fn draw(session: &Session, id: CandidateId, trial: &str, lot: Option<u64>) -> Answer {
    let candidate = guard::candidate(session, id)?;
    guard::trial(session, candidate, trial)?;
    let lot = lot.ok_or_else(|| Refusal::Missing { field: "lot".to_owned() })?;
    let given = times_given(session, id, trial);
    let least = given.values().min().copied().unwrap_or(0);
    let urn: Vec<SubjectId> = given.into_iter().filter(|(_, times)| *times == least).map(|(id, _)| id).collect();
    let place = lot.checked_rem(u64::try_from(urn.len()).unwrap_or(u64::MAX));
    let drawn = place.and_then(|place| urn.get(usize::try_from(place).ok()?).copied());
    let subject = drawn.ok_or_else(|| Refusal::NoSubject { trial: trial.to_owned() })?;
    if guard::says(candidate.subjects.get(trial), &Draw { subject, lot: Some(lot) }) {
        return Ok(vec![]);
    }
    Ok(vec![SubjectDrawn { candidate: id, trial: trial.to_owned(), subject, lot: Some(lot) }.into()])
}

/// How many other candidates received each subject of that épreuve.
fn times_given(session: &Session, but: CandidateId, trial: &str) -> BTreeMap<SubjectId, usize> {
    let of_trial = session.subjects.iter().filter(|(_, file)| file.trial == trial);
    let mut given: BTreeMap<SubjectId, usize> = of_trial.map(|(id, _)| (*id, 0)).collect();
    let roster = session.roster();
    let others = roster.iter().filter(|(id, _)| *id != but);
    for draw in others.filter_map(|(_, candidate)| candidate.subjects.get(trial)?.shown()) {
        if let Some(times) = given.get_mut(&draw.subject) {
            *times += 1;
        }
    }
    given
}
