//! Parts 1 to 3 of the procès-verbal: candidates, deliberation, aléas. Every candidate stands in exactly one list.

use domain::deliberation::{Outcome, PartStatus};
use domain::minutes::{CandidateLine, Minutes};

use super::parts::table_or_none;
use crate::layout::block::Blocks;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{plain, strong};
use crate::words;

pub(super) fn draw(blocks: &mut Blocks, minutes: &Minutes) {
    candidates(blocks, minutes);
    deliberation(blocks, minutes);
    incidents(blocks, "3. Aléas et dysfonctionnements", minutes);
}

fn candidates(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("1. Candidats");
    let all = minutes.candidates.len();
    let came = minutes.candidates.iter().filter(|candidate| candidate.presented).count();
    blocks.paragraph([
        strong(words::count(all, "candidat inscrit", "candidats inscrits")),
        plain(", dont "),
        strong(words::count(came, "présenté", "présentés")),
        plain("."),
    ]);
    if all == 0 {
        return;
    }
    let columns = vec![
        Column::new("N°", 11.0),
        Column::new("Candidat", 38.0),
        Column::new("Voie d’accès", 27.0),
        Column::marks("Option", 12.0),
        Column::marks("Présenté", 12.0),
    ];
    let row = |line: &CandidateLine| {
        vec![
            Cell::text(line.number.as_str()),
            Cell::head(line.name.as_str()),
            Cell::text(words::route(line.route)),
            Cell::text(option(line)),
            Cell::text(words::yes(line.presented)),
        ]
    };
    blocks.table(Table::new(columns, minutes.candidates.iter().map(row).collect()));
}

fn option(line: &CandidateLine) -> &str {
    if line.option.is_empty() { "–" } else { line.option.as_str() }
}

fn deliberation(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("2. Délibération");
    let awarded = minutes.count(Outcome::Awarded);
    let decided = minutes.candidates.iter().filter(|line| line.decision.is_some()).count();
    let open = minutes.candidates.len() - decided;
    blocks.paragraph([
        plain("Après délibération, le jury prononce : "),
        strong(words::count(awarded, "candidat admis", "candidats admis")),
        plain(", "),
        strong(words::count(decided - awarded, "candidat non admis", "candidats non admis")),
        plain(format!(
            " (dont {} avec validation partielle, {} sans validation nouvelle, {} sans présentation, {} par exclusion).",
            minutes.count(Outcome::Partial),
            minutes.count(Outcome::Adjourned),
            minutes.count(Outcome::Absent),
            minutes.count(Outcome::Excluded)
        )),
    ]);
    if open > 0 {
        blocks.paragraph([strong(format!("Sans décision : {}.", words::count(open, "candidat", "candidats")))]);
    }
    blocks.subsection("2.1 Admis");
    awards(blocks, minutes);
    blocks.subsection("2.2 Validations partielles");
    partials(blocks, minutes);
    blocks.subsection("2.3 Autres non admis");
    others(blocks, minutes);
}

fn awards(blocks: &mut Blocks, minutes: &Minutes) {
    let columns = vec![
        Column::new("N°", 11.0),
        Column::new("Candidat", 45.0),
        Column::marks("Option", 12.0),
        Column::new("Mention", 32.0),
    ];
    let row = |line: &CandidateLine| {
        vec![
            Cell::text(line.number.as_str()),
            Cell::head(line.name.as_str()),
            Cell::text(option(line)),
            Cell::text(words::mention(line, &minutes.certification)),
        ]
    };
    list(blocks, minutes, &[Outcome::Awarded], columns, row);
}

fn partials(blocks: &mut Blocks, minutes: &Minutes) {
    let columns = vec![
        Column::new("N°", 11.0),
        Column::new("Candidat", 24.0),
        Column::new("Validés par ce jury", 15.0),
        Column::new("Acquis avant", 13.0),
        Column::new("Non validés", 14.0),
        Column::new("Motif", 26.0),
    ];
    let row = |line: &CandidateLine| {
        vec![
            Cell::text(line.number.as_str()),
            Cell::head(line.name.as_str()),
            Cell::text(words::parts_with(line, PartStatus::Validated)),
            Cell::text(words::parts_with(line, PartStatus::Prior)),
            Cell::text(words::parts_with(line, PartStatus::Failed)),
            Cell::text(ground(line)),
        ]
    };
    list(blocks, minutes, &[Outcome::Partial], columns, row);
}

fn others(blocks: &mut Blocks, minutes: &Minutes) {
    let columns = vec![
        Column::new("N°", 11.0),
        Column::new("Candidat", 32.0),
        Column::new("Décision", 16.0),
        Column::new("Motif", 41.0),
    ];
    let row = |line: &CandidateLine| {
        let outcome = line.decision.as_ref().map_or("–", |decision| words::outcome(decision.outcome));
        vec![
            Cell::text(line.number.as_str()),
            Cell::head(line.name.as_str()),
            Cell::text(outcome),
            Cell::text(ground(line)),
        ]
    };
    list(blocks, minutes, &[Outcome::Adjourned, Outcome::Absent, Outcome::Excluded], columns, row);
}

/// Why, or a dash.
pub(super) fn ground(line: &CandidateLine) -> &str {
    line.decision.as_ref().map(|decision| decision.ground.trim()).filter(|text| !text.is_empty()).unwrap_or("–")
}

fn list(
    blocks: &mut Blocks,
    minutes: &Minutes,
    outcomes: &[Outcome],
    columns: Vec<Column>,
    row: impl Fn(&CandidateLine) -> Vec<Cell>,
) {
    let has = |line: &&CandidateLine| line.decision.as_ref().is_some_and(|d| outcomes.contains(&d.outcome));
    table_or_none(blocks, columns, minutes.candidates.iter().filter(has).map(row).collect());
}

pub(super) fn incidents(blocks: &mut Blocks, title: &str, minutes: &Minutes) {
    blocks.section(title);
    let columns = vec![
        Column::new("Date et heure", 14.0),
        Column::new("Candidat", 20.0),
        Column::new("Faits", 28.0),
        Column::new("Déclaration du candidat", 19.0),
        Column::new("Mesures prises", 19.0),
    ];
    let dash = |text: &str| if text.trim().is_empty() { "–".to_owned() } else { text.to_owned() };
    let rows = minutes.incidents.iter().map(|incident| {
        vec![
            Cell::text(format!("{} {}", words::short_date(incident.at.date), words::hour(incident.at))),
            Cell::text(incident.candidate.clone().unwrap_or_else(|| "–".to_owned())),
            Cell::text(dash(&incident.facts)),
            Cell::text(dash(&incident.statement)),
            Cell::text(dash(&incident.measures)),
        ]
    });
    table_or_none(blocks, columns, rows.collect());
}
