//! Stretches of a bundle: entries of one log that follow one another, kept as the file's own segments hold them. Their hashes were
//! computed when they were read; they are laid down one by one only where somebody needs to. Not a place that knows of
//! signatures, nor of what is held.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::id::{Digest, LogId, SubjectSecret};
use domain::log::{Clock, Logged};
use domain::session::stretch::{self, Clocks, Sort, Told};

use crate::frame::Cursor;
use crate::segment::{Body, Record, Records, read_record, unpack};

/// Entries of one log that follow one another, all of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    log: LogId,
    seq: u32,
    prev: Digest,
    hashes: Arc<[Digest]>,
    pieces: Vec<Piece>,
    summary: Summary,
}

/// Some of its entries, in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// How many they are.
    pub entries: usize,
    /// How long they are, laid down one after another, in bytes.
    pub raw: usize,
    /// They themselves, as a bundle lays entries down.
    pub bytes: Bytes,
}

/// Entries laid down one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// As they are.
    Plain(Vec<u8>),
    /// In one zstd frame.
    Frame(Vec<u8>),
}

/// What can be said of a stretch without reading it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) sort: Sort,
    /// Whom its payloads are about.
    pub(crate) subjects: BTreeSet<[u8; 16]>,
    /// The last of them: sheets come whole.
    last: Option<[u8; 16]>,
    /// How many entries came without their payload.
    pub(crate) withheld: u32,
    pub(crate) clocks: Clocks,
    pub(crate) earliest: Clock,
    pub(crate) latest: Clock,
    /// The latest of the clocks that were their own laptop's, and not taken from another entry.
    pub(crate) own: Option<Clock>,
}

impl Summary {
    fn new(sort: Sort, first: Clock) -> Self {
        let clocks = Clocks { first, last: first, rise: true };
        Self {
            sort,
            subjects: BTreeSet::new(),
            last: None,
            withheld: 0,
            clocks,
            earliest: first,
            latest: first,
            own: None,
        }
    }

    fn note(&mut self, clock: Clock) {
        self.clocks.rise &= self.clocks.last <= clock;
        self.clocks.last = clock;
        (self.earliest, self.latest) = (self.earliest.min(clock), self.latest.max(clock));
        if clock.0 & 0xffff == 0 {
            self.own = self.own.max(Some(clock));
        }
    }
}

impl stretch::Stretch for Stretch {
    fn sort(&self) -> Sort {
        self.summary.sort
    }

    fn log(&self) -> LogId {
        self.log
    }

    fn start(&self) -> (u32, Digest) {
        (self.seq, self.prev)
    }

    fn hashes(&self) -> &Arc<[Digest]> {
        &self.hashes
    }

    fn clocks(&self) -> Clocks {
        self.summary.clocks
    }

    fn each(&self, read: &mut dyn FnMut(Told<'_>)) -> Option<()> {
        self.each_record(|seq, hash, record| {
            let Record { clock, kind, critical, subject, ref body, .. } = *record;
            let payload = match body {
                Body::Payload(payload) => Some(*payload),
                Body::Leaf(_) => None,
            };
            read(Told { log: self.log, seq, clock, kind, critical, subject, payload, hash });
        })
    }
}

impl Stretch {
    /// How many entries it holds.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.hashes.len()
    }

