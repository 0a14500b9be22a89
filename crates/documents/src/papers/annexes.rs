//! The annexes of the procès-verbal: attendance of the panel by day, and every candidate, certified or not, with the result
//! of each part.

use domain::minutes::{CandidateLine, Certification, Minutes, PanelLine, PartHeading};

use super::decisions::ground;
use super::parts::table_or_none;
use crate::layout::block::Blocks;
use crate::layout::page;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{Span, plain, strong};
use crate::words;

pub(super) fn draw(blocks: &mut Blocks, minutes: &Minutes) {
    // An annex is read apart: the first starts where it can be taken out.
    blocks.turn();
    attendance(blocks, minutes);
    results(blocks, minutes);
}

fn attendance(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("Annexe 1. Émargement du jury");
    let columns = vec![
        Column::new("Nom", 30.0),
        Column::new("Qualité", 19.0),
        Column::new("Jour", 14.0),
        Column::marks("Arrivée", 11.0),
        Column::marks("Départ", 11.0),
        Column::new("Émargement ou observation", 28.0),
    ];
    let rows: Vec<Vec<Cell>> = minutes.panel.iter().flat_map(days).collect();
    blocks.table(Table::new(columns, rows));
}

/// One row for each day of a member; one that says so for somebody whom nobody noted.
fn days(member: &PanelLine) -> Vec<Vec<Cell>> {
    let row = |day: String, arrived: String, left: String, note: String| {
        vec![
            Cell::head(member.name.as_str()),
            Cell::text(words::role(member.role)),
            Cell::text(day),
            Cell::text(arrived),
            Cell::text(left),
            Cell::text(note),
        ]
    };
    let dash = || "–".to_owned();
    if member.days.is_empty() {
        return vec![row(dash(), dash(), dash(), "Présence non relevée".to_owned())];
    }
    let last = member.days.len() - 1;
    let note = |index: usize| match &member.left {
        Some(why) if index == last => format!("A quitté le jury : {why}"),
        _ => String::new(),
    };
    let days = member.days.iter().enumerate();
    days.map(|(index, day)| {
        let left = day.left.map_or_else(dash, words::hour);
        row(words::short_date(day.arrived.date), words::hour(day.arrived), left, note(index))
    })
    .collect()
}

fn results(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("Annexe 2. Résultats de tous les candidats");
    let parts = &minutes.certification.parts;
    blocks.styled(page::SMALL, [plain(words::STATUS_LEGEND)]);
    blocks.styled(page::SMALL, [plain(titles(parts))]);
    let mains: Vec<&PartHeading> = parts.iter().filter(|part| part.option.is_none()).collect();
    let has_options = parts.iter().any(|part| part.option.is_some());
    let mut columns = vec![Column::new("N°", 10.0), Column::new("Candidat", 29.0)];
    for part in &mains {
        columns.push(Column::marks(if is_thesis(part) { "Mém." } else { &part.code }, 7.6));
    }
    if has_options {
        columns.insert(columns.len().saturating_sub(1).max(2), Column::marks("Option", 10.0));
    }
    columns.push(Column::new("Décision, mention, motif", 36.0));
    let rows = minutes.candidates.iter().map(|line| row(line, &minutes.certification, &mains, has_options)).collect();
    table_or_none(blocks, columns, rows);
}

fn is_thesis(part: &PartHeading) -> bool {
    part.code == domain::deliberation::THESIS
}

/// « A1 : Conduire un projet. A2 : … »
fn titles(parts: &[PartHeading]) -> String {
    let name = |part: &PartHeading| {
        let option = if part.option.is_some() { " (option)" } else { "" };
        let short = if part.short.is_empty() { part.title.as_str() } else { part.short.as_str() };
        format!("{}{option} : {short}", words::part_name(&part.code))
    };
    let all: Vec<String> = parts.iter().map(name).collect();
    format!("{}.", all.join(" ; "))
}

fn row(line: &CandidateLine, certification: &Certification, mains: &[&PartHeading], has_options: bool) -> Vec<Cell> {
    let mark = |code: &str| {
        let part = line.parts.iter().find(|part| part.part == code);
        part.map_or("–", |part| words::status_mark(part.status))
    };
    let mut cells = vec![Cell::text(line.number.as_str()), Cell::head_spans(identity(line))];
    cells.extend(mains.iter().map(|part| Cell::text(mark(&part.code))));
    if has_options {
        let option =
            if line.option.is_empty() { "–".to_owned() } else { format!("{}\n{}", line.option, mark(&line.option)) };
        cells.insert(cells.len().saturating_sub(1).max(2), Cell::text(option));
    }
    cells.push(Cell::spans(decision(line, certification)));
    cells
}

fn identity(line: &CandidateLine) -> Vec<Span> {
    let born = line.born_on.map_or_else(
        || "date de naissance non communiquée".to_owned(),
        |on| format!("né(e) le {}", words::short_date(on)),
    );
    let mut details = vec![born, words::route(line.route).to_owned()];
    if line.attempt > 1 {
        details.push(words::attempt(line.attempt));
    }
    vec![strong(line.name.as_str()), plain(format!("\n{}", details.join("\n")))]
}

fn decision(line: &CandidateLine, certification: &Certification) -> Vec<Span> {
    let Some(decision) = &line.decision else { return vec![plain("Sans décision")] };
    let mut spans = vec![strong(words::outcome(decision.outcome))];
    if decision.mention.is_some() {
        spans.push(plain(format!("\nMention : {}", words::mention(line, certification))));
    }
    if ground(line) != "–" {
        spans.push(plain(format!("\n{}", ground(line))));
    }
    let proofs: Vec<String> = line.parts.iter().filter_map(words::proof).collect();
    if !proofs.is_empty() {
        spans.push(plain(format!("\n{}", proofs.join("\n"))));
    }
    spans
}
