//! After an erasure: the file, its journal and its copies are gone over, so that no byte of theirs holds what was erased. A copy
//! is made anew without it, never dropped; what can't be opened is told, and left to a person. Not a place for erasing itself.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Transaction;

use crate::backup::copy;
use crate::book::Book;
use crate::disk::{beside, folder, remove_if_there, rename};
use crate::erase::{UNFINISHED, write};
use crate::failure::{Doing, Failure};
use crate::migration::STEPS;
use crate::opening::{count, verify};
use crate::rows::Erasure;

/// What an open store leaves beside its file.
const TRACES: [&str; 5] = ["-wal", "-shm", "-journal", ".lock", ".writer"];

/// What going over the files did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scrubbed {
    /// Copies that were made anew without the erased.
    pub remade: Vec<PathBuf>,
    /// Copies that could not be opened: they may still hold the erased.
    pub left: Vec<LeftOver>,
}

/// A copy that could not be gone over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// The file.
    pub path: PathBuf,
    /// Why, as a code of `Failure`.
    pub code: &'static str,
}

impl Book {
    /// Whether an erasure waits for the files to be gone over.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn is_unfinished(&self) -> Result<bool, Failure> {
        Ok(self.local(UNFINISHED)?.is_some())
    }

    /// Goes over the file, its journal and every copy: those in `copies`, and those that stand beside the store (set aside,
    /// kept before a migration). `writer` is what a second instance would read meanwhile.
    ///
    /// # Errors
    /// When the disk is full or fails: what is left to do stays written down, and is done at the next call.
    pub fn scrub(&mut self, copies: &Path, writer: &str) -> Result<Scrubbed, Failure> {
        // Freed bytes are zeroed at once (`secure_delete`); what pages keep between their cells goes only with the pages.
        self.connection.execute_batch("VACUUM").doing("Writing the store anew")?;
        self.empty_journal()?;
        let (mut scrubbed, erasures) = (Scrubbed::default(), self.erasures()?);
        let beside_store = found(folder(&self.path), |name| is_beside(&self.path, name))?;
        for path in found(copies, is_copy)?.into_iter().chain(beside_store) {
            match remake(&path, self, &erasures, writer) {
                Ok(()) => scrubbed.remade.push(path),
                Err(Failure::DiskFull) => return Err(Failure::DiskFull),
                Err(failure) => scrubbed.left.push(LeftOver { path, code: failure.code() }),
            }
        }
        self.in_transaction(end)?;
        self.empty_journal()?;
        Ok(scrubbed)
    }
}

/// Makes the copy at `path` anew without the erased. The old one is replaced only by one that was read back.
fn remake(path: &Path, book: &Book, erasures: &[Erasure], writer: &str) -> Result<(), Failure> {
    let mut held = Book::open(path, &book.key, writer)?;
    let part = beside(path, ".part");
    let remade = without(&mut held, erasures, &part);
    drop(held);
    if remade.is_err() {
        remove_if_there(&part)?;
    }
    remade?;
    rename(&part, path)?;
    found(folder(path), |name| is_trace(path, name))?.iter().try_for_each(|trace| remove_if_there(trace))
}

/// Copies `held` to `part`, without the erased, and reads it back.
fn without(held: &mut Book, erasures: &[Erasure], part: &Path) -> Result<(), Failure> {
    held.in_transaction(|transaction| {
        erasures.iter().try_for_each(|one| write(transaction, *one).map(drop))?;
        end(transaction)
    })?;
    copy(&held.connection, part)?;
    let entries = verify(part, &held.key, STEPS)?;
    if entries == count(&held.connection)? { Ok(()) } else { Err(Failure::BadCopy) }
}

/// Takes back the word that the files are to be gone over.
fn end(transaction: &Transaction<'_>) -> Result<(), Failure> {
    transaction.execute("DELETE FROM local WHERE key = ?1", [UNFINISHED]).doing("Ending an erasure").map(drop)
}

/// Files of a folder whose name `wanted` accepts, in the order of their names; none when there is no folder.
fn found(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::io(&error)),
    };
    let mut found = Vec::new();
    for file in files {
        let file = file.map_err(|error| Failure::io(&error))?;
        if file.file_name().to_str().is_some_and(&wanted) {
            found.push(file.path());
        }
    }
    found.sort();
    Ok(found)
}

fn is_copy(name: &str) -> bool {
    name.starts_with(crate::backup::PREFIX) && name.ends_with(".db")
}

/// Whether `name` is a copy that stands beside the store: set aside, or kept before a migration. Its journal goes with it.
fn is_beside(store: &Path, name: &str) -> bool {
    let suffix = store.file_name().and_then(|own| name.strip_prefix(own.to_str()?));
    let trace = TRACES.iter().any(|end| name.ends_with(end));
    !trace && suffix.is_some_and(|suffix| suffix.starts_with(".aside-") || suffix.starts_with(".before-v"))
}

/// Whether `name` is something that opening the copy at `path` left beside it.
fn is_trace(path: &Path, name: &str) -> bool {
    let suffix = path.file_name().and_then(|own| name.strip_prefix(own.to_str()?));
    suffix.is_some_and(|suffix| TRACES.contains(&suffix) || suffix.starts_with(".before-v"))
}
