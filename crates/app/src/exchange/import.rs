//! Importing what others hand back: verified whole, counted before it is written, written in one transaction with the fact
//! that it arrived. The same file twice says so; the order of files changes nothing.

use std::path::Path;

use domain::event::{Event, Imported};
use domain::id::{Digest, SessionId};
use domain::session::fold::fold;
use domain::time::Timestamp;
use serde::Serialize;
use store::{Batch, Blob, BundleReport, Log, People, Secret};
use sync::device::SigningKey;
use sync::envelope::Key;
use sync::plan::{Counts, Plan, plan};

use super::{believe, known, session_keys};
use crate::desk::{Desk, Open};
use crate::dossier::Dossier;
use crate::failure::Failure;
use crate::files;
use crate::pens::{Pens, Written, own_logs};
use crate::projection;
use crate::tables::Mode;

/// What a file brings, or brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Its name.
    pub file_name: String,
    /// Names its content for ever.
    pub bundle: Digest,
    /// The session.
    pub session: SessionId,
    /// Name of who made it.
    pub from: String,
    /// When, by their laptop's clock.
    pub made_at: Timestamp,
    /// Entries that are new here.
    pub new: u32,
    /// Entries that were known.
    pub known: u32,
    /// New entries that wait for others.
    pub pending: u32,
    /// New entries written beyond the closing: kept, not counted.
    pub late: u32,
    /// Places where a log has several entries: a cloned or restored laptop.
    pub forks: u32,
    /// How far ahead that laptop's clock is, in milliseconds. It decides nothing.
    pub clock_ahead_ms: u64,
    /// By log.
    pub logs: Vec<LogArrival>,
    /// When the same file was imported before; absent the first time.
    pub imported_before: Option<Timestamp>,
    /// Set when nothing was written, as was asked.
    pub dry_run: bool,
}

/// What a file brings of one log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogArrival {
    /// Name of its author.
    pub author: String,
    /// Entries that are new here.
    pub new: u32,
    /// Entries that were known.
    pub known: u32,
}

impl Desk {
    /// Imports the file at `path`, or says what it would bring.
    ///
    /// # Errors
    /// When the file can't be believed, or the machine fails: nothing of it is then kept.
    pub fn import(&self, path: &Path, mode: Mode) -> Result<ImportReport, Failure> {
        let file = files::read(path)?;
        self.with_open(|open| {
            let keys = session_keys(open)?;
            let verified = believe(&file, Key::Sessions(&keys), open)?;
            let known = known(open, verified.bundle().session)?;
            let plan = plan(verified, &known, self.clock.now());
            let mut report = report(open, &plan, files::name(path))?;
            if mode == Mode::Write && !plan.is_known() {
                self.take_in(open, &plan)?;
                report.dry_run = false;
            } else {
                report.dry_run = mode == Mode::DryRun;
            }
            Ok(report)
        })
    }

    fn take_in(&self, open: &mut Open, plan: &Plan) -> Result<(), Failure> {
        // The point to come back to, whatever the file does.
        self.copy(open)?;
        let (id, now) = (plan.session, self.clock.now());
        let me = open.me(id)?;
        let mut entries = open.book.entries(id)?;
        let secrets = open.book.secrets(id)?.into_iter().chain(secrets(plan)).collect();
        complete(&mut entries, plan);
        entries.extend(plan.new.iter().cloned());
        let own = own_logs(&open.book, id, open.device.public())?;
        let mut pens = Pens::read(id, &own, &entries, secrets);
        let mut written = Written::default();
        if !pens.writes_as(me) {
            let enrolment = open.enrolment(id)?;
            pens.open_log(me, &open.device, enrolment.as_ref(), now, &*self.entropy, &mut written)?;
        }
        // What brings only acknowledgements is not acknowledged: laptops that exchange twice come to the same fingerprint.
        if plan.new.iter().any(|logged| !matches!(logged.entry.header.kind, 1 | 4)) || !plan.completed.is_empty() {
            let fact = Imported { bundle: plan.digest, heads: super::pack::heads_of(&entries) };
            pens.write(me, &Event::from(fact), now, &*self.entropy, &mut written)?;
        }
        entries.extend(written.entries.iter().cloned());
        let dossier = Dossier { session: fold(id, &entries)?, me, pens };
        let batch = batch(plan, &dossier, written, &open.device, now)?;
        open.dossiers.remove(&id);
        open.book.write(&batch)?;
        open.dossiers.insert(id, dossier);
        Ok(())
    }
}

