//! Verifying a paper without trusting it and without a network: who signed what, whether a byte changed since, what was added
//! later, and whether the results inside are those that are printed. It says what it found; it never repairs.
//!
//! Any changed byte shows: outside the hole of the last signature the digest covers it; inside, the hexadecimal must be of
//! one case, the DER must read back to the same bytes, every certificate must be vouched for, and what is left must be zeros.

pub(crate) mod algorithm;
mod change;
mod cms;
#[cfg(test)]
mod cms_test;
mod detached;
mod drawn;
mod finding;
mod held;
mod results;
mod revisions;
mod scan;
pub(crate) mod stamp;

use domain::id::Digest;
use domain::time::Timestamp;
use lopdf::{Document, LoadOptions};
use sha2::{Digest as _, Sha256};

use self::held::{Held, held, is_of};
use crate::papers::minutes::CERTIFIER_FIELD;
use crate::sign;

pub use cms::FAULTS;
pub use detached::{DetachedReport, Over, verify_detached};
pub use drawn::as_drawn;
pub use finding::{Finding, Shape};
pub use results::ResultsCheck;

/// Why a file can't be verified at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyFailure {
    /// Not a PDF, or one that can't be read.
    #[error("this file can't be read as a PDF ({0}); nothing can be said of it")]
    Unreadable(String),
    /// A PDF behind something else: other programs would read another file in it.
    #[error("something stands before the paper in this file, which can be read as two files; it was not believed")]
    Disguised,
}

/// What a file says of itself once checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The signatures, in the order in which they were made.
    pub signatures: Vec<SignatureReport>,
    /// Hours that authorities attest, in the order in which they were asked.
    pub stamps: Vec<StampReport>,
    /// Data inside to check signatures later.
    pub long_term: LongTerm,
    /// Signature boxes that are empty.
    pub empty_fields: EmptyFields,
    /// What is wrong with the file as a whole; empty when nothing is.
    pub findings: Vec<Finding>,
    /// The results inside, against what is printed.
    pub results: ResultsCheck,
    /// The results inside, as they are.
    pub results_json: Option<Vec<u8>>,
    /// SHA-256 of the whole file: what a rectificatif cites.
    pub file_digest: Digest,
}

impl Verification {
    /// Whether nothing changed since the last signature, every signature holds and the results are those printed. A paper
    /// that nobody signed is not intact: nothing vouches for it.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        !self.signatures.is_empty()
            && self.findings.is_empty()
            && self.results != ResultsCheck::Differ
            && self.signatures.iter().all(SignatureReport::holds)
            && self.stamps.iter().all(StampReport::holds)
    }
}

/// Signature boxes that nobody signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmptyFields {
    /// Those of members: their signature is missing.
    pub members: Vec<String>,
    /// The one kept for the certifier, who may sign later or never: an empty one is normal.
    pub certifier: Option<String>,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureReport {
    /// Name of the field that holds it; none when no field does, which is not normal.
    pub field: Option<String>,
    /// Who signed, by the certificate.
    pub subject: String,
    /// Who vouches for it, by the certificate.
    pub issuer: String,
    /// SHA-256 of the certificate.
    pub certificate: Option<Digest>,
    /// SHA-256 of the certificate of the authority, when it is there: compare it with the one the office published.
    pub authority: Option<Digest>,
    /// The hour that the signer's device gave, as the PDF writes it. Nothing proves it.
    pub claimed_time: String,
    /// The same as an instant, when it is written in universal time, as we write it.
    pub claimed_at: Option<Timestamp>,
    /// Why they signed, as the signature says it: in which quality, with which reserve.
    pub reason: String,
    /// Whether it also certifies the paper: nothing but signatures in their boxes may follow.
    pub certifies: bool,
    /// Whether the bytes covered are those that were signed.
    pub digest_holds: bool,
    /// Whether the signature is that of the certificate's key.
    pub signature_holds: bool,
    /// Whether the certificates vouch for one another up to one that vouches for itself.
    pub chain_holds: bool,
    /// What else does not hold, by its code (`FAULTS`); empty when everything does.
    pub faults: Vec<&'static str>,
    /// Up to where it covers the file, in bytes.
    pub covers: usize,
    /// Whether that is the whole file.
    pub covers_all: bool,
    /// What was added after it.
    pub added_later: Vec<Addition>,
}

