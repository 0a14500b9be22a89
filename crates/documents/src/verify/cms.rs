//! Checks one CMS signature: what is signed, by which key, who vouches for the key. Which algorithms are believed is
//! `algorithm`'s.

use cms::cert::CertificateChoices;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString, UtcTime};
use der::{Decode, Encode, Reader, SliceReader};
use domain::id::Digest;
use domain::time::Timestamp;
use sha2::{Digest as _, Sha256};
use x509_cert::certificate::Certificate;

use super::algorithm::{Hash, is_known, is_plain, verifies};
use crate::sign::cms::{
    CONTENT_TYPE, CertificateId, ID_DATA, ID_SIGNED_DATA, MESSAGE_DIGEST, SHA256, SIGNING_CERTIFICATE, SIGNING_TIME,
    SigningCertificate,
};
use crate::sign::key::common_name;

/// The codes of what may be wrong with one signature; their words are elsewhere.
pub const FAULTS: &[&str] = &[
    "unreadable",
    "room-written",
    "not-a-signature",
    "written-otherwise",
    "other-content",
    "several-signers",
    "certificate-missing",
    "outer-part",
    "unknown-algorithm",
    "nothing-named",
    "certificate-not-named",
    "followed",
    "stray-certificate",
    "bytes-changed",
    "signature-false",
    "chain-broken",
    "other-paper",
    "not-a-time-authority",
    "outside-its-dates",
];

/// What is known of one signature.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) subject: String,
    pub(super) issuer: String,
    pub(super) certificate: Option<Digest>,
    pub(super) authority: Option<Digest>,
    pub(super) digest: Option<Vec<u8>>,
    pub(super) time: Option<Timestamp>,
    pub(super) digest_holds: bool,
    pub(super) signature_holds: bool,
    pub(super) chain_holds: bool,
    pub(super) faults: Vec<&'static str>,
}

/// Checks the CMS at the head of `contents` against the SHA-256 of what it covers.
pub(super) fn check(contents: &[u8], digest: &[u8; 32]) -> Checked {
    let mut checked = Checked::default();
    let Some((data, _)) = read(contents, &mut checked.faults) else { return checked };
    let certificates = certificates(&data, &mut checked.faults);
    let [signer] = data.signer_infos.0.as_slice() else {
        checked.faults.push("several-signers");
        return checked;
    };
    let path = examine(&data, signer, &certificates, &mut checked);
    // A certificate that vouches for nothing is covered by nobody.
    checked.chain_holds &= path.len() == certificates.len();
    checked.digest_holds = checked.digest.as_deref() == Some(digest);
    checked
}

/// Checks every signer of a file of detached signatures; what is wrong with the file as a whole is every signer's fault.
pub(super) fn check_all(contents: &[u8]) -> Option<Vec<Checked>> {
    let mut faults = Vec::new();
    let (data, length) = read(contents, &mut faults)?;
    if length != contents.len() {
        faults.push("followed");
    }
    let certificates = certificates(&data, &mut faults);
    let (mut all, mut used) = (Vec::new(), Vec::new());
    for signer in data.signer_infos.0.iter() {
        let mut checked = Checked { faults: faults.clone(), ..Default::default() };
        used.extend(examine(&data, signer, &certificates, &mut checked));
        all.push(checked);
    }
    if certificates.iter().any(|certificate| !used.contains(certificate)) {
        all.iter_mut().for_each(|one| one.faults.push("stray-certificate"));
    }
    Some(all)
}

/// What one signer's part says; the certificates that vouch for it, from the signer's to one that vouches for itself.
fn examine<'c>(
    data: &SignedData,
    signer: &SignerInfo,
    certificates: &[&'c Certificate],
    checked: &mut Checked,
) -> Vec<&'c Certificate> {
    shape(data, signer, &mut checked.faults);
    let Some(leaf) = certificates.iter().find(|certificate| is_of(certificate, &signer.sid)) else {
        checked.faults.push("certificate-missing");
        return Vec::new();
    };
    checked.subject = common_name(leaf.tbs_certificate().subject());
    checked.issuer = common_name(leaf.tbs_certificate().issuer());
    checked.certificate = fingerprint(leaf);
    checked.digest = attribute::<OctetString>(signer, MESSAGE_DIGEST).map(|held| held.as_bytes().to_vec());
    let time = attribute::<UtcTime>(signer, SIGNING_TIME).map(|time| time.to_unix_duration().as_secs());
    checked.time = time.and_then(|seconds| i64::try_from(seconds).ok()).map(|seconds| Timestamp(seconds * 1000));
    checked.signature_holds = signature_holds(signer, leaf);
    check_attributes(signer, leaf, &mut checked.faults);
    let path = chain(leaf, certificates).unwrap_or_default();
    checked.chain_holds = !path.is_empty();
    checked.authority = path.last().copied().and_then(fingerprint);
    path
}

pub(super) fn certificates<'d>(data: &'d SignedData, faults: &mut Vec<&'static str>) -> Vec<&'d Certificate> {
    let plain: Vec<&Certificate> = data.certificates.iter().flat_map(|set| set.0.iter()).filter_map(plain).collect();
    if plain.len() != data.certificates.as_ref().map_or(0, |set| set.0.len()) || data.crls.is_some() {
        faults.push("other-content");
    }
    plain
}

