//! Reads a bundle's bytes, within limits: first what signs the whole, then its parts in their order. What comes out is what
//! the device wrote; whether it may be believed is `verify`'s.

mod entries;

use std::collections::BTreeMap;

use domain::id::{DeviceKey, Digest, LogId, PersonId, SessionId, Signature, SubjectSecret};
use domain::log::{Head, log_id};
use domain::time::Timestamp;

use crate::bundle::{Bundle, Kind, LogPart, Pack, VERSION};
use crate::device;
use crate::frame::Cursor;
use crate::limits;
use crate::refused::{Limit, Refused};
use crate::segment::Records;
use crate::session_key::SessionKey;
use crate::write::{MAGIC, TRAILER, manifest_digest, manifest_message, tag};

pub(crate) use self::entries::Stretches;
use self::entries::{Holding, Planned, Reading, Start};

/// A bundle as its device wrote and signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub(crate) bundle: Bundle,
    /// The entries of a log that are not among those of the bundle, in order.
    pub(crate) stretches: Stretches,
    pub(crate) digest: Digest,
}

impl Received {
    /// Its content, of which nothing is verified but that the device it names signed it. Without the entries that lie in
    /// stretches, where it was read so.
    #[must_use]
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// The digest of its content, which names it for ever (`Imported.bundle`).
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The same with every entry laid down one by one.
    #[must_use]
    pub fn apart(mut self) -> Self {
        for (log, stretches) in std::mem::take(&mut self.stretches) {
            let entries = stretches.iter().filter_map(|stretch| stretch.apart(&self.bundle.secrets)).flatten();
            if let Some(part) = self.bundle.logs.get_mut(&log) {
                part.entries.extend(entries);
                part.entries.sort_by_key(|logged| logged.entry.header.seq);
            }
        }
        self
    }
}

/// The bundle written in `plaintext`.
///
/// # Errors
/// When it is no bundle, of a later format, beyond a limit, or not byte for byte what its device signed.
pub fn read(plaintext: &[u8]) -> Result<Received, Refused> {
    read_holding(plaintext, Holding::Apart)
}

/// The same, of which a million marks weigh little: those of a log without fork or gap stay in stretches.
///
/// # Errors
/// As [`read`].
pub fn read_in_stretches(plaintext: &[u8]) -> Result<Received, Refused> {
    read_holding(plaintext, Holding::InStretches)
}

fn read_holding(plaintext: &[u8], holding: Holding) -> Result<Received, Refused> {
    let body = check_version(plaintext)?;
    let (signed, trailer) = plaintext.split_at_checked(plaintext.len().saturating_sub(TRAILER)).unwrap_or_default();
    if trailer.len() != TRAILER || signed.len() < MAGIC.len() + 1 {
        return Err(Refused::CutShort);
    }
    let mut trailer = Cursor::new(trailer, "manifest");
    let digest = Digest(trailer.array()?);
    if manifest_digest(signed) != digest {
        return Err(Refused::Altered);
    }
    let parts = body.get(..body.len() - TRAILER).unwrap_or_default();
    let mut cursor = Cursor::new(parts, "parts");
    let top = Top::read(part(&mut cursor, tag::HEADER, "header")?)?;
    let message = manifest_message(top.session, digest);
    if !device::verify(top.device, &message, &Signature(trailer.array()?)) {
        return Err(Refused::BadSignature { device: top.device });
    }
    let (bundle, stretches) = read_parts(cursor, &top, plaintext.len(), holding)?;
    Ok(Received { bundle, stretches, digest })
}

/// What follows the magic and the version.
fn check_version(plaintext: &[u8]) -> Result<&[u8], Refused> {
    if plaintext.len() > limits::FILE {
        return Err(Refused::TooLarge { limit: Limit::File });
    }
    let Some(rest) = plaintext.strip_prefix(MAGIC.as_slice()) else {
        let cut = !plaintext.is_empty() && MAGIC.starts_with(plaintext);
        return Err(if cut { Refused::CutShort } else { Refused::NotABundle });
    };
    match rest.split_first() {
        None => Err(Refused::CutShort),
        Some((&VERSION, body)) => Ok(body),
        Some((&version, _)) if version > VERSION => Err(Refused::NewerVersion { version }),
        Some(_) => Err(Refused::NotABundle),
    }
}

