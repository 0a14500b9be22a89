//! From a value to the bytes of its paper: layout, emitter, conformity, in that order. The doors of this room for drawing.

use std::sync::Arc;

use domain::minutes::manifest::ManifestPaper;
use domain::minutes::{CivilTime, Minutes, Sheet, Sitting};
use sha2::{Digest, Sha256};

use crate::conform::{About, Attachment, conform};
use crate::emit::emit;
use crate::failure::{PaperFailure, Warning};
use crate::layout::block::Blocks;
use crate::layout::display::DisplayList;
use crate::layout::flow::lay;
use crate::layout::font::Fonts;
use crate::layout::letterhead::Look;
use crate::layout::shelf::Shelf;
use crate::layout::text::Typesetter;
use crate::layout::warnings::Warnings;
use crate::papers::{self, minutes::Fields};
use crate::results::json::results_json;
use crate::words::voice::Voice;

/// A paper that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF: PDF/A-3b, PDF/UA-1, the same bytes for the same value.
    pub bytes: Vec<u8>,
    /// What could not be printed as it was given.
    pub warnings: Vec<Warning>,
}

/// Draws the procès-verbal, with its results inside as data and its signature fields.
///
/// # Errors
/// When the program's fonts are damaged, or the PDF can't be written.
pub fn minutes_paper(minutes: &Minutes, fields: &Fields) -> Result<Paper, PaperFailure> {
    draw_minutes(minutes, fields, &mut setter()?)
}

pub(crate) fn draw_minutes(minutes: &Minutes, fields: &Fields, setter: &mut Typesetter) -> Result<Paper, PaperFailure> {
    let (list, results) = lay_out_minutes(minutes, fields, setter)?;
    let about = about(
        format!("{} {}", papers::minutes::title(minutes), crate::words::number(&minutes.number)),
        author(&minutes.certification.certifier),
        format!("{} · {}", minutes.certification.title, minutes.sitting.name),
        &minutes.proof.software,
        &minutes.sitting,
        &results,
    );
    let attachment = Attachment { name: "resultats.json", description: crate::words::RESULTS_ATTACHED, bytes: results };
    finish(&list, setter, &about, Some(&attachment))
}

/// The bytes of [`minutes_paper`].
///
/// # Errors
/// Those of [`minutes_paper`].
pub fn minutes_pdf(minutes: &Minutes, fields: &Fields) -> Result<Vec<u8>, PaperFailure> {
    minutes_paper(minutes, fields).map(|paper| paper.bytes)
}

/// The words of the procès-verbal, page by page, as the eye meets them.
///
/// # Errors
/// When the program's fonts are damaged.
pub fn minutes_text(minutes: &Minutes, fields: &Fields) -> Result<String, PaperFailure> {
    lay_out_minutes(minutes, fields, &mut setter()?).map(|(list, _)| list.to_text())
}

/// Draws the individual sheet of a candidate, in French.
///
/// # Errors
/// When the program's fonts are damaged, or the PDF can't be written.
pub fn sheet_paper(sheet: &Sheet) -> Result<Paper, PaperFailure> {
    draw_sheet(sheet, &mut setter()?)
}

pub(crate) fn draw_sheet(sheet: &Sheet, setter: &mut Typesetter) -> Result<Paper, PaperFailure> {
    let list = lay_out_sheet(sheet, setter);
    let about = about(
        format!("{} · {}", papers::sheet::title(Voice::FRENCH), sheet.candidate.name),
        author(&sheet.certification.certifier),
        format!("{} · {}", sheet.certification.title, sheet.sitting.name),
        &sheet.proof.software,
        &sheet.sitting,
        list.to_text().as_bytes(),
    );
    finish(&list, setter, &about, None)
}

/// The bytes of [`sheet_paper`].
///
/// # Errors
/// Those of [`sheet_paper`].
pub fn sheet_pdf(sheet: &Sheet) -> Result<Vec<u8>, PaperFailure> {
    sheet_paper(sheet).map(|paper| paper.bytes)
}

