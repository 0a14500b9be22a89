//! Which blocks a repair frame mixes: half of them, by coins that both screens throw alike. With random mixes, a receiver
//! who misses k blocks is whole after k or a few more frames, whichever they are; no list of what is missing travels back.

use super::frame::Cut;

/// Blocks as bits, 64 to a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mask(Vec<u64>);

impl Mask {
    /// The one block `place`, among `blocks`.
    fn single(place: u32, blocks: u32) -> Self {
        let mut mask = vec![0; usize::try_from(blocks.div_ceil(64)).unwrap_or_default()];
        if let Some(word) = usize::try_from(place / 64).ok().and_then(|word| mask.get_mut(word)) {
            *word |= 1 << (place % 64);
        }
        Self(mask)
    }

    /// The blocks that the frame at `place` mixes.
    pub(super) fn of(cut: Cut, place: u32) -> Self {
        let blocks = cut.blocks();
        if place < blocks {
            return Self::single(place, blocks);
        }
        let mut coins = blake3::Hasher::new();
        coins.update(b"delibere qr mix").update(&cut.transfer.0).update(&place.to_be_bytes());
        let mut coins = coins.finalize_xof();
        let mut mask = Self::single(place % blocks.max(1), blocks);
        for word in &mut mask.0 {
            let mut bytes = [0; 8];
            coins.fill(&mut bytes);
            *word ^= u64::from_be_bytes(bytes);
        }
        mask.trim(blocks);
        if mask.lowest().is_none() { Self::single(place % blocks.max(1), blocks) } else { mask }
    }

    /// Clears what is beyond the last block.
    fn trim(&mut self, blocks: u32) {
        let beyond = blocks % 64;
        if let Some(last) = self.0.last_mut().filter(|_| beyond > 0) {
            *last &= (1 << beyond) - 1;
        }
    }

    /// The first block in it.
    pub(super) fn lowest(&self) -> Option<u32> {
        let (at, word) = self.0.iter().enumerate().find(|(_, word)| **word != 0)?;
        Some(u32::try_from(at).ok()? * 64 + word.trailing_zeros())
    }

    /// The blocks in it.
    pub(super) fn blocks(&self) -> impl Iterator<Item = u32> + '_ {
        let bits = |(at, word): (u32, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        };
        (0_u32..).zip(&self.0).flat_map(bits)
    }

    /// Takes out what `other` has, puts in what it has not.
    pub(super) fn toggle(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, with)| *word ^= with);
    }
}

/// Mixes `with` into `bytes`.
pub(super) fn mix(bytes: &mut [u8], with: &[u8]) {
    bytes.iter_mut().zip(with).for_each(|(byte, with)| *byte ^= with);
}
