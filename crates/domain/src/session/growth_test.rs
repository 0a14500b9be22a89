//! A session that grows is the session that folding everything gives; and it grows where it matters.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::event::{CandidateCorrected, Event, JurorUnseated, Marked, SheetSealed};
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, Digest, LogId, PersonId};
use crate::log::Logged;
use crate::session::fold::fold;
use crate::session::growth::Growth;
use crate::testing::Stage;
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, candidate};

fn marked(candidate: CandidateId, number: u8) -> Event {
    let mark = Mark { rating: Some(Rating::Level { index: number % 3 }), comment: String::new() };
    Marked { candidate, criterion: format!("P1.CP.{}", number % 4), mark }.into()
}

/// What somebody may write, well or badly.
fn fact(number: u8, candidate_id: CandidateId) -> Event {
    match number % 10 {
        0 => SheetSealed { candidate: candidate_id, digest: Digest([number; 32]), marks: 1 }.into(),
        1 => CandidateCorrected { candidate: candidate_id, file: candidate("3", "Léa", "Roy", "A") }.into(),
        2 if number > 200 => JurorUnseated { juror: BRUNO, ground: "parti".to_owned() }.into(),
        _ => marked(candidate_id, number),
    }
}

/// What is held and what is new: each log is cut somewhere.
fn cut(entries: &[Logged], cuts: &[u8]) -> (Vec<Logged>, Vec<Logged>) {
    let mut logs: BTreeMap<LogId, Vec<Logged>> = BTreeMap::new();
    for logged in entries {
        logs.entry(logged.entry.header.log).or_default().push(logged.clone());
    }
    let (mut held, mut new) = (Vec::new(), Vec::new());
    for (log, cut) in logs.into_values().zip(cuts.iter().cycle()) {
        let at = log.len() * usize::from(*cut) / 255;
        held.extend_from_slice(&log[..at]);
        new.extend_from_slice(&log[at..]);
    }
    (held, new)
}

proptest! {
    #[test]
    fn what_has_grown_is_what_folding_everything_gives(
        acts in prop::collection::vec((0_usize..4, any::<u8>(), any::<bool>(), any::<bool>()), 1..25),
        cuts in prop::collection::vec(prop_oneof![Just(0), Just(255), any::<u8>()], 6),
    ) {
        let mut stage = Stage::pocket();
        for (who, number, apart, first) in acts {
            let by: PersonId = [ODILE, AWA, BRUNO, CHLOE][who];
            let facts = vec![fact(number, if first { INES } else { JONAS })];
            if apart { stage.write_apart(by, facts) } else { stage.write(by, facts) };
        }
        let (held, new) = cut(&stage.entries, &cuts);
        if let Ok(mut session) = fold(stage.session.id, &held)
            && session.grow(&new) == Growth::Done
        {
            prop_assert_eq!(format!("{session:?}"), format!("{:?}", stage.session));
        }
    }
}

#[test]
fn what_jurors_hand_back_is_taken_in_as_it_stands() {
    let mut stage = Stage::pocket();
    let before = stage.entries.len();
    for (juror, number) in [(BRUNO, 1), (CHLOE, 2), (BRUNO, 3), (CHLOE, 1)] {
        stage.write(juror, vec![marked(INES, number), marked(JONAS, number)]);
    }
    let mut session = fold(stage.session.id, &stage.entries[..before]).unwrap();
    let mut new = stage.entries[before..].to_vec();
    new.sort_by_key(|logged| (logged.entry.header.log, logged.entry.header.seq));
    assert_eq!(session.grow(&new), Growth::Done);
    assert_eq!(format!("{session:?}"), format!("{:?}", stage.session));
}

#[test]
fn a_mark_whose_author_did_not_know_the_candidate_is_left_to_the_fold() {
    let mut stage = Stage::pocket();
    let before = stage.entries.len();
    stage.write_apart(BRUNO, vec![marked(INES, 1)]);
    let mut session = fold(stage.session.id, &stage.entries[..before]).unwrap();
    assert_eq!(session.grow(&stage.entries[before..]), Growth::FoldAgain);
}
