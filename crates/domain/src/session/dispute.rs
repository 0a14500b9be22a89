//! Where people disagree: every register that two hands wrote without seeing each other. Listed here, settled by a
//! command of a named person; nothing here chooses a side.

use serde::Serialize;

use crate::deliberation::Decision;
use crate::event::{DuplicateJudged, MinutesAmended};
use crate::id::{CandidateId, IncidentId, PersonId};
use crate::minutes::CivilTime;
use crate::referential::Code;
use crate::register::{Register, Stamp, Write};
use crate::session::{Candidate, Juror, Session, Sheet};

/// A register that people disagree on, and its key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "fields are the keys their types name")]
pub enum Dispute {
    /// Name, place or dates of the session.
    Details,
    /// A candidate's file.
    CandidateFile { candidate: CandidateId },
    /// A candidate's civil status.
    CivilStatus { candidate: CandidateId },
    /// Why a candidate withdrew.
    Withdrawal { candidate: CandidateId },
    /// A bloc that a candidate brings.
    PriorBlock { candidate: CandidateId, part: Code },
    /// A candidate's accommodation.
    Accommodation { candidate: CandidateId },
    /// When and where a candidate passes.
    Passage { candidate: CandidateId },
    /// Whether a candidate came; the empty code is the whole session.
    Attendance { candidate: CandidateId, trial: Code },
    /// Which subject a candidate received.
    Subject { candidate: CandidateId, trial: Code },
    /// Whether a juror steps back for a candidate.
    Recusal { candidate: CandidateId, juror: PersonId },
    /// Whether two candidates that look alike are one person.
    Duplicate { first: CandidateId, second: CandidateId },
    /// What the panel retained.
    Retained { candidate: CandidateId, criterion: Code },
    /// The panel's decision.
    Decision { candidate: CandidateId },
    /// A juror's file.
    JurorFile { juror: PersonId },
    /// Why a juror left the panel.
    Unseating { juror: PersonId },
    /// A juror's day.
    PanelDay { juror: PersonId, arrived: CivilTime },
    /// One juror's mark, given on two laptops.
    Mark { juror: PersonId, candidate: CandidateId, criterion: Code },
    /// One juror's general observation, written on two laptops.
    Observation { juror: PersonId, candidate: CandidateId },
    /// One juror's seal, set on two laptops.
    Seal { juror: PersonId, candidate: CandidateId },
    /// An incident's report.
    Incident { incident: IncidentId },
    /// The closing.
    Closing,
    /// The decision on a candidate, in two rectificatifs.
    Amendment { candidate: CandidateId },
}

/// Every register that people disagree on, in a fixed order.
#[must_use]
pub(super) fn disputes(session: &Session) -> Vec<Dispute> {
    let mut found = Vec::new();
    note(&mut found, &session.details, || Dispute::Details);
    for (candidate, file) in &session.candidates {
        of_candidate(&mut found, *candidate, file);
    }
    let apart = session.judged.iter().filter(|(_, judged)| judged_apart(judged));
    found.extend(apart.map(|((first, second), _)| Dispute::Duplicate { first: *first, second: *second }));
    for (juror, file) in &session.jurors {
        of_juror(&mut found, *juror, file);
    }
    for ((juror, candidate), sheet) in &session.sheets {
        of_sheet(&mut found, *juror, *candidate, sheet);
    }
    for (incident, report) in &session.incidents {
        note(&mut found, report, || Dispute::Incident { incident: *incident });
    }
    note(&mut found, &session.closing, || Dispute::Closing);
    let twice_amended = session.candidates.keys().filter(|candidate| amended(session, **candidate).is_disputed());
    found.extend(twice_amended.map(|candidate| Dispute::Amendment { candidate: *candidate }));
    found
}

/// Disputes that forbid closing. A sealed sheet can't be rewritten: the panel settles it by what it retains, and the
/// sheets of a juror who left or stepped back do not count.
#[must_use]
pub fn open_disputes(session: &Session) -> Vec<Dispute> {
    disputes(session).into_iter().filter(|dispute| forbids_closing(session, dispute)).collect()
}

