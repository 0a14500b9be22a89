//! A store in one file: its keys, its database and a digest of both (docs/formats/store.md §4), to carry away and to bring
//! back. Everything is verified before anything is touched. Not the rotating copies, which `store` makes beside the store.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use domain::time::Timestamp;
use store::{Book, Failure, SetAside, stamp_name};

use crate::keys::file::{beside, place, private};
use crate::keys::{FILE_LIMIT, KeyFailure, KeyFile, StoreKey, file, path_beside};

/// Version of the file.
pub const VERSION: u8 = 1;

const MAGIC: &[u8; 8] = b"DELIBBAK";
const START: usize = 24;
const DIGEST: u64 = 32;
const CONTEXT: &str = "delibere 2026 backup v1";

/// Why a store could not be carried away or brought back. The present store is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum SafekeepingFailure {
    /// The file is something else.
    #[error("The file is no backup")]
    NotABackup,
    /// The file was written by a newer application.
    #[error("The backup has version {0}, this application knows {VERSION}")]
    Newer(u8),
    /// Bytes are missing or in excess: a copy was cut short.
    #[error("The backup is incomplete")]
    Incomplete,
    /// A byte is not what was written.
    #[error("The backup is damaged")]
    Damaged,
    /// Its keys did not open.
    #[error(transparent)]
    Keys(#[from] KeyFailure),
    /// The store could not be copied or replaced.
    #[error(transparent)]
    Store(#[from] Failure),
    /// The disk refused.
    #[error("The backup could not be read or written: {0}")]
    Disk(#[from] io::Error),
}

impl SafekeepingFailure {
    /// The case's name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotABackup => "backup-foreign",
            Self::Newer(_) => "backup-newer",
            Self::Incomplete => "backup-incomplete",
            Self::Damaged => "backup-damaged",
            Self::Keys(failure) => failure.code(),
            Self::Store(failure) => failure.code(),
            Self::Disk(error) if error.kind() == io::ErrorKind::StorageFull => "disk-full",
            Self::Disk(_) => "disk-failed",
        }
    }

    /// Whether the backup itself is damaged or tampered with, rather than foreign, newer or locked.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Incomplete | Self::Damaged => true,
            Self::Store(failure) => failure.is_damage(),
            Self::NotABackup | Self::Newer(_) | Self::Keys(_) | Self::Disk(_) => false,
        }
    }
}

