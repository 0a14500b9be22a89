//! That every code has its sentence, in both languages, with the same arguments. Whether a sentence is good is for a reader.

use std::collections::{BTreeMap, BTreeSet};

use super::{en, en_page, en_signing, en_standing, fr, fr_page, fr_signing, fr_standing};

type Words = &'static [(&'static str, &'static str)];

fn arguments(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_code_of_the_rooms_below_has_its_sentence() {
    let codes = app::codes::every_code().into_iter().chain(crate::trouble::CODES.iter().map(|code| (*code).to_owned()));
    let codes: BTreeSet<String> = codes.collect();
    assert!(codes.len() > 150, "the codes are read: {}", codes.len());
    for (language, sentences) in [("fr", fr::SENTENCES), ("en", en::SENTENCES)] {
        let missing: Vec<_> =
            codes.iter().filter(|code| super::find(sentences, code).is_none_or(str::is_empty)).collect();
        assert!(missing.is_empty(), "{language} says nothing of {missing:?}");
    }
}

/// The desk's own sources: a code written there must be in the list that the test above reads.
#[test]
fn every_code_that_the_desk_writes_is_in_its_list() {
    let known: BTreeSet<String> = app::codes::every_code().into_iter().collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let mut unknown = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            if file.is_dir() {
                folders.push(file);
            } else if file.extension().is_some_and(|it| it == "rs") && !file.ends_with("care.rs") {
                let source = std::fs::read_to_string(&file).unwrap();
                for mark in ["code: \"", "Failure::Keys(\"", "S::Date => \""] {
                    let written = source.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
                    unknown.extend(written.filter(|code| !known.contains(*code)).map(str::to_owned));
                }
            }
        }
    }
    assert_eq!(unknown, Vec::<String>::new(), "add them to app::codes and to the words");
}

#[test]
fn a_refusal_s_sentence_names_only_what_the_refusal_carries() {
    let both: [Words; 2] = [fr::SENTENCES, en::SENTENCES];
    for (one, other) in both[0].iter().zip(both[1]) {
        assert_eq!(one.0, other.0, "the two languages have the same codes in the same order");
        assert_eq!(arguments(one.1), arguments(other.1), "{}", one.0);
    }
}

#[test]
fn both_languages_have_the_same_pages() {
    let by_key = |words: Words| words.iter().map(|(key, text)| (*key, arguments(text))).collect::<BTreeMap<_, _>>();
    assert_eq!(by_key(fr_page::WORDS), by_key(en_page::WORDS));
    assert_eq!(by_key(fr_standing::WORDS), by_key(en_standing::WORDS));
    assert_eq!(by_key(fr_signing::WORDS), by_key(en_signing::WORDS));
}

#[test]
fn words_are_found_by_their_key() {
    let pages = [fr_page::WORDS, en_page::WORDS, fr_standing::WORDS, en_standing::WORDS];
    let all = [fr::SENTENCES, en::SENTENCES, fr_signing::WORDS, en_signing::WORDS].into_iter().chain(pages);
    for words in all {
        assert!(words.is_sorted_by(|one, other| one.0 < other.0), "a key is twice or out of order");
    }
}

#[test]
fn french_has_its_narrow_spaces() {
    for (key, text) in fr::SENTENCES.iter().chain(fr_page::WORDS).chain(fr_standing::WORDS).chain(fr_signing::WORDS) {
        for mark in [" ;", " :", " !", " ?", " »", "« ", " %"] {
            assert!(!text.contains(mark), "{key}: {text}");
        }
    }
}

#[test]
fn an_argument_is_never_read_for_braces() {
    let words = super::sentence(crate::args::Lang::Fr, "number-taken", &[("number", "{name}".to_owned())]);
    assert!(words.contains("{name}"), "{words}");
}

/// The rules' own sources: a field that they name in a refusal has its word.
#[test]
fn every_field_that_a_rule_names_has_its_word() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/src/decide");
    let mut unknown = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
        let source = std::fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        for mark in ["text::demand(\"", "text::allow(\"", "field: \""] {
            let fields = source.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
            let without = fields.filter(|field| super::find(fr_page::WORDS, &format!("field.{field}")).is_none());
            unknown.extend(without.map(str::to_owned));
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
}

#[test]
fn everything_that_a_verification_finds_has_its_words() {
    let (findings, faults) = app::codes::of_verification();
    let keys = findings.iter().map(|code| format!("finding.{code}"));
    let keys = keys.chain(faults.iter().map(|code| format!("fault.{code}")));
    let without: Vec<_> = keys.filter(|key| super::find(fr_signing::WORDS, key).is_none()).collect();
    assert_eq!(without, Vec::<String>::new());
}
