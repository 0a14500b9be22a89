//! What the panel retains, votes and decides.

use super::check;
use crate::command::Command;
use crate::deliberation::{Outcome, PartStatus, Vote};
use crate::event::Event;
use crate::grading::{Mark, Rating};
use crate::id::CandidateId;
use crate::referential::Code;
use crate::session::facts::{Attendance, AttendanceStatus};
use crate::testing::Stage;
use crate::testing::papers::{A, EC, NA, award, decision, levels, pocket};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE};

/// Inès's first criterion receives those three ratings, everything else « acquis »; all is sealed and open.
fn confronted_with(ratings: [Rating; 3]) -> Stage {
    let mut stage = Stage::pocket();
    for (juror, rating) in [AWA, BRUNO, CHLOE].into_iter().zip(ratings) {
        let mark = Mark { rating: Some(rating), comment: String::new() };
        stage.rates(juror, INES, A);
        stage.does(juror, Command::Mark { candidate: INES, criterion: "P1.CP.1".into(), mark });
        stage.does(juror, Command::SealSheet { candidate: INES }).rates_and_seals(juror, JONAS, A);
    }
    stage.does(AWA, Command::OpenConfrontation { exception: String::new() });
    stage
}

fn retain(rating: Rating, ground: &str) -> Command {
    Command::Retain { candidate: INES, criterion: "P1.CP.1".into(), rating, ground: ground.into() }
}

fn wish(outcome: Outcome, parts: &[&str], mention: &str, ground: &str) -> Command {
    Command::Decide {
        candidate: INES,
        outcome,
        parts_validated: Some(parts.iter().map(|part| Code::from(*part)).collect()),
        mention: Some(mention.into()),
        ground: ground.into(),
    }
}

fn attends(candidate: CandidateId, status: AttendanceStatus) -> Command {
    Command::RecordAttendance {
        candidate,
        trial: None,
        attendance: Attendance { status, at: None, note: String::new() },
    }
}

fn vote(votes_for: u8, votes_against: u8, abstentions: u8, casting_for: Option<bool>) -> Command {
    let vote = Vote { question: "Valider P1 ?".into(), votes_for, votes_against, abstentions, casting_for };
    Command::HoldVote { candidate: INES, vote }
}

const ALL: [&str; 4] = ["P1", "P2", "P3", "MEM"];

#[test]
fn nothing_is_retained_before_the_confrontation() {
    check(&Stage::pocket(), AWA, &retain(A, "Parce que"), "confrontation-not-open");
    check(&confronted_with([A, A, A]), BRUNO, &retain(A, ""), "not-allowed");
}

#[test]
fn what_every_member_gave_is_retained_without_a_word() {
    let mut stage = confronted_with([A, A, A]);
    check(&stage, AWA, &retain(A, ""), "51");
    stage.does(AWA, retain(A, ""));
    check(&stage, AWA, &retain(A, ""), "nothing");
    check(&stage, AWA, &retain(Rating::Level { index: 3 }, "Mieux"), "not-on-scale");
}

#[test]
fn crossing_the_line_of_a_single_member_demands_a_ground() {
    let stage = confronted_with([A, A, EC]);
    check(&stage, AWA, &retain(A, ""), "ground-for-boundary");
    check(&stage, AWA, &retain(A, "L'oral l'a montré"), "51");
    check(&stage, AWA, &retain(EC, " "), "ground-for-boundary");
    check(&stage, AWA, &retain(Rating::NotApplicable, ""), "ground-for-boundary");
}

#[test]
fn leaving_what_the_members_gave_demands_a_ground() {
    let stage = confronted_with([EC, EC, EC]);
    check(&stage, AWA, &retain(NA, ""), "ground-for-outlier");
    check(&stage, AWA, &retain(NA, "Plagiat de l'annexe"), "51");
    let unobserved = confronted_with([Rating::NotObserved, EC, Rating::NotObserved]);
    check(&unobserved, AWA, &retain(EC, ""), "51");
    check(&unobserved, AWA, &retain(NA, ""), "ground-for-outlier");
    let low = confronted_with([NA, Rating::NotObserved, NA]);
    check(&low, AWA, &retain(EC, ""), "ground-for-outlier");
    let nobody = confronted_with([Rating::NotObserved; 3]);
    check(&nobody, AWA, &retain(EC, ""), "ground-for-outlier");
    check(&nobody, AWA, &retain(Rating::NotObserved, ""), "51");
    check(&nobody, AWA, &retain(Rating::NotApplicable, ""), "ground-for-outlier");
}