/// What a person has to open a backup with.
#[derive(Debug, Clone, Copy)]
pub enum Proof<'a> {
    /// The passphrase of the day of the backup.
    Passphrase(&'a str),
    /// The recovery key, as typed.
    Recovery(&'a str),
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// Its keys, still closed.
    pub keys: KeyFile,
    /// Size of its database, in bytes.
    pub database: u64,
}

/// What was brought back.
#[derive(Debug)]
pub struct Restored {
    /// Its key, open.
    pub key: StoreKey,
    /// Where the store that was there is now.
    pub aside: SetAside,
}

/// Writes the open store and its keys into the file `to`, and reads it back before it takes its name.
///
/// # Errors
/// When the keys can't be read, or the disk is full or fails; a file already at `to` is then as it was.
pub fn backup(book: &Book, to: &Path) -> Result<Inside, SafekeepingFailure> {
    let (database, part) = (beside(to, ".db"), beside(to, ".part"));
    let written = file::read(&path_beside(book.path())).map_err(SafekeepingFailure::from).and_then(|keys| {
        book.backup(&database)?;
        write(&keys, &database, &part)?;
        let inside = inspect(&part)?;
        place(&part, to)?;
        Ok(inside)
    });
    fs::remove_file(&database).ok();
    fs::remove_file(&part).ok();
    written
}

/// Reads a whole backup and verifies every byte; it opens nothing.
///
/// # Errors
/// When it is no backup, is newer, incomplete or damaged.
pub fn inspect(backup: &Path) -> Result<Inside, SafekeepingFailure> {
    read(&mut File::open(backup)?, &mut io::sink())
}

/// Puts a backup in the place of the store at `store`; the store and keys that were there are set aside under the name of
/// `now`, never deleted. Should the machine stop between the two, doing it again brings both back.
///
/// # Errors
/// When the backup is not whole, does not open with `proof`, the store is open elsewhere, or the disk is full: nothing was
/// then touched.
pub fn restore(
    backup: &Path,
    store: &Path,
    proof: Proof<'_>,
    now: Timestamp,
    writer: &str,
) -> Result<Restored, SafekeepingFailure> {
    let keys = inspect(backup)?.keys;
    let key = match proof {
        Proof::Passphrase(passphrase) => keys.open(passphrase)?,
        Proof::Recovery(typed) => keys.open_with_recovery(typed)?,
    };
    if let Some(folder) = store.parent() {
        fs::create_dir_all(folder)?;
    }
    let keys_path = path_beside(store);
    let (incoming, incoming_keys) = (beside(store, ".incoming"), beside(&keys_path, ".incoming"));
    let aside = extract(backup, &incoming).and_then(|()| {
        file::replace(&incoming_keys, &keys)?;
        let aside = store::restore(&incoming, store, &key.for_store(), now, writer)?;
        replace_keys(&keys_path, &incoming_keys, now)?;
        Ok(aside)
    });
    fs::remove_file(&incoming).ok();
    fs::remove_file(&incoming_keys).ok();
    Ok(Restored { key, aside: aside? })
}

/// Sets the store at `store` aside, and its keys with it, so that a new one can begin there: for a damaged store, when a person
/// asked for it. Nothing is deleted.
///
/// # Errors
/// When it is open elsewhere or the disk fails.
pub fn set_aside(store: &Path, now: Timestamp, writer: &str) -> Result<SetAside, SafekeepingFailure> {
    let aside = store::set_aside(store, now, writer)?;
    keys_aside(&path_beside(store), now)?;
    Ok(aside)
}

fn write(keys: &KeyFile, database: &Path, to: &Path) -> Result<(), SafekeepingFailure> {
    let keys = keys.to_bytes()?;
    let mut database = File::open(database)?;
    let length = database.metadata()?.len();
    let key_length = u32::try_from(keys.len()).map_err(|_| KeyFailure::Unreadable)?;
    let start = [&MAGIC[..], &[VERSION, 0, 0, 0], &key_length.to_be_bytes(), &length.to_be_bytes()].concat();
    let mut out = Hashing { inner: private(to)?, hasher: blake3::Hasher::new_derive_key(CONTEXT) };
    out.write_all(&start)?;
    out.write_all(&keys)?;
    io::copy(&mut database, &mut out)?;
    let Hashing { mut inner, hasher } = out;
    inner.write_all(hasher.finalize().as_bytes())?;
    Ok(inner.sync_all()?)
}

/// Reads a backup from its start, its database going to `database`. Nothing is trusted before this returns.
fn read(backup: &mut File, database: &mut impl Write) -> Result<Inside, SafekeepingFailure> {
    let total = backup.metadata()?.len();
    backup.rewind()?;
    let mut start = [0; START];
    backup.read_exact(&mut start).map_err(|_| SafekeepingFailure::NotABackup)?;
    let (key_length, length) = lengths(&start)?;
    let whole = u64::try_from(START).ok().and_then(|start| start.checked_add(key_length)?.checked_add(length));
    if whole.and_then(|whole| whole.checked_add(DIGEST)) != Some(total) {
        return Err(SafekeepingFailure::Incomplete);
    }
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    hasher.update(&start);
    let mut keys = Hashing { inner: Vec::new(), hasher };
    io::copy(&mut backup.take(key_length), &mut keys)?;
    let mut rest = Hashing { inner: database, hasher: keys.hasher };
    io::copy(&mut backup.take(length), &mut rest)?;
    let mut digest = [0; 32];
    backup.read_exact(&mut digest).map_err(|_| SafekeepingFailure::Incomplete)?;
    if rest.hasher.finalize() != blake3::Hash::from_bytes(digest) {
        return Err(SafekeepingFailure::Damaged);
    }
    Ok(Inside { keys: KeyFile::from_bytes(&keys.inner)?, database: length })
}

/// The lengths of the keys and of the database that a start announces.
fn lengths(start: &[u8; START]) -> Result<(u64, u64), SafekeepingFailure> {
    let rest = start.strip_prefix(MAGIC).ok_or(SafekeepingFailure::NotABackup)?;
    let split = rest.split_first_chunk::<4>().and_then(|(version, rest)| {
        let (keys, rest) = rest.split_first_chunk::<4>()?;
        Some((version, u64::from(u32::from_be_bytes(*keys)), u64::from_be_bytes(*rest.first_chunk::<8>()?)))
    });
    match split {
        Some(([VERSION, 0, 0, 0], keys, database)) if keys <= FILE_LIMIT => Ok((keys, database)),
        Some(([newer, ..], _, _)) if *newer > VERSION => Err(SafekeepingFailure::Newer(*newer)),
        _ => Err(SafekeepingFailure::Damaged),
    }
}

/// Writes the database of a backup to `to`, verified once more on the way.
fn extract(backup: &Path, to: &Path) -> Result<(), SafekeepingFailure> {
    let mut out = private(to)?;
    read(&mut File::open(backup)?, &mut out)?;
    Ok(out.sync_all()?)
}

/// Puts the keys of the backup in the place of the present ones: names change, no byte is written any more.
fn replace_keys(path: &Path, incoming: &Path, now: Timestamp) -> Result<(), SafekeepingFailure> {
    keys_aside(path, now)?;
    Ok(place(incoming, path)?)
}

fn keys_aside(path: &Path, now: Timestamp) -> Result<(), SafekeepingFailure> {
    if path.exists() {
        place(path, &beside(path, &format!(".aside-{}", stamp_name(now))))?;
    }
    Ok(())
}

/// Digests what goes through.
struct Hashing<W> {
    inner: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests;
