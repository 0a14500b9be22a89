//! Whether a bundle may be believed: whole or not at all. Every log begins as its id says, every chain holds, every entry
//! lies before a signed head, every enrolment is signed, and somebody of the session wrote it. What the facts say, and
//! whether their author was allowed to say it, is the session's (`domain`).

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, LogOpened};
use domain::id::{DeviceKey, Digest, LogId, PersonId, SubjectSecret};
use domain::log::{Head, Logged, enrolment_message, session_id};
use domain::session::authority::says_who_writes;

use crate::bundle::{Bundle, LogPart};
use crate::device;
use crate::plan::Known;
use crate::read::Received;
use crate::refused::Refused;
use crate::run::{Run, runs};

/// A bundle that may be believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub(crate) bundle: Bundle,
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
    let Received { bundle, digest } = received;
    if known.session.is_some_and(|session| session != bundle.session) {
        return Err(Refused::WrongSession { session: bundle.session });
    }
    check_secrets(&bundle.secrets, known)?;
    let heads = by_log(&bundle.heads);
    for (id, log) in &bundle.logs {
        check_opening(&bundle, *id, log)?;
        check_log(&bundle, *id, log, heads.get(id).map_or(&[], Vec::as_slice), known)?;
    }
    check_writer(&bundle, known)?;
    Ok(Verified { bundle, digest })
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
fn check_opening(bundle: &Bundle, id: LogId, log: &LogPart) -> Result<(), Refused> {
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
fn check_log(bundle: &Bundle, id: LogId, log: &LogPart, heads: &[&Head], known: &Known) -> Result<(), Refused> {
    if heads.iter().any(|head| !device::verify_head(bundle.session, log.device, head)) {
        return Err(Refused::BadSignature { device: log.device });
    }
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

/// Where the entries stand that heads and runs refer to.
fn places(entries: &[Logged], runs: &[Run<'_>], heads: &[&Head]) -> BTreeMap<Digest, u32> {
    let mut wanted: BTreeSet<Digest> = heads.iter().map(|head| head.hash).collect();
    wanted.extend(runs.iter().filter_map(Run::start).map(|(_, prev)| prev));
    let found = entries.iter().filter(|logged| wanted.contains(&logged.hash));
    found.map(|logged| (logged.hash, logged.entry.header.seq)).collect()
}

/// That the device and person who wrote the bundle belong to the session, as far as the bundle or what is known can tell.
fn check_writer(bundle: &Bundle, known: &Known) -> Result<(), Refused> {
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
    for fact in bundle.logs.values().filter_map(|log| log.entries.first()).filter_map(opening) {
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
