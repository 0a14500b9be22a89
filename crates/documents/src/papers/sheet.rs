//! The individual sheet of one candidate: four columns (compétence or critère, mise en situation, validation, remarque),
//! how many are validated, decision, rattrapage, observations, panel. Ratings shown are the panel's, never a juror's.

use domain::minutes::{PartHeading, Sheet, SheetLine, SheetPart};
use domain::person::Role;

use super::decisions::ground;
use super::parts::{by_hand, head, pairs};
use crate::layout::block::Blocks;
use crate::layout::boxes::SMALL;
use crate::layout::flow::Margins;
use crate::layout::page;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{Span, plain, strong};
use crate::words;
use crate::words::voice::Voice;

/// Title of the paper.
pub(crate) fn title(voice: Voice) -> &'static str {
    voice.pick("Fiche individuelle d’évaluation", "Individual assessment sheet")
}

/// Draws `sheet`.
pub(crate) fn draw(sheet: &Sheet, voice: Voice, blocks: &mut Blocks) {
    head(blocks, &sheet.certification, title(voice), voice);
    identity(blocks, sheet, voice);
    for part in &sheet.parts {
        draw_part(blocks, sheet, part, voice);
    }
    verdict(blocks, sheet, voice);
    panel(blocks, sheet, voice);
}

/// What stands around it.
pub(crate) fn margins(sheet: &Sheet, voice: Voice) -> Margins {
    let (number, name) = (&sheet.candidate.number, &sheet.candidate.name);
    let candidate = voice.pick("candidat", "candidate");
    Margins {
        header: format!("{} · {candidate} {number} · {name}", title(voice)),
        left: format!("{} {} · {candidate} {number}", voice.pick("PV", "Minutes"), voice.number(&sheet.minutes)),
        middle: format!("{}{}", voice.pick("Empreinte : ", "Fingerprint: "), sheet.proof.words.join(" ")),
        count: voice.count_of_pages(),
    }
}

fn identity(blocks: &mut Blocks, sheet: &Sheet, voice: Voice) {
    let candidate = &sheet.candidate;
    let option = if candidate.option.is_empty() { voice.pick("aucune", "none") } else { candidate.option.as_str() };
    let number = voice.pick("n°", "no.");
    pairs(
        blocks,
        &[
            (voice.pick("Candidat", "Candidate"), format!("{} ({number} {})", candidate.name, candidate.number)),
            (voice.pick("Date de naissance", "Date of birth"), born(sheet, voice)),
            (voice.pick("Voie d’accès", "Route of access"), voice.route(candidate.route).to_owned()),
            (voice.pick("Option", "Option"), option_title(sheet, option)),
            (voice.pick("Présentation", "Attempt"), voice.attempt(candidate.attempt)),
            (voice.pick("Session", "Session"), format!("{}, {}", sheet.sitting.name, sheet.sitting.place)),
            (voice.pick("Procès-verbal", "Minutes of the jury"), voice.number(&sheet.minutes)),
            (voice.pick("Règlement", "Rules"), sheet.certification.regulation.clone()),
        ],
    );
}

/// The candidate's date of birth.
pub(super) fn born(sheet: &Sheet, voice: Voice) -> String {
    let unknown = voice.pick("non communiquée", "not disclosed").to_owned();
    sheet.candidate.born_on.map_or(unknown, |on| voice.date(on))
}

fn option_title(sheet: &Sheet, code: &str) -> String {
    let heading = sheet.certification.parts.iter().find(|part| part.code == code);
    heading.and_then(|part| part.option.clone()).map_or_else(|| code.to_owned(), |name| format!("{code} · {name}"))
}

fn draw_part(blocks: &mut Blocks, sheet: &Sheet, part: &SheetPart, voice: Voice) {
    blocks.section(heading(&part.heading, voice));
    blocks.paragraph(result(part, voice));
    if part.lines.is_empty() {
        return;
    }
    let columns = vec![
        Column::new(voice.pick("Compétence, critère", "Skill, criterion"), 40.0),
        Column::new(voice.pick("Mise en situation", "Assessed through"), 18.0),
        Column::new(voice.pick("Validation", "Result"), 15.0),
        Column::new(voice.pick("Remarque", "Remark"), 27.0),
    ];
    let rows = part.lines.iter().map(|line| row(line, sheet, voice)).collect();
    blocks.table(Table::new(columns, rows));
}

