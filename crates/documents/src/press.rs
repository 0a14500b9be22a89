//! The press: draws any paper of the table of kinds, one after the other, with its fonts read once. The same value gives the same
//! bytes, whatever was drawn before.

use std::sync::Arc;

use domain::minutes::manifest::ManifestPaper;
use domain::minutes::{Minutes, Sheet};
use domain::papers::{Content, Frame, Kind, Language};
use domain::regulation::Letterhead;

use crate::failure::PaperFailure;
use crate::layout::display::DisplayList;
use crate::layout::flow::lay;
use crate::layout::letterhead::Look;
use crate::layout::shelf::Shelf;
use crate::layout::text::Typesetter;
use crate::paper::{self, Paper};
use crate::papers::kinds;
use crate::papers::minutes::Fields;
use crate::words::voice::Voice;

/// Draws papers.
pub struct Press {
    setter: Typesetter,
    /// The last letterhead, read.
    look: Option<(Letterhead, Look)>,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Press").finish_non_exhaustive()
    }
}

impl Press {
    /// A press with the program's fonts.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn new() -> Result<Self, PaperFailure> {
        Ok(Self { setter: paper::setter()?, look: None })
    }

    /// A press with the program's fonts, and those of `shelf` for what they do not draw.
    ///
    /// # Errors
    /// When the program's fonts are damaged.
    pub fn beside(shelf: Arc<dyn Shelf>) -> Result<Self, PaperFailure> {
        Ok(Self { setter: paper::setter_beside(shelf)?, look: None })
    }

    /// Draws the procès-verbal, as [`crate::minutes_paper`] does.
    ///
    /// # Errors
    /// When the PDF can't be written.
    pub fn minutes(&mut self, minutes: &Minutes, fields: &Fields) -> Result<Paper, PaperFailure> {
        paper::draw_minutes(minutes, fields, &mut self.setter)
    }

    /// Draws an individual sheet in French, as [`crate::sheet_paper`] does.
    ///
    /// # Errors
    /// When the PDF can't be written.
    pub fn sheet(&mut self, sheet: &Sheet) -> Result<Paper, PaperFailure> {
        paper::draw_sheet(sheet, &mut self.setter)
    }

    /// Draws the bordereau, as [`crate::manifest_paper`] does.
    ///
    /// # Errors
    /// When the PDF can't be written.
    pub fn manifest(&mut self, paper: &ManifestPaper) -> Result<Paper, PaperFailure> {
        paper::draw_manifest(paper, &mut self.setter)
    }

    /// Draws a paper.
    ///
    /// # Errors
    /// When `content` is not what such a paper is about, or the PDF can't be written.
    pub fn paper(&mut self, kind: Kind, frame: &Frame, content: &Content) -> Result<Paper, PaperFailure> {
        let list = self.lay_out(kind, frame, content)?;
        let (voice, certification) = (Voice(frame.language), &frame.certification);
        let title = format!("{} · {}", kinds::title(kind, voice), kinds::about(content));
        let subject = format!("{} · {}", certification.title, frame.sitting.name);
        let text = list.to_text();
        let author = paper::author(&certification.certifier);
        let software = &frame.proof.software;
        let mut about = paper::about(title, author, subject, software, &frame.sitting, text.as_bytes());
        about.language = voice.tag();
        if frame.minutes.is_empty() {
            about.date(frame.drawn_at);
        }
        paper::finish(&list, &mut self.setter, &about, None)
    }

    /// The words of a paper, page by page, as the eye meets them.
    ///
    /// # Errors
    /// When `content` is not what such a paper is about.
    pub fn text(&mut self, kind: Kind, frame: &Frame, content: &Content) -> Result<String, PaperFailure> {
        self.lay_out(kind, frame, content).map(|list| list.to_text())
    }

    pub(crate) fn lay_out(
        &mut self,
        kind: Kind,
        frame: &Frame,
        content: &Content,
    ) -> Result<DisplayList, PaperFailure> {
        let (blocks, margins) =
            kinds::blocks(kind, frame, content).ok_or_else(|| PaperFailure::Subject(kind.code()))?;
        let letterhead = &frame.certification.letterhead;
        if self.look.as_ref().is_none_or(|(known, _)| known != letterhead) {
            self.look = Some((letterhead.clone(), Look::of(letterhead)));
        }
        let look = self.look.as_ref().map_or_else(|| Look::of(letterhead), |(_, look)| look.clone());
        Ok(lay(&mut self.setter, &blocks, &margins, &look))
    }
}

/// The title of a paper, for a list.
#[must_use]
pub fn paper_title(kind: Kind, language: Language) -> &'static str {
    kinds::title(kind, Voice(language))
}