/// The next part, which must be `wanted`.
fn part<'a>(cursor: &mut Cursor<'a>, wanted: u8, name: &'static str) -> Result<Cursor<'a>, Refused> {
    if cursor.u8()? != wanted {
        return Err(Refused::Malformed { part: name });
    }
    let length = cursor.length()?;
    Ok(Cursor::new(cursor.take(length)?, name))
}

fn read_parts(mut cursor: Cursor<'_>, top: &Top, raw: usize, holding: Holding) -> Result<(Bundle, Stretches), Refused> {
    let secrets = read_secrets(part(&mut cursor, tag::SECRETS, "secrets")?)?;
    let plan = read_logs(part(&mut cursor, tag::LOGS, "logs")?, top)?;
    let mut segments = part(&mut cursor, tag::ENTRIES, "segments")?;
    let records = Records::new(segments.take(segments.left())?, raw);
    let mut reading = Reading::new(records, holding, &secrets);
    let (logs, stretches) = reading.logs(plan)?;
    reading.end()?;
    let heads = read_heads(part(&mut cursor, tag::HEADS, "heads")?, &logs)?;
    let blobs = read_blobs(part(&mut cursor, tag::BLOBS, "documents")?)?;
    let pack = match top.kind {
        Kind::Pack => Some(read_pack(&mut cursor)?),
        Kind::Results | Kind::Archive | Kind::Acknowledgement => None,
    };
    skip_later_parts(cursor)?;
    let Top { kind, session, device, person, made_at, schema, .. } = *top;
    Ok((Bundle { kind, session, device, person, made_at, schema, logs, heads, secrets, blobs, pack }, stretches))
}

/// Parts that a later program added and that this one may ignore.
fn skip_later_parts(mut cursor: Cursor<'_>) -> Result<(), Refused> {
    let mut last = tag::IGNORABLE - 1;
    while cursor.left() > 0 {
        let tag = cursor.u8()?;
        if tag < tag::IGNORABLE {
            return Err(if tag > tag::NAMED_PACK {
                Refused::NewerVersion { version: VERSION }
            } else {
                cursor.malformed()
            });
        }
        if tag <= last {
            return Err(cursor.malformed());
        }
        last = tag;
        let length = cursor.length()?;
        cursor.take(length)?;
    }
    Ok(())
}

/// The header of a bundle.
struct Top {
    kind: Kind,
    session: SessionId,
    device: DeviceKey,
    person: PersonId,
    made_at: Timestamp,
    schema: u16,
    entries: u32,
}

impl Top {
    fn read(mut cursor: Cursor<'_>) -> Result<Self, Refused> {
        let top = Self {
            kind: Kind::of_number(cursor.u8()?).ok_or(Refused::NewerVersion { version: VERSION })?,
            session: SessionId(cursor.array()?),
            device: DeviceKey(cursor.array()?),
            person: PersonId(cursor.array()?),
            made_at: Timestamp(i64::from_be_bytes(cursor.array()?)),
            schema: cursor.u16()?,
            entries: cursor.u32()?,
        };
        cursor.end()?;
        if top.entries > limits::ENTRIES {
            return Err(Refused::TooLarge { limit: Limit::Entries });
        }
        Ok(top)
    }
}

/// A number of things, no more than `most`.
fn count(cursor: &mut Cursor<'_>, most: usize, limit: Limit) -> Result<usize, Refused> {
    let count = cursor.length()?;
    if count > most { Err(Refused::TooLarge { limit }) } else { Ok(count) }
}

