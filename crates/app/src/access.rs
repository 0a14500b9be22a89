//! Everything that is kept of a candidate, for the person who asks for it (RGPD, art. 15): in plain values, in an order that is
//! always the same. What the panel said of them is given once the session is closed, and who gave which mark is not (the panel
//! is named as a whole, as the minutes do). Sentences are the words files'.

use std::collections::BTreeMap;

use domain::access::{gathers, is_communicable, is_of_a_sheet, is_of_the_panel};
use domain::deliberation::{Decision, Vote};
use domain::grading::Rating;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::log::Logged;
use domain::minutes::CivilTime;
use domain::person::{Accommodation, CandidateFile, CivilStatus, PriorBlock};
use domain::referential::Code;
use domain::refusal::Refusal;
use domain::register::{Register, Write};
use domain::retention::{Kept, term};
use domain::session::facts::{Attendance, IncidentFile, Passage, SessionDetails};
use domain::session::{Candidate, Session, about};
use domain::time::{Date, Timestamp};
use serde::Serialize;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::dossier::Dossier;
use crate::failure::Failure;
use crate::files;
use crate::journal;
use crate::mentions::{self, Mention};
use crate::view::session::count;

/// Everything that is kept of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubjectAccess {
    /// The session.
    pub session: SessionId,
    /// Its name, place and dates.
    pub sitting: Option<SessionDetails>,
    /// The certification.
    pub certification: String,
    /// Who answers for it.
    pub certifier: String,
    /// The candidate's identifier.
    pub candidate: CandidateId,
    /// Their file; every side where people disagree.
    pub file: Vec<CandidateFile>,
    /// Their civil status, where this laptop holds it.
    pub civil: Vec<CivilStatus>,
    /// Their accommodations.
    pub accommodations: Vec<Accommodation>,
    /// Blocs that they bring.
    pub prior: Vec<PriorBlock>,
    /// When and where they pass.
    pub passages: Vec<Passage>,
    /// Whether they came, by épreuve; the empty code is the whole session.
    pub attendance: BTreeMap<Code, Vec<Attendance>>,
    /// Titles of the subjects they received, by épreuve.
    pub subjects: BTreeMap<Code, Vec<String>>,
    /// Why they withdrew.
    pub withdrawn: Vec<String>,
    /// Members who stepped back for them, with the ground.
    pub recusals: Vec<RecusalSaid>,
    /// Incidents reported about them.
    pub incidents: Vec<IncidentFile>,
    /// What the panel said of them; absent until the session is closed.
    pub judged: Option<Judged>,
    /// Who may read this besides: the panel and the office, by name.
    pub readers: Vec<String>,
    /// What was written about them, by whom, when.
    pub entries: Vec<EntrySaid>,
    /// Texts about others, or about nobody, that name them: where, not what.
    pub mentions: Vec<Mention>,
    /// Papers that name them.
    pub papers: Vec<String>,
    /// Until when the minutes, and the accommodations, are kept.
    pub kept_until: BTreeMap<&'static str, Date>,
}

/// What the panel said of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Sealed marks and comments, member by member.
    pub sheets: Vec<SheetSaid>,
    /// What the panel retained.
    pub retained: Vec<RetainedSaid>,
    /// Votes held.
    pub votes: Vec<Vote>,
    /// The decision in force.
    pub decision: Option<Decision>,
}

/// One member's sealed sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetSaid {
    /// Which member, from 1: the rank says nothing of who.
    pub member: usize,
    /// Their marks.
    pub marks: Vec<MarkSaid>,
    /// Their general observation.
    pub observation: String,
}

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkSaid {
    /// The criterion.
    pub criterion: Code,
    /// The rating.
    pub rating: Option<Rating>,
    /// The comment.
    pub comment: String,
}

/// What the panel retained on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RetainedSaid {
    /// The criterion.
    pub criterion: Code,
    /// The rating.
    pub rating: Rating,
    /// Why, where it was said.
    pub ground: String,
}

/// A member who stepped back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecusalSaid {
    /// Their name, as the minutes print it.
    pub juror: String,
    /// Why.
    pub ground: String,
}

/// One entry about the candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntrySaid {
    /// When, by the writer's laptop.
    pub at: Timestamp,
    /// The same in the time of this place.
    pub civil: Option<CivilTime>,
    /// Who wrote it; empty for what a member gave alone.
    pub author: String,
    /// What it is, as a code of the journal.
    pub code: &'static str,
    /// The arguments of its sentence.
    pub args: BTreeMap<&'static str, String>,
}

