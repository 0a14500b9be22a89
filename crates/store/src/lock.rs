//! One writer per store: a file beside it, locked by the system for as long as the program lives, and another that says who
//! holds it. Two files, because Windows lets nobody read a locked one. Not a place for locks inside SQLite.

use std::fs::{self, File, OpenOptions};
use std::path::Path;

use fs4::{FileExt, TryLockError};

use crate::disk::beside;
use crate::failure::Failure;

/// The right to open a store. The system takes it back when the program ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    held: File,
}

impl Drop for Lock {
    /// Given back by name: a child process that is just being started may hold a copy of the file for a moment.
    fn drop(&mut self) {
        // The system takes it back anyway when the file closes.
        FileExt::unlock(&self.held).ok();
    }
}

/// Takes the lock of the store at `path` and writes down who did (`writer`: a free text for the second one to read).
pub(crate) fn take(path: &Path, writer: &str) -> Result<Lock, Failure> {
    let (lock, note) = (beside(path, ".lock"), beside(path, ".writer"));
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(lock);
    let held = open.map_err(|error| Failure::io(&error))?;
    match FileExt::try_lock(&held) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(Failure::AlreadyOpen { writer: fs::read_to_string(note).unwrap_or_default() });
        }
        Err(TryLockError::Error(error)) => return Err(Failure::io(&error)),
    }
    // A full disk must not keep anybody out of what is already written.
    match fs::write(&note, writer).map_err(|error| Failure::io(&error)) {
        Ok(()) | Err(Failure::DiskFull) => Ok(Lock { held }),
        Err(failure) => Err(failure),
    }
}
