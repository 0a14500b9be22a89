//! A member's own signing key on a laptop that goes round the table: sealed under that member's passphrase, which nobody else
//! at the table knows. Not a place for what it signs, nor for the store's own keys.

use zeroize::Zeroizing;

use super::slot::{Cost, Slot, SlotRandom};
use super::{KeyFailure, StoreKey, passphrase};

/// Seals the key that `seed` makes under `passphrase`: what the store keeps.
///
/// # Errors
/// When the passphrase is too short or too simple.
pub fn seal(passphrase: &str, seed: [u8; 32], random: &SlotRandom, cost: Cost) -> Result<Vec<u8>, KeyFailure> {
    passphrase::judge(passphrase)?;
    let slot = Slot::of_passphrase(passphrase, &StoreKey(Zeroizing::new(seed)), random, cost)?;
    serde_json::to_vec(&slot).map_err(|_| KeyFailure::Unreadable)
}

/// The seed again.
///
/// # Errors
/// `Wrong` when that is not the passphrase; `Unreadable` when nothing of ours is kept.
pub fn open(kept: &[u8], passphrase: &str) -> Result<Zeroizing<[u8; 32]>, KeyFailure> {
    let slot: Slot = serde_json::from_slice(kept).map_err(|_| KeyFailure::Unreadable)?;
    if !slot.is_bounded() {
        return Err(KeyFailure::Unreadable);
    }
    slot.open(passphrase).ok_or(KeyFailure::Wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_s_key_opens_with_their_own_passphrase_and_with_no_other() {
        let random = SlotRandom::new(&[7; SlotRandom::LENGTH]);
        let kept = seal("trois mots à moi", [9; 32], &random, Cost::FOR_TESTS).unwrap();
        assert_eq!(*open(&kept, "trois mots à moi").unwrap(), [9; 32]);
        assert_eq!(open(&kept, "quatre mots au hasard"), Err(KeyFailure::Wrong));
        assert_eq!(open(b"{}", "trois mots à moi"), Err(KeyFailure::Unreadable));
        assert_eq!(seal("court", [9; 32], &random, Cost::FOR_TESTS), Err(KeyFailure::TooShort));
    }
}
