//! The desk: one person's store on one device, open or locked, and what every use case needs beside it: a clock, random
//! bytes, dialogs. One use case at a time: a single lock, held for its whole length.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use domain::id::{CandidateId, LogId, PersonId, SessionId};
use domain::log::Logged;
use domain::minutes::CivilTime;
use domain::time::Timestamp;
use store::Book;
use sync::device::SigningKey;

use crate::clock::{Clock, SystemClock};
use crate::dialogs::{Dialogs, NoDialogs};
use crate::dossier::{Dossier, READER};
use crate::entropy::{Entropy, SystemEntropy};
use crate::failure::Failure;
use crate::keys::slot::Cost;
use crate::machine::Machine;
use crate::places::Places;
use crate::view::handover::{Handed, Travels};
use crate::view::{self, ExchangeView, GridView, PreparationView, SessionCard, SheetView};
use crate::witness::Witness;
use crate::words;

/// One person's desk.
pub struct Desk {
    pub(crate) places: Places,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) entropy: Box<dyn Entropy>,
    pub(crate) dialogs: Box<dyn Dialogs>,
    pub(crate) cost: Cost,
    pub(crate) patience: crate::open::Patience,
    pub(crate) machine: Machine,
    pub(crate) offers: crate::offers::Offers,
    pub(crate) light: crate::light::Light,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    open: Option<Open>,
    tickets: BTreeMap<String, PathBuf>,
}

/// An open store and the sessions read from it.
pub struct Open {
    pub(crate) book: Book,
    pub(crate) device: SigningKey,
    pub(crate) dossiers: BTreeMap<SessionId, Dossier>,
    /// The person's name, as they gave it.
    pub(crate) name: String,
    /// What is told of its own logs outside it; `None` where nothing is.
    pub(crate) witness: Option<Witness>,
    /// What going over the files did after the last erasure, until somebody asks.
    pub(crate) scrubbed: Option<store::Scrubbed>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Desk").field("places", &self.places).finish_non_exhaustive()
    }
}

impl Desk {
    /// The desk of `places`, with the laptop's clock and random bytes, and nobody to ask for files.
    #[must_use]
    pub fn new(places: Places) -> Self {
        Self {
            places,
            clock: Box::new(SystemClock),
            entropy: Box::new(SystemEntropy),
            dialogs: Box::new(NoDialogs),
            cost: Cost::STANDARD,
            patience: crate::open::Patience::default(),
            machine: Machine::default(),
            offers: crate::offers::Offers::default(),
            light: crate::light::Light::default(),
            inner: Mutex::new(Inner::default()),
        }
    }

    /// The same desk with another clock.
    #[must_use]
    pub fn with_clock(self, clock: impl Clock + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// The same desk with other random bytes.
    #[must_use]
    pub fn with_entropy(self, entropy: impl Entropy + 'static) -> Self {
        Self { entropy: Box::new(entropy), ..self }
    }

    /// The same desk with somebody to ask for files.
    #[must_use]
    pub fn with_dialogs(self, dialogs: impl Dialogs + 'static) -> Self {
        Self { dialogs: Box::new(dialogs), ..self }
    }

    /// The same desk with another cost of passphrases: cheap ones are for tests and for made-up sessions only.
    #[must_use]
    pub fn with_cost(self, cost: Cost) -> Self {
        Self { cost, ..self }
    }

    /// The same desk on another computer: for stories of stores that travel.
    #[must_use]
    pub fn with_machine(self, machine: Machine) -> Self {
        Self { machine, ..self }
    }

    /// Where its files are.
    #[must_use]
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The sessions of the store, latest first.
    ///
    /// # Errors
    /// When no store is open, or it can't be read.
    pub fn sessions(&self) -> Result<Vec<SessionCard>, Failure> {
        self.with_open(|open| {
            let mut cards = Vec::new();
            for row in open.book.shelf()? {
                let card = serde_json::from_str::<SessionCard>(&row.figures);
                let mut card = card.map_err(|_| Failure::Keys("shelf-unreadable"))?;
                let hashes = open.book.hashes_but(row.session, domain::session::ARRIVAL)?;
                card.sheets_handed_over = Handed::read(open, row.session)?.sealed;
                card.fingerprint_words = words::fingerprint(domain::log::fingerprint(hashes));
                card.set_moments();
                cards.push(card);
            }
            cards.sort_by_key(|card| (std::cmp::Reverse(card.starts_on), card.name.clone()));
            Ok(cards)
        })
    }

    /// The grid of `session`.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn grid(&self, session: SessionId) -> Result<GridView, Failure> {
        self.with_open(|open| {
            let travels = Travels::read(open, session)?;
            let dossier = open.dossier(session)?.0;
            let mut grid = view::grid::grid(&dossier.session, dossier.me).ok_or(Failure::UnknownSession)?;
            for line in &mut grid.candidates {
                line.handover = travels.of(&dossier.session, dossier.me, line.id);
            }
            Ok(grid)
        })
    }

