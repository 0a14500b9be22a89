//! Who stands on each side of a disagreement: where each of the writes comes from, without what was written. Nothing here
//! settles anything.

use crate::register::{Register, Stamp, Write};
use crate::session::Session;
use crate::session::dispute::Dispute;

/// Where each side of `dispute` comes from, in the order of the laptops' clocks; none when nobody wrote there.
#[must_use]
pub fn sides(session: &Session, dispute: &Dispute) -> Vec<Stamp> {
    of_session(session, dispute)
        .or_else(|| of_candidate(session, dispute))
        .or_else(|| of_sheet(session, dispute))
        .unwrap_or_default()
}

fn of_session(session: &Session, dispute: &Dispute) -> Option<Vec<Stamp>> {
    match dispute {
        Dispute::Details => Some(stamps(&session.details)),
        Dispute::Closing => Some(stamps(&session.closing)),
        Dispute::Duplicate { first, second } => Some(stamps(session.judged.get(&(*first, *second))?)),
        Dispute::Incident { incident } => Some(stamps(session.incidents.get(incident)?)),
        Dispute::JurorFile { juror } => Some(stamps(&session.jurors.get(juror)?.file)),
        Dispute::Unseating { juror } => Some(stamps(&session.jurors.get(juror)?.unseated)),
        Dispute::PanelDay { juror, arrived } => Some(stamps(session.jurors.get(juror)?.days.get(arrived)?)),
        Dispute::Amendment { candidate } => {
            let cites = session
                .amendments
                .iter()
                .filter(|write| write.value.decisions.iter().any(|line| line.candidate == *candidate));
            Some(cites.map(|write| write.stamp).collect())
        }
        _ => None,
    }
}

fn of_candidate(session: &Session, dispute: &Dispute) -> Option<Vec<Stamp>> {
    let file = |candidate| session.candidates.get(candidate);
    match dispute {
        Dispute::CandidateFile { candidate } => Some(stamps(&file(candidate)?.file)),
        Dispute::CivilStatus { candidate } => Some(stamps(&file(candidate)?.civil)),
        Dispute::Withdrawal { candidate } => Some(stamps(&file(candidate)?.withdrawn)),
        Dispute::PriorBlock { candidate, part } => Some(stamps(file(candidate)?.prior.get(part)?)),
        Dispute::Accommodation { candidate } => Some(stamps(&file(candidate)?.accommodation)),
        Dispute::Passage { candidate } => Some(stamps(&file(candidate)?.passage)),
        Dispute::Attendance { candidate, trial } => Some(stamps(file(candidate)?.attendance.get(trial)?)),
        Dispute::Subject { candidate, trial } => Some(stamps(file(candidate)?.subjects.get(trial)?)),
        Dispute::Recusal { candidate, juror } => Some(stamps(file(candidate)?.recusals.get(juror)?)),
        Dispute::Retained { candidate, criterion } => Some(stamps(file(candidate)?.retained.get(criterion)?)),
        Dispute::Decision { candidate } => Some(stamps(&file(candidate)?.decision)),
        _ => None,
    }
}

fn of_sheet(session: &Session, dispute: &Dispute) -> Option<Vec<Stamp>> {
    match dispute {
        Dispute::Mark { juror, candidate, criterion } => {
            Some(stamps(&session.sheets.get(&(*juror, *candidate))?.marks.get(criterion)?))
        }
        Dispute::Observation { juror, candidate } => {
            Some(stamps(&session.sheets.get(&(*juror, *candidate))?.observation))
        }
        Dispute::Seal { juror, candidate } => Some(stamps(&session.sheets.get(&(*juror, *candidate))?.seal)),
        _ => None,
    }
}

fn stamps<T: PartialEq>(register: &Register<T>) -> Vec<Stamp> {
    register.sides().iter().map(|Write { stamp, .. }| *stamp).collect()
}
