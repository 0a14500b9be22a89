//! Grading alone, sealing, confronting.

use super::check;
use crate::command::Command;
use crate::event::Event;
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, PersonId};
use crate::person::{PriorBlock, PriorKind};
use crate::session::facts::{Attendance, AttendanceStatus};
use crate::testing::Stage;
use crate::testing::papers::{A, EC, NA};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, RENE};

fn mark(criterion: &str, rating: Option<Rating>, comment: &str) -> Command {
    Command::Mark { candidate: INES, criterion: criterion.into(), mark: Mark { rating, comment: comment.into() } }
}

fn seal(candidate: CandidateId) -> Command {
    Command::SealSheet { candidate }
}

fn attends(status: AttendanceStatus) -> Command {
    Command::RecordAttendance {
        candidate: INES,
        trial: None,
        attendance: Attendance { status, at: None, note: String::new() },
    }
}

fn recuse(juror: PersonId) -> Command {
    Command::DeclareRecusal { juror, candidate: INES, ground: "A formé la candidate".into() }
}

fn open(exception: &str) -> Command {
    Command::OpenConfrontation { exception: exception.into() }
}

#[test]
fn a_member_marks_on_the_scale_of_the_reglement() {
    let stage = Stage::pocket();
    for rating in [NA, A, Rating::NotObserved, Rating::NotApplicable] {
        check(&stage, BRUNO, &mark("P1.CP.1", Some(rating), ""), "40");
    }
    check(&stage, BRUNO, &mark("P1.CP.1", Some(Rating::Level { index: 3 }), ""), "not-on-scale");
    check(&stage, BRUNO, &mark("P1.CP.1", Some(Rating::Score { hundredths: 1200 }), ""), "not-on-scale");
}

#[test]
fn twenty_and_a_half_is_no_score_out_of_twenty() {
    let stage = Stage::pocket_scored();
    for (hundredths, expect) in [(2000, "40"), (0, "40"), (1250, "40"), (2050, "not-on-scale"), (-50, "not-on-scale")] {
        check(&stage, BRUNO, &mark("P1.CP.1", Some(Rating::Score { hundredths }), ""), expect);
    }
    check(&stage, BRUNO, &mark("P1.CP.1", Some(Rating::Score { hundredths: 1210 }), ""), "not-on-scale");
    check(&stage, BRUNO, &mark("P1.CP.1", Some(A), ""), "not-on-scale");
    check(&stage, BRUNO, &mark("MEM.S", Some(Rating::Score { hundredths: 1400 }), ""), "40");
}

#[test]
fn nobody_but_members_marks() {
    let stage = Stage::pocket();
    check(&stage, AWA, &mark("P1.CP.1", Some(A), ""), "40");
    check(&stage, ODILE, &mark("P1.CP.1", Some(A), ""), "not-allowed");
    check(&stage, RENE, &mark("P1.CP.1", Some(A), ""), "not-allowed");
}

#[test]
fn the_same_mark_again_writes_nothing() {
    let mut stage = Stage::pocket();
    check(&stage, BRUNO, &mark("P1.CP.1", None, ""), "nothing");
    stage.does(BRUNO, mark("P1.CP.1", Some(A), "Clair"));
    check(&stage, BRUNO, &mark("P1.CP.1", Some(A), "Clair"), "nothing");
    check(&stage, BRUNO, &mark("P1.CP.1", Some(A), "Très clair"), "40");
    check(&stage, BRUNO, &mark("P1.CP.1", None, ""), "40");
    check(&stage, CHLOE, &mark("P1.CP.1", Some(A), "Clair"), "40");
}

#[test]
fn a_criterion_is_one_of_the_candidate_s_grid() {
    let stage = Stage::pocket();
    check(&stage, BRUNO, &mark("P3.CP.2", Some(A), ""), "40");
    check(&stage, BRUNO, &mark("MEM.2", Some(A), ""), "40");
    for criterion in ["P4.CP.1", "P1", "P1.CP", "", "MEM.S"] {
        check(&stage, BRUNO, &mark(criterion, Some(A), ""), "unknown-criterion");
    }
}

#[test]
fn a_bloc_acquired_before_is_not_graded() {
    let mut stage = Stage::pocket();
    let prior = PriorBlock { block: "P1".into(), kind: PriorKind::Acquired, proof: "PV 2025-014".into(), on: None };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: INES, prior });
    check(&stage, BRUNO, &mark("P1.CP.1", Some(A), ""), "part-is-prior");
    stage.rates(BRUNO, INES, A);
    check(&stage, BRUNO, &seal(INES), "42");
}

#[test]
fn a_recused_juror_cannot_mark() {
    let mut stage = Stage::pocket();
    stage.does(AWA, recuse(BRUNO));
    check(&stage, BRUNO, &mark("P1.CP.1", Some(A), ""), "recused");
    check(&stage, BRUNO, &Command::Observe { candidate: INES, text: "Bien".into() }, "recused");
    check(&stage, BRUNO, &seal(INES), "recused");
    check(&stage, CHLOE, &mark("P1.CP.1", Some(A), ""), "40");
}

#[test]
fn an_absent_candidate_is_not_graded() {
    use AttendanceStatus::{AbsentJustified, AbsentUnjustified, Excluded, Late};
    for status in [AbsentJustified, AbsentUnjustified, Excluded] {
        let mut stage = Stage::pocket();
        stage.does(ODILE, attends(status));
        check(&stage, BRUNO, &mark("P1.CP.1", Some(A), ""), "nothing-to-grade");
        check(&stage, BRUNO, &seal(INES), "nothing-to-grade");
    }
    let mut stage = Stage::pocket();
    stage.does(ODILE, attends(Late));
    check(&stage, BRUNO, &mark("P1.CP.1", Some(A), ""), "40");
}

