//! Writes a bundle: the same content always makes the same bytes, signed by the device that writes. Encryption comes after
//! (`envelope`); the file itself is written by `app`.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Digest, LogId, SessionId};
use domain::log::{Head, Logged};
use zeroize::Zeroizing;

use crate::bundle::{Bundle, Kind, Pack, VERSION};
use crate::device::SigningKey;
use crate::frame::{push_length, push_sized};
use crate::limits;
use crate::refused::Limit;
use crate::run::{Run, runs};
use crate::segment::Packer;

/// First bytes of a bundle, once decrypted.
pub const MAGIC: &[u8; 8] = b"DELIBERE";
/// Length of what closes a bundle: its digest and the signature.
pub(crate) const TRAILER: usize = 96;

const MANIFEST_CONTEXT: &str = "delibere 2026 bundle v1";

/// The parts of a bundle, by the number that announces them. From [`tag::IGNORABLE`] on a reader that does not know a part
/// skips it; a smaller number that it does not know makes it refuse.
pub(crate) mod tag {
    pub(crate) const HEADER: u8 = 1;
    pub(crate) const SECRETS: u8 = 2;
    pub(crate) const LOGS: u8 = 3;
    pub(crate) const ENTRIES: u8 = 4;
    pub(crate) const HEADS: u8 = 5;
    pub(crate) const BLOBS: u8 = 6;
    pub(crate) const PACK: u8 = 7;
    pub(crate) const NAMED_PACK: u8 = 8;
    pub(crate) const IGNORABLE: u8 = 128;
}

/// A bundle before encryption, or after decryption. Wiped from memory when dropped.
pub type Plaintext = Zeroizing<Vec<u8>>;

/// Why a bundle can't be written: its content contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// It is to be signed by another device than the one it names.
    #[error("the bundle names another device than the one that signs")]
    OtherDevice,
    /// It is a pack without a pack's content, or holds one without being one.
    #[error("a pack has an addressee, and nothing else has")]
    NotAPack,
    /// A log's id is not what its device, person and epoch make.
    #[error("log {0} is named by another id")]
    ForgedLog(LogId),
    /// An entry belongs to another log, or its payload is not what its leaf stands for under its person's secret.
    #[error("entry {seq} of log {log} is unsound")]
    UnsoundEntry {
        /// The log.
        log: LogId,
        /// The entry's place.
        seq: u32,
    },
    /// A secret accompanies no payload.
    #[error("a secret accompanies no payload")]
    IdleSecret,
    /// A head is of a log that is not there, or a document is named by another digest.
    #[error("a head or a document belongs to nothing")]
    Astray,
    /// It holds more than a bundle may.
    #[error("the bundle would be beyond the limit: {0}")]
    TooLarge(Limit),
    /// The compressor failed.
    #[error("the compressor failed")]
    Compressor,
}

/// The runs of each log.
type Strung<'a> = Vec<(&'a LogId, Vec<Run<'a>>)>;

/// The bytes of `bundle`, signed by `key`, before encryption.
///
/// # Errors
/// When its content contradicts itself or is beyond the limits that readers apply.
pub fn write(bundle: &Bundle, key: &SigningKey) -> Result<Plaintext, Unwritable> {
    check(bundle, key)?;
    let mut out = Zeroizing::new(MAGIC.to_vec());
    out.push(VERSION);
    let strung: Strung<'_> = bundle.logs.iter().map(|(id, log)| (id, runs(&log.entries))).collect();
    if strung.iter().map(|(_, runs)| runs.len()).sum::<usize>() > limits::RUNS {
        return Err(Unwritable::TooLarge(Limit::Tables));
    }
    push_part(&mut out, tag::HEADER, &header(bundle, &strung));
    push_part(&mut out, tag::SECRETS, &secrets(bundle));
    push_part(&mut out, tag::LOGS, &logs(bundle, &strung));
    let (segments, raw) = segments(&strung)?;
    push_part(&mut out, tag::ENTRIES, &segments);
    push_part(&mut out, tag::HEADS, &heads(bundle)?);
    push_part(&mut out, tag::BLOBS, &blobs(bundle));
    if let Some(pack) = &bundle.pack {
        let tag = if pack.enrolment.is_some() { tag::PACK } else { tag::NAMED_PACK };
        push_part(&mut out, tag, &pack_part(pack));
    }
    let digest = manifest_digest(&out);
    out.extend_from_slice(&digest.0);
    out.extend_from_slice(&key.sign(&manifest_message(bundle.session, digest)).0);
    // The envelope adds less than this.
    if out.len() > limits::FILE - (64 << 10) {
        return Err(Unwritable::TooLarge(Limit::File));
    }
    if out.len() + raw > limits::RAW {
        return Err(Unwritable::TooLarge(Limit::Raw));
    }
    Ok(out)
}

/// The digest that closes a bundle: of every byte before it.
pub(crate) fn manifest_digest(bytes: &[u8]) -> Digest {
    Digest(blake3::derive_key(MANIFEST_CONTEXT, bytes))
}

/// The bytes a device signs for a bundle.
pub(crate) fn manifest_message(session: SessionId, digest: Digest) -> Vec<u8> {
    [b"delibere-bundle-v1" as &[u8], &session.0, &digest.0].concat()
}

