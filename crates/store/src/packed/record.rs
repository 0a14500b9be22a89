//! An entry as it lies in a segment: what its chain implies (log, place, previous hash, leaf of a payload that is there) is not
//! written. The layout is that of a bundle's entries (docs/formats/bundle.md §2). Not a place for compression.

use domain::id::{Digest, LogId, SubjectSecret};
use domain::log::{Clock, Entry, Header, Logged};

use super::Secrets;

const CRITICAL: u8 = 1;
const ABOUT: u8 = 2;
const WITHHELD: u8 = 4;

/// Lays an entry down.
pub(super) fn push(out: &mut Vec<u8>, entry: &Entry) {
    let header = &entry.header;
    let flags = if header.critical { CRITICAL } else { 0 }
        | if header.subject.is_some() { ABOUT } else { 0 }
        | if entry.payload.is_none() { WITHHELD } else { 0 };
    out.extend_from_slice(&header.clock.0.to_be_bytes());
    out.extend_from_slice(&header.kind.to_be_bytes());
    out.extend_from_slice(&[header.kind_version, flags]);
    out.extend_from_slice(header.subject.as_ref().map_or(&[], |subject| subject));
    match &entry.payload {
        Some(payload) => {
            out.extend_from_slice(&u32::try_from(payload.len()).unwrap_or(u32::MAX).to_be_bytes());
            out.extend_from_slice(payload);
        }
        None => out.extend_from_slice(&entry.leaf.0),
    }
}

/// Takes entries up again, one after another.
pub(super) struct Reading<'a> {
    pub(super) rest: &'a [u8],
    pub(super) log: LogId,
    pub(super) seq: u32,
    pub(super) prev: Digest,
    pub(super) secrets: &'a Secrets,
    /// The person the last entry was about, and their secret: sheets come whole.
    pub(super) last: Option<([u8; 16], SubjectSecret)>,
}

impl Reading<'_> {
    /// The next entry; `None` when the bytes are not one, or its person's secret is not there.
    pub(super) fn next(&mut self) -> Option<Logged> {
        let clock = Clock(u64::from_be_bytes(self.array()?));
        let kind = u16::from_be_bytes(self.array()?);
        let [kind_version, flags] = self.array()?;
        let critical = flags & CRITICAL != 0;
        let subject = if flags & ABOUT == 0 { None } else { Some(self.array()?) };
        let (log, seq, prev) = (self.log, self.seq, self.prev);
        let header = Header { log, seq, prev, clock, kind, kind_version, critical, subject };
        let entry = if flags & WITHHELD == 0 {
            let length = usize::try_from(u32::from_be_bytes(self.array()?)).ok()?;
            let (payload, rest) = self.rest.split_at_checked(length)?;
            self.rest = rest;
            let secret = match subject {
                Some(subject) => Some(self.secret(subject)?),
                None => None,
            };
            Entry::new(header, payload.to_vec(), secret.as_ref())
        } else {
            Entry { header, leaf: Digest(self.array()?), payload: None }
        };
        let logged = Logged::from(entry);
        (self.seq, self.prev) = (seq.checked_add(1)?, logged.hash);
        Some(logged)
    }

    fn secret(&mut self, subject: [u8; 16]) -> Option<SubjectSecret> {
        if let Some((_, secret)) = self.last.filter(|(last, _)| *last == subject) {
            return Some(secret);
        }
        let secret = *self.secrets.get(&subject)?;
        self.last = Some((subject, secret));
        Some(secret)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*taken)
    }
}
