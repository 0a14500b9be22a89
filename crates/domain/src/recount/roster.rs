//! Which devices the second count listens to. Read by a loop of its own: it shares nothing with `session::trust`, whose errors
//! it is there to find.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, LogHead, LogOpened};
use crate::id::{DeviceKey, Digest, LogId, PersonId};
use crate::log::Logged;
use crate::recount::book::event;
use crate::recount::lineage::Lineage;

/// Who was let in, and how far the devices that were shut out are heard.
pub(super) struct Roster {
    founder: DeviceKey,
    packs: BTreeSet<(PersonId, DeviceKey)>,
    devices: BTreeSet<(PersonId, DeviceKey)>,
    shut: BTreeMap<DeviceKey, Known>,
}

/// What was known of a device when it was shut out.
#[derive(Default)]
struct Known {
    /// Entries on the chains that were known.
    chained: BTreeSet<Digest>,
    /// Of chains whose end is not held: how far they were known.
    unheld: Vec<LogHead>,
}

impl Roster {
    /// What the founder's device says, then what those it delegated say.
    pub(super) fn of(founder: DeviceKey, roots: &BTreeMap<LogId, LogOpened>, lineage: &Lineage<'_>) -> Self {
        let (packs, devices) = (BTreeSet::new(), BTreeSet::new());
        let mut roster = Self { founder, packs, devices, shut: BTreeMap::new() };
        let said: Vec<(&LogOpened, &Logged, Event)> = lineage
            .entries()
            .filter(|logged| matches!(logged.entry.header.kind, 5 | 6 | 7 | 23))
            .filter_map(|logged| Some((roots.get(&logged.entry.header.log)?, logged, event(logged)?)))
            .collect();
        let mut delegates: BTreeSet<(PersonId, DeviceKey)> = BTreeSet::new();
        for (_, _, fact) in said.iter().filter(|(root, ..)| root.device == founder) {
            if let Event::OfficeDelegated(fact) = fact {
                delegates.insert((fact.juror, fact.device));
            }
            roster.hear(fact, &BTreeSet::new(), lineage);
        }
        let heads: BTreeSet<DeviceKey> = delegates.iter().map(|(_, device)| *device).collect();
        let heard = |root: &LogOpened, logged: &Logged| {
            delegates.contains(&(root.person, root.device)) && roster.keeps(root.device, logged)
        };
        let by_delegates: Vec<_> = said.iter().filter(|(root, logged, _)| heard(root, logged)).collect();
        for (_, _, fact) in by_delegates {
            roster.hear(fact, &heads, lineage);
        }
        roster.devices.extend(delegates);
        roster
    }

    /// Whether a log that opens like this is read.
    pub(super) fn lets_in(&self, root: &LogOpened) -> bool {
        let pack = root.enrolment.as_ref().is_some_and(|pack| self.packs.contains(&(root.person, pack.key)));
        root.device == self.founder || pack || self.devices.contains(&(root.person, root.device))
    }

    /// Whether that entry of `device` is read.
    pub(super) fn keeps(&self, device: DeviceKey, logged: &Logged) -> bool {
        self.shut.get(&device).is_none_or(|known| {
            let header = &logged.entry.header;
            let under = |head: &LogHead| head.log == header.log && header.seq <= head.seq;
            known.chained.contains(&logged.hash) || known.unheld.iter().any(under)
        })
    }

    /// Takes what a fact says of devices; nobody shuts out the founder's, nor those of `beyond`.
    fn hear(&mut self, fact: &Event, beyond: &BTreeSet<DeviceKey>, lineage: &Lineage<'_>) {
        match fact {
            Event::JurorInvited(fact) => {
                self.packs.insert((fact.juror, fact.enrolment));
            }
            Event::DeviceAdmitted(fact) => {
                self.devices.insert((fact.juror, fact.device));
            }
            Event::DeviceRevoked(fact) if fact.device != self.founder && !beyond.contains(&fact.device) => {
                let known = self.shut.entry(fact.device).or_default();
                known.chained.extend(lineage.chains(fact.heads.iter().map(|head| head.hash)));
                known.unheld.extend(fact.heads.iter().filter(|head| !lineage.holds(head.hash)).cloned());
            }
            _ => {}
        }
    }
}
