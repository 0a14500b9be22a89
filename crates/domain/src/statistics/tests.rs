//! The numbers of sessions small enough to be counted by hand, and what always holds of them.

use proptest::prelude::*;

use super::counting::bands;
use super::pairs::nearest;
use super::{FEWEST_RATINGS, statistics};
use crate::command::Command;
use crate::event::{Event, Marked, SheetSealed};
use crate::grading::{Mark, Rating};
use crate::id::{Digest, PersonId};
use crate::refusal::Refusal;
use crate::regulation::Scale;
use crate::testing::Stage;
use crate::testing::papers::{self, A, EC, NA};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS};

const CRITERION: &str = "P1.CP.1";

fn confronted(stage: &mut Stage) {
    stage.does(AWA, Command::OpenConfrontation { exception: "Essai".to_owned() });
}

fn gives(stage: &mut Stage, juror: PersonId, rating: Rating) {
    let mark = Mark { rating: Some(rating), comment: String::new() };
    stage.write(juror, vec![Marked { candidate: INES, criterion: CRITERION.to_owned(), mark }.into()]);
}

fn seals(stage: &mut Stage, juror: PersonId) {
    let sealed: Event = SheetSealed { candidate: INES, digest: Digest([0; 32]), marks: 1 }.into();
    stage.write(juror, vec![sealed]);
}

#[test]
fn nothing_is_counted_before_sheets_are_side_by_side() {
    let mut stage = Stage::pocket();
    stage.rates_and_seals(AWA, INES, A);
    assert_eq!(statistics(&stage.session), Err(Refusal::ConfrontationNotOpen));
}

#[test]
fn a_sheet_that_is_not_sealed_is_counted_nowhere() {
    let mut stage = Stage::pocket();
    gives(&mut stage, AWA, NA);
    gives(&mut stage, BRUNO, A);
    seals(&mut stage, BRUNO);
    confronted(&mut stage);
    let told = statistics(&stage.session).unwrap();
    let line = told.criteria.iter().find(|line| line.criterion == CRITERION).unwrap();
    assert_eq!((line.given.bands.clone(), told.candidates), (vec![0, 0, 1], 1));
    assert_eq!(line.kept.bands, [0, 0, 1]);
}

#[test]
fn every_rating_is_in_one_band_and_what_says_nothing_is_apart() {
    let mut stage = Stage::pocket();
    for (juror, rating) in [(AWA, NA), (BRUNO, EC), (CHLOE, Rating::NotObserved)] {
        gives(&mut stage, juror, rating);
        seals(&mut stage, juror);
    }
    confronted(&mut stage);
    let told = statistics(&stage.session).unwrap();
    let line = told.criteria.iter().find(|line| line.criterion == CRITERION).unwrap();
    assert_eq!((line.given.bands.clone(), line.given.not_observed), (vec![1, 1, 0], 1));
    assert_eq!(line.kept.bands, [0, 0, 0], "a gap that nobody settled counts for nothing");
}

#[test]
fn two_members_who_agree_on_everything_are_at_no_distance_and_few_ratings_have_no_mean() {
    let stage = Stage::pocket().confronted(A);
    let told = statistics(&stage.session).unwrap();
    assert_eq!(told.pairs.len(), 3, "three members, two by two");
    for pair in &told.pairs {
        assert_eq!(pair.same, pair.count);
        assert_eq!(pair.mean, (pair.count >= FEWEST_RATINGS).then_some(0));
    }
}

#[test]
fn the_profile_of_a_candidate_reaches_all_or_nothing_when_everything_is_reached_or_not() {
    let high = statistics(&Stage::pocket().confronted(A).session).unwrap();
    let low = statistics(&Stage::pocket().confronted(NA).session).unwrap();
    let people: Vec<_> = high.profiles.iter().map(|profile| profile.candidate).collect();
    assert_eq!(people, [INES, JONAS]);
    assert!(high.profiles.iter().flat_map(|it| &it.axes).all(|axis| axis.reached == axis.counted && axis.counted > 0));
    assert!(low.profiles.iter().flat_map(|it| &it.axes).all(|axis| axis.reached == 0 && axis.counted > 0));
}

#[test]
fn a_part_counts_every_candidate_once_whatever_was_decided() {
    let mut stage = Stage::pocket().confronted(A);
    let before = statistics(&stage.session).unwrap();
    assert!(before.parts.iter().all(|part| part.undecided == 2 && part.validated == 0));
    stage.does(AWA, papers::award(INES));
    let after = statistics(&stage.session).unwrap();
    assert!(after.parts.iter().all(|part| (part.validated, part.undecided) == (1, 1)), "{:?}", after.parts);
}

#[test]
fn scores_are_cut_at_the_pass_mark_and_the_highest_is_in_the_last_band() {
    let cut = bands(&Scale::Score { max: 2000, step: 50, pass: 1000 });
    let told: Vec<_> = cut.iter().map(|band| (band.from, band.to, band.reached)).collect();
    assert_eq!(told, [(0, 500, false), (500, 1000, false), (1000, 1500, true), (1500, 2000, true)]);
    let stage = Stage::pocket_scored().confronted(Rating::Score { hundredths: 2000 });
    let told = statistics(&stage.session).unwrap();
    assert!(told.criteria.iter().all(|line| line.given.bands.iter().rev().skip(1).all(|count| *count == 0)));
}

proptest! {
    #[test]
    fn a_mean_is_the_nearest_whole_number_and_turns_with_its_sign(sum in -1_000_000_i64..1_000_000, count in 1_i64..10_000) {
        let mean = i64::from(nearest(sum, count).unwrap());
        prop_assert!((2 * (sum - mean * count)).abs() <= count);
        prop_assert_eq!(nearest(-sum, count), Some(i32::try_from(-mean).unwrap()));
    }

    #[test]
    fn bands_hold_every_score_once(max in 100_i32..10_000, pass in 0_i32..10_000) {
        let pass = pass.min(max);
        let cut = bands(&Scale::Score { max, step: 1, pass });
        prop_assert_eq!(cut.first().map(|band| band.from), Some(0));
        prop_assert_eq!(cut.last().map(|band| band.to), Some(max));
        prop_assert!(cut.iter().zip(cut.iter().skip(1)).all(|(one, next)| one.to == next.from));
    }
}
