//! The words of `delib`: a sentence for every code, and the words of its pages, in French and in English. Nothing else in the
//! counter says a sentence to people.

mod en;
mod en_page;
mod en_signing;
mod en_standing;
mod fr;
mod fr_page;
mod fr_signing;
mod fr_standing;
#[cfg(test)]
mod tests;

use crate::args::Lang;

/// The language asked for, or the computer's, or French.
pub(crate) fn lang(asked: Option<Lang>) -> Lang {
    let of_computer = || {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        set.into_iter().find(|value| !value.is_empty()).filter(|value| value.starts_with("en")).map(|_| Lang::En)
    };
    asked.or_else(of_computer).unwrap_or(Lang::Fr)
}

/// The sentence of `code`, its arguments filled in; the code itself where it has none, and every argument that it has.
pub(crate) fn sentence(lang: Lang, code: &str, args: &[(&str, String)]) -> String {
    let sentences = match lang {
        Lang::Fr => fr::SENTENCES,
        Lang::En => en::SENTENCES,
    };
    let args: Vec<_> = args.iter().map(|(name, value)| (*name, in_words(lang, name, value))).collect();
    fill(find(sentences, code).unwrap_or(code), &args)
}

/// The word of an argument that the rules name by a code: a seat, a field.
fn in_words(lang: Lang, name: &str, value: &str) -> String {
    let coded = matches!(name, "role" | "field").then(|| find_on_pages(lang, &format!("{name}.{value}"))).flatten();
    coded.unwrap_or(value).to_owned()
}

/// Why a row is refused: shorter than the sentence of a refusal where the column is named beside it.
pub(crate) fn reason(lang: Lang, code: &str, args: &[(&str, String)]) -> String {
    let row = format!("row-{code}");
    let found = find_on_pages(lang, &row);
    found.map_or_else(|| sentence(lang, code, args), |words| fill(words, args))
}

/// A word of a page.
pub(crate) fn word(lang: Lang, key: &'static str) -> &'static str {
    find_on_pages(lang, key).unwrap_or(key)
}

/// A sentence of a page.
pub(crate) fn phrase(lang: Lang, key: &'static str, args: &[(&str, String)]) -> String {
    fill(word(lang, key), args)
}

/// The word of something that serde names: a state, a role, an outcome.
pub(crate) fn named(lang: Lang, kind: &str, value: impl serde::Serialize) -> String {
    let name = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    find_on_pages(lang, &format!("{kind}.{name}")).map_or(name, str::to_owned)
}

fn find_on_pages(lang: Lang, key: &str) -> Option<&'static str> {
    let all = match lang {
        Lang::Fr => [fr_page::WORDS, fr_standing::WORDS, fr_signing::WORDS],
        Lang::En => [en_page::WORDS, en_standing::WORDS, en_signing::WORDS],
    };
    all.into_iter().find_map(|words| find(words, key))
}

fn find(words: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    words.binary_search_by_key(&key, |(name, _)| *name).ok().and_then(|place| words.get(place)).map(|(_, text)| *text)
}

/// Fills `{name}` by its argument. An argument is never read again for braces: it may hold anything.
fn fill(words: &str, args: &[(&str, String)]) -> String {
    let mut filled = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        let value = args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        filled.push_str(value.unwrap_or("…"));
        rest = tail;
    }
    filled + rest
}
