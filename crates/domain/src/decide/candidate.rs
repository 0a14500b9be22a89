//! Registering candidates, and what they bring.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::alike::alike;
use crate::event::{
    AccommodationGranted, CandidateAdmitted, CandidateCorrected, CandidateWithdrawn, CivilStatusRecorded, Event,
    PriorBlockRecorded,
};
use crate::id::CandidateId;
use crate::person::{Accommodation, CandidateFile, CivilStatus, PriorBlock};
use crate::refusal::Refusal;
use crate::session::{Candidate, Session};

pub(super) fn admit(session: &Session, id: CandidateId, file: &CandidateFile, civil: Option<&CivilStatus>) -> Answer {
    if let Some(known) = session.candidates.get(&id) {
        return Err(Refusal::CandidateExists { name: known.name() });
    }
    check(session, id, file, civil)?;
    let admitted = CandidateAdmitted { candidate: id, file: file.clone() }.into();
    Ok([admitted].into_iter().chain(civil.map(|civil| recorded(id, civil))).collect())
}

pub(super) fn correct(session: &Session, id: CandidateId, file: &CandidateFile, civil: Option<&CivilStatus>) -> Answer {
    let known = guard::candidate(session, id)?;
    check(session, id, file, civil.or(known.civil.shown()))?;
    let corrected: Option<Event> = (!guard::says(Some(&known.file), file))
        .then(|| CandidateCorrected { candidate: id, file: file.clone() }.into());
    let civil = civil.filter(|civil| !guard::says(Some(&known.civil), civil));
    Ok(corrected.into_iter().chain(civil.map(|civil| recorded(id, civil))).collect())
}

pub(super) fn withdraw(session: &Session, id: CandidateId, ground: &str) -> Answer {
    // Two hands may have withdrawn a candidate for two reasons: one of them then says which.
    if !session.candidates.get(&id).is_some_and(|candidate| candidate.withdrawn.is_disputed()) {
        guard::candidate(session, id)?;
    }
    text::demand("ground", ground, Limit::Prose)?;
    Ok(vec![CandidateWithdrawn { candidate: id, ground: ground.to_owned() }.into()])
}

pub(super) fn record_prior(session: &Session, id: CandidateId, prior: &PriorBlock) -> Answer {
    let candidate = guard::candidate(session, id)?;
    if !session.parts(candidate).iter().any(|part| part.code == prior.block) {
        return Err(Refusal::UnknownPart { part: prior.block.clone() });
    }
    text::demand("proof", &prior.proof, Limit::Line)?;
    if prior.on.is_some_and(|on| session.details.shown().is_some_and(|details| on > details.ends_on)) {
        return Err(Refusal::DatesReversed);
    }
    if guard::says(candidate.prior.get(&prior.block), prior) {
        return Ok(vec![]);
    }
    Ok(vec![PriorBlockRecorded { candidate: id, prior: prior.clone() }.into()])
}

pub(super) fn grant(session: &Session, id: CandidateId, accommodation: &Accommodation) -> Answer {
    let candidate = guard::candidate(session, id)?;
    text::demand("measure", &accommodation.measure, Limit::Line)?;
    if guard::says(Some(&candidate.accommodation), accommodation) {
        return Ok(vec![]);
    }
    Ok(vec![AccommodationGranted { candidate: id, accommodation: accommodation.clone() }.into()])
}

fn recorded(candidate: CandidateId, civil: &CivilStatus) -> Event {
    CivilStatusRecorded { candidate, civil: civil.clone() }.into()
}

/// A file as a session may hold it. `civil` is what will be known of the civil status once it is written.
pub(super) fn check(
    session: &Session,
    id: CandidateId,
    file: &CandidateFile,
    civil: Option<&CivilStatus>,
) -> Result<(), Refusal> {
    text::demand("number", &file.number, Limit::Number)?;
    text::demand("family_name", &file.family_name, Limit::Name)?;
    text::demand("given_name", &file.given_name, Limit::Name)?;
    if let Some(previous) = &file.previous {
        text::demand("previous", &previous.minutes, Limit::Number)?;
    }
    check_option(session, &file.option)?;
    check_attempt(session, file.attempt)?;
    civil.map_or(Ok(()), |civil| check_civil(session, civil))?;
    // Which one is told first is the order of the numbers.
    let namesakes = session.namesakes.of(file, civil).into_iter().filter(|other| *other != id);
    session.listed(namesakes).into_iter().try_for_each(|(_, other)| check_against(other, file, civil))
}

