//! Grille vierge: the paper fallback of one member for one candidate. The code says which session, candidate and grid it is, so
//! that it can be typed in again afterwards; nothing that anybody gave is on it.

use domain::papers::{CandidateContent, Frame, GridEvaluation, Kind};
use domain::regulation::Scale;
use sha2::{Digest, Sha256};

use super::parts::{by_hand, headed, pairs_to_fill, signed};
use crate::layout::block::Blocks;
use crate::layout::boxes::SMALL;
use crate::layout::code::Code;
use crate::layout::page;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{plain, strong};
use crate::words;

pub(super) fn draw(frame: &Frame, content: &CandidateContent, blocks: &mut Blocks) {
    let line = &content.sheet.candidate;
    headed(blocks, frame, Kind::BlankGrid);
    blocks.code(code(frame, content));
    pairs_to_fill(
        blocks,
        &[
            ("Candidat", format!("{} (n° {})", line.name, line.number)),
            ("Membre du jury", String::new()),
            ("Date et heures", content.passage.as_ref().map(|p| words::moment(p.starts_at)).unwrap_or_default()),
            ("Sujet reçu", String::new()),
        ],
    );
    blocks.styled(page::SMALL, [plain(legend(&frame.certification.scale))]);
    for part in &content.grids {
        blocks.section(format!("{}. {}", words::part_name(&part.code), part.title));
        for evaluation in &part.evaluations {
            if !evaluation.trials.is_empty() {
                blocks.subsection(evaluation.trials.join(" · "));
            }
            blocks.table(criteria(&frame.certification.scale, evaluation));
        }
    }
    if content.grids.is_empty() {
        blocks.paragraph([plain("Rien à évaluer : tout est acquis antérieurement.")]);
    }
    blocks.section("Observation générale");
    blocks.lines(5);
    signed(blocks, vec![by_hand("Membre du jury", "Nom, date et signature")], SMALL);
}

/// What the grid asks: sixteen digits that change with its criteria.
fn grid_digest(content: &CandidateContent) -> String {
    let mut digest = Sha256::new();
    let groups = content.grids.iter().flat_map(|part| &part.evaluations);
    for (code, text) in groups.flat_map(|group| &group.criteria) {
        digest.update(code.as_bytes());
        digest.update([0]);
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    domain::id::to_hex(&digest.finalize()).chars().take(16).collect()
}

fn code(frame: &Frame, content: &CandidateContent) -> Code {
    let line = &content.sheet.candidate;
    let grid = grid_digest(content);
    Code {
        payload: format!("DELIB:GRID:1;S={};C={};G={grid}", frame.session, content.candidate),
        alternative: format!("Code de la grille {grid} du candidat {}", line.number),
        words: vec![
            strong(format!("Candidat n° {}\n", line.number)),
            plain(format!("Grille {grid}\n")),
            plain(
                "Cette grille remplace l’écran quand un ordinateur manque. Elle est remplie par un seul membre, sans voir les \
                 notes des autres, puis ressaisie sous son nom ; l’original est gardé avec le procès-verbal.",
            ),
        ],
    }
}

/// What the heads of the columns mean.
fn legend(scale: &Scale) -> String {
    let levels = match scale {
        Scale::Levels { levels } => {
            let named: Vec<String> = levels.iter().map(|level| format!("{} : {}", level.code, level.label)).collect();
            format!("Cocher une case par critère. {}", named.join(" ; "))
        }
        Scale::Score { max, step, pass } => format!(
            "Écrire une note par critère, sur {}, par pas de {} ; le critère est validé à partir de {}",
            words::decimal(*max),
            words::decimal(*step),
            words::decimal(*pass)
        ),
    };
    format!("{levels} ; NO : non observé ; SO : sans objet.")
}

fn criteria(scale: &Scale, evaluation: &GridEvaluation) -> Table {
    let marks: Vec<String> = match scale {
        Scale::Levels { levels } => levels.iter().map(|level| level.code.clone()).collect(),
        Scale::Score { max, .. } => vec![format!("/ {}", words::decimal(*max))],
    };
    let marks: Vec<String> = marks.into_iter().chain(["NO".to_owned(), "SO".to_owned()]).collect();
    let mut columns = vec![Column::new("Critère", 48.0)];
    columns.extend(marks.iter().map(|mark| Column::marks(mark, 6.6)));
    columns.push(Column::new("Remarque", 30.0));
    let row = |(code, text): &(String, String)| {
        let mut cells = vec![Cell::head_spans(vec![strong(format!("{code} ")), plain(text.as_str())])];
        cells.extend(marks.iter().map(|_| Cell::text("")));
        cells.push(Cell::text(""));
        cells
    };
    Table::to_fill(columns, evaluation.criteria.iter().map(row).collect(), 40.0)
}
