//! Whether a bundle may be believed: whole or not at all. Every log begins as its id says, every chain holds, every entry
//! lies before a signed head, every enrolment is signed, and somebody of the session wrote it. What the facts say, and
//! whether their author was allowed to say it, is the session's (`domain`).

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, LogOpened};
use domain::id::{DeviceKey, Digest, LogId, PersonId, SubjectSecret};
use domain::log::{Head, Logged, enrolment_message, session_id};
use domain::session::authority::says_who_writes;
use domain::session::stretch::Stretch as _;

use crate::bundle::{Bundle, LogPart};
use crate::device;
use crate::plan::Known;
use crate::read::{Received, Stretches};
use crate::refused::Refused;
use crate::run::{Run, runs};
use crate::stretch::Stretch;

/// A bundle that may be believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub(crate) bundle: Bundle,
    pub(crate) stretches: Stretches,
    pub(crate) digest: Digest,
}

impl Verified {
    /// Its content.
    #[must_use]
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// The digest of its content, which names it for ever (`Imported.bundle`).
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

/// Verifies a bundle against itself and what is known; an empty [`Known`] is a laptop that knows nothing yet.
///
/// # Errors
/// When anything in it can't be believed: then nothing of it is.
pub fn verify(received: Received, known: &Known) -> Result<Verified, Refused> {
    let Received { bundle, stretches, digest } = received;
    if known.session.is_some_and(|session| session != bundle.session) {
        return Err(Refused::WrongSession { session: bundle.session });
    }
    check_secrets(&bundle.secrets, known)?;
    let heads = by_log(&bundle.heads);
    for (id, log) in &bundle.logs {
        let (lying, heads) = (lying(&stretches, *id), heads.get(id).map_or(&[][..], Vec::as_slice));
        check_opening(&bundle, *id, log, lying)?;
        if heads.iter().any(|head| !device::verify_head(bundle.session, log.device, head)) {
            return Err(Refused::BadSignature { device: log.device });
        }
        if lying.is_empty() {
            check_log(*id, log, heads, known)?;
        } else {
            Straight { id, log, lying }.check(heads, known)?;
        }
    }
    check_writer(&bundle, &stretches, known)?;
    Ok(Verified { bundle, stretches, digest })
}

/// The stretches of a log.
fn lying(stretches: &Stretches, log: LogId) -> &[Stretch] {
    stretches.get(&log).map(Vec::as_slice).unwrap_or_default()
}

fn by_log(heads: &[Head]) -> BTreeMap<LogId, Vec<&Head>> {
    let mut sorted: BTreeMap<LogId, Vec<&Head>> = BTreeMap::new();
    for head in heads {
        sorted.entry(head.log).or_default().push(head);
    }
    sorted
}

fn check_secrets(secrets: &BTreeMap<[u8; 16], SubjectSecret>, known: &Known) -> Result<(), Refused> {
    let other =
        |(subject, secret): (&[u8; 16], &SubjectSecret)| known.secrets.get(subject).is_some_and(|it| it != secret);
    if secrets.iter().any(other) { Err(Refused::OtherSecret) } else { Ok(()) }
}

/// That the log's first entries, where they are there, open the log that its id names.
fn check_opening(bundle: &Bundle, id: LogId, log: &LogPart, lying: &[Stretch]) -> Result<(), Refused> {
    // No stretch opens a log.
    if lying.first().is_some_and(|stretch| stretch.start().0 == 1) {
        return Err(Refused::BadChain { log: id, seq: 1 });
    }
    for logged in log.entries.iter().filter(|logged| logged.entry.header.seq == 1) {
        let fact = opening(logged).ok_or(Refused::BadChain { log: id, seq: 1 })?;
        let named = (fact.session, fact.device, fact.person, fact.epoch);
        if named != (bundle.session, log.device, log.person, log.epoch) {
            return Err(Refused::BadChain { log: id, seq: 1 });
        }
        let entitled = fact
            .enrolment
            .is_none_or(|enrolment| device::verify(enrolment.key, &enrolment_message(id), &enrolment.signature));
        if !entitled {
            return Err(Refused::BadEnrolment { log: id });
        }
    }
    Ok(())
}

/// The fact of a log's first entry.
fn opening(first: &Logged) -> Option<LogOpened> {
    match Event::decode(first.entry.header.kind, first.entry.payload.as_deref()?) {
        Ok(Event::LogOpened(fact)) => Some(fact),
        _ => None,
    }
}

/// That a log's runs hang on one another, and that a signed head covers the end of each.
fn check_log(id: LogId, log: &LogPart, heads: &[&Head], known: &Known) -> Result<(), Refused> {
    let runs = runs(&log.entries);
    let places = places(&log.entries, &runs, heads);
    let astray = heads.iter().find(|head| {
        let here = places.get(&head.hash).is_some_and(|seq| *seq == head.seq);
        !here && !known.holds(id, head.seq, head.hash)
    });
    if let Some(head) = astray {
        return Err(Refused::BadChain { log: id, seq: head.seq });
    }
    let mut covered: BTreeSet<Digest> = heads.iter().map(|head| head.hash).collect();
    // A run begins after the one it hangs on, so that going backwards meets what covers before what is covered.
    for run in runs.iter().rev() {
        let (Some((from, prev)), Some((seq, hash))) = (run.start(), run.end()) else { continue };
        if !covered.contains(&hash) {
            return Err(Refused::UnsignedEntries { log: id, seq });
        }
        if places.get(&prev).is_some_and(|before| before.checked_add(1) != Some(from)) {
            return Err(Refused::BadChain { log: id, seq: from });
        }
        covered.insert(prev);
    }
    Ok(())
}

/// A log of one run, some of whose entries lie in stretches.
struct Straight<'a> {
    id: &'a LogId,
    log: &'a LogPart,
    lying: &'a [Stretch],
}

