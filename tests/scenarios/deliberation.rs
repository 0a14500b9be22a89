//! The calculation proposes, the jury decides and says why: overrides, votes, the guard of the validated line, a mean on
//! twenty.

use domain::command::Command;
use domain::deliberation::proposal::propose;
use domain::deliberation::{Outcome, Vote};
use domain::grading::{Mark, Rating};
use domain::minutes::compose::EditionChoice;
use proof::{Jury, Plan, Seat};

const GROUND: &str = "Le jury a entendu le candidat sur ce point.";

#[test]
fn a_decision_that_leaves_the_proposal_carries_a_ground() {
    let jury = Jury::of(1);
    jury.grades_and_confronts(0);
    let candidate = jury.candidates[0];
    let awarded = |ground: &str| Command::Decide {
        candidate,
        outcome: Outcome::Awarded,
        parts_validated: Some(jury.awa.look(jury.session, |session| {
            let file = &session.candidates[&candidate];
            session.parts(file).iter().map(|part| part.code.to_owned()).collect()
        })),
        mention: None,
        ground: ground.into(),
    };
    assert_eq!(jury.awa.is_refused(jury.session, awarded("")), "ground-for-override");
    jury.awa.does(jury.session, awarded(GROUND));
    let decision = jury.awa.look(jury.session, |session| session.decision(candidate).unwrap());
    assert!(!decision.follows_proposal && decision.ground == GROUND);
    jury.closes();
}

#[test]
fn an_unfavourable_decision_carries_a_ground_even_when_it_follows_the_proposal() {
    let jury = Jury::of(1);
    jury.grades_and_confronts(0);
    let adjourned = |ground: &str| Jury::decision(jury.candidates[0], Outcome::Adjourned, ground);
    assert_eq!(jury.awa.is_refused(jury.session, adjourned("")), "ground-for-unfavourable");
    jury.awa.does(jury.session, adjourned(GROUND));
    jury.closes();
}

#[test]
fn an_outcome_that_contradicts_the_parts_is_refused_whatever_the_ground() {
    let jury = Jury::of(1);
    jury.grades_and_confronts(2);
    for outcome in [Outcome::Absent, Outcome::Excluded, Outcome::Adjourned, Outcome::Partial] {
        let decide = Jury::decision(jury.candidates[0], outcome, GROUND);
        assert_eq!(jury.awa.is_refused(jury.session, decide), "outcome-contradicts", "{outcome:?}");
    }
}

#[test]
fn crossing_the_validated_line_of_a_single_member_demands_a_reason() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.chloe.criteria(session, candidate).remove(0);
    for laptop in jury.graders() {
        laptop.marks_everything(session, candidate, 2);
    }
    let low = Mark { rating: Some(Rating::Level { index: 1 }), comment: String::new() };
    jury.chloe.marks(session, candidate, &criterion, low);
    jury.graders().into_iter().for_each(|laptop| laptop.seals(session, candidate));
    jury.awa_collects();
    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
    let award = Jury::decision(candidate, Outcome::Awarded, "");
    assert_eq!(jury.awa.is_refused(session, award.clone()), "gaps-unsettled");
    for index in [1, 2] {
        let retain = |ground: &str| Command::Retain {
            candidate,
            criterion: criterion.clone(),
            rating: Rating::Level { index },
            ground: ground.into(),
        };
        assert_eq!(jury.awa.is_refused(session, retain("")), "ground-for-boundary");
        jury.awa.does(session, retain(GROUND));
    }
    jury.awa.does(session, award);
    jury.closes();
    let minutes = jury.awa.desk.minutes(session, EditionChoice::Original).unwrap();
    assert_eq!(minutes.ledger.len(), 1);
    assert_eq!(minutes.ledger[0].ground, GROUND);
}

