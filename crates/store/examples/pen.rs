//! Appends entries to a store for as long as it lives and prints the place of each one the disk confirmed, so that something
//! else can kill it and look for them: `pen STORE`. A tool of the tests; it must not become a way to write a real store.

use std::io::Write;
use std::path::Path;

use domain::id::{DeviceKey, Digest, PersonId, SessionId};
use domain::log::{Clock, Entry, Header, log_id};
use domain::time::Timestamp;
use store::{Batch, Book, Failure, Key, Log, ShelfRow};

const SESSION: SessionId = SessionId([2; 16]);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: pen STORE")?;
    let mut book = open(Path::new(&path))?;
    let (device, person, epoch) = (DeviceKey([1; 32]), PersonId([3; 16]), [4; 16]);
    let log = Log {
        id: log_id(device, SESSION, person, epoch),
        device,
        session: SESSION,
        person,
        epoch,
        opened: Timestamp(0),
    };
    let (mut seq, mut prev) = match book.entries(SESSION)?.last() {
        Some(last) => (last.entry.header.seq, last.hash),
        None => (0, Digest(log.id.0)),
    };
    book.write(&Batch { logs: vec![log.clone()], ..Batch::default() })?;
    loop {
        seq += 1;
        let clock = Clock(u64::from(seq) << 16);
        let header = Header { log: log.id, seq, prev, clock, kind: 1, kind_version: 1, critical: false, subject: None };
        let entry = Entry::new(header, format!("mark {seq}").into_bytes(), None);
        prev = entry.hash();
        book.write(&Batch { entries: vec![entry], shelf: Some(shelf(seq)), ..Batch::default() })?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{seq}")?;
        out.flush()?;
    }
}

fn open(path: &Path) -> Result<Book, Failure> {
    let (key, writer) = (Key::new([7; 32]), format!("pen, process {}", std::process::id()));
    match Book::open(path, &key, &writer) {
        Err(Failure::Missing) => Book::create(path, &key, &writer),
        opened => opened,
    }
}

/// A projection that says how many entries there are, so that one can see both were written together.
fn shelf(seq: u32) -> ShelfRow {
    ShelfRow {
        session: SESSION,
        name: "Session".to_owned(),
        state: "prepared".to_owned(),
        figures: format!("{{\"entries\":{seq}}}"),
        updated: Timestamp(i64::from(seq)),
    }
}
