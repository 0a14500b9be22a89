//! A closing as a cut through the logs: how far each line of descent counts. A head names an entry, so that a laptop imaged
//! before the closing and met after it adds nothing below the cut.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{LogHead, SessionClosed};
use crate::id::{Digest, LogId};
use crate::log::{self, Logged};
use crate::register::Branch;
use crate::session::ARRIVAL;
use crate::session::thread::Thread;

/// How far each line of descent counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    reach: BTreeMap<Branch, u32>,
    counted: u32,
}

/// The line that each line leaves, and the last place they share.
pub type Parents = BTreeMap<Branch, (Branch, u32)>;

/// How logs that forked are laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Which line each of their entries is on: an import, a closing, a revocation name entries.
    pub branches: BTreeMap<Digest, Branch>,
    /// Where each line leaves another.
    pub parents: Parents,
}

impl Lines {
    /// The layout of `threads`.
    #[must_use]
    pub fn of(threads: &[Thread<'_>]) -> Self {
        let parents: Parents = threads.iter().filter_map(|thread| Some((thread.branch, thread.parent?))).collect();
        let forked: BTreeSet<LogId> = parents.keys().map(|branch| branch.log).collect();
        let forked = threads.iter().filter(|thread| forked.contains(&thread.branch.log));
        let placed = forked.flat_map(|thread| thread.entries.iter().map(|logged| (logged.hash, thread.branch)));
        Self { branches: placed.collect(), parents }
    }

    /// The line that a head's entry is on.
    #[must_use]
    pub fn branch(&self, head: &LogHead) -> Branch {
        self.branches.get(&head.hash).copied().unwrap_or(Branch { log: head.log, number: 0 })
    }

    /// The cut that `heads` name.
    #[must_use]
    pub fn cut(&self, heads: &[LogHead]) -> Cut {
        let mut cut = Cut::default();
        for head in heads {
            let mut at = Some((self.branch(head), head.seq));
            while let Some((branch, seq)) = at {
                let known = cut.reach.entry(branch).or_insert(0);
                *known = (*known).max(seq);
                at = self.parents.get(&branch).copied();
            }
        }
        let begins = |branch: &Branch| self.parents.get(branch).map_or(0, |(_, shared)| *shared);
        let lengths = cut.reach.iter().map(|(branch, seq)| seq.saturating_sub(begins(branch)));
        cut.counted = lengths.fold(0, u32::saturating_add);
        cut
    }
}

impl Cut {
    /// Whether the entry at that place counts.
    #[must_use]
    pub fn holds(&self, branch: Branch, seq: u32) -> bool {
        self.reach.get(&branch).is_some_and(|reach| seq <= *reach)
    }

    /// How many entries count.
    #[must_use]
    pub fn entries(&self) -> u32 {
        self.counted
    }

    /// How far each log counts on its longest line: for a preview, where an entry's line is not known yet.
    #[must_use]
    pub fn by_log(&self) -> BTreeMap<LogId, u32> {
        let mut logs = BTreeMap::new();
        for (branch, seq) in &self.reach {
            let reach = logs.entry(branch.log).or_insert(0);
            *reach = (*reach).max(*seq);
        }
        logs
    }
}

/// The fingerprint of what `closing` counts, computed anew from `entries`; `None` when one of them is missing, or is not what
/// its name says.
#[must_use]
pub fn fingerprint(closing: &SessionClosed, entries: &[Logged]) -> Option<Digest> {
    let held: BTreeMap<Digest, &Logged> = entries.iter().map(|logged| (logged.hash, logged)).collect();
    let mut walked: BTreeSet<Digest> = BTreeSet::new();
    let mut counted: BTreeSet<Digest> = BTreeSet::new();
    for head in &closing.cut {
        let mut next = head.hash;
        // The first entry of a log follows the log's own name.
        while next != Digest(head.log.0) && walked.insert(next) {
            let logged = held.get(&next).filter(|logged| logged.entry.hash() == next)?;
            if logged.entry.header.kind != ARRIVAL {
                counted.insert(next);
            }
            next = logged.entry.header.prev;
        }
    }
    Some(log::fingerprint(counted.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK: Branch = Branch { log: LogId([1; 32]), number: 0 };
    const KNOWN: Branch = Branch { number: 1, ..TRUNK };
    const IMAGED: Branch = Branch { number: 2, ..TRUNK };

    #[test]
    fn a_line_that_the_closing_did_not_know_counts_for_nothing_below_the_cut() {
        let head = LogHead { log: TRUNK.log, seq: 20, hash: Digest([7; 32]) };
        let branches = BTreeMap::from([(head.hash, KNOWN)]);
        let parents = BTreeMap::from([(KNOWN, (TRUNK, 15)), (IMAGED, (TRUNK, 15))]);
        let cut = Lines { branches, parents }.cut(&[head]);
        assert!(cut.holds(TRUNK, 15) && cut.holds(KNOWN, 16) && cut.holds(KNOWN, 20));
        assert!(!cut.holds(KNOWN, 21) && !cut.holds(IMAGED, 16));
        assert_eq!(cut.entries(), 20);
    }

    #[test]
    fn both_lines_count_when_the_closing_knew_both() {
        let heads = [(20, 7), (18, 8)].map(|(seq, byte)| LogHead { log: TRUNK.log, seq, hash: Digest([byte; 32]) });
        let branches = BTreeMap::from([(heads[0].hash, KNOWN), (heads[1].hash, IMAGED)]);
        let parents = BTreeMap::from([(KNOWN, (TRUNK, 15)), (IMAGED, (TRUNK, 15))]);
        let cut = Lines { branches, parents }.cut(&heads);
        assert!(cut.holds(KNOWN, 20) && cut.holds(IMAGED, 18) && !cut.holds(IMAGED, 19));
        assert_eq!(cut.entries(), 15 + 5 + 3);
        assert_eq!(cut.by_log(), BTreeMap::from([(TRUNK.log, 20)]));
    }
}
