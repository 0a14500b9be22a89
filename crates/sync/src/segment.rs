//! Entries in segments: packed until 4,096 entries or 1 MiB, each segment one zstd frame. What the chain implies (log, place,
//! previous hash, leaf of a payload that is there) is not written. Not a place that knows of logs or of signatures.

use std::io::Read;

use std::collections::BTreeMap;

use domain::id::{Digest, LogId, SubjectSecret};
use domain::log::{Clock, Entry, Header};

use crate::frame::{Cursor, push_length, push_sized};
use crate::limits;
use crate::refused::{Limit, Refused};
use crate::stretch::Bytes;

const LEVEL: i32 = 3;
/// Largest window a segment may demand while it is decompressed: 2 to this power, in bytes.
const WINDOW: u32 = 23;

const CRITICAL: u8 = 1;
const ABOUT: u8 = 2;
const WITHHELD: u8 = 4;

/// One entry as it stands in a segment.
pub(crate) struct Record<'a> {
    pub(crate) clock: Clock,
    pub(crate) kind: u16,
    pub(crate) kind_version: u8,
    pub(crate) critical: bool,
    pub(crate) subject: Option<[u8; 16]>,
    pub(crate) body: Body<'a>,
}

/// The payload, or the leaf that stands for it.
#[derive(Clone, Copy)]
pub(crate) enum Body<'a> {
    Payload(&'a [u8]),
    Leaf(Digest),
}

impl Record<'_> {
    /// Its header, in its place.
    pub(crate) fn header(&self, log: LogId, seq: u32, prev: Digest) -> Header {
        let Self { clock, kind, kind_version, critical, subject, .. } = *self;
        Header { log, seq, prev, clock, kind, kind_version, critical, subject }
    }

    /// The entry, in its place; `None` when the secret of the person it is about is missing.
    pub(crate) fn entry(
        &self,
        log: LogId,
        seq: u32,
        prev: Digest,
        secrets: &BTreeMap<[u8; 16], SubjectSecret>,
    ) -> Option<Entry> {
        let header = self.header(log, seq, prev);
        match (self.body, self.subject) {
            (Body::Leaf(leaf), _) => Some(Entry { header, leaf, payload: None }),
            (Body::Payload(payload), None) => Some(Entry::new(header, payload.to_vec(), None)),
            (Body::Payload(payload), Some(subject)) => {
                Some(Entry::new(header, payload.to_vec(), Some(secrets.get(&subject)?)))
            }
        }
    }
}

/// Writes entries in segments.
#[derive(Default)]
pub(crate) struct Packer {
    done: Vec<u8>,
    open: Vec<u8>,
    count: u32,
    raw: usize,
}

impl Packer {
    /// Adds an entry; `false` when the compressor failed.
    pub(crate) fn push(&mut self, entry: &Entry) -> bool {
        let record = record(entry);
        let fits = self.count < limits::SEGMENT_ENTRIES && self.open.len() + record.len() <= limits::SEGMENT;
        let closed = fits || self.count == 0 || self.close();
        self.open.extend_from_slice(&record);
        self.count += 1;
        closed
    }

    /// The segments, once every entry is in, and their length before compression; `None` when the compressor failed.
    pub(crate) fn finish(mut self) -> Option<(Vec<u8>, usize)> {
        let closed = self.count == 0 || self.close();
        closed.then_some((self.done, self.raw))
    }

    fn close(&mut self) -> bool {
        let Ok(packed) = zstd::bulk::compress(&self.open, LEVEL) else { return false };
        self.raw += self.open.len();
        push_length(&mut self.done, self.open.len());
        push_sized(&mut self.done, &packed);
        self.open.clear();
        self.count = 0;
        true
    }
}

