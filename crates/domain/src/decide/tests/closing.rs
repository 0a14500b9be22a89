//! Closing, signing, amending, and the attempt after.

use super::check;
use crate::command::{AmendedDecision, Command};
use crate::decide::closing::closing_faults;
use crate::decide::retake::retake;
use crate::deliberation::Outcome;
use crate::event::Event;
use crate::grading::Mark;
use crate::id::{CandidateId, Digest, PersonId};
use crate::person::{CandidateFile, PriorBlock, PriorKind, Role};
use crate::refusal::Refusal;
use crate::testing::Stage;
use crate::testing::papers::{A, EC, NA, award, close, decision, levels, pocket};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, RENE, at, candidate, june, juror};

fn closing(number: &str, opened: u8, closed: u8) -> Command {
    Command::Close { number: number.into(), opened_at: at(opened, 0), closed_at: at(closed, 0) }
}

fn sign(juror: PersonId, minutes: u8) -> Command {
    Command::RecordSignature { juror, minutes: Digest([minutes; 32]), at: at(18, 45) }
}

fn amended(candidate: CandidateId, outcome: Outcome, parts: &[&str], ground: &str) -> AmendedDecision {
    AmendedDecision {
        candidate,
        outcome,
        parts_validated: parts.iter().map(|part| (*part).to_owned()).collect(),
        mention: String::new(),
        ground: ground.into(),
    }
}

fn amend(number: &str, corrects: u8, decisions: Vec<AmendedDecision>) -> Command {
    let (number, corrects, reason) = (number.into(), Digest([corrects; 32]), "Erreur matérielle".into());
    Command::Amend { number, corrects, reason, at: at(19, 0), decisions }
}

fn demote(candidate: CandidateId) -> AmendedDecision {
    amended(candidate, Outcome::Partial, &["P1", "P2", "P3"], "Le mémoire n'a pas été soutenu")
}

fn faults(stage: &Stage) -> Vec<&'static str> {
    closing_faults(&stage.session).iter().map(Refusal::code).collect()
}

fn decided() -> Stage {
    let mut stage = Stage::pocket().confronted(A);
    stage.does(AWA, award(INES)).does(AWA, award(JONAS));
    stage
}

#[test]
fn an_empty_session_says_everything_that_it_lacks() {
    let stage = Stage::open(&pocket(), &levels());
    assert_eq!(faults(&stage), ["no-president", "too-few-members", "no-candidate"]);
}

#[test]
fn only_the_president_closes_and_only_once() {
    let mut stage = decided();
    assert_eq!(faults(&stage), [""; 0]);
    check(&stage, ODILE, &close(), "not-allowed");
    check(&stage, BRUNO, &close(), "not-allowed");
    stage.does(AWA, close());
    check(&stage, AWA, &close(), "session-closed");
}

#[test]
fn every_candidate_is_decided_before_closing() {
    let mut stage = Stage::pocket().confronted(A);
    stage.does(AWA, award(INES));
    let refusal = stage.tries(AWA, &close()).unwrap_err();
    assert_eq!((refusal.code(), refusal.args()), ("undecided", vec![("count", "1"), ("names", "Jonas Keller")]));
    stage.does(ODILE, Command::WithdrawCandidate { candidate: JONAS, ground: "Report".into() });
    check(&stage, AWA, &close(), "70");
}

#[test]
fn half_of_the_members_are_external_at_least() {
    let mut stage = decided();
    let internal = |name: &str, family: &str| juror(name, family, Role::Member, false);
    stage.does(ODILE, Command::CorrectJuror { juror: BRUNO, file: internal("Bruno", "Lefèvre") });
    assert_eq!(faults(&stage), ["too-few-externals"]);
    check(&stage, AWA, &close(), "too-few-externals");
}

#[test]
fn half_is_not_more_than_half_where_the_reglement_is_strict() {
    let strict = |external_strict: bool| {
        let mut regulation = levels();
        regulation.panel.external_strict = external_strict;
        let mut stage = Stage::open(&pocket(), &regulation).with_panel();
        let file = juror("Diane", "Roux", Role::Member, false);
        stage.does(ODILE, Command::SeatJuror { juror: PersonId([0xd5; 16]), file });
        faults(&stage)
    };
    assert_eq!(strict(false), ["no-candidate"]);
    assert_eq!(strict(true), ["too-few-externals", "no-candidate"]);
}

