//! Members sign the minutes: in turn on their own laptops, at home at the same time, under the certifier's authority. Then other
//! people's programs are asked what they think; one that is missing is said loudly.

use std::path::Path;
use std::process::Command as Program;

use app::signing::Hand;
use app::verify::{PaperVerdict, verify_paper, verify_together};
use domain::command::{AmendedDecision, Command};
use domain::deliberation::Outcome;
use domain::minutes::compose::EditionChoice;
use proof::{Jury, Laptop, at};

fn minutes(jury: &Jury, name: &str, edition: EditionChoice) -> std::path::PathBuf {
    let paper = jury.awa.path(name);
    jury.awa.desk.write_minutes(jury.session, edition, &paper).unwrap();
    paper
}

/// Bruno and Chloé learn of the closing.
fn closed(jury: &Jury) {
    let closed = jury.awa.exports(jury.session, "closed.delib");
    jury.bruno.imports(&closed);
    jury.chloe.imports(&closed);
}

fn signatures(laptop: &Laptop, jury: &Jury) -> usize {
    laptop.look(jury.session, |session| session.signatures.len())
}

/// The rectificatif of the first candidate's decision, drawn.
fn amended(jury: &Jury, paper: &Path) -> std::path::PathBuf {
    let decision = AmendedDecision {
        candidate: jury.candidates[0],
        outcome: Outcome::Adjourned,
        parts_validated: vec![],
        mention: String::new(),
        ground: "Une fiche avait été attribuée à une autre personne".into(),
    };
    let corrects = app::publish::sha256(&std::fs::read(paper).unwrap());
    let (number, reason, at) = ("PV-2026-0001-R1".to_owned(), "Erreur matérielle".to_owned(), at(18));
    jury.awa.does(jury.session, Command::Amend { number, corrects, reason, at, decisions: vec![decision] });
    minutes(jury, "rectificatif.pdf", EditionChoice::Amendment(0))
}

#[test]
fn three_members_sign_on_three_laptops_and_a_rectificatif_follows() {
    let jury = Jury::of(2);
    jury.awards_everybody();
    let paper = minutes(&jury, "pv.pdf", EditionChoice::Original);
    let drawn = std::fs::read(&paper).unwrap();
    jury.everybody_signs(&paper);
    assert!(std::fs::read(&paper).unwrap().starts_with(&drawn), "not one byte was written again");

    let found = verify_paper(&paper).unwrap();
    assert_eq!((found.verdict, found.signatures.len(), found.empty_boxes.len()), (PaperVerdict::Intact, 3, 0));
    assert_eq!(found.signatures.iter().filter(|one| one.certifies).count(), 1);
    // What the laptops wrote and what the file says is one thing: nothing is noted twice.
    let collected = jury.awa.desk.collect(jury.session, &paper, &[], None).unwrap();
    assert_eq!((collected.noted.len(), collected.known.len(), collected.missing.len()), (0, 3, 0));
    assert_eq!(signatures(&jury.awa, &jury), 3);

    let log = jury.awa.desk.against_log(None, &paper).unwrap().unwrap();
    assert!(log.same_content && log.superseded_by.is_none() && log.missing.is_empty(), "{log:?}");
    let rectificatif = amended(&jury, &paper);
    jury.everybody_signs(&rectificatif);
    let both = verify_together(&[rectificatif.clone(), paper.clone()], &[]).unwrap();
    assert!(both.iter().all(|one| one.verdict == PaperVerdict::Intact), "{both:#?}");
    assert_eq!(both[1].amended_by.as_deref(), Some("PV-2026-0001-R1"), "the file alone says what corrects it");
    let log = jury.awa.desk.against_log(None, &paper).unwrap().unwrap();
    assert_eq!((log.same_content, log.superseded_by.as_deref()), (true, Some("PV-2026-0001-R1")));
    for paper in [&paper, &rectificatif] {
        others_agree(paper);
    }
}

#[test]
fn members_sign_at_home_at_the_same_time_and_their_answers_are_taken_in_in_any_order() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let paper = minutes(&jury, "pv.pdf", EditionChoice::Original);
    closed(&jury);
    let [bruno, chloe] = [(&jury.bruno, 1), (&jury.chloe, 2)].map(|(laptop, seat)| {
        let to = laptop.path("answer.p7s");
        laptop.desk.sign_beside(jury.session, jury.seats[seat], &paper, &to, &Default::default()).unwrap();
        to
    });
    jury.awa.desk.sign_minutes(jury.session, jury.seats[0], &paper, None).unwrap();
    let [one, other] = ["one.p7s", "other.p7s"].map(|name| jury.awa.path(name));
    let (session, desk) = (jury.session, &jury.awa.desk);
    let first = desk.collect(session, &paper, std::slice::from_ref(&chloe), None).unwrap();
    assert_eq!(first.noted, ["Chloé Petit"]);
    assert_eq!((first.known, first.missing), (vec!["Awa Diallo".to_owned()], vec!["Bruno Roche".to_owned()]));
    let all = desk.collect(session, &paper, &[bruno.clone(), chloe.clone()], Some(&one)).unwrap();
    assert_eq!((all.noted, all.missing.len(), all.required), (vec!["Bruno Roche".to_owned()], 0, 3));
    desk.collect(session, &paper, &[chloe, one.clone(), bruno], Some(&other)).unwrap();
    assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&other).unwrap());
    let found = verify_together(&[paper], &[one]).unwrap();
    assert_eq!(found[0].verdict, PaperVerdict::Intact);
    assert_eq!(found[0].beside.iter().filter(|one| one.holds).count(), 2);
    // Their own logs come later, by file: the same signatures, told twice and counted once.
    jury.awa_collects();
    let missing = jury.awa.look(session, |it| it.members_who_have_not_signed().len());
    assert_eq!(missing, 0);
}

