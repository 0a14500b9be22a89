//! What laptops exchange: a pack to a juror, results back. Opening a file and believing it is `sync`'s; writing what it
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
pub use request::{RequestFile, RequestMade, RequestRead, RequestShown};

use std::collections::BTreeSet;
use std::path::Path;

use domain::id::{Digest, SessionId};
use domain::log::{Head, Logged};
use store::Book;
use sync::bundle::{Bundle, LogPart, file_name};
use sync::device::SigningKey;
use sync::envelope::{Key, Recipients, open, seal};
use sync::plan::Known;
use sync::refused::Refused;
use sync::session_key::SessionKey;
use sync::verify::{Verified, verify};

use crate::desk::{Desk, Open};
use crate::failure::Failure;
use crate::view::session::count;
use crate::{files, words};

/// Opens a file and believes it, or not.
fn believe(file: &[u8], key: Key<'_>, open_store: &Open) -> Result<Verified, Failure> {
    let plaintext = open(file, key).map_err(refused)?;
    let received = sync::read::read(&plaintext).map_err(refused)?;
    let known = known(open_store, received.bundle().session)?;
    verify(received, &known).map_err(refused)
}

/// [`believe`], with the keys of this store.
fn believe_own(file: &[u8], open_store: &Open) -> Result<Verified, Failure> {
    believe(file, Key::Sessions(&keys(open_store)?), open_store)
}

/// A bundle that `device` writes and signs, closed for `recipients`.
fn closed(bundle: &Bundle, device: &SigningKey, recipients: &Recipients) -> Result<Vec<u8>, Failure> {
    let plaintext = sync::write::write(bundle, device).map_err(|error| unwritten(&error))?;
    seal(&plaintext, recipients).map_err(|error| unwritten(&error))
}

impl Desk {
    /// Writes a file at `to`, then opens and believes what is read back from there; the digest of its content.
    fn hand_over(
        &self,
        to: &Path,
        bytes: &[u8],
        open_again: impl FnOnce(&[u8], &Open) -> Result<Verified, Failure>,
    ) -> Result<Digest, Failure> {
        files::write(to, bytes)?;
        let read_back = files::read(to)?;
        self.with_open(|open| Ok(open_again(&read_back, open)?.digest()))
    }

    /// A name for a file of `session`, without anybody's.
    fn suggested_name(&self, session: SessionId) -> Result<String, Failure> {
        self.with_open(|open| {
            let (dossier, _, device) = open.dossier(session)?;
            Ok(file_name(session, device.public(), count(dossier.session.hashes.len())))
        })
    }
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
