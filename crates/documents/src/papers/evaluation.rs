//! Procès-verbal of the jury d'évaluation: who assessed whom, alone and sealed, before any deliberation. It holds no rating and
//! no decision: those are the procès-verbal de délibération's.

use domain::papers::{AssessedLine, Frame, Kind, SessionContent};

use super::parts::{certifier, draft, headed, members, pairs, signed, sitting, table_or_none};
use super::{decisions, opening, reasons};
use crate::layout::block::Blocks;
use crate::layout::boxes::WIDE;
use crate::layout::table::{Cell, Column};
use crate::layout::text::{plain, strong};
use crate::words;
use crate::words::voice::Voice;

pub(super) fn draw(frame: &Frame, content: &SessionContent, blocks: &mut Blocks) {
    let minutes = &content.minutes;
    headed(blocks, frame, Kind::EvaluationMinutes);
    if frame.minutes.is_empty() {
        draft(blocks);
    }
    let mut facts = vec![("Procès-verbal", number(&frame.minutes))];
    facts.extend(sitting(frame));
    facts.extend([
        ("Référentiel", frame.certification.referential.clone()),
        ("Règlement", frame.certification.regulation.clone()),
    ]);
    pairs(blocks, &facts);
    opening::panel(blocks, minutes);
    blocks.section("1. Candidats évalués");
    summary(blocks, &content.assessed);
    assessed(blocks, &content.assessed);
    decisions::incidents(blocks, "2. Aléas et dysfonctionnements", minutes);
    blocks.section("3. Constat");
    blocks.paragraph([plain(
        "Chaque membre a évalué seul chaque candidat, critère par critère, sur la grille du référentiel, sans connaître les \
         notes des autres membres, puis a scellé sa grille. Le jury d’évaluation ne prononce aucun résultat : ses grilles \
         scellées sont remises au jury de délibération.",
    )]);
    reasons::seals(blocks, "4. Scellés des grilles", minutes);
    blocks.section("5. Signatures");
    blocks.paragraph([plain("Chaque membre ayant évalué signe dans son cadre.")]);
    let mut boxes = members(&minutes.panel);
    boxes.push(certifier(&frame.certification, Voice::FRENCH));
    signed(blocks, boxes, WIDE);
}

/// The number of the procès-verbal de délibération, marked as that of the évaluation.
fn number(minutes: &str) -> String {
    if minutes.is_empty() { words::number("") } else { words::number(&format!("{minutes}-E")) }
}

fn summary(blocks: &mut Blocks, assessed: &[AssessedLine]) {
    let came = assessed.iter().filter(|line| line.presented).count();
    let whole = assessed.iter().filter(|line| line.missing.is_empty() && !line.sealed_by.is_empty()).count();
    blocks.paragraph([
        strong(words::count(assessed.len(), "candidat inscrit", "candidats inscrits")),
        plain(", dont "),
        strong(words::count(came, "présenté", "présentés")),
        plain(format!(" ; toutes les grilles sont scellées pour {whole}.")),
    ]);
}

fn assessed(blocks: &mut Blocks, assessed: &[AssessedLine]) {
    let columns = vec![
        Column::new("N°", 11.0),
        Column::new("Candidat", 27.0),
        Column::new("Passage", 19.0),
        Column::marks("Présenté", 12.0),
        Column::new("Grilles scellées par", 31.0),
    ];
    table_or_none(blocks, columns, assessed.iter().map(row).collect());
}

fn row(line: &AssessedLine) -> Vec<Cell> {
    let passage = line.passage.as_ref().map_or("–".to_owned(), |passage| {
        format!("{} {}", words::short_date(passage.starts_at.date), words::hour(passage.starts_at))
    });
    let mut said = Vec::new();
    if !line.sealed_by.is_empty() {
        said.push(line.sealed_by.join(", "));
    }
    if !line.missing.is_empty() {
        said.push(format!("non scellées : {}", line.missing.join(", ")));
    }
    if !line.recused.is_empty() {
        said.push(format!("déport : {}", line.recused.join(", ")));
    }
    vec![
        Cell::text(line.number.as_str()),
        Cell::head(line.name.as_str()),
        Cell::text(passage),
        Cell::text(words::yes(line.presented)),
        Cell::text(if said.is_empty() { "–".to_owned() } else { said.join("\n") }),
    ]
}
