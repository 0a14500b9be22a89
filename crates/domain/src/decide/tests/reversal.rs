//! Reversing an import: what it had brought stops counting, whatever the order, and nothing is lost.

use proptest::prelude::*;

use crate::command::Command;
use crate::event::{EntryRange, Event, ImportReversed, ReversalLifted};
use crate::grading::{Mark, Rating};
use crate::id::{Digest, PersonId};
use crate::log::Logged;
use crate::recount::recount;
use crate::session::fold::fold;
use crate::session::{AsideReason, Session};
use crate::testing::Stage;
use crate::testing::draw::Draw;
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, RENE};

const BUNDLE: Digest = Digest([0xb7; 32]);
const GROUND: &str = "Fichier d'une autre session";

/// What somebody's laptop has written so far, as one range.
fn everything_of(stage: &Stage, by: PersonId) -> EntryRange {
    let log = stage.session.authors.iter().find(|(_, author)| author.person == by).map(|(log, _)| *log).unwrap();
    let last = stage.entries.iter().rfind(|logged| logged.entry.header.log == log).unwrap();
    EntryRange { log, from: 1, to: last.entry.header.seq, hash: last.hash }
}

fn reversal(ranges: Vec<EntryRange>) -> Command {
    Command::ReverseImport { bundle: BUNDLE, ranges, ground: GROUND.to_owned() }
}

fn level(index: u8) -> Rating {
    Rating::Level { index }
}

fn mark(criterion: &str, index: u8) -> Command {
    Command::Mark {
        candidate: INES,
        criterion: criterion.to_owned(),
        mark: Mark { rating: Some(level(index)), comment: String::new() },
    }
}

fn marks_of(session: &Session, by: PersonId) -> usize {
    session.sheets.iter().filter(|((juror, _), _)| *juror == by).map(|(_, sheet)| sheet.marks.len()).sum()
}

fn set_aside(session: &Session) -> usize {
    session.set_aside.iter().filter(|aside| aside.reason == AsideReason::Reversed).count()
}

#[test]
fn what_a_reversed_import_brought_does_not_count_and_is_kept() {
    let mut stage = Stage::pocket();
    stage.rates_and_seals(BRUNO, INES, level(1)).rates_and_seals(CHLOE, INES, level(2));
    let (entries, of_chloe) = (stage.entries.len(), marks_of(&stage.session, CHLOE));
    stage.does(AWA, reversal(vec![everything_of(&stage.clone(), BRUNO)]));
    let session = &stage.session;
    assert_eq!((marks_of(session, BRUNO), session.sealed(BRUNO, INES)), (0, false));
    assert_eq!((marks_of(session, CHLOE), session.sealed(CHLOE, INES)), (of_chloe, true));
    assert!(set_aside(session) > 1, "marks and the seal: {}", set_aside(session));
    assert!(stage.entries.len() > entries, "nothing is removed");
    assert!(session.authors.values().any(|author| author.person == BRUNO), "Bruno's log still writes");
}

#[test]
fn what_the_author_writes_afterwards_counts() {
    let mut stage = Stage::pocket();
    stage.does(BRUNO, mark("P1.CP.1", 0));
    stage.does(AWA, reversal(vec![everything_of(&stage.clone(), BRUNO)]));
    stage.does(BRUNO, mark("P1.CP.1", 2));
    let sheet = &stage.session.sheets[&(BRUNO, INES)];
    assert_eq!(
        sheet.marks.get("P1.CP.1").and_then(|mark| mark.settled().cloned()).and_then(|mark| mark.rating),
        Some(level(2))
    );
}

#[test]
fn a_mark_that_was_replaced_comes_back_when_what_replaced_it_is_reversed() {
    let mut stage = Stage::pocket();
    stage.does(BRUNO, mark("P1.CP.1", 0));
    let first = everything_of(&stage, BRUNO);
    stage.does(BRUNO, mark("P1.CP.1", 2));
    let second = EntryRange { from: first.to + 1, ..everything_of(&stage, BRUNO) };
    stage.does(AWA, reversal(vec![second]));
    let sheet = &stage.session.sheets[&(BRUNO, INES)];
    assert_eq!(
        sheet.marks.get("P1.CP.1").and_then(|mark| mark.settled().cloned()).and_then(|mark| mark.rating),
        Some(level(0))
    );
}

