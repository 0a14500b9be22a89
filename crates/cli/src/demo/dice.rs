//! What varies from one seed to another: names, levels, comments. Drawn from the desk's seeded generator, so that the same
//! seed always plays the same session.

use app::entropy::{SeededEntropy, random};

use crate::trouble::Trouble;

/// A seeded source of choices.
#[derive(Debug)]
pub(super) struct Dice(SeededEntropy);

impl Dice {
    /// The choices of that seed, for that purpose.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        Self(SeededEntropy::new(seed.wrapping_mul(1_000_003).wrapping_add(purpose)))
    }

    /// A number below `sides`.
    pub(super) fn below(&self, sides: usize) -> Result<usize, Trouble> {
        let drawn = u32::from_be_bytes(random(&self.0)?);
        Ok(usize::try_from(drawn).unwrap_or(0).checked_rem(sides).unwrap_or(0))
    }

    /// Whether something of that many chances in a hundred happens.
    pub(super) fn happens(&self, percent: usize) -> Result<bool, Trouble> {
        Ok(self.below(100)? < percent)
    }

    /// One of `choices`.
    pub(super) fn one<'a>(&self, choices: &[&'a str]) -> Result<&'a str, Trouble> {
        let place = self.below(choices.len())?;
        Ok(choices.get(place).copied().unwrap_or_default())
    }
}
