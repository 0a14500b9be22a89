//! What this device writes with in one session: where each of its logs stands, the clock, the secrets. It makes entries;
//! it neither decides nor stores them.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Enrolment, Event, LogHead, LogOpened};
use domain::id::{DeviceKey, Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::{self, Clock, Entry, Header, Logged};
use domain::time::Timestamp;
use store::Book;
use sync::device::SigningKey;

use crate::desk::own_log_key;
use crate::entropy::{Entropy, random};
use crate::failure::Failure;

/// Name and version of this program, as logs say who wrote them.
pub const SOFTWARE: &str = concat!("Délibéré ", env!("CARGO_PKG_VERSION"));

/// The logs of one device in one session.
#[derive(Debug, Clone)]
pub struct Pens {
    session: SessionId,
    /// Where each log stands, by the person who writes it.
    pens: BTreeMap<PersonId, Pen>,
    /// The newest clock of any entry.
    clock: Clock,
    /// Secrets of the persons payloads are about.
    secrets: BTreeMap<[u8; 16], SubjectSecret>,
}

#[derive(Debug, Clone, Copy)]
struct Pen {
    log: LogId,
    seq: u32,
    tip: Digest,
}

/// The logs among `own` in which two entries follow the same one: an image of this store, or the store before it was
/// restored, wrote on.
fn forked(own: &BTreeMap<LogId, PersonId>, entries: &[Logged]) -> BTreeSet<LogId> {
    let mut followed: BTreeSet<(LogId, Digest)> = BTreeSet::new();
    let headers = entries.iter().map(|logged| &logged.entry.header).filter(|header| own.contains_key(&header.log));
    headers.filter(|header| !followed.insert((header.log, header.prev))).map(|header| header.log).collect()
}

/// What the store keeps under [`own_log_key`] of a log that it writes.
const WRITES: &[u8] = b"1";
/// What it keeps of one that it writes no more: the store was put back or copied, and somebody else may write on in it.
const CLOSED: &[u8] = b"closed";

/// What it keeps of one in which it writes what it received, and nothing else: a receipt travels without the marks of whoever
/// gives it.
const RECEIPTS: &[u8] = b"receipts";

/// What closes every log that the store `book` writes: the next write opens new ones.
///
/// # Errors
/// When the disk fails.
pub(crate) fn closures(book: &Book, device: DeviceKey) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut closures = Vec::new();
    for session in book.sessions()? {
        let own = own_logs(book, session, device)?.into_iter().chain(receipt_logs(book, session, device)?);
        closures.extend(own.map(|log| (own_log_key(log.id), CLOSED.to_vec())));
    }
    Ok(closures)
}

/// The logs of a session that the store `book` opened itself and still writes.
///
/// # Errors
/// When the disk fails.
pub(crate) fn own_logs(book: &Book, session: SessionId, device: DeviceKey) -> Result<Vec<store::Log>, Failure> {
    logs_kept_as(WRITES, book, session, device)
}

/// The log, if any, in which the store `book` writes what it received and nothing else.
///
/// # Errors
/// When the disk fails.
pub(crate) fn receipt_logs(book: &Book, session: SessionId, device: DeviceKey) -> Result<Vec<store::Log>, Failure> {
    logs_kept_as(RECEIPTS, book, session, device)
}

fn logs_kept_as(what: &[u8], book: &Book, session: SessionId, device: DeviceKey) -> Result<Vec<store::Log>, Failure> {
    let mut own = Vec::new();
    for log in book.logs(session)?.into_iter().filter(|log| log.device == device) {
        if book.local(&own_log_key(log.id))?.as_deref() == Some(what) {
            own.push(log);
        }
    }
    Ok(own)
}

/// What a write adds to the book, ready to be stored.
#[derive(Debug, Default)]
pub struct Written {
    /// New logs.
    pub logs: Vec<store::Log>,
    /// New entries, in order.
    pub entries: Vec<Logged>,
    /// New secrets.
    pub secrets: Vec<store::Secret>,
}

impl Written {
    /// What the store keeps of its own: which logs it opened.
    pub(crate) fn local(&self) -> Vec<(String, Vec<u8>)> {
        self.logs.iter().map(|log| (own_log_key(log.id), WRITES.to_vec())).collect()
    }

    /// The same for receipts.
    pub(crate) fn local_of_receipts(&self) -> Vec<(String, Vec<u8>)> {
        self.logs.iter().map(|log| (own_log_key(log.id), RECEIPTS.to_vec())).collect()
    }

    pub(crate) fn lengths(&self) -> [usize; 3] {
        [self.logs.len(), self.entries.len(), self.secrets.len()]
    }

    pub(crate) fn shorten(&mut self, [logs, entries, secrets]: [usize; 3]) {
        self.logs.truncate(logs);
        self.entries.truncate(entries);
        self.secrets.truncate(secrets);
    }
}

impl Pens {
    /// No log yet.
    #[must_use]
    pub fn new(session: SessionId) -> Self {
        Self { session, pens: BTreeMap::new(), clock: Clock::default(), secrets: BTreeMap::new() }
    }

