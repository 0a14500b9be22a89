//! The two counts against each other, and against what a jury recorded.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::command::Command;
use crate::deliberation::proposal::propose;
use crate::deliberation::{Decision, Outcome, Retained};
use crate::event::{AttendanceRecorded, CandidateDecided, RatingRetained};
use crate::grading::Rating;
use crate::log::Logged;
use crate::recount::scene_test::{Dice, scene};
use crate::recount::{Agreement, Recounted, compare, recount};
use crate::session::facts::{Attendance, AttendanceStatus};
use crate::session::fold::fold;
use crate::testing::Stage;
use crate::testing::papers::{self, A};
use crate::testing::people::{AWA, INES, JONAS};

fn tape() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..400)
}

/// What the first count proposes, in the form of the second.
fn proposed(stage: &Stage) -> Vec<Recounted> {
    let line = |(candidate, file): (_, &crate::session::Candidate)| {
        let proposal = propose(&stage.session, candidate).unwrap();
        let number = file.file.shown().unwrap().number.clone();
        Recounted { candidate, number, outcome: proposal.outcome, parts: proposal.parts, mention: proposal.mention }
    };
    stage.session.roster().into_iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_counts_agree_on_any_session(tape in tape()) {
        let (stage, entries) = scene(&mut Dice(tape.iter()));
        prop_assert_eq!(recount(&entries), proposed(&stage));
    }

    #[test]
    fn the_order_of_the_entries_changes_neither_count(tape in tape(), shuffle in vec(any::<u32>(), 400)) {
        let (mut stage, entries) = scene(&mut Dice(tape.iter()));
        let (proposals, counted) = (proposed(&stage), recount(&entries));
        let shuffled = shuffled(&entries, &shuffle);
        stage.session = fold(stage.session.id, &shuffled).unwrap();
        prop_assert_eq!(proposed(&stage), proposals);
        prop_assert_eq!(recount(&shuffled), counted);
    }
}

fn shuffled(entries: &[Logged], keys: &[u32]) -> Vec<Logged> {
    let key = |place: usize| keys[place % keys.len()];
    let keyed: BTreeMap<_, _> =
        entries.iter().enumerate().map(|(place, logged)| ((key(place), place), logged.clone())).collect();
    keyed.into_values().collect()
}

/// Without this, two counts that never propose anything would agree too.
#[test]
fn the_random_scenes_reach_every_outcome() {
    let mut seen: BTreeMap<Option<Outcome>, usize> = BTreeMap::new();
    let mut state = 1_u32;
    for _ in 0..400 {
        let tape: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(400)
        .collect();
        let (_, entries) = scene(&mut Dice(tape.iter()));
        for line in recount(&entries) {
            *seen.entry(line.outcome).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
    assert!(seen.values().all(|count| *count >= 5), "{seen:?}");
}

#[test]
fn the_second_count_finds_what_a_jury_decided() {
    let stage = Stage::pocket().closed();
    let found = compare(&stage.session, &recount(&stage.entries));
    let found: Vec<_> = found.into_iter().map(|line| (line.number, line.agreement)).collect();
    assert_eq!(found, [("1".to_owned(), Agreement::Same), ("2".to_owned(), Agreement::Same)]);
}

#[test]
fn nothing_decided_is_no_divergence() {
    let stage = Stage::pocket().confronted(A);
    let found = compare(&stage.session, &recount(&stage.entries));
    assert!(found.iter().all(|line| line.agreement == Agreement::NotDecided && line.recounted.is_some()));
}

#[test]
fn an_override_with_a_ground_is_told_apart_from_a_divergence() {
    let mut stage = Stage::pocket().confronted(A);
    let ground = "Fraude reconnue par le candidat";
    let command = Command::Decide {
        candidate: INES,
        outcome: Outcome::Adjourned,
        parts_validated: Some(vec![]),
        mention: None,
        ground: ground.to_owned(),
    };
    stage.does(AWA, command);
    let forged = Decision {
        outcome: Outcome::Adjourned,
        parts: vec![],
        mention: None,
        ground: String::new(),
        follows_proposal: true,
    };
    stage.write(AWA, vec![CandidateDecided { candidate: JONAS, decision: forged }.into()]);
    let found = compare(&stage.session, &recount(&stage.entries));
    let found: Vec<_> = found.into_iter().map(|line| line.agreement).collect();
    assert_eq!(found, [Agreement::Overridden { ground: ground.to_owned() }, Agreement::Differs]);
}

#[test]
fn a_candidate_the_second_count_never_met_is_a_divergence() {
    let stage = Stage::pocket().closed();
    let found = compare(&stage.session, &[]);
    assert!(found.iter().all(|line| line.agreement == Agreement::Differs));
    assert_eq!(found.len(), 2);
}

#[test]
fn what_arrives_after_the_closing_changes_no_count() {
    let mut stage = Stage::pocket().closed();
    let before = recount(&stage.entries);
    let attendance = Attendance { status: AttendanceStatus::Excluded, at: None, note: String::new() };
    let late = AttendanceRecorded { candidate: INES, trial: None, attendance };
    stage.write(AWA, vec![late.into()]);
    assert_eq!(recount(&stage.entries), before);
    assert_eq!(before, proposed(&stage));
}

#[test]
fn both_counts_ignore_a_retained_rating_that_is_not_of_the_scale() {
    let mut stage = Stage::pocket();
    let retained = Retained { rating: Rating::Level { index: 9 }, ground: String::new(), ledger: vec![] };
    let attendance = Attendance { status: AttendanceStatus::Abandoned, at: None, note: String::new() };
    stage.write(
        AWA,
        vec![
            AttendanceRecorded { candidate: INES, trial: None, attendance }.into(),
            RatingRetained { candidate: INES, criterion: "P1.CP.1".to_owned(), retained }.into(),
        ],
    );
    let counted = recount(&stage.entries);
    assert_eq!(counted[0].outcome, Some(Outcome::Adjourned));
    assert_eq!(counted, proposed(&stage));
}

#[test]
fn entries_of_a_stranger_and_entries_without_their_predecessors_count_for_nothing() {
    let stage = Stage::pocket().confronted(A);
    let before = recount(&stage.entries);
    let stranger = Stage::open(&papers::pocket(), &papers::scores()).entries;
    let founder = stage.entries[0].entry.header.log;
    let with_stranger: Vec<_> = stage.entries.iter().chain(&stranger).cloned().collect();
    assert_eq!(recount(&with_stranger).len(), before.len());
    let beheaded: Vec<_> = stage.entries.iter().filter(|l| l.entry.header.log != founder).cloned().collect();
    assert!(recount(&beheaded).is_empty());
    assert!(recount(&[]).is_empty());
}
