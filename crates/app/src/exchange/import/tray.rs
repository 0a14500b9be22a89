//! Files that are being taken in, sorted by session: each is handed to the session it belongs to. An archive of a session that
//! the store does not know waits on its own. Nothing is written here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use domain::id::SessionId;
use store::Batch;
use sync::bundle::Kind;
use sync::read::Received;

use super::Outcome;
use super::intake::Intake;
use super::report::ImportReport;
use crate::desk::{Desk, Open};
use crate::exchange::archive;
use crate::files;
use crate::tables::Mode;

/// Files being taken in.
#[derive(Default)]
pub(super) struct Tray {
    pub(super) intakes: BTreeMap<SessionId, Intake>,
    /// Archives of sessions that the store does not know, by session.
    pub(super) shelved: BTreeMap<SessionId, Batch>,
}

impl Tray {
    /// Takes one file in, once it was read.
    pub(super) fn take(
        &mut self,
        desk: &Desk,
        open: &mut Open,
        path: &Path,
        received: Received,
        mode: Mode,
    ) -> Outcome {
        let (id, kind) = (received.bundle().session, received.bundle().kind);
        let file_name = files::name(path);
        if kind == Kind::Archive && open.me(id).is_err() {
            let (report, batch) = archive::shelve(desk, open, received, &file_name)?;
            // Of two archives of one session, the one that holds more; the other adds what it has once this one is in.
            let more = self.shelved.get(&id).is_none_or(|other| holds(other) < holds(&batch));
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
}

/// How many entries a batch holds.
fn holds(batch: &Batch) -> usize {
    batch.packed.iter().fold(batch.entries.len(), |sum, packed| sum + packed.entries())
}
