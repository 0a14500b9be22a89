//! What one session takes in, file after file: each is verified and planned on what the ones before it left, then prepared
//! for the store. Nothing is written here: the batches are, all at once, by the use case.

use std::collections::BTreeSet;

use domain::event::{Event, Imported};
use domain::id::{Digest, SessionId};
use domain::log::Logged;
use domain::session::Session;
use domain::session::fold::fold;
use domain::time::Timestamp;
use store::{Batch, Blob, Book, BundleReport, Log, People, Secret};
use sync::device::SigningKey;
use sync::plan::{Known, Plan, plan};
use sync::read::Received;
use sync::verify::verify;

use super::kept;
use super::preview::preview;
use super::report::ImportReport;
use crate::desk::{Desk, Open};
use crate::dossier::{Dossier, READER};
use crate::epochs;
use crate::erase;
use crate::exchange::{pack, refused};
use crate::failure::Failure;
use crate::pens::{Pens, Written, own_logs};
use crate::projection;
use crate::tables::Mode;

/// What one session takes in.
pub(super) struct Intake {
    /// What is known once the files so far are in.
    known: Known,
    entries: Vec<Logged>,
    secrets: Vec<Secret>,
    /// The session once the files so far are in.
    dossier: Dossier,
    /// The session before any of them, for when it was only a question.
    first: Option<Session>,
    /// Bundles met so far in this go.
    met: BTreeSet<Digest>,
    /// Whether a file ended the epoch of the whole store.
    ended: bool,
    batches: Vec<Batch>,
}

impl Intake {
    /// A session of the store as it is now. Its dossier leaves the desk meanwhile: should this fail, it is read again.
    pub(super) fn of(open: &mut Open, id: SessionId) -> Result<Self, Failure> {
        let entries = open.book.entries(id)?;
        open.dossier(id)?;
        let dossier = open.dossiers.remove(&id).ok_or(Failure::UnknownSession)?;
        let secrets = open.book.secrets(id)?;
        let mut known = Known::of(&dossier.session);
        entries.iter().for_each(|logged| known.hold(logged));
        known.secrets = secrets.iter().map(|secret| (secret.subject, secret.secret)).collect();
        known.erased = open.book.erased(id)?.into_iter().collect();
        let (met, batches) = (BTreeSet::new(), Vec::new());
        Ok(Self { known, entries, secrets, dossier, first: None, met, ended: false, batches })
    }

    /// Takes one more file: verified, compared, and prepared for the store unless it was only a question.
    pub(super) fn take(
        &mut self,
        desk: &Desk,
        open: &Open,
        received: Received,
        file_name: &str,
        mode: Mode,
    ) -> Result<ImportReport, Failure> {
        let now = desk.clock.now();
        let plan = plan(verify(received, &self.known).map_err(refused)?, &self.known, now);
        let before = open.book.bundles(plan.session)?.into_iter().find(|bundle| bundle.digest == plan.digest);
        let met = if self.met.insert(plan.digest) { None } else { Some(now) };
        let imported_before = before.map(|bundle| bundle.imported_at).or(met);
        let report = if plan.is_known() {
            preview(&self.dossier.session, &self.dossier.session, &plan, now)
        } else {
            let report = self.add(&plan, now)?;
            if mode == Mode::Write {
                self.write_down(desk, open, &plan, &report, file_name, now)?;
            }
            report
        };
        let recovered = epochs::recovered(&plan, open.device.public());
        Ok(ImportReport { imported_before, dry_run: mode == Mode::DryRun, recovered, ..report })
    }

    /// Whether a file showed that the store is older than its own entries: no log that it wrote is written any more.
    pub(super) fn ends_the_epoch(&self) -> bool {
        self.ended
    }

    /// Whether any file brought something.
    pub(super) fn has_news(&self) -> bool {
        !self.batches.is_empty()
    }

    /// What is to be written, in order. Whom the files erase, and the lists, are written once, as the last file leaves them.
    pub(super) fn batches(&mut self, book: &Book) -> Result<Vec<Batch>, Failure> {
        let mut batches = std::mem::take(&mut self.batches);
        if let Some(last) = batches.last_mut() {
            last.erasures = erase::to_write(&self.dossier.session, book)?;
            last.shelf = projection::shelf(&self.dossier);
            last.people = People::All(self.dossier.session.id, projection::people(&self.dossier.session));
        }
        Ok(batches)
    }

    /// The session as it is once everything is written, or as it was when it was only a question.
    pub(super) fn into_dossier(self, mode: Mode) -> Dossier {
        match (mode, self.first) {
            (Mode::DryRun, Some(session)) => Dossier { session, ..self.dossier },
            _ => self.dossier,
        }
    }

