//! What the panel sees while it deliberates: nothing before the sheets are side by side, then every sealed word, the gaps, the
//! ledger of what was retained, and what a supposed rating would change.

use app::deliberate::Supposed;
use app::view::deliberation::CaseState;
use domain::command::Command;
use domain::deliberation::Outcome;
use domain::grading::gap::{GapKind, Standing};
use domain::grading::{Mark, Rating};
use proof::{Jury, Laptop, Plan, Seat};

const GROUND: &str = "Le jury a entendu le candidat sur ce point.";
const WORDS: &str = "Oublie le handicap.";

fn level(index: u8) -> Rating {
    Rating::Level { index }
}

/// Everybody gave everything the highest level but Chloé the first criterion, which she comments on; all is sealed.
fn with_a_gap(jury: &Jury) -> String {
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.chloe.criteria(session, candidate).remove(0);
    for laptop in jury.graders() {
        laptop.marks_everything(session, candidate, 2);
    }
    jury.chloe.marks(session, candidate, &criterion, Mark { rating: Some(level(0)), comment: WORDS.into() });
    jury.graders().into_iter().for_each(|laptop| laptop.seals(session, candidate));
    jury.awa_collects();
    criterion
}

fn state(jury: &Jury) -> CaseState {
    jury.awa.desk.deliberation(jury.session).unwrap().candidates[0].state
}

fn retain(jury: &Jury, criterion: &str, index: u8, ground: &str) -> Command {
    let (candidate, criterion) = (jury.candidates[0], criterion.to_owned());
    Command::Retain { candidate, criterion, rating: level(index), ground: ground.into() }
}

#[test]
fn sheets_are_counted_and_nothing_of_them_is_shown_until_they_are_side_by_side() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    assert_eq!(state(&jury), CaseState::Sealing);
    with_a_gap(&jury);
    assert_eq!(state(&jury), CaseState::Sealed);
    let before = jury.awa.desk.case(session, candidate).unwrap();
    let given = before.sections.iter().flat_map(|section| &section.criteria).flat_map(|line| &line.given);
    assert!(!before.shown && before.proposal.is_none() && given.into_iter().all(|it| it.ratings.is_empty()));
    let asked = jury.awa.desk.what_if(session, candidate, Vec::new());
    assert_eq!(Laptop::code(asked), "confrontation-not-open");
    assert_eq!(Laptop::code(jury.awa.desk.conclude(session, candidate, None, None)), "confrontation-not-open");

    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
    assert_eq!(state(&jury), CaseState::Gaps);
    let after = jury.awa.desk.case(session, candidate).unwrap();
    let line = &after.sections[0].criteria[0];
    let ratings: Vec<_> = line.given.iter().flat_map(|it| it.ratings.clone()).collect();
    assert_eq!(ratings, [level(2), level(0), level(2)]);
    assert_eq!(line.given[1].comment, WORDS);
    assert_eq!(line.standing, Some(Standing::Gap));
    assert!(line.gap.is_some_and(|gap| gap.kind == GapKind::Line && gap.crosses_line && !gap.settled));
}

#[test]
fn an_exception_is_told_and_the_sheet_that_is_missing_stays_closed() {
    let jury = Plan::of(1).seated();
    let (session, candidate) = (jury.session, jury.candidates[0]);
    for laptop in [&jury.awa, &jury.bruno] {
        laptop.marks_everything(session, candidate, 2);
        laptop.seals(session, candidate);
    }
    jury.chloe.marks_everything(session, candidate, 0);
    jury.awa_collects();
    let owing = jury.awa.desk.deliberation(session).unwrap().confrontation.owing;
    assert_eq!(owing.iter().map(|it| (it.name.as_str(), it.count)).collect::<Vec<_>>(), [("Chloé Petit", 1)]);
    let exception = "Chloé Petit a dû partir.".to_owned();
    jury.awa.does(session, Command::OpenConfrontation { exception: exception.clone() });
    assert_eq!(jury.awa.desk.deliberation(session).unwrap().confrontation.exceptions, [exception]);
    let case = jury.awa.desk.case(session, candidate).unwrap();
    let of_chloe = case.sections.iter().flat_map(|section| &section.criteria).map(|line| &line.given[1]);
    assert!(of_chloe.into_iter().all(|it| it.ratings.is_empty()));
}

