//! Files that are being taken in, sorted by session: each is opened by a key of the store's, or by what the person gave, and
//! handed to the session it belongs to. An archive of a session that the store does not know waits on its own. Nothing is
//! written here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use domain::id::SessionId;
use store::Batch;
use sync::bundle::Kind;
use sync::envelope::{Key, Lock, lock};
use sync::session_key::SessionKey;
use sync::write::Plaintext;

use super::intake::Intake;
use super::report::ImportReport;
use super::{OpenedBy, Outcome};
use crate::desk::{Desk, Open};
use crate::exchange::{archive, refused};
use crate::failure::Failure;
use crate::files;
use crate::tables::Mode;

/// Files being taken in.
pub(super) struct Tray {
    keys: Vec<SessionKey>,
    code: Option<String>,
    pub(super) intakes: BTreeMap<SessionId, Intake>,
    /// Archives of sessions that the store does not know, by session.
    pub(super) shelved: BTreeMap<SessionId, Batch>,
}

impl Tray {
    /// A tray whose files are opened by `keys`, or by what the person gave.
    pub(super) fn new(mut keys: Vec<SessionKey>, opening: &OpenedBy) -> Result<Self, Failure> {
        if let Some(text) = &opening.key {
            let key = SessionKey::parse(text);
            keys.push(key.map_err(|_| Failure::BadInput { code: "not-an-age-key", args: Vec::new() })?);
        }
        Ok(Self { keys, code: opening.code.clone(), intakes: BTreeMap::new(), shelved: BTreeMap::new() })
    }

    /// Takes one file in.
    pub(super) fn take(&mut self, desk: &Desk, open: &mut Open, path: &Path, mode: Mode) -> Outcome {
        let plaintext = self.unlock(&files::read(path)?)?;
        let received = sync::read::read(&plaintext).map_err(refused)?;
        drop(plaintext);
        let (id, kind) = (received.bundle().session, received.bundle().kind);
        let file_name = files::name(path);
        if kind == Kind::Archive && open.me(id).is_err() {
            let (report, batch) = archive::shelve(desk, open, received, &file_name)?;
            // Of two archives of one session, the one that holds more; the other adds what it has once this one is in.
            let more = self.shelved.get(&id).is_none_or(|other| other.entries.len() < batch.entries.len());
            more.then(|| self.shelved.insert(id, batch));
            return Ok(ImportReport { file_name, dry_run: mode == Mode::DryRun, ..report });
        }
        let intake = match self.intakes.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Intake::of(open, id)?),
        };
        let report = intake.take(desk, open, received, &file_name, mode)?;
        Ok(ImportReport { file_name, ..report })
    }

    fn unlock(&self, file: &[u8]) -> Result<Plaintext, Failure> {
        let key = match &self.code {
            Some(code) if lock(file).map_err(refused)? == Lock::Code => Key::Code(code),
            _ => Key::Sessions(&self.keys),
        };
        sync::envelope::open(file, key).map_err(refused)
    }
}
