//! The preparation of a session: who passes, who sits, what is drawn, when, and what is still missing. Civil status is shown to
//! whoever prepares and to nobody else; marks are nowhere in it.

use domain::deliberation::composition::{composition, composition_for};
use domain::id::{CandidateId, PersonId, SubjectId};
use domain::minutes::{CivilTime, Composition};
use domain::person::{Accommodation, CandidateFile, CivilStatus, JurorFile, PriorBlock, Role};
use domain::preflight::{Point, draws_owed, points};
use domain::referential::{BlockKind, Code};
use domain::register::Register;
use domain::session::facts::{Attendance, Passage, SessionDetails};
use domain::session::{Candidate, Juror, Session, authority};
use serde::Serialize;

use super::grid::Me;
use super::session::{SessionHead, count, head};

/// What the screen of preparation shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreparationView {
    /// The session.
    pub session: SessionHead,
    /// Who looks.
    pub me: Me,
    /// Whether this person may still change it.
    pub prepares: bool,
    /// Whether this person makes packs.
    pub packs: bool,
    /// Name, place, dates.
    pub details: SessionDetails,
    /// The règlement.
    pub regulation: RegulationLine,
    /// Options to take.
    pub options: Vec<Named>,
    /// Épreuves that may have subjects.
    pub trials: Vec<Named>,
    /// The panel as a whole, against the règlement.
    pub composition: Composition,
    /// Candidates, in the order of their numbers.
    pub candidates: Vec<PreparedCandidate>,
    /// Who sits: members first, president at their head, then the others.
    pub jurors: Vec<PreparedJuror>,
    /// Subjects, by épreuve.
    pub subjects: Vec<PreparedSubject>,
    /// What is still missing.
    pub points: Vec<Point>,
}

/// A code and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Named {
    /// The code.
    pub code: Code,
    /// Words for people.
    pub label: String,
}

/// The règlement of a session, in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RegulationLine {
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Whether it is an example that no certifier adopted.
    pub example: bool,
    /// Most attempts.
    pub attempts: u32,
}

/// A candidate being prepared.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreparedCandidate {
    /// The candidate.
    pub id: CandidateId,
    /// The file.
    pub file: CandidateFile,
    /// Civil status, for whoever prepares.
    pub civil: Option<CivilStatus>,
    /// Accommodation.
    pub accommodation: Option<Accommodation>,
    /// Blocs brought.
    pub prior: Vec<PriorBlock>,
    /// Passage.
    pub passage: Option<Passage>,
    /// What was noted of their coming.
    pub attendance: Option<Attendance>,
    /// Members who stepped back, with the reason.
    pub recusals: Vec<RecusalLine>,
    /// The panel for this candidate, against the règlement.
    pub composition: Composition,
    /// Subjects received.
    pub draws: Vec<DrawLine>,
    /// Épreuves for which a subject is still to be drawn.
    pub draws_owed: Vec<Code>,
}

/// A member who stepped back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecusalLine {
    /// Who.
    pub juror: PersonId,
    /// Their name.
    pub name: String,
    /// Why.
    pub ground: String,
}

/// A subject received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DrawLine {
    /// The épreuve.
    pub trial: Code,
    /// The subject.
    pub subject: SubjectId,
    /// Its title.
    pub title: String,
    /// The number that drew it, as it is written in the log; absent where somebody assigned it.
    pub lot: Option<String>,
}

/// Somebody who sits.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreparedJuror {
    /// Who.
    pub id: PersonId,
    /// The file.
    pub file: JurorFile,
    /// Whether a pack was made for them.
    pub invited: bool,
    /// For how many candidates they stepped back.
    pub recusals: u32,
    /// When they came and left.
    pub days: Vec<DayLine>,
}

/// A presence of somebody who sits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DayLine {
    /// When they arrived.
    pub arrived: CivilTime,
    /// When they left.
    pub left: Option<CivilTime>,
}

/// A subject of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreparedSubject {
    /// The subject.
    pub id: SubjectId,
    /// For which épreuve.
    pub trial: Code,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Names of its documents.
    pub documents: Vec<String>,
    /// How many candidates received it.
    pub given: u32,
}