#[test]
fn retaining_what_nobody_rated_demands_a_ground() {
    let mut stage = Stage::pocket();
    stage.does(AWA, Command::OpenConfrontation { exception: "Panne des portables".into() });
    check(&stage, AWA, &retain(A, ""), "ground-for-unrated");
    check(&stage, AWA, &retain(A, "D'après les copies"), "51");
}

#[test]
fn the_ledger_keeps_sealed_ratings_of_members_who_did_not_step_back() {
    let mut stage = confronted_with([A, EC, NA]);
    stage.does(AWA, Command::DeclareRecusal { juror: CHLOE, candidate: INES, ground: "Sa nièce".into() });
    let events = stage.tries(AWA, &retain(A, "Vu à l'oral")).unwrap();
    let [Event::RatingRetained(fact)] = &events[..] else { panic!("{events:?}") };
    let ledger: Vec<_> = fact.retained.ledger.iter().map(|line| (line.juror, line.rating)).collect();
    assert_eq!(ledger, [(AWA, A), (BRUNO, EC)]);
}

#[test]
fn voices_are_those_of_members_who_did_not_step_back() {
    let mut stage = confronted_with([A, EC, NA]);
    check(&stage, AWA, &vote(2, 1, 0, None), "52");
    check(&stage, AWA, &vote(2, 1, 1, None), "too-many-voices");
    check(&stage, AWA, &vote(255, 255, 255, None), "too-many-voices");
    check(&stage, AWA, &vote(0, 0, 0, None), "missing");
    stage.does(AWA, Command::DeclareRecusal { juror: CHLOE, candidate: INES, ground: "Sa nièce".into() });
    check(&stage, AWA, &vote(2, 1, 0, None), "too-many-voices");
}

#[test]
fn the_president_s_voice_decides_ties_only() {
    let stage = confronted_with([A, EC, NA]);
    check(&stage, AWA, &vote(1, 1, 1, Some(true)), "52");
    check(&stage, AWA, &vote(2, 1, 0, Some(true)), "no-casting-vote");
    check(&stage, BRUNO, &vote(1, 1, 1, Some(true)), "not-allowed");
    let mut regulation = levels();
    regulation.vote.casting_vote = false;
    let stage = Stage::open(&pocket(), &regulation).with_panel().with_candidates().confronted(A);
    check(&stage, AWA, &vote(1, 1, 1, Some(true)), "no-casting-vote");
    check(&stage, AWA, &vote(1, 1, 1, None), "52");
}

#[test]
fn nothing_is_decided_before_the_confrontation_but_absence() {
    let mut stage = Stage::pocket();
    check(&stage, AWA, &award(INES), "confrontation-not-open");
    stage.does(ODILE, attends(INES, AttendanceStatus::AbsentUnjustified));
    check(&stage, AWA, &decision(INES, Outcome::Absent, "Ne s'est pas présentée"), "53");
    check(&stage, AWA, &decision(INES, Outcome::Absent, ""), "ground-for-unfavourable");
    check(&stage, AWA, &decision(INES, Outcome::Excluded, "Fraude"), "outcome-contradicts");
    check(&stage, AWA, &wish(Outcome::Partial, &["P1"], "", "Vu hier"), "outcome-contradicts");
}

#[test]
fn gaps_are_settled_before_deciding() {
    let mut stage = confronted_with([A, A, EC]);
    check(&stage, AWA, &award(INES), "gaps-unsettled");
    stage.does(AWA, retain(A, "L'oral l'a montré"));
    check(&stage, AWA, &award(INES), "53");
}

