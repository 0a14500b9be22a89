//! What one session takes in, file after file: each is verified and planned on what the ones before it left, then prepared
//! for the store. Nothing is written here: the batches are, all at once, by the use case.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, Imported, LogHead};
use domain::id::{Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::Logged;
use domain::session::fold::fold;
use domain::session::growth::{Growth, Piece};
use domain::time::Timestamp;
use store::{Batch, Blob, Book, BundleReport, Log, People, Secret};
use sync::device::SigningKey;
use sync::plan::{Known, Plan, plan};
use sync::read::Received;
use sync::stretch::Stretch;
use sync::verify::verify;

use super::brought::{self, Brought};
use super::kept;
use super::preview::{Before, preview};
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
    /// The session once the files so far are in.
    dossier: Dossier,
    /// What the next file is compared with; absent until there is one.
    before: Option<Before>,
    /// What the files so far brought, one after another.
    brought: Vec<Brought>,
    /// Bundles met so far in this go.
    met: BTreeSet<Digest>,
    /// Whether a file ended the epoch of the whole store.
    ended: bool,
    /// What is to be written beside it.
    batches: Vec<Batch>,
}

impl Intake {
    /// A session of the store as it is now. Its dossier leaves the desk meanwhile: should this fail, it is read again.
    pub(super) fn of(open: &mut Open, id: SessionId) -> Result<Self, Failure> {
        open.dossier(id)?;
        let dossier = open.dossiers.remove(&id).ok_or(Failure::UnknownSession)?;
        let mut known = Known::of(&dossier.session);
        open.book.each_entry(id, |logged| {
            known.hold(&logged);
            Ok(())
        })?;
        known.secrets = open.book.secrets(id)?.into_iter().map(|secret| (secret.subject, secret.secret)).collect();
        known.erased = open.book.erased(id)?.into_iter().collect();
        let (met, brought, batches) = (BTreeSet::new(), Vec::new(), Vec::new());
        Ok(Self { known, dossier, before: None, brought, met, ended: false, batches })
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
        let mut plan = plan(verify(received, &self.known).map_err(refused)?, &self.known, now);
        let before = open.book.bundles(plan.session)?.into_iter().find(|bundle| bundle.digest == plan.digest);
        let met = if self.met.insert(plan.digest) { None } else { Some(now) };
        let imported_before = before.map(|bundle| bundle.imported_at).or(met);
        let recovered = epochs::recovered(&plan, open.device.public());
        let before = self.before.take().unwrap_or_else(|| Before::of(&self.dossier.session));
        let news = !plan.is_known();
        let erases = if news { self.add(open, &plan)? } else { Vec::new() };
        let report = preview(&before, &self.dossier.session, &plan, now);
        self.before = (!news).then_some(before);
        if news && mode == Mode::Write {
            self.write_down(desk, open, &plan, &report, file_name, now)?;
        }
        if news {
            self.brought.push(Brought::of(&mut plan, &self.known.secrets)?);
        }
        Ok(ImportReport { imported_before, dry_run: mode == Mode::DryRun, recovered, erases, ..report })
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
            list(last, &self.dossier);
        }
        for (batch, brought) in batches.iter_mut().zip(std::mem::take(&mut self.brought)) {
            brought.lay_in(batch);
        }
        Ok(batches)
    }

    /// The session as it is once everything is written; none when it was only a question and is to be read again.
    pub(super) fn into_dossier(self, mode: Mode) -> Option<Dossier> {
        (mode == Mode::Write || self.brought.is_empty()).then_some(self.dossier)
    }

    /// Adds what a plan brings to the session in memory; the names of those whom it erases.
    fn add(&mut self, open: &Open, plan: &Plan) -> Result<Vec<String>, Failure> {
        let arrived = plan.new_secrets.iter().map(|(subject, secret)| (*subject, *secret));
        self.known.secrets.extend(arrived);
        for logged in &plan.completed {
            self.known.withheld.remove(&logged.hash);
        }
        let grown = plan.completed.is_empty() && self.dossier.session.grow(&pieces(plan)) == Growth::Done;
        let mut erases = Vec::new();
        if !grown {
            let after = fold(plan.session, &self.everything(open, plan)?)?;
            erases = erase::announced(&self.dossier.session, &after);
            self.dossier.session = after;
        }
        plan.new.iter().for_each(|logged| self.known.hold(logged));
        plan.stretches.iter().for_each(|stretch| self.known.lay(stretch));
        let Known { authors, invitations, cut, .. } = Known::of(&self.dossier.session);
        self.known.erased.extend(self.dossier.session.erased.iter().map(|person| person.0));
        (self.known.authors, self.known.invitations, self.known.cut) = (authors, invitations, cut);
        Ok(erases)
    }

    /// Every entry held once `plan` is in: read from the book and from what the files so far brought, for what can't be told
    /// from the session alone.
    fn everything(&self, open: &Open, plan: &Plan) -> Result<Vec<Logged>, Failure> {
        let mut entries = open.book.entries(plan.session)?;
        for brought in &self.brought {
            brought.unpack(&self.known.secrets, &mut entries)?;
        }
        for batch in &self.batches {
            entries.extend(batch.entries.iter().cloned().map(Logged::from));
        }
        entries.extend(plan.new.iter().chain(&plan.completed).cloned());
        for stretch in &plan.stretches {
            entries.extend(brought::apart(stretch, &self.known.secrets)?);
        }
        // An entry that was held without its payload stands twice: the one with it counts.
        entries.sort_by_key(|logged| {
            (logged.entry.header.log, logged.entry.header.seq, logged.hash, logged.entry.payload.is_none())
        });
        entries.dedup_by_key(|logged| logged.hash);
        Ok(entries)
    }

    /// Prepares what a plan writes, with the fact that it arrived. What a later archive adds to one that is only read is
    /// written in nobody's name.
    fn write_down(
        &mut self,
        desk: &Desk,
        open: &Open,
        plan: &Plan,
        report: &ImportReport,
        file_name: &str,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let (written, ended) = match self.dossier.me {
            READER => (Written::default(), false),
            me => self.write_arrival(desk, open, plan, me, now)?,
        };
        let summary = kept::summary(plan, report, file_name)?;
        let mut batch = batch(plan, &self.dossier, written, &open.device, summary, now);
        if ended {
            batch.local.splice(0..0, epochs::ending(open, now)?);
        }
        self.batches.push(batch);
        Ok(())
    }

    /// Writes as `me` that a plan arrived, and whether that ends the epoch of the store.
    fn write_arrival(
        &mut self,
        desk: &Desk,
        open: &Open,
        plan: &Plan,
        me: PersonId,
        now: Timestamp,
    ) -> Result<(Written, bool), Failure> {
        let (mut pens, ended) = self.pens(open, plan)?;
        let mut written = Written::default();
        let opens = !pens.writes_as(me);
        if opens {
            let enrolment = open.enrolment(plan.session)?;
            pens.open_log(me, &open.device, enrolment.as_ref(), now, &*desk.entropy, &mut written)?;
        }
        // What brings only acknowledgements is not acknowledged: laptops that exchange twice come to the same fingerprint.
        let facts = plan.new.iter().any(|logged| !matches!(logged.entry.header.kind, 1 | 4));
        if opens || facts || !plan.stretches.is_empty() || !plan.completed.is_empty() {
            let fact = Imported { bundle: plan.digest, heads: self.heads(open, plan)? };
            pens.write(me, &Event::from(fact), now, &*desk.entropy, &mut written)?;
        }
        self.dossier.take(&written.entries);
        self.dossier.pens = pens;
        for logged in &written.entries {
            self.known.hold(logged);
        }
        Ok((written, ended))
    }

    /// What this device writes with once `plan` is in, and whether the plan ends the epoch of the store.
    fn pens(&mut self, open: &Open, plan: &Plan) -> Result<(Pens, bool), Failure> {
        let device = open.device.public();
        let mut own = own_logs(&open.book, plan.session, device)?;
        // This laptop's own entries, from beyond where its store ends: other files may hold still more of them, so that its
        // logs are written no more.
        let ended = !self.ended && pieces(plan).iter().any(|piece| own.iter().any(|log| log.id == piece.log()));
        self.ended |= ended;
        if !ended {
            let mut pens = self.dossier.pens.clone();
            let apart = plan.new.iter().map(|logged| logged.entry.header.clock);
            pens.hear(apart.chain(plan.stretches.iter().map(Stretch::latest)).max(), &plan.new_secrets);
            return Ok((pens, false));
        }
        own.clear();
        let opened = self.batches.iter().flat_map(|batch| &batch.logs).filter(|log| log.device == device);
        own.extend(opened.filter(|log| log.person == self.dossier.me).cloned());
        let secrets = secrets(plan.session, &self.known.secrets);
        Ok((Pens::read(plan.session, &own, &self.everything(open, plan)?, secrets), true))
    }

    /// How far each log is known once `plan` is in.
    fn heads(&self, open: &Open, plan: &Plan) -> Result<Vec<LogHead>, Failure> {
        let session = &self.dossier.session;
        if session.pending > 0 || !session.lines.parents.is_empty() {
            return Ok(pack::heads_of(&self.everything(open, plan)?));
        }
        let mut heads: Vec<LogHead> = session.heads.values().cloned().collect();
        heads.sort_by_key(|head| (head.log, head.seq, head.hash));
        Ok(heads)
    }
}