#[test]
fn a_member_who_left_counts_no_more() {
    let mut stage = decided();
    stage.does(ODILE, Command::UnseatJuror { juror: CHLOE, ground: "Malade".into() });
    check(&stage, AWA, &close(), "too-few-members");
}

#[test]
fn recusals_after_a_decision_may_leave_too_few_members_for_it() {
    let mut stage = decided();
    for juror in [BRUNO, CHLOE] {
        stage.does(AWA, Command::DeclareRecusal { juror, candidate: INES, ground: "Voisine".into() });
    }
    assert_eq!(faults(&stage), ["panel-too-small"]);
}

#[test]
fn a_decision_whose_reasons_changed_is_taken_again() {
    let mut stage = decided();
    let criterion = "P1.CP.1".to_owned();
    let ground = "Pièce reçue après coup".to_owned();
    stage.does(AWA, Command::Retain { candidate: INES, criterion, rating: EC, ground });
    assert_eq!(faults(&stage), ["decision-stale"]);
    stage.does(AWA, decision(INES, Outcome::Partial, "P1 n'est pas acquis"));
    assert_eq!(faults(&stage), [""; 0]);
    let prior = PriorBlock { block: "P2".into(), kind: PriorKind::Acquired, proof: "PV 2025-014".into(), on: None };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: JONAS, prior });
    assert_eq!(faults(&stage), ["decision-stale"]);
}

#[test]
fn a_decision_that_left_the_proposal_is_taken_again_when_a_bloc_turns_out_acquired() {
    let mut stage = decided();
    let (parts_validated, ground) = (Some(vec!["P1".to_owned()]), "Plagiat".to_owned());
    let outcome = Outcome::Partial;
    stage.does(AWA, Command::Decide { candidate: JONAS, outcome, parts_validated, mention: None, ground });
    assert_eq!(faults(&stage), [""; 0]);
    let prior = PriorBlock { block: "P2".into(), kind: PriorKind::Acquired, proof: "PV 2025-014".into(), on: None };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: JONAS, prior });
    assert_eq!(faults(&stage), ["decision-stale"]);
}

#[test]
fn people_who_disagree_settle_it_before_closing() {
    let mut stage = decided();
    let file = |family_name: &str| candidate("1", "Inès", family_name, "P3");
    let correct = |file| Command::CorrectCandidate { candidate: INES, file, civil: None };
    let odile = stage.tries(ODILE, &correct(file("Moreau-Diaz"))).unwrap();
    let awa = stage.tries(AWA, &correct(file("Moreaux"))).unwrap();
    stage.write(AWA, vec![]).write(ODILE, odile).write_apart(AWA, awa);
    let refusal = stage.tries(AWA, &close()).unwrap_err();
    assert_eq!((refusal.code(), refusal.args()), ("disagreement", vec![("count", "1")]));
    stage.does(AWA, correct(file("Moreaux")));
    check(&stage, AWA, &close(), "70");
}

#[test]
fn a_mark_sealed_on_two_laptops_is_settled_by_what_the_panel_retains() {
    let mut stage = Stage::pocket();
    let nothing = Mark { rating: Some(NA), comment: String::new() };
    let command = Command::Mark { candidate: INES, criterion: "P1.CP.1".into(), mark: nothing };
    let other = stage.tries(BRUNO, &command).unwrap();
    stage.rates(BRUNO, INES, A);
    let seal = stage.tries(BRUNO, &Command::SealSheet { candidate: INES }).unwrap();
    stage.write_on_second_laptop(BRUNO, other).write_apart(BRUNO, seal);
    for (juror, candidate) in [(AWA, INES), (CHLOE, INES), (AWA, JONAS), (BRUNO, JONAS), (CHLOE, JONAS)] {
        stage.rates_and_seals(juror, candidate, A);
    }
    stage.does(AWA, Command::OpenConfrontation { exception: String::new() });
    check(&stage, AWA, &award(INES), "gaps-unsettled");
    let (criterion, ground) = ("P1.CP.1".to_owned(), "Bruno confirme « acquis »".to_owned());
    stage.does(AWA, Command::Retain { candidate: INES, criterion, rating: A, ground });
    stage.does(AWA, award(INES)).does(AWA, award(JONAS));
    check(&stage, AWA, &close(), "70");
}