fn check(bundle: &Bundle, key: &SigningKey) -> Result<(), Unwritable> {
    if bundle.device != key.public() {
        return Err(Unwritable::OtherDevice);
    }
    if (bundle.kind == Kind::Pack) != bundle.pack.is_some() {
        return Err(Unwritable::NotAPack);
    }
    check_limits(bundle)?;
    let mut used = BTreeSet::new();
    for (id, log) in &bundle.logs {
        if *id != log.id(bundle.session) {
            return Err(Unwritable::ForgedLog(*id));
        }
        for logged in &log.entries {
            let about = logged.entry.header.subject.filter(|_| logged.entry.payload.is_some());
            check_entry(bundle, *id, logged)?;
            used.extend(about);
        }
    }
    if !used.iter().eq(bundle.secrets.keys()) {
        return Err(Unwritable::IdleSecret);
    }
    let named = bundle.blobs.iter().all(|(digest, bytes)| *digest == crate::digest(bytes));
    if named { Ok(()) } else { Err(Unwritable::Astray) }
}

fn check_limits(bundle: &Bundle) -> Result<(), Unwritable> {
    let beyond = |limit| Err(Unwritable::TooLarge(limit));
    if u32::try_from(bundle.entries()).map_or(true, |entries| entries > limits::ENTRIES) {
        return beyond(Limit::Entries);
    }
    if bundle.blobs.len() > limits::BLOBS || bundle.blobs.values().any(|bytes| bytes.len() > limits::BLOB) {
        return beyond(Limit::Blob);
    }
    let tables = [
        (bundle.logs.len(), limits::LOGS),
        (bundle.heads.len(), limits::HEADS),
        (bundle.secrets.len(), limits::SECRETS),
    ];
    if tables.iter().any(|(length, most)| length > most) { beyond(Limit::Tables) } else { Ok(()) }
}

fn check_entry(bundle: &Bundle, id: LogId, logged: &Logged) -> Result<(), Unwritable> {
    let (entry, header) = (&logged.entry, &logged.entry.header);
    let unsound = Unwritable::UnsoundEntry { log: id, seq: header.seq };
    let secret = header.subject.and_then(|subject| bundle.secrets.get(&subject));
    let salted = header.subject.is_none() || entry.payload.is_none() || secret.is_some();
    let erasable = header.subject.is_some() || entry.payload.is_some();
    if header.log != id || !salted || !erasable || !entry.is_sound(secret) || logged.hash != entry.hash() {
        return Err(unsound);
    }
    let length = entry.payload.as_ref().map_or(0, Vec::len);
    if length > limits::payload(header.kind) { Err(Unwritable::TooLarge(Limit::Payload)) } else { Ok(()) }
}

fn push_part(out: &mut Vec<u8>, tag: u8, part: &[u8]) {
    out.push(tag);
    push_sized(out, part);
}

fn header(bundle: &Bundle, strung: &Strung<'_>) -> Vec<u8> {
    let mut out = vec![bundle.kind.number()];
    out.extend_from_slice(&bundle.session.0);
    out.extend_from_slice(&bundle.device.0);
    out.extend_from_slice(&bundle.person.0);
    out.extend_from_slice(&bundle.made_at.0.to_be_bytes());
    out.extend_from_slice(&bundle.schema.to_be_bytes());
    push_length(&mut out, strung.iter().flat_map(|(_, runs)| runs).map(|run| run.entries.len()).sum());
    out
}

fn secrets(bundle: &Bundle) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(4 + 48 * bundle.secrets.len()));
    push_length(&mut out, bundle.secrets.len());
    for (subject, secret) in &bundle.secrets {
        out.extend_from_slice(subject);
        out.extend_from_slice(&secret.0);
    }
    out
}

fn logs(bundle: &Bundle, strung: &Strung<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    push_length(&mut out, strung.len());
    for (log, (_, runs)) in bundle.logs.values().zip(strung) {
        out.extend_from_slice(&log.device.0);
        out.extend_from_slice(&log.person.0);
        out.extend_from_slice(&log.epoch);
        push_length(&mut out, runs.len());
        for run in runs {
            push_length(&mut out, run.entries.len());
            if let Some((seq, prev)) = run.start() {
                out.extend_from_slice(&seq.to_be_bytes());
                out.extend_from_slice(&prev.0);
            }
        }
    }
    out
}

fn segments(strung: &Strung<'_>) -> Result<(Vec<u8>, usize), Unwritable> {
    let mut packer = Packer::default();
    for logged in strung.iter().flat_map(|(_, runs)| runs).flat_map(|run| &run.entries) {
        if !packer.push(&logged.entry) {
            return Err(Unwritable::Compressor);
        }
    }
    packer.finish().ok_or(Unwritable::Compressor)
}

fn heads(bundle: &Bundle) -> Result<Vec<u8>, Unwritable> {
    let mut sorted: Vec<&Head> = bundle.heads.iter().collect();
    sorted.sort_by_key(|head| (head.log, head.seq, head.hash));
    sorted.dedup_by_key(|head| (head.log, head.seq, head.hash));
    let places: BTreeMap<&LogId, usize> = bundle.logs.keys().zip(0..).collect();
    let mut out = Vec::new();
    push_length(&mut out, sorted.len());
    for head in sorted {
        push_length(&mut out, *places.get(&head.log).ok_or(Unwritable::Astray)?);
        out.extend_from_slice(&head.seq.to_be_bytes());
        out.extend_from_slice(&head.hash.0);
        out.extend_from_slice(&head.signature.0);
    }
    Ok(out)
}

fn blobs(bundle: &Bundle) -> Vec<u8> {
    let mut out = Vec::new();
    push_length(&mut out, bundle.blobs.len());
    for bytes in bundle.blobs.values() {
        push_sized(&mut out, bytes);
    }
    out
}

fn pack_part(pack: &Pack) -> Zeroizing<Vec<u8>> {
    let seed = pack.enrolment.as_ref().map(<[u8; 32]>::as_slice).unwrap_or_default();
    Zeroizing::new([&pack.addressee.0[..], seed, &pack.session_key.to_bytes()[..]].concat())
}
