//! Conformity: what PDF/A-3b (ISO 19005-3), PDF/UA-1 (ISO 14289-1) and signing demand and printpdf does not write:
//! structure, metadata, colours, attachment, fields, fonts' words. Works on lopdf objects; draws nothing.

mod attach;
mod catalog;
mod field;
mod font;
pub(crate) mod structure;

use domain::minutes::CivilTime;
use lopdf044::{Document, SaveOptions};

use crate::emit::Embedded;
use crate::failure::PaperFailure;
use crate::layout::display::DisplayList;

/// What the file says of itself.
pub(crate) struct About {
    /// Title, as the window of a reader shows it.
    pub(crate) title: String,
    /// Who made it.
    pub(crate) author: String,
    /// What it is about.
    pub(crate) subject: String,
    /// The language, as PDF says it (BCP 47).
    pub(crate) language: &'static str,
    /// The program that drew it.
    pub(crate) software: String,
    /// When, as a PDF says it: `D:20260703171500`. It comes from the session, never from a clock.
    pub(crate) pdf_date: String,
    /// The same, as XMP says it: `2026-07-03T17:15:00`.
    pub(crate) xmp_date: String,
    /// Sixteen bytes that name the content.
    pub(crate) id: Vec<u8>,
}

impl About {
    /// Gives the paper that hour.
    pub(crate) fn date(&mut self, at: CivilTime) {
        let CivilTime { date, hour, minute } = at;
        self.pdf_date = format!("D:{:04}{:02}{:02}{hour:02}{minute:02}00Z", date.year(), date.month(), date.day());
        self.xmp_date = format!("{date}T{hour:02}:{minute:02}:00Z");
    }
}

/// A file inside the paper.
pub(crate) struct Attachment {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it is, in words.
    pub(crate) description: &'static str,
    /// Its bytes, JSON.
    pub(crate) bytes: Vec<u8>,
}

/// Makes `document` conform and gives its bytes.
///
/// # Errors
/// When the document does not have the shape that the emitter gives it.
pub(crate) fn conform(
    mut document: Document,
    list: &DisplayList,
    fonts: &[Embedded],
    about: &About,
    attachment: Option<&Attachment>,
) -> Result<Vec<u8>, PaperFailure> {
    let wrong = |error: lopdf044::Error| PaperFailure::Pdf(error.to_string());
    let pages: Vec<lopdf044::ObjectId> = document.page_iter().collect();
    font::correct(&mut document, fonts).map_err(wrong)?;
    let fields = field::add(&mut document, list, &pages).map_err(wrong)?;
    structure::add(&mut document, list, &pages, &fields).map_err(wrong)?;
    if let Some(attachment) = attachment {
        attach::add(&mut document, attachment, about).map_err(wrong)?;
    }
    catalog::complete(&mut document, list, &pages, about).map_err(wrong)?;
    document.prune_objects();
    document.compress();
    // Metadata stays readable by tools that know no PDF (ISO 19005-3, 6.6.2.1).
    catalog::metadata(&mut document, about).map_err(wrong)?;
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(6)
        .build();
    document.save_with_options(&mut bytes, options).map_err(|error| PaperFailure::Pdf(error.to_string()))?;
    Ok(bytes)
}
