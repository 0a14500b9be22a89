//! One open session: its folded state and the pens this device writes it with. Reading the log and folding it happen here;
//! deciding does not.

use domain::event::LogHead;
use domain::id::{DeviceKey, PersonId, SessionId};
use domain::log::{Clock, Logged};
use domain::person::Role;
use domain::refusal::Refusal;
use domain::register::{Branch, Stamp};
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

    /// The refusal of what this laptop's person may not do, from where they sit.
    pub(crate) fn not_allowed(&self) -> Refusal {
        let role = self.session.role(self.me).map(Role::name);
        Refusal::NotAllowed { role: role.unwrap_or_default().to_owned() }
    }

    /// Whether a log of `person` opened now on `device` follows another, which is written no more.
    pub(crate) fn follows_another(&self, person: PersonId, device: &SigningKey) -> bool {
        self.session.authors.values().any(|author| author.person == person && author.device == device.public())
    }

    /// As whom `device` says which devices write, where it does.
    #[must_use]
    pub(crate) fn chair(&self, device: DeviceKey) -> Option<PersonId> {
        let trust = &self.session.trust;
        let delegated = trust.delegated().find(|(_, delegate)| *delegate == device).map(|(person, _)| person);
        if trust.leads(device, self.me) { Some(self.me) } else { delegated }
    }

    /// What a log of `person` on this device does not know yet of the others, where it is not this laptop's own person's: a
    /// colleague who takes over writes on what was handed over, not beside it.
    pub(crate) fn unseen(&self, person: PersonId) -> Option<Vec<LogHead>> {
        let (log, seq) = self.pens.place(person).filter(|_| person != self.me)?;
        let at = |branch, seq| Stamp { clock: Clock::default(), branch, seq, by: person };
        let here = at(Branch { log, number: 0 }, seq);
        let others = self.session.heads.iter().filter(|(branch, _)| branch.log != log);
        let sight = &self.session.sight;
        let news = others.clone().any(|(branch, head)| !sight.had_seen(&here, &at(*branch, head.seq)));
        news.then(|| others.map(|(_, head)| head.clone()).collect())
    }

    /// Takes facts into the state, in the order they were written.
    pub fn take(&mut self, entries: &[Logged]) {
        for logged in entries {
            // A device never writes on after a fork of its own log: it opens another. So its logs are trunks.
            self.session.take(Branch { log: logged.entry.header.log, number: 0 }, logged);
        }
    }
}
