//! Candidates: who is registered, with what.

use super::check;
use crate::command::Command;
use crate::id::CandidateId;
use crate::person::{Accommodation, CandidateFile, CivilStatus, PriorBlock, PriorKind};
use crate::testing::Stage;
use crate::testing::people::{AWA, BRUNO, INES, JONAS, ODILE, born, candidate, details, june};

const KARIM: CandidateId = CandidateId([0x33; 16]);

fn karim() -> CandidateFile {
    candidate("3", "Karim", "Benali", "P3")
}

fn admit(file: CandidateFile, civil: Option<CivilStatus>) -> Command {
    Command::AdmitCandidate { candidate: KARIM, file, civil }
}

fn correct_ines(file: CandidateFile) -> Command {
    Command::CorrectCandidate { candidate: INES, file, civil: None }
}

fn prior(block: &str, proof: &str) -> Command {
    let prior = PriorBlock { block: block.into(), kind: PriorKind::Acquired, proof: proof.into(), on: Some(june(1)) };
    Command::RecordPriorBlock { candidate: INES, prior }
}

#[test]
fn a_candidate_is_registered_with_or_without_civil_status() {
    let stage = Stage::pocket();
    check(&stage, ODILE, &admit(karim(), None), "10");
    check(&stage, ODILE, &admit(karim(), Some(born("Karim", "Benali", 3))), "10 12");
}

#[test]
fn a_member_registers_nobody() {
    check(&Stage::pocket(), BRUNO, &admit(karim(), None), "not-allowed");
}

#[test]
fn two_candidates_never_have_the_same_number() {
    let stage = Stage::pocket();
    check(&stage, ODILE, &admit(CandidateFile { number: " 1 ".into(), ..karim() }, None), "number-taken");
    check(&stage, ODILE, &correct_ines(candidate("2", "Inès", "Moreau", "P3")), "number-taken");
}

#[test]
fn the_number_of_a_candidate_who_withdrew_is_free_again() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, Command::WithdrawCandidate { candidate: INES, ground: "Report".into() });
    check(&stage, ODILE, &admit(CandidateFile { number: "1".into(), ..karim() }, None), "10");
}

#[test]
fn the_same_person_is_registered_once() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, admit(karim(), Some(born("Karim", "Benali", 3))));
    let again = |file: CandidateFile, civil| Command::AdmitCandidate { candidate: CandidateId([4; 16]), file, civil };
    let other_number = CandidateFile { number: "4".into(), ..karim() };
    check(&stage, ODILE, &again(other_number.clone(), Some(born("KARIM", "benali", 3))), "candidate-exists");
    check(&stage, ODILE, &again(karim(), None), "candidate-exists");
    check(&stage, ODILE, &admit(other_number, None), "candidate-exists");
}

#[test]
fn homonyms_born_on_other_days_are_two_people() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, admit(karim(), Some(born("Karim", "Benali", 3))));
    let file = CandidateFile { number: "4".into(), ..karim() };
    let civil = Some(born("Karim", "Benali", 4));
    check(&stage, ODILE, &Command::AdmitCandidate { candidate: CandidateId([4; 16]), file, civil }, "10 12");
}

#[test]
fn an_option_is_one_of_the_referentiel() {
    let stage = Stage::pocket();
    for option in ["", "P1", "MEM", "p3", "P9"] {
        check(&stage, ODILE, &admit(CandidateFile { option: option.into(), ..karim() }, None), "unknown-option");
    }
}

#[test]
fn attempts_are_counted_from_one_up_to_the_reglement_s_limit() {
    let stage = Stage::pocket();
    for (attempt, expect) in [(0, "missing"), (1, "10"), (3, "10"), (4, "too-many-attempts")] {
        check(&stage, ODILE, &admit(CandidateFile { attempt, ..karim() }, None), expect);
    }
}

#[test]
fn names_are_written_short_and_hide_nothing() {
    let stage = Stage::pocket();
    for (name, expect) in [
        ("  ", "missing"),
        ("Ben\u{202e}ali", "hidden-characters"),
        ("Ben\0ali", "hidden-characters"),
        ("Ben\nali", "hidden-characters"),
    ] {
        check(&stage, ODILE, &admit(CandidateFile { family_name: name.into(), ..karim() }, None), expect);
    }
    let long = CandidateFile { family_name: "x".repeat(10_000), ..karim() };
    check(&stage, ODILE, &admit(long, None), "too-long");
}

