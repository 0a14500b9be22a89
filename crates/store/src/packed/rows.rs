//! The table of segments: written beside `entry`, read with it, and taken apart into it. Not a place for how a segment is packed.

use domain::id::{Digest, LogId, SessionId, SubjectSecret};
use domain::log::Logged;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{Packed, Secrets, Segment, unpack};
use crate::failure::{Doing, Failure};

/// The segment that holds a place of a log: the hash of each of its entries, and whether it holds the payload.
pub(crate) struct Covered {
    pub(crate) number: i64,
    pub(crate) seq: u32,
    pub(crate) entries: Vec<(Digest, bool)>,
}

impl Covered {
    /// What stands at a place.
    pub(crate) fn at(&self, number: i64, seq: u32) -> Option<(Digest, bool)> {
        let place = usize::try_from(seq.checked_sub(self.seq)?).ok()?;
        if number == self.number { self.entries.get(place).copied() } else { None }
    }
}

/// How many entries lie in segments; a store of an older version has none.
pub(crate) fn count(connection: &Connection) -> Result<i64, Failure> {
    let what = "Counting the packed entries";
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'segment')";
    if !connection.query_row(sql, [], |row| row.get(0)).doing(what)? {
        return Ok(0);
    }
    let sql = "SELECT coalesce(sum(last - seq + 1), 0) FROM segment";
    connection.query_row(sql, [], |row| row.get(0)).doing(what)
}

/// The logs of a session: their numbers and ids, in the order of their ids.
pub(crate) fn logs(connection: &Connection, session: SessionId) -> Result<Vec<(i64, LogId)>, Failure> {
    let what = "Reading the logs";
    let sql = "SELECT log_no, log_id FROM log WHERE session = ?1 ORDER BY log_id";
    let mut statement = connection.prepare_cached(sql).doing(what)?;
    let rows = statement.query_map([session.0], |row| Ok((row.get(0)?, LogId(row.get(1)?)))).doing(what)?;
    rows.collect::<rusqlite::Result<_>>().doing(what)
}

/// The segments of a log, in order.
pub(crate) fn segments(connection: &Connection, number: i64) -> Result<Vec<Segment>, Failure> {
    let what = "Reading the segments";
    let sql = "SELECT seq, last, prev, hash, packed FROM segment WHERE log_no = ?1 ORDER BY seq";
    let mut statement = connection.prepare_cached(sql).doing(what)?;
    let rows = statement.query_map([number], segment).doing(what)?;
    rows.collect::<rusqlite::Result<_>>().doing(what)
}

/// Whether anything is known of the places of `packed`, or its log forked: it is then written entry by entry.
pub(crate) fn in_the_way(connection: &Connection, number: i64, packed: &Packed) -> Result<bool, Failure> {
    let what = "Looking for known entries";
    let (Some(first), Some(last)) = (packed.segments.first(), packed.segments.last()) else { return Ok(true) };
    let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE log_no = ?1 AND seq BETWEEN ?2 AND ?3)
        OR EXISTS (SELECT 1 FROM segment WHERE log_no = ?1 AND seq <= ?3 AND last >= ?2)
        OR EXISTS (SELECT 1 FROM fork WHERE log_no = ?1)";
    let mut statement = connection.prepare_cached(sql).doing(what)?;
    statement.query_row(params![number, first.seq, last.last], |row| row.get(0)).doing(what)
}

/// Writes the segments of a run.
pub(crate) fn write(transaction: &Transaction<'_>, number: i64, packed: &Packed) -> Result<(), Failure> {
    let what = "Appending a segment";
    let sql = "INSERT INTO segment (log_no, seq, last, prev, hash, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = transaction.prepare_cached(sql).doing(what)?;
    for Segment { seq, last, prev, hash, packed } in &packed.segments {
        statement.execute(params![number, seq, last, prev.0, hash.0, packed]).doing(what)?;
    }
    Ok(())
}

