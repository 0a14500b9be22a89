//! Erasures: who may be erased, when, and what then counts.

use proptest::prelude::*;

use super::check;
use crate::command::Command;
use crate::erasure::{ERASURE, accommodations_of};
use crate::event::{Event, PersonErased};
use crate::id::{CandidateId, IncidentId, PersonId};
use crate::log::Logged;
use crate::person::Accommodation;
use crate::recount::{Agreement, compare, recount};
use crate::session::AsideReason;
use crate::session::fold::fold;
use crate::testing::Stage;
use crate::testing::papers::{award, best, close};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, incident, june};
use crate::time::Date;

fn erase(person: PersonId, on: Date) -> Command {
    Command::ErasePerson { person, ground: "Demande de la personne".into(), on }
}

fn ines(on: Date) -> Command {
    erase(PersonId(INES.0), on)
}

fn accommodate(candidate: CandidateId) -> Command {
    let accommodation = Accommodation { measure: "Tiers temps".into(), extra_time_percent: 33, decided_on: None };
    Command::GrantAccommodation { candidate, accommodation }
}

fn day(year: u16) -> Date {
    Date::new(year, 6, 12).unwrap()
}

/// Everybody gives Jonas the best rating; Awa opens the confrontation, awards him the title and closes.
fn close_on_jonas(stage: &mut Stage) {
    let rating = best(&stage.session.regulation);
    for juror in [AWA, BRUNO, CHLOE] {
        stage.rates_and_seals(juror, JONAS, rating);
    }
    stage.does(AWA, Command::OpenConfrontation { exception: String::new() });
    stage.does(AWA, award(JONAS)).does(AWA, close());
}

/// The entries once every payload about the erased was destroyed.
fn destroyed(stage: &Stage) -> Vec<Logged> {
    let mut entries = stage.entries.clone();
    for logged in &mut entries {
        if logged.entry.header.subject.is_some_and(|subject| stage.session.is_erased(subject)) {
            logged.entry.payload = None;
        }
    }
    entries
}

fn state(stage: &Stage, entries: &[Logged]) -> String {
    format!("{:?}", fold(stage.session.id, entries).unwrap())
}

#[test]
fn only_the_office_erases() {
    let stage = Stage::pocket();
    check(&stage, ODILE, &ines(june(13)), "16");
    check(&stage, AWA, &ines(june(13)), "not-allowed");
    check(&stage, BRUNO, &ines(june(13)), "not-allowed");
    check(&stage, ODILE, &erase(PersonId([0x77; 16]), june(13)), "unknown-person");
}

#[test]
fn an_erasure_carries_a_ground() {
    let command = Command::ErasePerson { person: PersonId(INES.0), ground: " ".into(), on: june(13) };
    check(&Stage::pocket(), ODILE, &command, "missing");
}

#[test]
fn an_erasure_that_somebody_else_wrote_erases_nobody() {
    let mut stage = Stage::pocket();
    let fact = PersonErased { person: PersonId(INES.0), ground: "Pour rire".into() };
    stage.write(BRUNO, vec![fact.into()]);
    assert!(stage.session.candidates.contains_key(&INES) && stage.session.erased.is_empty());
    assert_eq!(stage.session.set_aside[0].reason, AsideReason::NotAllowed);
}

#[test]
fn an_erased_candidate_is_no_longer_expected_and_nothing_of_theirs_forbids_closing() {
    let mut stage = Stage::pocket();
    stage.rates_and_seals(BRUNO, INES, best(&stage.session.regulation.clone()));
    stage.does(ODILE, ines(june(12)));
    assert_eq!(stage.session.roster().len(), 1);
    assert!(stage.session.sheets.keys().all(|(_, candidate)| *candidate != INES));
    check(&stage, ODILE, &accommodate(INES), "unknown-candidate");
    check(&stage, ODILE, &ines(june(12)), "nothing");
    close_on_jonas(&mut stage);
    let lines = compare(&stage.session, &recount(&stage.entries));
    assert!(lines.len() == 1 && lines[0].agreement == Agreement::Same, "{lines:?}");
}

#[test]
fn what_the_minutes_say_is_kept_until_the_term_of_the_reglement() {
    let stage = Stage::pocket().closed();
    assert_eq!(stage.session.regulation.retention.minutes_years, 50);
    check(&stage, ODILE, &ines(day(2031)), "kept-until");
    check(&stage, ODILE, &ines(day(2075)), "kept-until");
    check(&stage, ODILE, &ines(day(2076)), "16");
    check(&stage, ODILE, &erase(BRUNO, day(2031)), "kept-until");
    check(&stage, ODILE, &erase(BRUNO, day(2076)), "16");
}

#[test]
fn who_withdrew_is_in_no_minutes_and_is_kept_as_long_as_the_sheets() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, Command::WithdrawCandidate { candidate: INES, ground: "Report".into() });
    close_on_jonas(&mut stage);
    check(&stage, ODILE, &ines(day(2030)), "kept-until");
    check(&stage, ODILE, &ines(day(2031)), "16");
}