#[test]
fn a_candidate_who_left_keeps_what_was_given_and_receives_no_more() {
    let mut stage = Stage::pocket();
    stage.does(BRUNO, mark("P1.CP.1", Some(A), "")).does(ODILE, attends(AttendanceStatus::Abandoned));
    check(&stage, BRUNO, &mark("P1.CP.2", Some(A), ""), "nothing-to-grade");
    check(&stage, BRUNO, &seal(INES), "42");
    check(&stage, CHLOE, &seal(INES), "nothing-to-grade");
}

#[test]
fn a_sheet_is_sealed_whole() {
    let mut stage = Stage::pocket();
    assert_eq!(stage.tries(BRUNO, &seal(INES)).unwrap_err().args()[0], ("count", "8"));
    stage.rates(BRUNO, INES, A).does(BRUNO, mark("MEM.2", None, "Je ne sais pas encore"));
    let refusal = stage.tries(BRUNO, &seal(INES)).unwrap_err();
    assert_eq!(refusal.args(), [("count", "1"), ("criteria", "MEM.2")]);
    stage.does(BRUNO, mark("MEM.2", Some(Rating::NotObserved), ""));
    stage.does(BRUNO, mark("MEM.1", Some(Rating::NotApplicable), ""));
    check(&stage, BRUNO, &seal(INES), "42");
}

#[test]
fn a_seal_carries_the_digest_and_the_number_of_marks_of_its_sheet() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, A);
    let events = stage.tries(BRUNO, &seal(INES)).unwrap();
    let Some(Event::SheetSealed(sealed)) = events.first() else { panic!("{events:?}") };
    assert_eq!(sealed.marks, 8);
    assert_eq!(sealed.digest, crate::grading::seal::digest(&stage.session, BRUNO, INES));
}

#[test]
fn a_sealed_sheet_does_not_change() {
    let mut stage = Stage::pocket();
    stage.rates_and_seals(BRUNO, INES, A);
    check(&stage, BRUNO, &mark("P1.CP.1", Some(NA), ""), "sheet-sealed");
    check(&stage, BRUNO, &Command::Observe { candidate: INES, text: "Bien".into() }, "sheet-sealed");
    check(&stage, BRUNO, &seal(INES), "sheet-sealed");
    check(&stage, CHLOE, &mark("P1.CP.1", Some(NA), ""), "40");
}

#[test]
fn a_juror_who_gave_two_marks_on_two_laptops_says_which_before_sealing() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, A);
    let other = stage.tries(BRUNO, &mark("P1.CP.1", Some(EC), "")).unwrap();
    stage.write_on_second_laptop(BRUNO, other);
    check(&stage, BRUNO, &seal(INES), "disagreement");
    stage.does(BRUNO, mark("P1.CP.1", Some(A), ""));
    check(&stage, BRUNO, &seal(INES), "42");
}

#[test]
fn an_observation_is_written_once_and_may_change() {
    let mut stage = Stage::pocket();
    let observe = |text: &str| Command::Observe { candidate: INES, text: text.into() };
    check(&stage, BRUNO, &observe(""), "nothing");
    stage.does(BRUNO, observe("Solide"));
    check(&stage, BRUNO, &observe("Solide"), "nothing");
    check(&stage, BRUNO, &observe(""), "41");
    check(&stage, BRUNO, &observe(&"x".repeat(10_001)), "too-long");
}

#[test]
fn nobody_sees_marks_before_all_are_sealed() {
    let mut stage = Stage::pocket();
    for juror in [AWA, BRUNO, CHLOE] {
        stage.rates_and_seals(juror, INES, A);
    }
    stage.rates_and_seals(AWA, JONAS, A);
    let refusal = stage.tries(AWA, &open("")).unwrap_err();
    assert_eq!((refusal.code(), refusal.args()), ("not-all-sealed", vec![("count", "2")]));
    check(&stage, BRUNO, &open("Chloé est souffrante"), "not-allowed");
    check(&stage, AWA, &open("Chloé est souffrante"), "50");
}

#[test]
fn absent_candidates_and_recused_jurors_keep_no_confrontation_waiting() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, attends(AttendanceStatus::AbsentJustified));
    let bruno = Command::DeclareRecusal { juror: BRUNO, candidate: JONAS, ground: "Son employeur".into() };
    stage.does(AWA, bruno).rates_and_seals(AWA, JONAS, A).rates_and_seals(CHLOE, JONAS, A);
    check(&stage, AWA, &open(""), "50");
}

#[test]
fn an_exception_that_was_not_needed_is_not_written() {
    let mut stage = Stage::pocket();
    for candidate in [INES, JONAS] {
        for juror in [AWA, BRUNO, CHLOE] {
            stage.rates_and_seals(juror, candidate, A);
        }
    }
    let events = stage.tries(AWA, &open("Au cas où")).unwrap();
    assert!(matches!(&events[..], [Event::ConfrontationOpened(fact)] if fact.exception.is_empty()));
}

#[test]
fn once_the_confrontation_is_open_nothing_is_marked() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, A).does(AWA, open("Tous les membres sont d'accord"));
    check(&stage, BRUNO, &mark("P1.CP.1", Some(NA), ""), "confrontation-open");
    check(&stage, BRUNO, &Command::Observe { candidate: INES, text: "Bien".into() }, "confrontation-open");
    check(&stage, AWA, &open(""), "nothing");
}

#[test]
fn a_session_without_candidate_confronts_nothing() {
    let mut stage = Stage::pocket();
    for candidate in [INES, JONAS] {
        stage.does(ODILE, Command::WithdrawCandidate { candidate, ground: "Report".into() });
    }
    check(&stage, AWA, &open(""), "no-candidate");
}