fn read_secrets(mut cursor: Cursor<'_>) -> Result<BTreeMap<[u8; 16], SubjectSecret>, Refused> {
    let mut secrets = BTreeMap::new();
    for _ in 0..count(&mut cursor, limits::SECRETS, Limit::Tables)? {
        let (subject, secret) = (cursor.array()?, SubjectSecret(cursor.array()?));
        if secrets.last_key_value().is_some_and(|(last, _)| *last >= subject) {
            return Err(cursor.malformed());
        }
        secrets.insert(subject, secret);
    }
    cursor.end()?;
    Ok(secrets)
}

fn read_logs(mut cursor: Cursor<'_>, top: &Top) -> Result<Vec<Planned>, Refused> {
    let mut logs: Vec<Planned> = Vec::new();
    let (mut entries, mut all_runs) = (0_u32, 0_usize);
    for _ in 0..count(&mut cursor, limits::LOGS, Limit::Tables)? {
        let (device, person, epoch) = (DeviceKey(cursor.array()?), PersonId(cursor.array()?), cursor.array()?);
        let id = log_id(device, top.session, person, epoch);
        let length = count(&mut cursor, limits::RUNS, Limit::Tables)?;
        all_runs = all_runs.saturating_add(length);
        if all_runs > limits::RUNS {
            return Err(Refused::TooLarge { limit: Limit::Tables });
        }
        let mut runs = Vec::new();
        for _ in 0..length {
            let run = Start { length: cursor.u32()?, seq: cursor.u32()?, prev: Digest(cursor.array()?) };
            entries = entries.saturating_add(run.length);
            // The first entry of a log follows its id, and no other entry does.
            if run.length == 0 || run.seq == 0 || (run.seq == 1) != (run.prev.0 == id.0) {
                return Err(cursor.malformed());
            }
            runs.push(run);
        }
        if logs.last().is_some_and(|last| last.id >= id) {
            return Err(cursor.malformed());
        }
        logs.push(Planned { id, log: LogPart { device, person, epoch, entries: Vec::new() }, runs });
    }
    cursor.end()?;
    if entries == top.entries { Ok(logs) } else { Err(Refused::Malformed { part: "logs" }) }
}

fn read_heads(mut cursor: Cursor<'_>, logs: &BTreeMap<LogId, LogPart>) -> Result<Vec<Head>, Refused> {
    let ids: Vec<LogId> = logs.keys().copied().collect();
    let mut heads: Vec<Head> = Vec::new();
    for _ in 0..count(&mut cursor, limits::HEADS, Limit::Tables)? {
        let log = *ids.get(cursor.length()?).ok_or(cursor.malformed())?;
        let (seq, hash, signature) = (cursor.u32()?, Digest(cursor.array()?), Signature(cursor.array()?));
        if heads.last().is_some_and(|last| (last.log, last.seq, last.hash) >= (log, seq, hash)) {
            return Err(cursor.malformed());
        }
        heads.push(Head { log, seq, hash, signature });
    }
    cursor.end()?;
    Ok(heads)
}

fn read_blobs(mut cursor: Cursor<'_>) -> Result<BTreeMap<Digest, Vec<u8>>, Refused> {
    let mut blobs = BTreeMap::new();
    for _ in 0..count(&mut cursor, limits::BLOBS, Limit::Blob)? {
        let length = count(&mut cursor, limits::BLOB, Limit::Blob)?;
        let bytes = cursor.take(length)?;
        let digest = crate::digest(bytes);
        if blobs.last_key_value().is_some_and(|(last, _)| *last >= digest) {
            return Err(cursor.malformed());
        }
        blobs.insert(digest, bytes.to_vec());
    }
    cursor.end()?;
    Ok(blobs)
}

/// The right to write: with a seed for whoever holds the file, or without for a device admitted by name.
fn read_pack(parts: &mut Cursor<'_>) -> Result<Pack, Refused> {
    let named = parts.peek() == Some(tag::NAMED_PACK);
    let mut cursor = part(parts, if named { tag::NAMED_PACK } else { tag::PACK }, "pack")?;
    let addressee = PersonId(cursor.array()?);
    let enrolment = if named { None } else { Some(cursor.array()?) };
    let session_key = SessionKey::new(cursor.array()?);
    cursor.end()?;
    Ok(Pack { addressee, enrolment, session_key })
}
