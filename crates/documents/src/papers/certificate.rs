//! Attestation de bloc: one page for each bloc that this jury validated. It is no title; the mémoire is no bloc and has none.

use domain::deliberation::{PartStatus, THESIS};
use domain::minutes::SheetPart;
use domain::papers::{CandidateContent, Frame, Kind};

use super::parts::{certifier, headed, pairs, registration, sat, signed};
use super::sheet::born;
use crate::layout::block::Blocks;
use crate::layout::boxes::WIDE;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{plain, strong};
use crate::words;
use crate::words::voice::Voice;

pub(super) fn draw(frame: &Frame, content: &CandidateContent, blocks: &mut Blocks) {
    let validated = content.sheet.parts.iter().filter(|part| is_validated(part));
    for (index, part) in validated.enumerate() {
        if index > 0 {
            blocks.turn();
        }
        one(frame, content, part, blocks);
    }
}

fn is_validated(part: &SheetPart) -> bool {
    part.result.status == PartStatus::Validated && part.heading.code != THESIS
}

fn one(frame: &Frame, content: &CandidateContent, part: &SheetPart, blocks: &mut Blocks) {
    let (sheet, heading) = (&content.sheet, &part.heading);
    let line = &sheet.candidate;
    headed(blocks, frame, Kind::BlockCertificate);
    blocks.paragraph([
        plain("Au vu du procès-verbal "),
        strong(words::number(&frame.minutes)),
        plain(format!(" du jury réuni {}, il est attesté que", sat(&frame.sitting))),
    ]);
    let option = heading.option.as_ref().map(|name| format!(" (option {name})")).unwrap_or_default();
    pairs(
        blocks,
        &[
            ("Candidat", line.name.clone()),
            ("Date de naissance", born(sheet, Voice::FRENCH)),
            ("Numéro", line.number.clone()),
            ("A validé le bloc", format!("{}{option}", heading.code)),
            ("Intitulé", heading.title.clone()),
            ("Certification", frame.certification.title.clone()),
            (
                "Numéro RNCP",
                registration(&frame.certification).unwrap_or("à compléter par le certificateur").to_owned(),
            ),
            ("Session", format!("{}, {}", frame.sitting.name, frame.sitting.place)),
        ],
    );
    skills(blocks, content, &heading.code);
    let kept = content.retake.block_years.map_or_else(
        || "Ce bloc reste acquis".to_owned(),
        |years| format!("Ce bloc est conservé {years} {}", if years > 1 { "ans" } else { "an" }),
    );
    blocks.paragraph([plain(format!(
        "{kept}, selon le règlement « {} ». Cette attestation ne vaut pas le titre, que seule la validation de toutes ses parties \
         confère.",
        frame.certification.regulation
    ))]);
    signed(blocks, vec![certifier(&frame.certification, Voice::FRENCH)], WIDE);
}

fn skills(blocks: &mut Blocks, content: &CandidateContent, code: &str) {
    let Some(part) = content.grids.iter().find(|part| part.code == code).filter(|part| !part.skills.is_empty()) else {
        return;
    };
    blocks.section("Compétences du bloc");
    let columns = vec![Column::new("Code", 12.0), Column::new("Compétence", 88.0)];
    let rows = part.skills.iter().map(|(code, text)| vec![Cell::head(code.as_str()), Cell::text(text.as_str())]);
    blocks.table(Table::new(columns, rows.collect()));
}
