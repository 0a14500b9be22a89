//! What a passphrase must be. Not a place for advice: that is words.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::KeyFailure;

/// Fewest characters of a passphrase. A store can be copied and tried at leisure, so that length is what protects it.
pub const SHORTEST: usize = 12;
/// Fewest different characters.
pub const LEAST_VARIED: usize = 5;

/// Accepts a passphrase or says why not.
///
/// # Errors
/// `TooShort` or `TooSimple`.
pub fn judge(passphrase: &str) -> Result<(), KeyFailure> {
    let normal = normal(passphrase);
    if normal.chars().count() < SHORTEST {
        return Err(KeyFailure::TooShort);
    }
    let different: BTreeSet<char> = normal.chars().collect();
    if different.len() < LEAST_VARIED { Err(KeyFailure::TooSimple) } else { Ok(()) }
}

/// The passphrase in one form, however the keyboard composed its accents.
pub(super) fn normal(passphrase: &str) -> Zeroizing<String> {
    Zeroizing::new(passphrase.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_or_monotonous_passphrase_is_refused() {
        assert_eq!(judge(""), Err(KeyFailure::TooShort));
        assert_eq!(judge("onze signes"), Err(KeyFailure::TooShort));
        assert_eq!(judge("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}"), Err(KeyFailure::TooShort));
        assert_eq!(judge("aaaaaaaaaaaaaaa"), Err(KeyFailure::TooSimple));
        assert_eq!(judge("121212121212"), Err(KeyFailure::TooSimple));
        assert_eq!(judge("douze signes"), Ok(()));
    }
}
