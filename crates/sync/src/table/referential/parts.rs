//! Activities and competences: a cell told apart at the codes that stand in it. It knows the form of codes only.

use super::cells::Paragraph;
use super::{Doubts, ImportDoubtKind};

/// A coded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) code: String,
    pub(super) text: String,
}

/// Whether `word` is the code of a bloc: capitals, then digits (`A1`, `BC02`).
pub(super) fn is_block_code(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_uppercase).count();
    let digits = word.chars().skip(letters).collect::<String>();
    (1..=3).contains(&letters) && (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Appends to `parts` what the paragraphs of one cell say. Codes are `<stem>.<number>`; words before the first code of
/// the cell continue the last part, and are given back when there is none.
pub(super) fn append(
    parts: &mut Vec<Part>,
    paragraphs: &[Paragraph],
    stems: &[String],
    line: usize,
    doubts: &mut Doubts,
) -> String {
    let mut before = Vec::new();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let mut words = paragraph.text.split(' ').peekable();
        let uncoded = words.peek().is_some_and(|word| number(word, stems).is_none());
        if uncoded && let Some(last) = parts.last() {
            let kind = if place == 0 { ImportDoubtKind::CutCellJoined } else { ImportDoubtKind::ParagraphJoined };
            doubts.add(line, kind, &last.code, &paragraph.text);
        }
        for word in words {
            match (begins(word, parts, stems, line, doubts), parts.last_mut()) {
                (true, _) => {
                    parts.push(Part { code: word.trim_end_matches([':', '.']).to_owned(), text: String::new() })
                }
                (false, Some(last)) => push_word(&mut last.text, word),
                (false, None) => before.push(word),
            }
        }
    }
    before.join(" ")
}

/// Whether `word` is the code of a new part. A number that does not go up is a mention inside a sentence.
fn begins(word: &str, parts: &[Part], stems: &[String], line: usize, doubts: &mut Doubts) -> bool {
    let Some(found) = number(word, stems) else { return false };
    let last = parts.last().and_then(|part| number(&part.code, stems)).unwrap_or(0);
    if found != last.saturating_add(1) {
        doubts.add(line, ImportDoubtKind::CodeOutOfSequence, word, word);
    }
    found > last
}

/// The number after the stem: 7 for `A1.7`.
fn number(word: &str, stems: &[String]) -> Option<u32> {
    let word = word.trim_end_matches([':', '.']);
    let rest = stems.iter().find_map(|stem| word.strip_prefix(stem.as_str())?.strip_prefix('.'))?;
    rest.parse().ok().filter(|_| rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Dashes and colons between a code and its words belong to neither.
fn push_word(text: &mut String, word: &str) {
    if text.is_empty() && matches!(word, "-" | "–" | "—" | ":") {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}
