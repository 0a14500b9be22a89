//! Handing work back: everything this laptop knows of a session, in one file, written whole and read back before the person
//! is told that they may take the key out.

use std::path::Path;

use domain::event::LogHead;
use domain::id::{Digest, SessionId};
use domain::log::Head;
use serde::Serialize;
use sync::bundle::{Bundle, Kind};
use sync::envelope::Recipients;
use sync::session_key::SessionKey;

use super::{CIVIL_STATUS, believe_own, closed, gather, recipients};
use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::failure::Failure;
use crate::files;
use crate::view::handover::Handed;
use crate::view::session::count;

/// A file handed over.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ResultsFile {
    /// Its name.
    pub file_name: String,
    /// One's sealed sheets in it.
    pub sheets: u32,
    /// Entries in it.
    pub entries: u32,
    /// Its length.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub bytes: u64,
    /// Names its content for ever.
    pub bundle: Digest,
    /// Set once the file was read back from where it was written and believed.
    pub verified: bool,
    /// People who can't open it: a device lost its place since, and none of theirs has a key that is known here. A request of
    /// theirs, or a file from them, mends it.
    pub unreachable: Vec<String>,
}

impl Desk {
    /// Asks the person where to, and hands over; `None` when they gave up.
    ///
    /// # Errors
    /// As [`Desk::export`].
    pub fn export_chosen(&self, session: SessionId) -> Result<Option<ResultsFile>, Failure> {
        let suggested = self.suggested_name(session)?;
        let Some(path) = self.dialogs.save_file(Purpose::Results, &suggested) else { return Ok(None) };
        self.export(session, &path).map(Some)
    }

    /// Hands over everything this laptop knows of `session`, to the file at `to`.
    ///
    /// # Errors
    /// When no store is open, or the file can't be written and read back.
    pub fn export(&self, session: SessionId, to: &Path) -> Result<ResultsFile, Failure> {
        let (bytes, handed, entries, unreachable) = self.with_open(|open| {
            let session_key = SessionKey::new(open.session_secret(session)?);
            let (dossier, book, device) = open.dossier(session)?;
            let addressed = recipients::everybody(&dossier.session, device, &session_key);
            let bundle = Bundle::new(Kind::Results, session, device.public(), dossier.me, self.clock.now());
            let bundle = gather(book, device, bundle, |_| true, |logged| logged.entry.header.kind != CIVIL_STATUS)?;
            let sealed = dossier.session.sheets.iter().filter(|((juror, _), _)| *juror == dossier.me);
            let sheets = count(sealed.filter(|(_, sheet)| sheet.seal.shown().is_some()).count());
            let bytes = closed(&bundle, device, &Recipients::Keys(addressed.keys))?;
            let own = |head: &&Head| bundle.logs.get(&head.log).is_some_and(|part| part.device == bundle.device);
            let heads = bundle.heads.iter().filter(own).map(|Head { log, seq, hash, .. }| LogHead {
                log: *log,
                seq: *seq,
                hash: *hash,
            });
            let handed = Handed { heads: heads.collect(), sealed: sheets };
            Ok((bytes, handed, count(bundle.entries()), addressed.unreachable))
        })?;
        let bundle = self.hand_over(to, &bytes, believe_own)?;
        self.with_open(|open| handed.keep(open, session))?;
        let (file_name, sheets, bytes) = (files::name(to), handed.sealed, files::length(&bytes));
        Ok(ResultsFile { file_name, sheets, entries, bytes, bundle, verified: true, unreachable })
    }
}