    /// Place of its last entry.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.seq.saturating_add(u32::try_from(self.hashes.len() - 1).unwrap_or(u32::MAX))
    }

    /// The latest clock of an entry.
    #[must_use]
    pub fn latest(&self) -> Clock {
        self.summary.latest
    }

    /// The latest clock that was its own laptop's, and not taken from another entry.
    #[must_use]
    pub fn own_clock(&self) -> Option<Clock> {
        self.summary.own
    }

    pub(crate) fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Its entries, laid down one by one. `secrets` are those of the persons whose payloads are among them; `None` when one is
    /// missing.
    #[must_use]
    pub fn apart(&self, secrets: &BTreeMap<[u8; 16], SubjectSecret>) -> Option<Vec<Logged>> {
        let (mut entries, mut prev, mut whole) = (Vec::with_capacity(self.hashes.len()), self.prev, true);
        self.each_record(|seq, hash, record| {
            let entry = record.entry(self.log, seq, prev, secrets);
            whole &= entry.is_some();
            entries.extend(entry.map(|entry| Logged { hash, entry }));
            prev = hash;
        })?;
        whole.then_some(entries)
    }

    /// A run for the store, and the last entry, which comes apart; `None` when there is no other, or it can't be read any more.
    #[must_use]
    pub fn into_run(mut self, secrets: &BTreeMap<[u8; 16], SubjectSecret>) -> Option<(Run, Logged)> {
        let (last, before) = self.hashes.split_last()?;
        let (seq, prev, hash) = (self.last(), *before.last()?, *last);
        let piece = self.pieces.pop()?;
        let mut plain = piece.plain()?.into_owned();
        let mut cursor = Cursor::new(&plain, "entry");
        for _ in 1..piece.entries {
            read_record(&mut cursor).ok()?;
        }
        let left = cursor.left();
        let entry = read_record(&mut cursor).ok()?.entry(self.log, seq, prev, secrets)?;
        plain.truncate(plain.len() - left);
        if piece.entries > 1 {
            self.pieces.push(Piece { entries: piece.entries - 1, raw: plain.len(), bytes: Bytes::Plain(plain) });
        }
        let mut ends = before.iter();
        let end = |piece: Piece| Some((*ends.nth(piece.entries.checked_sub(1)?)?, piece));
        let pieces = self.pieces.into_iter().map(end).collect::<Option<Vec<_>>>()?;
        let Self { log, seq, prev, summary: Summary { subjects, .. }, .. } = self;
        Some((Run { log, seq, prev, pieces, subjects }, Logged { hash, entry }))
    }

    fn each_record(&self, mut read: impl FnMut(u32, Digest, &Record<'_>)) -> Option<()> {
        let (mut hashes, mut seq) = (self.hashes.iter(), self.seq);
        for piece in &self.pieces {
            let plain = piece.plain()?;
            let mut cursor = Cursor::new(&plain, "entry");
            while cursor.left() > 0 {
                read(seq, *hashes.next()?, &read_record(&mut cursor).ok()?);
                seq = seq.wrapping_add(1);
            }
        }
        hashes.next().is_none().then_some(())
    }
}

/// A stretch on its way to the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The log.
    pub log: LogId,
    /// Place of the first entry.
    pub seq: u32,
    /// The hash it follows.
    pub prev: Digest,
    /// The entries, in order: the hash of the last of each piece, and the piece.
    pub pieces: Vec<(Digest, Piece)>,
    /// The persons whose payloads are among them.
    pub subjects: BTreeSet<[u8; 16]>,
}

impl Piece {
    fn plain(&self) -> Option<Cow<'_, [u8]>> {
        match &self.bytes {
            Bytes::Plain(plain) => Some(Cow::Borrowed(plain)),
            Bytes::Frame(frame) => unpack(frame, self.raw).map(Cow::Owned),
        }
    }
}

/// A stretch that is being read.
pub(crate) struct Laying {
    log: LogId,
    seq: u32,
    prev: Digest,
    hashes: Vec<Digest>,
    pieces: Vec<Piece>,
    summary: Summary,
    /// Where the open piece begins in its segment, and how many entries it has.
    open: Option<(usize, usize)>,
}

/// What a stretch notes of an entry.
pub(crate) struct Noted {
    pub(crate) hash: Digest,
    pub(crate) clock: Clock,
    pub(crate) subject: Option<[u8; 16]>,
    pub(crate) withheld: bool,
    /// Where it begins in its segment.
    pub(crate) from: usize,
}

impl Laying {
    pub(crate) fn new(sort: Sort, log: LogId, seq: u32, prev: Digest, first: Clock) -> Self {
        let (hashes, pieces, summary) = (Vec::new(), Vec::new(), Summary::new(sort, first));
        Self { log, seq, prev, hashes, pieces, summary, open: None }
    }

    /// What it holds.
    pub(crate) fn sort(&self) -> Sort {
        self.summary.sort
    }

    /// One more entry.
    pub(crate) fn push(&mut self, noted: &Noted) {
        self.hashes.push(noted.hash);
        self.summary.note(noted.clock);
        self.summary.withheld += u32::from(noted.withheld);
        if let Some(subject) = noted.subject.filter(|_| !noted.withheld)
            && self.summary.last != Some(subject)
        {
            self.summary.subjects.insert(subject);
            self.summary.last = Some(subject);
        }
        self.open.get_or_insert((noted.from, 0)).1 += 1;
    }

    /// What is open ends at `to` in the segment that `records` reads.
    pub(crate) fn close(&mut self, records: &Records<'_>, to: usize) {
        if let Some((from, entries)) = self.open.take() {
            let (raw, bytes) = records.piece(from, to);
            self.pieces.push(Piece { entries, raw, bytes });
        }
    }

    /// All of it.
    pub(crate) fn done(self) -> Stretch {
        let Self { log, seq, prev, hashes, pieces, summary, .. } = self;
        Stretch { log, seq, prev, hashes: hashes.into(), pieces, summary }
    }
}
