//! What the log holds, read back. Not a place for what it means.

use domain::id::{DeviceKey, Digest, LogId, PersonId, SessionId, Signature, SubjectSecret};
use domain::log::{Entry, Head, Header, Logged};
use domain::time::Timestamp;
use rusqlite::{OptionalExtension, Params, Row, params};

use crate::book::Book;
use crate::failure::{Doing, Failure};
use crate::packed;
use crate::rows::{Blob, BundleReport, Log, Secret};

impl Book {
    /// The sessions that have a log, in the order of their ids.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn sessions(&self) -> Result<Vec<SessionId>, Failure> {
        let sql = "SELECT DISTINCT session FROM log ORDER BY session";
        self.rows("Reading the sessions", sql, [], |row| row.get(0).map(SessionId))
    }

    /// The entries of a session, by log id, then place, then hash: the same order on every device.
    ///
    /// # Errors
    /// When the disk fails; `Damaged` when a header can't be read.
    pub fn entries(&self, session: SessionId) -> Result<Vec<Logged>, Failure> {
        let mut entries = Vec::new();
        self.each_entry(session, |logged| {
            entries.push(logged);
            Ok(())
        })?;
        Ok(entries)
    }

    /// The same one after another, for whoever need not hold them all.
    ///
    /// # Errors
    /// As [`Book::entries`], or as `each`.
    pub fn each_entry(
        &self,
        session: SessionId,
        mut each: impl FnMut(Logged) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let what = "Reading the entries";
        let secrets = packed::secrets(&self.connection, session)?;
        let sql = "SELECT hash, header, leaf, payload FROM entry WHERE log_no = ?1 ORDER BY seq, hash";
        let mut statement = self.connection.prepare_cached(sql).doing(what)?;
        for (number, log) in packed::logs(&self.connection, session)? {
            let mut segments = packed::segments(&self.connection, number)?.into_iter().peekable();
            let mut rows = statement.query([number]).doing(what)?;
            while let Some(row) = rows.next().doing(what)? {
                let logged = stored(row)?;
                while let Some(segment) = segments.next_if(|segment| segment.seq < logged.entry.header.seq) {
                    packed::unpack(log, &segment, &secrets, &mut each)?;
                }
                each(logged)?;
            }
            segments.try_for_each(|segment| packed::unpack(log, &segment, &secrets, &mut each))?;
        }
        Ok(())
    }

    /// The hashes of a session's entries of every kind but one, in no order that means anything: what a fingerprint is made
    /// of.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn hashes_but(&self, session: SessionId, kind: u16) -> Result<Vec<Digest>, Failure> {
        // The kind lies behind format, log, place, previous hash and clock (docs/formats/log.md).
        let sql = "SELECT entry.hash FROM log JOIN entry USING (log_no)
            WHERE log.session = ?1 AND substr(entry.header, 78, 2) <> ?2";
        let values = params![session.0, kind.to_be_bytes()];
        let mut hashes = self.rows("Reading the hashes", sql, values, |row| row.get(0).map(Digest))?;
        let secrets = packed::secrets(&self.connection, session)?;
        for (number, log) in packed::logs(&self.connection, session)? {
            for segment in packed::segments(&self.connection, number)? {
                packed::unpack(log, &segment, &secrets, |logged| {
                    hashes.extend((logged.entry.header.kind != kind).then_some(logged.hash));
                    Ok(())
                })?;
            }
        }
        Ok(hashes)
    }

    /// The logs of a session, in the order of their ids.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn logs(&self, session: SessionId) -> Result<Vec<Log>, Failure> {
        let sql = "SELECT log_id, device, session, person, epoch, opened FROM log WHERE session = ?1 ORDER BY log_id";
        self.rows("Reading the logs", sql, [session.0], |row| {
            Ok(Log {
                id: LogId(row.get(0)?),
                device: DeviceKey(row.get(1)?),
                session: SessionId(row.get(2)?),
                person: PersonId(row.get(3)?),
                epoch: row.get(4)?,
                opened: Timestamp(row.get(5)?),
            })
        })
    }

    /// Whether the entry of that place and hash is held, in a row or packed.
    ///
    /// # Errors
    /// When the disk fails; `Damaged` when the segment of that place can't be read.
    pub fn holds(&self, log: LogId, seq: u32, hash: Digest) -> Result<bool, Failure> {
        let what = "Looking for an entry";
        let sql = "SELECT log_no, session, EXISTS (SELECT 1 FROM entry
            WHERE entry.log_no = log.log_no AND entry.seq = ?2 AND entry.hash = ?3) FROM log WHERE log_id = ?1";
        let mut statement = self.connection.prepare_cached(sql).doing(what)?;
        let found = statement
            .query_row(params![log.0, seq, hash.0], |row| Ok((row.get(0)?, SessionId(row.get(1)?), row.get(2)?)));
        let Some((number, session, in_a_row)) = found.optional().doing(what)? else { return Ok(false) };
        if in_a_row {
            return Ok(true);
        }
        let covered = packed::cover(&self.connection, number, seq, session)?;
        Ok(covered.and_then(|covered| covered.at(number, seq)).is_some_and(|(packed, _)| packed == hash))
    }

    /// The furthest entry of a log: its place and its hash. It is never packed ([`crate::pack`]).
    ///
    /// # Errors
    /// When the disk fails.
    pub fn furthest(&self, log: LogId) -> Result<Option<(u32, Digest)>, Failure> {
        let sql = "SELECT entry.seq, entry.hash FROM log JOIN entry USING (log_no)
            WHERE log.log_id = ?1 ORDER BY entry.seq DESC, entry.hash LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql).doing("Looking for an entry")?;
        let found = statement.query_row([log.0], |row| Ok((row.get(0)?, Digest(row.get(1)?)))).optional();
        found.doing("Looking for an entry")
    }

    /// The signed heads of a session, by log id and place.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn heads(&self, session: SessionId) -> Result<Vec<Head>, Failure> {
        let sql = "SELECT log.log_id, head.seq, head.hash, head.signature FROM head JOIN log USING (log_no)
            WHERE log.session = ?1 ORDER BY log.log_id, head.seq, head.hash";
        self.rows("Reading the heads", sql, [session.0], |row| {
            let (log, seq, hash) = (LogId(row.get(0)?), row.get(1)?, Digest(row.get(2)?));
            Ok(Head { log, seq, hash, signature: Signature(row.get(3)?) })
        })
    }

    /// Where the series of a session fork: two entries at one place, the trace of a cloned or restored laptop.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn forks(&self, session: SessionId) -> Result<Vec<(LogId, u32)>, Failure> {
        let sql = "SELECT log.log_id, fork.seq FROM fork JOIN log USING (log_no) WHERE log.session = ?1
            ORDER BY log.log_id, fork.seq";
        self.rows("Reading the forks", sql, [session.0], |row| Ok((LogId(row.get(0)?), row.get(1)?)))
    }

    /// The secrets of a session's persons.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn secrets(&self, session: SessionId) -> Result<Vec<Secret>, Failure> {
        let sql = "SELECT subject, secret FROM subject_secret WHERE session = ?1 ORDER BY subject";
        self.rows("Reading the secrets", sql, [session.0], |row| {
            Ok(Secret { session, subject: row.get(0)?, secret: SubjectSecret(row.get(1)?) })
        })
    }

    /// The reports of a session's imports, oldest first.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn bundles(&self, session: SessionId) -> Result<Vec<BundleReport>, Failure> {
        let sql = "SELECT digest, imported_at, summary FROM bundle WHERE session = ?1 ORDER BY imported_at, digest";
        self.rows("Reading the reports of imports", sql, [session.0], |row| {
            let (digest, imported_at) = (Digest(row.get(0)?), Timestamp(row.get(1)?));
            Ok(BundleReport { digest, session, imported_at, summary: row.get(2)? })
        })
    }

    /// A document of a session.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn blob(&self, session: SessionId, digest: Digest) -> Result<Option<Blob>, Failure> {
        let sql = "SELECT media, bytes FROM blob WHERE session = ?1 AND digest = ?2";
        let read = |row: &Row<'_>| Ok(Blob { digest, session, media: row.get(0)?, bytes: row.get(1)? });
        self.connection.query_row(sql, params![session.0, digest.0], read).optional().doing("Reading a document")
    }

    /// The digests and media types of a session's documents.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn blobs(&self, session: SessionId) -> Result<Vec<(Digest, String)>, Failure> {
        let sql = "SELECT digest, media FROM blob WHERE session = ?1 ORDER BY digest";
        self.rows("Reading the documents", sql, [session.0], |row| Ok((Digest(row.get(0)?), row.get(1)?)))
    }

    /// Every row of a short read.
    pub(crate) fn rows<T>(
        &self,
        what: &'static str,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Failure> {
        let mut statement = self.connection.prepare_cached(sql).doing(what)?;
        let rows = statement.query_map(values, read).doing(what)?;
        rows.collect::<rusqlite::Result<_>>().doing(what)
    }
}

fn stored(row: &Row<'_>) -> Result<Logged, Failure> {
    let what = "Reading an entry";
    let hash = Digest(row.get(0).doing(what)?);
    let header = row.get_ref(1).doing(what)?.as_blob().ok().and_then(Header::from_bytes);
    let header = header.ok_or_else(|| Failure::Damaged(format!("the header of entry {hash} can't be read")))?;
    let (leaf, payload) = (Digest(row.get(2).doing(what)?), row.get(3).doing(what)?);
    Ok(Logged { hash, entry: Entry { header, leaf, payload } })
}
