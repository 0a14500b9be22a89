//! A value that several people may write: concurrent writes are all kept, shown as a disagreement, and settled by a later
//! write of a named person who has seen them. No clock decides between people.

use std::collections::BTreeMap;

use crate::id::{LogId, PersonId};
use crate::log::Clock;

/// One line of descent of a log: the log itself, or a branch of it after a clone or a restored backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Branch {
    /// The log.
    pub log: LogId,
    /// 0 for the trunk; branches are numbered by the hashes they begin with.
    pub number: u16,
}

/// Where, when and by whom a fact was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// When, by the writer's laptop.
    pub clock: Clock,
    /// Which line of descent.
    pub branch: Branch,
    /// Place in it.
    pub seq: u32,
    /// Who wrote it.
    pub by: PersonId,
}

/// What each line of descent had seen of every other, and from which of its own entries on. A function of what was imported,
/// never of the order in which entries are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    views: BTreeMap<Branch, BTreeMap<u32, View>>,
    /// The line that each line leaves, and the last place they share.
    parents: BTreeMap<Branch, (Branch, u32)>,
}

/// How far every other line was seen.
type View = BTreeMap<Branch, u32>;

impl Sight {
    /// At its entry `at`, `branch` held `other` up to `seq`, and the lines that `other` leaves up to there. What `other` had seen
    /// of third parties is not inherited: a file may have brought its log and not theirs.
    pub fn learn(&mut self, branch: Branch, at: u32, other: Branch, seq: u32) {
        let mut mine = self.view(branch, at).cloned().unwrap_or_default();
        let mut next = Some((other, seq));
        while let Some((line, reach)) = next {
            let known = mine.entry(line).or_insert(0);
            *known = (*known).max(reach);
            next = self.parents.get(&line).copied();
        }
        self.views.entry(branch).or_default().insert(at, mine);
    }

    /// A line of descent leaves `parent` after its entry `seq`: one laptop until then, it had seen what `parent` had seen.
    pub fn fork(&mut self, branch: Branch, parent: Branch, seq: u32) {
        self.parents.insert(branch, (parent, seq));
        let inherited = self.view(parent, seq).cloned().unwrap_or_default();
        self.views.entry(branch).or_default().insert(0, inherited);
        self.learn(branch, 0, parent, seq);
    }

    /// Whether whoever wrote `newer` had seen `older`.
    #[must_use]
    pub fn had_seen(&self, newer: &Stamp, older: &Stamp) -> bool {
        if newer.branch == older.branch {
            return newer.seq >= older.seq;
        }
        let view = self.view(newer.branch, newer.seq);
        view.and_then(|view| view.get(&older.branch)).is_some_and(|reach| *reach >= older.seq)
    }

    /// Whether somebody had seen `branch` as far as `seq` or further.
    #[must_use]
    pub fn foresees(&self, branch: Branch, seq: u32) -> bool {
        let mut views = self.views.values().flat_map(BTreeMap::values);
        views.any(|view| view.get(&branch).is_some_and(|reach| *reach >= seq))
    }

    /// How far every other line has been seen by `log`, on each of its own lines, as far as these are known.
    pub fn known_to(&self, log: LogId) -> impl Iterator<Item = (Branch, u32)> {
        let lines = self.views.range(Branch { log, number: 0 }..=Branch { log, number: u16::MAX });
        let last = lines.filter_map(|(_, views)| views.values().next_back());
        last.flat_map(|view| view.iter().map(|(branch, reach)| (*branch, *reach)))
    }

    /// What `branch` had seen at its entry `seq`.
    fn view(&self, branch: Branch, seq: u32) -> Option<&View> {
        self.views.get(&branch)?.range(..=seq).next_back().map(|(_, view)| view)
    }
}

/// One write and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write<T> {
    /// The value.
    pub value: T,
    /// Its origin.
    pub stamp: Stamp,
}

/// The writes that nobody has overwritten knowingly: none, one, or a disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register<T> {
    sides: Sides<T>,
}

/// Nearly every register of a session has one side: it lies in the register, and not in a list of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sides<T> {
    None,
    One(Write<T>),
    /// Two at least.
    Many(Vec<Write<T>>),
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { sides: Sides::None }
    }
}

impl<T> Register<T> {
    /// One write and no other.
    pub(crate) fn of(value: T, stamp: Stamp) -> Self {
        Self { sides: Sides::One(Write { value, stamp }) }
    }
}

