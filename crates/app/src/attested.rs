//! Hours as a verification tells them: those that authorities attest, and how any is read by people. Checking them is `documents`'; adding them is `stamps`'.

use documents::{Addition, StampReport, Verification};
use domain::id::Digest;
use serde::Serialize;

/// An hour that an authority attests: everything before it was there then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StampLine {
    /// Which authority, by its certificate.
    pub subject: String,
    /// Who vouches for that authority.
    pub issuer: String,
    /// SHA-256 of the certificate that vouches for all the others: compare it with the one that is published.
    pub authority: Option<Digest>,
    /// The hour, in universal time.
    pub at: String,
    /// How many signatures it dates: those before it.
    pub dates: u32,
    /// Whether it holds.
    pub holds: bool,
    /// Why not, by code.
    pub faults: Vec<&'static str>,
    /// Whether something else than a signature or another stamp was added later.
    pub changed_later: bool,
}

/// How much a paper holds to check its signatures long after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LongTermLine {
    /// Certificates.
    pub certificates: u32,
    /// Lists of revoked certificates.
    pub lists: u32,
    /// Answers about one certificate.
    pub answers: u32,
}

/// The stamps of a paper.
pub(crate) fn stamps(found: &Verification) -> Vec<StampLine> {
    found.stamps.iter().map(line).collect()
}

/// What a paper holds for later.
pub(crate) fn long_term(found: &Verification) -> LongTermLine {
    let held = found.long_term;
    LongTermLine { certificates: count(held.certificates), lists: count(held.lists), answers: count(held.answers) }
}

fn line(one: &StampReport) -> StampLine {
    let at = one.at.and_then(|at| documents::pdf_date(at).ok()).map(|date| readable(&date));
    StampLine {
        subject: one.subject.clone(),
        issuer: one.issuer.clone(),
        authority: one.authority,
        at: at.unwrap_or_default(),
        dates: count(one.dates),
        holds: one.holds(),
        faults: one.faults.clone(),
        changed_later: one.added_later.iter().any(|added| matches!(added, Addition::Changed(_))),
    }
}

/// A PDF date (ISO 32000-1 §7.9.4) as people read it; as it stands when it is written otherwise: it is only claimed.
pub(crate) fn readable(date: &str) -> String {
    let digits: Vec<char> = date.strip_prefix("D:").unwrap_or_default().chars().take(14).collect();
    if digits.len() < 14 || !digits.iter().all(char::is_ascii_digit) || !date.ends_with('Z') {
        return date.to_owned();
    }
    let part = |from: usize, length: usize| digits.iter().skip(from).take(length).collect::<String>();
    format!("{}-{}-{} {}:{}:{} UTC", part(0, 4), part(4, 2), part(6, 2), part(8, 2), part(10, 2), part(12, 2))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn the_hour_of_a_signature_is_read_by_people() {
        assert_eq!(readable("D:20260610195500Z"), "2026-06-10 19:55:00 UTC");
        for other in ["", "hier", "D:2026", "D:20260610195500+02'00'", "D:2026061019é500Z"] {
            assert_eq!(readable(other), other);
        }
    }
}
