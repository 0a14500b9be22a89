//! The signature itself: a detached CMS `SignedData` with the attributes of PAdES-B-B (ETSI EN 319 142-1): content type,
//! digest, signing certificate; no signing time (the PDF's `/M` says it). Reading one is `verify`'s.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec, UtcTime};
use der::{DateTime, Decode, Encode, Sequence};
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::Attribute;

use super::key::Identity;
use super::private::{longest, pen_of};
use crate::failure::SignFailure;

pub(crate) const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
pub(crate) const ID_SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(crate) const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
pub(crate) const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
pub(crate) const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
pub(crate) const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
pub(crate) const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
pub(crate) const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
pub(crate) const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// `SigningCertificateV2` (RFC 5035). We write the first part only; others write more.
#[derive(Sequence)]
pub(crate) struct SigningCertificate {
    pub(crate) certificates: Vec<CertificateId>,
    #[asn1(optional = "true")]
    policies: Option<Vec<Any>>,
}

/// `ESSCertIDv2`; no algorithm means SHA-256.
#[derive(Sequence)]
pub(crate) struct CertificateId {
    #[asn1(optional = "true")]
    pub(crate) algorithm: Option<AlgorithmIdentifierOwned>,
    pub(crate) digest: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Vec<Any>>,
}

/// How many bytes a signature of `identity` needs at most. Nothing is signed for it: a card would ask its holder twice.
pub(super) fn room(identity: &Identity) -> Result<usize, SignFailure> {
    let attributes = attributes(identity, &[0; 32], None).map_err(wrong)?;
    Ok(assemble(identity, attributes, &vec![0; longest(identity.public())]).map_err(wrong)?.len() + 4)
}

/// The signature of `identity` over bytes whose SHA-256 is `digest`. `time` is for signatures that no PDF dates (CAdES-B-B wants
/// it there; PAdES-B-B forbids it).
pub(crate) fn build(identity: &Identity, digest: &[u8], time: Option<DateTime>) -> Result<Vec<u8>, SignFailure> {
    let attributes = attributes(identity, digest, time).map_err(wrong)?;
    let signature = identity.sign(&attributes.to_der().map_err(wrong)?)?;
    assemble(identity, attributes, &signature).map_err(wrong)
}

fn wrong(error: der::Error) -> SignFailure {
    SignFailure::Key(error.to_string())
}

fn attributes(identity: &Identity, digest: &[u8], time: Option<DateTime>) -> der::Result<SetOfVec<Attribute>> {
    let mut attributes = vec![
        attribute(CONTENT_TYPE, &ID_DATA)?,
        attribute(MESSAGE_DIGEST, &OctetString::new(digest)?)?,
        attribute(SIGNING_CERTIFICATE, &reference(identity)?)?,
    ];
    if let Some(time) = time {
        attributes.push(attribute(SIGNING_TIME, &UtcTime::from_date_time(time)?)?);
    }
    SetOfVec::try_from(attributes)
}

fn assemble(identity: &Identity, attributes: SetOfVec<Attribute>, signature: &[u8]) -> der::Result<Vec<u8>> {
    let leaf = identity.leaf().tbs_certificate();
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: leaf.issuer().clone(),
            serial_number: leaf.serial_number().clone(),
        }),
        digest_alg: algorithm(SHA256),
        signed_attrs: Some(attributes),
        signature_algorithm: pen_of(identity.public()),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let certificates: Vec<CertificateChoices> =
        identity.certificates().cloned().map(CertificateChoices::Certificate).collect();
    wrap(certificates, vec![signer])
}

/// `signers` and the `certificates` that go with them, over bytes that stand elsewhere.
pub(super) fn wrap(certificates: Vec<CertificateChoices>, signers: Vec<SignerInfo>) -> der::Result<Vec<u8>> {
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![algorithm(SHA256)])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(signers)?,
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn reference(identity: &Identity) -> der::Result<SigningCertificate> {
    let digest = OctetString::new(Sha256::digest(identity.leaf().to_der()?).as_slice())?;
    let id = CertificateId { algorithm: None, digest, issuer_serial: None };
    Ok(SigningCertificate { certificates: vec![id], policies: None })
}

fn attribute<T: Encode>(oid: ObjectIdentifier, value: &T) -> der::Result<Attribute> {
    let value = Any::from_der(&value.to_der()?)?;
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

pub(super) fn algorithm(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters: None }
}