/// Gives entries that were held without their payload the payload that arrived.
pub(super) fn complete(entries: &mut [domain::log::Logged], plan: &Plan) {
    for arrived in &plan.completed {
        for held in entries.iter_mut().filter(|held| held.hash == arrived.hash) {
            held.entry.payload.clone_from(&arrived.entry.payload);
        }
    }
}

/// What a plan and this laptop's own entries write.
pub(super) fn batch(
    plan: &Plan,
    dossier: &Dossier,
    written: Written,
    device: &SigningKey,
    now: Timestamp,
) -> Result<Batch, Failure> {
    let id = plan.session;
    let arrived = plan.new_logs.iter().map(|(log, part)| Log {
        id: *log,
        device: part.device,
        session: id,
        person: part.person,
        epoch: part.epoch,
        opened: now,
    });
    let blobs = plan.blobs.iter().map(|(digest, bytes)| Blob {
        digest: *digest,
        session: id,
        media: "application/octet-stream".to_owned(),
        bytes: bytes.clone(),
    });
    let entries = plan.new.iter().chain(&plan.completed).chain(&written.entries);
    let heads = plan.heads.iter().cloned().chain(dossier.pens.head(dossier.me, device));
    let local = written.local();
    Ok(Batch {
        logs: arrived.chain(written.logs).collect(),
        heads: heads.collect(),
        secrets: secrets(plan).into_iter().chain(written.secrets).collect(),
        blobs: blobs.collect(),
        bundle: Some(BundleReport { digest: plan.digest, session: id, imported_at: now, summary: summary(plan)? }),
        shelf: projection::shelf(dossier),
        people: People::All(id, projection::people(&dossier.session)),
        local,
        entries: entries.map(|logged| logged.entry.clone()).collect(),
    })
}

/// Secrets that a plan brings.
pub(super) fn secrets(plan: &Plan) -> Vec<Secret> {
    let secrets = plan.new_secrets.iter();
    secrets.map(|(subject, secret)| Secret { session: plan.session, subject: *subject, secret: *secret }).collect()
}

fn summary(plan: &Plan) -> Result<String, Failure> {
    let Counts { new, known, pending, late, .. } = plan.total();
    let value = serde_json::json!({
        "kind": plan.kind.name(), "device": plan.device, "person": plan.person, "made_at": plan.made_at,
        "new": new, "known": known, "pending": pending, "late": late,
    });
    serde_json::to_string(&value).map_err(|error| Failure::BadRequest(error.to_string()))
}

fn report(open: &mut Open, plan: &Plan, file_name: String) -> Result<ImportReport, Failure> {
    let before = open.book.bundles(plan.session)?.into_iter().find(|bundle| bundle.digest == plan.digest);
    let dossier = open.dossier(plan.session)?.0;
    let name = |person| {
        let file = dossier.session.jurors.get(&person).and_then(|juror| juror.file.shown());
        file.map(domain::person::JurorFile::full_name).unwrap_or_default()
    };
    let Counts { new, known, pending, late, .. } = plan.total();
    let logs = plan.logs.iter().map(|log| LogArrival {
        author: name(log.person),
        new: log.counts.new,
        known: log.counts.known,
    });
    Ok(ImportReport {
        file_name,
        bundle: plan.digest,
        session: plan.session,
        from: name(plan.person),
        made_at: plan.made_at,
        new,
        known,
        pending,
        late,
        forks: u32::try_from(plan.forks.len()).unwrap_or(u32::MAX),
        clock_ahead_ms: plan.clock_ahead,
        logs: logs.collect(),
        imported_before: before.map(|bundle| bundle.imported_at),
        dry_run: true,
    })
}