impl Straight<'_> {
    /// That a signed head covers the end of the run, and that each head is of an entry that is there or held.
    fn check(&self, heads: &[&Head], known: &Known) -> Result<(), Refused> {
        let id = *self.id;
        let astray =
            heads.iter().find(|head| self.at(head.seq) != Some(head.hash) && !known.holds(id, head.seq, head.hash));
        if let Some(head) = astray {
            return Err(Refused::BadChain { log: id, seq: head.seq });
        }
        let apart = self.log.entries.last().map(|logged| (logged.entry.header.seq, logged.hash));
        let together = self.lying.last().and_then(|stretch| Some((stretch.last(), *stretch.hashes().last()?)));
        match apart.max(together) {
            Some((seq, hash)) if !heads.iter().any(|head| head.hash == hash) => {
                Err(Refused::UnsignedEntries { log: id, seq })
            }
            _ => Ok(()),
        }
    }

    /// The hash of the entry at a place.
    fn at(&self, seq: u32) -> Option<Digest> {
        let entries = &self.log.entries;
        if let Ok(place) = entries.binary_search_by_key(&seq, |logged| logged.entry.header.seq) {
            return entries.get(place).map(|logged| logged.hash);
        }
        let after = self.lying.partition_point(|stretch| stretch.start().0 <= seq);
        let stretch = self.lying.get(after.checked_sub(1)?)?;
        stretch.hashes().get(usize::try_from(seq - stretch.start().0).ok()?).copied()
    }
}

/// Where the entries stand that heads and runs refer to.
fn places(entries: &[Logged], runs: &[Run<'_>], heads: &[&Head]) -> BTreeMap<Digest, u32> {
    let mut wanted: BTreeSet<Digest> = heads.iter().map(|head| head.hash).collect();
    wanted.extend(runs.iter().filter_map(Run::start).map(|(_, prev)| prev));
    let found = entries.iter().filter(|logged| wanted.contains(&logged.hash));
    found.map(|logged| (logged.hash, logged.entry.header.seq)).collect()
}

/// That the device and person who wrote the bundle belong to the session, as far as the bundle or what is known can tell.
fn check_writer(bundle: &Bundle, stretches: &Stretches, known: &Known) -> Result<(), Refused> {
    let founder = known.founder.or_else(|| founder(bundle));
    let (invited, named) = (known.invitations.clone(), known.named.clone());
    let mut rights = Rights { invited, named, delegated: known.delegated.clone() };
    if let Some(founder) = founder {
        rights.hear(bundle, |log| log.device == founder);
        let delegates = rights.delegated.clone();
        rights.hear(bundle, |log| delegates.contains(&(log.person, log.device)));
    }
    let mut authors: BTreeSet<(DeviceKey, PersonId)> = known.authors.clone();
    authors.extend(rights.named.iter().map(|(person, device)| (*device, *person)));
    let firsts = bundle.logs.iter().filter_map(|(id, log)| {
        let first = log.entries.first()?;
        let begun = lying(stretches, *id).first().is_some_and(|lying| lying.start().0 < first.entry.header.seq);
        (!begun).then_some(first)
    });
    for fact in firsts.filter_map(opening) {
        if fact.enrolment.is_some_and(|enrolment| rights.invited.contains(&(fact.person, enrolment.key))) {
            authors.insert((fact.device, fact.person));
        }
    }
    if founder == Some(bundle.device) || authors.contains(&(bundle.device, bundle.person)) {
        Ok(())
    } else {
        Err(Refused::UnknownDevice { device: bundle.device })
    }
}

/// The device that opened the session, when the entry that did is there: the session's id commits to it.
fn founder(bundle: &Bundle) -> Option<DeviceKey> {
    bundle.logs.values().find_map(|log| {
        let second = log.entries.iter().find(|logged| logged.entry.header.seq == 2)?;
        match Event::decode(second.entry.header.kind, second.entry.payload.as_deref()?) {
            Ok(Event::SessionOpened(fact)) => {
                (session_id(log.device, fact.nonce) == bundle.session).then_some(log.device)
            }
            _ => None,
        }
    })
}

/// Who may write, as far as this room must know: the session says what counts, revocations included.
struct Rights {
    /// Under which key.
    invited: BTreeSet<(PersonId, DeviceKey)>,
    /// On which device.
    named: BTreeSet<(PersonId, DeviceKey)>,
    /// Those of them that say who writes.
    delegated: BTreeSet<(PersonId, DeviceKey)>,
}

impl Rights {
    /// Takes what the logs that `speak` say of devices.
    fn hear(&mut self, bundle: &Bundle, speak: impl Fn(&LogPart) -> bool) {
        let logs = bundle.logs.values().filter(|log| speak(log));
        for logged in logs.flat_map(|log| &log.entries).filter(|logged| says_who_writes(logged.entry.header.kind)) {
            let payload = logged.entry.payload.as_deref().unwrap_or_default();
            match Event::decode(logged.entry.header.kind, payload) {
                Ok(Event::JurorInvited(fact)) => self.invited.insert((fact.juror, fact.enrolment)),
                Ok(Event::DeviceAdmitted(fact)) => self.named.insert((fact.juror, fact.device)),
                Ok(Event::OfficeDelegated(fact)) => {
                    self.delegated.insert((fact.juror, fact.device));
                    self.named.insert((fact.juror, fact.device))
                }
                _ => false,
            };
        }
    }
}
