//! Signed papers spoilt at random: whatever was done to them, the reader does not panic and never says that they are intact.
//! `cargo xtask chaos --fuzz N --seed S` spoils more; `DELIBERE_SPOILT` then says from which number, and how many.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use documents::{Authority, Fields, Identity, SignedAt, Statement, minutes_pdf, sign_pdf, verify_pdf};
use domain::testing::draw::Draw;
use domain::testing::spoil::spoilt;
use domain::time::Timestamp;

/// Minutes before anybody signed, and after one member did.
fn papers() -> [Vec<u8>; 2] {
    let minutes = support::minutes(2, 3);
    let blank = minutes_pdf(&minutes, &Fields::of(&minutes)).unwrap();
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    let office = Authority::create("Bureau de la session", &[77; 32], from, to).unwrap();
    let identity = Identity::issued_by(&office, "Awa DIALLO", "membre", &[1; 32], from, to).unwrap();
    let at = SignedAt { civil: support::at("2026-07-03", 17, 0), instant: Timestamp(1_783_091_700_000) };
    let signed = sign_pdf(&blank, "awa-diallo-presidence", &identity, at, &Statement::default()).unwrap();
    [blank, signed]
}

/// The number of the first spoilt paper, and how many.
fn asked() -> (u64, u64) {
    let asked = std::env::var("DELIBERE_SPOILT").unwrap_or_default();
    let mut numbers = asked.split(' ').filter_map(|word| word.parse().ok());
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(60))
}

#[test]
fn a_spoilt_paper_is_never_intact_and_never_stops_the_reader() {
    let papers = papers();
    let (first, count) = asked();
    for number in first..first + count {
        let mut draw = Draw(number);
        let place = draw.below(2);
        let changed = spoilt(&papers[place], &papers[1 - place], &mut draw);
        if changed != papers[1] {
            let intact = verify_pdf(&changed).is_ok_and(|verification| verification.is_intact());
            assert!(!intact, "spoilt paper {number}, {} bytes", changed.len());
        }
    }
}