fn record(entry: &Entry) -> Vec<u8> {
    let header = &entry.header;
    let mut flags = if header.critical { CRITICAL } else { 0 };
    flags |= if header.subject.is_some() { ABOUT } else { 0 };
    flags |= if entry.payload.is_none() { WITHHELD } else { 0 };
    let mut out = Vec::with_capacity(64);
    out.extend_from_slice(&header.clock.0.to_be_bytes());
    out.extend_from_slice(&header.kind.to_be_bytes());
    out.extend_from_slice(&[header.kind_version, flags]);
    out.extend_from_slice(header.subject.as_ref().map_or(&[], |subject| subject));
    match &entry.payload {
        Some(payload) => push_sized(&mut out, payload),
        None => out.extend_from_slice(&entry.leaf.0),
    }
    out
}

/// Reads entries from their segments, one after another, within the limits.
pub(crate) struct Records<'a> {
    segments: Cursor<'a>,
    /// The open segment as it came, and unpacked.
    frame: &'a [u8],
    open: Vec<u8>,
    at: usize,
    count: u32,
    raw: usize,
}

impl<'a> Records<'a> {
    /// Reads `segments`; `raw` bytes of content were read before them.
    pub(crate) fn new(segments: &'a [u8], raw: usize) -> Self {
        let segments = Cursor::new(segments, "segments");
        Self { segments, frame: &[], open: Vec::new(), at: 0, count: 0, raw }
    }

    /// The next entry.
    pub(crate) fn next(&mut self) -> Result<Record<'_>, Refused> {
        // One layout per content: a segment is closed because it is full, never before.
        let (count, length, opens) = (self.count, self.open.len(), self.is_at_the_end());
        if opens {
            self.open()?;
        }
        let mut cursor = Cursor::new(self.open.get(self.at..).unwrap_or_default(), "entry");
        let left = cursor.left();
        let record = read_record(&mut cursor)?;
        self.at += left - cursor.left();
        self.count += 1;
        let overfull = self.count > limits::SEGMENT_ENTRIES || (self.count > 1 && self.at > limits::SEGMENT);
        let was_full = !opens || count == 0 || count == limits::SEGMENT_ENTRIES || length + self.at > limits::SEGMENT;
        if overfull || !was_full { Err(self.segments.malformed()) } else { Ok(record) }
    }

    /// Where the next entry begins in the open segment.
    pub(crate) fn at(&self) -> usize {
        if self.is_at_the_end() { 0 } else { self.at }
    }

    /// Whether the open segment was read to its end.
    pub(crate) fn is_at_the_end(&self) -> bool {
        self.at == self.open.len()
    }

    /// Entries of the open segment, where they begin and end in it: their length, and they themselves. A whole segment is
    /// given as it came.
    pub(crate) fn piece(&self, from: usize, to: usize) -> (usize, Bytes) {
        if (from, to) == (0, self.open.len()) {
            return (self.open.len(), Bytes::Frame(self.frame.to_vec()));
        }
        let plain = self.open.get(from..to).unwrap_or_default();
        (plain.len(), Bytes::Plain(plain.to_vec()))
    }

    /// Where what was read of the open segment ends in it.
    pub(crate) fn read(&self) -> usize {
        self.at
    }

    /// That every entry was read.
    pub(crate) fn end(self) -> Result<(), Refused> {
        if self.is_at_the_end() { self.segments.end() } else { Err(self.segments.malformed()) }
    }

    fn open(&mut self) -> Result<(), Refused> {
        let length = self.segments.length()?;
        let packed = self.segments.length()?;
        let packed = self.segments.take(packed)?;
        self.raw = self.raw.saturating_add(length);
        if self.raw > limits::RAW || length > limits::OPENING_PAYLOAD + 64 {
            return Err(Refused::TooLarge { limit: Limit::Raw });
        }
        self.open = unpack(packed, length).ok_or(self.segments.malformed())?;
        (self.frame, self.at, self.count) = (packed, 0, 0);
        Ok(())
    }
}

