//! What the rules answer to a command: the facts to write, or why not. One line for each command; a rule lives in the file
//! of its noun. Pure: no clock, no random, and nothing is changed here.

pub mod amendment;
mod candidate;
#[cfg(test)]
mod candidate_test;
pub mod closing;
pub mod conclusion;
mod confrontation;
mod decision;
mod details;
pub mod device;
mod duplicate;
mod erase;
mod guard;
mod incident;
mod mark;
mod panel;
mod passage;
mod retain;
pub mod retake;
mod reversal;
mod seal;
mod standing;
mod subject;
mod text;
mod vote;

#[cfg(test)]
mod tests;

use crate::command::Command;
use crate::event::Event;
use crate::id::PersonId;
use crate::refusal::Refusal;
use crate::session::facts::SessionDetails;
use crate::session::{Session, authority};

/// What a rule answers: facts to append, in order; none when the command changes nothing.
type Answer = Result<Vec<Event>, Refusal>;

/// The facts that `command`, given by `by`, adds to `session`; none when it changes nothing.
///
/// # Errors
/// The first rule that says no.
pub fn decide(session: &Session, by: PersonId, command: &Command) -> Result<Vec<Event>, Refusal> {
    if session.newer.critical {
        return Err(Refusal::NewerFacts);
    }
    let role = session.role(by).ok_or(Refusal::UnknownPerson)?;
    if !authority::may(role, kind(command)) {
        return Err(guard::not_allowed(role));
    }
    if session.is_closed() && !outlives_closing(command) {
        return Err(if session.closing.is_disputed() {
            closing::contradicting(session)
        } else {
            Refusal::SessionClosed
        });
    }
    answer(session, by, command)
}

/// Whether a session may open with those details: `decide` needs a session, and this one does not exist yet.
///
/// # Errors
/// When a text is missing, too long or hides characters, or dates are reversed.
pub fn check_details(details: &SessionDetails) -> Result<(), Refusal> {
    details::check(details)
}

/// What counts once a session is closed may be asked then: all but closing it again.
fn outlives_closing(command: &Command) -> bool {
    authority::outlives_closing(kind(command)) && !matches!(command, Command::Close { .. })
}