    /// The store's `own` logs, as `entries` leave them. A log that forked is written no more: what came after one branch
    /// would hide the other.
    #[must_use]
    pub fn read(session: SessionId, own: &[store::Log], entries: &[Logged], secrets: Vec<store::Secret>) -> Self {
        let mut own: BTreeMap<LogId, PersonId> = own.iter().map(|log| (log.id, log.person)).collect();
        for log in forked(&own, entries) {
            own.remove(&log);
        }
        let mut pens: BTreeMap<PersonId, Pen> = BTreeMap::new();
        for logged in entries {
            let header = &logged.entry.header;
            let Some(person) = own.get(&header.log) else { continue };
            let pen = Pen { log: header.log, seq: header.seq, tip: logged.hash };
            let known = pens.entry(*person).or_insert(pen);
            if pen.seq > known.seq {
                *known = pen;
            }
        }
        let clock = entries.iter().map(|logged| logged.entry.header.clock).max().unwrap_or_default();
        let secrets = secrets.into_iter().map(|secret| (secret.subject, secret.secret)).collect();
        Self { session, pens, clock, secrets }
    }

    /// Entries of others arrived, the newest of that clock, and secrets with them.
    pub(crate) fn hear(&mut self, clock: Option<Clock>, secrets: &BTreeMap<[u8; 16], SubjectSecret>) {
        self.clock = self.clock.max(clock.unwrap_or_default());
        self.secrets.extend(secrets.iter().map(|(subject, secret)| (*subject, *secret)));
    }

    /// Whether this device has a log of `person`.
    #[must_use]
    pub fn writes_as(&self, person: PersonId) -> bool {
        self.pens.contains_key(&person)
    }

    /// The log in which this device writes as `person`.
    #[must_use]
    pub fn log_of(&self, person: PersonId) -> Option<LogId> {
        self.pens.get(&person).map(|pen| pen.log)
    }

    /// How far each log has come.
    #[must_use]
    pub fn heads(&self) -> Vec<LogHead> {
        self.pens.values().map(|pen| LogHead { log: pen.log, seq: pen.seq, hash: pen.tip }).collect()
    }

    /// Where `person`'s log stands: which, and its last entry.
    #[must_use]
    pub fn place(&self, person: PersonId) -> Option<(LogId, u32)> {
        self.pens.get(&person).map(|pen| (pen.log, pen.seq))
    }

    /// Opens a log of `person` on this device.
    ///
    /// # Errors
    /// When there are no random bytes to be had.
    pub fn open_log(
        &mut self,
        person: PersonId,
        device: &SigningKey,
        enrolment: Option<&SigningKey>,
        now: Timestamp,
        entropy: &dyn Entropy,
        written: &mut Written,
    ) -> Result<(), Failure> {
        let (session, epoch) = (self.session, random::<16>(entropy)?);
        let log = log::log_id(device.public(), session, person, epoch);
        self.pens.insert(person, Pen { log, seq: 0, tip: Digest(log.0) });
        written.logs.push(store::Log { id: log, device: device.public(), session, person, epoch, opened: now });
        let enrolment = enrolment.map(|key| Enrolment { key: key.public(), signature: key.sign_enrolment(log) });
        let fact = LogOpened {
            session,
            person,
            device: device.public(),
            epoch,
            enrolment,
            software: SOFTWARE.into(),
            receiver: Some(device.receiver().public()),
        };
        self.write(person, &fact.into(), now, entropy, written)
    }

    /// Writes one fact in `person`'s log, which must be open.
    ///
    /// # Errors
    /// When the log is not open, or there are no random bytes to be had.
    pub fn write(
        &mut self,
        person: PersonId,
        event: &Event,
        now: Timestamp,
        entropy: &dyn Entropy,
        written: &mut Written,
    ) -> Result<(), Failure> {
        let subject = event.subject();
        let secret = subject.map(|subject| self.secret(subject, entropy, written)).transpose()?;
        let clock = self.clock.next(now);
        let pen = self.pens.get_mut(&person).ok_or(Failure::UnknownSession)?;
        let header = Header {
            log: pen.log,
            seq: pen.seq + 1,
            prev: pen.tip,
            clock,
            kind: event.kind(),
            kind_version: 1,
            critical: event.is_critical(),
            subject,
        };
        let logged = Logged::from(Entry::new(header, event.encode(), secret.as_ref()));
        *pen = Pen { log: pen.log, seq: pen.seq + 1, tip: logged.hash };
        self.clock = clock;
        written.entries.push(logged);
        Ok(())
    }

    /// The head of `person`'s log, signed.
    #[must_use]
    pub fn head(&self, person: PersonId, device: &SigningKey) -> Option<log::Head> {
        let pen = self.pens.get(&person)?;
        Some(device.sign_head(self.session, pen.log, pen.seq, pen.tip))
    }

    fn secret(
        &mut self,
        subject: [u8; 16],
        entropy: &dyn Entropy,
        written: &mut Written,
    ) -> Result<SubjectSecret, Failure> {
        if let Some(secret) = self.secrets.get(&subject) {
            return Ok(*secret);
        }
        let secret = SubjectSecret(random(entropy)?);
        self.secrets.insert(subject, secret);
        written.secrets.push(store::Secret { session: self.session, subject, secret });
        Ok(secret)
    }
}