fn forbids_closing(session: &Session, dispute: &Dispute) -> bool {
    match dispute {
        Dispute::Mark { juror, candidate, criterion } => {
            let counted = session.members_for(*candidate).iter().any(|(member, _)| member == juror);
            let Some(file) = session.candidates.get(candidate) else { return false };
            let retained = file.retained.get(criterion).and_then(Register::settled).is_some();
            let graded = file.gradable() && session.criteria_to_grade(file).contains(&criterion.as_str());
            counted && graded && !retained && file.withdrawn.shown().is_none()
        }
        Dispute::Observation { .. } | Dispute::Seal { .. } | Dispute::Amendment { .. } => false,
        _ => true,
    }
}

fn note<T: PartialEq>(found: &mut Vec<Dispute>, register: &Register<T>, dispute: impl FnOnce() -> Dispute) {
    if register.is_disputed() {
        found.push(dispute());
    }
}

fn of_candidate(found: &mut Vec<Dispute>, candidate: CandidateId, file: &Candidate) {
    note(found, &file.withdrawn, || Dispute::Withdrawal { candidate });
    if file.withdrawn.shown().is_some() {
        return;
    }
    note(found, &file.file, || Dispute::CandidateFile { candidate });
    note(found, &file.civil, || Dispute::CivilStatus { candidate });
    for (part, prior) in &file.prior {
        note(found, prior, || Dispute::PriorBlock { candidate, part: part.clone() });
    }
    note(found, &file.accommodation, || Dispute::Accommodation { candidate });
    note(found, &file.passage, || Dispute::Passage { candidate });
    for (trial, attendance) in &file.attendance {
        note(found, attendance, || Dispute::Attendance { candidate, trial: trial.clone() });
    }
    for (trial, draw) in &file.subjects {
        note(found, draw, || Dispute::Subject { candidate, trial: trial.clone() });
    }
    for (juror, recusal) in &file.recusals {
        note(found, recusal, || Dispute::Recusal { candidate, juror: *juror });
    }
    for (criterion, retained) in &file.retained {
        note(found, retained, || Dispute::Retained { candidate, criterion: criterion.to_owned() });
    }
    note(found, &file.decision, || Dispute::Decision { candidate });
}

fn of_juror(found: &mut Vec<Dispute>, juror: PersonId, file: &Juror) {
    note(found, &file.file, || Dispute::JurorFile { juror });
    note(found, &file.unseated, || Dispute::Unseating { juror });
    for (arrived, left) in &file.days {
        note(found, left, || Dispute::PanelDay { juror, arrived: *arrived });
    }
}

fn of_sheet(found: &mut Vec<Dispute>, juror: PersonId, candidate: CandidateId, sheet: &Sheet) {
    let marks =
        sheet.marks.disputed().map(|criterion| Dispute::Mark { juror, candidate, criterion: criterion.to_owned() });
    found.extend(marks);
    note(found, &sheet.observation, || Dispute::Observation { juror, candidate });
    note(found, &sheet.seal, || Dispute::Seal { juror, candidate });
}

/// Whether people who looked at two candidates disagree on what they are, whatever their reasons.
fn judged_apart(judged: &Register<DuplicateJudged>) -> bool {
    let verdict = |side: &Write<DuplicateJudged>| side.value.same.then_some(side.value.second);
    let mut sides = judged.sides().iter().map(verdict);
    let first = sides.next();
    sides.any(|other| Some(other) != first)
}

/// What rectificatifs decide of that candidate; several sides where they had not seen each other.
#[must_use]
pub fn amended(session: &Session, candidate: CandidateId) -> Register<Decision> {
    amended_by(session, session.amendments.iter(), candidate)
}

/// The same, of the rectificatifs that whoever wrote `stamp` had seen.
pub(crate) fn amended_knowing(session: &Session, stamp: &Stamp, candidate: CandidateId) -> Register<Decision> {
    let known = session.amendments.iter().filter(|write| session.sight.had_seen(stamp, &write.stamp));
    amended_by(session, known, candidate)
}

fn amended_by<'a>(
    session: &Session,
    amendments: impl Iterator<Item = &'a Write<MinutesAmended>>,
    candidate: CandidateId,
) -> Register<Decision> {
    let mut decisions = Register::default();
    for Write { value, stamp } in amendments {
        for line in value.decisions.iter().filter(|line| line.candidate == candidate) {
            decisions.write(line.decision.clone(), *stamp, &session.sight);
        }
    }
    decisions
}
