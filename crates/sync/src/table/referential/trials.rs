//! The cell of épreuves: the option's name, then titles and their consignes. It makes the codes of épreuves.

use domain::referential::{Evaluation, Trial, TrialKind};

use super::super::text::fold;
use super::cells::Paragraph;
use super::{Doubts, ImportDoubtKind};

/// Longest paragraph taken for a title that is not underlined, in characters.
const TITLE: usize = 80;

/// The name of the option, when the paragraph gives one (« OPTION : … »), in small letters.
pub(super) fn option_label(paragraph: &Paragraph) -> Option<String> {
    let (word, label) = paragraph.text.split_once(':')?;
    (fold(word) == "option" && !label.trim().is_empty()).then(|| small_letters(label.trim()))
}

/// A title in capitals, in small letters with a capital first; others unchanged.
pub(super) fn small_letters(title: &str) -> String {
    if title.chars().any(char::is_lowercase) {
        return title.to_owned();
    }
    let mut letters = title.chars();
    let first = letters.next().into_iter().collect::<String>();
    first + &letters.as_str().to_lowercase()
}

/// The épreuves of one cell. Words before the first title continue `before`, the last épreuve of the row above.
pub(super) fn read(
    paragraphs: &[Paragraph],
    mut before: Option<&mut Trial>,
    line: usize,
    doubts: &mut Doubts,
) -> Vec<Trial> {
    let mut trials: Vec<Trial> = Vec::new();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let followed = paragraphs.len() > place + 1;
        if let Some((title, rest)) = title(paragraph, trials.is_empty() && followed) {
            if paragraph.underlined.is_empty() {
                doubts.add(line, ImportDoubtKind::TitleNotMarked, "", &title);
            }
            trials.push(Trial {
                code: String::new(),
                kind: kind(&title, line, doubts),
                title,
                instruction: rest,
                erratum: None,
            });
        } else if let Some(trial) = trials.last_mut() {
            join(&mut trial.instruction, &paragraph.text);
        } else if let Some(trial) = before.as_deref_mut() {
            doubts.add(line, ImportDoubtKind::CutCellJoined, &trial.code, &paragraph.text);
            join(&mut trial.instruction, &paragraph.text);
        } else {
            doubts.add(line, ImportDoubtKind::Dropped, "", &paragraph.text);
        }
    }
    trials
}

/// Gives each épreuve its code in the bloc: `CP`, `MSP`, `EC`; a second one of a kind by the first word of its own.
pub(super) fn name(trials: &mut [Trial], block: &str, above: &[Evaluation], line: usize, doubts: &mut Doubts) {
    let mut taken: Vec<String> =
        above.iter().flat_map(|evaluation| &evaluation.trials).map(|trial| trial.code.clone()).collect();
    for trial in trials {
        let suffix = match trial.kind {
            TrialKind::CaseStudy | TrialKind::Combined => "CP",
            TrialKind::Simulation => "MSP",
            TrialKind::DeskStudy => "EC",
        };
        let mut code = format!("{block}.{suffix}");
        if taken.contains(&code) {
            code = format!("{block}.{}", own_letters(&trial.title).unwrap_or_else(|| format!("{suffix}2")));
            while taken.contains(&code) {
                code.push('X');
            }
            doubts.add(line, ImportDoubtKind::CodeMade, &code, &trial.title);
        }
        taken.push(code.clone());
        trial.code = code;
    }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// The title of an épreuve and the words after it in the paragraph: what is underlined, or the short paragraph that
/// opens a cell.
fn title(paragraph: &Paragraph, opens: bool) -> Option<(String, String)> {
    let bare = |text: &str| text.trim_end_matches([' ', ':']).to_owned();
    if !paragraph.underlined.is_empty() {
        let rest = paragraph.text.strip_prefix(paragraph.underlined.as_str()).unwrap_or_default();
        return Some((bare(&paragraph.underlined), rest.trim_start_matches([' ', ':']).to_owned()));
    }
    let short = paragraph.text.chars().count() <= TITLE && !paragraph.text.ends_with('.');
    (opens && short).then(|| (bare(&paragraph.text), String::new()))
}

fn kind(title: &str, line: usize, doubts: &mut Doubts) -> TrialKind {
    let folded = fold(title);
    match (folded.contains("cas pratique"), folded.contains("mise en situation"), folded.contains("etude de cas")) {
        (true, true, _) => TrialKind::Combined,
        (false, true, _) => TrialKind::Simulation,
        (false, false, true) => TrialKind::DeskStudy,
        (true, false, _) => TrialKind::CaseStudy,
        (false, false, false) => {
            doubts.add(line, ImportDoubtKind::KindGuessed, "", title);
            TrialKind::CaseStudy
        }
    }
}

/// Two capitals of the first long word that does not name the kind.
fn own_letters(title: &str) -> Option<String> {
    let folded = fold(title);
    let kinds = ["pratique", "mise", "situation", "professionnelle", "etude"];
    let own = folded.split(' ').find(|word| word.chars().count() > 3 && !kinds.contains(word))?;
    Some(own.chars().take(2).collect::<String>().to_uppercase())
}
