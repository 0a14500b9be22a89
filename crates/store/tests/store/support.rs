//! A desk to write at: a folder, a key, two jurors and their series. Not a place for assertions.

use std::path::PathBuf;

use domain::id::{DeviceKey, Digest, PersonId, SessionId, Signature, SubjectSecret};
use domain::log::{Clock, Entry, Head, Header, Logged, log_id};
use domain::time::Timestamp;
use rusqlite::Connection;
use store::{Batch, Book, Key, Log, Projection, Secret, ShelfRow};

pub(crate) const SESSION: SessionId = SessionId([2; 16]);
pub(crate) const LEA: [u8; 16] = [9; 16];
pub(crate) const LEA_SECRET: SubjectSecret = SubjectSecret([8; 32]);
pub(crate) const KEY: [u8; 32] = [7; 32];

/// A folder with room for a store.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.path("delibere.db")
    }

    pub(crate) fn create(&self) -> Book {
        Book::create(&self.store(), &key(), "Awa, process 1").unwrap()
    }

    pub(crate) fn open(&self) -> Book {
        Book::open(&self.store(), &key(), "Awa, process 2").unwrap()
    }

    /// A closed store where Awa wrote `count` entries.
    pub(crate) fn with_entries(count: u32) -> Self {
        let desk = Self::new();
        let written = desk.create().write(&awa_writes(count)).unwrap();
        assert_eq!(written.added, count as usize);
        desk
    }

    /// The store through SQLite alone, as a meddler with the key would open it.
    pub(crate) fn meddle(&self) -> Connection {
        let connection = Connection::open(self.store()).unwrap();
        connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", domain::id::to_hex(&KEY))).unwrap();
        connection
    }
}

pub(crate) fn key() -> Key {
    Key::new(KEY)
}

pub(crate) fn awa() -> Log {
    log(1)
}

pub(crate) fn bruno() -> Log {
    log(2)
}

fn log(who: u8) -> Log {
    let (device, person, epoch) = (DeviceKey([who; 32]), PersonId([who; 16]), [who; 16]);
    let id = log_id(device, SESSION, person, epoch);
    Log { id, device, session: SESSION, person, epoch, opened: Timestamp(1_000) }
}

pub(crate) fn awa_writes(count: u32) -> Batch {
    Batch { logs: vec![awa()], entries: series(&awa(), count, "mark"), ..Batch::default() }
}

/// The first `count` entries of a series; `word` makes the payloads of one branch differ from another's.
pub(crate) fn series(log: &Log, count: u32, word: &str) -> Vec<Entry> {
    let mut prev = Digest(log.id.0);
    (1..=count)
        .map(|seq| {
            let entry = Entry::new(header(log, seq, prev), format!("{word} {seq}").into_bytes(), None);
            prev = entry.hash();
            entry
        })
        .collect()
}

/// An entry about Léa, after `before`.
pub(crate) fn about_lea(log: &Log, before: Option<&Entry>, payload: &str) -> Entry {
    let (seq, prev) = before.map_or((1, Digest(log.id.0)), |entry| (entry.header.seq + 1, entry.hash()));
    let header = Header { subject: Some(LEA), ..header(log, seq, prev) };
    Entry::new(header, payload.as_bytes().to_vec(), Some(&LEA_SECRET))
}

/// An entry about nobody, after `before`.
pub(crate) fn about_nobody(log: &Log, before: Option<&Entry>, payload: &str) -> Entry {
    let (seq, prev) = before.map_or((1, Digest(log.id.0)), |entry| (entry.header.seq + 1, entry.hash()));
    Entry::new(header(log, seq, prev), payload.as_bytes().to_vec(), None)
}

pub(crate) fn lea_secret() -> Secret {
    Secret { session: SESSION, subject: LEA, secret: LEA_SECRET }
}

pub(crate) fn head(entry: &Entry) -> Head {
    Head { log: entry.header.log, seq: entry.header.seq, hash: entry.hash(), signature: Signature([6; 64]) }
}

/// A shelf that shows how many entries the session has.
pub(crate) fn fold(session: SessionId, entries: &[Logged]) -> Option<Projection> {
    let updated = entries.iter().map(|stored| stored.entry.header.clock.at()).max().unwrap_or_default();
    let figures = format!("{{\"entries\":{}}}", entries.len());
    let shelf = ShelfRow { session, name: "Session".to_owned(), state: "prepared".to_owned(), figures, updated };
    Some(Projection { shelf, people: Vec::new() })
}

/// A check of a store that keeps no projection.
pub(crate) fn no_projection(_: SessionId, _: &[Logged]) -> Option<Projection> {
    None
}

fn header(log: &Log, seq: u32, prev: Digest) -> Header {
    let clock = Clock(u64::from(seq) << 16);
    Header { log: log.id, seq, prev, clock, kind: 40, kind_version: 1, critical: false, subject: None }
}