/// « A1. Définir les besoins ».
pub(super) fn heading(heading: &PartHeading, voice: Voice) -> String {
    let name = voice.part_name(&heading.code);
    if heading.title.is_empty()
        || [name.as_str(), words::part_name(&heading.code).as_str()].contains(&heading.title.as_str())
    {
        name
    } else {
        format!("{name}. {}", heading.title)
    }
}

fn result(part: &SheetPart, voice: Voice) -> Vec<Span> {
    let mut spans = vec![strong(capital(voice.status(part.result.status))), plain(".")];
    if !part.lines.is_empty() {
        let reached = part.lines.iter().filter(|line| line.reached == Some(true)).count();
        let counted = part.lines.iter().filter(|line| line.reached.is_some()).count();
        let out = part.lines.len() - counted;
        let outside = match out {
            0 => String::new(),
            _ => format!(" ({out} {})", voice.pick("hors décompte", "not counted")),
        };
        let noun = match reached {
            0 | 1 => voice.pick("critère validé sur", "criterion met out of"),
            _ => voice.pick("critères validés sur", "criteria met out of"),
        };
        spans.push(plain(format!(" {reached} {noun} {counted}{outside}.")));
    }
    if let Some(proof) = voice.proof(&part.result) {
        spans.push(plain(format!(" {proof}.")));
    }
    spans
}

/// `text` with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn row(line: &SheetLine, sheet: &Sheet, voice: Voice) -> Vec<Cell> {
    let skills = if line.skills.is_empty() { String::new() } else { format!(" ({})", line.skills.join(", ")) };
    let criterion = vec![strong(format!("{}{skills}\n", line.criterion)), plain(line.text.as_str())];
    let rating = line.retained.map(|rating| voice.rating(rating, &sheet.certification.scale));
    let verdict = match line.reached {
        Some(true) => voice.pick("Validé", "Met"),
        Some(false) => voice.pick("Non validé", "Not met"),
        None => "–",
    };
    let mut validation = vec![strong(verdict)];
    if let Some(rating) = rating {
        validation.push(plain(format!("\n{rating}")));
    }
    vec![
        Cell::head_spans(criterion).said_in(voice.source()),
        Cell::text(line.trial.as_str()).said_in(voice.source()),
        Cell::spans(validation),
        Cell::text(line.remarks.join("\n")).said_in(voice.source()),
    ]
}

fn verdict(blocks: &mut Blocks, sheet: &Sheet, voice: Voice) {
    blocks.section(voice.pick("Décision du jury", "Decision of the jury"));
    decision(blocks, sheet, voice);
    blocks.subsection(voice.pick("Observations", "Observations"));
    if sheet.observations.is_empty() {
        blocks.paragraph([plain(voice.pick("Néant.", "None."))]);
    }
    for observation in &sheet.observations {
        blocks.paragraph([plain(observation.as_str())]);
    }
    appeal(blocks, sheet, voice);
}

/// What the jury decided of the candidate.
pub(super) fn decision(blocks: &mut Blocks, sheet: &Sheet, voice: Voice) {
    let candidate = &sheet.candidate;
    let outcome = candidate.decision.as_ref();
    let outcome =
        outcome.map_or(voice.pick("Sans décision", "No decision yet"), |decision| voice.outcome(decision.outcome));
    pairs(
        blocks,
        &[
            (voice.pick("Décision", "Decision"), outcome.to_owned()),
            (voice.pick("Mention", "Distinction"), voice.mention(candidate, &sheet.certification).to_owned()),
            (voice.pick("Motif", "Ground"), ground(candidate).to_owned()),
            (voice.pick("Rattrapage", "Resit"), voice.retake(candidate)),
        ],
    );
}

/// How the candidate may appeal, where the règlement says it.
pub(super) fn appeal(blocks: &mut Blocks, sheet: &Sheet, voice: Voice) {
    let appeal = sheet.certification.appeal.trim();
    if !appeal.is_empty() {
        blocks.subsection(voice.pick("Voies de recours", "How to appeal"));
        blocks.styled(page::SMALL, [plain(appeal)]);
    }
}

fn panel(blocks: &mut Blocks, sheet: &Sheet, voice: Voice) {
    blocks.section(voice.pick("Jury", "Jury"));
    let boxes = sheet.jurors.iter().map(|name| by_hand(name, voice.quality(Role::Member))).collect();
    blocks.signatures(boxes, SMALL);
}
