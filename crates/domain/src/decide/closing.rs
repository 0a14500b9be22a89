//! Closing a session and recording the signatures of its minutes: after that, only a rectificatif.

use super::text::{self, Limit};
use super::{Answer, decision, guard};
use crate::deliberation::composition::composition;
use crate::event::{MinutesSigned, SessionClosed};
use crate::id::{Digest, PersonId};
use crate::minutes::CivilTime;
use crate::person::Role;
use crate::refusal::Refusal;
use crate::register::Write;
use crate::session::dispute::open_disputes;
use crate::session::{Candidate, Session};

/// How many names a sentence holds.
const NAMED: usize = 10;

/// Everything that forbids closing, the gravest first; empty when the session may be closed.
#[must_use]
pub fn closing_faults(session: &Session) -> Vec<Refusal> {
    if session.closing.is_disputed() {
        return vec![contradicting(session)];
    }
    let mut faults = panel_faults(session);
    faults.extend(roster_faults(session));
    let disputes = open_disputes(session).len();
    faults.extend((disputes > 0).then(|| Refusal::Disagreement { count: disputes.to_string() }));
    faults
}

pub(super) fn close(session: &Session, number: &str, opened_at: CivilTime, closed_at: CivilTime) -> Answer {
    closing_faults(session).into_iter().next().map_or(Ok(()), Err)?;
    minutes_number(number)?;
    guard::time(opened_at)?;
    guard::time(closed_at)?;
    if closed_at < opened_at {
        return Err(Refusal::DatesReversed);
    }
    let cut = session.heads.values().cloned().collect();
    let fingerprint = session.fingerprint();
    Ok(vec![SessionClosed { number: number.to_owned(), opened_at, closed_at, cut, fingerprint }.into()])
}

pub(super) fn sign(session: &Session, by: PersonId, juror: PersonId, minutes: Digest, at: CivilTime) -> Answer {
    is_closed(session)?;
    let file = guard::member(session, juror)?;
    let role = guard::seated(session, by)?.role;
    if by != juror && !matches!(role, Role::President | Role::Office) {
        return Err(guard::not_allowed(role));
    }
    guard::time(at)?;
    if minutes == Digest([0; 32]) {
        return Err(Refusal::UnknownMinutes);
    }
    if has_signed(session, juror, minutes) {
        return Err(Refusal::AlreadySigned { name: file.full_name() });
    }
    Ok(vec![MinutesSigned { juror, minutes, at }.into()])
}

/// Whether there is one closing, on which nobody disagrees.
pub(super) fn is_closed(session: &Session) -> Result<(), Refusal> {
    if session.closing.is_disputed() {
        return Err(contradicting(session));
    }
    if session.is_closed() { Ok(()) } else { Err(Refusal::SessionNotClosed) }
}

/// The refusal of whatever waits until one of several closings is upheld.
pub(super) fn contradicting(session: &Session) -> Refusal {
    let numbers: Vec<&str> = session.closing.sides().iter().map(|side| side.value.number.as_str()).collect();
    Refusal::TwoClosings { numbers: numbers.join(", ") }
}

/// A number of minutes holds digits, so that one can be told from the next.
pub(super) fn minutes_number(number: &str) -> Result<(), Refusal> {
    text::demand("number", number, Limit::Number)?;
    if number.chars().any(|character| character.is_ascii_digit()) {
        return Ok(());
    }
    Err(Refusal::BadMinutesNumber { number: number.to_owned() })
}

/// That juror's signature of the edition in force: the last one recorded knowing every rectificatif.
#[must_use]
pub fn signature_in_force(session: &Session, juror: PersonId) -> Option<&MinutesSigned> {
    let mut own = session.signatures.iter().filter(|signature| signature.value.juror == juror);
    own.rfind(|signature| knew_all(session, signature)).map(|signature| &signature.value)
}

/// Whether that juror signed that very file, or the edition in force.
fn has_signed(session: &Session, juror: PersonId, minutes: Digest) -> bool {
    let mut own = session.signatures.iter().filter(|signature| signature.value.juror == juror);
    own.any(|signature| signature.value.minutes == minutes || knew_all(session, signature))
}

fn knew_all(session: &Session, signature: &Write<MinutesSigned>) -> bool {
    session.amendments.iter().all(|amendment| session.sight.had_seen(&signature.stamp, &amendment.stamp))
}

fn panel_faults(session: &Session) -> Vec<Refusal> {
    let rule = &session.regulation.panel;
    let found = composition(session);
    let president = session.members().iter().any(|(_, file)| file.role == Role::President);
    let external = u64::from(found.external) * 100;
    let share = u64::from(rule.external_percent) * u64::from(found.members);
    let enough = if rule.external_strict { external > share } else { external >= share };
    let faults = [
        (!president).then_some(Refusal::NoPresident),
        (found.members < rule.members).then(|| Refusal::TooFewMembers { limit: rule.members.to_string() }),
        (!enough).then(|| Refusal::TooFewExternals { percent: rule.external_percent.to_string() }),
    ];
    faults.into_iter().flatten().collect()
}

fn roster_faults(session: &Session) -> Vec<Refusal> {
    let roster = session.roster();
    if roster.is_empty() {
        return vec![Refusal::NoCandidate];
    }
    let undecided: Vec<&Candidate> = roster.iter().map(|(_, c)| *c).filter(|c| c.decision.sides().is_empty()).collect();
    let undecided = (!undecided.is_empty()).then(|| Refusal::Undecided {
        count: undecided.len().to_string(),
        names: named(undecided.iter().map(|candidate| candidate.name())),
    });
    let unfit = roster.iter().filter_map(|(id, candidate)| {
        let decision = candidate.decision.settled()?;
        if let Err(small) = decision::has_a_panel(session, *id, candidate) {
            return Some(small);
        }
        decision::is_stale(session, *id, decision).then(|| Refusal::DecisionStale { name: candidate.name() })
    });
    undecided.into_iter().chain(unfit).collect()
}

fn named(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.take(NAMED + 1).collect();
    if names.len() > NAMED {
        names.truncate(NAMED);
        names.push("…".to_owned());
    }
    names.join(", ")
}
