//! Verifying files without trusting them: signed papers by themselves, with what stands beside them and with one another; then,
//! where a store is open, against its sessions. Nothing is written anywhere.

use std::path::{Path, PathBuf};

pub use documents::RESERVE;
use documents::{Addition, DetachedReport, Over, ResultsCheck, Verification, VerifyFailure};
use domain::id::{Digest, SessionId};
use domain::minutes::compose::EditionChoice;
use domain::session::Session;
use serde::Serialize;
use serde_json::Value;

use crate::attested::{self, LongTermLine, StampLine, readable};
use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::exchange::ImportReport;
use crate::failure::Failure;
use crate::files;
use crate::publish::minutes;
use crate::tables::Mode;

/// What a paper says of itself once checked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaperVerified {
    /// Its name.
    pub file_name: String,
    /// SHA-256 of the whole file.
    pub sha256: Digest,
    /// Number of the minutes, as the paper's own data say it; empty when it has none.
    pub number: String,
    /// The paper that it corrects, by the SHA-256 of its file.
    pub corrects: Option<Digest>,
    /// What can be said in one word.
    pub verdict: PaperVerdict,
    /// Whether every signature holds and no byte changed since the last.
    pub intact: bool,
    /// Signatures inside, in the order in which they were made.
    pub signatures: Vec<SignatureLine>,
    /// Hours that authorities attest.
    pub stamps: Vec<StampLine>,
    /// What it holds to check its signatures long after.
    pub long_term: LongTermLine,
    /// Signatures beside it, in the files verified with it.
    pub beside: Vec<SignatureLine>,
    /// Boxes of members that nobody signed.
    pub empty_boxes: Vec<String>,
    /// The box kept for the certifier, while nobody signed it: that is normal.
    pub certifier_box: Option<String>,
    /// What is wrong with the file as a whole.
    pub findings: Vec<FindingLine>,
    /// The results inside, against what is printed.
    pub results: Results,
    /// The number of the rectificatif that corrects it, among the files verified with it.
    pub amended_by: Option<String>,
    /// What the open store says of it.
    pub log: Option<LogCheck>,
}

/// What can be said of a paper in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PaperVerdict {
    /// Every signature holds, nothing changed.
    Intact,
    /// Nobody signed it: nothing vouches for it, which is no proof of damage.
    Unsigned,
    /// It was changed, or is damaged.
    Altered,
}

/// The results inside a paper, against what its pages print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Results {
    /// There are none.
    Absent,
    /// They are those.
    Match,
    /// They are not.
    Differ,
}

/// Something wrong with a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FindingLine {
    /// Its code.
    pub code: &'static str,
    /// Where, for whoever looks into the file.
    pub detail: String,
}

/// One signature.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SignatureLine {
    /// Its box; empty when it stands beside the paper.
    pub field: String,
    /// Who signed, by the certificate.
    pub subject: String,
    /// Who vouches for it, by the certificate.
    pub issuer: String,
    /// SHA-256 of the certificate.
    pub certificate: Option<Digest>,
    /// SHA-256 of the authority's certificate: compare it with the one the office published.
    pub authority: Option<Digest>,
    /// The hour the signer's device gave; nothing proves it.
    pub claimed_time: String,
    /// Why, as the signature says it: the quality, a reserve.
    pub reason: String,
    /// Whether it also certifies the paper: nothing but signatures may follow.
    pub certifies: bool,
    /// Whether it holds.
    pub holds: bool,
    /// Why not, by code.
    pub faults: Vec<&'static str>,
    /// Whether something else than another signature was added later.
    pub changed_later: bool,
}

/// What the open store says of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LogCheck {
    /// Name of the session.
    pub session: String,
    /// Whether its log gives the very content of the paper.
    pub same_content: bool,
    /// Number of the edition in force, when it is a later one.
    pub superseded_by: Option<String>,
    /// Members whose signature the log does not know.
    pub missing: Vec<String>,
    /// How many members must sign, by the règlement.
    pub required: u32,
}

/// Verifies the paper at `path`; no store is needed.
///
/// # Errors
/// When the file can't be read, or is no PDF.
pub fn verify_paper(path: &Path) -> Result<PaperVerified, Failure> {
    let bytes = files::read(path)?;
    Ok(report(path, &bytes, &read(&bytes)?))
}

