//! The log's entries: their header, their hash chain, their payload kept detachable. The bytes laid down here are frozen
//! and documented in docs/formats/log.md; a change is a new `FORMAT`, read beside the old one for ever.
//! Not a place for signatures (`sync`), for storage (`store`) or for what the payloads mean (`event`).

use std::sync::LazyLock;

use blake3::hazmat::{ContextKey, HasherExt as _, hash_derive_key_context};
use serde::{Deserialize, Serialize};

use crate::id::{DeviceKey, Digest, LogId, PersonId, SessionId, Signature, SubjectSecret};
use crate::time::Timestamp;

/// Version of the header's layout.
pub const FORMAT: u8 = 1;
/// Length of an encoded header, in bytes.
pub const HEADER_LENGTH: usize = 97;
/// Longest payload, in bytes (64 KiB, but for the two documents a session opens with).
pub const PAYLOAD_LIMIT: usize = 4 << 20;

const ENTRY_CONTEXT: &str = "delibere 2026 log entry v1";
const LEAF_CONTEXT: &str = "delibere 2026 log leaf v1";
const SALT_CONTEXT: &str = "delibere 2026 log salt v1";
/// Keys of the contexts that every entry needs: derived once, not once an entry.
static ENTRY_KEY: LazyLock<ContextKey> = LazyLock::new(|| hash_derive_key_context(ENTRY_CONTEXT));
static LEAF_KEY: LazyLock<ContextKey> = LazyLock::new(|| hash_derive_key_context(LEAF_CONTEXT));
static SALT_KEY: LazyLock<ContextKey> = LazyLock::new(|| hash_derive_key_context(SALT_CONTEXT));

const LOG_CONTEXT: &str = "delibere 2026 log id v1";

/// A hybrid clock: milliseconds since 1970 (48 bits) and a counter (16 bits). It orders what people read and decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct Clock(pub u64);

/// A remote clock may push ours by one day at most, so that a wrong year on one laptop does not spread.
const CLOCK_LEAD: u64 = 24 * 3_600_000;

impl Clock {
    /// The clock of an entry written at `now` after one of clock `last`.
    #[must_use]
    pub fn next(self, now: Timestamp) -> Self {
        let wall = u64::try_from(now.0).unwrap_or(0).min((1 << 48) - 1);
        let last = Self(self.0.min((wall.saturating_add(CLOCK_LEAD)) << 16));
        Self((wall << 16).max(last.0.saturating_add(1)))
    }

    /// The instant it shows.
    #[must_use]
    pub fn at(self) -> Timestamp {
        Timestamp(i64::try_from(self.0 >> 16).unwrap_or(i64::MAX))
    }
}

/// What an entry says about itself; its bytes are hashed in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The series it belongs to.
    pub log: LogId,
    /// Its place in the series, from 1.
    pub seq: u32,
    /// Hash of the entry before; of a first entry, the log's own id.
    pub prev: Digest,
    /// When it was written, by the laptop's clock.
    pub clock: Clock,
    /// Kind of event (`event::Event::kind`).
    pub kind: u16,
    /// Version of that kind's payload.
    pub kind_version: u8,
    /// Whether a program that does not know the kind must stop writing to the session.
    pub critical: bool,
    /// The person (candidate or juror) the payload is about; its payload can be erased.
    pub subject: Option<[u8; 16]>,
}

