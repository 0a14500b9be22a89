//! What goes into the book and comes out of it, as plain values. Not a place for SQL, nor for what a payload means.

use domain::id::{CandidateId, DeviceKey, Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::{Entry, Head};
use domain::time::Timestamp;

use crate::packed::Packed;

/// A series of entries: who writes it, on which device, in which session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Its id, that of the four fields below (`domain::log::log_id`).
    pub id: LogId,
    /// The device that writes it.
    pub device: DeviceKey,
    /// The session it belongs to.
    pub session: SessionId,
    /// The person who writes it.
    pub person: PersonId,
    /// Which life of the device: a restored or cloned laptop opens another.
    pub epoch: [u8; 16],
    /// When this store first met it.
    pub opened: Timestamp,
}

/// The secret that salts the payloads about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The session.
    pub session: SessionId,
    /// The person (candidate or juror) the payloads are about.
    pub subject: [u8; 16],
    /// The secret.
    pub secret: SubjectSecret,
}

/// A person whose payloads are to be erased, for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Erasure {
    /// The session.
    pub session: SessionId,
    /// The person, as entries name them.
    pub subject: [u8; 16],
}

/// A document of a session, under its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// The digest its readers know it by.
    pub digest: Digest,
    /// The session.
    pub session: SessionId,
    /// Its media type.
    pub media: String,
    /// Its bytes, 50 MiB at most.
    pub bytes: Vec<u8>,
}

/// The report of one import, kept as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleReport {
    /// Digest of the file.
    pub digest: Digest,
    /// The session it was for.
    pub session: SessionId,
    /// When it was imported.
    pub imported_at: Timestamp,
    /// The report, in JSON.
    pub summary: String,
}

/// One session as the list of sessions shows it. A projection: it is rebuilt from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfRow {
    /// The session.
    pub session: SessionId,
    /// Its name.
    pub name: String,
    /// The code of its state.
    pub state: String,
    /// Its figures, in JSON.
    pub figures: String,
    /// When it last changed, by the log.
    pub updated: Timestamp,
}

/// One candidate as the search finds them. A projection: it is rebuilt from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The session.
    pub session: SessionId,
    /// The candidate.
    pub candidate: CandidateId,
    /// Their number, as printed.
    pub number: String,
    /// Their name as it is searched: the caller folds case and accents, here and in the search alike.
    pub folded: String,
    /// What the list shows of them, in JSON.
    pub card: String,
}

/// Everything the store derives from one session's entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// The session's line on the shelf.
    pub shelf: ShelfRow,
    /// Its candidates, in any order.
    pub people: Vec<PersonRow>,
}

/// What a batch says of a session's candidates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum People {
    /// Nothing changed.
    #[default]
    Unchanged,
    /// Those rows are new or changed, the others stay.
    Changed(Vec<PersonRow>),
    /// Those rows replace every row of the session.
    All(SessionId, Vec<PersonRow>),
}

/// What is written in one transaction: all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// Logs the store may not know yet; one it knows is left as it is.
    pub logs: Vec<Log>,
    /// Persons to erase: their payloads and secrets go, those of this batch too. One erased already stays so.
    pub erasures: Vec<Erasure>,
    /// Entries, in any order; one it knows is left as it is.
    pub entries: Vec<Entry>,
    /// Long runs of entries, as [`crate::pack`] makes them.
    pub packed: Vec<Packed>,
    /// Signed heads; of a series without fork, the last one is kept.
    pub heads: Vec<Head>,
    /// Secrets of persons; one of an erased person is left out.
    pub secrets: Vec<Secret>,
    /// Documents.
    pub blobs: Vec<Blob>,
    /// The report of the import this batch comes from.
    pub bundle: Option<BundleReport>,
    /// The session's line on the shelf.
    pub shelf: Option<ShelfRow>,
    /// The session's candidates.
    pub people: People,
    /// This device's own things, to be set.
    pub local: Vec<(String, Vec<u8>)>,
}

/// What a batch changed, once the disk has confirmed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Entries that are new.
    pub added: usize,
    /// Entries that were there.
    pub known: usize,
    /// Payloads that an erasure took away.
    pub erased: usize,
    /// New entries that stand beside another at the same place of their log.
    pub forks: usize,
    /// Whether a report of that bundle was there; it was left as it was.
    pub bundle_known: bool,
}
