//! Every refusal has its sentence, in each language of the window and in `delib`; a sentence uses what its refusal carries
//! and nothing else; both languages say the same things. Whether a sentence is a good one is for a reader.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{none, text};

const LANGUAGES: &[&str] = &["ui/messages/fr.json", "ui/messages/en.json"];

/// The codes of `domain::refusal`, each with the names of what it carries.
fn refusals() -> BTreeMap<String, BTreeSet<String>> {
    let source = text("crates/domain/src/refusal.rs");
    let list = source.split_once("\nrefusals! {").expect("the list of refusals").1;
    let ends = list.lines().take_while(|line| !line.starts_with('}')).filter(|line| line.ends_with(';'));
    let refusal = |line: &str| {
        let mut parts = line.split('"');
        let code = parts.nth(1)?.to_owned();
        Some((code, names_in(parts.next().unwrap_or_default())))
    };
    ends.filter_map(refusal).collect()
}

/// The names between braces in a list of arguments, or in a sentence.
fn names_in(text: &str) -> BTreeSet<String> {
    let between = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(names, _)| names);
    between
        .flat_map(|names| names.split(','))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The sentences of one language, by key; a sentence with several forms counts as all of them.
fn sentences(path: &str) -> BTreeMap<String, String> {
    let messages: serde_json::Map<_, _> = serde_json::from_str(&text(path)).expect(path);
    messages
        .into_iter()
        .map(|(key, words)| (key, words.as_str().map_or_else(|| words.to_string(), str::to_owned)))
        .collect()
}

#[test]
fn every_refusal_has_its_sentence_in_the_window() {
    let refusals = refusals();
    assert!(refusals.len() > 20, "the list of refusals is read: {refusals:?}");
    let mut offences = Vec::new();
    for language in LANGUAGES {
        let sentences = sentences(language);
        for (code, carried) in &refusals {
            let key = format!("refusal_{}", code.replace('-', "_"));
            match sentences.get(&key) {
                None => offences.push(format!("{language} has no {key}")),
                Some(words) if words.starts_with('[') => {}
                Some(words) => {
                    let unknown: Vec<_> = names_in(words).difference(carried).cloned().collect();
                    offences.extend(
                        unknown
                            .iter()
                            .map(|name| format!("{language}: {key} names {name}, which the refusal does not carry")),
                    );
                }
            }
        }
    }
    none("A refusal is explained to people", &offences);
}

#[test]
fn both_languages_say_the_same_things() {
    let [french, english] = [LANGUAGES[0], LANGUAGES[1]].map(sentences);
    let missing = french.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("English has no {key}"));
    let more = english.keys().filter(|key| !french.contains_key(*key)).map(|key| format!("French has no {key}"));
    none("French first, English complete", &missing.chain(more).collect::<Vec<_>>());
}