/// The words of the individual sheet, page by page, as the eye meets them.
///
/// # Errors
/// When the program's fonts are damaged.
pub fn sheet_text(sheet: &Sheet) -> Result<String, PaperFailure> {
    Ok(lay_out_sheet(sheet, &mut setter()?).to_text())
}

pub(crate) fn lay_out_sheet(sheet: &Sheet, setter: &mut Typesetter) -> DisplayList {
    let mut blocks = Blocks::default();
    papers::sheet::draw(sheet, Voice::FRENCH, &mut blocks);
    lay(setter, &blocks, &papers::sheet::margins(sheet, Voice::FRENCH), &Look::of(&sheet.certification.letterhead))
}

/// Draws the bordereau des échanges.
///
/// # Errors
/// When the program's fonts are damaged, or the PDF can't be written.
pub fn manifest_paper(paper: &ManifestPaper) -> Result<Paper, PaperFailure> {
    draw_manifest(paper, &mut setter()?)
}

pub(crate) fn draw_manifest(paper: &ManifestPaper, setter: &mut Typesetter) -> Result<Paper, PaperFailure> {
    let list = papers::manifest::lay_out(paper, setter);
    let mut about = about(
        format!("{} · {}", papers::manifest::TITLE, paper.sitting.name),
        author(&paper.certification.certifier),
        format!("{} · {}", paper.certification.title, paper.sitting.name),
        &paper.software,
        &paper.sitting,
        list.to_text().as_bytes(),
    );
    // It is drawn several times in the life of a session, and dated by the hour it says.
    about.date(paper.drawn_at);
    finish(&list, setter, &about, None)
}

/// The words of the bordereau, page by page, as the eye meets them.
///
/// # Errors
/// When the program's fonts are damaged.
pub fn manifest_text(paper: &ManifestPaper) -> Result<String, PaperFailure> {
    Ok(papers::manifest::lay_out(paper, &mut setter()?).to_text())
}

pub(crate) fn setter() -> Result<Typesetter, PaperFailure> {
    Ok(Typesetter { fonts: Fonts::load()?, warnings: Warnings::default() })
}

/// Sets with the program's fonts, and those of `shelf` where they are needed.
pub(crate) fn setter_beside(shelf: Arc<dyn Shelf>) -> Result<Typesetter, PaperFailure> {
    Ok(Typesetter { fonts: Fonts::beside(shelf)?, warnings: Warnings::default() })
}

fn lay_out_minutes(
    minutes: &Minutes,
    fields: &Fields,
    setter: &mut Typesetter,
) -> Result<(DisplayList, Vec<u8>), PaperFailure> {
    let results = results_json(minutes)?;
    let digest = domain::id::to_hex(&Sha256::digest(&results));
    let list = papers::minutes::lay_out(minutes, &digest, fields, setter);
    Ok((list, results))
}

pub(crate) fn finish(
    list: &DisplayList,
    setter: &mut Typesetter,
    about: &About,
    attachment: Option<&Attachment>,
) -> Result<Paper, PaperFailure> {
    let (document, fonts) = emit(list, &setter.fonts)?;
    let bytes = conform(document, list, &fonts, about, attachment)?;
    Ok(Paper { bytes, warnings: setter.warnings.take() })
}

pub(crate) fn author(certifier: &str) -> String {
    if certifier.is_empty() { "Jury".to_owned() } else { certifier.to_owned() }
}

pub(crate) fn about(
    title: String,
    author: String,
    subject: String,
    software: &str,
    sitting: &Sitting,
    content: &[u8],
) -> About {
    let mut about = About {
        title,
        author,
        subject,
        language: Voice::FRENCH.tag(),
        software: if software.is_empty() { "Délibéré".to_owned() } else { software.to_owned() },
        pdf_date: String::new(),
        xmp_date: String::new(),
        id: Sha256::digest(content).iter().take(16).copied().collect(),
    };
    about.date(made_at(sitting));
    about
}

/// The moment that the file carries: the closing of the session, or the end of its last day on a draft.
pub(crate) fn made_at(sitting: &Sitting) -> CivilTime {
    sitting.closed_at.unwrap_or(CivilTime { date: sitting.ends_on, hour: 12, minute: 0 })
}
