//! The panel: seats, packs, recusals, attendance of its members.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::alike::alike;
use crate::event::{
    JurorCorrected, JurorInvited, JurorSeated, JurorUnseated, PanelAttendanceRecorded, RecusalDeclared, RecusalLifted,
};
use crate::id::{CandidateId, DeviceKey, PersonId};
use crate::minutes::CivilTime;
use crate::person::{JurorFile, Role};
use crate::refusal::Refusal;
use crate::register::Register;
use crate::session::Session;

pub(super) fn seat(session: &Session, id: PersonId, file: &JurorFile) -> Answer {
    if let Some(known) = session.jurors.get(&id).and_then(|juror| juror.file.shown()) {
        return Err(Refusal::AlreadySeated { name: known.full_name() });
    }
    if file.role == Role::Office {
        return Err(Refusal::NoSuchSeat);
    }
    check(session, id, file)?;
    let same =
        |known: &JurorFile| alike(&known.full_name(), &file.full_name()) && alike(&known.employer, &file.employer);
    let mut sitting = session.jurors.keys().filter_map(|juror| guard::seated(session, *juror).ok());
    if let Some(twin) = sitting.find(|known| known.role != Role::Office && same(known)) {
        return Err(Refusal::AlreadySeated { name: twin.full_name() });
    }
    Ok(vec![JurorSeated { juror: id, file: file.clone() }.into()])
}

pub(super) fn correct(session: &Session, id: PersonId, file: &JurorFile) -> Answer {
    // The minutes name those who left too: their files stay open to correction.
    let juror = session.jurors.get(&id).ok_or(Refusal::UnknownPerson)?;
    let known = juror.file.shown().ok_or(Refusal::UnknownPerson)?;
    if (known.role == Role::Office) != (file.role == Role::Office) {
        return Err(Refusal::NoSuchSeat);
    }
    check(session, id, file)?;
    if known.role.deliberates() && !file.role.deliberates() && has_marked(session, id) {
        return Err(Refusal::JurorHasMarked { name: known.full_name() });
    }
    if guard::says(Some(&juror.file), file) {
        return Ok(vec![]);
    }
    Ok(vec![JurorCorrected { juror: id, file: file.clone() }.into()])
}

pub(super) fn unseat(session: &Session, id: PersonId, ground: &str) -> Answer {
    let juror = session.jurors.get(&id).ok_or(Refusal::UnknownPerson)?;
    if !juror.unseated.is_disputed() && guard::seated(session, id)?.role == Role::Office {
        return Err(Refusal::NoSuchSeat);
    }
    text::demand("ground", ground, Limit::Prose)?;
    Ok(vec![JurorUnseated { juror: id, ground: ground.to_owned() }.into()])
}

pub(super) fn invite(session: &Session, id: PersonId, enrolment: DeviceKey) -> Answer {
    guard::member(session, id)?;
    if session.jurors.get(&id).is_some_and(|juror| juror.invitations.contains(&enrolment)) {
        return Ok(vec![]);
    }
    Ok(vec![JurorInvited { juror: id, enrolment }.into()])
}

pub(super) fn recuse(session: &Session, by: PersonId, juror: PersonId, id: CandidateId, ground: &str) -> Answer {
    let name = guard::member(session, juror)?.full_name();
    let candidate = guard::candidate(session, id)?;
    let role = guard::seated(session, by)?.role;
    if role == Role::Member && by != juror {
        return Err(guard::not_allowed(role));
    }
    text::demand("ground", ground, Limit::Prose)?;
    let disputed = candidate.recusals.get(&juror).is_some_and(Register::is_disputed);
    if candidate.recused(juror) && !disputed {
        return Err(Refusal::AlreadyRecused { name });
    }
    Ok(vec![RecusalDeclared { juror, candidate: id, ground: ground.to_owned() }.into()])
}

pub(super) fn lift(session: &Session, by: PersonId, juror: PersonId, id: CandidateId, ground: &str) -> Answer {
    let name = guard::member(session, juror)?.full_name();
    let candidate = guard::candidate(session, id)?;
    let role = guard::seated(session, by)?.role;
    let register = candidate.recusals.get(&juror);
    // A member takes back what they declared themselves, never what somebody else found.
    let own = by == juror && register.and_then(Register::last).is_some_and(|write| write.stamp.by == by);
    if role == Role::Member && !own {
        return Err(guard::not_allowed(role));
    }
    text::demand("ground", ground, Limit::Prose)?;
    if !candidate.recused(juror) && !register.is_some_and(Register::is_disputed) {
        return Err(Refusal::NotRecused { name });
    }
    Ok(vec![RecusalLifted { juror, candidate: id, ground: ground.to_owned() }.into()])
}

pub(super) fn note_day(session: &Session, id: PersonId, arrived: CivilTime, left: Option<CivilTime>) -> Answer {
    let juror = session.jurors.get(&id).ok_or(Refusal::UnknownPerson)?;
    juror.file.shown().ok_or(Refusal::UnknownPerson)?;
    guard::time(arrived)?;
    left.map_or(Ok(()), guard::time)?;
    if left.is_some_and(|left| left < arrived) {
        return Err(Refusal::DatesReversed);
    }
    if guard::says(juror.days.get(&arrived), &left) {
        return Ok(vec![]);
    }
    Ok(vec![PanelAttendanceRecorded { juror: id, arrived, left }.into()])
}

fn check(session: &Session, id: PersonId, file: &JurorFile) -> Result<(), Refusal> {
    text::demand("family_name", &file.family_name, Limit::Name)?;
    text::demand("given_name", &file.given_name, Limit::Name)?;
    text::allow("function", &file.function, Limit::Line)?;
    text::allow("employer", &file.employer, Limit::Line)?;
    let members = session.members();
    let mut presidents = members.iter().filter(|(other, known)| *other != id && known.role == Role::President);
    match presidents.next() {
        Some((_, president)) if file.role == Role::President => {
            Err(Refusal::PresidentSeated { name: president.full_name() })
        }
        _ => Ok(()),
    }
}

fn has_marked(session: &Session, id: PersonId) -> bool {
    session.sheets.iter().any(|((juror, _), sheet)| *juror == id && !sheet.marks.is_empty())
}