impl<T: PartialEq> Register<T> {
    /// Writes `value`, which replaces every write its author had seen. Facts must come in an order where causes precede.
    pub fn write(&mut self, value: T, stamp: Stamp, sight: &Sight) {
        let write = Write { value, stamp };
        let mut kept = match std::mem::replace(&mut self.sides, Sides::None) {
            Sides::One(side) if !sight.had_seen(&stamp, &side.stamp) => vec![side],
            Sides::None | Sides::One(_) => Vec::new(),
            Sides::Many(mut sides) => {
                sides.retain(|side| !sight.had_seen(&stamp, &side.stamp));
                sides
            }
        };
        if kept.is_empty() {
            self.sides = Sides::One(write);
            return;
        }
        kept.push(write);
        kept.sort_by_key(|side| side.stamp);
        self.sides = Sides::Many(kept);
    }

    /// The value, when nobody disagrees.
    #[must_use]
    pub fn settled(&self) -> Option<&T> {
        let (first, rest) = self.sides().split_first()?;
        rest.iter().all(|side| side.value == first.value).then_some(&first.value)
    }

    /// What to show meanwhile: the value, or the side last written by the laptops' clocks, which decides nothing.
    #[must_use]
    pub fn shown(&self) -> Option<&T> {
        self.last().map(|side| &side.value)
    }

    /// The write behind [`Register::shown`].
    #[must_use]
    pub fn last(&self) -> Option<&Write<T>> {
        self.sides().last()
    }

    /// Whether people disagree.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        !self.sides().is_empty() && self.settled().is_none()
    }

    /// Every side, in the order of the laptops' clocks.
    #[must_use]
    pub fn sides(&self) -> &[Write<T>] {
        match &self.sides {
            Sides::None => &[],
            Sides::One(side) => std::slice::from_ref(side),
            Sides::Many(sides) => sides,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(log: u8, seq: u32, clock: u64) -> Stamp {
        let branch = Branch { log: LogId([log; 32]), number: 0 };
        Stamp { clock: Clock(clock), branch, seq, by: PersonId([log; 16]) }
    }

    #[test]
    fn a_later_write_of_the_same_hand_replaces_the_former_whatever_the_clock_says() {
        let (mut register, sight) = (Register::default(), Sight::default());
        register.write("first", stamp(1, 1, 900), &sight);
        register.write("second", stamp(1, 2, 100), &sight);
        assert_eq!(register.settled(), Some(&"second"));
    }

    #[test]
    fn two_hands_that_did_not_see_each_other_disagree_until_one_has_seen_both() {
        let (mut register, mut sight) = (Register::default(), Sight::default());
        register.write("awa", stamp(1, 1, 10), &sight);
        register.write("bruno", stamp(2, 1, 20), &sight);
        assert!(register.is_disputed());
        assert_eq!(register.sides().len(), 2);
        sight.learn(stamp(1, 2, 0).branch, 2, stamp(2, 1, 0).branch, 1);
        register.write("agreed", stamp(1, 3, 5), &sight);
        assert_eq!(register.settled(), Some(&"agreed"));
    }

    #[test]
    fn two_hands_that_wrote_the_same_do_not_disagree() {
        let (mut register, sight) = (Register::default(), Sight::default());
        register.write(7, stamp(1, 1, 10), &sight);
        register.write(7, stamp(2, 1, 20), &sight);
        assert_eq!(register.settled(), Some(&7));
    }

    #[test]
    fn one_knows_of_a_third_what_one_held_and_not_what_another_had_seen() {
        let mut sight = Sight::default();
        let (awa, bruno, chloe) = (stamp(1, 5, 0), stamp(2, 4, 0), stamp(3, 9, 0));
        sight.learn(bruno.branch, 4, chloe.branch, 9);
        sight.learn(awa.branch, 5, bruno.branch, 4);
        assert!(sight.had_seen(&awa, &bruno) && sight.had_seen(&bruno, &chloe));
        assert!(!sight.had_seen(&awa, &chloe), "Bruno's log came to Awa, Chloé's did not");
        sight.learn(awa.branch, 6, chloe.branch, 9);
        assert!(sight.had_seen(&Stamp { seq: 6, ..awa }, &chloe));
        assert!(!sight.had_seen(&awa, &chloe), "what Awa learned later does not change what she knew before");
    }

    #[test]
    fn whoever_holds_a_branch_holds_what_it_leaves_and_a_branch_had_seen_what_its_trunk_had() {
        let mut sight = Sight::default();
        let (trunk, chloe) = (stamp(1, 3, 0), stamp(3, 9, 0));
        let branch = Branch { number: 1, ..trunk.branch };
        sight.learn(trunk.branch, 2, chloe.branch, 9);
        sight.fork(branch, trunk.branch, 3);
        assert!(sight.had_seen(&Stamp { branch, seq: 4, ..trunk }, &chloe));
        sight.learn(stamp(2, 1, 0).branch, 1, branch, 5);
        assert!(sight.had_seen(&stamp(2, 1, 0), &trunk));
        assert!(!sight.had_seen(&stamp(2, 1, 0), &Stamp { seq: 4, ..trunk }), "the trunk went on without them");
    }
}
