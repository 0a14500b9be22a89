//! The write door: one batch, one transaction, acknowledged after the disk confirmed it. Not a place where it is decided
//! what to write.

use std::collections::BTreeMap;

use domain::id::{Digest, LogId, SessionId};
use domain::log::{Entry, Head, log_id};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::book::Book;
use crate::erase;
use crate::failure::{Doing, Failure};
use crate::packed::{self, Covered, Packed};
use crate::projection;
use crate::rows::{Batch, Blob, BundleReport, Log, Secret, Written};

/// Largest document, in bytes.
const LARGEST_BLOB: usize = 50 << 20;

impl Book {
    /// Writes a batch: all of it, durably, or nothing.
    ///
    /// # Errors
    /// When the disk is full or fails, when an entry's log is unknown, when a log's id or a person's secret is not what it
    /// should be. Nothing of the batch is then written, and the book stays usable unless the failure is `Stopped`.
    pub fn write(&mut self, batch: &Batch) -> Result<Written, Failure> {
        self.in_transaction(|transaction| write_batch(transaction, batch))
    }

    /// Writes several batches in their order, in one transaction: all of them, durably, or nothing.
    ///
    /// # Errors
    /// As [`Book::write`].
    pub fn write_all(&mut self, batches: &[Batch]) -> Result<(), Failure> {
        self.in_transaction(|transaction| {
            batches.iter().try_for_each(|batch| write_batch(transaction, batch).map(|_| ()))
        })
    }
}

fn write_batch(transaction: &Transaction<'_>, batch: &Batch) -> Result<Written, Failure> {
    batch.logs.iter().try_for_each(|log| write_log(transaction, log))?;
    batch.secrets.iter().try_for_each(|secret| write_secret(transaction, secret))?;
    let mut pen = Pen { transaction, numbers: BTreeMap::new(), covered: None, written: Written::default() };
    batch.packed.iter().try_for_each(|packed| pen.write_packed(packed))?;
    pen.write_entries(&batch.entries)?;
    pen.write_heads(&batch.heads)?;
    let mut written = pen.written;
    batch.blobs.iter().try_for_each(|blob| write_blob(transaction, blob))?;
    if let Some(report) = &batch.bundle {
        written.bundle_known = !write_report(transaction, report)?;
    }
    // Last: a run that arrives packed is opened with the secret that goes.
    for erasure in &batch.erasures {
        written.erased += erase::write(transaction, *erasure)?;
    }
    projection::write(transaction, batch.shelf.as_ref(), &batch.people)?;
    batch.local.iter().try_for_each(|(key, value)| write_local(transaction, key, value))?;
    Ok(written)
}

/// Writes the entries and heads of one batch.
struct Pen<'a> {
    transaction: &'a Transaction<'a>,
    numbers: BTreeMap<LogId, (i64, SessionId)>,
    /// The segment looked into last.
    covered: Option<Covered>,
    written: Written,
}