impl SignatureReport {
    /// Whether the signature itself holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.told_faults().is_empty()
    }

    /// Everything that does not hold, by its code (`FAULTS`).
    #[must_use]
    pub fn told_faults(&self) -> Vec<&'static str> {
        let parts = [
            (self.digest_holds, "bytes-changed"),
            (self.signature_holds, "signature-false"),
            (self.chain_holds, "chain-broken"),
        ];
        let broken = parts.into_iter().filter(|(holds, _)| !holds).map(|(_, code)| code);
        broken.chain(self.faults.iter().copied()).collect()
    }
}

/// An hour that an authority attests: everything before it was there then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampReport {
    /// Name of its field, which nothing shows.
    pub field: Option<String>,
    /// Which authority attests it, by its certificate.
    pub subject: String,
    /// Who vouches for that authority.
    pub issuer: String,
    /// SHA-256 of the authority's certificate.
    pub certificate: Option<Digest>,
    /// SHA-256 of the certificate that vouches for all the others: compare it with the one that is published.
    pub authority: Option<Digest>,
    /// The hour.
    pub at: Option<Timestamp>,
    /// How many signatures it dates: those before it.
    pub dates: usize,
    /// What does not hold, by its code (`FAULTS`).
    pub faults: Vec<&'static str>,
    /// Whether it covers the whole file.
    pub covers_all: bool,
    /// What was added after it.
    pub added_later: Vec<Addition>,
}

impl StampReport {
    /// Whether the stamp itself holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// How much a paper holds to check its signatures long after (`/DSS`). What it is worth, whoever checks says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LongTerm {
    /// Certificates.
    pub certificates: usize,
    /// Lists of revoked certificates.
    pub lists: usize,
    /// Answers about one certificate.
    pub answers: usize,
}

/// What a later part of the file did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// Somebody signed that field, and nothing else changed.
    Signed(String),
    /// An authority attested the hour in that field, and nothing else changed.
    Stamped(String),
    /// Something else changed: pages, fields, attachments.
    Changed(String),
}

/// How far into a file readers look for the beginning of a PDF.
const HEAD: usize = 1024;
/// Most bytes of a paper that is looked at.
const MOST_BYTES: usize = 256 << 20;

/// Verifies `pdf`.
///
/// # Errors
/// When it can't be read as a PDF.
pub fn verify_pdf(pdf: &[u8]) -> Result<Verification, VerifyFailure> {
    let document = load(pdf)?;
    let mut findings = Vec::new();
    if document.xref_recovery.is_some() {
        findings.push(Finding::new(Shape::Damaged, "its table of objects is damaged"));
    }
    let (raw, broken) = scan::signatures(pdf);
    findings.extend(broken);
    let held = held(&document);
    findings.extend(held::unmatched(&raw, &held));
    findings.extend(held::stamped_boxes(&held));
    findings.extend(held::certification(&document, &raw, &held));
    let additions = revisions::additions(pdf, &raw, &mut findings);
    let (mut signatures, mut stamps) = (Vec::new(), Vec::new());
    for (index, raw) in raw.iter().enumerate() {
        let added_later = additions.get(index..).unwrap_or_default().iter().flatten().cloned().collect();
        let field = held.iter().find(|held| is_of(held, raw));
        if field.is_some_and(|field| field.stamp.is_some()) {
            let dates = signatures.len();
            stamps.push(StampReport { added_later, dates, ..stamp_report(pdf, raw, field) });
        } else {
            signatures.push(SignatureReport { added_later, ..report(pdf, raw, field) });
        }
    }
    let [certificates, lists, answers] = crate::stamp::validation::count(&document);
    let (results, results_json) = results::check(&document);
    Ok(Verification {
        signatures,
        stamps,
        long_term: LongTerm { certificates, lists, answers },
        empty_fields: empty_fields(&document),
        findings,
        results,
        results_json,
        file_digest: Digest(Sha256::digest(pdf).into()),
    })
}

