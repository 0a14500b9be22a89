//! The code that opens a pack sent before keys are known: four groups of four characters, said on the telephone or written
//! by hand. Eighty bits, in Crockford's base 32: no I, L, O or U, so that nothing is mistaken for something else.

const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P',
    'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// How many characters a code has, without its hyphens.
pub const LENGTH: usize = 16;

/// The code that 16 random bytes make, `7K3M-9XQT-2HFB-W6RN`. Each byte gives 5 of its 8 bits.
#[must_use]
pub fn invitation_code(random: [u8; LENGTH]) -> String {
    let mut code = String::with_capacity(LENGTH + 3);
    for (place, byte) in random.into_iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or('0'));
    }
    code
}

/// A code as somebody typed it, in the form that opens a file: capitals, no space, no hyphen, and the digits that letters
/// were mistaken for. Whatever else was typed stays, and opens nothing.
#[must_use]
pub fn normalise_code(typed: &str) -> String {
    let meant = typed.chars().filter(|character| !character.is_whitespace() && !is_hyphen(*character));
    meant.take(4 * LENGTH).flat_map(char::to_uppercase).map(unmistaken).collect()
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn unmistaken(character: char) -> char {
    match character {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_four_groups_without_a_doubtful_letter() {
        let code = invitation_code([0, 1, 31, 32, 18, 17, 255, 100, 9, 10, 11, 12, 13, 14, 15, 16]);
        assert_eq!(code, "01Z0-JHZ4-9ABC-DEFG");
        assert!(!ALPHABET.iter().any(|letter| "ILOU".contains(*letter)));
        assert_eq!(ALPHABET.iter().collect::<std::collections::BTreeSet<_>>().len(), 32);
    }

    #[test]
    fn a_code_read_aloud_and_typed_again_is_the_same() {
        for typed in ["01Z0-JHZ4-9ABC-DEFG", "o1z0 jhz4 9abc defg", "OIZOJHZ4–9ABC.DEFG", "  0lz0_jhz49abcdefg\n"] {
            assert_eq!(normalise_code(typed), "01Z0JHZ49ABCDEFG", "{typed}");
        }
        assert_ne!(normalise_code("01Z0-JHZ4-9ABC-DEFH"), "01Z0JHZ49ABCDEFG");
        assert!(normalise_code(&"a".repeat(10_000)).len() <= 64);
    }
}
