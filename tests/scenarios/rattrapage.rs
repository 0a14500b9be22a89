//! A second session for who did not get the title: what was acquired stays acquired, and its proof is the first minutes.

use domain::deliberation::Outcome;
use domain::person::PriorKind;
use proof::{Jury, Plan, day};

#[test]
fn a_rattrapage_keeps_what_was_acquired_with_the_minutes_as_proof() {
    let jury = Plan::of(2).with_civil_status().seated();
    jury.everybody_grades(2);
    jury.awa_collects();
    jury.awa.does(jury.session, domain::command::Command::OpenConfrontation { exception: String::new() });
    jury.decides(jury.candidates[0], Outcome::Awarded, "");
    let partial = domain::command::Command::Decide {
        candidate: jury.candidates[1],
        outcome: Outcome::Partial,
        parts_validated: Some(vec!["A1".into(), "A3".into()]),
        mention: None,
        ground: "Le bloc A2 et le mémoire sont à reprendre.".into(),
    };
    jury.awa.does(jury.session, partial);
    jury.closes();

    let early = jury.office.desk.prepare_retake(jury.session, proof::details());
    assert_eq!(early.unwrap_err().code(), "session-not-closed", "the office has not received the closing yet");
    jury.office.imports(&jury.awa.exports(jury.session, "closed.delib"));
    let mut details = proof::details();
    details.name = "Rattrapage de septembre 2026".into();
    (details.starts_on, details.ends_on) = (day(2026, 9, 14), day(2026, 9, 14));
    let prepared = jury.office.desk.prepare_retake(jury.session, details).unwrap();

    assert_ne!(prepared.session, jury.session);
    let grid = jury.office.desk.grid(prepared.session).unwrap();
    let [line] = grid.candidates.as_slice() else { panic!("{:?}", grid.candidates) };
    assert_eq!((line.attempt, line.number.as_str()), (2, "002"));
    let sheet = jury.office.desk.sheet(prepared.session, line.id).unwrap();
    let kept: Vec<_> = sheet.sections.iter().filter_map(|it| Some((it.code.as_str(), it.prior.as_ref()?))).collect();
    assert_eq!(kept.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["A1", "A3"]);
    assert!(kept.iter().all(|(_, prior)| prior.kind == PriorKind::Acquired && prior.proof == "PV-2026-0001"));
    let (civil, previous) = jury.office.look(prepared.session, |session| {
        let file = &session.candidates[&line.id];
        (file.civil.shown().cloned(), file.file.shown().unwrap().previous.clone().unwrap())
    });
    assert_eq!(civil.unwrap().birth_name, "Naissance-2");
    assert_eq!((previous.session, previous.minutes.as_str()), (jury.session, "PV-2026-0001"));
}

#[test]
fn nobody_but_the_office_prepares_a_rattrapage() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    assert_eq!(jury.awa.desk.prepare_retake(jury.session, proof::details()).unwrap_err().code(), "not-allowed");
}