#[test]
fn minutes_have_a_number_and_a_time_that_make_sense() {
    let stage = decided();
    check(&stage, AWA, &closing("PV-2026-0001", 17, 18), "70");
    check(&stage, AWA, &closing("", 17, 18), "missing");
    check(&stage, AWA, &closing("PV", 17, 18), "bad-minutes-number");
    check(&stage, AWA, &closing(&"1".repeat(61), 17, 18), "too-long");
    check(&stage, AWA, &closing("PV-1", 18, 17), "dates-reversed");
    check(&stage, AWA, &closing("PV-1", 18, 24), "impossible-time");
}

#[test]
fn a_closing_cuts_every_log_at_its_head() {
    let stage = decided();
    let events = stage.tries(AWA, &close()).unwrap();
    let [Event::SessionClosed(fact)] = &events[..] else { panic!("{events:?}") };
    let mut last = std::collections::BTreeMap::new();
    for logged in &stage.entries {
        last.insert(logged.entry.header.log, (logged.entry.header.seq, logged.hash));
    }
    let cut: Vec<_> = fact.cut.iter().map(|head| (head.log, (head.seq, head.hash))).collect();
    assert_eq!(cut, last.into_iter().collect::<Vec<_>>());
    assert_eq!(fact.fingerprint, stage.session.fingerprint());
}

#[test]
fn once_closed_nothing_is_graded_nor_decided() {
    let stage = Stage::pocket().closed();
    let mark = Mark { rating: Some(A), comment: String::new() };
    check(&stage, BRUNO, &Command::Mark { candidate: INES, criterion: "P1.CP.1".into(), mark }, "session-closed");
    check(&stage, AWA, &decision(INES, Outcome::Adjourned, "Non"), "session-closed");
    let file = candidate("3", "Karim", "Benali", "P3");
    let admit = Command::AdmitCandidate { candidate: CandidateId([3; 16]), file, civil: None };
    check(&stage, ODILE, &admit, "session-closed");
}

#[test]
fn a_member_signs_once_per_edition() {
    let mut stage = decided();
    check(&stage, BRUNO, &sign(BRUNO, 1), "session-not-closed");
    check(&stage, AWA, &amend("PV-2", 1, vec![demote(INES)]), "session-not-closed");
    stage.does(AWA, close());
    check(&stage, BRUNO, &sign(BRUNO, 0), "unknown-minutes");
    check(&stage, BRUNO, &sign(CHLOE, 1), "not-allowed");
    check(&stage, RENE, &sign(RENE, 1), "not-a-member");
    stage.does(BRUNO, sign(BRUNO, 1)).does(AWA, sign(CHLOE, 2));
    check(&stage, BRUNO, &sign(BRUNO, 2), "already-signed");
    stage.does(AWA, amend("PV-2026-0002", 9, vec![demote(INES)]));
    check(&stage, BRUNO, &sign(BRUNO, 1), "already-signed");
    check(&stage, BRUNO, &sign(BRUNO, 3), "71");
}

