//! Words of a comment that deserve a second look: a candidate may ask to read what was written of them, and health, origin or
//! family are no ground of a mark. It asks and never refuses: « la santé du budget » is found too, and a person answers. The
//! words are data; what is matched and how is here.

use std::collections::BTreeMap;

use serde::de::IntoDeserializer as _;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::session::likeness::folded;

/// What a word touches: grounds of discrimination (Code pénal, art. 225-1) and data that call for special care (RGPD, art. 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Touched {
    /// Illness, treatment.
    Health,
    /// Disability and what goes with it.
    Disability,
    /// Pregnancy.
    Pregnancy,
    /// Family and its circumstances.
    Family,
    /// Origin, nationality, accent.
    Origin,
    /// Religion.
    Religion,
    /// Political or union opinions.
    Opinion,
    /// Sex, orientation, identity.
    Identity,
    /// Age.
    Age,
    /// How somebody looks.
    Appearance,
    /// Means, housing.
    Means,
}

impl Touched {
    /// What goes by that name in the lists, which is its name in JSON.
    fn named(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, ValueError> = name.into_deserializer();
        Self::deserialize(name).ok()
    }
}

/// A word that raises a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Doubt {
    /// The word, as it was written.
    pub word: String,
    /// What it touches.
    pub touches: Touched,
}

/// The words that raise a question, by their first word, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon(BTreeMap<String, Vec<Expression>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Expression {
    words: Vec<String>,
    touches: Touched,
}

impl Lexicon {
    /// Reads a list: `[health]`, then a word or an expression a line; `#` opens a remark. What is under no known heading is left
    /// out.
    #[must_use]
    pub fn parse(list: &str) -> Self {
        let (mut read, mut under) = (Self::default(), None);
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                under = Touched::named(heading);
            } else if let (Some(touches), words) = (under, words_of(line)) {
                let words: Vec<String> = words.into_iter().map(|(_, folded)| folded).collect();
                let Some(first) = words.first().cloned() else { continue };
                read.0.entry(first).or_default().push(Expression { words, touches });
            }
        }
        read
    }

    /// The longest expression that `words` begin with.
    fn at(&self, words: &[(String, String)]) -> Option<&Expression> {
        let (_, first) = words.first()?;
        let singular = first.strip_suffix('s').unwrap_or(first);
        let beginning = [first.as_str(), singular].into_iter().filter_map(|first| self.0.get(first)).flatten();
        beginning.filter(|expression| expression.begins(words)).max_by_key(|expression| expression.words.len())
    }
}

impl Expression {
    /// Whether `words` begin with it, each in the singular or with the `s` of a plural.
    fn begins(&self, words: &[(String, String)]) -> bool {
        let is = |(one, (_, written)): (&String, &(String, String))| {
            written == one || written.strip_suffix('s') == Some(one.as_str())
        };
        words.len() >= self.words.len() && self.words.iter().zip(words).all(is)
    }
}

/// The words of `text` that raise a question, in their order, each once: whole words, whatever their case and accents.
#[must_use]
pub fn doubts(text: &str, lexicon: &Lexicon) -> Vec<Doubt> {
    let words = words_of(text);
    let mut found: Vec<Doubt> = Vec::new();
    let mut rest = words.as_slice();
    while let [_, after @ ..] = rest {
        let Some(expression) = lexicon.at(rest) else {
            rest = after;
            continue;
        };
        let length = expression.words.len();
        let word = rest.iter().take(length).map(|(written, _)| written.as_str()).collect::<Vec<_>>().join(" ");
        if !found.iter().any(|known| folded(&known.word) == folded(&word)) {
            found.push(Doubt { word, touches: expression.touches });
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

/// The words of `text`, each as it is written and folded.
fn words_of(text: &str) -> Vec<(String, String)> {
    let whole: String = text.nfc().collect();
    let words = whole.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| (word.to_owned(), folded(word))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::parse("# remark\n[health]\nsanté\narrêt maladie\nmaladie\n[nonsense]\nbudget\n[pregnancy]\nenceinte\n")
    }

    fn found(text: &str) -> Vec<String> {
        doubts(text, &lexicon()).into_iter().map(|doubt| doubt.word).collect()
    }

    #[test]
    fn a_word_is_found_whole_whatever_its_case_its_accents_and_its_plural() {
        assert_eq!(found("SANTE fragile, santés diverses"), ["SANTE", "santés"]);
        assert_eq!(found("La sante\u{301} du candidat"), ["santé"]);
        assert_eq!(found("Elle est enceinte."), ["enceinte"]);
        assert_eq!(found("Enceintes acoustiques bien choisies"), ["Enceintes"], "a false friend is asked about too");
        assert!(found("Santéiste, désenceinte, malades").is_empty(), "parts of words are no words");
    }

    #[test]
    fn the_budget_s_health_raises_the_question_as_the_candidate_s_does() {
        let [doubt] = <[Doubt; 1]>::try_from(doubts("La santé du budget est bonne", &lexicon())).unwrap();
        assert_eq!((doubt.word.as_str(), doubt.touches), ("santé", Touched::Health));
    }

    #[test]
    fn an_expression_is_told_whole_and_once() {
        assert_eq!(found("arrêt-maladie en mai, arret maladie en juin, puis maladie"), ["arrêt maladie", "maladie"]);
    }

    #[test]
    fn what_no_list_holds_raises_nothing() {
        assert!(found("Budget juste ; le calendrier ne tient pas compte de la recette.").is_empty());
        assert!(found("").is_empty());
    }
}
