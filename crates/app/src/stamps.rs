//! Hours attested by an authority: the office writes the request and adds the answer, both by file. No store is needed, and
//! nothing here reaches a network.

use std::path::{Path, PathBuf};

use documents::StampFailure;
use domain::id::Digest;
use serde::Serialize;

use crate::attested::readable;
use crate::entropy::{SystemEntropy, random};
use crate::failure::Failure;
use crate::files;
use crate::publish::sha256;

/// How a request is told from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nonce {
    /// By a number drawn for it, which the answer repeats.
    Drawn,
    /// By what it is about alone: the same paper gives the same request.
    Absent,
}

/// A stamp that was added to a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StampAdded {
    /// Who attests the hour, by their certificate.
    pub by: String,
    /// Who vouches for them.
    pub issuer: String,
    /// The hour.
    pub at: String,
    /// SHA-256 of the file before.
    pub before: Digest,
    /// SHA-256 of the file now.
    pub after: Digest,
}

/// Writes to `to` the request for a stamp over the paper at `paper` and over what the files `with` hold to check it later.
///
/// # Errors
/// When the paper is not signed or does not hold, or a file holds nothing of the kind.
pub fn request_stamp(paper: &Path, with: &[PathBuf], to: &Path, nonce: Nonce) -> Result<(), Failure> {
    let drawn = match nonce {
        Nonce::Drawn => Some(random::<16>(&SystemEntropy)?),
        Nonce::Absent => None,
    };
    let bytes = files::read(paper)?;
    let request = documents::stamp_request(&bytes, &joined(with)?, drawn.as_ref().map(<[u8; 16]>::as_slice));
    files::write(to, &request.map_err(stamp_failure)?)
}

/// Adds to the paper at `paper` the stamp that `answer` brings to `request`, under the `authority` that is trusted.
///
/// # Errors
/// When it is not the answer to that request, not about this paper and the files `with`, or not believed: the paper is as it was.
pub fn add_stamp(
    paper: &Path,
    with: &[PathBuf],
    request: &Path,
    answer: &Path,
    authority: &Path,
) -> Result<StampAdded, Failure> {
    let bytes = files::read(paper)?;
    let (request, answer, authority) = (files::read(request)?, files::read(answer)?, files::read(authority)?);
    let stamped = documents::add_stamp(&bytes, &joined(with)?, &request, &answer, &authority).map_err(stamp_failure)?;
    files::write(paper, &stamped.paper)?;
    let at = documents::pdf_date(stamped.at).map(|date| readable(&date)).unwrap_or_default();
    let (before, after) = (sha256(&bytes), sha256(&stamped.paper));
    Ok(StampAdded { by: stamped.by, issuer: stamped.issuer, at, before, after })
}

fn joined(with: &[PathBuf]) -> Result<Vec<Vec<u8>>, Failure> {
    with.iter().map(|path| files::read(path)).collect()
}

fn stamp_failure(failure: StampFailure) -> Failure {
    use StampFailure as S;
    let code = match &failure {
        S::Paper(documents::SignFailure::TooLong) => "stamp-too-long",
        S::Paper(_) => "not-a-paper",
        S::NotIntact => "stamp-nothing-signed",
        S::NotValidation(_) => "not-validation-data",
        S::NotARequest => "not-a-stamp-request",
        S::OtherPaper => "stamp-other-paper",
        S::NotAnAnswer | S::Unwritable(_) => "not-a-stamp-answer",
        S::Declined(_) => "stamp-declined",
        S::OtherRequest => "stamp-other-request",
        S::NotAnAuthority => "not-a-stamp-authority",
        S::NotTrusted => "stamp-not-trusted",
        S::NotBelieved(_) => "stamp-not-believed",
    };
    Failure::Paper { code, detail: failure.to_string() }
}
