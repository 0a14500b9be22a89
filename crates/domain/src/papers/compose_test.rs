//! What the papers of a session are drawn from, and when each can be printed.

use crate::command::Command;
use crate::id::IncidentId;
use crate::minutes::compose::Colophon;
use crate::papers::compose::{Composer, seats};
use crate::papers::offer::{offers, ready_for};
use crate::papers::{Kind, Language};
use crate::person::{PriorBlock, PriorKind};
use crate::refusal::Refusal;
use crate::session::facts::{IncidentFile, Passage};
use crate::testing::Stage;
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, RENE, at};
use crate::time::Date;

fn composer(stage: &Stage) -> Composer<'_> {
    let colophon = Colophon { software: "Délibéré".to_owned(), words: vec!["lilas".to_owned()] };
    Composer::new(&stage.session, colophon, at(9, 0), Language::French).unwrap()
}

fn blocked(stage: &Stage, kind: Kind) -> Option<Refusal> {
    offers(&stage.session).into_iter().find(|offer| offer.kind == kind).unwrap().blocked
}

#[test]
fn papers_of_the_day_can_be_printed_before_the_closing_and_those_of_decisions_after() {
    let mut stage = Stage::pocket();
    for kind in [Kind::CandidateSummons, Kind::BlankGrid, Kind::CandidateAttendance, Kind::Declaration] {
        assert_eq!(blocked(&stage, kind), None, "{}", kind.code());
    }
    for kind in [Kind::Results, Kind::Proclamation, Kind::BlockCertificate, Kind::Verification, Kind::Amendment] {
        assert_eq!(blocked(&stage, kind), Some(Refusal::SessionNotClosed), "{}", kind.code());
    }
    assert_eq!(blocked(&stage, Kind::IncidentReport), Some(Refusal::NothingToPrint));
    let file = IncidentFile {
        at: at(10, 0),
        candidate: Some(INES),
        facts: "Alarme incendie.".to_owned(),
        statement: String::new(),
        measures: String::new(),
    };
    let incident = IncidentId([5; 16]);
    stage.does(AWA, Command::ReportIncident { incident, file });
    assert_eq!(blocked(&stage, Kind::IncidentReport), None);
    assert_eq!(composer(&stage).incident(incident).unwrap().place, 1);
    let closed = Stage::pocket().closed();
    assert_eq!(blocked(&closed, Kind::Results), None);
    assert_eq!(blocked(&closed, Kind::Amendment), Some(Refusal::UnknownMinutes));
}

#[test]
fn a_candidate_stands_on_the_roll_of_what_they_pass_and_not_of_what_they_bring() {
    let mut stage = Stage::pocket();
    let all = composer(&stage).session().unwrap().rolls;
    assert!(all.iter().all(|roll| roll.lines.len() <= 2) && all.iter().any(|roll| roll.lines.len() == 2));
    let prior = PriorBlock { block: "P1".to_owned(), kind: PriorKind::Acquired, proof: "PV 1".to_owned(), on: None };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: INES, prior });
    let content = composer(&stage).session().unwrap();
    let of_first = content.rolls.iter().filter(|roll| roll.part.starts_with("P1."));
    let names: Vec<&str> = of_first.flat_map(|roll| &roll.lines).map(|line| line.name.as_str()).collect();
    assert!(!names.is_empty() && names.iter().all(|name| !name.contains("Inès")), "{names:?}");
    let grids = composer(&stage).candidate(INES).unwrap().grids;
    assert!(!grids.is_empty() && grids.iter().all(|part| part.code != "P1"));
}

#[test]
fn a_juror_is_told_of_every_day_and_of_the_first_passage_of_each() {
    let mut stage = Stage::pocket();
    let passage = |hour| Passage { starts_at: at(hour, 0), minutes: 45, room: "B12".to_owned() };
    stage.does(ODILE, Command::PlanPassage { candidate: INES, passage: passage(11) });
    stage.does(ODILE, Command::PlanPassage { candidate: JONAS, passage: passage(9) });
    let ground = "A encadré son stage".to_owned();
    stage.does(ODILE, Command::DeclareRecusal { juror: BRUNO, candidate: INES, ground: ground.clone() });
    let content = composer(&stage).juror(BRUNO).unwrap();
    assert_eq!(content.first_passages, [passage(9)]);
    assert_eq!(content.candidates.len(), 2);
    assert_eq!(content.recusals.iter().map(|line| line.1.clone()).collect::<Vec<_>>(), [ground]);
    assert!(seats(&stage.session).contains(&RENE) && composer(&stage).juror(ODILE).is_none());
}

#[test]
fn the_jury_d_evaluation_is_told_by_its_seals_and_never_by_its_marks() {
    let stage = Stage::pocket().closed();
    let assessed = composer(&stage).session().unwrap().assessed;
    assert_eq!(assessed.len(), 2);
    assert!(assessed.iter().all(|line| line.sealed_by.len() == 3 && line.missing.is_empty()), "{assessed:?}");
    let open = Stage::pocket();
    let assessed = composer(&open).session().unwrap().assessed;
    assert!(assessed.iter().all(|line| line.sealed_by.is_empty() && line.missing.len() == 3), "{assessed:?}");
    assert!([AWA, BRUNO, CHLOE].iter().all(|juror| composer(&open).juror(*juror).is_some()));
}

#[test]
fn an_attestation_goes_to_who_validated_a_bloc_here() {
    let stage = Stage::pocket().closed();
    let session = &stage.session;
    let mut answers = [INES, JONAS].map(|id| ready_for(session, Kind::BlockCertificate, id)).into_iter();
    assert!(answers.any(|answer| answer.is_ok()));
    let nobody = crate::id::CandidateId([9; 16]);
    assert_eq!(ready_for(session, Kind::Results, nobody), Err(Refusal::UnknownCandidate));
}

#[test]
fn the_day_after_follows_the_calendar() {
    let next = |day: &str| Date::parse(day).unwrap().next_day().map(|day| day.to_string());
    assert_eq!(next("2028-02-28").as_deref(), Some("2028-02-29"));
    assert_eq!(next("2026-02-28").as_deref(), Some("2026-03-01"));
    assert_eq!(next("2026-12-31").as_deref(), Some("2027-01-01"));
    assert_eq!(next("2099-12-31"), None);
}
