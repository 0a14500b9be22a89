//! Entries of one log strung into runs: each follows the one before. A log without fork or gap is one run; the way it is cut
//! into runs depends on the set of entries alone, so that the same content always makes the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::Digest;
use domain::log::Logged;

/// Entries that follow one another.
#[derive(Debug, Clone)]
pub(crate) struct Run<'a> {
    /// At least one.
    pub(crate) entries: Vec<&'a Logged>,
}

impl Run<'_> {
    /// Place of the first entry, and the hash it follows.
    pub(crate) fn start(&self) -> Option<(u32, Digest)> {
        self.entries.first().map(|logged| (logged.entry.header.seq, logged.entry.header.prev))
    }

    /// Place and hash of the last entry.
    pub(crate) fn end(&self) -> Option<(u32, Digest)> {
        self.entries.last().map(|logged| (logged.entry.header.seq, logged.hash))
    }
}

/// The runs of one log's entries, in the order of the place and hash they begin with. Of several entries that follow the same
/// one, the run goes on with the smallest hash; the others each begin a run.
pub(crate) fn runs(entries: &[Logged]) -> Vec<Run<'_>> {
    let mut sorted: Vec<&Logged> = entries.iter().collect();
    sorted.sort_unstable_by_key(|logged| (logged.entry.header.seq, logged.hash));
    sorted.dedup_by_key(|logged| logged.hash);
    if sorted.is_empty() {
        return Vec::new();
    }
    let straight = sorted.windows(2).all(|pair| matches!(pair, [one, next] if follows(one, next)));
    if straight { vec![Run { entries: sorted }] } else { branched(&sorted) }
}

fn follows(one: &Logged, next: &Logged) -> bool {
    next.entry.header.prev == one.hash && one.entry.header.seq.checked_add(1) == Some(next.entry.header.seq)
}

fn branched<'a>(sorted: &[&'a Logged]) -> Vec<Run<'a>> {
    let mut next: BTreeMap<Digest, &Logged> = BTreeMap::new();
    for logged in sorted {
        next.entry(logged.entry.header.prev).or_insert(logged);
    }
    let mut taken: BTreeSet<Digest> = BTreeSet::new();
    let mut runs = Vec::new();
    for first in sorted {
        if !taken.insert(first.hash) {
            continue;
        }
        let mut run = Run { entries: vec![*first] };
        let mut last = *first;
        while let Some(following) = next.get(&last.hash).filter(|following| follows(last, following)) {
            if !taken.insert(following.hash) {
                break;
            }
            run.entries.push(following);
            last = following;
        }
        runs.push(run);
    }
    runs
}
