//! The individual sheet of one candidate: four columns (compétence or critère, mise en situation, validation, remarque),
//! how many are validated, decision, rattrapage, observations, panel. Ratings shown are the panel's, never a juror's.

use domain::minutes::{PartHeading, Sheet, SheetLine, SheetPart};
use domain::person::Role;

use super::decisions::ground;
use super::opening::{head, pairs};
use crate::layout::boxes::{SMALL, SignatureBox};
use crate::layout::display::DisplayList;
use crate::layout::flow::{Flow, Margins};
use crate::layout::page;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{Span, Typesetter, plain, strong};
use crate::words;

/// Title of the paper.
pub(crate) const TITLE: &str = "Fiche individuelle d’évaluation";

/// Lays out `sheet`.
pub(crate) fn lay_out(sheet: &Sheet, setter: &mut Typesetter) -> DisplayList {
    let mut flow = Flow::new(setter);
    head(&mut flow, &sheet.certification, TITLE);
    identity(&mut flow, sheet);
    for part in &sheet.parts {
        draw_part(&mut flow, sheet, part);
    }
    verdict(&mut flow, sheet);
    panel(&mut flow, sheet);
    flow.finish(&Margins {
        header: format!("{TITLE} · candidat {} · {}", sheet.candidate.number, sheet.candidate.name),
        left: format!("PV {} · candidat {}", words::number(&sheet.minutes), sheet.candidate.number),
        middle: format!("Empreinte : {}", sheet.proof.words.join(" ")),
        count: |page, total| format!("page {page} sur {total}"),
    })
}

fn identity(flow: &mut Flow<'_>, sheet: &Sheet) {
    let candidate = &sheet.candidate;
    let option = if candidate.option.is_empty() { "aucune" } else { candidate.option.as_str() };
    let born = candidate.born_on.map_or_else(|| "non communiquée".to_owned(), words::date);
    pairs(
        flow,
        &[
            ("Candidat", format!("{} (n° {})", candidate.name, candidate.number)),
            ("Date de naissance", born),
            ("Voie d’accès", words::route(candidate.route).to_owned()),
            ("Option", option_title(sheet, option)),
            ("Présentation", words::attempt(candidate.attempt)),
            ("Session", format!("{}, {}", sheet.sitting.name, sheet.sitting.place)),
            ("Procès-verbal", words::number(&sheet.minutes)),
            ("Règlement", sheet.certification.regulation.clone()),
        ],
    );
}

fn option_title(sheet: &Sheet, code: &str) -> String {
    let heading = sheet.certification.parts.iter().find(|part| part.code == code);
    heading.and_then(|part| part.option.clone()).map_or_else(|| code.to_owned(), |name| format!("{code} · {name}"))
}

fn draw_part(flow: &mut Flow<'_>, sheet: &Sheet, part: &SheetPart) {
    flow.section(&heading(&part.heading));
    flow.paragraph(&result(part));
    if part.lines.is_empty() {
        return;
    }
    let columns = vec![
        Column::new("Compétence, critère", 40.0),
        Column::new("Mise en situation", 18.0),
        Column::new("Validation", 15.0),
        Column::new("Remarque", 27.0),
    ];
    let rows = part.lines.iter().map(|line| row(line, sheet)).collect();
    flow.table(&Table { columns, rows });
}

fn heading(heading: &PartHeading) -> String {
    let name = words::part_name(&heading.code);
    if heading.title.is_empty() || heading.title == name { name } else { format!("{name}. {}", heading.title) }
}

fn result(part: &SheetPart) -> Vec<Span> {
    let mut spans = vec![strong(capital(words::status(part.result.status))), plain(".")];
    if !part.lines.is_empty() {
        let reached = part.lines.iter().filter(|line| line.reached == Some(true)).count();
        let counted = part.lines.iter().filter(|line| line.reached.is_some()).count();
        let out = part.lines.len() - counted;
        let outside = if out > 0 { format!(" ({out} hors décompte)") } else { String::new() };
        let noun = if reached > 1 { "critères validés" } else { "critère validé" };
        spans.push(plain(format!(" {reached} {noun} sur {counted}{outside}.")));
    }
    if let Some(proof) = words::proof(&part.result) {
        spans.push(plain(format!(" {proof}.")));
    }
    spans
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn row(line: &SheetLine, sheet: &Sheet) -> Vec<Cell> {
    let skills = if line.skills.is_empty() { String::new() } else { format!(" ({})", line.skills.join(", ")) };
    let criterion = vec![strong(format!("{}{skills}\n", line.criterion)), plain(line.text.as_str())];
    let rating = line.retained.map(|rating| words::rating(rating, &sheet.certification.scale));
    let verdict = match line.reached {
        Some(true) => "Validé",
        Some(false) => "Non validé",
        None => "–",
    };
    let mut validation = vec![strong(verdict)];
    if let Some(rating) = rating {
        validation.push(plain(format!("\n{rating}")));
    }
    vec![
        Cell::head_spans(criterion),
        Cell::text(line.trial.as_str()),
        Cell::spans(validation),
        Cell::text(line.remarks.join("\n")),
    ]
}

fn verdict(flow: &mut Flow<'_>, sheet: &Sheet) {
    flow.section("Décision du jury");
    let candidate = &sheet.candidate;
    let decision = candidate.decision.as_ref().map_or("Sans décision", |decision| words::outcome(decision.outcome));
    pairs(
        flow,
        &[
            ("Décision", decision.to_owned()),
            ("Mention", words::mention(candidate, &sheet.certification).to_owned()),
            ("Motif", ground(candidate).to_owned()),
            ("Rattrapage", words::retake(candidate)),
        ],
    );
    flow.subsection("Observations");
    if sheet.observations.is_empty() {
        flow.paragraph(&[plain("Néant.")]);
    }
    for observation in &sheet.observations {
        flow.paragraph(&[plain(observation.as_str())]);
    }
    let appeal = sheet.certification.appeal.trim();
    if !appeal.is_empty() {
        flow.subsection("Voies de recours");
        flow.styled(page::SMALL, &[plain(appeal)]);
    }
}

fn panel(flow: &mut Flow<'_>, sheet: &Sheet) {
    flow.section("Jury");
    let boxes: Vec<SignatureBox> = sheet
        .jurors
        .iter()
        .map(|name| SignatureBox { name: name.clone(), role: words::quality(Role::Member).to_owned(), field: None })
        .collect();
    flow.signatures(&boxes, SMALL);
}
