//! Importing what others hand back: every file verified whole, counted before anything is written, all of them written in one
//! transaction with the facts that they arrived. The same file twice says so; the order of files changes nothing.

mod ahead;
mod brought;
mod intake;
mod kept;
mod preview;
mod report;
mod reverse;
#[cfg(test)]
mod tomorrow_test;
mod tray;

pub use kept::KeptImport;
pub use report::{
    Arrived, ClockAhead, Conflict, FileRefused, ImportReport, ImportsReport, LogArrival, NewerEntries, Range, Side,
};

pub(super) use brought::Brought;
pub(super) use intake::{batch, complete, list, secrets};
pub(super) use kept::summary;
pub(super) use preview::{Before, preview};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use self::ahead::Ring;
use self::intake::Intake;
use self::tray::Tray;
use super::keys;
use crate::desk::{Desk, Open};
use crate::failure::Failure;
use crate::files;
use crate::tables::Mode;

/// What opens files besides the keys that this store holds.
#[derive(Debug, Clone, Default)]
pub struct OpenedBy {
    /// A code, as it was typed.
    pub code: Option<String>,
    /// An age key, as its file holds it.
    pub key: Option<String>,
}

/// What became of one file.
type Outcome = Result<ImportReport, Failure>;

impl Desk {
    /// Imports the file at `path`, or says what it would bring.
    ///
    /// # Errors
    /// When the file can't be believed, or the machine fails: nothing of it is then kept.
    pub fn import(&self, path: &Path, mode: Mode) -> Result<ImportReport, Failure> {
        self.import_opened(path, &OpenedBy::default(), mode)
    }

    /// As [`Desk::import`], of a file that something else than this store's keys may open.
    ///
    /// # Errors
    /// As [`Desk::import`].
    pub fn import_opened(&self, path: &Path, opening: &OpenedBy, mode: Mode) -> Result<ImportReport, Failure> {
        let mut outcomes = self.import_each(std::slice::from_ref(&path.to_owned()), opening, mode)?;
        outcomes.pop().unwrap_or(Err(Failure::UnknownSession))
    }

    /// Imports the files at `paths` in one go, or says what they would bring. A file that can't be believed is told with its
    /// reason and does not hold the others back.
    ///
    /// # Errors
    /// When no store is open or the machine fails: nothing of any file is then kept.
    pub fn import_all(&self, paths: &[PathBuf], mode: Mode) -> Result<ImportsReport, Failure> {
        self.import_all_opened(paths, &OpenedBy::default(), mode)
    }

    /// As [`Desk::import_all`], of files that something else than this store's keys may open.
    ///
    /// # Errors
    /// As [`Desk::import_all`].
    pub fn import_all_opened(
        &self,
        paths: &[PathBuf],
        opening: &OpenedBy,
        mode: Mode,
    ) -> Result<ImportsReport, Failure> {
        let outcomes = self.import_each(paths, opening, mode)?;
        let (mut imports, mut refused) = (Vec::new(), Vec::new());
        for (path, outcome) in paths.iter().zip(outcomes) {
            match outcome {
                Ok(report) => imports.push(report),
                Err(failure) => refused.push(told(path, &failure)),
            }
        }
        let total = imports.iter().fold(Arrived::default(), Arrived::and);
        Ok(ImportsReport { imports, refused, total, dry_run: mode == Mode::DryRun })
    }

    /// Reads every file, then writes what all of them bring.
    fn import_each(&self, paths: &[PathBuf], opening: &OpenedBy, mode: Mode) -> Result<Vec<Outcome>, Failure> {
        self.with_open(|open| {
            let ring = Ring::new(keys(open)?, opening)?;
            let mut tray = Tray::default();
            let outcomes = self.read_each(open, &mut tray, &ring, paths, mode)?;
            let news = tray.intakes.values().any(Intake::has_news) || !tray.shelved.is_empty();
            if mode == Mode::Write && news {
                // The point to come back to, whatever the files do.
                self.copy(open)?;
                let mut batches = Vec::new();
                for intake in tray.intakes.values_mut() {
                    batches.extend(intake.batches(&open.book)?);
                }
                batches.extend(std::mem::take(&mut tray.shelved).into_values());
                open.book.write_all(&batches)?;
            }
            if tray.intakes.values().any(Intake::ends_the_epoch) {
                // Whatever this store wrote in, it writes in no more: every session is read again.
                open.dossiers.clear();
                return Ok(outcomes);
            }
            for (id, intake) in tray.intakes {
                open.dossiers.extend(intake.into_dossier(mode).map(|dossier| (id, dossier)));
                open.testify(id);
            }
            self.finish_erasures(open)?;
            Ok(outcomes)
        })
    }

    /// One outcome for each path, in their order. Only what concerns no file in particular fails here.
    fn read_each(
        &self,
        open: &mut Open,
        tray: &mut Tray,
        ring: &Ring,
        paths: &[PathBuf],
        mode: Mode,
    ) -> Result<Vec<Outcome>, Failure> {
        let mut outcomes = Vec::with_capacity(paths.len());
        ahead::each_read(paths, ring, |path, received| {
            match received.and_then(|received| tray.take(self, open, path, received, mode)) {
                Err(failure) if !concerns_the_file(&failure) => Err(failure),
                outcome => {
                    outcomes.push(outcome);
                    Ok(())
                }
            }
        })?;
        Ok(outcomes)
    }
}

/// A file that is refused, with what its sentence needs.
fn told(path: &Path, failure: &Failure) -> FileRefused {
    let mut args: BTreeMap<&'static str, String> = failure.args().into_iter().collect();
    if let Failure::File { source, .. } = failure {
        args.insert("path", files::name(path));
        args.insert("detail", source.to_string());
    }
    FileRefused { file_name: files::name(path), code: failure.code(), args }
}

/// Whether a failure says something of one file, rather than of the store or the machine.
fn concerns_the_file(failure: &Failure) -> bool {
    matches!(failure, Failure::BadInput { .. } | Failure::File { .. } | Failure::UnknownSession)
}