/// What a plan brings, log by log, each in its order.
pub(super) fn pieces(plan: &Plan) -> Vec<Piece<'_, Stretch>> {
    let apart = plan.new.iter().map(Piece::Entry);
    let mut pieces: Vec<_> = apart.chain(plan.stretches.iter().map(Piece::Stretch)).collect();
    if !plan.stretches.is_empty() {
        let straight: BTreeSet<LogId> = plan.stretches.iter().map(domain::session::stretch::Stretch::log).collect();
        // A log that forked has no stretch, and its entries come along their branches.
        pieces.sort_by_key(|piece| (piece.log(), straight.contains(&piece.log()).then(|| piece.start().0)));
    }
    pieces
}

/// Gives entries that were held without their payload the payload that arrived.
pub(in crate::exchange) fn complete(entries: &mut [Logged], plan: &Plan) {
    for arrived in &plan.completed {
        for held in entries.iter_mut().filter(|held| held.hash == arrived.hash) {
            held.entry.payload.clone_from(&arrived.entry.payload);
        }
    }
}

/// What a plan and this laptop's own entries write, but for the lists, and for the entries it brings ([`Brought`]).
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
    let entries = written.entries.iter().map(|logged| logged.entry.clone()).collect();
    let heads = plan.heads.iter().cloned().chain(dossier.pens.head(dossier.me, device));
    let local = written.local();
    Batch {
        logs: arrived.chain(written.logs).collect(),
        heads: heads.collect(),
        secrets: secrets(id, &plan.new_secrets).into_iter().chain(written.secrets).collect(),
        blobs: blobs.collect(),
        bundle: Some(BundleReport { digest: plan.digest, session: id, imported_at: now, summary }),
        shelf: None,
        people: People::Unchanged,
        local,
        packed: Vec::new(),
        entries,
        erasures: Vec::new(),
    }
}

/// Adds the lists, as `dossier` leaves them.
pub(in crate::exchange) fn list(batch: &mut Batch, dossier: &Dossier) {
    batch.shelf = projection::shelf(dossier);
    batch.people = People::All(dossier.session.id, projection::people(&dossier.session));
}

/// Secrets of persons of `session`, as the store keeps them.
pub(in crate::exchange) fn secrets(session: SessionId, by_subject: &BTreeMap<[u8; 16], SubjectSecret>) -> Vec<Secret> {
    by_subject.iter().map(|(subject, secret)| Secret { session, subject: *subject, secret: *secret }).collect()
}
