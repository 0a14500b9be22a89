//! Acknowledging: telling a juror how far what they handed over has arrived, in a file of some hundred bytes. It says that in a
//! log of its own, without the marks of whoever gives it and without a word on the other members.

use std::path::Path;

use domain::event::{Event, Imported, LogHead};
use domain::id::{Digest, LogId, PersonId, SessionId};
use domain::log::Logged;
use domain::session::Author;
use serde::Serialize;
use store::{Batch, Log};
use sync::bundle::{Bundle, Kind};
use sync::envelope::Recipients;
use sync::session_key::SessionKey;

use super::pack::heads_of;
use super::{believe_own, closed, gather, recipients};
use crate::desk::{Desk, Open};
use crate::dialogs::Purpose;
use crate::failure::Failure;
use crate::files;
use crate::pens::{Pens, Written, receipt_logs};
use crate::view::session::count;

/// An acknowledgement written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Acknowledgement {
    /// Its name.
    pub file_name: String,
    /// The juror it is for.
    pub juror: PersonId,
    /// How many of their sealed sheets it says have arrived.
    pub sheets: u32,
    /// Its length.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub bytes: u64,
    /// Names its content for ever.
    pub bundle: Digest,
}

/// The bundle of a fact that no bundle brought: an acknowledgement.
pub(crate) const NO_BUNDLE: Digest = Digest([0; 32]);

impl Desk {
    /// Asks the person where to, and acknowledges; `None` when they gave up.
    ///
    /// # Errors
    /// As [`Desk::acknowledge`].
    pub fn acknowledge_chosen(&self, session: SessionId, juror: PersonId) -> Result<Option<Acknowledgement>, Failure> {
        let suggested = self.suggested_name(session)?;
        let Some(path) = self.dialogs.save_file(Purpose::Acknowledgement, &suggested) else { return Ok(None) };
        self.acknowledge(session, juror, &path).map(Some)
    }

    /// Tells `juror`, in the file at `to`, how far what they wrote on their own laptops has arrived on this one.
    ///
    /// # Errors
    /// When this laptop does not collect sheets, nothing of theirs has arrived, no store is open, or the file can't be written
    /// and read back.
    pub fn acknowledge(&self, session: SessionId, juror: PersonId, to: &Path) -> Result<Acknowledgement, Failure> {
        let (bytes, sheets) = self.with_open(|open| {
            let log = self.write_receipt(open, session, juror)?;
            let session_key = SessionKey::new(open.session_secret(session)?);
            let (dossier, book, device) = open.dossier(session)?;
            let addressed = recipients::everybody(&dossier.session, device, &session_key);
            let bundle = Bundle::new(Kind::Acknowledgement, session, device.public(), dossier.me, self.clock.now());
            let mut bundle = gather(book, device, bundle, |known| known.id == log, |_| true)?;
            bundle.blobs.clear();
            let arrivals = dossier.session.arrivals();
            let own = dossier.session.sheets.iter().filter(|((by, _), sheet)| *by == juror && arrivals.hold(sheet));
            let sheets = count(own.filter(|(_, sheet)| sheet.seal.shown().is_some()).count());
            Ok((closed(&bundle, device, &Recipients::Keys(addressed.keys))?, sheets))
        })?;
        let bundle = self.hand_over(to, &bytes, believe_own)?;
        Ok(Acknowledgement { file_name: files::name(to), juror, sheets, bytes: files::length(&bytes), bundle })
    }

    /// Writes how far `juror`'s logs are held here, unless it is written already; gives the log that says it.
    fn write_receipt(&self, open: &mut Open, id: SessionId, juror: PersonId) -> Result<LogId, Failure> {
        let entries = open.book.entries(id)?;
        let held = held_of(open, id, juror, &entries)?;
        let receipts = receipt_logs(&open.book, id, open.device.public())?;
        if let Some(log) = said_already(&receipts, &held, &entries) {
            return Ok(log);
        }
        let (enrolment, now) = (open.enrolment(id)?, self.clock.now());
        let secrets = open.book.secrets(id)?;
        let (dossier, book, device) = open.dossier(id)?;
        let (me, mut pens, mut written) =
            (dossier.me, Pens::read(id, &receipts, &entries, secrets), Written::default());
        if !pens.writes_as(me) {
            pens.open_log(me, device, enrolment.as_ref(), now, &*self.entropy, &mut written)?;
        }
        let fact = Imported { bundle: NO_BUNDLE, heads: held };
        pens.write(me, &Event::from(fact), now, &*self.entropy, &mut written)?;
        let batch = Batch {
            local: written.local_of_receipts(),
            heads: pens.head(me, device).into_iter().collect(),
            entries: written.entries.iter().map(|logged| logged.entry.clone()).collect(),
            logs: written.logs,
            ..Batch::default()
        };
        book.write(&batch)?;
        dossier.take(&written.entries);
        pens.log_of(me).ok_or(Failure::UnknownSession)
    }
}

/// How far the logs of `juror`'s own laptops are held here.
fn held_of(open: &mut Open, id: SessionId, juror: PersonId, entries: &[Logged]) -> Result<Vec<LogHead>, Failure> {
    let here = open.device.public();
    let dossier = open.dossier(id)?.0;
    let session = &dossier.session;
    if !session.collects(&Author { person: dossier.me, device: here, receiver: None }) {
        return Err(dossier.not_allowed().into());
    }
    let theirs = |log: &LogId| session.authors.get(log).is_some_and(|by| by.person == juror && by.device != here);
    let held: Vec<_> = heads_of(entries).into_iter().filter(|head| theirs(&head.log)).collect();
    if held.is_empty() { Err(Failure::BadInput { code: "nothing-arrived", args: Vec::new() }) } else { Ok(held) }
}

/// The log that says that much already.
fn said_already(receipts: &[Log], held: &[LogHead], entries: &[Logged]) -> Option<LogId> {
    let said = entries.iter().filter(|logged| receipts.iter().any(|log| log.id == logged.entry.header.log));
    let says_it = |logged: &&Logged| {
        let payload = logged.entry.payload.as_deref().unwrap_or_default();
        matches!(Event::decode(logged.entry.header.kind, payload), Ok(Event::Imported(fact)) if fact.heads == held)
    };
    said.filter(says_it).map(|logged| logged.entry.header.log).next()
}
