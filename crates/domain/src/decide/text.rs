//! What a typed text may hold. Nothing is trimmed or repaired here: a text is taken as it is, or refused.

use crate::grading::COMMENT_LIMIT;
use crate::refusal::Refusal;

/// How long a text may be, and whether it may have several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// A number that papers print.
    Number,
    /// A field of the CDC's schema 1.1.2.
    Civil,
    /// A name.
    Name,
    /// One line.
    Line,
    /// Grounds, comments, scenarios: lines and tabulations allowed.
    Prose,
}

impl Limit {
    fn characters(self) -> usize {
        match self {
            Self::Number | Self::Civil => 60,
            Self::Name => 200,
            Self::Line => 500,
            Self::Prose => COMMENT_LIMIT,
        }
    }
}

/// A text that must be written.
pub(super) fn demand(field: &str, text: &str, limit: Limit) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Missing { field: field.to_owned() });
    }
    allow(field, text, limit)
}

/// A text that may be empty.
pub(super) fn allow(field: &str, text: &str, limit: Limit) -> Result<(), Refusal> {
    let characters = limit.characters();
    if text.chars().nth(characters).is_some() {
        return Err(Refusal::TooLong { field: field.to_owned(), limit: characters.to_string() });
    }
    if hides_something(text, limit) {
        return Err(Refusal::HiddenCharacters { field: field.to_owned() });
    }
    Ok(())
}

fn hides_something(text: &str, limit: Limit) -> bool {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let allowed = match character {
            '\n' | '\t' => limit == Limit::Prose,
            '\u{200c}' | '\u{200d}' => joins(before, rest.peek().copied()),
            _ => !is_hidden(character),
        };
        if !allowed {
            return true;
        }
        before = Some(character);
    }
    false
}

/// Controls, and format characters that take no place or reorder their neighbours (Unicode TR 36 §2.5).
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Joiners belong between two emoji and between two letters of the scripts that are written with them.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let both = |belongs: fn(char) -> bool| before.is_some_and(belongs) && after.is_some_and(belongs);
    both(|c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'))
        || both(|c| matches!(c, '\u{600}'..='\u{dff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_spaces_is_missing() {
        assert_eq!(demand("name", " \u{a0} ", Limit::Name).unwrap_err().code(), "missing");
    }

    #[test]
    fn a_name_of_ten_thousand_characters_is_too_long() {
        assert_eq!(demand("name", &"é".repeat(10_000), Limit::Name).unwrap_err().code(), "too-long");
        assert_eq!(demand("name", &"é".repeat(200), Limit::Name), Ok(()));
        assert_eq!(demand("ground", &"é".repeat(10_000), Limit::Prose), Ok(()));
        assert_eq!(demand("ground", &"é".repeat(10_001), Limit::Prose).unwrap_err().code(), "too-long");
    }

    #[test]
    fn characters_that_hide_or_reorder_are_refused() {
        for text in
            ["a\0b", "abc\u{202e}dcba", "a\u{200b}b", "a\u{200d}b", "a\u{2066}b", "\u{feff}a", "a\u{7f}", "a\rb"]
        {
            assert_eq!(allow("name", text, Limit::Prose).unwrap_err().code(), "hidden-characters", "{text:?}");
        }
        assert_eq!(allow("name", "Marie\nCurie", Limit::Name).unwrap_err().code(), "hidden-characters");
    }

    #[test]
    fn words_of_every_script_and_emoji_pass() {
        for text in ["Zoë d'Açores-Łódź", "👩‍🚀 ❤️‍🔥", "می‌خواهم", "ශ්‍රී", "first\n\tsecond"]
        {
            assert_eq!(allow("comment", text, Limit::Prose), Ok(()), "{text:?}");
        }
    }
}
