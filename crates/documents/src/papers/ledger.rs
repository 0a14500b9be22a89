//! Part 7 of the procès-verbal: the levels retained with a ground, grouped by candidate; a ground that holds for criteria in
//! a row is said once. It only groups what is beside: the data keep one entry for each criterion, in the same order.

use domain::grading::Rating;
use domain::minutes::{LedgerEntry, Minutes};
use domain::regulation::Scale;

use super::parts::table_or_none;
use crate::layout::block::Blocks;
use crate::layout::table::{Cell, Column};
use crate::layout::text::{plain, strong};
use crate::words;

pub(super) fn draw(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("7. Niveaux retenus motivés");
    let columns = vec![
        Column::new("Candidat", 20.0),
        Column::new("Critères", 11.0),
        Column::new("Notes scellées", 24.0),
        Column::new("Retenu", 13.0),
        Column::new("Motif", 32.0),
    ];
    let of_one = minutes.ledger.chunk_by(|a, b| a.number == b.number);
    table_or_none(blocks, columns, of_one.flat_map(|entries| rows(entries, minutes)).collect());
}

/// The rows of one candidate.
fn rows(entries: &[LedgerEntry], minutes: &Minutes) -> Vec<Vec<Cell>> {
    let scale = &minutes.certification.scale;
    let mut rows = Vec::new();
    for same_ground in entries.chunk_by(|a, b| a.ground.trim() == b.ground.trim()) {
        let alike: Vec<&[LedgerEntry]> =
            same_ground.chunk_by(|a, b| a.sealed == b.sealed && a.retained == b.retained).collect();
        for (index, group) in alike.iter().enumerate() {
            let Some(entry) = group.first() else { continue };
            let criteria: Vec<&str> = group.iter().map(|entry| entry.criterion.as_str()).collect();
            rows.push(vec![
                Cell::covered(),
                Cell::head_spans(vec![plain(criteria.join(", "))]),
                Cell::text(sealed(&entry.sealed, scale)),
                Cell::text(words::rating(entry.retained, scale)),
                if index == 0 { Cell::text(entry.ground.trim()).over(alike.len()) } else { Cell::covered() },
            ]);
        }
    }
    let count = rows.len();
    if let (Some(entry), Some(cell)) = (entries.first(), rows.first_mut().and_then(|row| row.first_mut())) {
        *cell = candidate(entry, minutes).over(count);
    }
    rows
}

/// Number and name.
fn candidate(entry: &LedgerEntry, minutes: &Minutes) -> Cell {
    let mut spans = vec![strong(entry.number.as_str())];
    if let Some(line) = minutes.candidates.iter().find(|line| line.number == entry.number) {
        spans.push(plain(format!(" {}", line.name)));
    }
    Cell::head_spans(spans)
}

fn sealed(ratings: &[Rating], scale: &Scale) -> String {
    let all: Vec<String> = ratings.iter().map(|rating| words::rating(*rating, scale)).collect();
    if all.is_empty() { "–".to_owned() } else { all.join(" ; ") }
}