#[test]
fn the_ledger_tells_who_retained_what_after_what_and_why() {
    let jury = Jury::of(1);
    let (session, candidate, criterion) = (jury.session, jury.candidates[0], with_a_gap(&jury));
    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
    jury.awa.does(session, retain(&jury, &criterion, 0, GROUND));
    jury.awa.does(session, retain(&jury, &criterion, 2, "Vérifié dans le dossier."));
    let ledger = jury.awa.desk.ledger(session, candidate, &criterion).unwrap();
    let told: Vec<_> = ledger.iter().map(|it| (it.by.as_str(), it.before, it.after, it.ground.as_str())).collect();
    let then = ("Awa Diallo", Some(level(0)), level(2), "Vérifié dans le dossier.");
    assert_eq!(told, [("Awa Diallo", None, level(0), GROUND), then]);
    assert!(ledger.iter().all(|step| step.sealed.len() == 3 && !step.set_aside));
    assert_eq!(jury.awa.desk.ledger(session, candidate, "A1.CP.9").unwrap(), []);
    assert_eq!(
        jury.awa.desk.case(session, candidate).unwrap().sections[0].criteria[0].retained.as_ref().unwrap().by,
        "Awa Diallo"
    );
}

#[test]
fn a_supposed_rating_changes_what_is_proposed_and_nothing_that_is_kept() {
    let jury = Jury::of(1);
    jury.grades_and_confronts(2);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let before = jury.awa.fingerprint(session);
    let criteria = jury.awa.criteria(session, candidate);
    let all = criteria.into_iter().map(|criterion| Supposed { criterion, rating: level(0) }).collect();
    assert_eq!(jury.awa.desk.what_if(session, candidate, all).unwrap().outcome, Some(Outcome::Adjourned));
    let in_force = jury.awa.desk.case(session, candidate).unwrap().proposal.unwrap();
    assert_eq!((in_force.outcome, jury.awa.fingerprint(session)), (Some(Outcome::Awarded), before));
}

#[test]
fn a_choice_of_parts_is_told_before_it_is_decided_and_a_stale_decision_after() {
    let jury = Jury::of(1);
    jury.grades_and_confronts(2);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let told = jury.awa.desk.conclude(session, candidate, Some(&["A1".into()]), None).unwrap();
    assert_eq!((told.outcome, told.needs_ground, told.follows_proposal), (Outcome::Partial, true, false));
    assert_eq!(state(&jury), CaseState::Deciding);
    jury.decides(candidate, Outcome::Awarded, "");
    assert_eq!(state(&jury), CaseState::Decided);
    for criterion in jury.awa.criteria(session, candidate) {
        jury.awa.does(session, retain(&jury, &criterion, 0, GROUND));
    }
    assert_eq!(state(&jury), CaseState::Stale);
}

#[test]
fn a_member_sees_the_deliberation_and_does_not_lead_it() {
    let jury = Plan::of(1).recused(Seat::Bruno, 0).seated();
    jury.grades_and_confronts(2);
    jury.bruno.imports(&jury.awa.exports(jury.session, "all.delib"));
    let seen = jury.bruno.desk.deliberation(jury.session).unwrap();
    assert!(!seen.leads && seen.confrontation.opened_at.is_some());
    let case = jury.bruno.desk.case(jury.session, jury.candidates[0]).unwrap();
    assert!(case.shown && case.jurors.iter().any(|juror| juror.name == "Bruno Roche" && juror.recused));
}
