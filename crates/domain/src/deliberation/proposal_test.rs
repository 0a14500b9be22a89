//! What is proposed to a jury, and why.

use proptest::prelude::*;

use crate::command::Command;
use crate::deliberation::proposal::{Proposal, Reason, Verdict, propose};
use crate::deliberation::{Outcome, PartStatus, Retained};
use crate::event::{AttendanceRecorded, CandidateCorrected, Event, Marked, RatingRetained, SheetSealed};
use crate::grading::{Mark, Rating};
use crate::id::Digest;
use crate::person::{PriorBlock, PriorKind};
use crate::regulation::{NotObserved, Regulation, Rule, Rules};
use crate::session::facts::{Attendance, AttendanceStatus};
use crate::testing::Stage;
use crate::testing::papers::{self, A, EC};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE};

const NO: Rating = Rating::NotObserved;
const SO: Rating = Rating::NotApplicable;

/// The pocket session where Awa gave Inès « Acquis » everywhere but there, and sealed.
fn rated(regulation: &Regulation, otherwise: &[(&str, Rating)]) -> Stage {
    let mut stage = Stage::open(&papers::pocket(), regulation).with_panel().with_candidates();
    let best = papers::best(regulation);
    let ratings = criteria(&stage).into_iter().map(|criterion| {
        let found = otherwise.iter().find(|(code, _)| *code == criterion);
        (criterion, found.map_or(best, |(_, rating)| *rating))
    });
    let mut events: Vec<Event> = ratings.map(|(criterion, rating)| marked(criterion, rating)).collect();
    events.push(SheetSealed { candidate: INES, digest: Digest([0; 32]), marks: 8 }.into());
    stage.write(AWA, events);
    stage
}

fn criteria(stage: &Stage) -> Vec<String> {
    let file = &stage.session.candidates[&INES];
    stage.session.criteria_to_grade(file).into_iter().map(str::to_owned).collect()
}

fn marked(criterion: String, rating: Rating) -> Event {
    Marked { candidate: INES, criterion, mark: Mark { rating: Some(rating), comment: String::new() } }.into()
}

fn proposal(stage: &Stage) -> Proposal {
    propose(&stage.session, INES).unwrap()
}

fn statuses(stage: &Stage) -> Vec<(String, PartStatus)> {
    proposal(stage).parts.into_iter().map(|part| (part.part, part.status)).collect()
}

fn notes(stage: &mut Stage, status: AttendanceStatus) {
    stage.write(ODILE, vec![noted(status)]);
}

fn noted(status: AttendanceStatus) -> Event {
    let attendance = Attendance { status, at: None, note: String::new() };
    AttendanceRecorded { candidate: INES, trial: None, attendance }.into()
}

fn brings(stage: &mut Stage, part: &str) {
    let prior =
        PriorBlock { block: part.to_owned(), kind: PriorKind::Acquired, proof: "PV 2025-014".to_owned(), on: None };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: INES, prior });
}

fn under(evaluation: Rule, not_observed: NotObserved) -> Regulation {
    let levels = papers::levels();
    Regulation { rules: Rules { evaluation, ..levels.rules }, not_observed, ..levels }
}

/// The tree as lines, one for each reason.
fn drawn(reason: &Reason, depth: usize) -> String {
    let name = serde_json::to_value(&reason.about).unwrap();
    let name = name.get("code").or(name.get("kind")).and_then(|name| name.as_str()).unwrap().to_owned();
    let numbers = reason.count.map(|c| format!(" {} of {}, {} needed", c.reached, c.total, c.needed));
    let cause = reason.cause.map(|cause| format!(" ({cause:?})"));
    let rating = reason.rating.map(|rating| match rating {
        Rating::Level { index } => format!(" level {index}"),
        other => format!(" {other:?}"),
    });
    let details: String = [numbers, rating, cause].into_iter().flatten().collect();
    let line = format!("{}{name}: {:?}{details}\n", "  ".repeat(depth), reason.verdict);
    line + &reason.children.iter().map(|child| drawn(child, depth + 1)).collect::<String>()
}

#[test]
fn the_tree_tells_a_candidate_everything() {
    let regulation =
        Regulation { eliminatory: vec!["P2.CP.2".to_owned()], ..under(Rule::AllBut { count: 1 }, NotObserved::Fails) };
    let mut stage = rated(&regulation, &[("P1.CP.1", NO), ("P2.CP.2", EC), ("P3.CP.1", SO)]);
    brings(&mut stage, "MEM");
    let retained = Retained { rating: A, ground: "Revu ensemble".to_owned(), ledger: vec![] };
    stage.write(AWA, vec![RatingRetained { candidate: INES, criterion: "P3.CP.2".to_owned(), retained }.into()]);
    let expected = "\
title: Fails 3 of 4, 4 needed
  P1: Holds 1 of 1, 1 needed
    P1.CP: Holds 1 of 2, 1 needed
      P1.CP.1: Fails NotObserved (Agreed)
      P1.CP.2: Holds level 2 (Agreed)
  P2: Fails 0 of 1, 1 needed
    P2.CP: Fails 1 of 2, 1 needed (Eliminatory)
      P2.CP.1: Holds level 2 (Agreed)
      P2.CP.2: Fails level 1 (Agreed)
  P3: Holds 1 of 1, 1 needed
    P3.CP: Holds 1 of 1, 1 needed
      P3.CP.1: LeftOut NotApplicable (Agreed)
      P3.CP.2: Holds level 2 (Retained)
  MEM: Prior
";
    assert_eq!(drawn(&proposal(&stage).why, 0), expected);
    assert_eq!(proposal(&stage).outcome, Some(Outcome::Partial));
    assert_eq!(proposal(&stage).mean, Some(1400));
}