impl Desk {
    /// Everything that is kept of `candidate` in `session`.
    ///
    /// # Errors
    /// When no store is open, it holds no such session or candidate, or its person is neither the office nor the president.
    pub fn subject_access(&self, session: SessionId, candidate: CandidateId) -> Result<SubjectAccess, Failure> {
        self.with_open(|open| {
            let entries = open.book.entries(session)?;
            let dossier = open.dossier(session)?.0;
            if !gathers(dossier.session.role(dossier.me)) {
                return Err(dossier.not_allowed().into());
            }
            let known = dossier.session.candidates.get(&candidate).ok_or(Refusal::UnknownCandidate)?;
            Ok(said(&*self.clock, dossier, candidate, known, &entries))
        })
    }

    /// Saves everything that is kept of `candidate` to a file chosen by the person; `None` when they gave up.
    ///
    /// # Errors
    /// As [`Desk::subject_access`], or when the file can't be written and read back.
    pub fn save_subject_access(
        &self,
        session: SessionId,
        candidate: CandidateId,
    ) -> Result<Option<AnswerSaved>, Failure> {
        let access = self.subject_access(session, candidate)?;
        let Some(path) = self.dialogs.save_file(Purpose::SubjectAccess, "acces.json") else { return Ok(None) };
        let text = serde_json::to_string_pretty(&access).map_err(|error| Failure::BadRequest(error.to_string()))?;
        files::write(&path, format!("{text}\n").as_bytes())?;
        Ok(Some(AnswerSaved { file_name: files::name(&path), mentions: count(access.mentions.len()) }))
    }
}

/// The answer to somebody who asked what is kept of them, as it was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AnswerSaved {
    /// Its name; it names nobody.
    pub file_name: String,
    /// Texts about others that name them, for the office to read before it gives the file.
    pub mentions: u32,
}

fn said(
    clock: &dyn Clock,
    dossier: &Dossier,
    id: CandidateId,
    candidate: &Candidate,
    entries: &[Logged],
) -> SubjectAccess {
    let session = &dossier.session;
    let communicable = is_communicable(session);
    let by_trial = |(trial, noted): (&Code, &Register<Attendance>)| (trial.clone(), values(noted));
    SubjectAccess {
        session: session.id,
        sitting: session.details.shown().cloned(),
        certification: session.referential.title.clone(),
        certifier: session.regulation.certifier.clone(),
        candidate: id,
        file: values(&candidate.file),
        civil: values(&candidate.civil),
        accommodations: values(&candidate.accommodation),
        prior: candidate.prior.values().flat_map(values).collect(),
        passages: values(&candidate.passage),
        attendance: candidate.attendance.iter().map(by_trial).collect(),
        subjects: subjects(session, candidate),
        withdrawn: values(&candidate.withdrawn),
        recusals: recusals(session, candidate),
        incidents: incidents(session, id),
        judged: communicable.then(|| judged(session, id, candidate)),
        readers: readers(session),
        entries: written(clock, session, id, entries, communicable),
        mentions: elsewhere(clock, dossier, entries, id),
        papers: if communicable { papers(session) } else { Vec::new() },
        kept_until: kept_until(session),
    }
}

