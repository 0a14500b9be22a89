//! The hashes of the entries a session counts in: what its fingerprint is made of. A million of them weigh what they weigh and
//! no more. Not a place for what entries say.

use std::sync::Arc;

use crate::id::Digest;

/// Fresh hashes wait in a list of their own until there are this many of them, and one for eight sorted ones.
const WAITING: usize = 1_024;

/// A set of hashes, each given once.
#[derive(Clone, Default)]
pub struct Hashes {
    sorted: Vec<Digest>,
    fresh: Vec<Digest>,
    /// Those of whole stretches, where they already lie.
    laid: Vec<Arc<[Digest]>>,
}

impl Hashes {
    /// Adds the hashes of a stretch, which must not be there.
    pub fn lay(&mut self, hashes: Arc<[Digest]>) {
        self.laid.push(hashes);
    }

    /// Adds the hash of one more entry, which must not be there.
    pub fn insert(&mut self, hash: Digest) {
        self.fresh.push(hash);
        if self.fresh.len() >= WAITING.max(self.sorted.len() / 8) {
            self.sort();
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.laid.iter().fold(self.sorted.len() + self.fresh.len(), |sum, laid| sum + laid.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every hash, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = &Digest> + Clone {
        self.sorted.iter().chain(&self.fresh).chain(self.laid.iter().flat_map(|laid| laid.iter()))
    }

    fn sort(&mut self) {
        self.sorted.append(&mut self.fresh);
        // Two sorted runs one after the other: the stable sort finds and merges them.
        self.sorted.sort();
    }
}

/// The same hashes, however they were added.
impl PartialEq for Hashes {
    fn eq(&self, other: &Self) -> bool {
        let fingerprint = |hashes: &Self| crate::log::fingerprint(hashes.iter().copied());
        self.len() == other.len() && fingerprint(self) == fingerprint(other)
    }
}

impl std::fmt::Debug for Hashes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} hashes, {}", self.len(), crate::log::fingerprint(self.iter().copied()))
    }
}

impl Extend<Digest> for Hashes {
    fn extend<I: IntoIterator<Item = Digest>>(&mut self, hashes: I) {
        self.fresh.extend(hashes);
        self.sort();
    }
}

impl FromIterator<Digest> for Hashes {
    fn from_iter<I: IntoIterator<Item = Digest>>(hashes: I) -> Self {
        let mut all = Self::default();
        all.extend(hashes);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::fingerprint;

    #[test]
    fn the_fingerprint_does_not_depend_on_how_hashes_were_added() {
        let hashes: Vec<Digest> = (0..3_000_u32).map(|n| Digest(*blake3::hash(&n.to_be_bytes()).as_bytes())).collect();
        let together: Hashes = hashes.iter().copied().collect();
        let mut apart = Hashes::default();
        hashes.iter().rev().for_each(|hash| apart.insert(*hash));
        assert_eq!((together.len(), apart.len()), (3_000, 3_000));
        let expected = fingerprint(hashes);
        assert_eq!(fingerprint(together.iter().copied()), expected);
        assert_eq!(fingerprint(apart.iter().copied()), expected);
    }
}
