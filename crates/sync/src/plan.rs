//! What importing a bundle would change, before it changes anything: what is new, known, waiting, late, forked; by log and by
//! person; and whether the other laptop's clock is right. Pure: `store` writes what the plan says, or nothing.

mod lying;

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{DeviceKey, Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::{Head, Logged};
use domain::session::Session;
use domain::session::authority::outlives_closing;
use domain::session::stretch::Stretch as _;
use domain::time::Timestamp;

use crate::bundle::{Bundle, Kind, LogPart, Pack};
use crate::held::Held;
use crate::run::runs;
use crate::stretch::Stretch;
use crate::verify::Verified;

/// What a laptop knows of one session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The session; absent when any session may arrive.
    pub session: Option<SessionId>,
    /// The device that opened it.
    pub founder: Option<DeviceKey>,
    /// Who may write, on which device.
    pub authors: BTreeSet<(DeviceKey, PersonId)>,
    /// Who was invited, under which key.
    pub invitations: BTreeSet<(PersonId, DeviceKey)>,
    /// Whose device was admitted by name, or delegated.
    pub named: BTreeSet<(PersonId, DeviceKey)>,
    /// Whose device was delegated.
    pub delegated: BTreeSet<(PersonId, DeviceKey)>,
    /// Entries held, by log: place and hash.
    pub entries: BTreeMap<LogId, Held>,
    /// Entries held whose predecessors are missing.
    pub pending: BTreeSet<Digest>,
    /// Entries held without their payload.
    pub withheld: BTreeSet<Digest>,
    /// Secrets held, by subject.
    pub secrets: BTreeMap<[u8; 16], SubjectSecret>,
    /// Persons whose payloads were erased here: they never come back.
    pub erased: BTreeSet<[u8; 16]>,
    /// How far each log counts, once the session is closed.
    pub cut: Option<BTreeMap<LogId, u32>>,
}

impl Known {
    /// What a folded session says: who may write, who is invited, where it was closed. Entries are added by [`Known::hold`].
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self {
            session: Some(session.id),
            founder: Some(session.founder),
            authors: session.authors.values().map(|author| (author.device, author.person)).collect(),
            invitations: session.trust.invited().collect(),
            named: session.trust.named().collect(),
            delegated: session.trust.delegated().collect(),
            cut: session.cut.as_ref().map(domain::session::cut::Cut::by_log),
            ..Self::default()
        }
    }

    /// Adds an entry held.
    pub fn hold(&mut self, logged: &Logged) {
        let header = &logged.entry.header;
        self.entries.entry(header.log).or_default().insert(header.seq, logged.hash);
        if logged.entry.payload.is_none() {
            self.withheld.insert(logged.hash);
        }
    }

    /// Adds the entries of a stretch, every payload of which is held.
    pub fn lay(&mut self, stretch: &Stretch) {
        self.entries.entry(stretch.log()).or_default().lay(stretch.start().0, stretch.hashes());
    }

    pub(crate) fn holds(&self, log: LogId, seq: u32, hash: Digest) -> bool {
        self.entries.get(&log).is_some_and(|held| held.holds(seq, hash))
    }
}

/// What importing would write, and what people are shown before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Names the bundle in `Imported` and in the list of imports.
    pub digest: Digest,
    /// The session.
    pub session: SessionId,
    /// What the bundle is for.
    pub kind: Kind,
    /// The device that wrote it.
    pub device: DeviceKey,
    /// Who wrote it.
    pub person: PersonId,
    /// When, by that device's clock.
    pub made_at: Timestamp,
    /// Logs not held so far, without their entries, by id.
    pub new_logs: BTreeMap<LogId, LogPart>,
    /// Entries to append, without the payloads of the erased.
    pub new: Vec<Logged>,
    /// More of them, that lie in stretches: of logs without fork, and none about the erased.
    pub stretches: Vec<Stretch>,
    /// Entries held without their payload, which the bundle brings.
    pub completed: Vec<Logged>,
    /// Heads to keep.
    pub heads: Vec<Head>,
    /// Secrets not held so far, but those of the erased.
    pub new_secrets: BTreeMap<[u8; 16], SubjectSecret>,
    /// Documents.
    pub blobs: BTreeMap<Digest, Vec<u8>>,
    /// What only a pack holds.
    pub pack: Option<Pack>,
    /// Counts, by log.
    pub logs: Vec<LogReport>,
    /// Places where a log has several entries: the trace of a cloned or restored laptop.
    pub forks: Vec<Fork>,
    /// How far ahead of this laptop's clock the bundle's clocks are, in milliseconds; 0 when they are not. Decides nothing.
    pub clock_ahead: u64,
}

