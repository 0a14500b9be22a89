//! Enrolment by file: a member's request (PKCS#10), the certificate that the certifier's authority issues, the identity that
//! they make together. The usual formats, so that another authority can answer too. Who the member is, a person checks: the
//! request is only what a laptop says.

use der::asn1::BitString;
use der::{Decode, DecodePem, Encode, EncodePem};
use domain::id::Digest;
use domain::time::Date;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{DerSignature, VerifyingKey};
use p256::pkcs8::DecodePublicKey;
use sha2::Digest as _;
use spki::AlgorithmIdentifierOwned;
use spki::der::pem::LineEnding;
use x509_cert::certificate::Certificate;
use x509_cert::request::{CertReq, CertReqInfo, Version};

use super::cms::ECDSA_SHA256;
use super::key::{Authority, Identity, Kind, certify, common_name, derived_key, distinguished, serial, spki, wrong};
use crate::failure::SignFailure;

/// Who asks for a certificate, by their request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// The name that they give themselves.
    pub name: String,
    /// SHA-256 of the request: both sides read its first words aloud before anything is issued.
    pub digest: Digest,
}

/// The request of `name` for the key that only `seed` gives, PEM.
///
/// # Errors
/// When the name can't be written in a certificate.
pub fn certificate_request(name: &str, seed: &[u8; 32]) -> Result<String, SignFailure> {
    let key = derived_key("member", seed)?;
    let info = CertReqInfo {
        version: Version::V1,
        subject: distinguished(name, None)?,
        public_key: spki(&key)?,
        attributes: Default::default(),
    };
    let signature: DerSignature = key.sign(&info.to_der().map_err(wrong)?);
    let algorithm = AlgorithmIdentifierOwned { oid: ECDSA_SHA256, parameters: None };
    let signature = BitString::from_bytes(signature.as_bytes()).map_err(wrong)?;
    CertReq { info, algorithm, signature }.to_pem(LineEnding::LF).map_err(wrong)
}

/// Who asks, when the request is signed by the key that it names.
///
/// # Errors
/// When the file is no such request.
pub fn applicant(request: &[u8]) -> Result<Applicant, SignFailure> {
    let request = read(request)?;
    let der = request.to_der().map_err(wrong)?;
    let name = common_name(&request.info.subject);
    if name.trim().is_empty() {
        return Err(SignFailure::Key("the request names nobody".to_owned()));
    }
    Ok(Applicant { name, digest: Digest(sha2::Sha256::digest(der).into()) })
}

impl Authority {
    /// The certificate of whoever made `request`, then the authority's own, PEM; valid on those days. The same request gives
    /// the same certificate.
    ///
    /// # Errors
    /// When the request is none, or is not signed by its own key.
    pub fn issue(&self, request: &[u8], not_before: Date, not_after: Date) -> Result<String, SignFailure> {
        let who = applicant(request)?;
        let request = read(request)?;
        let issuer = self.certificate.tbs_certificate().subject().clone();
        let profile = Kind::Member { subject: distinguished(&who.name, None)?, issuer };
        let serial = serial("enrolled", &who.digest.0)?;
        let leaf = certify(profile, request.info.public_key, &self.key, serial, not_before, not_after)?;
        let pem = |certificate: &Certificate| certificate.to_pem(LineEnding::LF).map_err(wrong);
        Ok(pem(&leaf)? + &pem(&self.certificate)?)
    }

    /// The authority's certificate, PEM: what the office publishes.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn certificate_pem(&self) -> Result<String, SignFailure> {
        self.certificate.to_pem(LineEnding::LF).map_err(wrong)
    }
}

impl Identity {
    /// The identity of the key that only `seed` gives, under the certificates that an authority issued for it.
    ///
    /// # Errors
    /// When `issued` (PEM) holds no certificate of that key.
    pub fn certified(seed: &[u8; 32], issued: &[u8], role: &str) -> Result<Self, SignFailure> {
        let certificates = Certificate::load_pem_chain(issued).map_err(wrong)?;
        Self::of_seed(seed, certificates, role)
    }

    /// Who vouches for it, by the certificate.
    #[must_use]
    pub fn issuer(&self) -> String {
        common_name(self.leaf().tbs_certificate().issuer())
    }
}

fn read(request: &[u8]) -> Result<CertReq, SignFailure> {
    let bad = || SignFailure::Key("this is no request for a certificate".to_owned());
    let parsed =
        if request.starts_with(b"-----BEGIN") { CertReq::from_pem(request) } else { CertReq::from_der(request) };
    let request = parsed.map_err(|_| bad())?;
    let message = request.info.to_der().map_err(wrong)?;
    let key = request.info.public_key.to_der().ok().and_then(|der| VerifyingKey::from_public_key_der(&der).ok());
    let signature = request.signature.as_bytes().and_then(|bytes| DerSignature::from_bytes(bytes).ok());
    let holds = key.zip(signature).is_some_and(|(key, signature)| key.verify(&message, &signature).is_ok());
    if holds && request.algorithm.oid == ECDSA_SHA256 { Ok(request) } else { Err(bad()) }
}
