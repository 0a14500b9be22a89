//! How sealed ratings stand beside each other.

use crate::command::Command;
use crate::deliberation::Retained;
use crate::event::{Marked, RatingRetained, RecusalDeclared, SheetSealed};
use crate::grading::gap::{self, GapKind, Standing};
use crate::grading::{Mark, Rating};
use crate::id::{Digest, PersonId};
use crate::regulation::{LevelRule, Regulation, Scale};
use crate::testing::Stage;
use crate::testing::papers::{self, A, EC, NA};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, ODILE};

const NO: Rating = Rating::NotObserved;
const SO: Rating = Rating::NotApplicable;
const CRITERION: &str = "P1.CP.1";

/// A session where Awa, Bruno, Chloé gave those ratings to one criterion and sealed.
fn given(regulation: &Regulation, ratings: &[Rating]) -> Stage {
    let mut stage = Stage::open(&papers::pocket(), regulation).with_panel().with_candidates();
    for (juror, rating) in [AWA, BRUNO, CHLOE].into_iter().zip(ratings) {
        gives(&mut stage, juror, *rating);
        seals(&mut stage, juror);
    }
    stage
}

fn gives(stage: &mut Stage, juror: PersonId, rating: Rating) {
    let mark = Mark { rating: Some(rating), comment: String::new() };
    stage.write(juror, vec![Marked { candidate: INES, criterion: CRITERION.to_owned(), mark }.into()]);
}

fn seals(stage: &mut Stage, juror: PersonId) {
    stage.write(juror, vec![SheetSealed { candidate: INES, digest: Digest([0; 32]), marks: 1 }.into()]);
}

fn retains(stage: &mut Stage, rating: Rating) {
    let retained = Retained { rating, ground: "Le jury a revu la copie".to_owned(), ledger: vec![] };
    stage.write(AWA, vec![RatingRetained { candidate: INES, criterion: CRITERION.to_owned(), retained }.into()]);
}

fn standing(stage: &Stage) -> Standing {
    gap::standing(&stage.session, INES, CRITERION)
}

fn score(hundredths: i32) -> Rating {
    Rating::Score { hundredths }
}

/// Four levels, the two highest reached, two levels apart being a gap.
fn four_levels() -> Regulation {
    let level = |code: &str, reached: bool, points: i32| LevelRule {
        code: code.to_owned(),
        label: code.to_owned(),
        reached,
        points,
    };
    let levels = vec![level("1", false, 0), level("2", false, 700), level("3", true, 1400), level("4", true, 2000)];
    Regulation { scale: Scale::Levels { levels }, gap: 2, ..papers::levels() }
}

#[test]
fn three_levels_stand_as_the_reglement_says() {
    let check = |ratings: &[Rating], expected: Standing| {
        assert_eq!(standing(&given(&papers::levels(), ratings)), expected, "{ratings:?}");
    };
    check(&[], Standing::Unrated);
    check(&[A], Standing::Agreed(A));
    check(&[EC, EC, EC], Standing::Agreed(EC));
    check(&[NO, NO], Standing::Agreed(NO));
    check(&[A, A, EC], Standing::Gap);
    check(&[NA, EC], Standing::Gap);
    check(&[A, NO], Standing::Gap);
    check(&[NO, SO], Standing::Gap);
}

#[test]
fn close_levels_on_one_side_propose_the_middle_one_or_the_lower_of_two() {
    let level = |index: u8| Rating::Level { index };
    let check = |ratings: &[u8], expected: Standing| {
        let ratings: Vec<_> = ratings.iter().map(|index| level(*index)).collect();
        assert_eq!(standing(&given(&four_levels(), &ratings)), expected, "{ratings:?}");
    };
    check(&[3, 2], Standing::Proposed(level(2)));
    check(&[3, 2, 3], Standing::Proposed(level(3)));
    check(&[2, 2, 3], Standing::Proposed(level(2)));
    check(&[0, 1], Standing::Proposed(level(0)));
    check(&[1, 2], Standing::Gap);
    check(&[0, 0, 3], Standing::Gap);
}