/// The segment that holds the place `seq` of a log, when one does: of those that begin no later, only the last can, and only it is
/// looked at, since every mark asks from beyond them all.
pub(crate) fn cover(
    connection: &Connection,
    number: i64,
    seq: u32,
    session: SessionId,
) -> Result<Option<Covered>, Failure> {
    let what = "Looking for a segment";
    let sql = "SELECT segment.seq, last, prev, hash, packed, log_id FROM segment JOIN log USING (log_no)
        WHERE log_no = ?1 AND last >= ?2
        AND segment.seq = (SELECT max(seq) FROM segment WHERE log_no = ?1 AND seq <= ?2)";
    let mut statement = connection.prepare_cached(sql).doing(what)?;
    let found = statement.query_row(params![number, seq], |row| Ok((segment(row)?, LogId(row.get(5)?)))).optional();
    let Some((segment, log)) = found.doing(what)? else { return Ok(None) };
    let mut entries = Vec::with_capacity(segment.entries());
    unpack(log, &segment, &secrets(connection, session)?, |logged| {
        entries.push((logged.hash, logged.entry.payload.is_some()));
        Ok(())
    })?;
    Ok(Some(Covered { number, seq: segment.seq, entries }))
}

/// Takes every segment of a log apart, into `entry`.
pub(crate) fn take_apart(transaction: &Transaction<'_>, number: i64, session: SessionId) -> Result<(), Failure> {
    let what = "Taking a segment apart";
    let secrets = secrets(transaction, session)?;
    let log = transaction.query_row("SELECT log_id FROM log WHERE log_no = ?1", [number], |row| row.get(0));
    let log = LogId(log.doing(what)?);
    for segment in segments(transaction, number)? {
        take_one_apart(transaction, number, log, &segment, &secrets)?;
    }
    Ok(())
}

/// Takes apart the segments of a session that hold a payload about `subject`.
pub(crate) fn take_apart_about(
    transaction: &Transaction<'_>,
    session: SessionId,
    subject: [u8; 16],
) -> Result<(), Failure> {
    let secrets = secrets(transaction, session)?;
    for (number, log) in logs(transaction, session)? {
        for segment in segments(transaction, number)? {
            let mut about = false;
            unpack(log, &segment, &secrets, |Logged { entry, .. }| {
                about |= entry.payload.is_some() && entry.header.subject == Some(subject);
                Ok(())
            })?;
            if about {
                take_one_apart(transaction, number, log, &segment, &secrets)?;
            }
        }
    }
    Ok(())
}

/// The secrets of a session's persons.
pub(crate) fn secrets(connection: &Connection, session: SessionId) -> Result<Secrets, Failure> {
    let what = "Reading the secrets";
    let mut statement =
        connection.prepare_cached("SELECT subject, secret FROM subject_secret WHERE session = ?1").doing(what)?;
    let rows = statement.query_map([session.0], |row| Ok((row.get(0)?, SubjectSecret(row.get(1)?)))).doing(what)?;
    rows.collect::<rusqlite::Result<_>>().doing(what)
}

fn take_one_apart(
    transaction: &Transaction<'_>,
    number: i64,
    log: LogId,
    segment: &Segment,
    secrets: &Secrets,
) -> Result<(), Failure> {
    let what = "Taking a segment apart";
    let sql = "INSERT INTO entry (log_no, seq, hash, header, leaf, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = transaction.prepare_cached(sql).doing(what)?;
    unpack(log, segment, secrets, |Logged { hash, entry }| {
        let header = entry.header.to_bytes();
        let values = params![number, entry.header.seq, hash.0, header.as_slice(), entry.leaf.0, entry.payload];
        statement.execute(values).doing(what).map(|_| ())
    })?;
    let sql = "DELETE FROM segment WHERE log_no = ?1 AND seq = ?2";
    transaction.execute(sql, params![number, segment.seq]).doing(what)?;
    Ok(())
}

fn segment(row: &Row<'_>) -> rusqlite::Result<Segment> {
    let (prev, hash) = (Digest(row.get(2)?), Digest(row.get(3)?));
    Ok(Segment { seq: row.get(0)?, last: row.get(1)?, prev, hash, packed: row.get(4)? })
}
