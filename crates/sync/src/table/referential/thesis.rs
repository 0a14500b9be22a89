//! What stands before and after the table: the title and the opening sentence, the mémoire and the title's rule.

use domain::deliberation::THESIS;
use domain::referential::{Criterion, Mission, Thesis, TitleRule};

use super::super::text::fold;
use super::cells::plain;
use super::trials::small_letters;
use super::{Doubts, ImportDoubtKind, SourceLine};

/// Longest paragraph taken for the heading of the mémoire, in characters.
const HEADING: usize = 80;

/// Title and opening sentence: the paragraphs above the line `table`.
pub(super) fn opening(lines: &[SourceLine], table: usize, doubts: &mut Doubts) -> (String, String) {
    let above = lines.iter().filter(|line| line.number < table);
    let mut paragraphs = above.map(|line| (line.number, plain(line.cell(0))));
    let Some((line, heading)) = paragraphs.next() else { return (String::new(), String::new()) };
    let named = heading.split_once(' ').filter(|(word, _)| fold(word).starts_with("referentiel"));
    let printed = named.map_or(heading.as_str(), |(_, title)| title);
    let title = small_letters(printed);
    if title != printed {
        doubts.add(line, ImportDoubtKind::Recased, "", &title);
    }
    let text = paragraphs.map(|(_, text)| text).collect::<Vec<_>>().join(" ");
    let inside = text.strip_prefix('«').and_then(|text| text.strip_suffix('»'));
    (title, inside.unwrap_or(&text).trim().to_owned())
}

/// The mémoire and the title's rule: the paragraphs and the list under the line `table`. The first paragraph is the
/// rule, a short one before it the heading; the list is what is expected.
pub(super) fn closing(
    lines: &[SourceLine],
    table: usize,
    has_options: bool,
    doubts: &mut Doubts,
) -> (Thesis, TitleRule) {
    let (mut paragraphs, mut elements) = (Vec::new(), Vec::new());
    for line in lines.iter().filter(|line| line.number > table) {
        let text = plain(line.cell(0));
        match listed(&text) {
            Some(element) => elements.push(element.to_owned()),
            None => paragraphs.push((line.number, text)),
        }
    }
    let headed = paragraphs.first().is_some_and(|(_, text)| text.chars().count() <= HEADING && !text.ends_with('.'));
    let title = if headed { paragraphs.remove(0).1.trim_end_matches([' ', ':']).to_owned() } else { String::new() };
    let mut paragraphs = paragraphs.into_iter();
    let (line, rule) = paragraphs.next().unwrap_or((table, String::new()));
    let text = paragraphs.map(|(_, text)| text).collect::<Vec<_>>().join(" ");
    doubts.add(line, ImportDoubtKind::RuleGuessed, THESIS, &rule);
    let rule = title_rule(rule, has_options);
    let thesis = Thesis {
        short: String::new(),
        title,
        mission: mission(&text),
        text,
        elements: elements.into_iter().enumerate().map(element).collect(),
        erratum: None,
    };
    (thesis, rule)
}

fn element((place, text): (usize, String)) -> Criterion {
    Criterion { code: format!("{THESIS}.{}", place + 1), text, skills: Vec::new(), erratum: None }
}

fn listed(text: &str) -> Option<&str> {
    ["- ", "– ", "• ", "* "].iter().find_map(|mark| text.strip_prefix(mark)).map(str::trim)
}

/// « … 1 option au choix … mémoire … »; one option when there are options and no number is said.
fn title_rule(text: String, has_options: bool) -> TitleRule {
    let options = number_before(&text, "option").unwrap_or(u8::from(has_options));
    let thesis = fold(&text).contains("memoire");
    TitleRule { text, options, thesis, erratum: None }
}

fn mission(text: &str) -> Mission {
    let internship_months = number_before(text, "mois").unwrap_or(0);
    Mission { internship_months, apprenticeship: fold(text).contains("apprentissage") }
}

/// The number just before a word that begins with `word`.
fn number_before(text: &str, word: &str) -> Option<u8> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    pairs.filter(|(_, next)| next.starts_with(word)).find_map(|(number, _)| match *number {
        "un" | "une" => Some(1),
        "deux" => Some(2),
        digits => digits.parse().ok(),
    })
}
