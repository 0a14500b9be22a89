//! The store reads itself whole: pages, structure, chains, projections. It lists what it finds and repairs nothing. Signatures
//! are verified elsewhere (`sync`).

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Digest, LogId, SessionId, SubjectSecret};
use domain::log::{Entry, Header, Logged, log_id};
use rusqlite::Row;

use crate::book::Book;
use crate::failure::{Doing, Failure};
use crate::migration::{STEPS, expect_schema};
use crate::packed;
use crate::projection;
use crate::rows::{Log, Projection};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A page does not authenticate (SQLCipher's words).
    Page(String),
    /// The file's structure is broken (SQLite's words).
    Structure(String),
    /// The tables or triggers are not those of the store's version.
    Schema,
    /// A log's id is not that of its origin.
    ForgedLog(LogId),
    /// An entry's header can't be read, or says another log or place than where it stands.
    Header(LogId, u32),
    /// An entry's hash is not the one it was kept under.
    Hash(LogId, u32),
    /// An entry's payload is not what the chain vouches for.
    Payload(LogId, u32),
    /// The entry that should come before is not there.
    Gap(LogId, u32),
    /// The rows derived from a session's log are not what the log gives.
    Projection(SessionId),
}

/// What a check read and found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Sessions read.
    pub sessions: usize,
    /// Logs read.
    pub logs: usize,
    /// Entries read.
    pub entries: usize,
    /// Payloads that were erased.
    pub erased: usize,
    /// Places where a series forks: kept and shown, no damage.
    pub forks: usize,
    /// What is wrong; empty when the store is sound.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// An entry as it stands in its table.
struct Kept {
    seq: u32,
    hash: Digest,
    header: Vec<u8>,
    leaf: Digest,
    payload: Option<Vec<u8>>,
}

impl From<Logged> for Kept {
    fn from(Logged { hash, entry }: Logged) -> Self {
        let Entry { header, leaf, payload } = entry;
        Self { seq: header.seq, hash, header: header.to_bytes().to_vec(), leaf, payload }
    }
}

impl Book {
    /// Checks the whole store. `fold` gives the projection of a session's entries, or `None` when it has none.
    ///
    /// # Errors
    /// When the disk fails to the point that a table can't be read at all; what is wrong with its content is a finding.
    pub fn check(&self, mut fold: impl FnMut(SessionId, &[Logged]) -> Option<Projection>) -> Result<Report, Failure> {
        self.empty_journal()?;
        let mut report = Report::default();
        report.findings.extend(self.words("PRAGMA cipher_integrity_check")?.into_iter().map(Finding::Page));
        let structure = self.words("PRAGMA integrity_check(20)")?.into_iter().filter(|line| line != "ok");
        report.findings.extend(structure.map(Finding::Structure));
        if expect_schema(&self.connection, STEPS).is_err() {
            report.findings.push(Finding::Schema);
        }
        for session in self.sessions()? {
            report.sessions += 1;
            self.check_session(session, &mut report)?;
            self.check_projection(session, &mut fold, &mut report)?;
        }
        Ok(report)
    }

    fn check_session(&self, session: SessionId, report: &mut Report) -> Result<(), Failure> {
        let secrets = self.secrets(session)?.into_iter().map(|kept| (kept.subject, kept.secret)).collect();
        report.forks += self.forks(session)?.len();
        for log in self.logs(session)? {
            report.logs += 1;
            if log_id(log.device, log.session, log.person, log.epoch) != log.id {
                report.findings.push(Finding::ForgedLog(log.id));
            }
            self.check_log(&log, &secrets, report)?;
        }
        Ok(())
    }