#[test]
fn a_rectificatif_cites_minutes_has_a_reason_and_changes_something() {
    let stage = Stage::pocket().closed();
    check(&stage, AWA, &amend("PV-2026-0002", 9, vec![demote(INES)]), "72");
    check(&stage, ODILE, &amend("PV-2026-0002", 9, vec![demote(INES)]), "not-allowed");
    check(&stage, AWA, &amend("PV-2026-0001", 9, vec![demote(INES)]), "bad-minutes-number");
    check(&stage, AWA, &amend("PV-2026-0002", 0, vec![demote(INES)]), "unknown-minutes");
    check(&stage, AWA, &amend("PV-2026-0002", 9, vec![]), "nothing-amended");
    let early = Command::Amend {
        number: "PV-2026-0002".into(),
        corrects: Digest([9; 32]),
        reason: "Erreur matérielle".into(),
        at: at(18, 0),
        decisions: vec![demote(INES)],
    };
    check(&stage, AWA, &early, "dates-reversed");
    let same = amended(INES, Outcome::Awarded, &["P1", "P2", "P3", "MEM"], "");
    check(&stage, AWA, &amend("PV-2026-0002", 9, vec![same]), "nothing-amended");
    let groundless = AmendedDecision { ground: String::new(), ..demote(INES) };
    check(&stage, AWA, &amend("PV-2026-0002", 9, vec![groundless]), "ground-for-unfavourable");
    let contradicting = AmendedDecision { outcome: Outcome::Adjourned, ..demote(INES) };
    check(&stage, AWA, &amend("PV-2026-0002", 9, vec![contradicting]), "outcome-contradicts");
    check(&stage, AWA, &amend("PV-2026-0002", 9, vec![demote(INES), demote(INES)]), "outcome-contradicts");
    check(&stage, AWA, &amend("PV-2026-0002", 9, vec![demote(CandidateId([9; 16]))]), "unknown-candidate");
}

#[test]
fn the_last_rectificatif_gives_the_decision_in_force() {
    let mut stage = Stage::pocket().closed();
    stage.does(AWA, amend("PV-2026-0002", 9, vec![demote(INES)]));
    let outcome = |stage: &Stage, id| stage.session.decision(id).map(|decision| decision.outcome);
    assert_eq!(outcome(&stage, INES), Some(Outcome::Partial));
    assert_eq!(outcome(&stage, JONAS), Some(Outcome::Awarded));
    check(&stage, AWA, &amend("PV-2026-0003", 9, vec![demote(INES)]), "nothing-amended");
    let back = amended(INES, Outcome::Awarded, &["P1", "P2", "P3", "MEM"], "Décision d'appel");
    stage.does(AWA, amend("PV-2026-0003", 9, vec![back]));
    assert_eq!(outcome(&stage, INES), Some(Outcome::Awarded));
}

#[test]
fn a_further_attempt_keeps_what_was_acquired() {
    let mut stage = Stage::pocket();
    let earlier = PriorBlock { block: "P2".into(), kind: PriorKind::Exempted, proof: "Équivalence".into(), on: None };
    stage.does(ODILE, Command::RecordPriorBlock { candidate: INES, prior: earlier.clone() });
    let mut stage = stage.confronted(A);
    let criterion = "P1.CP.1".to_owned();
    stage.does(AWA, Command::Retain { candidate: INES, criterion, rating: NA, ground: "Plagiat".into() });
    stage.does(AWA, decision(INES, Outcome::Partial, "P1 n'est pas acquis")).does(AWA, award(JONAS)).does(AWA, close());
    let again = retake(&stage.session, "2026-0001");
    let [ines] = &again[..] else { panic!("{again:?}") };
    assert_eq!((ines.file.attempt, ines.file.previous.as_ref().unwrap().candidate), (2, INES));
    let kept = |block: &str| PriorBlock {
        block: block.into(),
        kind: PriorKind::Acquired,
        proof: "PV n° 2026-0001".into(),
        on: Some(june(12)),
    };
    assert_eq!(ines.prior, [earlier, kept("P3"), kept("MEM")]);
}

#[test]
fn nobody_attempts_more_often_than_the_reglement_allows() {
    let mut stage = Stage::pocket();
    let file = CandidateFile { attempt: 3, ..candidate("1", "Inès", "Moreau", "P3") };
    stage.does(ODILE, Command::CorrectCandidate { candidate: INES, file, civil: None });
    let mut stage = stage.confronted(NA);
    for id in [INES, JONAS] {
        stage.does(AWA, decision(id, Outcome::Adjourned, "Rien n'est acquis"));
    }
    stage.does(AWA, close());
    let again = retake(&stage.session, "PV-2026-0001");
    assert_eq!(again.iter().map(|one| one.file.number.as_str()).collect::<Vec<_>>(), ["2"]);
    assert_eq!(again[0].file.previous.as_ref().unwrap().minutes, "PV-2026-0001");
    assert_eq!(again[0].prior, []);
}