pub(crate) fn read_record<'a>(cursor: &mut Cursor<'a>) -> Result<Record<'a>, Refused> {
    let clock = Clock(cursor.u64()?);
    let kind = cursor.u16()?;
    let kind_version = cursor.u8()?;
    let flags = cursor.u8()?;
    if flags & !(CRITICAL | ABOUT | WITHHELD) != 0 {
        return Err(cursor.malformed());
    }
    let subject = if flags & ABOUT == 0 { None } else { Some(cursor.array()?) };
    let body = if flags & WITHHELD == 0 {
        let length = cursor.length()?;
        if length > limits::payload(kind) {
            return Err(Refused::TooLarge { limit: Limit::Payload });
        }
        Body::Payload(cursor.take(length)?)
    } else {
        Body::Leaf(Digest(cursor.array()?))
    };
    // Only what is about a person can be erased or kept back: nothing else may go missing unseen.
    if subject.is_none() && matches!(body, Body::Leaf(_)) {
        return Err(cursor.malformed());
    }
    Ok(Record { clock, kind, kind_version, critical: flags & CRITICAL != 0, subject, body })
}

/// Decompresses one frame of exactly `length` bytes, and stops one byte later whatever it holds.
pub(crate) fn unpack(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(packed).ok()?.single_frame();
    decoder.window_log_max(WINDOW).ok()?;
    let mut out = Vec::new();
    let most = u64::try_from(length).ok()?.checked_add(1)?;
    Read::by_ref(&mut decoder).take(most).read_to_end(&mut out).ok()?;
    (out.len() == length && decoder.finish().is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(length: usize, content: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        push_length(&mut out, length);
        push_sized(&mut out, &zstd::bulk::compress(content, LEVEL).unwrap());
        out
    }

    fn next(bytes: &[u8]) -> Result<(), Refused> {
        Records::new(bytes, 0).next().map(drop)
    }

    #[test]
    fn a_bomb_is_stopped_at_the_length_it_declared() {
        let bomb = segments(limits::SEGMENT, &vec![0; 64 << 20]);
        assert!(bomb.len() < 10_000);
        assert_eq!(next(&bomb).err(), Some(Refused::Malformed { part: "segments" }));
        let honest = segments(64 << 20, &vec![0; 64 << 20]);
        assert_eq!(next(&honest).err(), Some(Refused::TooLarge { limit: Limit::Raw }));
    }

    #[test]
    fn the_sum_of_segments_is_limited_too() {
        let segment = segments(1024, &[0; 1024]);
        let mut records = Records::new(&segment, limits::RAW - 1023);
        assert_eq!(records.next().err(), Some(Refused::TooLarge { limit: Limit::Raw }));
    }

    #[test]
    fn a_frame_followed_by_anything_is_refused() {
        let (mut out, mut record) = (Vec::new(), vec![0; 12]);
        push_sized(&mut record, b"");
        let frame = zstd::bulk::compress(&record, LEVEL).unwrap();
        for after in [&[][..], &[0], &zstd::bulk::compress(b"", LEVEL).unwrap()] {
            out.clear();
            push_length(&mut out, record.len());
            push_sized(&mut out, &[&frame, after].concat());
            assert_eq!(next(&out).is_ok(), after.is_empty());
        }
    }

    #[test]
    fn a_length_beyond_the_bytes_takes_nothing() {
        assert!(next(&[0xff; 8]).is_err());
        let mut short = segments(20, &[0; 20]);
        short.truncate(short.len() - 1);
        assert!(next(&short).is_err());
    }

    #[test]
    fn a_long_payload_is_refused_by_name() {
        let mut record = vec![0; 12];
        push_sized(&mut record, &vec![1; limits::PAYLOAD + 1]);
        let refused = next(&segments(record.len(), &record)).err();
        assert_eq!(refused, Some(Refused::TooLarge { limit: Limit::Payload }));
    }

    #[test]
    fn a_payload_about_nobody_cannot_be_kept_back() {
        let mut record = vec![0; 12];
        record[11] = WITHHELD;
        record.extend([0; 32]);
        assert!(next(&segments(record.len(), &record)).is_err());
        record[11] = WITHHELD | ABOUT;
        record.extend([0; 16]);
        assert!(next(&segments(record.len(), &record)).is_ok());
    }

    #[test]
    fn an_unknown_flag_is_refused() {
        let mut record = vec![0; 16];
        record[11] = 8;
        assert!(next(&segments(record.len(), &record)).is_err());
    }
}