/// What a bundle brings of one log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogReport {
    /// The log.
    pub log: LogId,
    /// Who writes it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceKey,
    /// What it brings.
    pub counts: Counts,
    /// Clock of the first entry that is not known; absent when all are.
    pub first: Option<Timestamp>,
    /// Clock of the last one.
    pub last: Option<Timestamp>,
}

/// How many entries of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not held so far; those that wait and those that are late are among them.
    pub new: u32,
    /// Held already.
    pub known: u32,
    /// New, and waiting for entries that have not arrived.
    pub pending: u32,
    /// New, and written beyond the closing: kept, not counted.
    pub late: u32,
    /// Without their payload: erased, or kept from this reader.
    pub withheld: u32,
}

/// A place where a log has several entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// The log.
    pub log: LogId,
    /// The place.
    pub seq: u32,
    /// The entries there.
    pub hashes: BTreeSet<Digest>,
}

impl Plan {
    /// Whether importing would change nothing.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.new.is_empty() && self.stretches.is_empty() && self.completed.is_empty()
    }

    /// Counts of every log together.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.logs.iter().fold(Counts::default(), |sum, log| Counts {
            new: sum.new + log.counts.new,
            known: sum.known + log.counts.known,
            pending: sum.pending + log.counts.pending,
            late: sum.late + log.counts.late,
            withheld: sum.withheld + log.counts.withheld,
        })
    }
}

/// What importing `verified` would change in a laptop that knows `known`, at `now` by its clock.
#[must_use]
pub fn plan(verified: Verified, known: &Known, now: Timestamp) -> Plan {
    let Verified { bundle, mut stretches, digest } = verified;
    let mut plan = Plan::blank(&bundle, digest);
    let mut latest = bundle.made_at;
    for (id, mut log) in bundle.logs {
        let lying = lying::plain(&mut log, stretches.remove(&id).unwrap_or_default(), &bundle.secrets, id, known);
        let plain = !lying.is_empty();
        let waiting = if plain { BTreeSet::new() } else { waiting(id, &log, known) };
        let mut report = LogReport::blank(id, &log);
        plan.forks.extend(if plain { Vec::new() } else { forks(id, &log.entries, known) });
        if !known.entries.contains_key(&id) {
            plan.new_logs.insert(id, log.names());
        }
        for logged in log.entries {
            latest = latest.max(logged.entry.header.clock.at());
            let held = known.holds(id, logged.entry.header.seq, logged.hash);
            report.count(&logged, held, waiting.contains(&logged.hash), known);
            let logged = without_erased(logged, known);
            match (held, logged.entry.payload.is_some() && known.withheld.contains(&logged.hash)) {
                (false, _) => plan.new.push(logged),
                (true, true) => plan.completed.push(logged),
                (true, false) => {}
            }
        }
        for stretch in lying {
            latest = latest.max(stretch.latest().at());
            if !report.count_lying(&stretch, known) {
                plan.stretches.push(stretch);
            }
        }
        plan.logs.push(report);
    }
    let fresh = |subject: &[u8; 16]| !known.erased.contains(subject) && !known.secrets.contains_key(subject);
    plan.new_secrets = bundle.secrets.into_iter().filter(|(subject, _)| fresh(subject)).collect();
    (plan.heads, plan.blobs, plan.pack) = (bundle.heads, bundle.blobs, bundle.pack);
    plan.clock_ahead = u64::try_from(latest.0.saturating_sub(now.0)).unwrap_or(0);
    plan
}

