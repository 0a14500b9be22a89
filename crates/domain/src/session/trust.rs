//! Which devices may write, as whom, and how far: read from the entries before anything else of them is. The device that
//! opened the session answers for itself and may delegate; a delegate admits, invites and revokes, but neither delegates nor
//! revokes another delegate. So nobody's right ever hangs on itself, and the same entries give the same rights in any order.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{DeviceAdmitted, DeviceRevoked, Event, LogHead, LogOpened, OfficeDelegated};
use crate::id::{DeviceKey, LogId, PersonId, ReceiverKey};
use crate::log::Logged;
use crate::register::{Branch, Write};
use crate::session::Session;
use crate::session::authority;
use crate::session::cut::{Cut, Lines};
use crate::session::thread::Thread;

/// Which devices may write, as whom, and how far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    founder: DeviceKey,
    /// Whoever holds the seed of that key may write as that person.
    invited: BTreeSet<(PersonId, DeviceKey)>,
    /// That device may write as that person.
    admitted: BTreeSet<(PersonId, DeviceKey)>,
    /// That device may write as that person, and say who joins.
    delegated: BTreeSet<(PersonId, DeviceKey)>,
    /// How far the logs of devices that lost their place were known to anybody who said so.
    known: BTreeMap<DeviceKey, Vec<LogHead>>,
    revoked: BTreeMap<DeviceKey, Cut>,
}

/// What was said of a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// As whom it was admitted.
    pub admissions: Vec<Write<DeviceAdmitted>>,
    /// That it lost its place.
    pub revocations: Vec<Write<DeviceRevoked>>,
    /// As whom it holds the office's rights.
    pub delegations: Vec<Write<OfficeDelegated>>,
}

impl Session {
    /// Whether that device writes in the session, or was admitted to.
    #[must_use]
    pub fn knows_device(&self, device: DeviceKey) -> bool {
        self.devices.get(&device).is_some_and(|said| !said.admissions.is_empty() || !said.delegations.is_empty())
            || self.authors.values().any(|author| author.device == device)
    }

    /// The key that files for `device` are closed with, where it is known: as it was admitted, or as its log says.
    #[must_use]
    pub fn receiver(&self, device: DeviceKey) -> Option<ReceiverKey> {
        let admitted = self.devices.get(&device).and_then(|said| said.admissions.last());
        let told = || self.authors.values().filter(|author| author.device == device).find_map(|author| author.receiver);
        admitted.map(|admission| admission.value.receiver).or_else(told)
    }
}

impl Trust {
    /// What the founder's device alone may do.
    #[must_use]
    pub fn new(founder: DeviceKey) -> Self {
        let (invited, admitted, delegated) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { founder, invited, admitted, delegated, known: BTreeMap::new(), revoked: BTreeMap::new() }
    }