#[test]
fn a_civil_status_is_one_that_can_be_deposited() {
    let stage = Stage::pocket();
    let sound = born("Karim", "Benali", 3);
    let four = ["Karim", "Ali", "Samir", "Yanis"].map(str::to_owned).to_vec();
    for (civil, expect) in [
        (CivilStatus { birth_name: "x".repeat(61), ..sound.clone() }, "too-long"),
        (CivilStatus { given_names: vec![], ..sound.clone() }, "missing"),
        (CivilStatus { given_names: four, ..sound.clone() }, "too-long"),
        (CivilStatus { birth_insee: Some("75 20".into()), ..sound.clone() }, "bad-insee"),
        (CivilStatus { birth_insee: Some("99109".into()), ..sound.clone() }, "10 12"),
        (CivilStatus { born_on: june(12), ..sound }, "dates-reversed"),
    ] {
        check(&stage, ODILE, &admit(karim(), Some(civil)), expect);
    }
}

#[test]
fn a_correction_that_changes_nothing_writes_nothing() {
    let mut stage = Stage::pocket();
    let same = candidate("1", "Inès", "Moreau", "P3");
    check(&stage, ODILE, &correct_ines(same.clone()), "nothing");
    let civil = Some(born("Inès", "Moreau", 1));
    stage.does(ODILE, Command::CorrectCandidate { candidate: INES, file: same.clone(), civil: civil.clone() });
    check(&stage, ODILE, &Command::CorrectCandidate { candidate: INES, file: same.clone(), civil }, "nothing");
    check(&stage, ODILE, &Command::CorrectSession { details: details() }, "nothing");
    check(&stage, ODILE, &correct_ines(CandidateFile { option: "P4".into(), ..same }), "11");
}

#[test]
fn two_corrections_made_apart_are_settled_by_writing_either_again() {
    let mut stage = Stage::pocket();
    let wanted = |family_name: &str| candidate("1", "Inès", family_name, "P3");
    let odile = stage.tries(ODILE, &correct_ines(wanted("Moreau-Diaz"))).unwrap();
    let awa = stage.tries(AWA, &correct_ines(wanted("Moreaux"))).unwrap();
    stage.write(AWA, vec![]).write(ODILE, odile).write_apart(AWA, awa);
    assert!(stage.session.candidates[&INES].file.is_disputed());
    check(&stage, ODILE, &correct_ines(wanted("Moreaux")), "11");
    stage.does(ODILE, correct_ines(wanted("Moreaux")));
    assert!(!stage.session.candidates[&INES].file.is_disputed());
}

#[test]
fn a_candidate_who_withdrew_receives_nothing_any_more() {
    let mut stage = Stage::pocket();
    let withdraw = |ground: &str| Command::WithdrawCandidate { candidate: INES, ground: ground.into() };
    check(&stage, ODILE, &withdraw(" "), "missing");
    stage.does(ODILE, withdraw("Abandon de la formation"));
    check(&stage, ODILE, &withdraw("Encore"), "candidate-withdrawn");
    check(&stage, ODILE, &correct_ines(candidate("1", "Inès", "Moreau", "P4")), "candidate-withdrawn");
    check(&stage, ODILE, &prior("P1", "PV 2025-014"), "candidate-withdrawn");
    check(&stage, AWA, &Command::SealSheet { candidate: INES }, "candidate-withdrawn");
}

#[test]
fn a_bloc_brought_is_one_of_the_candidate_s_and_has_a_proof() {
    let mut stage = Stage::pocket();
    for (block, proof, expect) in [
        ("P1", "PV 2025-014", "14"),
        ("P3", "PV 2025-014", "14"),
        ("MEM", "PV 2025-014", "14"),
        ("P4", "PV 2025-014", "unknown-part"),
        ("P1.CP", "PV 2025-014", "unknown-part"),
        ("P1", "", "missing"),
    ] {
        check(&stage, ODILE, &prior(block, proof), expect);
    }
    stage.does(ODILE, prior("P1", "PV 2025-014"));
    check(&stage, ODILE, &prior("P1", "PV 2025-014"), "nothing");
}

#[test]
fn an_accommodation_says_its_measure() {
    let grant = |measure: &str| Command::GrantAccommodation {
        candidate: JONAS,
        accommodation: Accommodation { measure: measure.into(), extra_time_percent: 33, decided_on: None },
    };
    check(&Stage::pocket(), ODILE, &grant("Tiers temps"), "15");
    check(&Stage::pocket(), ODILE, &grant(""), "missing");
}