impl Header {
    /// The header's bytes, fixed layout, big endian (docs/formats/log.md §2).
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_LENGTH] {
        let mut bytes = [0; HEADER_LENGTH];
        let flags = u8::from(self.critical) | (u8::from(self.subject.is_some()) << 1);
        let mut rest = bytes.as_mut_slice();
        lay(&mut rest, &[FORMAT]);
        lay(&mut rest, &self.log.0);
        lay(&mut rest, &self.seq.to_be_bytes());
        lay(&mut rest, &self.prev.0);
        lay(&mut rest, &self.clock.0.to_be_bytes());
        lay(&mut rest, &self.kind.to_be_bytes());
        lay(&mut rest, &[self.kind_version, flags]);
        lay(&mut rest, &self.subject.unwrap_or_default());
        bytes
    }

    /// The header written in `bytes`; `None` when they are of another format or length, or not canonical.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; HEADER_LENGTH] = bytes.try_into().ok()?;
        let (format, rest) = bytes.split_first()?;
        let (log, rest) = rest.split_first_chunk::<32>()?;
        let (seq, rest) = rest.split_first_chunk::<4>()?;
        let (prev, rest) = rest.split_first_chunk::<32>()?;
        let (clock, rest) = rest.split_first_chunk::<8>()?;
        let (kind, rest) = rest.split_first_chunk::<2>()?;
        let ([kind_version, flags], rest) = rest.split_first_chunk::<2>()?;
        let subject: &[u8; 16] = rest.try_into().ok()?;
        let header = Self {
            log: LogId(*log),
            seq: u32::from_be_bytes(*seq),
            prev: Digest(*prev),
            clock: Clock(u64::from_be_bytes(*clock)),
            kind: u16::from_be_bytes(*kind),
            kind_version: *kind_version,
            critical: flags & 1 == 1,
            subject: (flags & 2 == 2).then_some(*subject),
        };
        (*format == FORMAT && &header.to_bytes() == bytes).then_some(header)
    }
}

/// Lays `field` at the beginning of `rest`, which then begins after it.
fn lay<const N: usize>(rest: &mut &mut [u8], field: &[u8; N]) {
    if let Some((place, after)) = std::mem::take(rest).split_first_chunk_mut::<N>() {
        *place = *field;
        *rest = after;
    }
}

/// One entry of a log. Its payload is absent once it was erased; its leaf then stands for it in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says about itself.
    pub header: Header,
    /// Digest of the payload, salted when the payload is about a person.
    pub leaf: Digest,
    /// The event, in CBOR; `None` once erased.
    pub payload: Option<Vec<u8>>,
}

impl Entry {
    /// The entry of that header and payload, sealed with `secret` when the payload is about a person.
    #[must_use]
    pub fn new(header: Header, payload: Vec<u8>, secret: Option<&SubjectSecret>) -> Self {
        let leaf = leaf(&header, &payload, secret);
        Self { header, leaf, payload: Some(payload) }
    }

    /// The entry's hash: the link the next one carries.
    #[must_use]
    pub fn hash(&self) -> Digest {
        link(&self.header, self.leaf)
    }

    /// Whether the payload, where there is one, is what the leaf stands for.
    #[must_use]
    pub fn is_sound(&self, secret: Option<&SubjectSecret>) -> bool {
        self.payload.as_ref().is_none_or(|payload| leaf(&self.header, payload, secret) == self.leaf)
    }
}

/// The hash of the entry of that header and leaf.
#[must_use]
pub fn link(header: &Header, leaf: Digest) -> Digest {
    let mut bytes = [0; HEADER_LENGTH + 32];
    let mut rest = bytes.as_mut_slice();
    lay(&mut rest, &header.to_bytes());
    lay(&mut rest, &leaf.0);
    derived(&ENTRY_KEY, &bytes)
}

/// The digest that stands for `payload` in the chain. With a person's secret it can't be guessed from a likely payload.
#[must_use]
pub fn leaf(header: &Header, payload: &[u8], secret: Option<&SubjectSecret>) -> Digest {
    let Some(secret) = secret.filter(|_| header.subject.is_some()) else {
        return derived(&LEAF_KEY, payload);
    };
    Salts::new(secret, header.log).leaf(header.seq, payload)
}

/// What salts one person's payloads in one log: what their salts have in common is hashed once, and not once an entry.
#[derive(Clone)]
pub struct Salts {
    secret: SubjectSecret,
    log: LogId,
    /// The first block, and the zero that places begin with up to 16,777,215: a block is hashed once another byte follows it.
    begun: blake3::Hasher,
}

impl Salts {
    /// The salts of the person of that secret in `log`.
    #[must_use]
    pub fn new(secret: &SubjectSecret, log: LogId) -> Self {
        let mut begun = salted(secret, log);
        begun.update(&[0]);
        Self { secret: *secret, log, begun }
    }