#[test]
fn each_rule_reads_not_observed_as_the_reglement_says() {
    use Verdict::{Fails, Holds, Undecided};
    let check = |rule: &Rule, expected: [Verdict; 3]| {
        for (policy, verdict) in
            [NotObserved::Fails, NotObserved::Excluded, NotObserved::Undecided].into_iter().zip(expected)
        {
            let stage = rated(&under(rule.clone(), policy), &[("P1.CP.1", NO)]);
            let why = proposal(&stage).why;
            let evaluation = &why.children[0].children[0];
            assert_eq!(evaluation.verdict, verdict, "{rule:?} {policy:?}");
            assert_eq!(proposal(&stage).outcome.is_none(), verdict == Undecided, "{rule:?} {policy:?}");
        }
    };
    check(&Rule::All, [Fails, Holds, Undecided]);
    check(&Rule::AllBut { count: 1 }, [Holds, Holds, Undecided]);
    check(&Rule::Share { percent: 51 }, [Fails, Holds, Undecided]);
    check(&Rule::Mean { points: 1001 }, [Fails, Holds, Undecided]);
}

#[test]
fn the_outcome_follows_the_parts() {
    let check = |failed: &[&str], prior: &[&str], expected: Outcome| {
        let failures: Vec<_> = failed.iter().map(|criterion| (*criterion, EC)).collect();
        let mut stage = rated(&papers::levels(), &failures);
        prior.iter().for_each(|part| brings(&mut stage, part));
        assert_eq!(proposal(&stage).outcome, Some(expected), "{failed:?} {prior:?}");
    };
    check(&[], &[], Outcome::Awarded);
    check(&["P1.CP.1"], &[], Outcome::Partial);
    check(&["MEM.1"], &[], Outcome::Partial);
    check(&["P1.CP.1", "P2.CP.1", "P3.CP.1"], &[], Outcome::Partial);
    check(&["P1.CP.1", "P2.CP.1", "P3.CP.1", "MEM.2"], &[], Outcome::Adjourned);
    check(&["P1.CP.1"], &["P2", "P3", "MEM"], Outcome::Adjourned);
    check(&["P1.CP.1"], &["P1"], Outcome::Awarded);
    check(&[], &["P1", "P2", "P3", "MEM"], Outcome::Awarded);
}

#[test]
fn who_did_not_come_is_not_assessed_and_keeps_what_they_had() {
    let check = |status: AttendanceStatus, expected: Outcome| {
        let mut stage = rated(&papers::levels(), &[]);
        brings(&mut stage, "P2");
        notes(&mut stage, status);
        assert_eq!(proposal(&stage).outcome, Some(expected), "{status:?}");
        let kept: Vec<_> = statuses(&stage).into_iter().filter(|(_, status)| status.counts()).collect();
        assert_eq!(kept, [("P2".to_owned(), PartStatus::Prior)]);
        assert_eq!(statuses(&stage).len(), 4);
    };
    check(AttendanceStatus::AbsentJustified, Outcome::Absent);
    check(AttendanceStatus::AbsentUnjustified, Outcome::Absent);
    check(AttendanceStatus::Excluded, Outcome::Excluded);
}

#[test]
fn who_left_before_the_end_is_judged_on_what_they_showed() {
    let mut stage = Stage::pocket();
    let events = vec![
        marked("P1.CP.1".to_owned(), A),
        marked("P1.CP.2".to_owned(), A),
        SheetSealed { candidate: INES, digest: Digest([0; 32]), marks: 2 }.into(),
    ];
    stage.write(AWA, events);
    assert_eq!(proposal(&stage).outcome, None);
    notes(&mut stage, AttendanceStatus::Abandoned);
    assert_eq!(proposal(&stage).outcome, Some(Outcome::Partial));
    assert_eq!(statuses(&stage)[0], ("P1".to_owned(), PartStatus::Validated));
}

#[test]
fn nothing_is_proposed_while_people_disagree_on_the_attendance() {
    let mut stage = rated(&papers::levels(), &[]);
    stage.write(AWA, vec![]);
    stage.write_apart(ODILE, vec![noted(AttendanceStatus::AbsentUnjustified)]);
    stage.write_apart(AWA, vec![noted(AttendanceStatus::Late)]);
    assert_eq!(proposal(&stage).outcome, None);
    stage.write(AWA, vec![noted(AttendanceStatus::Late)]);
    assert_eq!(proposal(&stage).outcome, Some(Outcome::Awarded));
}

