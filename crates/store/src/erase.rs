//! Erasing one person: their payloads and their secret go, their entries stay and the chain stays whole (RGPD, art. 17).
//! Not a place where it is decided who may be erased, nor for what the disk still holds afterwards (`scrub`).

use domain::id::SessionId;
use rusqlite::{Transaction, params};

use crate::book::Book;
use crate::failure::{Doing, Failure};
use crate::packed;
use crate::rows::Erasure;

/// Set in `local` from the commit of an erasure until the file, its journal and its copies were gone over (`scrub`).
pub(crate) const UNFINISHED: &str = "erasure-unfinished";

impl Book {
    /// Erases every payload about `subject` in a session, their secret and their row in the search; returns how many payloads
    /// went. An old file that comes back later does not bring them back.
    ///
    /// # Errors
    /// When the disk is full or fails; nothing is then erased.
    pub fn erase_payloads(&mut self, session: SessionId, subject: [u8; 16]) -> Result<usize, Failure> {
        let erased = self.in_transaction(|transaction| write(transaction, Erasure { session, subject }))?;
        self.empty_journal()?;
        Ok(erased)
    }

    /// The persons of a session whose payloads were erased.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn erased(&self, session: SessionId) -> Result<Vec<[u8; 16]>, Failure> {
        let sql = "SELECT subject FROM erasure WHERE session = ?1 ORDER BY subject";
        self.rows("Reading the erasures", sql, [session.0], |row| row.get(0))
    }

    /// Every erasure of the book.
    pub(crate) fn erasures(&self) -> Result<Vec<Erasure>, Failure> {
        let sql = "SELECT session, subject FROM erasure ORDER BY session, subject";
        let read = |row: &rusqlite::Row<'_>| Ok(Erasure { session: SessionId(row.get(0)?), subject: row.get(1)? });
        self.rows("Reading the erasures", sql, [], read)
    }

    /// Moves the journal into the file and cuts it to nothing.
    pub(crate) fn empty_journal(&self) -> Result<(), Failure> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).doing("Emptying the journal")
    }
}

/// Writes an erasure down and takes away what it erases; how many payloads went. An erasure that changes something leaves word
/// that the file is to be gone over.
pub(crate) fn write(transaction: &Transaction<'_>, erasure: Erasure) -> Result<usize, Failure> {
    let what = "Erasing a person";
    let person = params![erasure.session.0, erasure.subject];
    packed::take_apart_about(transaction, erasure.session, erasure.subject)?;
    let sql = "INSERT INTO erasure (session, subject) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    let new = transaction.execute(sql, person).doing(what)?;
    let sql = "UPDATE entry SET payload = NULL
        WHERE log_no IN (SELECT log_no FROM log WHERE session = ?1) AND payload IS NOT NULL
        AND substr(header, 81, 1) IN (x'02', x'03') AND substr(header, 82, 16) = ?2";
    let erased = transaction.execute(sql, person).doing(what)?;
    let sql = "DELETE FROM subject_secret WHERE session = ?1 AND subject = ?2";
    let secrets = transaction.execute(sql, person).doing(what)?;
    let sql = "DELETE FROM person WHERE session = ?1 AND candidate = ?2";
    let rows = transaction.execute(sql, person).doing(what)?;
    if new + erased + secrets + rows > 0 {
        let sql = "INSERT INTO local (key, value) VALUES (?1, x'31') ON CONFLICT (key) DO NOTHING";
        transaction.execute(sql, [UNFINISHED]).doing(what)?;
    }
    Ok(erased)
}
