//! One bit changed in one byte of signed minutes: seen, wherever it is, the room left after the last signature included. A
//! sample here; `cargo xtask chaos --flips` changes every byte (`DELIBERE_FLIPS` then says `all`).

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests that say how far they went"
)]

mod support;

use documents::{Authority, Fields, Identity, SignedAt, Statement, minutes_pdf, sign_pdf, verify_pdf};
use domain::time::Timestamp;

/// Minutes that two members signed.
fn signed() -> Vec<u8> {
    let minutes = support::minutes(1, 2);
    let fields = Fields::of(&minutes);
    let pdf = minutes_pdf(&minutes, &fields).unwrap();
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    let office = Authority::create("Bureau de la session", &[77; 32], from, to).unwrap();
    let at = SignedAt { civil: support::at("2026-07-03", 17, 0), instant: Timestamp(1_783_091_700_000) };
    (1_u8..).zip(&minutes.panel).filter(|(_, member)| member.role.deliberates()).fold(pdf, |pdf, (seed, member)| {
        let identity = Identity::issued_by(&office, &member.name, "membre", &[seed; 32], from, to).unwrap();
        sign_pdf(&pdf, fields.of_person(member.person).unwrap(), &identity, at, &Statement::default()).unwrap()
    })
}

/// The places changed: every one when it was asked, else some everywhere and the whole last signature's surroundings.
fn places(pdf: &[u8]) -> Vec<usize> {
    if std::env::var("DELIBERE_FLIPS").is_ok_and(|asked| asked == "all") {
        return (0..pdf.len()).collect();
    }
    let hole = pdf.windows(10).rposition(|window| window == b"/Contents<").unwrap() + 9;
    let end = hole + pdf[hole..].iter().position(|byte| *byte == b'>').unwrap();
    let spread = (0..pdf.len()).step_by(pdf.len() / 120);
    let inside = (hole..=end).step_by(61).chain(end - 26..=end + 2);
    spread.chain(inside).chain(pdf.len() - 12..pdf.len()).collect()
}

#[test]
fn one_bit_changed_anywhere_in_signed_minutes_is_seen() {
    let pdf = signed();
    assert!(verify_pdf(&pdf).unwrap().is_intact());
    let places = places(&pdf);
    let shares = places.chunks(places.len().div_ceil(2).max(1));
    std::thread::scope(|scope| {
        for share in shares {
            let pdf = &pdf;
            scope.spawn(move || {
                let mut changed = pdf.clone();
                for (done, place) in share.iter().enumerate() {
                    let mask = 1 << (place % 8);
                    changed[*place] ^= mask;
                    let intact = verify_pdf(&changed).is_ok_and(|verification| verification.is_intact());
                    assert!(!intact, "byte {place} of {} with {mask:02x}", pdf.len());
                    changed[*place] ^= mask;
                    if done % 5000 == 4999 {
                        eprintln!("{} of {} bytes", done + 1, share.len());
                    }
                }
            });
        }
    });
    eprintln!("{} of {} bytes changed, every one seen", places.len(), pdf.len());
}
