//! When a candidate passes, and whether they came.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::event::{AttendanceRecorded, PassagePlanned};
use crate::id::CandidateId;
use crate::referential::Code;
use crate::refusal::Refusal;
use crate::session::Session;
use crate::session::facts::{Attendance, Passage};

pub(super) fn plan(session: &Session, id: CandidateId, passage: &Passage) -> Answer {
    let candidate = guard::candidate(session, id)?;
    guard::time(passage.starts_at)?;
    text::allow("room", &passage.room, Limit::Line)?;
    if passage.minutes == 0 {
        return Err(Refusal::Missing { field: "minutes".to_owned() });
    }
    if guard::says(Some(&candidate.passage), passage) {
        return Ok(vec![]);
    }
    Ok(vec![PassagePlanned { candidate: id, passage: passage.clone() }.into()])
}

pub(super) fn note_attendance(
    session: &Session,
    id: CandidateId,
    trial: Option<&Code>,
    attendance: &Attendance,
) -> Answer {
    let candidate = guard::candidate(session, id)?;
    trial.map_or(Ok(()), |trial| guard::trial(session, candidate, trial))?;
    attendance.at.map_or(Ok(()), guard::time)?;
    text::allow("note", &attendance.note, Limit::Prose)?;
    let noted = candidate.attendance.get(trial.map_or("", Code::as_str));
    if guard::says(noted, attendance) {
        return Ok(vec![]);
    }
    Ok(vec![AttendanceRecorded { candidate: id, trial: trial.cloned(), attendance: attendance.clone() }.into()])
}