#[test]
fn a_seal_set_over_a_reversed_mark_no_longer_holds_and_the_sheet_can_be_sealed_anew() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, level(1));
    let marks = everything_of(&stage, BRUNO);
    stage.does(BRUNO, Command::SealSheet { candidate: INES });
    stage.does(AWA, reversal(vec![marks]));
    assert!(!stage.session.sealed(BRUNO, INES), "the seal answers for marks that are gone");
    stage.rates_and_seals(BRUNO, INES, level(2));
    assert!(stage.session.sealed(BRUNO, INES));
}

#[test]
fn a_seal_set_over_marks_given_anew_holds_although_older_ones_are_reversed() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, level(1));
    let first = everything_of(&stage, BRUNO);
    stage.rates_and_seals(BRUNO, INES, level(2));
    stage.does(AWA, reversal(vec![first]));
    assert!(stage.session.sealed(BRUNO, INES), "what was sealed is what still stands");
}

#[test]
fn a_reversal_is_lifted_by_somebody_who_has_seen_it_and_everything_counts_as_before() {
    let mut stage = Stage::pocket();
    stage.rates_and_seals(BRUNO, INES, level(1));
    let before = format!("{:?}", stage.session.sheets);
    stage.does(AWA, reversal(vec![everything_of(&stage.clone(), BRUNO)]));
    assert_eq!(stage.tries(AWA, &reversal(vec![])).unwrap_err().code(), "already-reversed");
    stage.does(ODILE, Command::LiftReversal { bundle: BUNDLE });
    assert_eq!(format!("{:?}", stage.session.sheets), before);
    assert_eq!(set_aside(&stage.session), 0);
    assert_eq!(stage.tries(AWA, &Command::LiftReversal { bundle: BUNDLE }).unwrap_err().code(), "not-reversed");
    stage.does(AWA, reversal(vec![everything_of(&stage.clone(), BRUNO)]));
    assert_eq!(marks_of(&stage.session, BRUNO), 0, "and may be reversed again");
}

#[test]
fn somebody_who_has_not_seen_a_reversal_does_not_lift_it() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, level(1));
    stage.does(AWA, reversal(vec![everything_of(&stage.clone(), BRUNO)]));
    stage.write_apart(ODILE, vec![ReversalLifted { bundle: BUNDLE }.into()]);
    assert_eq!(marks_of(&stage.session, BRUNO), 0);
}

#[test]
fn only_the_office_and_the_president_reverse_and_nobody_once_the_session_is_closed() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, level(1));
    let command = reversal(vec![everything_of(&stage, BRUNO)]);
    for by in [BRUNO, CHLOE, RENE] {
        assert_eq!(stage.tries(by, &command).unwrap_err().code(), "not-allowed");
    }
    assert_eq!(stage.tries(AWA, &reversal(vec![])).unwrap_err().code(), "nothing-to-reverse");
    let blank = Command::ReverseImport { bundle: BUNDLE, ranges: vec![], ground: " ".into() };
    assert_eq!(stage.tries(AWA, &blank).unwrap_err().code(), "missing");

    let mut closed = Stage::pocket().closed();
    let command = reversal(vec![everything_of(&closed, BRUNO)]);
    assert_eq!(closed.tries(AWA, &command).unwrap_err().code(), "session-closed");
    let before = format!("{:?}", closed.session.sheets);
    let Command::ReverseImport { bundle, ranges, ground } = command else { return };
    closed.write(AWA, vec![ImportReversed { bundle, ranges, ground }.into()]);
    assert_eq!(
        format!("{:?}", closed.session.sheets),
        before,
        "a reversal that comes after the closing changes nothing"
    );
    assert!(closed.session.is_closed());
}

#[test]
fn a_member_who_writes_a_reversal_all_the_same_reverses_nothing() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, level(1));
    let range = everything_of(&stage, BRUNO);
    stage.write(CHLOE, vec![ImportReversed { bundle: BUNDLE, ranges: vec![range], ground: GROUND.into() }.into()]);
    assert!(marks_of(&stage.session, BRUNO) > 0);
}

#[test]
fn seats_and_devices_are_not_reversed_so_that_nobody_reverses_their_own_right() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, level(1));
    let everything = [ODILE, BRUNO].map(|by| everything_of(&stage, by)).to_vec();
    stage.does(AWA, reversal(everything));
    let session = &stage.session;
    assert!(session.candidates.is_empty(), "candidates are gone with the office's facts");
    assert_eq!(session.members().len(), 3, "the panel stays");
    assert!(session.reversal_of(BUNDLE).is_some());
}

