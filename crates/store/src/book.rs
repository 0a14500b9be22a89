//! The open book: its connection, its lock, and the one door through which it is written. What is written, read, checked or
//! copied has its own file beside this one.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::failure::{Doing, Failure};
use crate::key::Key;
use crate::lock::Lock;
use crate::migration::STEPS;
use crate::opening;

/// An open store. Nobody else can open it until it is dropped.
#[derive(Debug)]
pub struct Book {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) key: Key,
    stopped: bool,
    // Last, so that the connection closes before the lock goes.
    _lock: Lock,
}

impl Book {
    /// Makes a store at `path` and opens it. `writer` is what a second instance will read: who, where, since when.
    ///
    /// # Errors
    /// `AlreadyThere` when the path is taken; otherwise as the disk says.
    pub fn create(path: &Path, key: &Key, writer: &str) -> Result<Self, Failure> {
        let (connection, lock) = opening::create(path, key, writer, STEPS)?;
        Ok(Self { connection, path: path.to_owned(), key: key.clone(), stopped: false, _lock: lock })
    }

    /// Opens the store at `path`.
    ///
    /// # Errors
    /// Missing, empty, foreign, newer, unreadable, damaged, on a read-only medium or open elsewhere: the file is then left as
    /// it is, to the byte.
    pub fn open(path: &Path, key: &Key, writer: &str) -> Result<Self, Failure> {
        let (connection, lock) = opening::open(path, key, writer, STEPS)?;
        Ok(Self { connection, path: path.to_owned(), key: key.clone(), stopped: false, _lock: lock })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One of this device's own things, by name.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn local(&self, key: &str) -> Result<Option<Vec<u8>>, Failure> {
        let mut statement =
            self.connection.prepare_cached("SELECT value FROM local WHERE key = ?1").doing("Reading a setting")?;
        statement.query_row([key], |row| row.get(0)).optional().doing("Reading a setting")
    }

    /// Sets one of this device's own things.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn set_local(&mut self, key: &str, value: &[u8]) -> Result<(), Failure> {
        let batch =
            crate::rows::Batch { local: vec![(key.to_owned(), value.to_owned())], ..crate::rows::Batch::default() };
        self.write(&batch).map(|_| ())
    }

    /// Runs `work` in one transaction; what it wrote is durable when this returns, and absent when this fails.
    pub(crate) fn in_transaction<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if self.stopped {
            return Err(Failure::Stopped);
        }
        let result = attempt(&mut self.connection, work);
        // A failed fsync is never tried again: the system may already have dropped the pages it could not write.
        self.stopped = matches!(result, Err(Failure::Stopped));
        result
    }
}

fn attempt<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing("Starting a write")?;
    let value = work(&transaction)?;
    transaction.commit().doing("Confirming a write")?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_write_the_disk_did_not_confirm_the_book_only_reads() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::create(&folder.path().join("book.db"), &Key::new([1; 32]), "Awa").unwrap();
        book.set_local("before", b"kept").unwrap();
        let failed = book.in_transaction::<()>(|_| Err(Failure::Stopped));
        assert!(matches!(failed, Err(Failure::Stopped)));
        assert!(matches!(book.set_local("after", b"lost"), Err(Failure::Stopped)));
        assert_eq!(book.local("before").unwrap().as_deref(), Some(b"kept".as_slice()));
    }

    #[test]
    fn a_write_that_finds_no_room_leaves_nothing_and_the_next_one_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::create(&folder.path().join("book.db"), &Key::new([1; 32]), "Awa").unwrap();
        let pages = |book: &Book, most: i64| book.connection.pragma_update(None, "max_page_count", most).unwrap();
        pages(&book, 60);
        assert!(matches!(book.set_local("large", &[1; 200_000]), Err(Failure::DiskFull)));
        assert_eq!(book.local("large").unwrap(), None);
        book.set_local("small", b"still there").unwrap();
        pages(&book, 1 << 20);
        book.set_local("large", &[1; 200_000]).unwrap();
    }
}