/// Verifies papers and the signatures that stand beside them (`.p7s`), each with the paper it is over; says which paper
/// corrects which.
///
/// # Errors
/// When a file can't be read, a paper is no PDF, or a signature is over none of the papers.
pub fn verify_together(papers: &[PathBuf], beside: &[PathBuf]) -> Result<Vec<PaperVerified>, Failure> {
    let papers = papers.iter().map(|path| Ok((path, files::read(path)?))).collect::<Result<Vec<_>, Failure>>()?;
    let mut reports = papers
        .iter()
        .map(|(path, bytes)| Ok(report(path, bytes, &read(bytes)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    for path in beside {
        let answer = files::read(path)?;
        let stray = || Failure::BadInput { code: "answer-without-paper", args: vec![("file", files::name(path))] };
        let mut is_over_one = false;
        for ((_, bytes), report) in papers.iter().zip(&mut reports) {
            let all = documents::verify_detached(&answer, bytes).ok_or_else(stray)?;
            if all.iter().any(|one| one.over != Over::Other) || papers.len() == 1 {
                is_over_one = true;
                report.beside.extend(all.into_iter().map(beside_line));
            }
        }
        is_over_one.then_some(()).ok_or_else(stray)?;
    }
    let known: Vec<_> = reports.iter().map(|one| (one.corrects, one.number.clone())).collect();
    for report in &mut reports {
        let later = known.iter().find(|(corrects, _)| *corrects == Some(report.sha256));
        report.amended_by = later.map(|(_, number)| number.clone());
    }
    Ok(reports)
}

/// What `documents` finds in the paper.
pub(crate) fn read(bytes: &[u8]) -> Result<Verification, Failure> {
    documents::verify_pdf(bytes).map_err(|error| match error {
        VerifyFailure::Unreadable(detail) => Failure::BadInput { code: "not-a-pdf", args: vec![("detail", detail)] },
        VerifyFailure::Disguised => Failure::BadInput { code: "paper-disguised", args: Vec::new() },
    })
}

/// What kind of file it is, by how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A paper, or something that hides one.
    Paper,
    /// Signatures that stand beside a paper.
    Beside,
    /// A file of exchange, or anything else.
    Other,
}

/// The kind of the file at `path`.
///
/// # Errors
/// When it can't be read.
pub fn kind(path: &Path) -> Result<FileKind, Failure> {
    Ok(kind_of(path, &files::read(path)?))
}

/// The kind of a file of that name that holds `bytes`.
pub(crate) fn kind_of(path: &Path, bytes: &[u8]) -> FileKind {
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    let is_pdf = head.windows(5).any(|window| window == b"%PDF-") || is_named(path, "pdf");
    match (is_pdf, bytes.first()) {
        (true, _) => FileKind::Paper,
        (false, Some(0x30)) => FileKind::Beside,
        _ => FileKind::Other,
    }
}

fn is_named(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

impl Desk {
    /// Verifies a file of exchange by the store's sessions, without taking it in.
    ///
    /// # Errors
    /// When it can't be read or believed, or no store is open.
    pub fn verify_bundle(&self, path: &Path) -> Result<ImportReport, Failure> {
        self.import(path, Mode::DryRun)
    }

    /// Verifies the paper that `ticket` names, or one that the person chooses; `None` when they gave up. What the store says of it
    /// is told too.
    ///
    /// # Errors
    /// When the file can't be read, or is no PDF.
    pub fn verify_chosen(&self, ticket: Option<&str>) -> Result<Option<PaperVerified>, Failure> {
        let path = match ticket {
            Some(ticket) => Some(self.ticketed(ticket)?),
            None => self.dialogs.open_file(Purpose::Paper),
        };
        let Some(path) = path else { return Ok(None) };
        let mut paper = verify_paper(&path)?;
        paper.log = self.against_log(None, &path)?;
        Ok(Some(paper))
    }

    /// What the store's `session` says of the paper at `path`, or of every session the one whose minutes have its number; `None`
    /// when it has none.
    ///
    /// # Errors
    /// When the file can't be read, or no store is open.
    pub fn against_log(&self, session: Option<SessionId>, path: &Path) -> Result<Option<LogCheck>, Failure> {
        let Some(data) = read(&files::read(path)?)?.results_json.and_then(|json| content(&json)) else {
            return Ok(None);
        };
        let sessions = match session {
            Some(session) => vec![session],
            None => self.sessions()?.into_iter().map(|card| card.id).collect(),
        };
        for one in sessions {
            let found = self.read(one, |dossier| Ok(log_check(&dossier.session, &data, session.is_some())))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

/// What a session says of minutes whose data are `data`; `None` when no edition of it has their number, unless `asked`.
fn log_check(session: &Session, data: &Value, asked: bool) -> Option<LogCheck> {
    let choices =
        std::iter::once(EditionChoice::Original).chain((0..session.amendments.len()).map(EditionChoice::Amendment));
    let editions: Vec<_> = choices.filter_map(|choice| minutes(session, choice).ok()).collect();
    let place = editions.iter().position(|one| Some(one.number.as_str()) == number(data));
    if place.is_none() && !asked {
        return None;
    }
    let own = place.and_then(|place| editions.get(place));
    let own = own.and_then(|one| documents::results_json(one).ok()).and_then(|json| content(&json));
    let last = editions.last().map(|one| one.number.clone());
    let (missing, required) = (session.members_who_have_not_signed(), session.signatures_required());
    Some(LogCheck {
        session: session.details.shown().map(|details| details.name.clone()).unwrap_or_default(),
        same_content: own.as_ref() == Some(data),
        superseded_by: last.filter(|last| place.is_some() && Some(last.as_str()) != number(data)),
        missing: missing.into_iter().map(|(_, file)| file.full_name()).collect(),
        required: u32::try_from(required).unwrap_or(u32::MAX),
    })
}

/// The minutes inside the data of a paper, but the name of the program that drew it.
fn content(json: &[u8]) -> Option<Value> {
    let mut data: Value = serde_json::from_slice(json).ok()?;
    let minutes = data.get_mut("minutes")?;
    if let Some(proof) = minutes.get_mut("proof").and_then(Value::as_object_mut) {
        proof.remove("software");
    }
    Some(minutes.take())
}

fn number(minutes: &Value) -> Option<&str> {
    minutes.get("number")?.as_str()
}

/// The hash that a rectificatif cites.
fn corrects(minutes: &Value) -> Option<Digest> {
    serde_json::from_value(minutes.get("edition")?.get("hash")?.clone()).ok()
}

fn report(path: &Path, bytes: &[u8], found: &Verification) -> PaperVerified {
    let data = found.results_json.as_deref().and_then(content);
    let results = match found.results {
        ResultsCheck::Absent => Results::Absent,
        ResultsCheck::Match => Results::Match,
        ResultsCheck::Differ => Results::Differ,
    };
    let verdict = match (found.is_intact(), found.signatures.is_empty() && found.findings.is_empty()) {
        (true, _) => PaperVerdict::Intact,
        (false, true) if results != Results::Differ => PaperVerdict::Unsigned,
        _ => PaperVerdict::Altered,
    };
    PaperVerified {
        file_name: files::name(path),
        sha256: crate::publish::sha256(bytes),
        number: data.as_ref().and_then(number).unwrap_or_default().to_owned(),
        corrects: data.as_ref().and_then(corrects),
        verdict,
        intact: found.is_intact(),
        signatures: found.signatures.iter().map(line).collect(),
        stamps: attested::stamps(found),
        long_term: attested::long_term(found),
        beside: Vec::new(),
        empty_boxes: found.empty_fields.members.clone(),
        certifier_box: found.empty_fields.certifier.clone(),
        findings: found
            .findings
            .iter()
            .map(|one| FindingLine { code: one.shape.code(), detail: one.detail.clone() })
            .collect(),
        results,
        amended_by: None,
        log: None,
    }
}

fn line(one: &documents::SignatureReport) -> SignatureLine {
    SignatureLine {
        field: one.field.clone().unwrap_or_default(),
        subject: one.subject.clone(),
        issuer: one.issuer.clone(),
        certificate: one.certificate,
        authority: one.authority,
        claimed_time: readable(&one.claimed_time),
        reason: one.reason.clone(),
        certifies: one.certifies,
        holds: one.holds(),
        faults: one.told_faults(),
        changed_later: one.added_later.iter().any(|added| matches!(added, Addition::Changed(_))),
    }
}

fn beside_line(one: DetachedReport) -> SignatureLine {
    let time = one.claimed_time.and_then(|time| documents::pdf_date(time).ok()).unwrap_or_default();
    SignatureLine {
        field: String::new(),
        holds: one.holds(),
        subject: one.subject,
        issuer: one.issuer,
        certificate: one.certificate,
        authority: one.authority,
        claimed_time: readable(&time),
        reason: String::new(),
        certifies: false,
        faults: one.faults,
        changed_later: false,
    }
}