impl Pen<'_> {
    /// Appends a run as it is packed; entry by entry where something is known of its places, or a person in it was erased.
    fn write_packed(&mut self, packed: &Packed) -> Result<(), Failure> {
        let (number, session) = self.number(packed.log)?;
        let mut apart = packed::in_the_way(self.transaction, number, packed)?;
        for subject in &packed.subjects {
            apart = apart || erased(self.transaction, session, *subject)?;
        }
        if !apart {
            self.written.added += packed.entries();
            return packed::write(self.transaction, number, packed);
        }
        let secrets = packed::secrets(self.transaction, session)?;
        for segment in &packed.segments {
            packed::unpack(packed.log, segment, &secrets, |logged| self.write_entry(number, session, &logged.entry))?;
        }
        Ok(())
    }

    /// Appends the entries in the order of the key, the order SQLite writes fastest.
    fn write_entries(&mut self, entries: &[Entry]) -> Result<(), Failure> {
        let mut ordered = Vec::with_capacity(entries.len());
        for entry in entries {
            ordered.push((self.number(entry.header.log)?, entry));
        }
        ordered.sort_by_key(|((number, _), entry)| (*number, entry.header.seq));
        ordered.into_iter().try_for_each(|((number, session), entry)| self.write_entry(number, session, entry))
    }

    /// Appends one entry; its payload is left out when the person it is about was erased.
    fn write_entry(&mut self, number: i64, session: SessionId, entry: &Entry) -> Result<(), Failure> {
        let what = "Appending an entry";
        let hash = entry.hash();
        let payload = if self.is_erased(session, entry)? { None } else { entry.payload.as_deref() };
        if self.is_packed(number, session, entry.header.seq, hash, payload.is_some())? {
            self.written.known += 1;
            return Ok(());
        }
        let sql = "INSERT INTO entry (log_no, seq, hash, header, leaf, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO NOTHING";
        let mut statement = self.transaction.prepare_cached(sql).doing(what)?;
        let header = entry.header.to_bytes();
        let values = params![number, entry.header.seq, hash.0, header.as_slice(), entry.leaf.0, payload];
        if statement.execute(values).doing(what)? == 0 {
            self.written.known += 1;
            return self.complete(number, entry.header.seq, hash, payload);
        }
        self.written.added += 1;
        let place = params![number, entry.header.seq, hash.0];
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE log_no = ?1 AND seq = ?2 AND hash <> ?3)";
        let mut statement = self.transaction.prepare_cached(sql).doing(what)?;
        if statement.query_row(place, |row| row.get(0)).doing(what)? {
            self.written.forks += 1;
            let sql = "INSERT INTO fork (log_no, seq) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            self.transaction.execute(sql, params![number, entry.header.seq]).doing(what)?;
        }
        Ok(())
    }

    /// Gives an entry that was kept without its payload the payload that arrived.
    fn complete(&self, number: i64, seq: u32, hash: Digest, payload: Option<&[u8]>) -> Result<(), Failure> {
        let Some(payload) = payload else { return Ok(()) };
        let what = "Completing an entry";
        let sql = "UPDATE entry SET payload = ?4 WHERE log_no = ?1 AND seq = ?2 AND hash = ?3 AND payload IS NULL";
        let mut statement = self.transaction.prepare_cached(sql).doing(what)?;
        statement.execute(params![number, seq, hash.0, payload]).doing(what)?;
        Ok(())
    }

    /// Whether a segment holds that entry, with its payload if one arrives. A segment that holds another at its place, or
    /// lacks the payload, is taken apart with those of its log: what is known is then in rows.
    fn is_packed(
        &mut self,
        number: i64,
        session: SessionId,
        seq: u32,
        hash: Digest,
        payload: bool,
    ) -> Result<bool, Failure> {
        if self.covered.as_ref().is_none_or(|covered| covered.at(number, seq).is_none()) {
            self.covered = packed::cover(self.transaction, number, seq, session)?;
        }
        match self.covered.as_ref().and_then(|covered| covered.at(number, seq)) {
            None => Ok(false),
            Some((known, held)) if known == hash && (held || !payload) => Ok(true),
            Some(_) => {
                self.covered = None;
                packed::take_apart(self.transaction, number, session)?;
                Ok(false)
            }
        }
    }

    /// Keeps the heads. Of a series without fork the last one covers all the others, which go or do not come.
    fn write_heads(&mut self, heads: &[Head]) -> Result<(), Failure> {
        let mut last_first: Vec<&Head> = heads.iter().collect();
        last_first.sort_by_key(|head| (head.log, std::cmp::Reverse(head.seq)));
        last_first.into_iter().try_for_each(|head| self.write_head(head))
    }

    fn write_head(&mut self, head: &Head) -> Result<(), Failure> {
        let what = "Keeping a head";
        let (number, session) = self.number(head.log)?;
        let sql = "SELECT EXISTS (SELECT 1 FROM head WHERE log_no = ?1 AND seq > ?2)
            AND NOT EXISTS (SELECT 1 FROM fork WHERE log_no = ?1)";
        let mut statement = self.transaction.prepare_cached(sql).doing(what)?;
        if statement.query_row(params![number, head.seq], |row| row.get(0)).doing(what)? {
            return Ok(());
        }
        let sql = "SELECT EXISTS (SELECT 1 FROM segment WHERE log_no = ?1 AND seq <= ?2 AND last >= ?2)";
        let mut statement = self.transaction.prepare_cached(sql).doing(what)?;
        if statement.query_row(params![number, head.seq], |row| row.get(0)).doing(what)? {
            packed::take_apart(self.transaction, number, session)?;
        }
        let sql = "INSERT INTO head (log_no, seq, hash, signature) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let mut statement = self.transaction.prepare_cached(sql).doing(what)?;
        let values = params![number, head.seq, head.hash.0, head.signature.0];
        statement.execute(values).doing(what)?;
        let sql = "DELETE FROM head WHERE log_no = ?1 AND seq < (SELECT max(seq) FROM head WHERE log_no = ?1)
            AND NOT EXISTS (SELECT 1 FROM fork WHERE log_no = ?1)";
        self.transaction.prepare_cached(sql).doing(what)?.execute([number]).doing(what)?;
        Ok(())
    }

    fn is_erased(&self, session: SessionId, entry: &Entry) -> Result<bool, Failure> {
        match entry.header.subject {
            Some(subject) => erased(self.transaction, session, subject),
            None => Ok(false),
        }
    }

    /// The number and session of a log.
    fn number(&mut self, log: LogId) -> Result<(i64, SessionId), Failure> {
        if let Some(known) = self.numbers.get(&log) {
            return Ok(*known);
        }
        let what = "Looking for a log";
        let sql = "SELECT log_no, session FROM log WHERE log_id = ?1";
        let mut statement = self.transaction.prepare_cached(sql).doing(what)?;
        let found = statement.query_row([log.0], |row| Ok((row.get(0)?, SessionId(row.get(1)?)))).optional();
        let found = found.doing(what)?.ok_or(Failure::UnknownLog(log))?;
        self.numbers.insert(log, found);
        Ok(found)
    }
}

