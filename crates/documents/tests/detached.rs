//! Signatures beside the paper: members sign at home at the same time, what they send back is gathered in any order, and each is
//! told from another's.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests that say what they could not do"
)]

mod support;

use std::process::Command;

use documents::{
    Authority, Fields, Identity, Over, SignedAt, Statement, as_drawn, gather_detached, minutes_pdf, sign_detached,
    sign_pdf, verify_detached, verify_pdf,
};
use domain::time::Timestamp;

const NAMES: [&str; 3] = ["Awa DIALLO", "Bruno LEMAIRE", "Chloé N’GUESSAN"];

fn office() -> Authority {
    Authority::create("Bureau", &[77; 32], support::date("2026-01-01"), support::date("2031-12-31")).unwrap()
}

fn identity(number: u8) -> Identity {
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    Identity::issued_by(&office(), NAMES[usize::from(number)], "membre", &[number; 32], from, to).unwrap()
}

fn at(minute: u8) -> SignedAt {
    let instant = Timestamp(1_783_091_700_000 + i64::from(minute) * 60_000);
    SignedAt { civil: support::at("2026-07-03", 17, 15 + minute), instant }
}

fn paper(candidates: usize) -> Vec<u8> {
    let minutes = support::minutes(candidates, 3);
    minutes_pdf(&minutes, &Fields::of(&minutes)).unwrap()
}

fn answer(paper: &[u8], number: u8) -> Vec<u8> {
    sign_detached(paper, &identity(number), at(number)).unwrap()
}

#[test]
fn members_sign_at_home_and_their_answers_are_gathered_in_any_order() {
    let paper = paper(4);
    let [awa, bruno, chloe] = [0, 1, 2].map(|number| answer(&paper, number));
    let all = gather_detached(&[awa.clone(), bruno.clone(), chloe.clone()]).unwrap();
    assert_eq!(all, gather_detached(&[chloe.clone(), awa.clone(), bruno.clone()]).unwrap());
    let two = gather_detached(&[chloe, bruno.clone()]).unwrap();
    assert_eq!(all, gather_detached(&[two, awa, bruno]).unwrap(), "what was gathered is gathered again");
    let mut found = verify_detached(&all, &paper).unwrap();
    found.sort_by(|one, other| one.subject.cmp(&other.subject));
    assert_eq!(found.iter().map(|one| one.subject.as_str()).collect::<Vec<_>>(), NAMES);
    assert!(found.iter().all(|one| one.holds() && one.over == Over::Drawn && one.issuer == "Bureau"), "{found:#?}");
    assert_eq!(found[2].claimed_time, Some(at(2).instant));
}

#[test]
fn an_answer_stays_good_when_others_sign_inside_the_paper() {
    let drawn = paper(4);
    let inside = sign_pdf(&drawn, "awa-diallo-presidence", &identity(0), at(0), &Statement::default()).unwrap();
    assert_eq!(as_drawn(&inside), drawn);
    let before = answer(&drawn, 1);
    assert_eq!(before, answer(&inside, 1), "the same bytes are signed, whoever signed inside");
    let found = verify_detached(&before, &inside).unwrap();
    assert!(found[0].holds() && found[0].over == Over::Drawn);
    assert!(verify_pdf(&inside).unwrap().is_intact());
}

#[test]
fn an_answer_about_another_paper_holds_for_nothing_here() {
    let found = verify_detached(&answer(&paper(5), 1), &paper(4)).unwrap();
    assert_eq!((found[0].over, found[0].holds()), (Over::Other, false));
}

#[test]
fn any_changed_byte_of_an_answer_is_seen() {
    let paper = paper(1);
    let answers = gather_detached(&[answer(&paper, 0), answer(&paper, 1)]).unwrap();
    for place in 0..answers.len() {
        let mut changed = answers.clone();
        changed[place] ^= 1 << (place % 8);
        let holds =
            verify_detached(&changed, &paper).is_some_and(|all| all.len() == 2 && all.iter().all(|one| one.holds()));
        assert!(!holds, "byte {place} of {}", answers.len());
    }
    assert!(verify_detached(b"rubbish", &paper).is_none());
    assert!(gather_detached(&[b"rubbish".to_vec()]).is_err());
    let followed = [answers.as_slice(), &[0]].concat();
    assert!(!verify_detached(&followed, &paper).unwrap()[0].holds());
}

#[test]
fn openssl_finds_what_was_gathered_valid() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let paper = paper(4);
    std::fs::write(path("pv.pdf"), &paper).unwrap();
    std::fs::write(path("pv.p7s"), gather_detached(&[answer(&paper, 0), answer(&paper, 2)]).unwrap()).unwrap();
    std::fs::write(path("office.pem"), office().certificate_pem().unwrap()).unwrap();
    let mut openssl = Command::new("openssl");
    openssl.args(["cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any", "-out", "/dev/null", "-cades"]);
    openssl.args(["-in", &path("pv.p7s"), "-content", &path("pv.pdf"), "-CAfile", &path("office.pem")]);
    match openssl.output() {
        Err(_) => eprintln!("\n*** NOT CHECKED: openssl is not on this machine ***\n"),
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
    }
}
