//! Whether a session is ready: what is missing is named, and stops only where it must.

use crate::command::Command;
use crate::event::Event;
use crate::id::SubjectId;
use crate::minutes::CivilTime;
use crate::person::Accommodation;
use crate::planning::{Plan, propose};
use crate::preflight::{Matter, Point, Readiness, points};
use crate::session::facts::{Passage, SubjectFile};
use crate::testing::Stage;
use crate::testing::people::{BRUNO, CHLOE, INES, JONAS, ODILE, at, june};

fn point(stage: &Stage, matter: Matter) -> Point {
    points(&stage.session).into_iter().find(|point| point.matter == matter).expect("every matter has its point")
}

fn verdict(stage: &Stage, matter: Matter) -> Readiness {
    point(stage, matter).verdict
}

fn passage(candidate: crate::id::CandidateId, starts_at: CivilTime, minutes: u16) -> Command {
    Command::PlanPassage { candidate, passage: Passage { starts_at, minutes, room: "B".into() } }
}

fn plan() -> Plan {
    Plan {
        starts_at: at(9, 0),
        minutes: 45,
        pause: 15,
        ends_by: 18 * 60,
        lunch: (720, 780),
        room: "B".into(),
        only_missing: false,
    }
}

#[test]
fn without_candidates_or_panel_a_session_can_not_begin() {
    let referential = Stage::pocket();
    let stage = Stage::open(&referential.session.referential, &referential.session.regulation);
    assert_eq!(verdict(&stage, Matter::Candidates), Readiness::Stop);
    assert_eq!(verdict(&stage, Matter::President), Readiness::Stop);
    assert_eq!(verdict(&stage, Matter::Panel), Readiness::Stop);
}

#[test]
fn a_panel_too_small_for_one_candidate_names_that_candidate_alone() {
    let mut stage = Stage::pocket();
    assert_eq!(verdict(&stage, Matter::PanelForCandidates), Readiness::Good);
    for juror in [BRUNO, CHLOE] {
        stage.does(ODILE, Command::DeclareRecusal { juror, candidate: INES, ground: "A formé la candidate".into() });
    }
    let short = point(&stage, Matter::PanelForCandidates);
    assert_eq!((short.verdict, short.about), (Readiness::Stop, vec!["Inès Moreau".to_owned()]));
}

#[test]
fn two_passages_in_one_room_at_once_are_seen_and_so_is_a_wrong_day() {
    let mut stage = Stage::pocket();
    assert_eq!(point(&stage, Matter::Passages).count, 2);
    stage.does(ODILE, passage(INES, at(9, 0), 45)).does(ODILE, passage(JONAS, at(9, 30), 45));
    assert_eq!(point(&stage, Matter::Overlaps).about, ["Jonas Keller"]);
    stage.does(ODILE, passage(JONAS, CivilTime { date: june(13), hour: 9, minute: 0 }, 45));
    assert_eq!(verdict(&stage, Matter::Overlaps), Readiness::Good);
    assert_eq!(point(&stage, Matter::Days).about, ["Jonas Keller"]);
}

#[test]
fn a_subject_is_owed_to_whoever_takes_its_epreuve_until_one_is_drawn() {
    let mut stage = Stage::pocket();
    assert_eq!(verdict(&stage, Matter::Draws), Readiness::Good);
    let trial =
        stage.session.referential.main_blocks().flat_map(|block| &block.evaluations).flat_map(|group| &group.trials);
    let trial = trial.map(|trial| trial.code.clone()).next().expect("an épreuve");
    let file =
        SubjectFile { trial: trial.clone(), title: "Le musée".into(), text: "Un musée…".into(), documents: vec![] };
    stage.does(ODILE, Command::AddSubject { subject: SubjectId([7; 16]), file });
    assert_eq!(point(&stage, Matter::Draws).count, 2);
    stage.does(ODILE, Command::DrawSubject { candidate: INES, trial, subject: None, lot: Some(3) });
    assert_eq!(point(&stage, Matter::Draws).about, ["Jonas Keller"]);
}

#[test]
fn passages_follow_one_another_around_lunch_and_extra_time_lengthens_one() {
    let mut stage = Stage::pocket();
    let measure = Accommodation { measure: "Tiers temps".into(), extra_time_percent: 33, decided_on: None };
    stage.does(ODILE, Command::GrantAccommodation { candidate: INES, accommodation: measure });
    let given: Vec<_> = propose(&stage.session, &Plan { starts_at: at(10, 30), ..plan() })
        .into_iter()
        .map(|(_, passage)| (passage.starts_at.hour, passage.starts_at.minute, passage.minutes))
        .collect();
    assert_eq!(given, [(10, 30, 60), (13, 0, 45)]);
}

#[test]
fn what_does_not_fit_in_a_day_begins_the_next_one_at_the_same_hour() {
    let stage = Stage::pocket();
    let given = propose(&stage.session, &Plan { starts_at: at(17, 0), ..plan() });
    let days: Vec<_> = given.iter().map(|(_, passage)| (passage.starts_at.date, passage.starts_at.hour)).collect();
    assert_eq!(days, [(june(12), 17), (june(13), 17)]);
    let endless = propose(&stage.session, &Plan { minutes: 900, ..plan() });
    assert_eq!(endless.len(), 2, "a passage that no day could hold is placed all the same");
}

#[test]
fn a_passage_that_is_planned_can_be_left_as_it_is() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, passage(INES, at(16, 0), 30));
    let given = propose(&stage.session, &Plan { only_missing: true, ..plan() });
    assert_eq!(given.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [JONAS]);
    assert!(
        stage
            .tries(ODILE, &passage(JONAS, at(9, 0), 45))
            .is_ok_and(|events| matches!(events[..], [Event::PassagePlanned(_)]))
    );
}
