//! Whom and what things of a session are about, in the session's own words: names, numbers, codes. No sentence is made here.

use crate::id::{CandidateId, PersonId};
use crate::person::JurorFile;
use crate::session::Session;
use crate::session::dispute::Dispute;

/// « 003 Prénom NOM »; nothing once erased.
#[must_use]
pub fn candidate(session: &Session, id: CandidateId) -> String {
    let file = session.candidates.get(&id).and_then(|candidate| candidate.file.shown());
    file.map(|file| format!("{} {}", file.number, file.full_name())).unwrap_or_default()
}

/// « Prénom NOM »; nothing when nobody of that identifier sat.
#[must_use]
pub fn person(session: &Session, id: PersonId) -> String {
    let file = session.jurors.get(&id).and_then(|juror| juror.file.shown());
    file.map(JurorFile::full_name).unwrap_or_default()
}

/// The candidate, juror, criterion or number that `dispute` is about.
#[must_use]
pub fn about(session: &Session, dispute: &Dispute) -> Vec<String> {
    use Dispute as D;
    let candidate = |id: &CandidateId| self::candidate(session, *id);
    let juror = |id: &PersonId| self::person(session, *id);
    match dispute {
        D::Details | D::Closing => Vec::new(),
        D::CandidateFile { candidate: id }
        | D::CivilStatus { candidate: id }
        | D::Withdrawal { candidate: id }
        | D::Accommodation { candidate: id }
        | D::Passage { candidate: id }
        | D::Decision { candidate: id }
        | D::Amendment { candidate: id } => vec![candidate(id)],
        D::PriorBlock { candidate: id, part } => vec![candidate(id), part.clone()],
        D::Attendance { candidate: id, trial } | D::Subject { candidate: id, trial } => {
            [candidate(id)].into_iter().chain((!trial.is_empty()).then(|| trial.clone())).collect()
        }
        D::Duplicate { first, second } => vec![candidate(first), candidate(second)],
        D::Recusal { candidate: id, juror: who } => vec![juror(who), candidate(id)],
        D::Retained { candidate: id, criterion } => vec![candidate(id), criterion.clone()],
        D::JurorFile { juror: who } | D::Unseating { juror: who } | D::PanelDay { juror: who, .. } => vec![juror(who)],
        D::Mark { juror: who, candidate: id, criterion } => vec![juror(who), candidate(id), criterion.clone()],
        D::Observation { juror: who, candidate: id } | D::Seal { juror: who, candidate: id } => {
            vec![juror(who), candidate(id)]
        }
        D::Incident { incident } => vec![incident.to_string().chars().take(8).collect()],
    }
}
