//! Which entries of one log are held, by place and hash. A log without fork or gap is a list of hashes, 32 bytes an entry; what
//! stands beside is a set. Not a place for what entries say.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::id::Digest;

/// The entries held of one log.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// One hash for each place from 1.
    row: Vec<Part>,
    /// Others at those places, and what lies beyond a gap.
    beside: BTreeSet<(u32, Digest)>,
}

/// Some hashes of a row.
#[derive(Debug, Clone)]
struct Part {
    /// How many come before.
    from: usize,
    hashes: Hashes,
}

#[derive(Debug, Clone)]
enum Hashes {
    Own(Vec<Digest>),
    /// Those of a stretch, which others hold too.
    Shared(Arc<[Digest]>),
}

impl Part {
    fn hashes(&self) -> &[Digest] {
        match &self.hashes {
            Hashes::Own(hashes) => hashes,
            Hashes::Shared(hashes) => hashes,
        }
    }

    fn end(&self) -> usize {
        self.from + self.hashes().len()
    }
}

/// The same entries, however they were added.
impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        let row = |held: &Self| held.row.iter().flat_map(|part| part.hashes().to_vec()).collect::<Vec<_>>();
        self.beside == other.beside && row(self) == row(other)
    }
}

impl Eq for Held {}

impl Held {
    /// Adds a stretch that begins at `seq`.
    pub fn lay(&mut self, seq: u32, hashes: &Arc<[Digest]>) {
        let from = self.length();
        if usize::try_from(seq).is_ok_and(|seq| seq == from + 1) {
            self.row.push(Part { from, hashes: Hashes::Shared(Arc::clone(hashes)) });
        } else {
            hashes.iter().zip(seq..).for_each(|(hash, seq)| self.insert(seq, *hash));
        }
    }

    /// Whether nothing is held but one entry at each place from 1.
    pub(crate) fn is_plain(&self) -> bool {
        self.beside.is_empty()
    }

    /// How many places from 1 on hold an entry.
    pub(crate) fn length(&self) -> usize {
        self.row.last().map_or(0, Part::end)
    }

    fn push(&mut self, hash: Digest) {
        match self.row.last_mut() {
            Some(Part { hashes: Hashes::Own(hashes), .. }) => hashes.push(hash),
            _ => {
                let from = self.length();
                self.row.push(Part { from, hashes: Hashes::Own(vec![hash]) });
            }
        }
    }

    /// Adds an entry.
    pub fn insert(&mut self, seq: u32, hash: Digest) {
        match self.row_at(seq) {
            Some(known) if known == hash => {}
            None if usize::try_from(seq).is_ok_and(|seq| seq == self.length() + 1) => self.push(hash),
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
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        let part = self.row.partition_point(|part| part.from <= place).checked_sub(1)?;
        let part = self.row.get(part)?;
        part.hashes().get(place - part.from).copied()
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

    #[test]
    fn a_stretch_is_held_as_its_entries_are() {
        let hashes: Arc<[Digest]> = (1..=9).map(|byte| Digest([byte; 32])).collect();
        let mut one_by_one = Held::default();
        hashes.iter().zip(1..).for_each(|(hash, seq)| one_by_one.insert(seq, *hash));
        let (mut held, cut): (Held, Arc<[Digest]>) = (Held::default(), hashes[1..8].into());
        held.insert(1, hashes[0]);
        held.lay(2, &cut);
        held.insert(9, hashes[8]);
        assert_eq!(held, one_by_one);
        assert!(hashes.iter().zip(1..).all(|(hash, seq)| held.holds(seq, *hash)));
        held.lay(5, &cut);
        assert!(held.holds(5, hashes[1]) && held.holds(5, hashes[4]) && !held.is_plain());
    }
}
