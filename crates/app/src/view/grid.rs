//! The grid: whom one grades, how far one is, on which scale. One's own work only.

use domain::id::{CandidateId, PersonId};
use domain::minutes::CivilTime;
use domain::person::Role;
use domain::referential::Code;
use domain::regulation::Scale;
use domain::session::facts::AttendanceStatus;
use domain::session::{Candidate, Session, Sheet};
use serde::{Deserialize, Serialize};

use super::handover::Handover;
use super::session::{SessionHead, count, head};

/// Everything the grid's frame shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GridView {
    /// The session.
    pub session: SessionHead,
    /// Who grades.
    pub me: Me,
    /// The scale.
    pub scale: ScaleView,
    /// Candidates in the order of their passage, then of their numbers.
    pub candidates: Vec<CandidateLine>,
}

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Me {
    /// The person.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
}

/// The scale, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ScaleView {
    /// Levels, lowest first.
    Levels {
        /// The levels, lowest first.
        levels: Vec<LevelView>,
    },
    /// A score.
    Score {
        /// Highest, in hundredths of a point.
        max: i32,
        /// Smallest step, in hundredths of a point.
        step: i32,
        /// From which score a criterion is reached, in hundredths of a point.
        pass: i32,
    },
}

/// A level, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LevelView {
    /// Code.
    pub code: Code,
    /// Word for people.
    pub label: String,
    /// Whether a criterion at this level is reached.
    pub reached: bool,
}

/// A candidate in the rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CandidateLine {
    /// The candidate.
    pub id: CandidateId,
    /// Number.
    pub number: String,
    /// « Prénom NOM ».
    pub name: String,
    /// Short label of the option.
    pub option_short: String,
    /// Route of access.
    pub route: Option<domain::person::Route>,
    /// Attempt, from 1.
    pub attempt: u8,
    /// Start of the passage.
    pub starts_at: Option<CivilTime>,
    /// Length of the passage in minutes, extra time included.
    pub minutes: Option<u16>,
    /// Extra time, in percent.
    pub extra_time_percent: Option<u16>,
    /// What was noted of their coming; absent while nothing is.
    pub attendance: Option<AttendanceStatus>,
    /// Where one's own sheet stands.
    pub sheet: SheetState,
    /// How far it has travelled; absent while nothing is on it.
    pub handover: Option<Handover>,
    /// Criteria one has rated.
    pub done: u32,
    /// Criteria to rate.
    pub total: u32,
    /// Whether one stepped back.
    pub recused: bool,
}

/// Where a sheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Nothing is marked.
    Untouched,
    /// Something is marked (brouillon).
    Started,
    /// Everything is marked (terminée).
    Finished,
    /// Sealed (scellée).
    Sealed,
}

/// The grid of `me`; `None` when `me` has no seat.
#[must_use]
pub fn grid(session: &Session, me: PersonId) -> Option<GridView> {
    let file = session.jurors.get(&me)?.file.shown()?;
    let mut candidates: Vec<_> =
        session.roster().into_iter().map(|(id, candidate)| line(session, me, id, candidate)).collect();
    candidates.sort_by_key(|line| (line.starts_at.is_none(), line.starts_at));
    Some(GridView {
        session: head(session),
        me: Me { id: me, name: file.full_name(), role: file.role },
        scale: scale(&session.regulation.scale),
        candidates,
    })
}

/// One candidate's line for `me`.
#[must_use]
pub fn line(session: &Session, me: PersonId, id: CandidateId, candidate: &Candidate) -> CandidateLine {
    let file = candidate.file.shown();
    let sheet = session.sheets.get(&(me, id));
    let criteria = session.criteria_to_grade(candidate);
    let done = criteria.iter().filter(|criterion| is_rated(sheet, criterion)).count();
    let option = file.map(|file| file.option.as_str()).unwrap_or_default();
    CandidateLine {
        id,
        number: file.map(|file| file.number.clone()).unwrap_or_default(),
        name: candidate.name(),
        option_short: session.referential.block(option).map(|block| block.short.clone()).unwrap_or_default(),
        route: file.map(|file| file.route),
        attempt: file.map_or(1, |file| file.attempt),
        starts_at: candidate.passage.shown().map(|passage| passage.starts_at),
        minutes: candidate.passage.shown().map(|passage| passage.minutes),
        extra_time_percent: candidate.accommodation.shown().map(|granted| granted.extra_time_percent),
        attendance: candidate.attendance().map(|attendance| attendance.status),
        sheet: sheet_state(sheet, done, criteria.len()),
        // The log alone doesn't say it: what was handed over is known here, and nowhere else.
        handover: None,
        done: count(done),
        total: count(criteria.len()),
        recused: candidate.recused(me),
    }
}

fn is_rated(sheet: Option<&Sheet>, criterion: &str) -> bool {
    let mark = sheet.and_then(|sheet| sheet.marks.shown(criterion));
    mark.is_some_and(|mark| mark.rating.is_some())
}

fn sheet_state(sheet: Option<&Sheet>, done: usize, total: usize) -> SheetState {
    match sheet {
        Some(sheet) if sheet.seal.shown().is_some() => SheetState::Sealed,
        _ if total > 0 && done == total => SheetState::Finished,
        Some(sheet) if !sheet.marks.is_empty() || sheet.observation.shown().is_some() => SheetState::Started,
        _ => SheetState::Untouched,
    }
}

pub(crate) fn scale(scale: &Scale) -> ScaleView {
    match scale {
        Scale::Levels { levels } => ScaleView::Levels {
            levels: levels
                .iter()
                .map(|level| LevelView { code: level.code.clone(), label: level.label.clone(), reached: level.reached })
                .collect(),
        },
        Scale::Score { max, step, pass } => ScaleView::Score { max: *max, step: *step, pass: *pass },
    }
}