fn empty_fields(document: &Document) -> EmptyFields {
    let empty = sign::fields(document).into_iter().filter(|(_, _, signed)| !signed).map(|(name, _, _)| name);
    let (certifier, members): (Vec<String>, Vec<String>) = empty.partition(|name| name == CERTIFIER_FIELD);
    EmptyFields { members, certifier: certifier.into_iter().next() }
}

/// Reads `pdf` with every bound set. A panic of the reader is a refusal of the file, not of the program.
fn load(pdf: &[u8]) -> Result<Document, VerifyFailure> {
    let refuse = |why: &str| VerifyFailure::Unreadable(why.to_owned());
    if !pdf.starts_with(b"%PDF-") {
        let head = pdf.get(..HEAD.min(pdf.len())).unwrap_or_default();
        let is_hidden = head.windows(5).any(|window| window == b"%PDF-");
        return Err(if is_hidden { VerifyFailure::Disguised } else { refuse("it does not start as a PDF") });
    }
    if pdf.len() > MOST_BYTES {
        return Err(refuse("it is larger than any paper"));
    }
    let options = LoadOptions { max_decompressed_size: Some(64 << 20), ..Default::default() };
    let read = || Document::load_mem_with_options(pdf, options);
    let document = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .map_err(|_| refuse("it breaks the reader"))?
        .map_err(|error| VerifyFailure::Unreadable(error.to_string()))?;
    if document.is_encrypted() {
        return Err(refuse("it is encrypted"));
    }
    Ok(document)
}

/// What a signature covers.
fn covered<'p>(pdf: &'p [u8], raw: &scan::RawSignature) -> [&'p [u8]; 2] {
    [pdf.get(..raw.hole.start).unwrap_or_default(), pdf.get(raw.hole.end..raw.end).unwrap_or_default()]
}

fn stamp_report(pdf: &[u8], raw: &scan::RawSignature, field: Option<&Held>) -> StampReport {
    let checked = stamp::check(&raw.contents, &covered(pdf, raw));
    StampReport {
        field: field.map(|held| held.field.clone()),
        subject: checked.subject,
        issuer: checked.issuer,
        certificate: checked.certificate,
        authority: checked.authority,
        at: checked.time,
        dates: 0,
        faults: checked.faults,
        covers_all: raw.end == pdf.len(),
        added_later: Vec::new(),
    }
}

fn report(pdf: &[u8], raw: &scan::RawSignature, field: Option<&Held>) -> SignatureReport {
    let digest = covered(pdf, raw).into_iter().fold(Sha256::new(), |digest, part| digest.chain_update(part));
    let digest: [u8; 32] = digest.finalize().into();
    let checked = cms::check(&raw.contents, &digest);
    SignatureReport {
        field: field.map(|held| held.field.clone()),
        subject: checked.subject,
        issuer: checked.issuer,
        certificate: checked.certificate,
        authority: checked.authority,
        claimed_time: field.map(|held| held.time.clone()).unwrap_or_default(),
        claimed_at: field.and_then(|held| held::instant(&held.time)),
        reason: field.map(|held| held.reason.clone()).unwrap_or_default(),
        certifies: field.is_some_and(|held| held.certifies.is_some()),
        digest_holds: checked.digest_holds,
        signature_holds: checked.signature_holds,
        chain_holds: checked.chain_holds,
        faults: checked.faults,
        covers: raw.end,
        covers_all: raw.end == pdf.len(),
        added_later: Vec::new(),
    }
}