#[test]
fn the_title_goes_with_every_part() {
    let stage = confronted_with([A, A, A]);
    check(&stage, AWA, &award(INES), "53");
    check(&stage, AWA, &wish(Outcome::Awarded, &ALL, "", ""), "53");
    check(&stage, AWA, &wish(Outcome::Awarded, &["P1", "P2", "P3"], "", "Bonne volonté"), "outcome-contradicts");
    check(&stage, AWA, &wish(Outcome::Partial, &ALL, "", "Bonne volonté"), "outcome-contradicts");
    check(&stage, AWA, &wish(Outcome::Adjourned, &["P1"], "", "Bonne volonté"), "outcome-contradicts");
    check(&stage, AWA, &wish(Outcome::Partial, &[], "", "Bonne volonté"), "outcome-contradicts");
    check(&stage, AWA, &decision(INES, Outcome::Absent, "Partie"), "outcome-contradicts");
    check(&stage, AWA, &wish(Outcome::Partial, &["P4"], "", "Verger"), "unknown-part");
}

#[test]
fn leaving_the_proposal_demands_a_ground() {
    let stage = confronted_with([EC, EC, EC]);
    check(&stage, AWA, &decision(INES, Outcome::Partial, "P1 n'est pas acquis"), "53");
    check(&stage, AWA, &decision(INES, Outcome::Partial, ""), "ground-for-unfavourable");
    check(&stage, AWA, &wish(Outcome::Awarded, &ALL, "", ""), "ground-for-override");
    let events = stage.tries(AWA, &wish(Outcome::Awarded, &ALL, "", "Jury souverain")).unwrap();
    let [Event::CandidateDecided(fact)] = &events[..] else { panic!("{events:?}") };
    assert!(!fact.decision.follows_proposal);
}

#[test]
fn a_decision_that_follows_says_so_and_lists_every_part() {
    let stage = confronted_with([EC, EC, EC]);
    let events = stage.tries(AWA, &decision(INES, Outcome::Partial, "P1 n'est pas acquis")).unwrap();
    let [Event::CandidateDecided(fact)] = &events[..] else { panic!("{events:?}") };
    assert!(fact.decision.follows_proposal);
    let parts: Vec<_> = fact.decision.parts.iter().map(|part| (part.part.as_str(), part.status)).collect();
    let validated = PartStatus::Validated;
    assert_eq!(parts, [("P1", PartStatus::Failed), ("P2", validated), ("P3", validated), ("MEM", validated)]);
}

#[test]
fn a_mention_is_the_reglement_s_and_goes_with_the_title() {
    let stage = Stage::pocket_scored().confronted(Rating::Score { hundredths: 1650 });
    let events = stage.tries(AWA, &award(INES)).unwrap();
    let [Event::CandidateDecided(fact)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(fact.decision.mention.as_deref(), Some("TB"));
    check(&stage, AWA, &wish(Outcome::Awarded, &ALL, "B", ""), "ground-for-override");
    check(&stage, AWA, &wish(Outcome::Awarded, &ALL, "", ""), "ground-for-override");
    check(&stage, AWA, &wish(Outcome::Awarded, &ALL, "B", "Un oral moins solide"), "53");
    check(&stage, AWA, &wish(Outcome::Awarded, &ALL, "XX", "Un oral moins solide"), "unknown-mention");
    check(&stage, AWA, &wish(Outcome::Partial, &["P1"], "TB", "Mémoire à revoir"), "unknown-mention");
}

#[test]
fn two_recusals_leave_too_few_members_to_decide() {
    let mut stage = confronted_with([A, A, A]);
    for juror in [BRUNO, CHLOE] {
        stage.does(AWA, Command::DeclareRecusal { juror, candidate: INES, ground: "Voisine".into() });
    }
    check(&stage, AWA, &award(INES), "panel-too-small");
    check(&stage, AWA, &award(JONAS), "53");
}

#[test]
fn a_decision_taken_twice_alike_is_written_once() {
    let mut stage = confronted_with([A, A, A]);
    stage.does(AWA, award(INES));
    check(&stage, AWA, &award(INES), "nothing");
    check(&stage, AWA, &wish(Outcome::Partial, &["P1"], "", "Mémoire à revoir"), "53");
}

#[test]
fn the_built_in_referential_awards_its_title() {
    let stage = Stage::built_in().confronted(A);
    check(&stage, AWA, &award(INES), "53");
    check(&stage, AWA, &decision(INES, Outcome::Adjourned, "Non"), "outcome-contradicts");
}