fn answer(session: &Session, by: PersonId, command: &Command) -> Answer {
    use Command as C;
    match command {
        C::CorrectSession { details } => details::correct(session, details),
        C::AdmitCandidate { candidate, file, civil } => candidate::admit(session, *candidate, file, civil.as_ref()),
        C::CorrectCandidate { candidate, file, civil } => candidate::correct(session, *candidate, file, civil.as_ref()),
        C::WithdrawCandidate { candidate, ground } => candidate::withdraw(session, *candidate, ground),
        C::JudgeDuplicate { first, second, same, ground } => duplicate::judge(session, *first, *second, *same, ground),
        C::RecordPriorBlock { candidate, prior } => candidate::record_prior(session, *candidate, prior),
        C::GrantAccommodation { candidate, accommodation } => candidate::grant(session, *candidate, accommodation),
        C::ErasePerson { person, ground, on } => erase::person(session, *person, ground, *on),
        C::EraseAccommodations { candidate, ground } => erase::accommodations(session, *candidate, ground),
        C::SeatJuror { juror, file } => panel::seat(session, *juror, file),
        C::CorrectJuror { juror, file } => panel::correct(session, *juror, file),
        C::UnseatJuror { juror, ground } => panel::unseat(session, *juror, ground),
        C::InviteJuror { juror, enrolment } => panel::invite(session, *juror, *enrolment),
        C::AdmitDevice { device, receiver, juror, request } => {
            device::admit(session, *device, *receiver, *juror, *request)
        }
        C::RevokeDevice { device, ground } => device::revoke(session, *device, ground),
        C::DelegateOffice { device, juror } => device::delegate(session, *device, *juror),
        C::DeclareRecusal { juror, candidate, ground } => panel::recuse(session, by, *juror, *candidate, ground),
        C::LiftRecusal { juror, candidate, ground } => panel::lift(session, by, *juror, *candidate, ground),
        C::RecordPanelAttendance { juror, arrived, left } => panel::note_day(session, *juror, *arrived, *left),
        C::AddSubject { subject, file } => subject::add(session, *subject, file),
        C::DrawSubject { candidate, trial, subject, lot } => subject::give(session, *candidate, trial, *subject, *lot),
        C::PlanPassage { candidate, passage } => passage::plan(session, *candidate, passage),
        C::RecordAttendance { candidate, trial, attendance } => {
            passage::note_attendance(session, *candidate, trial.as_ref(), attendance)
        }
        C::Mark { candidate, criterion, mark } => mark::mark(session, by, *candidate, criterion, mark),
        C::Observe { candidate, text } => mark::observe(session, by, *candidate, text),
        C::SealSheet { candidate } => seal::seal(session, by, *candidate),
        C::OpenConfrontation { exception } => confrontation::open(session, exception),
        C::Retain { candidate, criterion, rating, ground } => {
            retain::retain(session, *candidate, criterion, *rating, ground)
        }
        C::HoldVote { candidate, vote } => vote::hold(session, *candidate, vote),
        C::Decide { candidate, outcome, parts_validated, mention, ground } => {
            let (parts_validated, mention) = (parts_validated.as_deref(), mention.as_deref());
            let wish = decision::Wish { outcome: *outcome, parts_validated, mention, ground };
            decision::decide(session, *candidate, &wish)
        }
        C::ReportIncident { incident, file } => incident::report(session, *incident, file),
        C::Close { number, opened_at, closed_at } => closing::close(session, number, *opened_at, *closed_at),
        C::Countersign { closing, fingerprint, minutes } => {
            standing::countersign(session, by, *closing, *fingerprint, *minutes)
        }
        C::UpholdClosing { closing, ground } => standing::uphold(session, *closing, ground),
        C::RecordSignature { juror, minutes, at } => closing::sign(session, by, *juror, *minutes, *at),
        C::ReverseImport { bundle, ranges, ground } => reversal::reverse(session, *bundle, ranges, ground),
        C::LiftReversal { bundle } => reversal::lift(session, *bundle),
        C::Amend { number, corrects, reason, at, decisions } => {
            amendment::amend(session, &amendment::Request { number, corrects: *corrects, reason, at: *at }, decisions)
        }
    }
}

/// The kind of the fact a command writes first: what the author's seat must allow.
fn kind(command: &Command) -> u16 {
    use Command as C;
    match command {
        C::CorrectSession { .. } => 3,
        C::ReverseImport { .. } => 8,
        C::LiftReversal { .. } => 9,
        C::AdmitDevice { .. } => 5,
        C::RevokeDevice { .. } => 6,
        C::DelegateOffice { .. } => 7,
        C::AdmitCandidate { .. } => 10,
        C::CorrectCandidate { .. } => 11,
        C::WithdrawCandidate { .. } => 13,
        C::RecordPriorBlock { .. } => 14,
        C::GrantAccommodation { .. } => 15,
        C::ErasePerson { .. } | C::EraseAccommodations { .. } => 16,
        C::JudgeDuplicate { .. } => 17,
        C::SeatJuror { .. } => 20,
        C::CorrectJuror { .. } => 21,
        C::UnseatJuror { .. } => 22,
        C::InviteJuror { .. } => 23,
        C::DeclareRecusal { .. } => 24,
        C::LiftRecusal { .. } => 25,
        C::RecordPanelAttendance { .. } => 26,
        C::AddSubject { .. } => 30,
        C::DrawSubject { .. } => 31,
        C::PlanPassage { .. } => 32,
        C::RecordAttendance { .. } => 33,
        C::Mark { .. } => 40,
        C::Observe { .. } => 41,
        C::SealSheet { .. } => 42,
        C::OpenConfrontation { .. } => 50,
        C::Retain { .. } => 51,
        C::HoldVote { .. } => 52,
        C::Decide { .. } => 53,
        C::ReportIncident { .. } => 60,
        C::Close { .. } => 70,
        C::RecordSignature { .. } => 71,
        C::Amend { .. } => 72,
        C::Countersign { .. } => 73,
        C::UpholdClosing { .. } => 74,
    }
}
