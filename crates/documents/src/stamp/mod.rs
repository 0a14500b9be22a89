//! Stamping a signed paper: an authority attests that it existed at an hour (RFC 3161). The office asks by a file and adds what
//! comes back; nothing here reaches a network, reads a clock or draws a random. The stamp is a revision of its own
//! (`ETSI.RFC3161`, a document timestamp): no byte that somebody signed is touched.

mod field;
pub(crate) mod token;
pub(crate) mod validation;

use cms::cert::CertificateChoices;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{CertificateSet, SignedData, SignerInfo, SignerInfos};
use der::asn1::{Any, SetOfVec};
use der::{Decode, Encode};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use x509_cert::certificate::Certificate;

use self::field::{Prepared, prepare};
use self::token::{Answer, Request};
use self::validation::Validation;
use crate::failure::StampFailure;
use crate::verify::{stamp as checks, verify_pdf};

/// What a stamp says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// The paper with its stamp.
    pub paper: Vec<u8>,
    /// Who attests the hour, by their certificate.
    pub by: String,
    /// Who vouches for them.
    pub issuer: String,
    /// The hour.
    pub at: Timestamp,
}

/// The request (`.tsq`) for a stamp over `paper` and over the `validation` data that go in with it (certificates, lists of revoked
/// ones, answers about one; PEM or DER). Without a nonce, the same arguments give the same bytes.
///
/// # Errors
/// When the paper is not signed or does not hold, or a file holds no validation data.
pub fn stamp_request(paper: &[u8], validation: &[Vec<u8>], nonce: Option<&[u8]>) -> Result<Vec<u8>, StampFailure> {
    let prepared = ready(paper, validation)?;
    let request = Request::over(&digest(&prepared), nonce).map_err(wrong)?;
    request.to_der().map_err(wrong)
}

/// Adds to `paper` the stamp that `answer` (`.tsr`) brings to `request`, when it is the answer to it, about this very paper and
/// these very `validation` data, and the certificates `trusted` (PEM or DER) vouch for whoever signed it.
///
/// # Errors
/// Which of these is not so; the paper is untouched in every case.
pub fn add_stamp(
    paper: &[u8],
    validation: &[Vec<u8>],
    request: &[u8],
    answer: &[u8],
    trusted: &[u8],
) -> Result<Stamped, StampFailure> {
    let mut prepared = ready(paper, validation)?;
    let request = Request::from_der(request).map_err(|_| StampFailure::NotARequest)?;
    if request.imprint.digest.as_bytes() != digest(&prepared) {
        return Err(StampFailure::OtherPaper);
    }
    let answer = Answer::from_der(answer).map_err(|_| StampFailure::NotAnAnswer)?;
    if !answer.status.is_granted() {
        return Err(StampFailure::Declined(answer.status.said()));
    }
    let token = self_contained(&answer.token.ok_or(StampFailure::NotAnAnswer)?, trusted)?;
    let found = checks::check(&token, &prepared.hole.covered(&prepared.bytes));
    if found.nonce != request.nonce || found.faults.contains(&"bytes-changed") {
        return Err(StampFailure::OtherRequest);
    }
    if let Some(code) = found.faults.first() {
        return Err(StampFailure::NotBelieved(code));
    }
    let at = found.time.ok_or(StampFailure::NotAnAnswer)?;
    prepared.hole.fill(&mut prepared.bytes, &token)?;
    if !verify_pdf(&prepared.bytes).is_ok_and(|found| found.is_intact()) {
        return Err(StampFailure::NotIntact);
    }
    Ok(Stamped { paper: prepared.bytes, by: found.subject, issuer: found.issuer, at })
}

fn ready(paper: &[u8], validation: &[Vec<u8>]) -> Result<Prepared, StampFailure> {
    let validation = Validation::read(validation)?;
    // A stamp vouches for what is there: it must not give an altered paper a date.
    if !verify_pdf(paper).is_ok_and(|found| found.is_intact()) {
        return Err(StampFailure::NotIntact);
    }
    prepare(paper, &validation)
}

fn digest(prepared: &Prepared) -> Vec<u8> {
    let parts = prepared.hole.covered(&prepared.bytes);
    parts.into_iter().fold(Sha256::new(), |digest, part| digest.chain_update(part)).finalize().to_vec()
}

/// The stamp with the certificates that vouch for it up to one that is trusted, and nothing else that its signature does not
/// cover: what is checked in ten years must be in the paper.
fn self_contained(token: &ContentInfo, trusted: &[u8]) -> Result<Vec<u8>, StampFailure> {
    let data: SignedData = token.content.decode_as().map_err(|_| StampFailure::NotAnAnswer)?;
    let [signer] = data.signer_infos.0.as_slice() else { return Err(StampFailure::NotAnAnswer) };
    let known = certificates(trusted).ok_or(StampFailure::NotAnAuthority)?;
    let held = data.certificates.iter().flat_map(|set| set.0.iter()).filter_map(|one| match one {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    });
    // What is trusted comes last, and a root that only the answer brings is none.
    let given: Vec<&Certificate> = held.chain(&known).collect();
    let path = checks::path(signer, &given).ok_or(StampFailure::NotTrusted)?;
    if !path.last().is_some_and(|root| known.contains(root)) {
        return Err(StampFailure::NotTrusted);
    }
    let path: Vec<CertificateChoices> = path.into_iter().cloned().map(CertificateChoices::Certificate).collect();
    bare(&data, signer, path).map_err(wrong)
}

fn bare(data: &SignedData, signer: &SignerInfo, path: Vec<CertificateChoices>) -> der::Result<Vec<u8>> {
    let data = SignedData {
        version: CmsVersion::V3,
        digest_algorithms: SetOfVec::try_from(vec![signer.digest_alg.clone()])?,
        encap_content_info: data.encap_content_info.clone(),
        certificates: Some(CertificateSet::try_from(path)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![SignerInfo { unsigned_attrs: None, ..signer.clone() }])?,
    };
    ContentInfo { content_type: crate::sign::cms::ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn certificates(file: &[u8]) -> Option<Vec<Certificate>> {
    if let Ok(one) = Certificate::from_der(file) {
        return Some(vec![one]);
    }
    Certificate::load_pem_chain(file).ok().filter(|all| !all.is_empty())
}

fn wrong(error: der::Error) -> StampFailure {
    StampFailure::Unwritable(error.to_string())
}
