//! How far what jurors wrote is known to have arrived where sheets are collected: a laptop of the office or of the president,
//! other than the one they wrote on, says in its own log how far it holds theirs. A function of the set of entries, so that an
//! acknowledgement counts whatever file brings it; a mark given after it makes its sheet wait again. Nothing here writes.

use std::collections::BTreeMap;

use crate::id::DeviceKey;
use crate::person::Role;
use crate::register::{Branch, Register, Stamp};
use crate::session::{Author, Session, Sheet};

/// How far each line of descent is known to have arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrivals(BTreeMap<Branch, u32>);

impl Session {
    /// How far each line of descent is known to have arrived.
    #[must_use]
    pub fn arrivals(&self) -> Arrivals {
        let mut arrivals: BTreeMap<Branch, u32> = BTreeMap::new();
        for (log, author) in self.authors.iter().filter(|(_, author)| self.collects(author)) {
            for (branch, seq) in self.sight.known_to(*log) {
                if self.authors.get(&branch.log).is_none_or(|writer| writer.device != author.device) {
                    let reach = arrivals.entry(branch).or_insert(0);
                    *reach = (*reach).max(seq);
                }
            }
        }
        Arrivals(arrivals)
    }

    /// Whether `author` collects what jurors hand over.
    #[must_use]
    pub fn collects(&self, author: &Author) -> bool {
        self.trust.leads(author.device, author.person) || self.role(author.person) == Some(Role::President)
    }

    /// The device that wrote the entry of that stamp.
    #[must_use]
    pub fn device_of(&self, stamp: &Stamp) -> Option<DeviceKey> {
        self.authors.get(&stamp.branch.log).map(|author| author.device)
    }
}

impl Arrivals {
    /// Whether the entry of that stamp arrived.
    #[must_use]
    pub fn holds(&self, stamp: &Stamp) -> bool {
        self.0.get(&stamp.branch).is_some_and(|reach| stamp.seq <= *reach)
    }

    /// Whether everything that stands on a sheet arrived; never of a sheet on which nothing stands.
    #[must_use]
    pub fn hold(&self, sheet: &Sheet) -> bool {
        let mut stamps = sheet.stamps().peekable();
        stamps.peek().is_some() && stamps.all(|stamp| self.holds(&stamp))
    }
}

impl Sheet {
    /// Where everything that stands on it comes from: marks, the observation, the seal.
    pub fn stamps(&self) -> impl Iterator<Item = Stamp> {
        let marks = self.marks.values().flat_map(|mark| stamps(&mark));
        let (observation, seals) = (stamps(&self.observation), stamps(&self.seal));
        marks.chain(observation).chain(seals)
    }
}

fn stamps<T: PartialEq>(register: &Register<T>) -> Vec<Stamp> {
    register.sides().iter().map(|side| side.stamp).collect()
}