fn values<T: Clone + PartialEq>(register: &Register<T>) -> Vec<T> {
    let mut values: Vec<T> = Vec::new();
    for Write { value, .. } in register.sides() {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    values
}

fn subjects(session: &Session, candidate: &Candidate) -> BTreeMap<Code, Vec<String>> {
    let title = |draw: domain::session::Draw| session.subjects.get(&draw.subject).map(|file| file.title.clone());
    let drawn = candidate.subjects.iter();
    drawn.map(|(trial, draws)| (trial.clone(), values(draws).into_iter().filter_map(title).collect())).collect()
}

fn recusals(session: &Session, candidate: &Candidate) -> Vec<RecusalSaid> {
    let said = candidate.recusals.iter().filter_map(|(juror, recusal)| {
        Some(RecusalSaid { juror: about::person(session, *juror), ground: recusal.shown()?.clone()? })
    });
    said.collect()
}

fn incidents(session: &Session, id: CandidateId) -> Vec<IncidentFile> {
    let told = session.incidents.values().flat_map(values).filter(|file| file.candidate == Some(id));
    let mut told: Vec<_> = told.collect();
    told.sort_by(|one, other| (one.at, &one.facts).cmp(&(other.at, &other.facts)));
    told
}

fn judged(session: &Session, id: CandidateId, candidate: &Candidate) -> Judged {
    let retained = candidate.retained.iter().filter_map(|(criterion, retained)| {
        let retained = retained.settled()?;
        Some(RetainedSaid { criterion: criterion.clone(), rating: retained.rating, ground: retained.ground.clone() })
    });
    Judged {
        sheets: sheets(session, id),
        retained: retained.collect(),
        votes: candidate.votes.iter().map(|vote| vote.value.clone()).collect(),
        decision: session.decision(id),
    }
}

/// Sealed sheets, in an order that tells nothing of who wrote them: that of a digest of member and candidate.
fn sheets(session: &Session, id: CandidateId) -> Vec<SheetSaid> {
    let rank = |juror: PersonId| *blake3::hash(&[&session.id.0[..], &id.0, &juror.0].concat()).as_bytes();
    let sealed =
        session.sheets.iter().filter(|((_, candidate), sheet)| *candidate == id && !sheet.seal.sides().is_empty());
    let mut sealed: Vec<_> = sealed.map(|((juror, _), sheet)| (rank(*juror), sheet)).collect();
    sealed.sort_by_key(|(rank, _)| *rank);
    let said = sealed.into_iter().enumerate().map(|(place, (_, sheet))| SheetSaid {
        member: place + 1,
        marks: sheet
            .marks
            .iter()
            .flat_map(|(criterion, mark)| values(&mark).into_iter().map(move |mark| (criterion, mark)))
            .filter(|(_, mark)| mark.rating.is_some() || !mark.comment.is_empty())
            .map(|(criterion, mark)| MarkSaid {
                criterion: criterion.to_owned(),
                rating: mark.rating,
                comment: mark.comment,
            })
            .collect(),
        observation: sheet.observation.shown().cloned().unwrap_or_default(),
    });
    said.collect()
}

fn readers(session: &Session) -> Vec<String> {
    let names = session.jurors.values().filter_map(|juror| juror.file.shown());
    let mut names: Vec<String> = names.map(domain::person::JurorFile::full_name).collect();
    names.sort();
    names
}

/// What was written about the candidate, oldest first. What members gave is told once it may be, and without its author.
fn written(
    clock: &dyn Clock,
    session: &Session,
    id: CandidateId,
    entries: &[Logged],
    communicable: bool,
) -> Vec<EntrySaid> {
    let mut said = Vec::new();
    for logged in entries {
        let header = &logged.entry.header;
        let event = logged.entry.payload.as_deref().map(|payload| domain::event::Event::decode(header.kind, payload));
        let Some(Ok(event)) = event else { continue };
        let (graded, of_panel) = (is_of_a_sheet(header.kind), is_of_the_panel(header.kind));
        if event.person() != Some(id.0) || (of_panel && !communicable) {
            continue;
        }
        let author = session.authors.get(&header.log).map(|author| about::person(session, author.person));
        let at = header.clock.at();
        let author = author.filter(|_| !graded).unwrap_or_default();
        said.push((
            (header.clock, header.log, header.seq),
            EntrySaid {
                at,
                civil: clock.civil(at),
                author,
                code: journal::code(&event),
                args: journal::args(session, &event).into_iter().collect(),
            },
        ));
    }
    said.sort_by_key(|(place, _)| *place);
    said.into_iter().map(|(_, entry)| entry).collect()
}

fn elsewhere(clock: &dyn Clock, dossier: &Dossier, entries: &[Logged], id: CandidateId) -> Vec<Mention> {
    let found = mentions::of(clock, dossier, entries, PersonId(id.0)).into_iter();
    // They may say as much of others: the office reads them before it gives them.
    found.map(|mention| Mention { text: None, ..mention }).collect()
}

fn papers(session: &Session) -> Vec<String> {
    let minutes = session.closing.settled().map(|closing| closing.number.clone());
    minutes.into_iter().chain(session.amendments.iter().map(|amendment| amendment.value.number.clone())).collect()
}

fn kept_until(session: &Session) -> BTreeMap<&'static str, Date> {
    let kept = [("accommodations", Kept::Accommodations), ("minutes", Kept::Minutes)];
    kept.into_iter().filter_map(|(name, kept)| Some((name, term(session, kept)?))).collect()
}