/// A candidate takes one option of the référentiel, unless the référentiel has none to take.
fn check_option(session: &Session, option: &str) -> Result<(), Refusal> {
    let referential = &session.referential;
    let none_to_take = referential.title_rule.options == 0 || referential.options().next().is_none();
    let known = referential.options().any(|block| block.code == option);
    if known || (none_to_take && option.is_empty()) {
        return Ok(());
    }
    Err(Refusal::UnknownOption { option: option.chars().take(60).collect() })
}

fn check_attempt(session: &Session, attempt: u8) -> Result<(), Refusal> {
    let limit = session.regulation.retake.attempts;
    match u32::from(attempt) {
        0 => Err(Refusal::Missing { field: "attempt".to_owned() }),
        attempt if attempt > limit => Err(Refusal::TooManyAttempts { limit: limit.to_string() }),
        _ => Ok(()),
    }
}

/// Lengths are those of the CDC's schema 1.1.2 (`titulaire`): what passes here can be deposited.
fn check_civil(session: &Session, civil: &CivilStatus) -> Result<(), Refusal> {
    text::demand("birth_name", &civil.birth_name, Limit::Civil)?;
    text::allow("usage_name", civil.usage_name.as_deref().unwrap_or_default(), Limit::Civil)?;
    if civil.given_names.is_empty() {
        return Err(Refusal::Missing { field: "given_names".to_owned() });
    }
    if civil.given_names.len() > 3 {
        return Err(Refusal::TooLong { field: "given_names".to_owned(), limit: "3".to_owned() });
    }
    for name in &civil.given_names {
        text::demand("given_names", name, Limit::Civil)?;
    }
    text::allow("birth_place", &civil.birth_place, Limit::Civil)?;
    text::allow("birth_country", civil.birth_country.as_deref().unwrap_or_default(), Limit::Civil)?;
    if let Some(code) = civil.birth_insee.as_ref().filter(|code| !is_insee(code)) {
        return Err(Refusal::BadInsee { code: code.chars().filter(|c| !c.is_control()).take(60).collect() });
    }
    if session.details.shown().is_some_and(|details| civil.born_on >= details.starts_on) {
        return Err(Refusal::DatesReversed);
    }
    Ok(())
}

/// Five characters, digits but for Corsica's letter (2A, 2B).
fn is_insee(code: &str) -> bool {
    let digit_or_letter = |(place, c): (usize, char)| {
        c.is_ascii_digit() || (place == 1 && code.starts_with('2') && matches!(c, 'A' | 'B'))
    };
    code.chars().count() == 5 && code.chars().enumerate().all(digit_or_letter)
}

/// Refuses a number that another has, and a person who seems to be another.
pub(super) fn check_against(
    other: &Candidate,
    file: &CandidateFile,
    civil: Option<&CivilStatus>,
) -> Result<(), Refusal> {
    let Some(known) = other.file.shown() else { return Ok(()) };
    let same_number = alike(&known.number, &file.number);
    let same_person = match (other.civil.shown(), civil) {
        (Some(known), Some(civil)) => {
            let first = |status: &CivilStatus| status.given_names.first().cloned().unwrap_or_default();
            known.born_on == civil.born_on
                && alike(&known.birth_name, &civil.birth_name)
                && alike(&first(known), &first(civil))
        }
        // Homonyms exist: without civil status, only the same number makes them one.
        _ => same_number && alike(&known.full_name(), &file.full_name()),
    };
    match (same_person, same_number) {
        (true, _) => Err(Refusal::CandidateExists { name: other.name() }),
        (false, true) => Err(Refusal::NumberTaken { number: file.number.clone() }),
        (false, false) => Ok(()),
    }
}