    /// As [`leaf`], of a payload about that person at the place `seq`.
    #[must_use]
    pub fn leaf(&self, seq: u32, payload: &[u8]) -> Digest {
        let salt = match seq.to_be_bytes() {
            [0, rest @ ..] => self.begun.clone().update(&rest).finalize(),
            place => salted(&self.secret, self.log).update(&place).finalize(),
        };
        Digest(*blake3::keyed_hash(salt.as_bytes(), payload).as_bytes())
    }
}

fn salted(secret: &SubjectSecret, log: LogId) -> blake3::Hasher {
    let mut salt = blake3::Hasher::new_from_context_key(&SALT_KEY);
    salt.update(&secret.0).update(&log.0);
    salt
}

/// BLAKE3 in derive-key mode, under a context whose key was derived before.
fn derived(context: &ContextKey, bytes: &[u8]) -> Digest {
    Digest(*blake3::Hasher::new_from_context_key(context).update(bytes).finalize().as_bytes())
}

/// An entry and its hash, as a store keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The entry's hash.
    pub hash: Digest,
    /// The entry.
    pub entry: Entry,
}

impl From<Entry> for Logged {
    fn from(entry: Entry) -> Self {
        Self { hash: entry.hash(), entry }
    }
}

/// The last entry of a log and the device's signature over it, which commits to everything before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The log.
    pub log: LogId,
    /// Place of its last entry.
    pub seq: u32,
    /// Hash of its last entry.
    pub hash: Digest,
    /// Ed25519 signature of `head_message`.
    pub signature: Signature,
}

/// The bytes a device signs for a head.
#[must_use]
pub fn head_message(session: SessionId, log: LogId, seq: u32, hash: Digest) -> Vec<u8> {
    [b"delibere-head-v1" as &[u8], &session.0, &log.0, &seq.to_be_bytes(), &hash.0].concat()
}

/// The bytes an enrolment key signs to let a device write as the person its pack was made for.
#[must_use]
pub fn enrolment_message(log: LogId) -> Vec<u8> {
    [b"delibere-enrolment-v1" as &[u8], &log.0].concat()
}

/// The id of a session opened on `device`: it commits to its founder.
#[must_use]
pub fn session_id(device: DeviceKey, nonce: [u8; 16]) -> SessionId {
    let digest = blake3::derive_key("delibere 2026 session id v1", &[&device.0[..], &nonce].concat());
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(place, byte)| *place = byte);
    SessionId(id)
}

/// The id of the log that `person` writes on `device` in `session`; a restored or cloned laptop opens a new `epoch`.
#[must_use]
pub fn log_id(device: DeviceKey, session: SessionId, person: PersonId, epoch: [u8; 16]) -> LogId {
    let parts = [&device.0[..], &session.0, &person.0, &epoch].concat();
    LogId(blake3::derive_key(LOG_CONTEXT, &parts))
}

/// The fingerprint of a set of entries: independent of their order and of how they arrived.
#[must_use]
pub fn fingerprint(hashes: impl IntoIterator<Item = Digest, IntoIter: Clone>) -> Digest {
    let hashes = hashes.into_iter();
    let parts = if hashes.clone().count() > MANY { PARTS } else { 1 };
    fingerprint_in(parts, &hashes)
}

/// Beyond this many hashes they are sorted a part after another, by their first byte: no second copy of them all is held.
const MANY: usize = 1 << 18;
const PARTS: u8 = 16;
/// How many are hashed at once: BLAKE3 takes several blocks at a time.
const AT_ONCE: usize = 4_096;

