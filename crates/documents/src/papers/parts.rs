//! What papers have in common: their head, tables of facts, sentences of who is empty-handed, boxes, margins. No paper is here,
//! and a part that one paper alone needs is not either.

use domain::minutes::{Certification, PanelLine, Sitting};
use domain::papers::{Frame, Kind};

use super::kinds::title;
use crate::layout::block::Blocks;
use crate::layout::boxes::{Grid, SignatureBox};
use crate::layout::flow::Margins;
use crate::layout::page;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{plain, strong};
use crate::words;
use crate::words::voice::Voice;

/// The head of a paper of the table of kinds.
pub(super) fn headed(blocks: &mut Blocks, frame: &Frame, kind: Kind) {
    let voice = Voice(frame.language);
    head(blocks, &frame.certification, title(kind, voice), voice);
}

/// Certifier, title of the paper, certification and its RNCP number: the head of every paper.
pub(super) fn head(blocks: &mut Blocks, certification: &Certification, title: &str, voice: Voice) {
    let certifier = if certification.certifier.is_empty() {
        voice.pick("Certificateur : à compléter", "Certifying body: to be completed")
    } else {
        certification.certifier.as_str()
    };
    blocks.logo();
    blocks.styled(page::SMALL, [plain(certifier)]);
    blocks.title(title);
    blocks.styled(page::SUBTITLE, [strong(certification.title.as_str())]);
    blocks.paragraph([plain(match registration(certification) {
        None => voice
            .pick(
                "Numéro RNCP : à compléter par le certificateur",
                "RNCP number: to be completed by the certifying body",
            )
            .to_owned(),
        Some(number) => format!(
            "{} {number}",
            voice.pick(
                "Certification enregistrée au RNCP sous le numéro",
                "Registered in the French national register of professional certifications (RNCP) under number",
            )
        ),
    })]);
    blocks.space(4.0);
    if certification.example {
        example(blocks, voice);
    }
}

/// The number in the national register, where the certifier gave it.
pub(super) fn registration(certification: &Certification) -> Option<&str> {
    certification.registration.as_deref().filter(|number| !number.trim().is_empty())
}

fn example(blocks: &mut Blocks, voice: Voice) {
    blocks.notice(
        voice.pick("Règlement d’exemple", "Sample rules"),
        voice.pick(
            "Ce document a été établi avec un règlement d’exemple livré avec le logiciel, qu’aucun certificateur n’a adopté. \
             Il ne vaut pas décision de jury.",
            "This document was drawn up under sample rules that come with the software and that no certifying body has \
             adopted. It is not a decision of a jury.",
        ),
    );
}

/// Says that the session is not closed yet.
pub(super) fn draft(blocks: &mut Blocks) {
    blocks.notice("Projet", "La session n’est pas close : ce document n’est pas un procès-verbal définitif.");
}

/// A table of two columns without a head: what, and its value.
pub(super) fn pairs(blocks: &mut Blocks, pairs: &[(&str, String)]) {
    let row = |(label, value): &(&str, String)| vec![Cell::head(*label), Cell::text(value.as_str())];
    blocks.table(Table::new(two(), pairs.iter().map(row).collect()));
}

/// The same, to be filled by hand where the value is empty.
pub(super) fn pairs_to_fill(blocks: &mut Blocks, pairs: &[(&str, String)]) {
    let row = |(label, value): &(&str, String)| vec![Cell::head(*label), Cell::text(value.as_str())];
    blocks.table(Table::to_fill(two(), pairs.iter().map(row).collect(), 24.0));
}

fn two() -> Vec<Column> {
    vec![Column::new("", 24.0), Column::new("", 76.0)]
}

/// A table, or « Néant ».
pub(super) fn table_or_none(blocks: &mut Blocks, columns: Vec<Column>, rows: Vec<Vec<Cell>>) {
    if rows.is_empty() {
        blocks.paragraph([plain("Néant.")]);
    } else {
        blocks.table(Table::new(columns, rows));
    }
}

/// A list of sentences, each on its line.
pub(super) fn points(blocks: &mut Blocks, sentences: &[&str]) {
    for (number, sentence) in (1_usize..).zip(sentences) {
        blocks.paragraph([strong(format!("{number}. ")), plain(*sentence)]);
    }
}

/// « Session, lieu, dates ».
pub(super) fn sitting(frame: &Frame) -> Vec<(&'static str, String)> {
    let (voice, sitting) = (Voice(frame.language), &frame.sitting);
    vec![
        (voice.pick("Session", "Session"), sitting.name.clone()),
        (voice.pick("Dates", "Dates"), voice.days(sitting)),
        (voice.pick("Lieu", "Place"), sitting.place.clone()),
        (voice.pick("Centre habilité", "Examination centre"), centre(sitting, voice)),
    ]
}

/// The centre that held the session.
pub(super) fn centre(sitting: &Sitting, voice: Voice) -> String {
    if sitting.centre.is_empty() {
        voice.pick("le certificateur lui-même", "the certifying body itself").to_owned()
    } else {
        sitting.centre.clone()
    }
}

/// When the jury sat: the hour of the closing, or the last day.
pub(super) fn sat(sitting: &Sitting) -> String {
    sitting.closed_at.map_or_else(|| format!("le {}", words::date(sitting.ends_on)), words::moment)
}

/// The margins of a paper: its title and whom it is about above and below, and either the fingerprint or the hour.
pub(super) fn margins(frame: &Frame, title: &str, about: &str) -> Margins {
    let voice = Voice(frame.language);
    let about = if about.is_empty() { frame.sitting.name.as_str() } else { about };
    let middle = if frame.minutes.is_empty() {
        format!("{} {}", voice.pick("Établi", "Drawn up"), voice.moment(frame.drawn_at))
    } else {
        format!("{}{}", voice.pick("Empreinte : ", "Fingerprint: "), frame.proof.words.join(" "))
    };
    Margins { header: format!("{title} · {about}"), left: title.to_owned(), middle, count: voice.count_of_pages() }
}

/// What somebody of the jury does, and for whom, as far as it is known.
pub(super) fn occupation(line: &PanelLine) -> String {
    let told = [line.function.as_str(), line.employer.as_str()].into_iter().filter(|text| !text.is_empty());
    told.collect::<Vec<_>>().join(", ")
}

/// A box to be signed by hand.
pub(super) fn by_hand(name: &str, role: &str) -> SignatureBox {
    SignatureBox { name: name.to_owned(), role: role.to_owned(), field: None }
}

/// A box for each member who deliberates.
pub(super) fn members(panel: &[PanelLine]) -> Vec<SignatureBox> {
    let members = panel.iter().filter(|member| member.role.deliberates());
    members.map(|member| by_hand(&member.name, words::quality(member.role))).collect()
}

/// The certifier's box.
pub(super) fn certifier(certification: &Certification, voice: Voice) -> SignatureBox {
    let role = if certification.certifier.is_empty() {
        voice.pick("Nom, qualité, cachet", "Name, position, stamp")
    } else {
        certification.certifier.as_str()
    };
    by_hand(voice.pick("Pour le certificateur", "For the certifying body"), role)
}

/// Boxes, a little under what they sign.
pub(super) fn signed(blocks: &mut Blocks, boxes: Vec<SignatureBox>, grid: Grid) {
    blocks.space(8.0);
    blocks.signatures(boxes, grid);
}
