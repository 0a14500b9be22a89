//! Which entries of one log are held, by place and hash. A log without fork or gap is a list of hashes, 32 bytes an entry; what
//! stands beside is a set. Not a place for what entries say.

use std::collections::BTreeSet;

use domain::id::Digest;

/// The entries held of one log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// One hash for each place from 1.
    row: Vec<Digest>,
    /// Others at those places, and what lies beyond a gap.
    beside: BTreeSet<(u32, Digest)>,
}

impl Held {
    /// Adds an entry.
    pub fn insert(&mut self, seq: u32, hash: Digest) {
        match self.row_at(seq) {
            Some(known) if known == hash => {}
            None if usize::try_from(seq).is_ok_and(|seq| seq == self.row.len() + 1) => self.row.push(hash),
            _ => {
                self.beside.insert((seq, hash));
            }
        }
    }

    /// Whether that entry is held.
    #[must_use]
    pub fn holds(&self, seq: u32, hash: Digest) -> bool {
        self.row_at(seq) == Some(hash) || (!self.beside.is_empty() && self.beside.contains(&(seq, hash)))
    }

    /// Every entry held at that place.
    pub(crate) fn at(&self, seq: u32) -> impl Iterator<Item = Digest> {
        let lowest = Digest([0; 32]);
        let beside = self.beside.range((seq, lowest)..).take_while(move |(place, _)| *place == seq);
        self.row_at(seq).into_iter().chain(beside.map(|(_, hash)| *hash))
    }

    fn row_at(&self, seq: u32) -> Option<Digest> {
        self.row.get(usize::try_from(seq.checked_sub(1)?).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_order_what_was_added_is_held_and_nothing_else() {
        let entries = [(3, 30), (1, 10), (2, 20), (2, 21), (5, 50), (4, 40), (2, 20)];
        let mut held = Held::default();
        entries.iter().for_each(|(seq, byte)| held.insert(*seq, Digest([*byte; 32])));
        assert!(entries.iter().all(|(seq, byte)| held.holds(*seq, Digest([*byte; 32]))));
        assert!(
            !held.holds(3, Digest([10; 32])) && !held.holds(6, Digest([50; 32])) && !held.holds(0, Digest([10; 32]))
        );
        let at: BTreeSet<Digest> = held.at(2).collect();
        assert_eq!(at, BTreeSet::from([Digest([20; 32]), Digest([21; 32])]));
        assert_eq!(held.at(3).count(), 1);
    }
}
