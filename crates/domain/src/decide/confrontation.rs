//! Opening the confrontation: sealed before seen.

use super::Answer;
use super::text::{self, Limit};
use crate::event::ConfrontationOpened;
use crate::refusal::Refusal;
use crate::session::Session;

pub(super) fn open(session: &Session, exception: &str) -> Answer {
    text::allow("exception", exception, Limit::Prose)?;
    if session.is_confronted() {
        return Ok(vec![]);
    }
    if session.roster().is_empty() {
        return Err(Refusal::NoCandidate);
    }
    let unsealed = unsealed(session);
    if unsealed > 0 && exception.trim().is_empty() {
        return Err(Refusal::NotAllSealed { count: unsealed.to_string() });
    }
    let exception = if unsealed > 0 { exception.to_owned() } else { String::new() };
    Ok(vec![ConfrontationOpened { exception }.into()])
}

/// How many sheets are still to be sealed.
fn unsealed(session: &Session) -> usize {
    let roster = session.roster();
    let graded = roster.iter().filter(|(_, c)| c.gradable() && !session.criteria_to_grade(c).is_empty());
    let open =
        graded.map(|(id, _)| session.members_for(*id).iter().filter(|(juror, _)| !session.sealed(*juror, *id)).count());
    open.sum()
}
