//! What reversed imports had brought, left out of the second count: entries on a named chain, and seals over what is gone. It
//! walks hashes alone and shares nothing with `session::reversal`.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{EntryRange, Event};
use crate::id::{CandidateId, Digest, PersonId};
use crate::log::Logged;
use crate::recount::book::Fact;
use crate::recount::lineage::Lineage;

/// Drops what reversals in force name, then the seals that answer for something dropped.
pub(super) fn drop_reversed(facts: &mut Vec<Fact<'_>>, lineage: &Lineage<'_>) {
    let ranges = named(facts, lineage);
    if ranges.is_empty() {
        return;
    }
    let gone: BTreeSet<Digest> = facts
        .iter()
        .filter(|fact| {
            is_reversible(fact.event.kind()) && ranges.iter().any(|range| lies_in(fact.logged, range, lineage))
        })
        .map(|fact| fact.logged.hash)
        .collect();
    let broken = broken_seals(facts, &gone, lineage);
    facts.retain(|fact| !gone.contains(&fact.logged.hash) && !broken.contains(&fact.logged.hash));
}

fn is_reversible(kind: u16) -> bool {
    matches!(kind, 10..=15 | 24 | 25 | 33 | 40..=42 | 51)
}

/// Ranges of the reversals that nobody who knew them lifted.
fn named(facts: &[Fact<'_>], lineage: &Lineage<'_>) -> Vec<EntryRange> {
    let mut ranges = Vec::new();
    for fact in facts {
        let Event::ImportReversed(reversal) = &fact.event else { continue };
        let lifted = facts.iter().any(|other| match &other.event {
            Event::ReversalLifted(lift) => lift.bundle == reversal.bundle && lineage.knew(other.logged, fact.logged),
            _ => false,
        });
        if !lifted {
            ranges.extend(reversal.ranges.iter().cloned());
        }
    }
    ranges
}

/// Whether an entry stands on the chain that ends a range, at one of its places. A last entry that is not held stands for
/// all of its log.
fn lies_in(logged: &Logged, range: &EntryRange, lineage: &Lineage<'_>) -> bool {
    let header = &logged.entry.header;
    let between = header.log == range.log && (range.from..=range.to).contains(&header.seq);
    between && (!lineage.holds(range.hash) || lineage.descends(range.hash, logged))
}

/// Seals whose author knew something that is gone, and that nothing which stays had replaced by then.
fn broken_seals(facts: &[Fact<'_>], gone: &BTreeSet<Digest>, lineage: &Lineage<'_>) -> BTreeSet<Digest> {
    type Line = (PersonId, CandidateId, String);
    let mut lines: BTreeMap<Line, Vec<&Logged>> = BTreeMap::new();
    for fact in facts {
        let line = match &fact.event {
            Event::Marked(mark) => (fact.by, mark.candidate, mark.criterion.clone()),
            // No criterion has an empty code.
            Event::Observed(said) => (fact.by, said.candidate, String::new()),
            _ => continue,
        };
        lines.entry(line).or_default().push(fact.logged);
    }
    let is_gone = |logged: &Logged| gone.contains(&logged.hash);
    let mut broken = BTreeSet::new();
    for seal in facts {
        let Event::SheetSealed(fact) = &seal.event else { continue };
        let of_sheet = lines.iter().filter(|((by, candidate, _), _)| (*by, *candidate) == (seal.by, fact.candidate));
        let lost = of_sheet.into_iter().any(|(_, written)| {
            let known: Vec<&&Logged> = written.iter().filter(|logged| lineage.knew(seal.logged, logged)).collect();
            let replaced = |one: &Logged| known.iter().any(|other| !is_gone(other) && lineage.knew(other, one));
            known.iter().any(|one| is_gone(one) && !replaced(one))
        });
        if lost {
            broken.insert(seal.logged.hash);
        }
    }
    broken
}
