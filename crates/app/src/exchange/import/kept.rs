//! The report of an import, kept in the store and read again later. What is kept names persons by their identifiers alone, so
//! that whoever is erased is not named by an old report; names are found again when it is read.

use domain::id::{DeviceKey, Digest, LogId, PersonId, SessionId};
use domain::session::Session;
use domain::session::about::person as name;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::BundleReport;
use sync::plan::Plan;

use super::report::{ImportReport, LogArrival, NewerEntries, Range};
use super::reverse;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::view::reversal::{ReversalLine, reversals};

/// An import, as this laptop keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct KeptImport {
    /// Names the file's content for ever.
    pub bundle: Digest,
    /// Name of the file.
    pub file_name: String,
    /// What it was for: `results`, `archive`, `pack`.
    pub kind: String,
    /// Name of who made and signed it.
    pub from: String,
    /// The device that signed it.
    pub device: Option<DeviceKey>,
    /// When it was made, by that device's clock.
    pub made_at: Option<Timestamp>,
    /// When it was imported, by this laptop's.
    pub imported_at: Timestamp,
    /// Entries that were new.
    pub new: u32,
    /// Entries that were known.
    pub known: u32,
    /// New entries that waited for others.
    pub pending: u32,
    /// New entries written beyond the closing.
    pub late: u32,
    /// New entries that did not count, by reason.
    pub set_aside: Vec<KeptAside>,
    /// Disagreements that it opened.
    pub conflicts: u32,
    /// New entries of kinds that only a later program knows.
    pub newer: NewerEntries,
    /// What it brought of each log.
    pub logs: Vec<LogArrival>,
    /// Who reversed it, and why; absent while what it brought counts.
    pub reversed: Option<ReversalLine>,
    /// Whether this person may reverse it now.
    pub can_reverse: bool,
    /// Whether this person may lift its reversal now.
    pub can_lift: bool,
}

/// Entries that did not count when they arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct KeptAside {
    /// Why.
    pub reason: String,
    /// How many.
    pub count: u32,
}

/// What the store keeps. Fields are only ever added: a report that lacks one is of an earlier program.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Summary {
    kind: String,
    file_name: String,
    device: Option<DeviceKey>,
    person: Option<PersonId>,
    made_at: Option<Timestamp>,
    new: u32,
    known: u32,
    pending: u32,
    late: u32,
    set_aside: Vec<KeptAside>,
    conflicts: u32,
    newer: NewerEntries,
    logs: Vec<KeptLog>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptLog {
    log: LogId,
    person: PersonId,
    new: u32,
    known: u32,
    ranges: Vec<Range>,
}

impl Desk {
    /// The imports of `session`, oldest first, as this laptop keeps them.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn imports(&self, session: SessionId) -> Result<Vec<KeptImport>, Failure> {
        self.with_open(|open| {
            let kept = open.book.bundles(session)?;
            let dossier = open.dossier(session)?.0;
            let mut imports = Vec::new();
            for report in &kept {
                let kept = read_again(&dossier.session, report)?;
                imports.push(reverse::with_rights(&dossier.session, dossier.me, kept));
            }
            Ok(imports)
        })
    }
}

/// What is kept of an import.
pub(in crate::exchange) fn summary(plan: &Plan, report: &ImportReport, file_name: &str) -> Result<String, Failure> {
    let asides = report.set_aside.iter().map(|aside| KeptAside { reason: aside.reason.to_owned(), count: aside.count });
    let arrivals = plan.logs.iter().zip(&report.logs);
    let logs = arrivals.map(|(log, arrival)| KeptLog {
        log: log.log,
        person: log.person,
        new: arrival.new,
        known: arrival.known,
        ranges: arrival.ranges.clone(),
    });
    let summary = Summary {
        kind: plan.kind.name().to_owned(),
        file_name: file_name.to_owned(),
        device: Some(plan.device),
        person: Some(plan.person),
        made_at: Some(plan.made_at),
        new: report.new,
        known: report.known,
        pending: report.pending,
        late: report.late,
        set_aside: asides.collect(),
        conflicts: crate::view::session::count(report.conflicts.len()),
        newer: report.newer,
        logs: logs.collect(),
    };
    serde_json::to_string(&summary).map_err(|error| Failure::BadRequest(error.to_string()))
}

fn read_again(session: &Session, report: &BundleReport) -> Result<KeptImport, Failure> {
    let summary: Summary =
        serde_json::from_str(&report.summary).map_err(|error| Failure::BadRequest(error.to_string()))?;
    let logs = summary.logs.into_iter().map(|kept| LogArrival {
        author: name(session, kept.person),
        log: kept.log,
        new: kept.new,
        known: kept.known,
        ranges: kept.ranges,
    });
    Ok(KeptImport {
        bundle: report.digest,
        file_name: summary.file_name,
        kind: summary.kind,
        from: summary.person.map(|person| name(session, person)).unwrap_or_default(),
        device: summary.device,
        made_at: summary.made_at,
        imported_at: report.imported_at,
        new: summary.new,
        known: summary.known,
        pending: summary.pending,
        late: summary.late,
        set_aside: summary.set_aside,
        conflicts: summary.conflicts,
        newer: summary.newer,
        logs: logs.collect(),
        reversed: reversals(session).into_iter().find(|line| line.bundle == report.digest),
        can_reverse: false,
        can_lift: false,
    })
}
