//! Papers and tables of a session: drawn from its state, written whole. Nothing is laid out nor signed here.

use std::path::Path;

use documents::{Fate, Fields, Press, Warning};
use domain::id::{CandidateId, Digest, SessionId};
use domain::minutes::compose::{Colophon, EditionChoice, compose, printed_fingerprint};
use domain::minutes::compose_sheet::compose_sheet;
use domain::minutes::manifest::ManifestPaper;
use domain::minutes::{Minutes, Sheet};
use domain::session::Session;
use serde::Serialize;
use sha2::Digest as _;

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::failure::Failure;
use crate::files;
use crate::papers::BATCH;
use crate::pens::SOFTWARE;
use crate::words;

/// A paper written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaperReport {
    /// Its name.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its length.
    pub bytes: u64,
    /// What could not be printed as it was written.
    pub warnings: Vec<PaperWarning>,
}

/// A character that a paper does not show as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaperWarning {
    /// `not-drawn`: no font has it, its code point stands in its place. `not-embedded`: the same, as the fonts of this machine that
    /// have it can't stand in a paper. `left-out`: it would hide or turn others.
    #[cfg_attr(feature = "typescript", ts(type = "\"not-drawn\" | \"not-embedded\" | \"left-out\""))]
    pub fate: &'static str,
    /// Its code point: `U+738B`.
    pub character: String,
    /// The text that holds it, such as a name; cut after forty characters.
    pub text: String,
    /// A free font to install, or to put in the folder of fonts, that has it; empty when none would change anything.
    pub font: &'static str,
}

impl Desk {
    /// The minutes of `session` as a value; a draft before the closing.
    ///
    /// # Errors
    /// When no store is open, or there is no such edition.
    pub fn minutes(&self, session: SessionId, edition: EditionChoice) -> Result<Minutes, Failure> {
        self.read(session, |dossier| minutes(&dossier.session, edition))
    }

    /// Draws the minutes into the file at `to`.
    ///
    /// # Errors
    /// When they can't be drawn or written.
    pub fn write_minutes(&self, session: SessionId, edition: EditionChoice, to: &Path) -> Result<PaperReport, Failure> {
        let minutes = self.minutes(session, edition)?;
        let paper = self.press()?.minutes(&minutes, &Fields::of(&minutes)).map_err(paper_failure)?;
        write(to, &paper.bytes, &paper.warnings)
    }

    /// Draws every candidate's sheet into the folder `to`, telling `progress` how many are done of how many.
    ///
    /// # Errors
    /// When one can't be drawn or written; those before are there.
    pub fn write_sheets(
        &self,
        session: SessionId,
        edition: EditionChoice,
        to: &Path,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Vec<PaperReport>, Failure> {
        let roster = |dossier: &Dossier| dossier.session.roster().into_iter().map(|(id, _)| id).collect();
        let roster: Vec<CandidateId> = self.read(session, |dossier| Ok(roster(dossier)))?;
        let mut presses = self.presses(roster.len())?;
        let mut reports = Vec::with_capacity(roster.len());
        for batch in roster.chunks(BATCH) {
            progress(reports.len(), roster.len());
            let sheets: Vec<Sheet> = self.read(session, |dossier| {
                let (session, colophon) = (&dossier.session, colophon(&dossier.session));
                Ok(batch.iter().filter_map(|id| compose_sheet(session, *id, edition, &colophon)).collect())
            })?;
            reports.extend(presses.each(&sheets, |press, sheet| {
                let paper = press.sheet(sheet).map_err(paper_failure)?;
                let name = format!("fiche-{}.pdf", safe_name(&sheet.candidate.number));
                write(&to.join(name), &paper.bytes, &paper.warnings)
            })?);
        }
        progress(reports.len(), reports.len());
        Ok(reports)
    }

    /// Writes the results as a table, in the format that the file's extension names: `csv`, `xlsx` or `json`.
    ///
    /// # Errors
    /// When the extension is none of these, or the file can't be written.
    pub fn write_results(&self, session: SessionId, edition: EditionChoice, to: &Path) -> Result<PaperReport, Failure> {
        let minutes = self.minutes(session, edition)?;
        let bytes = match to.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => documents::results_csv(&minutes),
            Some("xlsx") => documents::results_xlsx(&minutes),
            Some("json") => documents::results_json(&minutes),
            _ => return Err(Failure::BadInput { code: "unknown-table-format", args: Vec::new() }),
        };
        write(to, &bytes.map_err(paper_failure)?, &[])
    }
}

/// SHA-256 of `bytes`: what papers cite.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Digest {
    Digest(sha2::Sha256::digest(bytes).into())
}

/// Draws the bordereau into the file at `to`.
pub(crate) fn manifest(press: &mut Press, paper: &ManifestPaper, to: &Path) -> Result<PaperReport, Failure> {
    let drawn = press.manifest(paper).map_err(paper_failure)?;
    write(to, &drawn.bytes, &drawn.warnings)
}

pub(crate) fn minutes(session: &Session, edition: EditionChoice) -> Result<Minutes, Failure> {
    compose(session, edition, &colophon(session)).ok_or(Failure::Refused(domain::refusal::Refusal::UnknownMinutes))
}

pub(crate) fn colophon(session: &Session) -> Colophon {
    Colophon { software: SOFTWARE.to_owned(), words: words::fingerprint(printed_fingerprint(session)) }
}

pub(crate) fn write(to: &Path, bytes: &[u8], warnings: &[Warning]) -> Result<PaperReport, Failure> {
    files::write(to, bytes)?;
    Ok(PaperReport {
        file_name: files::name(to),
        sha256: sha256(bytes),
        bytes: files::length(bytes),
        warnings: warnings.iter().map(told).collect(),
    })
}

fn told(warning: &Warning) -> PaperWarning {
    let fate = match warning.fate {
        Fate::NotDrawn => "not-drawn",
        Fate::NotEmbedded => "not-embedded",
        Fate::LeftOut => "left-out",
    };
    let character = format!("U+{:04X}", u32::from(warning.character));
    PaperWarning { fate, character, text: warning.text.clone(), font: warning.font().unwrap_or_default() }
}

/// A candidate's number as a part of a file's name: letters, digits and dashes only.
fn safe_name(number: &str) -> String {
    number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect()
}

pub(crate) fn paper_failure(failure: documents::PaperFailure) -> Failure {
    Failure::Paper { code: "paper-not-drawn", detail: failure.to_string() }
}
