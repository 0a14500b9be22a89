//! The certifier's local authority, and enrolment by file: a member's laptop asks, the office issues, the laptop keeps what
//! came back. No key ever leaves the store where it was drawn.

use std::path::Path;

use documents::{Authority, Identity, SignFailure};
use domain::id::Digest;
use serde::{Deserialize, Serialize};

use super::{sign_failure, years};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::projection::fold_name;
use crate::{files, words};

/// What the store keeps of the authority: its name and its first year. The key comes from the seed beside it.
const AUTHORITY: &str = "authority";
const AUTHORITY_SEED: &str = "authority:seed";
/// The seed of the key that this store's person enrolled, and the certificates that came back.
const ENROLLED_SEED: &str = "identity:enrolled";
const ENROLLED: &str = "identity:certificates";

/// Years an authority lasts, and a member's certificate.
const AUTHORITY_YEARS: u16 = 15;
const MEMBER_YEARS: u16 = 5;

#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    made: domain::minutes::CivilTime,
}

/// A request for a certificate, written or read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequestForCertificate {
    /// Name of the file.
    pub file_name: String,
    /// Who asks, by the name they give.
    pub name: String,
    /// Four words of the request: read aloud, they tell that it is this one.
    pub words: Vec<String>,
}

/// Certificates kept by the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Enrolled {
    /// Whom they name.
    pub name: String,
    /// Which authority vouches.
    pub issuer: String,
}

impl Desk {
    /// Makes this store's authority, and writes its certificate to the file at `to` for the office to publish. One that is
    /// there is kept: its certificate is written again.
    ///
    /// # Errors
    /// When no store is open, there is no name, or the file can't be written.
    pub fn authority(&self, name: Option<&str>, to: &Path) -> Result<Digest, Failure> {
        let made = self.clock.civil(self.clock.now()).ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let kept = self.with_open(|open| Ok(open.book.local(AUTHORITY)?))?;
        if kept.is_none() {
            let name = name.map(str::trim).filter(|name| !name.is_empty());
            let name = name.ok_or(Failure::BadInput { code: "no-authority", args: Vec::new() })?.to_owned();
            let kept = serde_json::to_vec(&Kept { name, made }).map_err(|_| Failure::Keys("identity-unreadable"))?;
            self.with_open(|open| Ok(open.book.set_local(AUTHORITY, &kept)?))?;
        }
        let authority = self.own_authority()?;
        files::write(to, authority.certificate_pem().map_err(sign_failure)?.as_bytes())?;
        Ok(crate::publish::sha256(&authority.certificate_der().map_err(sign_failure)?))
    }

    fn own_authority(&self) -> Result<Authority, Failure> {
        let kept = self.with_open(|open| Ok(open.book.local(AUTHORITY)?))?;
        let kept = kept.ok_or(Failure::BadInput { code: "no-authority", args: Vec::new() })?;
        let kept: Kept = serde_json::from_slice(&kept).map_err(|_| Failure::Keys("identity-unreadable"))?;
        let (from, to) = years(kept.made, AUTHORITY_YEARS)?;
        Authority::create(&kept.name, &self.seed(AUTHORITY_SEED)?, from, to).map_err(sign_failure)
    }

    /// Writes this store's request for a certificate to the file at `to`; its person is called `name`, or as the store says.
    ///
    /// # Errors
    /// When no store is open, or the file can't be written.
    pub fn request_certificate(&self, name: Option<&str>, to: &Path) -> Result<RequestForCertificate, Failure> {
        let own = self.with_open(|open| Ok(open.name.clone()))?;
        let seed = self.seed(ENROLLED_SEED)?;
        let request = documents::certificate_request(name.unwrap_or(&own), &seed).map_err(sign_failure)?;
        files::write(to, request.as_bytes())?;
        asked(to, request.as_bytes())
    }

    /// Issues the certificate that the request at `request` asks for, into the file at `to`.
    ///
    /// # Errors
    /// When this store has no authority, or the file is no request that its own key signed.
    pub fn issue_certificate(&self, request: &Path, to: &Path) -> Result<RequestForCertificate, Failure> {
        let bytes = files::read(request)?;
        let who = asked(request, &bytes)?;
        let now = self.clock.civil(self.clock.now()).ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let (from, until) = years(now, MEMBER_YEARS)?;
        let issued = self.own_authority()?.issue(&bytes, from, until).map_err(sign_failure)?;
        files::write(to, issued.as_bytes())?;
        Ok(who)
    }

    /// Keeps the certificates that came back: this store's person signs with that key from now on.
    ///
    /// # Errors
    /// When they are not of the key that asked.
    pub fn keep_certificate(&self, issued: &Path) -> Result<Enrolled, Failure> {
        let bytes = files::read(issued)?;
        let identity = Identity::certified(&self.seed(ENROLLED_SEED)?, &bytes, "").map_err(sign_failure)?;
        self.with_open(|open| Ok(open.book.set_local(ENROLLED, &bytes)?))?;
        Ok(Enrolled { name: identity.name().to_owned(), issuer: identity.issuer() })
    }

    /// The enrolled identity, when the store has one and it is of somebody of that name.
    pub(super) fn enrolled_as(&self, name: &str, role: &str) -> Result<Option<Identity>, Failure> {
        let Some(issued) = self.with_open(|open| Ok(open.book.local(ENROLLED)?))? else { return Ok(None) };
        let identity = Identity::certified(&self.seed(ENROLLED_SEED)?, &issued, role).map_err(sign_failure)?;
        Ok((fold_name(identity.name()) == fold_name(name)).then_some(identity))
    }
}

/// What the request in `bytes` says.
fn asked(path: &Path, bytes: &[u8]) -> Result<RequestForCertificate, Failure> {
    let bad = |error: SignFailure| Failure::Paper { code: "not-a-certificate-request", detail: error.to_string() };
    let who = documents::applicant(bytes).map_err(bad)?;
    Ok(RequestForCertificate { file_name: files::name(path), name: who.name, words: words::fingerprint(who.digest) })
}