#[test]
fn an_answer_about_other_minutes_or_a_changed_file_is_not_taken_in() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let paper = minutes(&jury, "pv.pdf", EditionChoice::Original);
    closed(&jury);
    let answer = jury.bruno.path("answer.p7s");
    jury.bruno.desk.sign_beside(jury.session, jury.seats[1], &paper, &answer, &Default::default()).unwrap();
    let other = jury.awa.path("other.pdf");
    std::fs::write(&other, [&std::fs::read(&paper).unwrap()[..], b"\n%more\n%%EOF"].concat()).unwrap();
    let taken = jury.awa.desk.collect(jury.session, &other, &[answer], None);
    assert_eq!(Laptop::code(taken), "answer-not-valid");
    jury.awa.desk.sign_minutes(jury.session, jury.seats[0], &paper, None).unwrap();
    std::fs::write(&other, [&std::fs::read(&paper).unwrap()[..], b"more"].concat()).unwrap();
    assert_eq!(Laptop::code(jury.awa.desk.collect(jury.session, &other, &[], None)), "paper-not-intact");
    assert_eq!(signatures(&jury.awa, &jury), 1);
}

#[test]
fn a_member_signs_with_a_reserve_under_the_certifier_s_authority() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let paper = minutes(&jury, "pv.pdf", EditionChoice::Original);
    closed(&jury);
    let [authority, request, issued] = ["ca.pem", "bruno.csr", "bruno.pem"].map(|name| jury.office.path(name));
    assert_eq!(Laptop::code(jury.office.desk.authority(None, &authority)), "no-authority");
    let published = jury.office.desk.authority(Some("École de l’exemple"), &authority).unwrap();
    assert_eq!(jury.office.desk.authority(Some("Autre"), &authority).unwrap(), published, "it is made once");
    let asked = jury.bruno.desk.request_certificate(Some("Bruno Roche"), &request).unwrap();
    assert_eq!(jury.office.desk.issue_certificate(&request, &issued).unwrap().words, asked.words);
    assert_eq!(Laptop::code(jury.chloe.desk.keep_certificate(&issued)), "signing-key-unusable", "it is not her key's");
    assert_eq!(jury.bruno.desk.keep_certificate(&issued).unwrap().issuer, "École de l’exemple");

    let reserve = "La fiche 3 n’a pas été discutée.";
    let hand = Hand { reserve: Some(reserve.into()), ..Hand::default() };
    jury.bruno.desk.sign_minutes(jury.session, jury.seats[1], &paper, Some(&hand)).unwrap();
    let found = verify_paper(&paper).unwrap();
    let own = &found.signatures[0];
    assert_eq!((own.subject.as_str(), own.issuer.as_str()), ("Bruno Roche", "École de l’exemple"));
    assert_eq!(own.authority, Some(published), "the fingerprint that the office published");
    assert!(own.reason.contains(reserve) && found.intact, "{own:?}");
    let long = Hand { reserve: Some("x".repeat(501)), ..Hand::default() };
    let refused = jury.chloe.desk.sign_minutes(jury.session, jury.seats[2], &paper, Some(&long));
    assert_eq!(Laptop::code(refused), "reserve-too-long");
}

/// veraPDF, pyHanko, pdfsig and qpdf find three sound signatures in the paper, and no fault.
fn others_agree(paper: &Path) {
    let path = paper.to_str().unwrap();
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/tools/verapdf.sh");
    let verapdf = std::env::var_os("DELIBERE_VERAPDF").map_or(beside, Into::into);
    match said("bash", &[verapdf.to_str().unwrap(), "3b,ua1", path]) {
        Some(words) if words.contains("failedChecks") => assert_eq!(words.matches("PASS").count(), 2, "{words}"),
        _ => missing("veraPDF"),
    }
    match said("pdfsig", &["-nocert", path]) {
        Some(words) => assert_eq!(words.matches("Signature is Valid").count(), 3, "{words}"),
        None => missing("pdfsig"),
    }
    match said("qpdf", &["--check", path]) {
        Some(words) => assert!(words.contains("No syntax or stream encoding errors found"), "{words}"),
        None => missing("qpdf"),
    }
    match said("pyhanko", &["sign", "validate", "--pretty-print", "--no-revocation-check", path]) {
        Some(words) => {
            assert_eq!(words.matches("The signature is cryptographically sound.").count(), 3, "{words}");
            assert!(!words.contains("suspicious"), "{words}");
        }
        None => missing("pyHanko"),
    }
}

/// What a program says, on both of its voices; `None` when it is not there.
fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Program::new(program).args(arguments).output().ok()?;
    Some(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

fn missing(what: &str) {
    eprintln!("\n*** NOT CHECKED: {what} is not on this machine ***\n");
}
