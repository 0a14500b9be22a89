//! Verifying a file without trusting it: a signed paper by itself, a bundle by the sessions of the open store. Nothing is
//! written anywhere.

use std::path::Path;

use documents::{Addition, ResultsCheck, VerifyFailure};
use domain::id::Digest;
use serde::Serialize;

use crate::desk::Desk;
use crate::exchange::ImportReport;
use crate::failure::Failure;
use crate::files;
use crate::tables::Mode;

/// What a file says of itself once checked.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileReport {
    /// A paper.
    Paper(PaperVerified),
    /// A bundle, believed by the open store.
    Bundle(ImportReport),
}

/// What a paper says of itself once checked.
#[derive(Debug, Clone, Serialize)]
pub struct PaperVerified {
    /// Its name.
    pub file_name: String,
    /// SHA-256 of the whole file.
    pub sha256: Digest,
    /// Whether every signature holds and no byte changed since the last.
    pub intact: bool,
    /// Signatures, in the order in which they were made.
    pub signatures: Vec<SignatureLine>,
    /// Boxes of members that nobody signed.
    pub empty_boxes: Vec<String>,
    /// The box kept for the certifier, while nobody signed it: that is normal.
    pub certifier_box: Option<String>,
    /// What is wrong with the file as a whole, by code and detail.
    pub findings: Vec<(&'static str, String)>,
    /// The results inside, against what is printed: `absent`, `match`, `differ`.
    pub results: &'static str,
}

/// One signature.
#[derive(Debug, Clone, Serialize)]
pub struct SignatureLine {
    /// Its box.
    pub field: String,
    /// Who signed, by the certificate.
    pub subject: String,
    /// Who vouches for it, by the certificate.
    pub issuer: String,
    /// SHA-256 of the certificate.
    pub certificate: Option<Digest>,
    /// The hour the signer's device gave; nothing proves it.
    pub claimed_time: String,
    /// Why, as the signature says it: the quality, a reserve.
    pub reason: String,
    /// Whether it also certifies the paper: nothing but signatures may follow.
    pub certifies: bool,
    /// Whether it holds.
    pub holds: bool,
    /// Why not.
    pub faults: Vec<String>,
    /// Whether something else than another signature was added later.
    pub changed_later: bool,
}

/// Verifies the paper at `path`; no store is needed.
///
/// # Errors
/// When the file can't be read, or is no PDF.
pub fn verify_paper(path: &Path) -> Result<PaperVerified, Failure> {
    let bytes = files::read(path)?;
    let found = documents::verify_pdf(&bytes).map_err(|error| match error {
        VerifyFailure::Unreadable(detail) => Failure::BadInput { code: "not-a-pdf", args: vec![("detail", detail)] },
        VerifyFailure::Disguised => Failure::BadInput { code: "paper-disguised", args: Vec::new() },
    })?;
    let signatures = found.signatures.iter().map(|one| SignatureLine {
        field: one.field.clone().unwrap_or_default(),
        subject: one.subject.clone(),
        issuer: one.issuer.clone(),
        certificate: one.certificate,
        claimed_time: readable(&one.claimed_time),
        reason: one.reason.clone(),
        certifies: one.certifies,
        holds: one.holds(),
        faults: one.faults.clone(),
        changed_later: one.added_later.iter().any(|added| matches!(added, Addition::Changed(_))),
    });
    Ok(PaperVerified {
        file_name: files::name(path),
        sha256: found.file_digest,
        intact: found.is_intact(),
        signatures: signatures.collect(),
        empty_boxes: found.empty_fields.members.clone(),
        certifier_box: found.empty_fields.certifier.clone(),
        findings: found.findings.iter().map(|one| (one.shape.code(), one.detail.clone())).collect(),
        results: match found.results {
            ResultsCheck::Absent => "absent",
            ResultsCheck::Match => "match",
            ResultsCheck::Differ => "differ",
        },
    })
}

/// Whether the file at `path` begins as a PDF does.
///
/// # Errors
/// When it can't be read.
pub fn is_paper(path: &Path) -> Result<bool, Failure> {
    Ok(files::read(path)?.starts_with(b"%PDF-"))
}

impl Desk {
    /// Verifies the file at `path`: a paper by itself, anything else as a bundle of one of the store's sessions.
    ///
    /// # Errors
    /// When it can't be read or believed; for a bundle, when no store is open.
    pub fn verify_file(&self, path: &Path) -> Result<FileReport, Failure> {
        if is_paper(path)? {
            return verify_paper(path).map(FileReport::Paper);
        }
        self.import(path, Mode::DryRun).map(FileReport::Bundle)
    }
}

/// A PDF date (ISO 32000-1 §7.9.4) as people read it; as it stands when it is written otherwise: it is only claimed.
fn readable(date: &str) -> String {
    let digits: Vec<char> = date.strip_prefix("D:").unwrap_or_default().chars().take(14).collect();
    if digits.len() < 14 || !digits.iter().all(char::is_ascii_digit) || !date.ends_with('Z') {
        return date.to_owned();
    }
    let part = |from: usize, length: usize| digits.iter().skip(from).take(length).collect::<String>();
    format!("{}-{}-{} {}:{}:{} UTC", part(0, 4), part(4, 2), part(6, 2), part(8, 2), part(10, 2), part(12, 2))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn the_hour_of_a_signature_is_read_by_people() {
        assert_eq!(readable("D:20260610195500Z"), "2026-06-10 19:55:00 UTC");
        for other in ["", "hier", "D:2026", "D:20260610195500+02'00'", "D:2026061019é500Z"] {
            assert_eq!(readable(other), other);
        }
    }
}