impl Plan {
    fn blank(bundle: &Bundle, digest: Digest) -> Self {
        Self {
            digest,
            session: bundle.session,
            kind: bundle.kind,
            device: bundle.device,
            person: bundle.person,
            made_at: bundle.made_at,
            new_logs: BTreeMap::new(),
            new: Vec::new(),
            stretches: Vec::new(),
            completed: Vec::new(),
            heads: Vec::new(),
            new_secrets: BTreeMap::new(),
            blobs: BTreeMap::new(),
            pack: None,
            logs: Vec::new(),
            forks: Vec::new(),
            clock_ahead: 0,
        }
    }
}

impl LogPart {
    fn names(&self) -> Self {
        Self { device: self.device, person: self.person, epoch: self.epoch, entries: Vec::new() }
    }
}

impl LogReport {
    fn blank(log: LogId, part: &LogPart) -> Self {
        let counts = Counts::default();
        Self { log, person: part.person, device: part.device, counts, first: None, last: None }
    }

    fn count(&mut self, logged: &Logged, held: bool, waits: bool, known: &Known) {
        let (header, counts) = (&logged.entry.header, &mut self.counts);
        counts.withheld += u32::from(logged.entry.payload.is_none());
        if held {
            counts.known += 1;
            return;
        }
        counts.new += 1;
        counts.pending += u32::from(waits);
        let beyond = |cut: &BTreeMap<LogId, u32>| cut.get(&header.log).is_none_or(|seq| header.seq > *seq);
        counts.late += u32::from(known.cut.as_ref().is_some_and(beyond) && !outlives_closing(header.kind));
        let at = header.clock.at();
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        self.last = Some(self.last.map_or(at, |last| last.max(at)));
    }
}

/// The new entries of a log that hang on nothing held nor brought.
fn waiting(id: LogId, log: &LogPart, known: &Known) -> BTreeSet<Digest> {
    let mut brought: BTreeSet<Digest> = BTreeSet::new();
    let mut waiting = BTreeSet::new();
    let runs = runs(&log.entries);
    if let [only] = runs.as_slice()
        && only.start().is_some_and(|(seq, prev)| seq == 1 || held_up_to(id, seq, prev, known))
    {
        return waiting;
    }
    for run in runs {
        let Some((seq, prev)) = run.start() else { continue };
        let hangs = seq == 1 || brought.contains(&prev) || held_up_to(id, seq, prev, known);
        let set = if hangs { &mut brought } else { &mut waiting };
        set.extend(run.entries.iter().map(|logged| logged.hash));
    }
    waiting
}

fn held_up_to(id: LogId, seq: u32, prev: Digest, known: &Known) -> bool {
    seq.checked_sub(1).is_some_and(|before| known.holds(id, before, prev)) && !known.pending.contains(&prev)
}

fn without_erased(mut logged: Logged, known: &Known) -> Logged {
    if logged.entry.header.subject.is_some_and(|subject| known.erased.contains(&subject)) {
        logged.entry.payload = None;
    }
    logged
}

/// Places of a log where what is held and what is brought differ, or where what is brought is forked itself.
fn forks(id: LogId, entries: &[Logged], known: &Known) -> Vec<Fork> {
    let (nothing, lines) = (Held::default(), runs(entries));
    let held = known.entries.get(&id).unwrap_or(&nothing);
    let differs = |logged: &Logged| held.at(logged.entry.header.seq).any(|hash| hash != logged.hash);
    // Nearly every log: one line, and the same one here.
    if lines.len() <= 1 && !entries.iter().any(differs) {
        return Vec::new();
    }
    let mut places: BTreeMap<u32, BTreeSet<Digest>> = BTreeMap::new();
    for logged in entries {
        places.entry(logged.entry.header.seq).or_default().insert(logged.hash);
    }
    for (seq, place) in &mut places {
        place.extend(held.at(*seq));
    }
    let mut forked: BTreeMap<u32, BTreeSet<Digest>> = places;
    forked.retain(|_, hashes| hashes.len() > 1);
    // What follows a fork differs too: only where the branches part is told.
    let seqs: BTreeSet<u32> = forked.keys().copied().collect();
    forked.retain(|seq, _| seq.checked_sub(1).is_none_or(|before| !seqs.contains(&before)));
    forked.into_iter().map(|(seq, hashes)| Fork { log: id, seq, hashes }).collect()
}
