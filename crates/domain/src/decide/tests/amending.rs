//! Two rectificatifs written apart: nobody's order settles what two people say, a third rectificatif does.

use crate::command::{AmendedDecision, Command};
use crate::decide::amendment::next_number;
use crate::decide::closing::signature_in_force;
use crate::deliberation::{Outcome, PartStatus};
use crate::event::Event;
use crate::id::{CandidateId, Digest};
use crate::minutes::compose::{Colophon, EditionChoice, compose};
use crate::minutes::{Edition, Minutes};
use crate::papers::Kind;
use crate::papers::offer::{ready, ready_for};
use crate::refusal::Refusal;
use crate::session::dispute::Dispute;
use crate::session::disputes;
use crate::testing::Stage;
use crate::testing::people::{AWA, INES, JONAS, at};

fn amend(number: &str, candidate: CandidateId, parts: &[&str]) -> Command {
    let decision = AmendedDecision {
        candidate,
        outcome: Outcome::Partial,
        parts_validated: parts.iter().map(|part| (*part).to_owned()).collect(),
        mention: String::new(),
        ground: "Erreur de report".to_owned(),
    };
    Command::Amend {
        number: number.to_owned(),
        corrects: Digest([7; 32]),
        reason: "Erreur matérielle".to_owned(),
        at: at(19, 0),
        decisions: vec![decision],
    }
}

/// Two laptops of the president, that have not seen each other, each write a rectificatif.
fn amended_apart(one: &Command, other: &Command) -> Stage {
    let mut stage = Stage::pocket().closed();
    let written = |command: &Command| -> Vec<Event> { stage.tries(AWA, command).unwrap() };
    let (one, other) = (written(one), written(other));
    stage.write_apart(AWA, one).write_on_second_laptop(AWA, other);
    stage
}

fn contradicting() -> Stage {
    amended_apart(&amend("PV-2", INES, &["P1"]), &amend("PV-3", INES, &["P1", "P2"]))
}

fn validated(stage: &Stage, candidate: CandidateId) -> Option<usize> {
    let decision = stage.session.decision(candidate)?;
    Some(decision.parts.iter().filter(|part| part.status == PartStatus::Validated).count())
}

fn minutes(stage: &Stage, choice: EditionChoice) -> Minutes {
    let colophon = Colophon { software: "Délibéré 0.1.0".to_owned(), words: Vec::new() };
    compose(&stage.session, choice, &colophon).unwrap()
}

#[test]
fn the_number_offered_for_a_rectificatif_is_that_of_the_minutes_and_the_first_free_rank() {
    assert_eq!(next_number(&Stage::pocket().session), None);
    let mut stage = Stage::pocket().closed();
    assert_eq!(next_number(&stage.session).as_deref(), Some("PV-2026-0001-R1"));
    stage.does(AWA, amend("pv-2026-0001-r1", INES, &["P1"]));
    assert_eq!(next_number(&stage.session).as_deref(), Some("PV-2026-0001-R2"));
    stage.does(AWA, amend("PV-2026-0001-R3", JONAS, &["P1"]));
    assert_eq!(next_number(&stage.session).as_deref(), Some("PV-2026-0001-R2"), "a rank that somebody skipped is free");
}

#[test]
fn two_rectificatifs_written_apart_disagree_and_no_decision_stands() {
    let stage = contradicting();
    assert_eq!(disputes(&stage.session), [Dispute::Amendment { candidate: INES }]);
    assert_eq!(validated(&stage, INES), None, "neither of the two is in force");
    assert_eq!(validated(&stage, JONAS), Some(4), "nobody amended his");
}

#[test]
fn a_third_rectificatif_may_repeat_either_side_and_settles_it() {
    for (parts, expected) in [(&["P1"][..], 1), (&["P1", "P2"][..], 2)] {
        let mut stage = contradicting();
        stage.does(AWA, amend("PV-4", INES, parts));
        assert_eq!((disputes(&stage.session), validated(&stage, INES)), (vec![], Some(expected)));
    }
}

#[test]
fn two_rectificatifs_that_say_the_same_do_not_disagree() {
    let stage = amended_apart(&amend("PV-2", INES, &["P1"]), &amend("PV-3", INES, &["P1"]));
    assert_eq!((disputes(&stage.session), validated(&stage, INES)), (vec![], Some(1)));
}

#[test]
fn rectificatifs_about_two_candidates_both_stand() {
    let stage = amended_apart(&amend("PV-2", INES, &["P1"]), &amend("PV-3", JONAS, &["P1", "P2"]));
    assert_eq!(disputes(&stage.session), []);
    assert_eq!((validated(&stage, INES), validated(&stage, JONAS)), (Some(1), Some(2)));
    assert!(signature_in_force(&stage.session, AWA).is_none());
}

#[test]
fn papers_that_say_what_the_jury_decided_wait_for_the_third_and_those_of_others_do_not() {
    let mut stage = contradicting();
    let waits = Err(Refusal::Disagreement { count: "1".to_owned() });
    assert_eq!(ready(&stage.session, Kind::Proclamation), waits);
    assert_eq!(ready_for(&stage.session, Kind::Results, INES), waits);
    assert_eq!(ready_for(&stage.session, Kind::Results, JONAS), Ok(()));
    assert_eq!(ready(&stage.session, Kind::Amendment), Ok(()), "each of the two can be drawn again");
    stage.does(AWA, amend("PV-4", INES, &["P1"]));
    assert_eq!(ready(&stage.session, Kind::Proclamation), Ok(()));
    assert_eq!(ready_for(&stage.session, Kind::Results, INES), Ok(()));
}

#[test]
fn each_rectificatif_prints_what_its_author_knew() {
    let mut stage = contradicting();
    stage.does(AWA, amend("PV-4", JONAS, &["P1", "P2"]));
    let told = |place: usize| {
        let minutes = minutes(&stage, EditionChoice::Amendment(place));
        let Edition::Amendment { corrects, .. } = minutes.edition else { panic!("an original") };
        let outcomes: Vec<_> =
            minutes.candidates.iter().map(|line| line.decision.as_ref().map(|one| one.outcome)).collect();
        (minutes.number, corrects, outcomes)
    };
    let (partial, awarded) = (Some(Outcome::Partial), Some(Outcome::Awarded));
    let first = |number: &str| (number.to_owned(), "PV-2026-0001".to_owned(), vec![partial, awarded]);
    let [one, other] = [told(0), told(1)];
    assert!(
        [first("PV-2"), first("PV-3")].iter().all(|edition| [&one, &other].contains(&edition)),
        "{one:?} {other:?}"
    );
    assert_eq!(told(2), ("PV-4".to_owned(), other.0, vec![None, partial]), "Inès is still disputed");
    assert_eq!(minutes(&stage, EditionChoice::InForce).number, "PV-4");
}
