//! The devices of a session as people read them: whose, named by which words, let in by whom, lost since when. No mark and no
//! key but public ones.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{DeviceKey, LogId, PersonId};
use domain::session::Session;
use domain::session::about::person as name;
use domain::session::trust::Device;
use domain::time::Timestamp;
use serde::Serialize;

use super::session::count;
use crate::words;

/// One device of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DeviceLine {
    /// Its key.
    pub device: DeviceKey,
    /// Its words.
    pub words: Vec<String>,
    /// As whom it writes.
    pub writes_as: Vec<PersonId>,
    /// The same in words: « Prénom NOM ».
    pub people: Vec<String>,
    /// Whether it opened the session.
    pub founder: bool,
    /// Whether it is this one.
    pub own: bool,
    /// Whether files can be closed for it alone.
    pub receiver_known: bool,
    /// Who let it in by name; absent when it opened the session or came with a code.
    pub admitted_by: Option<String>,
    /// Whom the office was delegated to on it.
    pub delegated_as: Vec<String>,
    /// That it lost its place.
    pub revoked: Option<Revoked>,
    /// When it wrote the last entry known here, by its own clock.
    pub last_seen: Option<Timestamp>,
    /// Its entries that are kept and not counted.
    pub set_aside: u32,
}

/// That a device lost its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Revoked {
    /// Who said so.
    pub by: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// Why.
    pub ground: String,
}

/// The devices of `session`, the one that opened it first; `own` is this laptop's, `last` when each log was last written.
#[must_use]
pub fn devices(session: &Session, own: DeviceKey, last: &BTreeMap<LogId, Timestamp>) -> Vec<DeviceLine> {
    let mut people: BTreeMap<DeviceKey, BTreeSet<PersonId>> = BTreeMap::new();
    let writing = session.authors.values().map(|author| (author.person, author.device));
    for (person, device) in writing.chain(session.trust.named()) {
        people.entry(device).or_default().insert(person);
    }
    let mut lines: Vec<_> = people.iter().map(|(device, people)| line(session, own, *device, people, last)).collect();
    lines.sort_by_key(|line| (!line.founder, line.people.clone(), line.device));
    lines
}

fn line(
    session: &Session,
    own: DeviceKey,
    device: DeviceKey,
    people: &BTreeSet<PersonId>,
    last: &BTreeMap<LogId, Timestamp>,
) -> DeviceLine {
    let said = session.devices.get(&device).cloned().unwrap_or_default();
    let wrote = |log: LogId| session.authors.get(&log).is_some_and(|author| author.device == device);
    let seen = last.iter().filter(|(log, _)| wrote(**log)).map(|(_, at)| *at);
    DeviceLine {
        device,
        words: words::device(device),
        writes_as: people.iter().copied().collect(),
        people: people.iter().map(|person| name(session, *person)).collect(),
        founder: device == session.founder,
        own: device == own,
        receiver_known: session.receiver(device).is_some(),
        admitted_by: said.admissions.first().map(|admission| name(session, admission.stamp.by)),
        delegated_as: said.delegations.iter().map(|fact| name(session, fact.value.juror)).collect(),
        revoked: revoked(session, &said),
        last_seen: seen.max(),
        set_aside: count(session.set_aside.iter().filter(|aside| wrote(aside.stamp.branch.log)).count()),
    }
}

fn revoked(session: &Session, said: &Device) -> Option<Revoked> {
    let fact = said.revocations.first()?;
    let (by, at) = (name(session, fact.stamp.by), fact.stamp.clock.at());
    Some(Revoked { by, at, ground: fact.value.ground.clone() })
}
