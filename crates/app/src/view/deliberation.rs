//! The deliberation of a session: whether sealed sheets were laid side by side, and where each candidate stands. Before the
//! confrontation it counts sheets and tells nothing of what is in them (sealed before seen). One candidate is `case`'s.

use domain::decide::conclusion;
use domain::deliberation::Outcome;
use domain::grading::gap;
use domain::id::{CandidateId, PersonId};
use domain::minutes::CivilTime;
use domain::person::JurorFile;
use domain::referential::Code;
use domain::session::facts::AttendanceStatus;
use domain::session::{Candidate, Session, authority};
use domain::time::Timestamp;
use serde::Serialize;

use super::grid::{Me, ScaleView, scale};
use super::session::{SessionHead, count, head};

/// The kind of the fact that opens the confrontation: whoever may write it leads the deliberation.
const CONFRONTATION: u16 = 50;

/// What the screen of the deliberation shows beside one candidate.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DeliberationView {
    /// The session.
    pub session: SessionHead,
    /// Who looks.
    pub me: Me,
    /// Whether this person leads: lays sheets side by side, retains, decides, closes.
    pub leads: bool,
    /// Whether the session is closed: nothing is decided any more.
    pub closed: bool,
    /// The scale.
    pub scale: ScaleView,
    /// Sealed sheets side by side, or not yet.
    pub confrontation: ConfrontationView,
    /// Whether the president's voice decides a tie.
    pub casting_vote: bool,
    /// The règlement's mentions, highest first.
    pub mentions: Vec<MentionView>,
    /// Candidates, in the order of their numbers.
    pub candidates: Vec<CaseLine>,
}

/// Whether the sealed sheets were laid side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ConfrontationView {
    /// When; absent while they were not.
    pub opened_at: Option<Timestamp>,
    /// Why it was opened before every sheet was sealed; none otherwise.
    pub exceptions: Vec<String>,
    /// Sheets sealed, as known here.
    pub sealed: u32,
    /// Sheets to be given.
    pub expected: u32,
    /// Who still owes sheets, in the panel's order.
    pub owing: Vec<Owing>,
}

/// A member who still owes sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Owing {
    /// Name.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// A mention, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MentionView {
    /// Code.
    pub code: Code,
    /// Word for people.
    pub label: String,
}

/// A candidate in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseLine {
    /// The candidate.
    pub id: CandidateId,
    /// Number.
    pub number: String,
    /// « Prénom NOM ».
    pub name: String,
    /// Short label of the option.
    pub option_short: String,
    /// What was noted of their coming; absent while nothing is.
    pub attendance: Option<AttendanceStatus>,
    /// Start of the passage.
    pub starts_at: Option<CivilTime>,
    /// Sheets sealed, as known here.
    pub sealed: u32,
    /// Sheets to be given.
    pub expected: u32,
    /// Gaps that nobody settled yet; 0 before the confrontation.
    pub gaps: u32,
    /// Where the panel is.
    pub state: CaseState,
    /// What was decided.
    pub outcome: Option<Outcome>,
}

/// Where the panel is with a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// Sheets are still to be sealed.
    Sealing,
    /// Every sheet is sealed; the confrontation is not open.
    Sealed,
    /// Gaps are to be settled.
    Gaps,
    /// Nothing is left but to decide.
    Deciding,
    /// Decided.
    Decided,
    /// Decided, and what the decision rests on changed since.
    Stale,
    /// People disagree on the decision.
    Disputed,
}

/// The deliberation of `session` for `me`.
#[must_use]
pub fn deliberation(session: &Session, me: PersonId) -> DeliberationView {
    let file = session.jurors.get(&me).and_then(|juror| juror.file.shown());
    let role = session.role(me).unwrap_or(domain::person::Role::Representative);
    let mentions = session.regulation.mentions.iter();
    DeliberationView {
        session: head(session),
        me: Me { id: me, name: file.map(JurorFile::full_name).unwrap_or_default(), role },
        leads: authority::may(role, CONFRONTATION),
        closed: session.is_closed(),
        scale: scale(&session.regulation.scale),
        confrontation: confrontation(session),
        casting_vote: session.regulation.vote.casting_vote,
        mentions: mentions.map(|rule| MentionView { code: rule.code.clone(), label: rule.label.clone() }).collect(),
        candidates: session.roster().into_iter().map(|(id, candidate)| line(session, id, candidate)).collect(),
    }
}

/// One candidate's line.
#[must_use]
pub fn line(session: &Session, id: CandidateId, candidate: &Candidate) -> CaseLine {
    let file = candidate.file.shown();
    let option = file.map(|file| file.option.as_str()).unwrap_or_default();
    let (sealed, expected) = sheets(session, id, candidate);
    let gaps =
        if session.is_confronted() { gap::gaps(session, id).iter().filter(|gap| !gap.settled).count() } else { 0 };
    CaseLine {
        id,
        number: candidate.number(),
        name: candidate.name(),
        option_short: session.referential.block(option).map(|block| block.short.clone()).unwrap_or_default(),
        attendance: candidate.attendance().map(|noted| noted.status),
        starts_at: candidate.passage.shown().map(|passage| passage.starts_at),
        sealed: count(sealed),
        expected: count(expected),
        gaps: count(gaps),
        state: state(session, id, candidate, sealed == expected, gaps),
        outcome: session.decision(id).map(|decision| decision.outcome),
    }
}

fn state(session: &Session, id: CandidateId, candidate: &Candidate, all_sealed: bool, gaps: usize) -> CaseState {
    if candidate.decision.is_disputed() {
        CaseState::Disputed
    } else if session.is_closed() || candidate.decision.settled().is_some() {
        if !session.is_closed() && conclusion::is_stale(session, id) { CaseState::Stale } else { CaseState::Decided }
    } else if !session.is_confronted() && candidate.gradable() {
        if all_sealed { CaseState::Sealed } else { CaseState::Sealing }
    } else if gaps > 0 {
        CaseState::Gaps
    } else {
        CaseState::Deciding
    }
}

/// Sheets of that candidate that are sealed, and those to be given.
fn sheets(session: &Session, id: CandidateId, candidate: &Candidate) -> (usize, usize) {
    let members = session.members_for(id);
    let sealed = members.iter().filter(|(juror, _)| session.sealed(*juror, id)).count();
    if !candidate.gradable() || session.criteria_to_grade(candidate).is_empty() {
        return (sealed, sealed);
    }
    (sealed, members.len())
}

fn confrontation(session: &Session) -> ConfrontationView {
    let roster = session.roster();
    let counts = roster.iter().map(|(id, candidate)| sheets(session, *id, candidate));
    let (sealed, expected) = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let owed = |juror: PersonId| {
        let graded = roster.iter().filter(|(id, c)| {
            c.gradable() && !c.recused(juror) && !session.criteria_to_grade(c).is_empty() && !session.sealed(juror, *id)
        });
        graded.count()
    };
    let members = session.members().into_iter();
    let owing = members.map(|(id, file)| Owing { name: file.full_name(), count: count(owed(id)) });
    ConfrontationView {
        opened_at: session.confrontation.first().map(|write| write.stamp.clock.at()),
        exceptions: session.confrontation.iter().map(|it| it.value.clone()).filter(|why| !why.is_empty()).collect(),
        sealed: count(sealed),
        expected: count(expected),
        owing: owing.filter(|one| one.count > 0).collect(),
    }
}
