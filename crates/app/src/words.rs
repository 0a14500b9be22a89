//! A fingerprint as four words to read aloud between laptops. The words are data (`assets/words/empreinte.txt`): 256 short
//! nouns that no two begin alike, so that one can be told from another across a room.

use domain::id::{DeviceKey, Digest};

use crate::projection::fold_name;

const LIST: &str = include_str!("../../../assets/words/empreinte.txt");
/// How many words a fingerprint takes: 32 bits, enough to notice that two laptops differ; papers print the whole digest.
const COUNT: usize = 4;

/// The words of `digest`.
#[must_use]
pub fn fingerprint(digest: Digest) -> Vec<String> {
    let word = |byte: &u8| LIST.lines().nth(usize::from(*byte)).map(str::to_owned);
    digest.0.iter().take(COUNT).filter_map(word).collect()
}

/// The 2,048 French words of BIP-39, one a line: any four first letters tell one from another.
const DEVICES: &str = include_str!("../../../assets/words/appareils.txt");

/// The six words of a device, read aloud before it is admitted (docs/formats/request.md).
#[must_use]
pub fn device(device: DeviceKey) -> Vec<String> {
    let word = |place: u16| DEVICES.lines().nth(usize::from(place)).map(str::to_owned);
    sync::device::words(device).into_iter().filter_map(word).collect()
}

/// Whether `heard`, as somebody typed it, is the words of `key`: capitals, accents and what stands between words are not
/// compared.
#[must_use]
pub fn is_device(heard: &str, key: DeviceKey) -> bool {
    let heard: Vec<String> = heard.split(|letter: char| !letter.is_alphanumeric()).map(fold_name).collect();
    let heard: Vec<&str> = heard.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    heard == device(key).iter().map(|word| fold_name(word)).collect::<Vec<_>>()
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
    fn the_words_of_devices_are_told_apart_by_their_first_four_letters_without_accents() {
        let words: Vec<String> = DEVICES.lines().map(fold_name).collect();
        let beginnings: BTreeSet<String> = words.iter().map(|word| word.chars().take(4).collect()).collect();
        assert_eq!((words.len(), beginnings.len()), (2_048, 2_048));
        assert!(words.iter().all(|word| word.chars().all(|letter| letter.is_ascii_lowercase())));
    }

    #[test]
    fn the_words_of_a_device_are_compared_as_they_are_heard() {
        let key = DeviceKey([0; 32]);
        let said = device(key);
        assert_eq!(said.len(), 6);
        assert!(is_device(&said.join(" "), key) && is_device(&said.join(", ").to_uppercase(), key));
        assert!(is_device(&said.iter().map(|word| fold_name(word)).collect::<Vec<_>>().join("-"), key));
        assert!(!is_device(&said[..5].join(" "), key) && !is_device("", key));
        assert!(!is_device(&[&said[1..], &said[..1]].concat().join(" "), key));
        assert!(!is_device(&said.join(" "), DeviceKey([1; 32])));
    }

    #[test]
    fn a_fingerprint_is_four_words() {
        assert_eq!(fingerprint(Digest([0; 32])), ["abeille"; 4]);
        assert_ne!(fingerprint(Digest([1; 32])), fingerprint(Digest([2; 32])));
    }
}