#[test]
fn accommodations_are_erased_apart_and_at_any_time() {
    let command = Command::EraseAccommodations { candidate: INES, ground: "Fin du délai de recours".into() };
    let mut stage = Stage::pocket();
    check(&stage, ODILE, &command, "nothing-to-erase");
    stage.does(ODILE, accommodate(INES));
    let mut stage = stage.closed();
    assert!(stage.session.candidates[&INES].accommodation.shown().is_some());
    stage.does(ODILE, command);
    let candidate = &stage.session.candidates[&INES];
    assert!(candidate.accommodation.shown().is_none() && candidate.decision.settled().is_some());
    assert!(stage.session.is_erased(accommodations_of(INES).0) && !stage.session.is_erased(INES.0));
    assert_eq!(state(&stage, &destroyed(&stage)), state(&stage, &stage.entries));
}

#[test]
fn a_juror_who_sits_is_not_erased_and_what_one_who_left_wrote_of_others_stands() {
    let mut stage = Stage::pocket();
    let file = incident(9, None, "Alarme");
    stage.does(BRUNO, Command::ReportIncident { incident: IncidentId([5; 16]), file });
    check(&stage, ODILE, &erase(BRUNO, june(12)), "still-seated");
    check(&stage, ODILE, &erase(ODILE, june(12)), "no-such-seat");
    stage.does(ODILE, Command::UnseatJuror { juror: BRUNO, ground: "Parti".into() });
    stage.does(ODILE, erase(BRUNO, june(12)));
    assert_eq!(stage.session.incidents.len(), 1);
    assert_eq!(stage.session.role(BRUNO), None);
    assert!(stage.session.jurors[&BRUNO].file.shown().is_none() && stage.session.set_aside.is_empty());
    check(&stage, BRUNO, &Command::Observe { candidate: JONAS, text: "Encore".into() }, "unknown-person");
    assert_eq!(state(&stage, &destroyed(&stage)), state(&stage, &stage.entries));
}

#[test]
fn an_incident_about_the_erased_goes_with_them_and_another_stays() {
    let mut stage = Stage::pocket();
    for (id, candidate) in [(1, Some(INES)), (2, None)] {
        let file = incident(9, candidate, "Téléphone sur la table");
        stage.does(AWA, Command::ReportIncident { incident: IncidentId([id; 16]), file });
    }
    stage.does(ODILE, ines(june(12)));
    assert_eq!(stage.session.incidents.keys().collect::<Vec<_>>(), [&IncidentId([2; 16])]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever meets the erasure, before, after or amid what it erases, with or without the payloads, sees the same session.
    #[test]
    fn the_order_in_which_an_erasure_is_met_changes_nothing(
        moment in 0..4_usize,
        apart in any::<bool>(),
        keys in prop::collection::vec(any::<u64>(), 200),
        gone in prop::collection::vec(any::<bool>(), 200),
    ) {
        let mut stage = Stage::pocket();
        stage.does(ODILE, accommodate(INES));
        let erasure: Event = PersonErased { person: PersonId(INES.0), ground: "Demande".into() }.into();
        let rating = best(&stage.session.regulation.clone());
        for (place, juror) in [AWA, BRUNO, CHLOE].into_iter().enumerate() {
            // Odile erases at some moment; the members go on, some of them without having seen it.
            if place == moment {
                stage.write_apart(ODILE, vec![erasure.clone()]);
            }
            if stage.session.is_erased(INES.0) {
                let marks = stage.entries.iter().rfind(|logged| logged.entry.header.kind == 40).cloned();
                let again = marks.and_then(|logged| Event::decode(40, logged.entry.payload.as_deref()?).ok());
                let again = again.into_iter().collect::<Vec<_>>();
                if apart { stage.write_apart(juror, again); } else { stage.write(juror, again); }
            } else {
                stage.rates_and_seals(juror, INES, rating);
            }
        }
        if moment == 3 {
            stage.does(ODILE, ines(june(12)));
        }
        prop_assert!(stage.entries.iter().any(|logged| logged.entry.header.kind == ERASURE));
        let expected = state(&stage, &stage.entries);
        let mut entries: Vec<_> = stage.entries.iter().cloned().zip(keys.iter().cycle()).collect();
        entries.sort_by_key(|(_, key)| **key);
        let mut entries: Vec<Logged> = entries.into_iter().map(|(logged, _)| logged).collect();
        for (logged, gone) in entries.iter_mut().zip(gone.iter().cycle()) {
            let erased = logged.entry.header.subject.is_some_and(|subject| stage.session.is_erased(subject));
            if erased && *gone {
                logged.entry.payload = None;
            }
        }
        prop_assert_eq!(state(&stage, &entries), expected);
    }
}
