//! One laptop of a simulated jury: what it holds, its pen, the files it writes and takes in, by the product's own code and
//! without a disk. What it does, and when, is `day`'s.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Enrolment, Event, Imported, LogHead, LogOpened};
use domain::id::{Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::{Clock, Entry, Head, Header, Logged, log_id};
use domain::session::Session;
use domain::session::fold::fold;
use domain::session::stretch::Stretch as _;
use domain::session::thread::threads;
use domain::time::Timestamp;

use crate::bundle::{Bundle, Kind, LogPart};
use crate::device::SigningKey;
use crate::plan::{Known, Plan, plan};
use crate::read::{Received, read, read_in_stretches};
use crate::refused::Refused;
use crate::run::runs;
use crate::verify::verify;
use crate::write::{Unwritable, write};

/// A laptop.
#[derive(Debug, Clone)]
pub(super) struct Laptop {
    /// What it is called in a history told in words.
    pub(super) name: String,
    pub(super) key: SigningKey,
    pub(super) person: PersonId,
    /// The key of the pack it was given; none on the founder's.
    pub(super) invitation: Option<SigningKey>,
    pub(super) id: SessionId,
    /// Where it writes; none on a laptop that only reads.
    pub(super) pen: Option<Pen>,
    /// What it holds, in the order of arrival.
    pub(super) held: Vec<Logged>,
    places: BTreeMap<Digest, usize>,
    pub(super) heads: BTreeMap<Digest, Head>,
    pub(super) logs: BTreeMap<LogId, LogPart>,
    pub(super) secrets: BTreeMap<[u8; 16], SubjectSecret>,
    pub(super) known: Known,
    /// What its entries tell; none before the one that opens the session.
    pub(super) session: Option<Session>,
    /// How far its clock is from the time of the place, in milliseconds.
    pub(super) skew: i64,
    clock: Clock,
}

/// The end of the log a laptop writes.
#[derive(Debug, Clone)]
pub(super) struct Pen {
    pub(super) log: LogId,
    seq: u32,
    tip: Digest,
}

impl Pen {
    /// The end of a log in which nothing is written yet.
    pub(super) fn new(log: LogId) -> Self {
        Self { log, seq: 0, tip: Digest(log.0) }
    }
}

/// A fact as it is written, known or not to this program.
pub(super) struct Written {
    pub(super) kind: u16,
    pub(super) critical: bool,
    pub(super) subject: Option<[u8; 16]>,
    pub(super) payload: Vec<u8>,
}

impl From<Event> for Written {
    fn from(event: Event) -> Self {
        let (kind, critical, subject) = (event.kind(), event.is_critical(), event.subject());
        Self { kind, critical, subject, payload: event.encode() }
    }
}

impl Laptop {
    /// A laptop that knows which session and whose, and nothing else yet.
    pub(super) fn blank(name: &str, key: SigningKey, person: PersonId, id: SessionId, founder: &SigningKey) -> Self {
        let known = Known { session: Some(id), founder: Some(founder.public()), ..Known::default() };
        Self {
            name: name.to_owned(),
            key,
            person,
            invitation: None,
            id,
            pen: None,
            held: Vec::new(),
            places: BTreeMap::new(),
            heads: BTreeMap::new(),
            logs: BTreeMap::new(),
            secrets: BTreeMap::new(),
            known,
            session: None,
            skew: 0,
            clock: Clock(0),
        }
    }

    /// Another laptop with the same disk.
    pub(super) fn imaged(&self, name: String) -> Self {
        Self { name, ..self.clone() }
    }

    /// Draws somebody's secret.
    pub(super) fn learn(&mut self, subject: [u8; 16], secret: SubjectSecret) {
        self.secrets.insert(subject, secret);
        self.known.secrets.insert(subject, secret);
    }

    /// Opens a log of its own: the first, or another epoch.
    pub(super) fn open_log(&mut self, epoch: [u8; 16], now: i64) {
        let log = log_id(self.key.public(), self.id, self.person, epoch);
        let names = LogPart { device: self.key.public(), person: self.person, epoch, entries: Vec::new() };
        self.logs.insert(log, names);
        self.pen = Some(Pen::new(log));
        let enrolment = self.invitation.as_ref();
        let enrolment = enrolment.map(|key| Enrolment { key: key.public(), signature: key.sign_enrolment(log) });
        let (session, person, device) = (self.id, self.person, self.key.public());
        let opened =
            LogOpened { session, person, device, epoch, enrolment, receiver: None, software: "simulated".to_owned() };
        self.append(Event::from(opened).into(), now);
    }

    /// Writes at the end of its log; nothing without a pen, or about somebody whose secret it does not hold.
    pub(super) fn append(&mut self, fact: Written, now: i64) {
        let secret = fact.subject.map(|subject| self.secrets.get(&subject).copied());
        let (Some(pen), false) = (self.pen.as_mut(), secret == Some(None)) else { return };
        self.clock = self.clock.next(Timestamp(now.saturating_add(self.skew)));
        pen.seq += 1;
        let header = Header {
            log: pen.log,
            seq: pen.seq,
            prev: pen.tip,
            clock: self.clock,
            kind: fact.kind,
            kind_version: 1,
            critical: fact.critical,
            subject: fact.subject,
        };
        let logged = Logged::from(Entry::new(header, fact.payload, secret.flatten().as_ref()));
        pen.tip = logged.hash;
        self.hold(logged);
        self.session = None;
    }

    /// Keeps an entry, or the payload it lacked.
    pub(super) fn hold(&mut self, logged: Logged) {
        if logged.entry.payload.is_some() {
            self.known.withheld.remove(&logged.hash);
        } else if !self.holds(&logged.hash) {
            self.known.withheld.insert(logged.hash);
        }
        let header = &logged.entry.header;
        self.known.entries.entry(header.log).or_default().insert(header.seq, logged.hash);
        match self.places.get(&logged.hash).and_then(|place| self.held.get_mut(*place)) {
            Some(held) => held.entry.payload = held.entry.payload.take().or(logged.entry.payload),
            None => {
                self.places.insert(logged.hash, self.held.len());
                self.held.push(logged);
            }
        }
    }

    /// Whether it holds that entry.
    pub(super) fn holds(&self, hash: &Digest) -> bool {
        self.places.contains_key(hash)
    }

    /// The entry of that hash.
    pub(super) fn entry(&self, hash: &Digest) -> Option<&Logged> {
        self.places.get(hash).and_then(|place| self.held.get(*place))
    }

    /// Whether that entry is about somebody whose erasure this laptop met.
    pub(super) fn is_about_the_erased(&self, hash: &Digest) -> bool {
        let about = self.entry(hash).and_then(|logged| logged.entry.header.subject);
        about.is_some_and(|about| self.known.erased.contains(&about))
    }

    /// Every entry it holds, and whether with its payload.
    pub(super) fn contents(&self) -> BTreeMap<Digest, bool> {
        self.held.iter().map(|logged| (logged.hash, logged.entry.payload.is_some())).collect()
    }

    /// Reads its entries again after they changed: rarely, since it takes longer than anything else.
    pub(super) fn refold(&mut self) {
        if self.session.is_some() {
            return;
        }
        self.session = fold(self.id, &self.held).ok();
        self.erase();
        let erased = std::mem::take(&mut self.known.erased);
        let founder = self.known.founder;
        let mut known = self.session.as_ref().map_or_else(Known::default, Known::of);
        (known.session, known.founder) = (Some(self.id), founder);
        self.held.iter().for_each(|logged| known.hold(logged));
        let (strung, pending) = threads(&self.held);
        if pending > 0 {
            let strung: BTreeSet<Digest> = strung.iter().flat_map(|t| &t.entries).map(|logged| logged.hash).collect();
            known.pending = self.places.keys().filter(|hash| !strung.contains(*hash)).copied().collect();
        }
        known.secrets.clone_from(&self.secrets);
        known.erased.extend(erased);
        self.known = known;
    }

    /// Destroys what it holds of those whose erasure its entries tell, for good.
    fn erase(&mut self) {
        let Some(session) = self.session.as_ref().filter(|session| !session.erased.is_empty()) else { return };
        let erased: BTreeSet<[u8; 16]> = session.erased.iter().map(|person| person.0).collect();
        self.secrets.retain(|subject, _| !erased.contains(subject));
        let about = |logged: &&mut Logged| logged.entry.header.subject.is_some_and(|subject| erased.contains(&subject));
        self.held.iter_mut().filter(about).for_each(|logged| logged.entry.payload = None);
        self.known.erased.extend(erased);
        self.session = fold(self.id, &self.held).ok();
    }

    /// A bundle of those entries; this laptop signs the ends of its own logs and passes on the others' signatures.
    pub(super) fn bundle(&self, entries: Vec<Logged>, now: i64) -> Bundle {
        let made_at = Timestamp(now.saturating_add(self.skew));
        let mut bundle = Bundle::new(Kind::Results, self.id, self.key.public(), self.person, made_at);
        let told = entries.iter().filter(|logged| logged.entry.payload.is_some());
        let about: BTreeSet<_> = told.filter_map(|logged| logged.entry.header.subject).collect();
        bundle.secrets = about.iter().filter_map(|one| Some((*one, *self.secrets.get(one)?))).collect();
        for logged in entries {
            let log = logged.entry.header.log;
            let Some(names) = self.logs.get(&log) else { continue };
            bundle.logs.entry(log).or_insert_with(|| names.clone()).entries.push(logged);
        }
        for (log, part) in &bundle.logs {
            let ends = runs(&part.entries).into_iter().filter_map(|run| run.end());
            bundle.heads.extend(ends.filter_map(|(seq, hash)| self.head(*log, part, seq, hash)));
        }
        bundle
    }

    fn head(&self, log: LogId, part: &LogPart, seq: u32, hash: Digest) -> Option<Head> {
        let own = part.device == self.key.public();
        if own { Some(self.key.sign_head(self.id, log, seq, hash)) } else { self.heads.get(&hash).cloned() }
    }

    /// The file of a bundle.
    pub(super) fn write(&self, bundle: &Bundle) -> Result<Vec<u8>, Unwritable> {
        write(bundle, &self.key).map(|plaintext| plaintext.to_vec())
    }

    /// What taking a file in would change.
    pub(super) fn preview(&self, file: &[u8], now: i64) -> Result<Plan, Refused> {
        self.planned(read(file)?, now)
    }

    /// The same, of a file whose marks stay in stretches while it is read and compared.
    pub(super) fn preview_in_stretches(&self, file: &[u8], now: i64) -> Result<Plan, Refused> {
        let mut plan = self.planned(read_in_stretches(file)?, now)?;
        let secrets =
            self.secrets.iter().chain(&plan.new_secrets).map(|(subject, secret)| (*subject, *secret)).collect();
        lay_apart(&mut plan, &secrets);
        Ok(plan)
    }

    fn planned(&self, received: Received, now: i64) -> Result<Plan, Refused> {
        let verified = verify(received, &self.known)?;
        Ok(plan(verified, &self.known, Timestamp(now.saturating_add(self.skew))))
    }

    /// Writes what a plan says, and that it arrived when it brought more than acknowledgements.
    pub(super) fn take_in(&mut self, plan: Plan, now: i64) {
        if plan.is_known() {
            return;
        }
        let facts = plan.new.iter().any(|logged| !matches!(logged.entry.header.kind, 1 | 4));
        let acknowledge = facts || !plan.completed.is_empty();
        plan.new.into_iter().chain(plan.completed).for_each(|logged| self.hold(logged));
        self.heads.extend(plan.heads.into_iter().map(|head| (head.hash, head)));
        self.logs.extend(plan.new_logs);
        self.secrets.extend(plan.new_secrets);
        self.known.secrets.clone_from(&self.secrets);
        self.session = None;
        if acknowledge && self.pen.is_some() {
            let fact = Imported { bundle: plan.digest, heads: self.ends() };
            self.append(Event::from(fact).into(), now);
        }
    }

    /// How far each log is known: the entries that nothing follows.
    pub(super) fn ends(&self) -> Vec<LogHead> {
        let followed: BTreeSet<Digest> = self.held.iter().map(|logged| logged.entry.header.prev).collect();
        let ends = self.held.iter().filter(|logged| !followed.contains(&logged.hash));
        let mut heads: Vec<_> = ends.map(|end| (end.entry.header.log, end.entry.header.seq, end.hash)).collect();
        heads.sort_unstable();
        heads.into_iter().map(|(log, seq, hash)| LogHead { log, seq, hash }).collect()
    }
}

/// Lays the entries of a plan's stretches down among the others. `secrets` are those held and those that it brings.
fn lay_apart(plan: &mut Plan, secrets: &BTreeMap<[u8; 16], SubjectSecret>) {
    let lying = std::mem::take(&mut plan.stretches);
    let straight: BTreeSet<LogId> = lying.iter().map(|stretch| stretch.log()).collect();
    let mut logs: BTreeMap<LogId, Vec<Logged>> = BTreeMap::new();
    for logged in std::mem::take(&mut plan.new) {
        logs.entry(logged.entry.header.log).or_default().push(logged);
    }
    for stretch in lying {
        logs.entry(stretch.log()).or_default().extend(stretch.apart(secrets).into_iter().flatten());
    }
    for (log, entries) in &mut logs {
        if straight.contains(log) {
            entries.sort_by_key(|logged| logged.entry.header.seq);
        }
    }
    plan.new = logs.into_values().flatten().collect();
}
