//! Taking care of a store: reading it whole, carrying it away in one file, bringing it back, counting the decisions of a
//! session a second time. What is found is told; nothing is repaired.

use std::path::{Path, PathBuf};

use domain::id::{PersonId, SessionId};
use domain::log::Logged;
use domain::recount::{Agreement, Comparison, compare, recount};
use domain::session::fold::fold;
use serde::Serialize;
use store::{Finding, Projection};

use crate::desk::Desk;
use crate::epochs::{self, Notice};
use crate::failure::Failure;
use crate::files;
use crate::projection::projection;
use crate::safekeeping::{self, Proof, SafekeepingFailure};

/// What reading a store whole found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckReport {
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
    pub findings: Vec<Fault>,
    /// What became of the store without its person; no damage.
    pub notice: Option<Notice>,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What: a page, a chain, a projection.
    pub code: &'static str,
    /// Where, for who repairs.
    pub place: String,
}

/// A store carried away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupReport {
    /// Name of the file.
    pub file_name: String,
    /// Size of the database in it, in bytes.
    pub database: u64,
}

/// A store brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestoreReport {
    /// Where the store that was there is now; absent when there was none.
    pub set_aside: Option<PathBuf>,
}

/// Every decision of a session, counted twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecountReport {
    /// One line for each candidate, in the order of their numbers.
    pub lines: Vec<Comparison>,
    /// Lines where the counts differ and nobody said why.
    pub differing: usize,
}

impl Desk {
    /// Reads the open store whole: pages, structure, chains, projections.
    ///
    /// # Errors
    /// When no store is open, or the disk gives nothing back.
    pub fn check_store(&self) -> Result<CheckReport, Failure> {
        self.with_open(|open| {
            let sessions = open.book.sessions()?.into_iter();
            let seats: Vec<(SessionId, PersonId)> = sessions.filter_map(|id| Some((id, open.me(id).ok()?))).collect();
            let seat = |id: SessionId| seats.iter().find(|(session, _)| *session == id).map(|(_, me)| *me);
            let folded = |id: SessionId, entries: &[Logged]| -> Option<Projection> {
                projection(&fold(id, entries).ok()?, seat(id)?)
            };
            let report = open.book.check(folded)?;
            Ok(CheckReport {
                sessions: report.sessions,
                logs: report.logs,
                entries: report.entries,
                erased: report.erased,
                forks: report.forks,
                findings: report.findings.iter().map(fault).collect(),
                notice: epochs::notice(open)?,
            })
        })
    }

    /// Carries the open store away, in the one file `to`, read back before it takes its name.
    ///
    /// # Errors
    /// When no store is open, or the disk is full or fails: a file already at `to` is then as it was.
    pub fn backup_store(&self, to: &Path) -> Result<BackupReport, Failure> {
        self.with_open(|open| {
            let inside = safekeeping::backup(&open.book, to).map_err(failure)?;
            Ok(BackupReport { file_name: files::name(to), database: inside.database })
        })
    }

    /// Brings a store back from the file `from`; the one that was there is set aside, never deleted. The store must be closed.
    /// What is written in it from then on begins a new epoch, whatever its witness says.
    ///
    /// # Errors
    /// When the file is no whole backup, does not open with `proof`, or the store is open: nothing was then touched.
    pub fn restore_store(&self, from: &Path, proof: Proof<'_>) -> Result<RestoreReport, Failure> {
        // Said before anything moves: should the machine stop meanwhile, the present store begins an epoch for nothing.
        let said = self.places.restored();
        let before = said.exists();
        files::write(&said, &self.clock.now().0.to_be_bytes())?;
        let restored = safekeeping::restore(from, self.places.store(), proof, self.clock.now(), &self.writer());
        if restored.is_err() && !before {
            std::fs::remove_file(&said).ok();
        }
        let restored = restored.map_err(failure)?;
        Ok(RestoreReport { set_aside: restored.aside.path })
    }

    /// Counts every decision of `session` by a second path, and sets the two counts side by side.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn recount(&self, session: SessionId) -> Result<RecountReport, Failure> {
        self.with_open(|open| {
            let counted = recount(&open.book.entries(session)?);
            let lines = compare(&open.dossier(session)?.0.session, &counted);
            let differing = lines.iter().filter(|line| line.agreement == Agreement::Differs).count();
            Ok(RecountReport { lines, differing })
        })
    }
}

fn fault(finding: &Finding) -> Fault {
    let (code, place) = match finding {
        Finding::Page(words) => ("page", words.clone()),
        Finding::Structure(words) => ("structure", words.clone()),
        Finding::Schema => ("schema", String::new()),
        Finding::ForgedLog(log) => ("forged-log", log.to_string()),
        Finding::Header(log, seq) => ("header", format!("{log} {seq}")),
        Finding::Hash(log, seq) => ("hash", format!("{log} {seq}")),
        Finding::Payload(log, seq) => ("payload", format!("{log} {seq}")),
        Finding::Gap(log, seq) => ("gap", format!("{log} {seq}")),
        Finding::Projection(session) => ("projection", session.to_string()),
    };
    Fault { code, place }
}

/// A backup refused, as it crosses the door.
fn failure(failure: SafekeepingFailure) -> Failure {
    match failure {
        SafekeepingFailure::Store(failure) => Failure::Store(failure),
        SafekeepingFailure::Keys(failure) => Failure::Keys(failure.code()),
        SafekeepingFailure::Disk(source) => Failure::File { doing: "reading or writing a backup", source },
        other => Failure::BadInput { code: other.code(), args: Vec::new() },
    }
}