/// `parts` divides 256.
fn fingerprint_in(parts: u8, hashes: &(impl Iterator<Item = Digest> + Clone)) -> Digest {
    let mut fingerprint = blake3::Hasher::new_derive_key("delibere 2026 fingerprint v1");
    let (mut sorted, mut bytes) = (Vec::new(), Vec::new());
    let part_of = |hash: &Digest| hash.0.first().map_or(0, |first| u16::from(*first) * u16::from(parts) / 256);
    for part in 0..parts {
        sorted.clear();
        sorted.extend(hashes.clone().filter(|hash| part_of(hash) == u16::from(part)));
        sorted.sort_unstable();
        sorted.dedup();
        for some in sorted.chunks(AT_ONCE) {
            bytes.clear();
            some.iter().for_each(|hash| bytes.extend_from_slice(&hash.0));
            fingerprint.update(&bytes);
        }
    }
    Digest(*fingerprint.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            log: LogId([7; 32]),
            seq: 3,
            prev: Digest([9; 32]),
            clock: Clock(42 << 16),
            kind: 40,
            kind_version: 1,
            critical: true,
            subject: Some([5; 16]),
        }
    }

    #[test]
    fn a_header_reads_back_as_it_was_written() {
        assert_eq!(Header::from_bytes(&header().to_bytes()), Some(header()));
    }

    #[test]
    fn a_header_of_another_form_is_refused() {
        let mut unknown_flag = header().to_bytes();
        unknown_flag[80] |= 0b100;
        assert_eq!(Header::from_bytes(&unknown_flag), None);
        let mut newer = header().to_bytes();
        newer[0] = 2;
        assert_eq!(Header::from_bytes(&newer), None);
        assert_eq!(Header::from_bytes(&[1; 96]), None);
    }

    #[test]
    fn an_erased_payload_leaves_the_chain_whole() {
        let secret = SubjectSecret([1; 32]);
        let entry = Entry::new(header(), b"a mark".to_vec(), Some(&secret));
        let erased = Entry { payload: None, ..entry.clone() };
        assert_eq!(entry.hash(), erased.hash());
        assert!(entry.is_sound(Some(&secret)));
        assert!(!entry.is_sound(Some(&SubjectSecret([2; 32]))));
        let changed = Entry { payload: Some(b"another".to_vec()), ..entry };
        assert!(!changed.is_sound(Some(&secret)));
    }

    #[test]
    fn salts_give_at_every_place_what_the_format_says() {
        let (secret, payload) = (SubjectSecret([1; 32]), b"a mark");
        for seq in [0, 1, 255, 0x00ff_ffff, 0x0100_0000, u32::MAX] {
            let salted = [&secret.0[..], &header().log.0, &seq.to_be_bytes()].concat();
            let expected = blake3::keyed_hash(&blake3::derive_key(SALT_CONTEXT, &salted), payload);
            assert_eq!(Salts::new(&secret, header().log).leaf(seq, payload).0, *expected.as_bytes(), "{seq}");
            assert_eq!(leaf(&Header { seq, ..header() }, payload, Some(&secret)).0, *expected.as_bytes(), "{seq}");
        }
    }

    #[test]
    fn a_fingerprint_is_the_same_sorted_whole_or_a_part_after_another() {
        let hashes: Vec<Digest> = (0..10_000_u32).map(|n| Digest(*blake3::hash(&n.to_be_bytes()).as_bytes())).collect();
        let mut sorted: Vec<[u8; 32]> = hashes.iter().map(|hash| hash.0).collect();
        sorted.sort_unstable();
        let expected = blake3::derive_key("delibere 2026 fingerprint v1", &sorted.concat());
        for parts in [1, PARTS] {
            assert_eq!(fingerprint_in(parts, &hashes.iter().chain(&hashes[..9]).copied()).0, expected);
        }
    }

    #[test]
    fn a_wrong_year_on_one_laptop_does_not_spread() {
        let far = Clock(u64::MAX);
        let now = Timestamp(1_780_000_000_000);
        assert!(far.next(now).at().0 <= now.0 + i64::try_from(CLOCK_LEAD).unwrap());
        assert_eq!(Clock(0).next(now).at(), now);
        assert!(Clock(0).next(now) < Clock(0).next(now).next(now));
    }

    #[test]
    fn a_fingerprint_does_not_depend_on_order_or_repetition() {
        let (a, b) = (Digest([1; 32]), Digest([2; 32]));
        assert_eq!(fingerprint([a, b, a]), fingerprint([b, a]));
        assert_ne!(fingerprint([a]), fingerprint([a, b]));
    }
}
