//! Files that are whole or absent: written aside, confirmed by the disk, then given their name. Not a place for what the
//! files hold.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// `path` with `suffix` after its whole name: `delibere.db` and `-wal` give `delibere.db-wal`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}

/// The folder that holds `path`.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes the disk confirm a file's bytes.
pub(crate) fn confirm(path: &Path) -> Result<(), Failure> {
    let file = fs::OpenOptions::new().read(true).write(true).open(path).map_err(|error| Failure::io(&error))?;
    file.sync_all().map_err(|error| Failure::io(&error))
}

/// Gives `from` the name `to` in the same folder, and makes the disk confirm it.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|error| Failure::io(&error))?;
    confirm_folder(folder(to))
}

/// Makes the disk confirm the names of a folder. Windows confirms a name with its file and opens no folder.
fn confirm_folder(folder: &Path) -> Result<(), Failure> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| Failure::io(&error))
}

/// Removes a file of ours when it is there.
pub(crate) fn remove_if_there(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::io(&error)),
        _ => Ok(()),
    }
}