    /// What the entries say, `roots` being the first fact of each log.
    #[must_use]
    pub fn read(founder: DeviceKey, threads: &[Thread<'_>], roots: &BTreeMap<LogId, LogOpened>, lines: &Lines) -> Self {
        let mut trust = Self::new(founder);
        for logged in said_by(threads, roots, |root, _, _| root.device == founder) {
            trust.hear(founder, logged, lines);
        }
        // Delegates are known, and how far each counts: what they say changes neither.
        let delegates = trust.clone();
        let counts = |root: &LogOpened, branch: Branch, seq: u32| {
            delegates.delegated.contains(&(root.person, root.device)) && delegates.counts(root.device, branch, seq)
        };
        for logged in said_by(threads, roots, counts) {
            let device = roots.get(&logged.entry.header.log).map_or(founder, |root| root.device);
            trust.hear(device, logged, lines);
        }
        trust
    }

    /// Whether a log that opens like this may write.
    #[must_use]
    pub fn allows(&self, root: &LogOpened) -> bool {
        let invited = root.enrolment.as_ref().is_some_and(|by| self.invited.contains(&(root.person, by.key)));
        invited || self.names(root.device, root.person)
    }

    /// Whether `device` may write as `person` without a pack's seed.
    #[must_use]
    pub fn names(&self, device: DeviceKey, person: PersonId) -> bool {
        let pair = (person, device);
        device == self.founder || self.admitted.contains(&pair) || self.delegated.contains(&pair)
    }

    /// Whether `device`, writing as `person`, says who joins, as far as what it writes counts.
    #[must_use]
    pub fn leads(&self, device: DeviceKey, person: PersonId) -> bool {
        device == self.founder || self.delegated.contains(&(person, device))
    }

    /// Whether the founder's device delegated its rights to `device`.
    #[must_use]
    pub fn is_delegated(&self, device: DeviceKey) -> bool {
        self.delegated.iter().any(|(_, known)| *known == device)
    }

    /// Whether `device` lost its place.
    #[must_use]
    pub fn is_revoked(&self, device: DeviceKey) -> bool {
        self.revoked.contains_key(&device)
    }

    /// Devices that lost their place.
    pub fn revoked(&self) -> impl Iterator<Item = DeviceKey> {
        self.revoked.keys().copied()
    }

    /// Whether an entry of `device` at that place counts: whoever revoked it knew it, or nobody did.
    #[must_use]
    pub fn counts(&self, device: DeviceKey, branch: Branch, seq: u32) -> bool {
        self.revoked.get(&device).is_none_or(|cut| cut.holds(branch, seq))
    }

    /// People invited, and under which key.
    pub fn invited(&self) -> impl Iterator<Item = (PersonId, DeviceKey)> {
        self.invited.iter().copied()
    }

    /// Devices that say who writes, and as whom they do, revoked or not.
    pub fn delegated(&self) -> impl Iterator<Item = (PersonId, DeviceKey)> {
        self.delegated.iter().copied()
    }

    /// Devices that may write as somebody without a pack's seed, revoked or not.
    pub fn named(&self) -> impl Iterator<Item = (PersonId, DeviceKey)> {
        self.admitted.union(&self.delegated).copied()
    }

    /// Takes what `fact`, of a log of `by`, says of devices; whether it may say it.
    pub(super) fn take(&mut self, by: DeviceKey, fact: &Event, lines: &Lines) -> bool {
        match fact {
            Event::JurorInvited(fact) => {
                self.invited.insert((fact.juror, fact.enrolment));
            }
            Event::DeviceAdmitted(fact) => {
                self.admitted.insert((fact.juror, fact.device));
            }
            Event::OfficeDelegated(fact) if by == self.founder => {
                self.delegated.insert((fact.juror, fact.device));
            }
            Event::DeviceRevoked(fact) => return self.revoke(by, fact, lines),
            _ => return false,
        }
        true
    }

    fn revoke(&mut self, by: DeviceKey, fact: &DeviceRevoked, lines: &Lines) -> bool {
        let entitled = by == self.founder || !self.is_delegated(fact.device);
        if fact.device == self.founder || !entitled {
            return false;
        }
        let known = self.known.entry(fact.device).or_default();
        known.extend(fact.heads.iter().cloned());
        self.revoked.insert(fact.device, lines.cut(known));
        true
    }

    fn hear(&mut self, by: DeviceKey, logged: &Logged, lines: &Lines) {
        let payload = logged.entry.payload.as_deref().unwrap_or_default();
        if let Ok(fact) = Event::decode(logged.entry.header.kind, payload) {
            self.take(by, &fact, lines);
        }
    }
}

/// Entries that say which devices write, in the logs and at the places that `counts` allows.
fn said_by<'a>(
    threads: &[Thread<'a>],
    roots: &BTreeMap<LogId, LogOpened>,
    counts: impl Fn(&LogOpened, Branch, u32) -> bool,
) -> Vec<&'a Logged> {
    let mut said = Vec::new();
    for thread in threads {
        let Some(root) = roots.get(&thread.branch.log) else { continue };
        let about = thread.entries.iter().filter(|logged| authority::says_who_writes(logged.entry.header.kind));
        said.extend(about.filter(|logged| counts(root, thread.branch, logged.entry.header.seq)));
    }
    said
}
