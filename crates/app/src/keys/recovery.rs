//! The recovery key as a person prints and types it: eight groups of five characters that can't be mistaken for each other
//! (Crockford's base 32), the last ones a checksum. Not a place for what it opens.

use zeroize::Zeroizing;

use super::KeyFailure;

/// Random bytes of a recovery key: 176 bits, which nobody guesses, so that it needs no slow derivation.
pub const LENGTH: usize = 22;
/// With its checksum: 200 bits, forty characters of five bits.
const WHOLE: usize = 25;
const CHARACTERS: usize = 40;
const GROUP: usize = 5;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKSUM_CONTEXT: &str = "delibere 2026 recovery checksum v1";

/// A recovery key. It is wiped when dropped and shown only on purpose.
#[derive(Clone)]
pub struct RecoveryKey(Zeroizing<[u8; LENGTH]>);

impl RecoveryKey {
    /// The recovery key of random bytes.
    #[must_use]
    pub fn new(bytes: Zeroizing<[u8; LENGTH]>) -> Self {
        Self(bytes)
    }

    /// The text to print: `7Q3KD-…`, eight groups.
    #[must_use]
    pub fn to_print(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + CHARACTERS / GROUP));
        let whole = self.with_checksum();
        for place in 0..CHARACTERS {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            let value =
                (0..5).fold(0_usize, |value, bit| value << 1 | usize::from(bit_at(&whole[..], place * 5 + bit)));
            text.push(ALPHABET.get(value).copied().map_or('0', char::from));
        }
        text
    }

    /// The recovery key typed in `text`: small or capital letters, any spaces and hyphens, `O` for `0`, `I` and `L` for `1`.
    ///
    /// # Errors
    /// `NotARecoveryKey` when a character is missing, added or wrong.
    pub fn parse(text: &str) -> Result<Self, KeyFailure> {
        let mut whole = Zeroizing::new([0_u8; WHOLE]);
        let mut place = 0;
        for character in text.chars().filter(|it| !it.is_whitespace() && *it != '-') {
            let value = value_of(character).ok_or(KeyFailure::NotARecoveryKey)?;
            for bit in 0..5 {
                let byte = whole.get_mut((place * 5 + bit) / 8).ok_or(KeyFailure::NotARecoveryKey)?;
                *byte = *byte << 1 | (value >> (4 - bit) & 1);
            }
            place += 1;
        }
        let key = whole.first_chunk::<LENGTH>().map(|start| Self(Zeroizing::new(*start)));
        key.filter(|key| place == CHARACTERS && key.with_checksum() == whole).ok_or(KeyFailure::NotARecoveryKey)
    }

    pub(super) fn bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    fn with_checksum(&self) -> Zeroizing<[u8; WHOLE]> {
        let checksum = blake3::derive_key(CHECKSUM_CONTEXT, &self.0[..]);
        let mut bytes = self.0.iter().chain(&checksum).copied();
        Zeroizing::new(std::array::from_fn(|_| bytes.next().unwrap_or_default()))
    }
}

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RecoveryKey(…)")
    }
}

fn bit_at(bytes: &[u8], place: usize) -> bool {
    bytes.get(place / 8).is_some_and(|byte| byte >> (7 - place % 8) & 1 == 1)
}

fn value_of(character: char) -> Option<u8> {
    let capital = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == capital).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> RecoveryKey {
        RecoveryKey::new(Zeroizing::new(std::array::from_fn(|place| {
            seed.wrapping_mul(37).wrapping_add(place as u8 * 11)
        })))
    }

    #[test]
    fn a_recovery_key_reads_back_as_it_was_printed() {
        for seed in 0..=255 {
            let printed = key(seed).to_print();
            assert_eq!(printed.len(), 47, "{}", *printed);
            assert_eq!(RecoveryKey::parse(&printed).unwrap().bytes(), key(seed).bytes());
        }
    }

    #[test]
    fn a_recovery_key_can_be_typed_loosely() {
        let printed = key(3).to_print();
        let loose = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryKey::parse(&loose).unwrap().bytes(), key(3).bytes());
    }

    #[test]
    fn any_single_mistyped_character_is_noticed() {
        let printed = key(9).to_print();
        for place in 0..printed.len() {
            for typed in "07AZ".chars().filter(|it| printed.as_bytes()[place] != *it as u8) {
                let mut wrong: Vec<char> = printed.chars().collect();
                wrong[place] = typed;
                assert!(RecoveryKey::parse(&wrong.iter().collect::<String>()).is_err(), "{place}");
            }
        }
        for wrong in ["", "U", printed.get(..46).unwrap(), &format!("{}7", *printed), &"0".repeat(40), &"Z".repeat(400)]
        {
            assert!(RecoveryKey::parse(wrong).is_err(), "{wrong}");
        }
    }
}