    /// Reads a series from its first entry: each one must follow an entry that stands one place before it.
    fn check_log(
        &self,
        log: &Log,
        secrets: &BTreeMap<[u8; 16], SubjectSecret>,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let sql = "SELECT seq, hash, header, leaf, payload FROM entry JOIN log USING (log_no) WHERE log_id = ?1
            ORDER BY seq, hash";
        let mut before: BTreeMap<u32, BTreeSet<Digest>> = BTreeMap::from([(0, BTreeSet::from([Digest(log.id.0)]))]);
        let mut entries = self.rows("Reading the entries", sql, [log.id.0], kept)?;
        self.unpack_log(log.id, secrets, &mut entries, report)?;
        entries.sort_by_key(|kept| (kept.seq, kept.hash));
        for kept in entries {
            report.entries += 1;
            report.erased += usize::from(kept.payload.is_none());
            let (seq, hash) = (kept.seq, kept.hash);
            report.findings.extend(wrong(log.id, kept, &before, secrets));
            before.entry(seq).or_default().insert(hash);
            before.retain(|place, _| *place + 1 >= seq);
        }
        Ok(())
    }

    /// The entries of a log that lie in segments; a segment that can't be read is told and leaves a gap.
    fn unpack_log(
        &self,
        log: LogId,
        secrets: &BTreeMap<[u8; 16], SubjectSecret>,
        entries: &mut Vec<Kept>,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let sql = "SELECT log_no FROM log WHERE log_id = ?1";
        for number in self.rows("Reading the segments", sql, [log.0], |row| row.get(0))? {
            for segment in packed::segments(&self.connection, number)? {
                let unpacked = packed::unpack(log, &segment, secrets, |logged| {
                    entries.push(Kept::from(logged));
                    Ok(())
                });
                report.findings.extend(unpacked.is_err().then_some(Finding::Hash(log, segment.seq)));
            }
        }
        Ok(())
    }

    fn check_projection(
        &self,
        session: SessionId,
        fold: &mut impl FnMut(SessionId, &[Logged]) -> Option<Projection>,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let mut expected = match self.entries(session) {
            Ok(entries) => fold(session, &entries),
            // Said already, entry by entry.
            Err(Failure::Damaged(_)) => return Ok(()),
            Err(failure) => return Err(failure),
        };
        if let Some(projection) = &mut expected {
            projection.people.sort_by_key(|row| row.candidate);
        }
        if projection::kept(&self.connection, session)? != expected {
            report.findings.push(Finding::Projection(session));
        }
        Ok(())
    }

    fn words(&self, pragma: &str) -> Result<Vec<String>, Failure> {
        let what = "Checking the file";
        let mut statement = self.connection.prepare(pragma).doing(what)?;
        let rows = statement.query_map([], |row| row.get(0)).doing(what)?;
        rows.collect::<rusqlite::Result<_>>().doing(what)
    }
}

/// What is wrong with one entry, most telling first.
fn wrong(
    log: LogId,
    kept: Kept,
    before: &BTreeMap<u32, BTreeSet<Digest>>,
    secrets: &BTreeMap<[u8; 16], SubjectSecret>,
) -> Option<Finding> {
    let Some(header) = Header::from_bytes(&kept.header).filter(|it| it.log == log && it.seq == kept.seq) else {
        return Some(Finding::Header(log, kept.seq));
    };
    let (subject, prev) = (header.subject, header.prev);
    let entry = Entry { header, leaf: kept.leaf, payload: kept.payload };
    if entry.hash() != kept.hash {
        return Some(Finding::Hash(log, kept.seq));
    }
    if !entry.is_sound(subject.and_then(|subject| secrets.get(&subject))) {
        return Some(Finding::Payload(log, kept.seq));
    }
    let follows = before.get(&kept.seq.saturating_sub(1)).is_some_and(|hashes| hashes.contains(&prev));
    (!follows).then_some(Finding::Gap(log, kept.seq))
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        seq: row.get(0)?,
        hash: Digest(row.get(1)?),
        header: row.get(2)?,
        leaf: Digest(row.get(3)?),
        payload: row.get(4)?,
    })
}
