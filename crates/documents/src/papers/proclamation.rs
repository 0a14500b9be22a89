//! Feuille de proclamation: read aloud or posted, so it names who is awarded the title and nobody else. The others are told
//! apart, by their statement of results.

use domain::deliberation::Outcome;
use domain::minutes::CandidateLine;
use domain::papers::{Frame, Kind, SessionContent};

use super::parts::{certifier, headed, members, pairs, sat, signed, sitting, table_or_none};
use crate::layout::block::Blocks;
use crate::layout::boxes::SMALL;
use crate::layout::table::{Cell, Column};
use crate::layout::text::{plain, strong};
use crate::words;
use crate::words::voice::Voice;

pub(super) fn draw(frame: &Frame, content: &SessionContent, blocks: &mut Blocks) {
    let minutes = &content.minutes;
    headed(blocks, frame, Kind::Proclamation);
    let mut facts = vec![("Procès-verbal", words::number(&frame.minutes))];
    let certifier_name = frame.certification.certifier.as_str();
    if !certifier_name.is_empty() {
        facts.push(("Certificateur", certifier_name.to_owned()));
    }
    facts.extend(sitting(frame));
    pairs(blocks, &facts);
    let awarded: Vec<&CandidateLine> = minutes.candidates.iter().filter(|line| is_awarded(line)).collect();
    blocks.section("Sont admis");
    // The certifier's name stands above, where it needs neither article nor elision.
    let jury = format!("Le jury, réuni {},", sat(&frame.sitting));
    blocks.paragraph(match awarded.len() {
        0 => vec![plain(format!("{jury} ne prononce aucune admission à la certification ci-dessus."))],
        awarded => vec![
            plain(format!("{jury} prononce l’admission de ")),
            strong(words::count(awarded, "candidat", "candidats")),
            plain(" à la certification ci-dessus :"),
        ],
    });
    list(blocks, frame, &awarded);
    blocks.keep();
    blocks.paragraph([plain(
        "Les autres décisions, dont les validations partielles, sont communiquées à chaque candidat par son relevé de résultats. \
         Cette feuille ne vaut pas titre ; le procès-verbal seul fait foi.",
    )]);
    let mut boxes = members(&minutes.panel);
    boxes.push(certifier(&frame.certification, Voice::FRENCH));
    signed(blocks, boxes, SMALL);
}

fn list(blocks: &mut Blocks, frame: &Frame, awarded: &[&CandidateLine]) {
    let has_mentions = !frame.certification.mentions.is_empty();
    let mut columns = vec![Column::new("N°", 12.0), Column::new("Candidat", 56.0)];
    if has_mentions {
        columns.push(Column::new("Mention", 32.0));
    }
    let row = |line: &&CandidateLine| {
        let mut cells = vec![Cell::text(line.number.as_str()), Cell::head(line.name.as_str())];
        if has_mentions {
            cells.push(Cell::text(words::mention(line, &frame.certification)));
        }
        cells
    };
    table_or_none(blocks, columns, awarded.iter().map(row).collect());
}

fn is_awarded(line: &CandidateLine) -> bool {
    line.decision.as_ref().is_some_and(|decision| decision.outcome == Outcome::Awarded)
}
