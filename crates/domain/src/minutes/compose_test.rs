//! The content of the papers, as a session gives it.

use crate::command::{AmendedDecision, Command};
use crate::deliberation::{Outcome, PartStatus};
use crate::grading::{Mark, Rating};
use crate::id::Digest;
use crate::minutes::compose::{Colophon, EditionChoice, compose, printed_fingerprint};
use crate::minutes::compose_sheet::compose_sheet;
use crate::minutes::{Edition, Minutes, Sheet};
use crate::person::{PriorBlock, PriorKind};
use crate::session::facts::{Attendance, AttendanceStatus, IncidentFile};
use crate::testing::Stage;
use crate::testing::papers::{self, A, EC};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, at};

const SIGNED: Digest = Digest([7; 32]);

fn colophon() -> Colophon {
    Colophon { software: "Délibéré 0.1.0".to_owned(), words: vec!["lilas".to_owned()] }
}

fn minutes(stage: &Stage, choice: EditionChoice) -> Minutes {
    compose(&stage.session, choice, &colophon()).unwrap()
}

fn draft(stage: &Stage) -> Minutes {
    minutes(stage, EditionChoice::Original)
}

fn sheet(stage: &Stage) -> Sheet {
    compose_sheet(&stage.session, INES, EditionChoice::Original, &colophon()).unwrap()
}

fn says(criterion: &str, rating: Rating, comment: &str) -> Command {
    let mark = Mark { rating: Some(rating), comment: comment.to_owned() };
    Command::Mark { candidate: INES, criterion: criterion.to_owned(), mark }
}

fn amended(mut stage: Stage) -> Stage {
    let at = at(19, 0);
    stage.does(AWA, Command::RecordSignature { juror: AWA, minutes: SIGNED, at });
    let decision = AmendedDecision {
        candidate: JONAS,
        outcome: Outcome::Partial,
        parts_validated: vec!["P1".to_owned()],
        mention: String::new(),
        ground: "Erreur de report constatée".to_owned(),
    };
    let number = "PV-2026-0001-R1".to_owned();
    let reason = "Erreur de report".to_owned();
    stage.does(AWA, Command::Amend { number, corrects: SIGNED, reason, at, decisions: vec![decision] });
    stage
}

#[test]
fn closed_minutes_name_everybody_and_every_decision() {
    let minutes = draft(&Stage::pocket().closed());
    assert_eq!((minutes.number.as_str(), &minutes.edition), ("PV-2026-0001", &Edition::Original));
    assert_eq!(minutes.sitting.closed_at, Some(at(18, 30)));
    let panel: Vec<_> = minutes.panel.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(panel, ["Awa Diop", "Bruno Lefèvre", "Chloé Martin", "René Costa"]);
    assert_eq!((minutes.composition.members, minutes.composition.external, minutes.composition.holds), (3, 2, true));
    let names: Vec<_> = minutes.candidates.iter().map(|line| (line.name.as_str(), line.presented)).collect();
    assert_eq!(names, [("Moreau Inès", true), ("Keller Jonas", true)]);
    assert_eq!(minutes.count(Outcome::Awarded), 2);
    let validated = minutes.candidates.iter().flat_map(|line| &line.parts);
    assert!(validated.into_iter().all(|part| part.status == PartStatus::Validated));
    let seals: Vec<_> = minutes.seals.iter().map(|line| (line.name.as_str(), line.sheets)).collect();
    assert_eq!(seals, [("Awa Diop", 2), ("Bruno Lefèvre", 2), ("Chloé Martin", 2)]);
    assert!(minutes.incidents.is_empty() && minutes.ledger.is_empty() && minutes.recusals.is_empty());
}

#[test]
fn closed_minutes_print_the_same_after_signatures() {
    let mut stage = Stage::pocket().closed();
    let before = draft(&stage);
    stage.does(BRUNO, Command::RecordSignature { juror: BRUNO, minutes: SIGNED, at: at(19, 0) });
    assert_eq!(draft(&stage), before);
    assert_eq!(before.proof.fingerprint, printed_fingerprint(&stage.session));
    let counted = stage.session.closing.settled().map(|closing| closing.fingerprint);
    assert_eq!(Some(before.proof.fingerprint), counted);
}

#[test]
fn a_draft_prints_no_number_and_nothing_the_panel_has_not_said() {
    let draft = draft(&Stage::pocket().confronted(A));
    assert_eq!((draft.number.as_str(), draft.sitting.closed_at), ("", None));
    assert!(draft.candidates.iter().all(|line| line.decision.is_none()));
    let mut parts = draft.candidates.iter().flat_map(|line| &line.parts);
    assert!(parts.all(|part| part.status == PartStatus::NotAssessed));
}

#[test]
fn absent_and_withdrawn_candidates_are_told_apart() {
    let mut stage = Stage::pocket();
    let attendance = Attendance { status: AttendanceStatus::AbsentJustified, at: None, note: String::new() };
    stage.does(AWA, Command::RecordAttendance { candidate: INES, trial: None, attendance });
    stage.does(ODILE, Command::WithdrawCandidate { candidate: JONAS, ground: "Report demandé".to_owned() });
    let listed: Vec<_> = draft(&stage).candidates.iter().map(|line| (line.number.clone(), line.presented)).collect();
    assert_eq!(listed, [("1".to_owned(), false)]);
}

