//! The key file on the disk: written whole or not at all, read within bounds. The one place that opens a store's keys for
//! the use cases. Not a place for what the file holds.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;

use super::delay::Tries;
use super::{FILE_LIMIT, KeyFailure, KeyFile, StoreKey};
use crate::patience::patiently;

/// Reads the key file at `keys`.
///
/// # Errors
/// `Missing`, `Newer`, `Unreadable`, or as the disk says.
pub fn read(keys: &Path) -> Result<KeyFile, KeyFailure> {
    KeyFile::from_bytes(&read_bounded(keys, FILE_LIMIT)?)
}

/// Writes a first key file at `keys`; one that is there is never replaced.
///
/// # Errors
/// `AlreadyThere`, or as the disk says.
pub fn write_new(keys: &Path, file: &KeyFile) -> Result<(), KeyFailure> {
    if keys.exists() {
        return Err(KeyFailure::AlreadyThere);
    }
    write_whole(keys, &file.to_bytes()?)
}

/// Replaces the key file at `keys`, after a change of passphrase: at every instant the disk holds the old or the new one.
///
/// # Errors
/// As the disk says; the old one is then still there.
pub fn replace(keys: &Path, file: &KeyFile) -> Result<(), KeyFailure> {
    write_whole(keys, &file.to_bytes()?)
}

/// Opens the store's key with the passphrase, and counts: the try is written down before it is made and forgotten when it
/// was right. The caller has waited `Tries::read(keys).wait()`.
///
/// # Errors
/// `Wrong`, without a hint; or when the file is missing, newer or can't be read.
pub fn unlock(keys: &Path, passphrase: &str) -> Result<StoreKey, KeyFailure> {
    counted(keys, |file| file.open(passphrase))
}

/// Opens the store's key with the recovery key, and counts as `unlock` does.
///
/// # Errors
/// As `unlock`, and `NotARecoveryKey` when it was mistyped.
pub fn recover(keys: &Path, typed: &str) -> Result<StoreKey, KeyFailure> {
    counted(keys, |file| file.open_with_recovery(typed))
}

fn counted(keys: &Path, open: impl Fn(&KeyFile) -> Result<StoreKey, KeyFailure>) -> Result<StoreKey, KeyFailure> {
    let file = read(keys)?;
    // A disk that is full keeps nobody out of their own work.
    let counted = Tries::count_one(keys);
    let key = open(&file)?;
    if counted.is_ok() {
        Tries::forget(keys)?;
    }
    Ok(key)
}

/// [`write_durably`], for a file of keys.
pub(crate) fn write_whole(to: &Path, bytes: &[u8]) -> Result<(), KeyFailure> {
    write_durably(to, bytes).map_err(|error| KeyFailure::Io(error.to_string()))
}

/// Writes `bytes` beside `to`, makes the disk confirm them, then gives them the name.
pub(crate) fn write_durably(to: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = beside(to, ".part");
    let written = private(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        place(&part, to)
    });
    written.inspect_err(|_| {
        fs::remove_file(&part).ok();
    })
}

/// Gives `part` the name `to` in the same folder, and makes the disk confirm it.
pub(crate) fn place(part: &Path, to: &Path) -> std::io::Result<()> {
    patiently(|| fs::rename(part, to))?;
    let folder = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    // Windows confirms a name with its file and opens no folder.
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some file systems of keys know no such thing for a folder: the file itself was confirmed.
        Err(error) if matches!(error.kind(), std::io::ErrorKind::InvalidInput | std::io::ErrorKind::Unsupported) => {
            Ok(())
        }
        confirmed => confirmed,
    }
}

/// A new file that only its owner reads. What stood there, left by a program that was ended, goes; a link goes too, and is
/// not followed.
pub(crate) fn private(path: &Path) -> std::io::Result<File> {
    match patiently(|| fs::remove_file(path)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.create_new(true).write(true).read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// `path` with `suffix` after its whole name.
pub(crate) fn beside(path: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The bytes of a file that may hold `limit` at most.
pub(super) fn read_bounded(path: &Path, limit: u64) -> Result<Vec<u8>, KeyFailure> {
    let file = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => KeyFailure::Missing,
        _ => KeyFailure::Io(error.to_string()),
    })?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| KeyFailure::Io(error.to_string()))?;
    if bytes.len() as u64 > limit { Err(KeyFailure::Unreadable) } else { Ok(bytes) }
}
