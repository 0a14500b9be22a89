//! A fingerprint as four words to read aloud between laptops. The words are data (`assets/words/empreinte.txt`): 256 short
//! nouns that no two begin alike, so that one can be told from another across a room.

use domain::id::Digest;

const LIST: &str = include_str!("../../../assets/words/empreinte.txt");
/// How many words a fingerprint takes: 32 bits, enough to notice that two laptops differ; papers print the whole digest.
const COUNT: usize = 4;

/// The words of `digest`.
#[must_use]
pub fn fingerprint(digest: Digest) -> Vec<String> {
    let word = |byte: &u8| LIST.lines().nth(usize::from(*byte)).map(str::to_owned);
    digest.0.iter().take(COUNT).filter_map(word).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_byte_has_its_word_and_no_two_words_begin_alike() {
        let beginnings: BTreeSet<String> = LIST.lines().map(|word| word.chars().take(4).collect()).collect();
        assert_eq!(LIST.lines().count(), 256);
        assert_eq!(beginnings.len(), 256);
    }

    #[test]
    fn a_fingerprint_is_four_words() {
        assert_eq!(fingerprint(Digest([0; 32])), ["abeille"; 4]);
        assert_ne!(fingerprint(Digest([1; 32])), fingerprint(Digest([2; 32])));
    }
}