#[test]
fn the_president_s_voice_decides_a_tie_and_nothing_else() {
    let jury = Plan::of(1).recused(Seat::Bruno, 0).seated();
    jury.grades_and_confronts(2);
    let candidate = jury.candidates[0];
    let vote = |votes_for, votes_against, casting_for| Command::HoldVote {
        candidate,
        vote: Vote { question: "Valider le titre ?".into(), votes_for, votes_against, abstentions: 0, casting_for },
    };
    assert_eq!(jury.awa.is_refused(jury.session, vote(2, 1, None)), "too-many-voices");
    assert_eq!(jury.awa.is_refused(jury.session, vote(2, 0, Some(true))), "no-casting-vote");
    jury.awa.does(jury.session, vote(1, 1, Some(true)));
    let carried = jury.awa.look(jury.session, |session| session.candidates[&candidate].votes[0].value.carried());
    assert_eq!(carried, Some(true));
    assert_eq!(jury.bruno.is_refused(jury.session, vote(1, 1, None)), "not-allowed");
}

#[test]
fn an_absent_candidate_is_decided_absent_and_nobody_grades_them() {
    let jury = Plan::of(2).absent(0).seated();
    let (session, absent) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, absent).remove(0);
    let mark = Mark { rating: Some(Rating::Level { index: 2 }), comment: String::new() };
    assert_eq!(
        jury.bruno.is_refused(session, Command::Mark { candidate: absent, criterion, mark }),
        "nothing-to-grade"
    );
    jury.grades_and_confronts(2);
    jury.decides(absent, Outcome::Absent, "Ne s'est pas présenté.");
    jury.decides(jury.candidates[1], Outcome::Awarded, "");
    jury.closes();
    let minutes = jury.awa.desk.minutes(session, EditionChoice::Original).unwrap();
    assert_eq!((minutes.count(Outcome::Absent), minutes.count(Outcome::Awarded)), (1, 1));
}

#[test]
fn a_bloc_acquired_before_is_neither_graded_nor_lost() {
    let jury = Plan::of(1).prior(0, "A1").seated();
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let sheet = jury.bruno.desk.sheet(session, candidate).unwrap();
    let known = sheet.sections.iter().find(|section| section.code == "A1").unwrap();
    assert_eq!(known.prior.as_ref().unwrap().proof, "PV-2025-0014");
    let criterion = known.evaluations[0].criteria[0].code.clone();
    let mark = Mark { rating: Some(Rating::Level { index: 2 }), comment: String::new() };
    assert_eq!(jury.bruno.is_refused(session, Command::Mark { candidate, criterion, mark }), "part-is-prior");
    jury.awards_everybody();
}

#[test]
fn a_session_on_twenty_runs_to_its_minutes_and_proposes_the_mention() {
    let jury = Plan::of(1).scored_on_twenty().seated();
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    for hundredths in [2_050, 1_230, -100, i32::MAX] {
        let mark = Mark { rating: Some(Rating::Score { hundredths }), comment: String::new() };
        let command = Command::Mark { candidate, criterion: criterion.clone(), mark };
        assert_eq!(jury.bruno.is_refused(session, command), "not-on-scale", "{hundredths}");
    }
    for laptop in jury.graders() {
        laptop.rates_everything(session, candidate, Rating::Score { hundredths: 1_450 });
        laptop.seals(session, candidate);
    }
    jury.awa_collects();
    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
    let proposal = jury.awa.look(session, |session| propose(session, candidate).unwrap());
    assert_eq!((proposal.outcome, proposal.mention.as_deref()), (Some(Outcome::Awarded), Some("B")));
    jury.decides(candidate, Outcome::Awarded, "");
    jury.closes();
    let minutes = jury.awa.desk.minutes(session, EditionChoice::Original).unwrap();
    let decision = minutes.candidates[0].decision.as_ref().unwrap();
    assert_eq!(decision.mention.as_deref(), Some("B"));
    assert_eq!(jury.awa.desk.recount(session).unwrap().differing, 0);
}