#[test]
fn without_an_option_no_title_is_proposed() {
    let mut stage = rated(&papers::levels(), &[]);
    let file = crate::testing::people::candidate("1", "Inès", "Moreau", "");
    stage.write(ODILE, vec![CandidateCorrected { candidate: INES, file }.into()]);
    assert_eq!(proposal(&stage).outcome, None);
}

#[test]
fn a_gap_leaves_the_proposal_open_until_a_rating_is_retained() {
    let mut stage = rated(&papers::levels(), &[]);
    stage.write(
        BRUNO,
        vec![
            marked("P1.CP.1".to_owned(), EC),
            SheetSealed { candidate: INES, digest: Digest([0; 32]), marks: 1 }.into(),
        ],
    );
    assert_eq!(proposal(&stage).outcome, None);
    let retained = Retained { rating: A, ground: String::new(), ledger: vec![] };
    stage.write(AWA, vec![RatingRetained { candidate: INES, criterion: "P1.CP.1".to_owned(), retained }.into()]);
    assert_eq!(proposal(&stage).outcome, Some(Outcome::Awarded));
}

#[test]
fn the_mention_goes_with_the_title_and_the_weighted_mean() {
    let score = |hundredths: i32| Rating::Score { hundredths };
    let check = |weights: &[(&str, u32)], ratings: &[(&str, Rating)], expected: Option<&str>| {
        let weights = weights.iter().map(|(code, weight)| ((*code).to_owned(), *weight)).collect();
        let stage = rated(&Regulation { weights, ..papers::scores() }, ratings);
        assert_eq!(proposal(&stage).mention.as_deref(), expected, "{ratings:?}");
    };
    check(&[], &[], Some("TB"));
    check(&[], &[("P1.CP.1", score(0))], Some("TB"));
    check(&[("P1", 9)], &[("P1.CP.1", score(1000)), ("P1.CP.2", score(1000))], Some("AB"));
    check(&[("P1", 100), ("P1.CP", 100)], &[("P1.CP.1", score(1000)), ("P1.CP.2", score(1000))], None);
    check(&[], &[("P1.CP.1", score(0)), ("P1.CP.2", score(1950))], None);
}

#[test]
fn an_eliminatory_defence_fails_the_thesis_alone() {
    let mut regulation = papers::scores();
    let rated_low = [("MEM.S", Rating::Score { hundredths: 900 })];
    assert_eq!(proposal(&rated(&regulation, &rated_low)).outcome, Some(Outcome::Awarded));
    if let Some(defence) = &mut regulation.defence {
        defence.eliminatory = true;
    }
    let stage = rated(&regulation, &rated_low);
    assert_eq!(statuses(&stage).last(), Some(&("MEM".to_owned(), PartStatus::Failed)));
    assert_eq!(proposal(&stage).outcome, Some(Outcome::Partial));
}

#[test]
fn nothing_is_proposed_for_somebody_unknown_and_nothing_from_an_empty_grid() {
    let stage = Stage::pocket();
    assert_eq!(propose(&stage.session, crate::id::CandidateId([9; 16])), None);
    let empty = propose(&stage.session, JONAS).unwrap();
    assert_eq!((empty.outcome, empty.parts.len(), empty.mean), (None, 0, None));
}

/// Every mark of three jurors on Inès: who, on which criterion, what.
fn marks() -> impl Strategy<Value = Vec<(usize, usize, Rating)>> {
    let places = (0..3).flat_map(|juror| (0..8).map(move |criterion| (juror, criterion)));
    let score = prop_oneof![(14..30).prop_map(|halves| Rating::Score { hundredths: halves * 50 }), Just(NO), Just(SO)];
    let marks = places.map(|(juror, criterion)| (Just(juror), Just(criterion), score.clone()));
    marks.collect::<Vec<_>>().prop_shuffle()
}

/// The session where those marks were given in that order, then sealed.
fn played(marks: &[(usize, usize, Rating)]) -> Proposal {
    let mut stage = Stage::pocket_scored();
    let criteria = criteria(&stage);
    let jurors = [AWA, BRUNO, CHLOE];
    for (place, juror) in jurors.into_iter().enumerate() {
        let own = marks.iter().filter(|(by, ..)| *by == place);
        let mut events: Vec<_> = own.map(|(_, at, rating)| marked(criteria[*at].clone(), *rating)).collect();
        events.push(SheetSealed { candidate: INES, digest: Digest([0; 32]), marks: 8 }.into());
        stage.write(juror, events);
    }
    proposal(&stage)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_marking_never_changes_the_proposal(marks in marks()) {
        let mut sorted = marks.clone();
        sorted.sort_unstable();
        prop_assert_eq!(played(&marks), played(&sorted));
    }

    #[test]
    fn a_jurors_identity_never_changes_the_proposal(marks in marks()) {
        let turned: Vec<_> = marks.iter().map(|(juror, at, rating)| ((juror + 1) % 3, *at, *rating)).collect();
        prop_assert_eq!(played(&marks), played(&turned));
    }
}