fn write_log(transaction: &Transaction<'_>, log: &Log) -> Result<(), Failure> {
    if log_id(log.device, log.session, log.person, log.epoch) != log.id {
        return Err(Failure::ForgedLog(log.id));
    }
    let what = "Opening a log";
    let sql = "INSERT INTO log (log_id, session, person, device, epoch, opened) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO NOTHING";
    let values = params![log.id.0, log.session.0, log.person.0, log.device.0, log.epoch, log.opened.0];
    transaction.prepare_cached(sql).doing(what)?.execute(values).doing(what)?;
    Ok(())
}

/// Keeps a person's secret. Another one for the same person is refused: it would make their entries unsound.
fn write_secret(transaction: &Transaction<'_>, secret: &Secret) -> Result<(), Failure> {
    let what = "Keeping a person's secret";
    if erased(transaction, secret.session, secret.subject)? {
        return Ok(());
    }
    let sql = "INSERT INTO subject_secret (session, subject, secret) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    let values = params![secret.session.0, secret.subject, secret.secret.0];
    if transaction.prepare_cached(sql).doing(what)?.execute(values).doing(what)? == 1 {
        return Ok(());
    }
    let sql = "SELECT secret = ?3 FROM subject_secret WHERE session = ?1 AND subject = ?2";
    let same: bool = transaction.query_row(sql, values, |row| row.get(0)).doing(what)?;
    if same { Ok(()) } else { Err(Failure::OtherSecret) }
}

fn erased(transaction: &Transaction<'_>, session: SessionId, subject: [u8; 16]) -> Result<bool, Failure> {
    let what = "Looking for an erasure";
    let sql = "SELECT EXISTS (SELECT 1 FROM erasure WHERE session = ?1 AND subject = ?2)";
    let mut statement = transaction.prepare_cached(sql).doing(what)?;
    statement.query_row(params![session.0, subject], |row| row.get(0)).doing(what)
}

fn write_blob(transaction: &Transaction<'_>, blob: &Blob) -> Result<(), Failure> {
    if blob.bytes.len() > LARGEST_BLOB {
        return Err(Failure::TooLarge(blob.bytes.len()));
    }
    let what = "Keeping a document";
    let sql = "INSERT INTO blob (digest, session, media, bytes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let values = params![blob.digest.0, blob.session.0, blob.media, blob.bytes];
    transaction.prepare_cached(sql).doing(what)?.execute(values).doing(what)?;
    Ok(())
}

/// Keeps the report of an import; whether it is new.
fn write_report(transaction: &Transaction<'_>, report: &BundleReport) -> Result<bool, Failure> {
    let what = "Keeping the report of an import";
    let sql = "INSERT INTO bundle (digest, session, imported_at, summary) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO NOTHING";
    let values = params![report.digest.0, report.session.0, report.imported_at.0, report.summary];
    Ok(transaction.prepare_cached(sql).doing(what)?.execute(values).doing(what)? == 1)
}

fn write_local(transaction: &Transaction<'_>, key: &str, value: &[u8]) -> Result<(), Failure> {
    let what = "Keeping a setting";
    let sql = "INSERT INTO local (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    transaction.prepare_cached(sql).doing(what)?.execute(params![key, value]).doing(what)?;
    Ok(())
}