#[test]
fn recusals_and_incidents_are_printed_with_their_reasons() {
    let mut stage = Stage::pocket();
    let ground = "A formé la candidate".to_owned();
    stage.does(ODILE, Command::DeclareRecusal { juror: BRUNO, candidate: INES, ground });
    for (id, hour) in [(1, 11), (2, 9)] {
        let file = IncidentFile {
            at: at(hour, 0),
            candidate: Some(INES),
            facts: format!("Coupure à {hour} h"),
            statement: String::new(),
            measures: "Reprise".to_owned(),
        };
        stage.does(AWA, Command::ReportIncident { incident: crate::id::IncidentId([id; 16]), file });
    }
    let minutes = draft(&stage);
    let recusals: Vec<_> = minutes.recusals.iter().map(|r| (r.juror.as_str(), r.candidate.as_str())).collect();
    assert_eq!(recusals, [("Bruno Lefèvre", "1 Inès Moreau")]);
    let incidents: Vec<_> = minutes.incidents.iter().map(|incident| incident.facts.as_str()).collect();
    assert_eq!(incidents, ["Coupure à 9 h", "Coupure à 11 h"]);
    assert_eq!(sheet(&stage).jurors, ["Awa Diop", "Chloé Martin"]);
}

#[test]
fn the_ledger_keeps_what_needed_a_reason_and_names_nobody() {
    let mut stage = Stage::pocket();
    stage.rates(AWA, INES, A).rates(BRUNO, INES, A).rates(CHLOE, INES, A).does(CHLOE, says("P1.CP.1", EC, ""));
    for juror in [AWA, BRUNO, CHLOE] {
        stage.does(juror, Command::SealSheet { candidate: INES });
    }
    stage.does(AWA, Command::OpenConfrontation { exception: "Jonas passe demain".to_owned() });
    let ground = "Le plan était complet à l'oral".to_owned();
    stage.does(AWA, Command::Retain { candidate: INES, criterion: "P1.CP.1".to_owned(), rating: A, ground });
    stage.does(
        AWA,
        Command::Retain { candidate: INES, criterion: "P1.CP.2".to_owned(), rating: A, ground: String::new() },
    );
    let ledger = draft(&stage).ledger;
    assert_eq!(ledger.len(), 1);
    assert_eq!(
        (ledger[0].criterion.as_str(), ledger[0].sealed.as_slice(), ledger[0].retained),
        ("P1.CP.1", &[EC, A, A][..], A)
    );
}

#[test]
fn a_rectificatif_prints_what_it_changes_and_cites_what_it_corrects() {
    let stage = amended(Stage::pocket().closed());
    let amendment = minutes(&stage, EditionChoice::Amendment(0));
    assert_eq!(amendment.number, "PV-2026-0001-R1");
    let expected =
        Edition::Amendment { corrects: "PV-2026-0001".to_owned(), hash: SIGNED, reason: "Erreur de report".to_owned() };
    assert_eq!(amendment.edition, expected);
    assert_eq!((amendment.count(Outcome::Awarded), amendment.count(Outcome::Partial)), (1, 1));
    assert_eq!(draft(&stage).count(Outcome::Awarded), 2);
    assert_eq!(compose(&stage.session, EditionChoice::Amendment(1), &colophon()), None);
}

#[test]
fn a_sheet_tells_the_candidate_each_criterion_and_who_said_nothing() {
    let mut stage = Stage::pocket();
    stage.rates(AWA, INES, A).rates(BRUNO, INES, A);
    stage.does(BRUNO, says("P1.CP.1", A, "Très clair")).does(AWA, says("P1.CP.1", A, "Assuré"));
    stage.does(CHLOE, says("P1.CP.1", EC, "Encore secret"));
    stage.does(AWA, Command::Observe { candidate: INES, text: "Bel oral".to_owned() });
    for juror in [AWA, BRUNO] {
        stage.does(juror, Command::SealSheet { candidate: INES });
    }
    let sheet = sheet(&stage);
    let line = &sheet.parts[0].lines[0];
    assert_eq!((line.criterion.as_str(), line.trial.as_str()), ("P1.CP.1", "Cas pratique"));
    assert_eq!((line.retained, line.reached), (Some(A), Some(true)));
    assert_eq!(line.remarks, ["Assuré", "Très clair"]);
    assert_eq!(sheet.observations, ["Bel oral"]);
    assert_eq!(sheet.parts.iter().map(|part| part.lines.len()).collect::<Vec<_>>(), [2, 2, 2, 2]);
    assert_eq!(sheet.parts[3].lines[0].trial, "Mémoire");
}

#[test]
fn a_bloc_acquired_before_is_printed_with_its_proof_and_without_criteria() {
    let mut stage = Stage::pocket();
    let prior =
        PriorBlock { block: "P2".to_owned(), kind: PriorKind::Acquired, proof: "PV 2025-014".to_owned(), on: None };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: INES, prior: prior.clone() });
    let sheet = sheet(&stage);
    let part = sheet.parts.iter().find(|part| part.heading.code == "P2").unwrap();
    assert_eq!(
        (part.result.status, part.result.prior.as_ref(), part.lines.len()),
        (PartStatus::Prior, Some(&prior), 0)
    );
}

#[test]
fn an_amended_sheet_carries_the_amended_decision() {
    let stage = amended(Stage::pocket().closed());
    let outcome = |choice| {
        let sheet = compose_sheet(&stage.session, JONAS, choice, &colophon()).unwrap();
        sheet.candidate.decision.map(|decision| decision.outcome)
    };
    assert_eq!(outcome(EditionChoice::Original), Some(Outcome::Awarded));
    assert_eq!(outcome(EditionChoice::Amendment(0)), Some(Outcome::Partial));
}

#[test]
fn an_example_reglement_is_named_as_one() {
    let certification = draft(&Stage::pocket()).certification;
    assert!(certification.example);
    assert_eq!(certification.regulation, "Règlement à trois niveaux, version 1");
    let options: Vec<_> = certification.parts.iter().filter_map(|part| part.option.as_deref()).collect();
    assert_eq!(options, ["Jardin", "Verger"]);
    assert_eq!(certification.scale, papers::levels().scale);
}