/// The preparation of `session` for `me`; `None` when `me` has no seat.
#[must_use]
pub fn preparation(session: &Session, me: PersonId) -> Option<PreparationView> {
    let file = session.jurors.get(&me)?.file.shown()?;
    let role = session.role(me)?;
    let may = |kind| authority::may(role, kind) && !session.is_closed();
    let regulation = &session.regulation;
    Some(PreparationView {
        session: head(session),
        me: Me { id: me, name: file.full_name(), role },
        prepares: may(10),
        packs: may(23),
        details: session.details.shown()?.clone(),
        regulation: RegulationLine {
            title: regulation.title.clone(),
            version: regulation.version.clone(),
            example: regulation.example,
            attempts: regulation.retake.attempts,
        },
        options: options(session),
        trials: session.referential.trials().map(|trial| named(&trial.code, &trial.title)).collect(),
        composition: composition(session),
        candidates: session.roster().into_iter().filter_map(|(id, one)| candidate(session, role, id, one)).collect(),
        jurors: jurors(session),
        subjects: subjects(session),
        points: points(session),
    })
}

fn named(code: &str, label: &str) -> Named {
    Named { code: code.to_owned(), label: label.to_owned() }
}

fn options(session: &Session) -> Vec<Named> {
    let label = |kind: &BlockKind, short: &str| match kind {
        BlockKind::Option { label } => label.clone(),
        BlockKind::Main => short.to_owned(),
    };
    session.referential.options().map(|block| named(&block.code, &label(&block.kind, &block.short))).collect()
}

fn candidate(session: &Session, role: Role, id: CandidateId, one: &Candidate) -> Option<PreparedCandidate> {
    let sees_civil = matches!(role, Role::Office | Role::President);
    Some(PreparedCandidate {
        id,
        file: one.file.shown()?.clone(),
        civil: one.civil.shown().filter(|_| sees_civil).cloned(),
        accommodation: one.accommodation.shown().cloned(),
        prior: one.prior.values().filter_map(|prior| prior.shown().cloned()).collect(),
        passage: one.passage.shown().cloned(),
        attendance: one.attendance().cloned(),
        recusals: one.recusals.iter().filter_map(|(juror, register)| recusal(session, *juror, register)).collect(),
        composition: composition_for(session, id),
        draws: one.subjects.iter().filter_map(|(trial, register)| draw(session, trial, register)).collect(),
        draws_owed: draws_owed(session, one),
    })
}

fn recusal(session: &Session, juror: PersonId, register: &Register<Option<String>>) -> Option<RecusalLine> {
    let ground = register.shown()?.clone()?;
    let name = session.jurors.get(&juror).and_then(|juror| juror.file.shown()).map(JurorFile::full_name);
    Some(RecusalLine { juror, name: name.unwrap_or_default(), ground })
}

fn draw(session: &Session, trial: &str, register: &Register<domain::session::Draw>) -> Option<DrawLine> {
    let draw = register.shown()?;
    let title = session.subjects.get(&draw.subject).map(|file| file.title.clone()).unwrap_or_default();
    Some(DrawLine { trial: trial.to_owned(), subject: draw.subject, title, lot: draw.lot.map(|lot| lot.to_string()) })
}

fn jurors(session: &Session) -> Vec<PreparedJuror> {
    let members = session.members().into_iter().map(|(id, _)| id);
    let others = session.jurors.keys().copied().filter(|id| session.role(*id).is_some_and(|role| !role.deliberates()));
    members.chain(others).filter_map(|id| juror(session, id, session.jurors.get(&id)?)).collect()
}

fn juror(session: &Session, id: PersonId, juror: &Juror) -> Option<PreparedJuror> {
    let days =
        juror.days.iter().filter_map(|(arrived, left)| Some(DayLine { arrived: *arrived, left: *left.shown()? }));
    Some(PreparedJuror {
        id,
        file: juror.file.shown()?.clone(),
        invited: !juror.invitations.is_empty(),
        recusals: count(session.roster().iter().filter(|(_, candidate)| candidate.recused(id)).count()),
        days: days.collect(),
    })
}

fn subjects(session: &Session) -> Vec<PreparedSubject> {
    let roster = session.roster();
    let given = |id: SubjectId| {
        let has =
            |candidate: &Candidate| candidate.subjects.values().filter_map(Register::shown).any(|d| d.subject == id);
        count(roster.iter().filter(|(_, candidate)| has(candidate)).count())
    };
    let mut subjects: Vec<_> = session.subjects.iter().collect();
    subjects.sort_by_key(|(id, file)| (&file.trial, &file.title, **id));
    let line = |(id, file): (&SubjectId, &domain::session::facts::SubjectFile)| PreparedSubject {
        id: *id,
        trial: file.trial.clone(),
        title: file.title.clone(),
        text: file.text.clone(),
        documents: file.documents.iter().map(|document| document.name.clone()).collect(),
        given: given(*id),
    };
    subjects.into_iter().map(line).collect()
}