#[test]
fn close_scores_propose_their_mean_rounded_to_the_step() {
    let check = |ratings: &[i32], expected: Standing| {
        let ratings: Vec<_> = ratings.iter().map(|hundredths| score(*hundredths)).collect();
        assert_eq!(standing(&given(&papers::scores(), &ratings)), expected, "{ratings:?}");
    };
    check(&[1200, 1250], Standing::Proposed(score(1250)));
    check(&[1200, 1200, 1250], Standing::Proposed(score(1200)));
    check(&[1000, 1250, 1250], Standing::Proposed(score(1150)));
    check(&[900, 950], Standing::Proposed(score(950)));
    check(&[1000, 1300], Standing::Gap);
    check(&[950, 1000], Standing::Gap);
}

#[test]
fn a_gap_says_what_makes_it() {
    let check = |ratings: &[Rating], kind: GapKind, crosses_line: bool| {
        let gaps = gap::gaps(&given(&papers::levels(), ratings).session, INES);
        let found: Vec<_> = gaps.iter().map(|gap| (gap.criterion.as_str(), gap.kind, gap.crosses_line)).collect();
        assert_eq!(found, [(CRITERION, kind, crosses_line)], "{ratings:?}");
    };
    check(&[EC, A], GapKind::Line, true);
    check(&[NA, EC], GapKind::Distance, false);
    check(&[A, SO], GapKind::Observation, false);
    check(&[A, NA, NO], GapKind::Observation, true);
}

#[test]
fn an_unsealed_mark_is_seen_by_nobody() {
    let mut stage = given(&papers::levels(), &[A]);
    gives(&mut stage, BRUNO, NA);
    assert_eq!(standing(&stage), Standing::Agreed(A));
    assert!(gap::gaps(&stage.session, INES).is_empty());
    seals(&mut stage, BRUNO);
    assert_eq!(standing(&stage), Standing::Gap);
}

#[test]
fn a_recused_juror_counts_for_nothing() {
    let mut stage = given(&papers::levels(), &[A, NA]);
    let ground = "A formé la candidate".to_owned();
    stage.write(ODILE, vec![RecusalDeclared { juror: BRUNO, candidate: INES, ground }.into()]);
    assert_eq!(standing(&stage), Standing::Agreed(A));
}

#[test]
fn a_retained_rating_settles_a_gap_and_stands_above_agreement() {
    let mut stage = given(&papers::levels(), &[A, NA]);
    retains(&mut stage, EC);
    assert_eq!(standing(&stage), Standing::Retained(EC));
    let settled: Vec<_> = gap::gaps(&stage.session, INES).iter().map(|gap| gap.settled).collect();
    assert_eq!(settled, [true]);
    let mut agreed = given(&papers::levels(), &[A, A]);
    retains(&mut agreed, EC);
    assert_eq!(standing(&agreed), Standing::Retained(EC));
}

#[test]
fn a_rating_of_another_scale_is_no_rating() {
    assert_eq!(standing(&given(&papers::levels(), &[score(1200)])), Standing::Unrated);
    assert_eq!(standing(&given(&papers::scores(), &[score(2050), score(1210)])), Standing::Unrated);
}

#[test]
fn one_jurors_two_laptops_are_a_gap_of_their_own() {
    let mut stage = given(&papers::scores(), &[]);
    let mut copy = stage.clone();
    gives(&mut stage, BRUNO, score(1200));
    seals(&mut stage, BRUNO);
    gives(&mut copy, BRUNO, score(1250));
    stage.entries.extend(copy.entries);
    let session = crate::session::fold::fold(stage.session.id, &stage.entries).unwrap();
    assert_eq!(gap::standing(&session, INES, CRITERION), Standing::Gap);
    assert_eq!(gap::gaps(&session, INES).first().map(|gap| gap.kind), Some(GapKind::Disputed));
}

#[test]
fn a_bloc_acquired_before_has_no_gap() {
    let mut stage = given(&papers::levels(), &[A, NA]);
    let prior = crate::person::PriorBlock {
        block: "P1".to_owned(),
        kind: crate::person::PriorKind::Acquired,
        proof: "PV 2025-014".to_owned(),
        on: None,
    };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: INES, prior });
    assert!(gap::gaps(&stage.session, INES).is_empty());
}