#[test]
fn the_second_count_sets_aside_what_a_reversal_takes_away() {
    let mut stage = Stage::pocket();
    for candidate in [INES, JONAS] {
        for juror in [AWA, BRUNO, CHLOE] {
            stage.rates_and_seals(juror, candidate, level(if juror == BRUNO { 0 } else { 2 }));
        }
    }
    let with_bruno = recount(&stage.entries);
    stage.does(AWA, reversal(vec![everything_of(&stage.clone(), BRUNO)]));
    let without = recount(&stage.entries);
    assert_ne!(with_bruno, without, "the scene shows nothing");
    let mut apart = Stage::pocket();
    for candidate in [INES, JONAS] {
        for juror in [AWA, CHLOE] {
            apart.rates_and_seals(juror, candidate, level(2));
        }
    }
    assert_eq!(recount(&apart.entries), without);
}

/// A day on which Bruno grades in three goes, each of which may be reversed, lifted, and reversed again.
fn day(choices: &[u8]) -> Vec<Logged> {
    let mut stage = Stage::pocket();
    for (place, choice) in choices.iter().enumerate() {
        let bundle = Digest([u8::try_from(place % 3).unwrap_or(0); 32]);
        match choice % 6 {
            0 if !stage.session.sealed(BRUNO, INES) => drop(stage.rates(BRUNO, INES, level(choice / 6 % 3))),
            1 => drop(stage.rates(CHLOE, JONAS, level(choice / 6 % 3))),
            2 if !stage.session.sealed(BRUNO, INES) => {
                stage.rates_and_seals(BRUNO, INES, level(1));
            }
            3 => {
                let last = stage.session.authors.values().any(|author| author.person == BRUNO);
                let from = u32::from(choice / 6) % 9 + 1;
                let range = last.then(|| everything_of(&stage, BRUNO)).filter(|range| range.to >= from);
                let events = range
                    .map(|range| EntryRange { from, ..range })
                    .map(|range| ImportReversed { bundle, ranges: vec![range], ground: GROUND.into() }.into());
                let by = if choice / 6 % 2 == 0 { AWA } else { CHLOE };
                stage.write(by, events.into_iter().collect());
            }
            4 => drop(stage.write_apart(ODILE, vec![ReversalLifted { bundle }.into()])),
            5 => drop(stage.write(ODILE, vec![ReversalLifted { bundle }.into()])),
            _ => {}
        }
    }
    stage.entries
}

fn told(session: &Session) -> String {
    let Session { sheets, set_aside, reversals, lifted, reversed, candidates, .. } = session;
    format!("{sheets:?}{set_aside:?}{reversals:?}{lifted:?}{reversed:?}{candidates:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is reversed and lifted, by whoever: the same entries tell the same session in any order, any number of times.
    #[test]
    fn reversals_are_the_same_in_any_order(choices in prop::collection::vec(any::<u8>(), 1..10), seed: u64) {
        let entries = day(&choices);
        let id = Stage::pocket().session.id;
        let whole = fold(id, &entries).unwrap();
        let mut shuffled = [entries.clone(), entries].concat();
        Draw(seed).shuffle(&mut shuffled);
        let other = fold(id, &shuffled).unwrap();
        prop_assert_eq!(told(&whole), told(&other));
        prop_assert_eq!(whole.fingerprint(), other.fingerprint());
    }

    /// What counts is never more than what was written and not reversed; what is reversed is set aside and stays in the log.
    #[test]
    fn everything_is_counted_or_set_aside(choices in prop::collection::vec(any::<u8>(), 1..10)) {
        let entries = day(&choices);
        let session = fold(Stage::pocket().session.id, &entries).unwrap();
        let gone = entries.iter().filter(|logged| session.reversed.holds(logged.hash)).count();
        prop_assert_eq!(set_aside(&session), gone);
        let decoded = entries.iter().filter_map(|logged| {
            Event::decode(logged.entry.header.kind, logged.entry.payload.as_deref()?).ok()
        });
        let reversals = decoded.filter(|event| matches!(event, Event::ImportReversed(_))).count();
        prop_assert!(session.reversals.len() <= reversals);
    }
}
