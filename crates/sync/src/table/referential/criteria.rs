//! The cell of criteria: bullets where there are some, else the words that every criterion begins with.

use domain::referential::{Criterion, Evaluation};

use super::super::text::fold;
use super::cells::Paragraph;
use super::{Doubts, ImportDoubtKind};

/// How many first words must come back to tell criteria without bullets apart.
const OPENING: usize = 2;

/// Appends the criteria of one cell to `evaluation`.
pub(super) fn append(evaluation: &mut Evaluation, paragraphs: &[Paragraph], line: usize, doubts: &mut Doubts) {
    let bulleted = paragraphs.iter().any(|paragraph| paragraph.bullet);
    for (place, paragraph) in paragraphs.iter().enumerate() {
        if !paragraph.bullet && continues(evaluation, paragraph, place) {
            if let Some(last) = evaluation.criteria.last_mut() {
                doubts.add(line, ImportDoubtKind::CutCellJoined, &last.code, &paragraph.text);
                last.text = format!("{} {}", last.text, paragraph.text);
            }
            continue;
        }
        let texts = if paragraph.bullet { vec![paragraph.text.clone()] } else { apart(&paragraph.text) };
        if !bulleted {
            doubts.add(line, ImportDoubtKind::MissingBullets, &evaluation.code, &paragraph.text);
        }
        for text in texts {
            push(evaluation, text, line, doubts);
        }
    }
}

/// A criterion that ends with a comma has its sentence in the next one.
pub(super) fn look_at_commas(evaluation: &Evaluation, line: usize, doubts: &mut Doubts) {
    for criterion in evaluation.criteria.iter().filter(|criterion| criterion.text.ends_with(',')) {
        doubts.add(line, ImportDoubtKind::SplitSentence, &criterion.code, &criterion.text);
    }
}

fn push(evaluation: &mut Evaluation, text: String, line: usize, doubts: &mut Doubts) {
    let code = format!("{}.{}", evaluation.code, evaluation.criteria.len() + 1);
    if !evaluation.criteria.is_empty() && begins_with_pronoun(&text) {
        doubts.add(line, ImportDoubtKind::ContinuedBullet, &code, &text);
    }
    evaluation.criteria.push(Criterion { code, text, skills: Vec::new(), erratum: None });
}

/// Whether the first paragraph of a cell is the end of the criterion above: it begins with a small letter, and the
/// other one has not ended.
fn continues(evaluation: &Evaluation, paragraph: &Paragraph, place: usize) -> bool {
    let open = evaluation.criteria.last().is_some_and(|last| !last.text.ends_with(['.', '!', '?']));
    place == 0 && open && paragraph.text.starts_with(char::is_lowercase)
}

fn begins_with_pronoun(text: &str) -> bool {
    let first = fold(text.split(' ').next().unwrap_or_default());
    ["il", "elle", "ils", "elles"].contains(&first.as_str())
}

/// The text cut before each return of its first words.
fn apart(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let opening: Vec<&str> = words.iter().take(OPENING).copied().collect();
    let capital = text.starts_with(char::is_uppercase) && opening.len() == OPENING;
    let mut texts: Vec<Vec<&str>> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let returns = capital && words.iter().skip(place).take(OPENING).eq(opening.iter());
        match texts.last_mut() {
            Some(last) if !returns => last.push(word),
            _ => texts.push(vec![word]),
        }
    }
    texts.into_iter().map(|words| words.join(" ")).collect()
}
