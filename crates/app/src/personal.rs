//! The personal data of a session, as whoever answers for them reads it: what comes to its term, of whom something is kept, whom
//! was erased and which laptops have not said that they know it. It tells; `erase` erases and `access` answers.

use std::collections::BTreeSet;

use domain::access::gathers;
use domain::erasure::{ERASURE, accommodations_of};
use domain::event::{Event, PersonErased};
use domain::id::{CandidateId, LogId, PersonId, SessionId};
use domain::log::Logged;
use domain::session::Session;
use domain::time::Timestamp;
use serde::Serialize;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::retention::{self, Retention};
use crate::view::devices::DeviceLine;

/// What the screen of personal data shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PersonalData {
    /// What comes to its term, and when.
    pub retention: Retention,
    /// Whether this laptop erases: it opened the session, and its person is the office.
    pub may_erase: bool,
    /// Candidates of whom something is kept, in the order of their numbers.
    pub candidates: Vec<DataOf>,
    /// The laptops that will learn an erasure by file, this one left out: those that are known, and those that received a pack
    /// and were not heard of yet.
    pub laptops: Vec<LaptopToTell>,
    /// What was erased, latest first.
    pub erased: Vec<Erased>,
}

/// A candidate of whom something is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DataOf {
    /// The candidate.
    pub candidate: CandidateId,
    /// Their number: typed again to erase them.
    pub number: String,
    /// « Prénom NOM ».
    pub name: String,
    /// Whether accommodations are kept, which may be erased apart.
    pub accommodations: bool,
}

/// A laptop that holds the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LaptopToTell {
    /// Whose: « Prénom NOM », as many as write on it.
    pub people: Vec<String>,
    /// Its words; none while it was not heard of.
    pub words: Vec<String>,
    /// Whether it lost its place: no file is closed for it any more.
    pub revoked: bool,
}

/// An erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Erased {
    /// When, by the clock of the laptop that erased.
    pub at: Timestamp,
    /// Why. It stays for ever, and names nobody.
    pub ground: String,
    /// Whether accommodations alone were erased.
    pub accommodations_alone: bool,
    /// The laptops that did not say yet that they know it.
    pub unaware: Vec<LaptopToTell>,
}

impl Desk {
    /// The personal data of `session`.
    ///
    /// # Errors
    /// When no store is open, it holds no such session, or its person is neither the office nor the president.
    pub fn personal_data(&self, session: SessionId) -> Result<PersonalData, Failure> {
        let today = self.today()?;
        let lines = self.devices(session)?;
        self.with_open(|open| {
            let entries = open.book.entries(session)?;
            let (dossier, _, device) = open.dossier(session)?;
            if !gathers(dossier.session.role(dossier.me)) {
                return Err(dossier.not_allowed().into());
            }
            let (session, own) = (&dossier.session, device.public());
            Ok(PersonalData {
                retention: retention::of(session, today),
                may_erase: own == session.founder && dossier.me == session.office,
                candidates: candidates(session),
                laptops: lines.iter().filter(|line| !line.own).map(to_tell).chain(unheard(session)).collect(),
                erased: erased(session, &entries, &lines),
            })
        })
    }
}

fn candidates(session: &Session) -> Vec<DataOf> {
    let data = |(id, candidate): (&CandidateId, &domain::session::Candidate)| {
        let apart = !candidate.accommodation.sides().is_empty() && !session.is_erased(accommodations_of(*id).0);
        Some(DataOf {
            candidate: *id,
            number: candidate.file.shown()?.number.clone(),
            name: candidate.name(),
            accommodations: apart,
        })
    };
    let mut data: Vec<DataOf> = session.candidates.iter().filter_map(data).collect();
    data.sort_by(|one, other| (&one.number, one.candidate).cmp(&(&other.number, other.candidate)));
    data
}

fn to_tell(line: &DeviceLine) -> LaptopToTell {
    LaptopToTell { people: line.people.clone(), words: line.words.clone(), revoked: line.revoked.is_some() }
}

/// The laptops of members who received a pack, and of whom nothing came yet.
fn unheard(session: &Session) -> impl Iterator<Item = LaptopToTell> {
    let wrote = |juror: &PersonId| session.authors.values().any(|author| author.person == *juror);
    let silent = session.jurors.iter().filter(move |(id, juror)| !juror.invitations.is_empty() && !wrote(id));
    silent.filter_map(|(_, juror)| {
        let people = vec![juror.file.shown()?.full_name()];
        Some(LaptopToTell { people, words: Vec::new(), revoked: false })
    })
}

/// The erasures that count, and whom they did not reach yet.
fn erased(session: &Session, entries: &[Logged], lines: &[DeviceLine]) -> Vec<Erased> {
    let apart: BTreeSet<PersonId> = session.candidates.keys().map(|candidate| accommodations_of(*candidate)).collect();
    let counted = entries.iter().filter_map(|logged| Some((logged, fact(session, logged)?)));
    let told = counted.map(|(logged, fact)| {
        let place = (logged.entry.header.log, logged.entry.header.seq);
        Erased {
            at: logged.entry.header.clock.at(),
            ground: fact.ground,
            accommodations_alone: apart.contains(&fact.person),
            unaware: lines
                .iter()
                .filter(|line| !knows(session, line, place))
                .map(to_tell)
                .chain(unheard(session))
                .collect(),
        }
    });
    let mut told: Vec<Erased> = told.collect();
    told.sort_by(|one, other| (other.at, &other.ground).cmp(&(one.at, &one.ground)));
    told
}

fn fact(session: &Session, logged: &Logged) -> Option<PersonErased> {
    let header = &logged.entry.header;
    if header.kind != ERASURE {
        return None;
    }
    match Event::decode(header.kind, logged.entry.payload.as_deref()?).ok()? {
        Event::PersonErased(fact) if session.erased.contains(&fact.person) => Some(fact),
        _ => None,
    }
}

/// Whether a laptop wrote the entry at that place, or said that it has it.
fn knows(session: &Session, line: &DeviceLine, (log, seq): (LogId, u32)) -> bool {
    let own = |log: &LogId| session.authors.get(log).is_some_and(|author| author.device == line.device);
    let told = |of: &LogId| session.sight.known_to(*of).any(|(branch, reach)| branch.log == log && seq <= reach);
    line.own || own(&log) || session.authors.keys().filter(|of| own(of)).any(told)
}
