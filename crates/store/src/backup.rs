//! Copies of the store: written aside, confirmed by the disk, read back, then named. Not a place for the choice of which
//! copies to keep (`rotation`) nor for bringing one back (`restore`).

use std::fs;
use std::path::{Path, PathBuf};

use domain::time::Timestamp;
use rusqlite::Connection;

use crate::book::Book;
use crate::disk::{beside, confirm, folder, remove_if_there, rename};
use crate::failure::{Doing, Failure};
use crate::migration::STEPS;
use crate::opening::{count, verify};
use crate::rotation::{Keep, to_delete};
use crate::stamp;

/// How the copies of a rotating set begin their names.
pub(crate) const PREFIX: &str = "delibere-";

/// A copy that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The copy.
    pub path: PathBuf,
    /// How many entries it holds.
    pub entries: i64,
    /// Its size, in bytes.
    pub bytes: u64,
}

/// What a rotation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The new copy.
    pub copied: Copied,
    /// The older copies that went.
    pub deleted: Vec<PathBuf>,
}

impl Book {
    /// Copies the whole store to `to`, under the same key, and reads the copy back before it takes its name. A file already
    /// there is replaced only by a copy that was read back.
    ///
    /// # Errors
    /// When the disk is full or fails, or when the copy is not what the store holds; `to` is then as it was.
    pub fn backup(&self, to: &Path) -> Result<Copied, Failure> {
        fs::create_dir_all(folder(to)).map_err(|error| Failure::io(&error))?;
        let part = beside(to, ".part");
        let copied = self.copy_and_read_back(&part).and_then(|entries| {
            let bytes = fs::metadata(&part).map_err(|error| Failure::io(&error))?.len();
            rename(&part, to)?;
            Ok(Copied { path: to.to_owned(), entries, bytes })
        });
        if copied.is_err() {
            remove_if_there(&part)?;
        }
        copied
    }

    /// Adds a copy to the rotating set of `folder`, named after `now`, and removes those that `keep` does not keep.
    ///
    /// # Errors
    /// As `backup`; no older copy is removed before the new one was read back.
    pub fn rotate(&self, folder: &Path, now: Timestamp, keep: Keep) -> Result<Rotated, Failure> {
        let copied = self.backup(&folder.join(file_name(now)))?;
        let mut deleted = Vec::new();
        for at in to_delete(&copies(folder)?, now, keep) {
            let path = folder.join(file_name(at));
            remove_if_there(&path)?;
            deleted.push(path);
        }
        Ok(Rotated { copied, deleted })
    }

    fn copy_and_read_back(&self, part: &Path) -> Result<i64, Failure> {
        copy(&self.connection, part)?;
        let entries = verify(part, &self.key, STEPS)?;
        if entries == count(&self.connection)? { Ok(entries) } else { Err(Failure::BadCopy) }
    }
}

/// Writes a copy to `to` and makes the disk confirm it, which SQLite does not do by itself.
pub(crate) fn copy(connection: &Connection, to: &Path) -> Result<(), Failure> {
    remove_if_there(to)?;
    let path = to.to_str().ok_or_else(|| Failure::Io("the path of the copy is not Unicode".to_owned()))?;
    connection.execute("VACUUM INTO ?1", [path]).doing("Copying the store")?;
    confirm(to)
}

/// The instants of a rotating set.
fn copies(folder: &Path) -> Result<Vec<Timestamp>, Failure> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).map_err(|error| Failure::io(&error))? {
        let name = file.map_err(|error| Failure::io(&error))?.file_name();
        let text = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(".db"));
        found.extend(text.and_then(stamp::parse));
    }
    Ok(found)
}

fn file_name(at: Timestamp) -> String {
    format!("{PREFIX}{}.db", stamp::stamp_name(at))
}
