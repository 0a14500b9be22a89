//! Long runs of entries, packed: a million marks by file are two hundred rows instead of a million. Only what follows itself in
//! one log is packed, and only as it came; whatever touches an entry of a run takes the run apart first (`rows`). Not a place
//! for what entries mean.

mod record;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Digest, LogId, SubjectSecret};
use domain::log::{Entry, Logged};

use self::record::{Reading, push};
use crate::failure::Failure;

pub(crate) use self::rows::{
    Covered, count, cover, in_the_way, logs, secrets, segments, take_apart, take_apart_about, write,
};

/// Secrets of a session's persons, by subject.
pub(crate) type Secrets = BTreeMap<[u8; 16], SubjectSecret>;

/// Fewer entries in a row are written one by one.
const SHORT: usize = 64;
/// Most entries in a segment.
const ENTRIES: usize = 4_096;
/// A segment is closed once it holds that many bytes, before compression.
const RAW: usize = 1 << 20;
/// Longest segment before compression: that, and one entry.
const LONGEST: usize = RAW + (5 << 20);
/// The level of compression: time counts more than the last tenth of room.
const LEVEL: i32 = 1;

/// Entries of one log, each of which follows the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The log.
    pub(crate) log: LogId,
    /// The entries, in order.
    pub(crate) segments: Vec<Segment>,
    /// The persons whose payloads are among them.
    pub(crate) subjects: BTreeSet<[u8; 16]>,
}

/// Some of them, in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Place of the first.
    pub(crate) seq: u32,
    /// Place of the last.
    pub(crate) last: u32,
    /// The hash the first follows.
    pub(crate) prev: Digest,
    /// The hash of the last.
    pub(crate) hash: Digest,
    /// Their length before compression (4 bytes), then one zstd frame.
    pub(crate) packed: Vec<u8>,
}

/// Entries of a run that are laid down already, as a bundle lays them down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laid {
    /// As they are.
    Plain(Vec<u8>),
    /// In one zstd frame, with their length before.
    Frame(usize, Vec<u8>),
}

impl Packed {
    /// A run of `log` that begins at `seq`, after `prev`, out of pieces that are laid down already: of each, how many entries it
    /// holds, at most 4,096 and 1 MiB, and the hash of the last. `subjects` are the persons whose payloads are among them.
    /// `None` when a piece can't be compressed.
    #[must_use]
    pub fn laid(
        log: LogId,
        seq: u32,
        prev: Digest,
        subjects: BTreeSet<[u8; 16]>,
        pieces: impl IntoIterator<Item = (u32, Digest, Laid)>,
    ) -> Option<Self> {
        let (mut segments, mut seq, mut prev) = (Vec::new(), seq, prev);
        for (entries, hash, laid) in pieces {
            let last = seq.checked_add(entries.checked_sub(1)?)?;
            segments.push(Segment { seq, last, prev, hash, packed: laid.packed()? });
            (seq, prev) = (last.checked_add(1)?, hash);
        }
        Some(Self { log, segments, subjects })
    }

    /// How many entries it holds.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.segments.iter().map(Segment::entries).sum()
    }

    /// Takes them out, in order. `secrets` are those of the persons whose payloads are among them.
    ///
    /// # Errors
    /// When a secret is missing.
    pub fn unpack(
        &self,
        secrets: &BTreeMap<[u8; 16], SubjectSecret>,
        mut each: impl FnMut(Logged),
    ) -> Result<(), Failure> {
        for segment in &self.segments {
            unpack(self.log, segment, secrets, |logged| {
                each(logged);
                Ok(())
            })?;
        }
        Ok(())
    }
}

impl Laid {
    /// The length before compression, and the frame.
    fn packed(self) -> Option<Vec<u8>> {
        let (length, frame) = match self {
            Self::Plain(raw) => (raw.len(), zstd::bulk::compress(&raw, LEVEL).ok()?),
            Self::Frame(length, frame) => (length, frame),
        };
        Some([&u32::try_from(length).ok()?.to_be_bytes()[..], &frame].concat())
    }
}

impl Segment {
    pub(crate) fn entries(&self) -> usize {
        usize::try_from(self.last - self.seq).unwrap_or(usize::MAX).saturating_add(1)
    }
}

/// Packs the long runs among `entries`; what is short, and the last entry of each run, which a head may name, stays as it is.
#[must_use]
pub fn pack(entries: Vec<Logged>) -> (Vec<Packed>, Vec<Entry>) {
    let (mut packed, mut rest) = (Vec::new(), Vec::new());
    for run in entries.chunk_by(follows) {
        let whole = run.split_last().filter(|(_, before)| before.len() >= SHORT);
        match whole.and_then(|(last, before)| Some((last, packed_run(before)?))) {
            Some((last, run)) => {
                packed.push(run);
                rest.push(last.entry.clone());
            }
            None => rest.extend(run.iter().map(|logged| logged.entry.clone())),
        }
    }
    (packed, rest)
}

fn follows(one: &Logged, next: &Logged) -> bool {
    let (header, before) = (&next.entry.header, &one.entry.header);
    header.log == before.log && header.prev == one.hash && before.seq.checked_add(1) == Some(header.seq)
}

fn packed_run(run: &[Logged]) -> Option<Packed> {
    let mut compressor = zstd::bulk::Compressor::new(LEVEL).ok()?;
    let log = run.first()?.entry.header.log;
    let (mut segments, mut subjects, mut raw) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut first: Option<&Logged> = None;
    for (place, logged) in run.iter().enumerate() {
        let header = &logged.entry.header;
        let begun = *first.get_or_insert(logged);
        push(&mut raw, &logged.entry);
        if logged.entry.payload.is_some() {
            subjects.extend(header.subject);
        }
        let held = usize::try_from(header.seq - begun.entry.header.seq).ok()? + 1;
        if held == ENTRIES || raw.len() >= RAW || place + 1 == run.len() {
            let length = u32::try_from(raw.len()).ok()?;
            let packed = [&length.to_be_bytes()[..], &compressor.compress(&raw).ok()?].concat();
            let (seq, prev) = (begun.entry.header.seq, begun.entry.header.prev);
            segments.push(Segment { seq, last: header.seq, prev, hash: logged.hash, packed });
            raw.clear();
            first = None;
        }
    }
    Some(Packed { log, segments, subjects })
}

/// Takes the entries of a segment out, in order.
pub(crate) fn unpack(
    log: LogId,
    segment: &Segment,
    secrets: &Secrets,
    mut each: impl FnMut(Logged) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let damaged = || Failure::Damaged(format!("the segment at {} of log {log} can't be read", segment.seq));
    let raw = decompress(&segment.packed).ok_or_else(damaged)?;
    let mut reading = Reading { rest: &raw, log, seq: segment.seq, prev: segment.prev, secrets, last: None };
    for _ in 0..segment.entries() {
        each(reading.next().ok_or_else(damaged)?)?;
    }
    if reading.rest.is_empty() && reading.prev == segment.hash { Ok(()) } else { Err(damaged()) }
}

fn decompress(packed: &[u8]) -> Option<Vec<u8>> {
    let (length, frame) = packed.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= LONGEST)?;
    zstd::bulk::decompress(frame, length).ok().filter(|raw| raw.len() == length)
}
