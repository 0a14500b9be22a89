//! Imports that were reversed, for whoever looks: by whom, why, and whose facts no longer count. Counts and names only.

use std::collections::BTreeMap;

use domain::event::ImportReversed;
use domain::id::{Digest, PersonId};
use domain::register::{Stamp, Write};
use domain::session::about::person as name;
use domain::session::{AsideReason, Session};
use domain::time::Timestamp;
use serde::Serialize;

/// A reversal in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReversalLine {
    /// The bundle whose facts no longer count.
    pub bundle: Digest,
    /// Name of who reversed it.
    pub by: String,
    /// When, by their laptop's clock.
    pub at: Timestamp,
    /// Why.
    pub ground: String,
    /// Whose facts no longer count, and how many of each, most first.
    pub authors: Vec<ReversedAuthor>,
}

/// Somebody whose facts no longer count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReversedAuthor {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How many of their facts.
    pub entries: u32,
}

/// The reversals in force, oldest first; one of several facts where the import was large.
#[must_use]
pub fn reversals(session: &Session) -> Vec<ReversalLine> {
    let mut lines: BTreeMap<(Timestamp, Digest), ReversalLine> = BTreeMap::new();
    for reversal in session.reversals_in_force() {
        let at = session.reversal_of(reversal.value.bundle).map_or(reversal.stamp, |first| first.stamp).clock.at();
        let key = (at, reversal.value.bundle);
        let line = lines.entry(key).or_insert_with(|| blank(session, reversal));
        for aside in session.set_aside.iter().filter(|aside| aside.reason == AsideReason::Reversed) {
            if names(&reversal.value, &aside.stamp) {
                line.count(session, aside.stamp.by);
            }
        }
    }
    let mut lines: Vec<ReversalLine> = lines.into_values().collect();
    for line in &mut lines {
        line.authors.sort_by_key(|author| (std::cmp::Reverse(author.entries), author.person));
    }
    lines
}

impl ReversalLine {
    fn count(&mut self, session: &Session, person: PersonId) {
        if let Some(known) = self.authors.iter_mut().find(|author| author.person == person) {
            known.entries += 1;
        } else {
            self.authors.push(ReversedAuthor { person, name: name(session, person), entries: 1 });
        }
    }
}

fn blank(session: &Session, reversal: &Write<ImportReversed>) -> ReversalLine {
    ReversalLine {
        bundle: reversal.value.bundle,
        by: name(session, reversal.stamp.by),
        at: reversal.stamp.clock.at(),
        ground: reversal.value.ground.clone(),
        authors: Vec::new(),
    }
}

fn names(reversal: &ImportReversed, stamp: &Stamp) -> bool {
    let at = stamp.seq;
    reversal.ranges.iter().any(|range| range.log == stamp.branch.log && (range.from..=range.to).contains(&at))
}
