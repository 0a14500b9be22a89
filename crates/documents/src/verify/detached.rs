//! Checks signatures that stand beside the paper (`.p7s`): who signed, and which state of the paper. One file may hold those of
//! several members.

use domain::id::Digest;
use domain::time::Timestamp;
use sha2::{Digest as _, Sha256};

use super::{as_drawn, cms, scan};

/// One signature that stands beside the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetachedReport {
    /// Who signed, by the certificate.
    pub subject: String,
    /// Who vouches for it, by the certificate.
    pub issuer: String,
    /// SHA-256 of the certificate.
    pub certificate: Option<Digest>,
    /// SHA-256 of the certificate of the authority.
    pub authority: Option<Digest>,
    /// The hour that the signer's device gave. Nothing proves it.
    pub claimed_time: Option<Timestamp>,
    /// What it signs.
    pub over: Over,
    /// What does not hold, by its code (`FAULTS`); empty when everything does.
    pub faults: Vec<&'static str>,
}

impl DetachedReport {
    /// Whether the signature holds, and is over this paper.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// The state of the paper that a detached signature is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// As it was drawn, before anybody signed inside.
    Drawn,
    /// As it stood after that many signatures inside.
    After(usize),
    /// Another file.
    Other,
}

/// Most bytes of a file of detached signatures.
const MOST_BYTES: usize = 4 << 20;

/// Every signature of the file `signatures` against `paper`; none when the file is no detached signature.
#[must_use]
pub fn verify_detached(signatures: &[u8], paper: &[u8]) -> Option<Vec<DetachedReport>> {
    if signatures.len() > MOST_BYTES {
        return None;
    }
    let states = states(paper);
    let report = |checked: cms::Checked| {
        let over = states.iter().find(|(digest, _)| checked.digest.as_deref() == Some(digest.as_slice()));
        let parts = [
            (over.is_some(), "other-paper"),
            (checked.signature_holds, "signature-false"),
            (checked.chain_holds, "chain-broken"),
        ];
        let broken = parts.into_iter().filter(|(holds, _)| !holds).map(|(_, code)| code);
        DetachedReport {
            subject: checked.subject,
            issuer: checked.issuer,
            certificate: checked.certificate,
            authority: checked.authority,
            claimed_time: checked.time,
            over: over.map_or(Over::Other, |(_, over)| *over),
            faults: broken.chain(checked.faults).collect(),
        }
    };
    Some(cms::check_all(signatures)?.into_iter().map(report).collect())
}

/// SHA-256 of each state of `paper` that could have been signed.
fn states(paper: &[u8]) -> Vec<([u8; 32], Over)> {
    let (signatures, _) = scan::signatures(paper);
    let ends = (1..).zip(&signatures).filter_map(|(count, one)| Some((paper.get(..one.end)?, Over::After(count))));
    let all = std::iter::once((as_drawn(paper), Over::Drawn)).chain(ends);
    all.map(|(bytes, over)| (Sha256::digest(bytes).into(), over)).collect()
}
