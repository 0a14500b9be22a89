//! What laptops exchange: a pack to a juror, results back. OpenedBy a file and believing it is `sync`'s; writing what it
//! brings is one transaction; here they meet.

mod ack;
mod archive;
mod export;
mod import;
mod pack;
mod recipients;
mod request;
#[cfg(test)]
mod tests;

pub use ack::Acknowledgement;
pub(crate) use ack::NO_BUNDLE;
pub use archive::{ClosedFile, ClosedFor};
pub use export::ResultsFile;
pub use import::{
    Arrived, ClockAhead, Conflict, FileRefused, ImportReport, ImportsReport, KeptImport, LogArrival, NewerEntries,
    OpenedBy, Range, Side,
};
pub use pack::{NamedPack, PackFile, PackHanded, PackMade, PackReceived};
pub use request::{RequestFile, RequestMade, RequestRead};

use std::collections::BTreeSet;

use domain::id::{Digest, SessionId};
use domain::log::{Head, Logged};
use store::Book;
use sync::bundle::{Bundle, LogPart};
use sync::device::SigningKey;
use sync::envelope::{Key, open};
use sync::plan::Known;
use sync::refused::Refused;
use sync::session_key::SessionKey;
use sync::verify::{Verified, verify};

use crate::desk::Open;
use crate::failure::Failure;
use crate::words;

/// Opens a file and believes it, or not.
fn believe(file: &[u8], key: Key<'_>, open_store: &Open) -> Result<Verified, Failure> {
    let plaintext = open(file, key).map_err(refused)?;
    let received = sync::read::read(&plaintext).map_err(refused)?;
    let known = known(open_store, received.bundle().session)?;
    verify(received, &known).map_err(refused)
}

/// What this laptop knows of a session; nothing, when it never met it.
fn known(open: &Open, id: SessionId) -> Result<Known, Failure> {
    let entries = open.book.entries(id)?;
    if entries.is_empty() {
        return Ok(Known::default());
    }
    let session = domain::session::fold::fold(id, &entries)?;
    let mut known = Known::of(&session);
    entries.iter().for_each(|logged| known.hold(logged));
    known.secrets = open.book.secrets(id)?.into_iter().map(|secret| (secret.subject, secret.secret)).collect();
    known.erased = open.book.erased(id)?.into_iter().collect();
    Ok(known)
}

/// The kind of `CivilStatusRecorded`: it travels in the president's pack, and in nothing else.
const CIVIL_STATUS: u16 = 12;

/// What this laptop knows of a session, as a bundle: the logs that travel, and in them the payloads that `keep` keeps.
fn gather(
    book: &Book,
    device: &SigningKey,
    mut bundle: Bundle,
    travels: impl Fn(&store::Log) -> bool,
    keep: impl Fn(&Logged) -> bool,
) -> Result<Bundle, Failure> {
    let id = bundle.session;
    for log in book.logs(id)?.into_iter().filter(|log| travels(log)) {
        let part = LogPart { device: log.device, person: log.person, epoch: log.epoch, entries: Vec::new() };
        bundle.logs.insert(log.id, part);
    }
    let mut subjects = BTreeSet::new();
    for mut logged in book.entries(id)? {
        let Some(part) = bundle.logs.get_mut(&logged.entry.header.log) else { continue };
        if !keep(&logged) {
            logged.entry.payload = None;
        }
        if logged.entry.payload.is_some() {
            subjects.extend(logged.entry.header.subject);
        }
        part.entries.push(logged);
    }
    bundle.heads = book.heads(id)?.into_iter().filter(|head| bundle.logs.contains_key(&head.log)).collect();
    sign_tips(&mut bundle, device);
    let secrets = book.secrets(id)?.into_iter().filter(|secret| subjects.contains(&secret.subject));
    bundle.secrets = secrets.map(|secret| (secret.subject, secret.secret)).collect();
    for (digest, _) in book.blobs(id)? {
        if let Some(blob) = book.blob(id, digest)? {
            bundle.blobs.insert(digest, blob.bytes);
        }
    }
    Ok(bundle)
}

/// Signs the last entry of every branch of this device's own logs: marks are written without a signature of their own.
fn sign_tips(bundle: &mut Bundle, device: &SigningKey) {
    let own = bundle.logs.iter().filter(|(_, part)| part.device == device.public());
    let mut signed: Vec<Head> = Vec::new();
    for (log, part) in own {
        let followed: BTreeSet<Digest> = part.entries.iter().map(|logged| logged.entry.header.prev).collect();
        let tips = part.entries.iter().filter(|logged| !followed.contains(&logged.hash));
        signed.extend(tips.map(|tip| device.sign_head(bundle.session, *log, tip.entry.header.seq, tip.hash)));
    }
    signed.retain(|head| !bundle.heads.contains(head));
    bundle.heads.extend(signed);
}

/// What may open a file: this laptop's own key first, then that of every session of the store.
fn keys(open: &Open) -> Result<Vec<SessionKey>, Failure> {
    let secrets = open.book.sessions()?.into_iter().filter_map(|id| open.session_secret(id).ok());
    Ok(std::iter::once(open.device.receiver()).chain(secrets.map(SessionKey::new)).collect())
}

fn refused(refused: Refused) -> Failure {
    let mut args = refused.args();
    if let Refused::UnknownDevice { device } = refused {
        // Whoever wrote the file reads the same words on their own screen.
        args.push(("words", words::device(device).join(" ")));
    }
    Failure::BadInput { code: refused.code(), args }
}

/// A bundle that could not be written: a failure of ours.
fn unwritten(detail: &dyn std::fmt::Display) -> Failure {
    Failure::Paper { code: "bundle-not-written", detail: detail.to_string() }
}