/// The signed data and its length, when the bytes are DER that reads back to itself and zeros follow.
pub(super) fn read(contents: &[u8], faults: &mut Vec<&'static str>) -> Option<(SignedData, usize)> {
    let parsed = SliceReader::new(contents).and_then(|mut reader| {
        let info = ContentInfo::decode(&mut reader)?;
        Ok((info, usize::try_from(reader.position()).unwrap_or(usize::MAX)))
    });
    let Ok((info, length)) = parsed else {
        faults.push("unreadable");
        return None;
    };
    let (own, rest) = contents.split_at_checked(length)?;
    if rest.iter().any(|byte| *byte != 0) {
        faults.push("room-written");
    }
    let data = info.content.decode_as::<SignedData>().ok().filter(|_| info.content_type == ID_SIGNED_DATA);
    let Some(data) = data else {
        faults.push("not-a-signature");
        return None;
    };
    let again = der::asn1::Any::encode_from(&data)
        .and_then(|content| ContentInfo { content_type: ID_SIGNED_DATA, content }.to_der());
    if again.ok().as_deref() != Some(own) {
        faults.push("written-otherwise");
    }
    Some((data, length))
}

fn plain(choice: &CertificateChoices) -> Option<&Certificate> {
    match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    }
}

/// What the signature does not cover has one right value only (RFC 5652, 5.1 and 5.3).
fn shape(data: &SignedData, signer: &SignerInfo, faults: &mut Vec<&'static str>) {
    let by_issuer = matches!(signer.sid, SignerIdentifier::IssuerAndSerialNumber(_));
    let version = if by_issuer { CmsVersion::V1 } else { CmsVersion::V3 };
    let content = &data.encap_content_info;
    let has_right_shape = signer.version == version
        && data.version == version
        && content.econtent_type == ID_DATA
        && content.econtent.is_none()
        && data.digest_algorithms.as_slice() == std::slice::from_ref(&signer.digest_alg);
    if !has_right_shape {
        faults.push("outer-part");
    }
    let hash = Hash::of(&signer.digest_alg);
    if hash != Some(Hash::Sha256) || !is_known(&signer.signature_algorithm, hash) {
        faults.push("unknown-algorithm");
    }
}

pub(super) fn is_of(certificate: &Certificate, sid: &SignerIdentifier) -> bool {
    let own = certificate.tbs_certificate();
    match sid {
        SignerIdentifier::IssuerAndSerialNumber(id) => {
            *own.issuer() == id.issuer && *own.serial_number() == id.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(id) => {
            let extension = own.get_extension::<x509_cert::ext::pkix::SubjectKeyIdentifier>();
            extension.ok().flatten().is_some_and(|(_, own)| own == *id)
        }
    }
}

pub(super) fn fingerprint(certificate: &Certificate) -> Option<Digest> {
    certificate.to_der().ok().map(|der| Digest(Sha256::digest(der).into()))
}

/// The only value of a signed attribute; `None` when it is not there exactly once.
pub(super) fn attribute<T: for<'a> Decode<'a>>(signer: &SignerInfo, oid: ObjectIdentifier) -> Option<T> {
    let mut all = signer.signed_attrs.as_ref()?.iter().filter(|attribute| attribute.oid == oid);
    let values = all.next()?.values.as_slice();
    match (values, all.next()) {
        ([only], None) => T::from_der(&only.to_der().ok()?).ok(),
        _ => None,
    }
}

pub(super) fn signature_holds(signer: &SignerInfo, leaf: &Certificate) -> bool {
    let Some(attributes) = signer.signed_attrs.as_ref().and_then(|attributes| attributes.to_der().ok()) else {
        return false;
    };
    let key = leaf.tbs_certificate().subject_public_key_info();
    let hash = Hash::of(&signer.digest_alg);
    hash.is_some() && verifies(key, &signer.signature_algorithm, hash, &attributes, signer.signature.as_bytes())
}

fn check_attributes(signer: &SignerInfo, leaf: &Certificate, faults: &mut Vec<&'static str>) {
    if attribute::<ObjectIdentifier>(signer, CONTENT_TYPE) != Some(ID_DATA) {
        faults.push("nothing-named");
    }
    let digest = fingerprint(leaf);
    let named = attribute::<SigningCertificate>(signer, SIGNING_CERTIFICATE);
    let named = named.and_then(|named| named.certificates.into_iter().next());
    let is_own = |named: &CertificateId| {
        let is_sha256 = named.algorithm.as_ref().is_none_or(|algorithm| is_plain(algorithm, SHA256));
        is_sha256 && digest.is_some_and(|digest| named.digest.as_bytes() == digest.0)
    };
    if !named.as_ref().is_some_and(is_own) {
        faults.push("certificate-not-named");
    }
}

/// The certificates that vouch for one another, from the leaf to one that vouches for itself.
pub(super) fn chain<'c>(leaf: &'c Certificate, certificates: &[&'c Certificate]) -> Option<Vec<&'c Certificate>> {
    let mut path = vec![leaf];
    let mut current = leaf;
    while path.len() <= certificates.len() {
        let issuer = current.tbs_certificate().issuer();
        let mut next = certificates.iter().filter(|other| other.tbs_certificate().subject() == issuer);
        let next = next.find(|other| vouches(other, current))?;
        if *next == current {
            return Some(path);
        }
        path.push(next);
        current = next;
    }
    None
}

fn vouches(issuer: &Certificate, certificate: &Certificate) -> bool {
    let own = certificate.tbs_certificate();
    let (Ok(message), Some(signature)) = (own.to_der(), certificate.signature().as_bytes()) else { return false };
    let key = issuer.tbs_certificate().subject_public_key_info();
    certificate.signature_algorithm() == own.signature()
        && verifies(key, certificate.signature_algorithm(), None, &message, signature)
}
