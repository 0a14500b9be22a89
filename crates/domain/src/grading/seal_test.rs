//! What a seal proves: the sheet to the letter, and nothing of another sheet.

use crate::command::Command;
use crate::grading::{Mark, seal};
use crate::testing::Stage;
use crate::testing::papers::{A, EC};
use crate::testing::people::{AWA, BRUNO, INES, JONAS};

fn mark(criterion: &str, comment: &str) -> Command {
    let mark = Mark { rating: Some(A), comment: comment.to_owned() };
    Command::Mark { candidate: INES, criterion: criterion.to_owned(), mark }
}

#[test]
fn a_changed_comma_changes_the_digest() {
    let (mut one, mut other) = (Stage::pocket(), Stage::pocket());
    one.does(BRUNO, mark("P1.CP.1", "Clair, complet"));
    other.does(BRUNO, mark("P1.CP.1", "Clair complet"));
    assert_ne!(seal::digest(&one.session, BRUNO, INES), seal::digest(&other.session, BRUNO, INES));
}

#[test]
fn words_moved_from_the_comment_to_the_observation_change_the_digest() {
    let (mut one, mut other) = (Stage::pocket(), Stage::pocket());
    one.does(BRUNO, mark("P1.CP.1", "ab"));
    other.does(BRUNO, mark("P1.CP.1", "a"));
    other.does(BRUNO, Command::Observe { candidate: INES, text: "b".to_owned() });
    assert_ne!(seal::digest(&one.session, BRUNO, INES), seal::digest(&other.session, BRUNO, INES));
}

#[test]
fn the_order_of_marking_does_not_change_the_digest() {
    let (mut one, mut other) = (Stage::pocket(), Stage::pocket());
    one.does(BRUNO, mark("P1.CP.1", "")).does(BRUNO, mark("P1.CP.2", ""));
    other.does(BRUNO, mark("P1.CP.2", "")).does(BRUNO, mark("P1.CP.1", ""));
    assert_eq!(seal::digest(&one.session, BRUNO, INES), seal::digest(&other.session, BRUNO, INES));
}

#[test]
fn a_mark_taken_back_is_as_if_never_given() {
    let mut stage = Stage::pocket();
    let before = seal::digest(&stage.session, BRUNO, INES);
    stage.does(BRUNO, mark("P1.CP.1", ""));
    let taken_back = Mark::default();
    stage.does(BRUNO, Command::Mark { candidate: INES, criterion: "P1.CP.1".to_owned(), mark: taken_back });
    assert_eq!(seal::digest(&stage.session, BRUNO, INES), before);
    assert_eq!(seal::marks(&stage.session, BRUNO, INES), 0);
}

#[test]
fn a_sealed_sheet_is_intact_and_an_open_one_says_nothing() {
    let mut stage = Stage::pocket();
    stage.rates_and_seals(BRUNO, INES, A);
    assert_eq!(seal::is_intact(&stage.session, BRUNO, INES), Some(true));
    assert_eq!(seal::is_intact(&stage.session, AWA, INES), None);
}

#[test]
fn a_mark_that_came_from_a_copy_of_the_laptop_breaks_the_seal() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, A);
    let mut copy = stage.clone();
    stage.does(BRUNO, Command::SealSheet { candidate: INES });
    copy.rates(BRUNO, INES, EC);
    stage.entries.extend(copy.entries);
    let session = crate::session::fold::fold(stage.session.id, &stage.entries).unwrap();
    assert_eq!(seal::is_intact(&session, BRUNO, INES), Some(false));
}

#[test]
fn the_line_of_a_member_covers_each_sealed_sheet() {
    let mut stage = Stage::pocket();
    let none = seal::seal_line(&stage.session, BRUNO);
    stage.rates_and_seals(BRUNO, JONAS, A);
    let one = seal::seal_line(&stage.session, BRUNO);
    stage.rates_and_seals(BRUNO, INES, A);
    let two = seal::seal_line(&stage.session, BRUNO);
    assert_eq!((none.0, one.0, two.0), (0, 1, 2));
    assert!(none.1 != one.1 && one.1 != two.1);
    assert_ne!(seal::seal_line(&stage.session, AWA).1, none.1);
}
