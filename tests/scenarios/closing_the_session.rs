//! Closing as the window leads it: a list that says what is missing and for whom, minutes that go round one table, each member
//! signing with their own passphrase, ink and reserve, a power cut between two of them.

use app::signing::{InkStrokes, Statement};
use app::verify::verify_paper;
use app::view::closing::ClosingView;
use domain::command::{AmendedDecision, Command};
use domain::deliberation::Outcome;
use proof::{Jury, Laptop, PASSPHRASE, Seat, at};

const OWN: &str = "trois mots à moi";

fn view(jury: &Jury) -> ClosingView {
    jury.awa.desk.closing(jury.session).unwrap()
}

/// Codes of what does not hold.
fn faults(jury: &Jury) -> Vec<String> {
    view(jury).checks.into_iter().filter(|check| check.fault.is_some()).map(|check| check.code).collect()
}

fn ink() -> Statement {
    let strokes = vec![vec![(10.0, 40.0), (60.0, 12.0), (120.0, 48.0)]];
    Statement { ink: Some(InkStrokes { width: 300.0, height: 100.0, strokes }), reserve: None }
}

/// Where the window would save the minutes.
fn saved(jury: &Jury) -> std::path::PathBuf {
    let path = jury.awa.path("pv.pdf");
    let shown = jury.awa.desk.minutes_shown(jury.session).unwrap();
    use base64::Engine as _;
    std::fs::write(&path, base64::engine::general_purpose::STANDARD.decode(shown.pdf).unwrap()).unwrap();
    path
}

#[test]
fn what_is_missing_is_listed_with_whom_it_concerns_until_nothing_is() {
    let jury = Jury::of(2);
    jury.grades_and_confronts(2);
    assert_eq!(faults(&jury), ["undecided"]);
    let undecided = view(&jury).checks.into_iter().find(|check| check.code == "undecided").unwrap();
    assert_eq!(undecided.candidates.iter().map(|it| it.id).collect::<Vec<_>>(), jury.candidates);
    for candidate in &jury.candidates {
        jury.decides(*candidate, Outcome::Awarded, "");
    }
    assert_eq!(faults(&jury), [""; 0]);
    let proposed = view(&jury).proposed;
    assert!(proposed.number.contains("2026") && proposed.closed_at >= proposed.opened_at, "{proposed:?}");
    jury.closes();
    let closed = view(&jury);
    assert_eq!(closed.closed.map(|it| it.number).as_deref(), Some("PV-2026-0001"));
    assert!(closed.checks.is_empty() && closed.signers.iter().all(|signer| signer.signed_at.is_none()));
}

#[test]
fn nobody_signs_a_draft() {
    let jury = Jury::of(1);
    jury.grades_and_confronts(2);
    let awa = jury.person(Seat::Awa);
    assert!(jury.awa.desk.minutes_shown(jury.session).unwrap().draft);
    let refused = jury.awa.desk.sign_here(jury.session, awa, PASSPHRASE, Statement::default());
    assert_eq!(Laptop::code(refused), "session-not-closed");
    assert_eq!(Laptop::code(jury.awa.desk.signed_by_hand(jury.session, awa)), "session-not-closed");
}

#[test]
fn each_member_signs_in_turn_with_their_own_passphrase_and_the_file_verifies() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let (session, desk) = (jury.session, &jury.awa.desk);
    let [awa, bruno, chloe] = [Seat::Awa, Seat::Bruno, Seat::Chloe].map(|seat| jury.person(seat));
    assert_eq!(Laptop::code(desk.sign_here(session, awa, "pas la bonne phrase", ink())), "wrong-passphrase");
    assert_eq!(Laptop::code(desk.sign_here(session, bruno, "court", ink())), "passphrase-too-short");
    desk.sign_here(session, bruno, OWN, ink()).unwrap();
    assert_eq!(Laptop::code(desk.sign_here(session, bruno, OWN, ink())), "already-signed");
    let reserve = Statement { reserve: Some("Je n'ai pas vu le mémoire.".into()), ..ink() };
    desk.sign_here(session, chloe, "trois autres mots", reserve).unwrap();
    let known: Vec<bool> = view(&jury).signers.iter().map(|signer| signer.known).collect();
    assert_eq!(known, [false, true, true], "the president's is the store's own");
    let left: Vec<_> = view(&jury).signers.into_iter().filter(|it| it.signed_at.is_none()).map(|it| it.id).collect();
    assert_eq!(left, [awa]);
    jury.awa.desk.sign_here(session, awa, PASSPHRASE, Statement::default()).unwrap();
    assert!(view(&jury).signers.iter().all(|signer| signer.signed_at.is_some() && signer.in_file));

    let found = verify_paper(&saved(&jury)).unwrap();
    assert_eq!((found.signatures.len(), found.empty_boxes.len()), (3, 0));
    assert!(found.signatures.iter().all(|one| one.holds), "{:?}", found.signatures);
    assert!(found.signatures.iter().any(|one| one.reason.contains("Je n'ai pas vu le mémoire.")));
}

#[test]
fn a_member_who_signs_on_paper_is_noted_and_their_box_stays_empty() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let bruno = jury.person(Seat::Bruno);
    jury.awa.desk.signed_by_hand(jury.session, bruno).unwrap();
    let signer = view(&jury).signers.into_iter().find(|signer| signer.id == bruno).unwrap();
    assert!(signer.signed_at.is_some() && !signer.in_file);
    let again = jury.awa.desk.sign_here(jury.session, bruno, OWN, Statement::default());
    assert_eq!(Laptop::code(again), "already-signed");
    assert_eq!(verify_paper(&saved(&jury)).unwrap().signatures.len(), 0);
}

#[test]
fn after_a_rectificatif_the_new_minutes_are_signed_anew() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let (session, awa) = (jury.session, jury.person(Seat::Awa));
    jury.awa.desk.sign_here(session, awa, PASSPHRASE, Statement::default()).unwrap();
    let corrects = view(&jury).minutes.unwrap();
    let told = jury.awa.desk.conclude(session, jury.candidates[0], Some(&["A1".into()]), None).unwrap();
    let parts_validated = vec!["A1".into()];
    let decision = AmendedDecision {
        candidate: jury.candidates[0],
        outcome: told.outcome,
        parts_validated,
        mention: String::new(),
        ground: "Erreur de report.".into(),
    };
    let (number, reason) = (view(&jury).proposed.amendment.unwrap(), "Erreur de report constatée.".to_owned());
    assert_eq!(number, "PV-2026-0001-R1");
    jury.awa.does(session, Command::Amend { number, corrects, reason, at: at(18), decisions: vec![decision] });
    let after = view(&jury);
    assert_eq!(after.amendments.iter().map(|it| it.decisions).collect::<Vec<_>>(), [1]);
    assert!(after.signers.iter().all(|signer| signer.signed_at.is_none()));
    jury.awa.desk.sign_here(session, awa, PASSPHRASE, Statement::default()).unwrap();
    assert_ne!(view(&jury).minutes.unwrap(), corrects);
    assert_eq!(verify_paper(&saved(&jury)).unwrap().signatures.len(), 1);
}