    /// The exchange of `session`: what is expected, what has come.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn exchange(&self, session: SessionId) -> Result<ExchangeView, Failure> {
        self.read(session, |dossier| Ok(view::exchange::exchange(&dossier.session, dossier.me)))
    }

    /// The preparation of `session`: who passes, who sits, what is missing.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn preparation(&self, session: SessionId) -> Result<PreparationView, Failure> {
        self.read(session, |dossier| {
            view::preparation::preparation(&dossier.session, dossier.me).ok_or(Failure::UnknownSession)
        })
    }

    /// One's own sheet of `candidate`.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session or candidate.
    pub fn sheet(&self, session: SessionId, candidate: CandidateId) -> Result<SheetView, Failure> {
        self.with_open(|open| {
            let travels = Travels::read(open, session)?;
            let dossier = open.dossier(session)?.0;
            let sheet = view::sheet::sheet(&dossier.session, dossier.me, candidate);
            let mut sheet = sheet.ok_or(Failure::Refused(domain::refusal::Refusal::UnknownCandidate))?;
            sheet.candidate.handover = travels.of(&dossier.session, dossier.me, candidate);
            Ok(sheet)
        })
    }

    /// An instant in the time of this place; `None` beyond what a calendar holds.
    #[must_use]
    pub fn civil(&self, at: Timestamp) -> Option<CivilTime> {
        self.clock.civil(at)
    }

    /// The raw entries of `session`, for whoever reads the log itself.
    ///
    /// # Errors
    /// When no store is open, or it can't be read.
    pub fn entries(&self, session: SessionId) -> Result<Vec<Logged>, Failure> {
        self.with_open(|open| Ok(open.book.entries(session)?))
    }

    /// Reads something of an open session.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session; then as `read`.
    pub fn read<T>(&self, id: SessionId, read: impl FnOnce(&Dossier) -> Result<T, Failure>) -> Result<T, Failure> {
        self.with_open(|open| read(open.dossier(id)?.0))
    }

    pub(crate) fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        work(inner.open.as_mut().ok_or(Failure::Locked)?)
    }

    pub(crate) fn set_open(&self, open: Option<Open>) {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).open = open;
    }

    pub(crate) fn is_open(&self) -> bool {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).open.is_some()
    }

    /// A name for a chosen file that the face may hold instead of its path.
    pub(crate) fn ticket(&self, path: PathBuf) -> Result<String, Failure> {
        let ticket = domain::id::to_hex(&crate::entropy::random::<8>(&*self.entropy)?);
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).tickets.insert(ticket.clone(), path);
        Ok(ticket)
    }

    pub(crate) fn ticketed(&self, ticket: &str) -> Result<PathBuf, Failure> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.tickets.get(ticket).cloned().ok_or_else(|| Failure::BadRequest("no such ticket".into()))
    }
}

impl Open {
    /// The session, read from the book where it was not yet; the book and the device's key beside it, to write.
    pub(crate) fn dossier(&mut self, id: SessionId) -> Result<(&mut Dossier, &mut Book, &SigningKey), Failure> {
        if !self.dossiers.contains_key(&id) {
            let me = self.me(id)?;
            let dossier = Dossier::open(&self.book, id, me, &self.device)?;
            self.dossiers.insert(id, dossier);
        }
        let dossier = self.dossiers.get_mut(&id).ok_or(Failure::UnknownSession)?;
        Ok((dossier, &mut self.book, &self.device))
    }

    /// Who this laptop's person is in the session.
    pub(crate) fn me(&self, id: SessionId) -> Result<PersonId, Failure> {
        let me = self.book.local(&me_key(id))?.ok_or(Failure::UnknownSession)?;
        me.try_into().map(PersonId).map_err(|_| Failure::UnknownSession)
    }

    /// What lets this device write as its person; none on the device that opened the session.
    pub(crate) fn enrolment(&self, id: SessionId) -> Result<Option<SigningKey>, Failure> {
        let seed = self.book.local(&enrolment_key(id))?.and_then(|seed| <[u8; 32]>::try_from(seed).ok());
        Ok(seed.map(|seed| SigningKey::new(&seed)))
    }

    /// Tells the witness how far the session's own logs have come, once the disk confirmed them.
    pub(crate) fn testify(&mut self, id: SessionId) {
        if let (Some(witness), Some(dossier)) = (self.witness.as_mut(), self.dossiers.get(&id)) {
            witness.note(&dossier.pens.heads());
        }
    }

    /// The key that every member of the session holds, for the files they exchange.
    pub(crate) fn session_secret(&self, id: SessionId) -> Result<[u8; 32], Failure> {
        let secret = self.book.local(&secret_key(id))?.ok_or_else(|| match self.me(id) {
            Ok(READER) => archive_is_read_only(),
            _ => Failure::UnknownSession,
        })?;
        secret.try_into().map_err(|_| Failure::UnknownSession)
    }
}

/// A session that came in an archive is read and verified, and nothing more.
pub(crate) fn archive_is_read_only() -> Failure {
    Failure::BadInput { code: "archive-read-only", args: Vec::new() }
}

/// Under which name the store keeps who one is in a session.
pub(crate) fn me_key(id: SessionId) -> String {
    format!("me:{id}")
}

/// Under which name the store keeps that it opened a log itself: an image of the store, or the store once restored, may
/// hold logs of the same device that it did not.
pub(crate) fn own_log_key(log: LogId) -> String {
    format!("own-log:{log}")
}

/// Under which name the store keeps what lets it write as its person, should it have to open a log again.
pub(crate) fn enrolment_key(id: SessionId) -> String {
    format!("enrolment:{id}")
}

/// Under which name the store keeps a session's key.
pub(crate) fn secret_key(id: SessionId) -> String {
    format!("session-key:{id}")
}
