//! A session from a set of entries: a pure function of the set. Whoever holds the same entries sees the same session,
//! whatever the files, their order, their number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::erasure;
use crate::event::{Event, LogOpened, SessionOpened};
use crate::id::{DeviceKey, Digest, LogId, PersonId, SessionId};
use crate::log::{self, Logged};
use crate::referential::Referential;
use crate::register::{Register, Sight};
use crate::regulation::Regulation;
use crate::session::cut::{Cut, Lines};
use crate::session::hashes::Hashes;
use crate::session::marks::Codes;
use crate::session::namesakes::Namesakes;
use crate::session::reversal::Reversed;
use crate::session::thread::{Thread, in_order, threads};
use crate::session::trust::Trust;
use crate::session::{ARRIVAL, Author, Juror, Newer, Session, authority};

/// Why entries make no session.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldFailure {
    /// The entry that opens the session is not among them.
    #[error("no entry opens the session")]
    NoOpening,
    /// Its référentiel can't be read.
    #[error("the session's référentiel can't be read")]
    Referential,
    /// Its règlement can't be read.
    #[error("the session's règlement can't be read")]
    Regulation,
}

/// The session `id` that `entries` tell.
///
/// # Errors
/// When the entry that opens the session is missing, or its référentiel or règlement can't be read.
pub fn fold(id: SessionId, entries: &[Logged]) -> Result<Session, FoldFailure> {
    let (threads, pending) = threads(entries);
    let opening = Opening::find(id, &threads).ok_or(FoldFailure::NoOpening)?;
    let mut blank = opening.blank(id, pending)?;
    blank.lines = Lines::of(&threads);
    let roots = roots(id, &threads);
    blank.trust = Trust::read(opening.device, &threads, &roots, &blank.lines);
    blank.authors = authors(&roots, &blank.trust);
    blank.erased = erasure::erased(&blank, &threads);
    let mut session = read(blank.clone(), &threads);
    blank.cut = session.cut_of_closings();
    if blank.cut.as_ref().is_some_and(|cut| reaches_beyond(&threads, cut)) {
        // Closing is a cut through the logs: what lies beyond it is read again, and set aside.
        session = read(blank.clone(), &threads);
    }
    session.cut.clone_from(&blank.cut);
    blank.reversed = Reversed::of(&session, &threads);
    if blank.reversed.is_empty() {
        return Ok(session);
    }
    // Neither seats nor closings can be reversed: which reversals are in force is known before they take anything away.
    Ok(read(blank, &threads))
}

/// Whether a fact that a closing ends was written beyond `cut`.
fn reaches_beyond(threads: &[Thread<'_>], cut: &Cut) -> bool {
    threads.iter().any(|thread| {
        thread
            .entries
            .iter()
            .map(|logged| &logged.entry.header)
            .any(|header| !cut.holds(thread.branch, header.seq) && !authority::outlives_closing(header.kind))
    })
}

fn read(mut session: Session, threads: &[Thread<'_>]) -> Session {
    let mut leaving = session.lines.parents.clone();
    let entries = threads.iter().flat_map(|thread| &thread.entries);
    let told = entries.filter(|logged| logged.entry.header.kind != ARRIVAL);
    session.hashes = told.map(|logged| logged.hash).collect();
    for last in threads.iter().filter_map(|thread| thread.entries.last()).map(|logged| &logged.entry.header) {
        session.hear(last.log, last.clock);
    }
    in_order(threads, |branch, logged| {
        // The line it leaves was read to its end: what that one had seen is known.
        if let Some((parent, seq)) = leaving.remove(&branch) {
            session.sight.fork(branch, parent, seq);
        }
        session.advance(branch, logged.entry.header.seq, logged.hash);
        session.count(branch, &logged.into());
    });
    session
}

/// The first entries of the founder's log.
struct Opening {
    device: DeviceKey,
    person: PersonId,
    fact: SessionOpened,
}

impl Opening {
    fn find(id: SessionId, threads: &[Thread<'_>]) -> Option<Self> {
        threads.iter().find_map(|thread| {
            let opened = first_fact(id, thread)?;
            let second = thread.entries.get(1)?;
            let fact = match Event::decode(second.entry.header.kind, second.entry.payload.as_deref()?) {
                Ok(Event::SessionOpened(fact)) => fact,
                _ => return None,
            };
            (log::session_id(opened.device, fact.nonce) == id).then_some(Self {
                device: opened.device,
                person: opened.person,
                fact,
            })
        })
    }

    fn blank(&self, id: SessionId, pending: u32) -> Result<Session, FoldFailure> {
        let (referential, regulation) = self.documents()?;
        let digest = |document: &str| Digest(*blake3::hash(document.as_bytes()).as_bytes());
        Ok(Session {
            id,
            founder: self.device,
            office: self.person,
            details: Register::default(),
            referential: Arc::new(referential),
            referential_digest: digest(&self.fact.referential),
            regulation: Arc::new(regulation),
            regulation_digest: digest(&self.fact.regulation),
            candidates: BTreeMap::new(),
            namesakes: Namesakes::default(),
            jurors: BTreeMap::from([(self.person, Juror::default())]),
            subjects: BTreeMap::new(),
            sheets: BTreeMap::new(),
            confrontation: Vec::new(),
            incidents: BTreeMap::new(),
            closing: Register::default(),
            closings: BTreeMap::new(),
            countersignatures: Vec::new(),
            judged: BTreeMap::new(),
            signatures: Vec::new(),
            amendments: Vec::new(),
            reversals: Vec::new(),
            lifted: Vec::new(),
            reversed: Reversed::default(),
            erased: BTreeSet::new(),
            authors: BTreeMap::new(),
            trust: Trust::new(self.device),
            devices: BTreeMap::new(),
            set_aside: Vec::new(),
            newer: Newer::default(),
            hashes: Hashes::default(),
            codes: Codes::default(),
            sight: Sight::default(),
            lines: Lines::default(),
            heads: BTreeMap::new(),
            heard: BTreeMap::new(),
            cut: None,
            pending,
        })
    }

    fn documents(&self) -> Result<(Referential, Regulation), FoldFailure> {
        let referential = serde_json::from_str(&self.fact.referential).map_err(|_| FoldFailure::Referential)?;
        let regulation = serde_json::from_str(&self.fact.regulation).map_err(|_| FoldFailure::Regulation)?;
        Ok((referential, regulation))
    }
}

/// The first fact of each log of the session.
fn roots(id: SessionId, threads: &[Thread<'_>]) -> BTreeMap<LogId, LogOpened> {
    threads.iter().filter_map(|thread| Some((thread.branch.log, first_fact(id, thread)?))).collect()
}

/// Logs that may write, and as whom. The signature of an enrolment was verified when the entry arrived (`sync`).
fn authors(roots: &BTreeMap<LogId, LogOpened>, trust: &Trust) -> BTreeMap<LogId, Author> {
    roots.iter().filter(|(_, root)| trust.allows(root)).map(|(log, root)| (*log, Author::of(root))).collect()
}

/// The fact that opens a thread's log, when it is one of this session and names its own log.
fn first_fact(id: SessionId, thread: &Thread<'_>) -> Option<LogOpened> {
    if thread.parent.is_some() {
        return None;
    }
    let first = thread.entries.first()?;
    match Event::decode(first.entry.header.kind, first.entry.payload.as_deref()?) {
        Ok(Event::LogOpened(fact)) => {
            let named = log::log_id(fact.device, fact.session, fact.person, fact.epoch);
            (fact.session == id && named == thread.branch.log).then_some(fact)
        }
        _ => None,
    }
}
