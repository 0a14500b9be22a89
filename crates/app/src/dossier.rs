//! One open session: its folded state and the pens this device writes it with. Reading the log and folding it happen here;
//! deciding does not.

use domain::id::{PersonId, SessionId};
use domain::log::Logged;
use domain::register::Branch;
use domain::session::Session;
use domain::session::fold::fold;
use store::Book;
use sync::device::SigningKey;

use crate::failure::Failure;
use crate::pens::{Pens, own_logs};

/// Whoever reads a session from an archive: nobody of it. Nothing is written under that name.
pub const READER: PersonId = PersonId([0; 16]);

/// One open session.
#[derive(Debug)]
pub struct Dossier {
    /// Its state.
    pub session: Session,
    /// This laptop's person in it.
    pub me: PersonId,
    /// What this device writes with.
    pub(crate) pens: Pens,
}

impl Dossier {
    /// Opens the session from the book.
    ///
    /// # Errors
    /// When the book can't be read, holds no such session, or its entries make none.
    pub fn open(book: &Book, id: SessionId, me: PersonId, device: &SigningKey) -> Result<Self, Failure> {
        let entries = book.entries(id)?;
        if entries.is_empty() {
            return Err(Failure::UnknownSession);
        }
        let own = own_logs(book, id, device.public())?;
        let pens = Pens::read(id, &own, &entries, book.secrets(id)?);
        Ok(Self { session: fold(id, &entries)?, me, pens })
    }

    /// Whether `device` opened the session.
    #[must_use]
    pub(crate) fn is_founder(&self, device: &SigningKey) -> bool {
        self.session.founder == device.public()
    }

    /// Whether a log of `person` opened now on `device` follows another, which is written no more.
    pub(crate) fn follows_another(&self, person: PersonId, device: &SigningKey) -> bool {
        self.session.authors.values().any(|author| author.person == person && author.device == device.public())
    }

    /// Takes facts into the state, in the order they were written.
    pub fn take(&mut self, entries: &[Logged]) {
        for logged in entries {
            // A device never writes on after a fork of its own log: it opens another. So its logs are trunks.
            self.session.take(Branch { log: logged.entry.header.log, number: 0 }, logged);
        }
    }
}
