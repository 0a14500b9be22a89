//! Aléas, dysfonctionnements and fraud, as the minutes report them.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::event::IncidentReported;
use crate::id::IncidentId;
use crate::refusal::Refusal;
use crate::session::Session;
use crate::session::facts::IncidentFile;

pub(super) fn report(session: &Session, id: IncidentId, file: &IncidentFile) -> Answer {
    if file.candidate.is_some_and(|candidate| !session.candidates.contains_key(&candidate)) {
        return Err(Refusal::UnknownCandidate);
    }
    guard::time(file.at)?;
    text::demand("facts", &file.facts, Limit::Prose)?;
    text::allow("statement", &file.statement, Limit::Prose)?;
    text::allow("measures", &file.measures, Limit::Prose)?;
    if guard::says(session.incidents.get(&id), file) {
        return Ok(vec![]);
    }
    Ok(vec![IncidentReported { incident: id, file: file.clone() }.into()])
}
