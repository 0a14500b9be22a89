//! Checks one document timestamp (RFC 3161, ETSI EN 319 422): which authority attests which hour, over what, and who vouches for it.
//! Whether that authority deserves trust is for whoever reads: its certificate's fingerprint is told.

use cms::content_info::CmsVersion;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString, Uint};
use domain::id::Digest;
use domain::time::Timestamp;
use sha1::{Digest as _, Sha1};
use x509_cert::certificate::Certificate;
use x509_cert::ext::pkix::ExtendedKeyUsage;

use super::algorithm::{Hash, is_known};
use super::cms::{attribute, certificates, chain, fingerprint, is_of, read, signature_holds};
use crate::sign::cms::{CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE, SigningCertificate};
use crate::sign::key::{common_name, date_time};
use crate::stamp::token::{Info, TST_INFO, info};

/// The first form of the attribute that names the certificate, by SHA-1 (RFC 2634): many authorities still write it. The key is in
/// that certificate, and the signature is checked by it.
const SIGNING_CERTIFICATE_V1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// What is known of one stamp.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) subject: String,
    pub(crate) issuer: String,
    pub(crate) certificate: Option<Digest>,
    pub(crate) authority: Option<Digest>,
    pub(crate) time: Option<Timestamp>,
    pub(crate) nonce: Option<Uint>,
    pub(crate) faults: Vec<&'static str>,
}

/// Checks the stamp at the head of `contents` against the parts of the file that it covers.
pub(crate) fn check(contents: &[u8], covered: &[&[u8]]) -> Checked {
    let mut checked = Checked::default();
    let Some((data, _)) = read(contents, &mut checked.faults) else { return checked };
    let certificates = certificates(&data, &mut checked.faults);
    let [signer] = data.signer_infos.0.as_slice() else {
        checked.faults.push("several-signers");
        return checked;
    };
    shape(&data, signer, &mut checked.faults);
    let Some((bytes, info)) = data.encap_content_info.econtent.as_ref().and_then(info) else {
        checked.faults.push("nothing-named");
        return checked;
    };
    says(signer, &bytes, &info, covered, &mut checked);
    vouched(signer, &certificates, &mut checked);
    checked
}

/// The certificates that vouch for `signer`, from its own to one that vouches for itself.
pub(crate) fn path<'c>(signer: &SignerInfo, certificates: &[&'c Certificate]) -> Option<Vec<&'c Certificate>> {
    let leaf = certificates.iter().find(|certificate| is_of(certificate, &signer.sid))?;
    chain(leaf, certificates)
}

/// What the stamp does not cover has one right value only (RFC 5652, 5.1 and 5.3).
fn shape(data: &SignedData, signer: &SignerInfo, faults: &mut Vec<&'static str>) {
    let by_issuer = matches!(signer.sid, SignerIdentifier::IssuerAndSerialNumber(_));
    let has_right_shape = data.version == CmsVersion::V3
        && signer.version == if by_issuer { CmsVersion::V1 } else { CmsVersion::V3 }
        && signer.unsigned_attrs.is_none()
        && data.encap_content_info.econtent_type == TST_INFO
        && data.digest_algorithms.as_slice() == std::slice::from_ref(&signer.digest_alg);
    if !has_right_shape {
        faults.push("outer-part");
    }
    let hash = Hash::of(&signer.digest_alg);
    if hash.is_none() || !is_known(&signer.signature_algorithm, hash) {
        faults.push("unknown-algorithm");
    }
}

/// What the authority signed: `bytes`, which read as `info`; and whether that is over what is covered.
fn says(signer: &SignerInfo, bytes: &[u8], info: &Info, covered: &[&[u8]], checked: &mut Checked) {
    checked.time = info.time();
    checked.nonce.clone_from(&info.nonce);
    let named = attribute::<ObjectIdentifier>(signer, CONTENT_TYPE) == Some(TST_INFO);
    let digest = attribute::<OctetString>(signer, MESSAGE_DIGEST);
    let own = Hash::of(&signer.digest_alg).map(|hash| hash.digest(bytes));
    if !named || checked.time.is_none() || digest.as_ref().map(OctetString::as_bytes) != own.as_deref() {
        checked.faults.push("nothing-named");
    }
    let imprint = Hash::of(&info.imprint.algorithm).map(|hash| hash.digest(&covered.concat()));
    if imprint.as_deref() != Some(info.imprint.digest.as_bytes()) {
        checked.faults.push("bytes-changed");
    }
}

/// Whose the stamp is, and who vouches for them.
fn vouched(signer: &SignerInfo, certificates: &[&Certificate], checked: &mut Checked) {
    let Some(leaf) = certificates.iter().find(|certificate| is_of(certificate, &signer.sid)) else {
        checked.faults.push("certificate-missing");
        return;
    };
    checked.subject = common_name(leaf.tbs_certificate().subject());
    checked.issuer = common_name(leaf.tbs_certificate().issuer());
    checked.certificate = fingerprint(leaf);
    let path = chain(leaf, certificates).unwrap_or_default();
    checked.authority = path.last().copied().and_then(fingerprint);
    let parts = [
        (signature_holds(signer, leaf), "signature-false"),
        (names(signer, leaf), "certificate-not-named"),
        (stamps(leaf), "not-a-time-authority"),
        (path.iter().all(|one| is_valid_at(one, checked.time)), "outside-its-dates"),
        // A certificate that vouches for nothing is covered by nobody.
        (!path.is_empty() && path.len() == certificates.len(), "chain-broken"),
    ];
    checked.faults.extend(parts.into_iter().filter(|(holds, _)| !holds).map(|(_, code)| code));
}

/// Whether the signed part names the certificate.
fn names(signer: &SignerInfo, leaf: &Certificate) -> bool {
    let Ok(der) = der::Encode::to_der(leaf) else { return false };
    let first = |oid| {
        let named = attribute::<SigningCertificate>(signer, oid);
        named.and_then(|named| named.certificates.into_iter().next())
    };
    if let Some(named) = first(SIGNING_CERTIFICATE) {
        let hash = named.algorithm.as_ref().map_or(Some(Hash::Sha256), Hash::of);
        return hash.is_some_and(|hash| hash.digest(&der) == named.digest.as_bytes());
    }
    first(SIGNING_CERTIFICATE_V1)
        .is_some_and(|named| named.algorithm.is_none() && Sha1::digest(&der).as_slice() == named.digest.as_bytes())
}

/// Whether the certificate is for time stamps, and for nothing else (RFC 3161, 2.3).
fn stamps(leaf: &Certificate) -> bool {
    let usage = leaf.tbs_certificate().get_extension::<ExtendedKeyUsage>().ok().flatten();
    usage.is_some_and(|(critical, usage)| critical && usage.0 == [TIME_STAMPING])
}

fn is_valid_at(certificate: &Certificate, time: Option<Timestamp>) -> bool {
    let Some(time) = time.and_then(|time| date_time(time).ok()) else { return false };
    let validity = certificate.tbs_certificate().validity();
    validity.not_before.to_date_time() <= time && time <= validity.not_after.to_date_time()
}
