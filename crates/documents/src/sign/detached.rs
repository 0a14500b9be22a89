//! Signatures that stand beside the paper (CAdES-B-B, `.p7s`), for members who sign at the same time, each at home: over the
//! SHA-256 of the minutes as drawn, gathered in any order into one file. Checking them is `verify`'s.

use std::collections::BTreeMap;

use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::key::{Identity, date_time};
use super::{SignedAt, cms as written};
use crate::failure::SignFailure;

/// The signature of `identity` over `paper` as it was drawn, whoever signed inside since: one CMS file.
///
/// # Errors
/// When `paper` is no PDF, or the certificate is not valid at that instant.
pub fn sign_detached(paper: &[u8], identity: &Identity, at: SignedAt) -> Result<Vec<u8>, SignFailure> {
    if !paper.starts_with(b"%PDF-") {
        return Err(SignFailure::NotAPaper("it does not start as a PDF".to_owned()));
    }
    identity.check_valid_at(at.instant)?;
    let digest = Sha256::digest(crate::verify::as_drawn(paper));
    written::build(identity, &digest, Some(date_time(at.instant)?))
}

/// Every signature of `files` in one file. The order of the files and their repetitions change nothing.
///
/// # Errors
/// When one of them is no such signature.
pub fn gather_detached(files: &[Vec<u8>]) -> Result<Vec<u8>, SignFailure> {
    let bad = |error: der::Error| SignFailure::NotAPaper(format!("a file is no detached signature: {error}"));
    let (mut certificates, mut signers) = (BTreeMap::new(), BTreeMap::new());
    for file in files {
        let info = ContentInfo::from_der(file).map_err(bad)?;
        let data: SignedData = info.content.decode_as().map_err(bad)?;
        for certificate in data.certificates.iter().flat_map(|set| set.0.iter()) {
            certificates.insert(certificate.to_der().map_err(bad)?, certificate.clone());
        }
        for signer in data.signer_infos.0.iter() {
            signers.insert(signer.to_der().map_err(bad)?, signer.clone());
        }
    }
    written::wrap(certificates.into_values().collect(), signers.into_values().collect()).map_err(bad)
}