    /// Adds what a plan brings to the session in memory.
    fn add(&mut self, plan: &Plan, now: Timestamp) -> Result<ImportReport, Failure> {
        complete(&mut self.entries, plan);
        self.entries.extend(plan.new.iter().cloned());
        let after = fold(plan.session, &self.entries)?;
        let report = preview(&self.dossier.session, &after, plan, now);
        let before = std::mem::replace(&mut self.dossier.session, after);
        self.first.get_or_insert(before);
        let arrived = secrets(plan);
        self.known.secrets.extend(arrived.iter().map(|secret| (secret.subject, secret.secret)));
        self.secrets.extend(arrived);
        for logged in &plan.completed {
            self.known.withheld.remove(&logged.hash);
        }
        plan.new.iter().for_each(|logged| self.known.hold(logged));
        let Known { authors, invitations, cut, .. } = Known::of(&self.dossier.session);
        self.known.erased.extend(self.dossier.session.erased.iter().map(|person| person.0));
        (self.known.authors, self.known.invitations, self.known.cut) = (authors, invitations, cut);
        Ok(report)
    }

    /// Prepares what a later archive adds to one that is only read: nothing is written in anybody's name.
    fn shelve_again(
        &mut self,
        open: &Open,
        plan: &Plan,
        report: &ImportReport,
        file_name: &str,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let summary = kept::summary(plan, report, file_name)?;
        let batch = batch(plan, &self.dossier, Written::default(), &open.device, summary, now);
        self.batches.push(Batch { shelf: None, people: People::Unchanged, ..batch });
        Ok(())
    }

    /// Prepares what a plan writes, with the fact that it arrived.
    fn write_down(
        &mut self,
        desk: &Desk,
        open: &Open,
        plan: &Plan,
        report: &ImportReport,
        file_name: &str,
        now: Timestamp,
    ) -> Result<(), Failure> {
        if self.dossier.me == READER {
            return self.shelve_again(open, plan, report, file_name, now);
        }
        let (id, me) = (plan.session, self.dossier.me);
        let mut own = own_logs(&open.book, id, open.device.public())?;
        // This laptop's own entries, from beyond where its store ends: other files may hold still more of them, so that its
        // logs are written no more.
        let ended =
            !self.ended && plan.new.iter().any(|logged| own.iter().any(|log| log.id == logged.entry.header.log));
        self.ended |= ended;
        if self.ended {
            own.clear();
        }
        let opened = self.batches.iter().flat_map(|batch| &batch.logs).filter(|log| log.device == open.device.public());
        let own: Vec<Log> = own.into_iter().chain(opened.filter(|log| log.person == me).cloned()).collect();
        let mut pens = Pens::read(id, &own, &self.entries, self.secrets.clone());
        let mut written = Written::default();
        let opens = !pens.writes_as(me);
        if opens {
            let enrolment = open.enrolment(id)?;
            pens.open_log(me, &open.device, enrolment.as_ref(), now, &*desk.entropy, &mut written)?;
        }
        // What brings only acknowledgements is not acknowledged: laptops that exchange twice come to the same fingerprint.
        let facts = plan.new.iter().any(|logged| !matches!(logged.entry.header.kind, 1 | 4));
        if opens || facts || !plan.completed.is_empty() {
            let fact = Imported { bundle: plan.digest, heads: pack::heads_of(&self.entries) };
            pens.write(me, &Event::from(fact), now, &*desk.entropy, &mut written)?;
        }
        self.dossier.take(&written.entries);
        self.dossier.pens = pens;
        for logged in &written.entries {
            self.known.hold(logged);
            self.entries.push(logged.clone());
        }
        let summary = kept::summary(plan, report, file_name)?;
        let batch = batch(plan, &self.dossier, written, &open.device, summary, now);
        let ending = if ended { epochs::ending(open, now)? } else { Vec::new() };
        let local = ending.into_iter().chain(batch.local).collect();
        self.batches.push(Batch { shelf: None, people: People::Unchanged, local, ..batch });
        Ok(())
    }
}

/// Gives entries that were held without their payload the payload that arrived.
pub(in crate::exchange) fn complete(entries: &mut [Logged], plan: &Plan) {
    for arrived in &plan.completed {
        for held in entries.iter_mut().filter(|held| held.hash == arrived.hash) {
            held.entry.payload.clone_from(&arrived.entry.payload);
        }
    }
}

/// What a plan and this laptop's own entries write.
pub(in crate::exchange) fn batch(
    plan: &Plan,
    dossier: &Dossier,
    written: Written,
    device: &SigningKey,
    summary: String,
    now: Timestamp,
) -> Batch {
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
    let (packed, mut entries) = store::pack(plan.new.clone());
    entries.extend(plan.completed.iter().chain(&written.entries).map(|logged| logged.entry.clone()));
    let heads = plan.heads.iter().cloned().chain(dossier.pens.head(dossier.me, device));
    let local = written.local();
    Batch {
        logs: arrived.chain(written.logs).collect(),
        heads: heads.collect(),
        secrets: secrets(plan).into_iter().chain(written.secrets).collect(),
        blobs: blobs.collect(),
        bundle: Some(BundleReport { digest: plan.digest, session: id, imported_at: now, summary }),
        shelf: projection::shelf(dossier),
        people: People::All(id, projection::people(&dossier.session)),
        local,
        packed,
        entries,
        erasures: Vec::new(),
    }
}

/// Secrets that a plan brings.
pub(in crate::exchange) fn secrets(plan: &Plan) -> Vec<Secret> {
    let secrets = plan.new_secrets.iter();
    secrets.map(|(subject, secret)| Secret { session: plan.session, subject: *subject, secret: *secret }).collect()
}
