//! Erasing one person: their payloads and their secret go, their entries stay and the chain stays whole (RGPD, art. 17).
//! Not a place where it is decided who may be erased.

use domain::id::SessionId;
use rusqlite::params;

use crate::book::Book;
use crate::failure::{Doing, Failure};
use crate::packed;

impl Book {
    /// Erases every payload about `subject` in a session, their secret and their row in the search; returns how many payloads
    /// went. An old file that comes back later does not bring them back.
    ///
    /// # Errors
    /// When the disk is full or fails; nothing is then erased.
    pub fn erase_payloads(&mut self, session: SessionId, subject: [u8; 16]) -> Result<usize, Failure> {
        let what = "Erasing a person";
        let erased = self.in_transaction(|transaction| {
            let person = params![session.0, subject];
            packed::take_apart_about(transaction, session, subject)?;
            let sql = "INSERT INTO erasure (session, subject) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            transaction.execute(sql, person).doing(what)?;
            let sql = "UPDATE entry SET payload = NULL
                WHERE log_no IN (SELECT log_no FROM log WHERE session = ?1) AND payload IS NOT NULL
                AND substr(header, 81, 1) IN (x'02', x'03') AND substr(header, 82, 16) = ?2";
            let erased = transaction.execute(sql, person).doing(what)?;
            transaction
                .execute("DELETE FROM subject_secret WHERE session = ?1 AND subject = ?2", person)
                .doing(what)?;
            transaction.execute("DELETE FROM person WHERE session = ?1 AND candidate = ?2", person).doing(what)?;
            Ok(erased)
        })?;
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

    /// Moves the journal into the file and cuts it to nothing.
    pub(crate) fn empty_journal(&self) -> Result<(), Failure> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).doing("Emptying the journal")
    }
}
