//! Files that somebody offers: chosen in a dialog, dropped on the window, opened from the file manager, filmed from another
//! screen. The face learns a ticket and a name, never a path; nothing of a file is believed here.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use sync::envelope::{Lock, lock};

use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::exchange::ImportsReport;
use crate::failure::Failure;
use crate::files;
use crate::tables::Mode;
use crate::verify::{FileKind, kind_of};

/// A file offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OfferedFile {
    /// What names it at the doors.
    pub ticket: String,
    /// Its name, for people.
    pub file_name: String,
    /// Whether a code opens it: it is a pack, to be opened from the list of sessions.
    pub needs_code: bool,
    /// Whether it is a laptop's request to join: somebody lets it in, nothing of it is taken in.
    pub asks_to_join: bool,
    /// Whether it is a paper: it is verified, nothing of it is taken in.
    pub is_paper: bool,
}

/// Files that wait for the face to ask what was offered.
#[derive(Debug, Default)]
pub(crate) struct Offers(Mutex<Vec<PathBuf>>);

impl Desk {
    /// Files were dropped on the window, or named when it was started. They wait until the face asks.
    pub fn offer(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.offers.0.lock().unwrap_or_else(PoisonError::into_inner).extend(paths);
    }

    /// The files that wait, each told once.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn offered(&self) -> Result<Vec<OfferedFile>, Failure> {
        let paths = std::mem::take(&mut *self.offers.0.lock().unwrap_or_else(PoisonError::into_inner));
        paths.into_iter().map(|path| self.offered_file(path)).collect()
    }

    /// Asks the person for files received; none when they gave up.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn choose_files(&self) -> Result<Vec<OfferedFile>, Failure> {
        self.dialogs.open_files(Purpose::Results).into_iter().map(|path| self.offered_file(path)).collect()
    }

    /// Imports the files that `tickets` name, or says what they would bring.
    ///
    /// # Errors
    /// As [`Desk::import_all`]; a file that can't be believed is told among the others.
    pub fn import_offered(&self, tickets: &[String], mode: Mode) -> Result<ImportsReport, Failure> {
        let paths: Result<Vec<_>, _> = tickets.iter().map(|ticket| self.ticketed(ticket)).collect();
        self.import_all(&paths?, mode)
    }

    /// The file at `path`, with its ticket. One that can't be read says so when it is opened.
    pub(crate) fn offered_file(&self, path: PathBuf) -> Result<OfferedFile, Failure> {
        let file = files::read(&path).unwrap_or_default();
        let (needs_code, asks_to_join) = (lock(&file) == Ok(Lock::Code), sync::request::begins(&file));
        let file_name = files::name(&path);
        let is_paper = kind_of(&path, &file) == FileKind::Paper;
        Ok(OfferedFile { ticket: self.ticket(path)?, file_name, needs_code, asks_to_join, is_paper })
    }
}
