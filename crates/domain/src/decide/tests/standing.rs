//! Closings that contradict each other, what jurors' laptops find of a closing, and candidates that look alike.

use super::check;
use crate::command::Command;
use crate::event::Event;
use crate::id::{CandidateId, Digest, IncidentId, PersonId};
use crate::person::Role;
use crate::recount::{Agreement, compare, recount};
use crate::regulation::Regulation;
use crate::session::cut::fingerprint;
use crate::session::dispute::{Dispute, open_disputes};
use crate::session::fold::fold;
use crate::session::{AsideReason, Session};
use crate::testing::Stage;
use crate::testing::papers::{A, award, close, levels, pocket, scores};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, RENE, at, incident};

fn number(closing: &str) -> Command {
    Command::Close { number: closing.into(), opened_at: at(17, 0), closed_at: at(18, 30) }
}

fn power_cut() -> Command {
    Command::ReportIncident { incident: IncidentId([7; 16]), file: incident(15, None, "Panne de courant") }
}

fn decided() -> Stage {
    let mut stage = Stage::pocket().confronted(A);
    stage.does(AWA, award(INES)).does(AWA, award(JONAS));
    stage
}

/// Awa closes on one laptop; on her other one, which knows of an incident, she closes under another number.
fn closed_twice() -> Stage {
    let mut stage = decided();
    let first = stage.tries(AWA, &number("PV-1")).unwrap();
    let incident = stage.tries(AWA, &power_cut()).unwrap();
    stage.write_on_second_laptop(AWA, incident);
    let second = stage.tries(AWA, &number("PV-2")).unwrap();
    stage.write_apart(AWA, first).write_on_second_laptop(AWA, second);
    stage
}

fn named(stage: &Stage, number: &str) -> Digest {
    let mut closings = stage.session.closings.iter();
    *closings.find(|(_, closing)| closing.value.number == number).unwrap().0
}

fn uphold(stage: &Stage, number: &str) -> Command {
    Command::UpholdClosing { closing: named(stage, number), ground: "Le premier PV a été lu en séance".into() }
}

fn countersign(stage: &Stage, minutes: Option<u8>) -> Command {
    let (closing, standing) = stage.session.standing_closing().unwrap();
    let fingerprint = fingerprint(&standing.value, &stage.entries).unwrap();
    Command::Countersign { closing, fingerprint, minutes: minutes.map(|byte| Digest([byte; 32])) }
}

#[test]
fn two_closings_stop_everything_until_the_office_says_which_stands() {
    let mut stage = closed_twice();
    assert_eq!(open_disputes(&stage.session), [Dispute::Closing]);
    let sign = Command::RecordSignature { juror: BRUNO, minutes: Digest([1; 32]), at: at(18, 45) };
    for (by, command) in [(AWA, number("PV-3")), (BRUNO, sign.clone()), (ODILE, power_cut())] {
        check(&stage, by, &command, "two-closings");
    }
    let refusal = stage.tries(BRUNO, &sign).unwrap_err();
    assert_eq!(refusal.args(), [("numbers", "PV-1, PV-2")]);
    check(&stage, AWA, &uphold(&stage, "PV-1"), "not-allowed");
    check(&stage, ODILE, &Command::UpholdClosing { closing: Digest([9; 32]), ground: "Oui".into() }, "unknown-closing");
    let silent = Command::UpholdClosing { closing: named(&stage, "PV-1"), ground: " ".into() };
    check(&stage, ODILE, &silent, "missing");
    stage.does(ODILE, uphold(&stage, "PV-1"));
    assert_eq!(open_disputes(&stage.session), []);
    check(&stage, BRUNO, &sign, "71");
    check(&stage, ODILE, &uphold(&stage, "PV-2"), "no-other-closing");
    check(&stage, AWA, &number("PV-3"), "session-closed");
}

#[test]
fn the_closing_that_stands_says_what_counts() {
    let upheld = |number: &str| {
        let mut stage = closed_twice();
        assert_eq!(stage.session.incidents.len(), 1, "meanwhile, what one of them counts is read");
        stage.does(ODILE, uphold(&stage, number));
        let late = stage.session.set_aside.iter().filter(|aside| aside.reason == AsideReason::Late).count();
        (stage.session.incidents.len(), late, stage)
    };
    let (incidents, late, first) = upheld("PV-1");
    assert_eq!((incidents, late), (0, 1), "the first knew nothing of the incident");
    let (incidents, late, second) = upheld("PV-2");
    assert_eq!((incidents, late), (1, 0));
    for stage in [first, second] {
        let compared = compare(&stage.session, &recount(&stage.entries));
        assert!(compared.iter().all(|line| line.agreement == Agreement::Same), "{compared:?}");
    }
}

#[test]
fn whatever_the_order_the_same_closing_stands_and_the_same_facts_count() {
    let mut stage = closed_twice();
    let summary = |session: &Session| {
        let reach = session.cut.as_ref().map(crate::session::cut::Cut::by_log);
        let standing = session.standing_closing().map(|(hash, _)| hash);
        (reach, standing, format!("{:?}", session.set_aside), session.incidents.len())
    };
    for upheld in [false, true] {
        if upheld {
            stage.does(ODILE, uphold(&stage, "PV-1"));
        }
        let told = summary(&stage.session);
        let mut entries = stage.entries.clone();
        entries.reverse();
        for turn in 0..entries.len() {
            entries.rotate_left(turn);
            assert_eq!(summary(&fold(stage.session.id, &entries).unwrap()), told);
        }
    }
}

#[test]
fn a_closing_that_the_office_had_not_seen_contradicts_again() {
    let third = decided().tries(AWA, &number("PV-3")).unwrap();
    let mut stage = closed_twice();
    stage.does(ODILE, uphold(&stage, "PV-1")).write_on_second_laptop(AWA, third);
    assert_eq!(open_disputes(&stage.session), [Dispute::Closing], "Awa's other laptop went on without seeing it");
    let refusal = stage.tries(AWA, &close()).unwrap_err();
    assert_eq!(refusal.args(), [("numbers", "PV-1, PV-3")]);
    stage.does(ODILE, uphold(&stage, "PV-1"));
    assert_eq!(stage.session.standing_closing().unwrap().1.value.number, "PV-1");
}

#[test]
fn a_juror_countersigns_what_their_own_laptop_finds() {
    let mut stage = decided();
    let early = Command::Countersign { closing: Digest([1; 32]), fingerprint: Digest([1; 32]), minutes: None };
    check(&stage, BRUNO, &early, "session-not-closed");
    stage.does(AWA, close());
    let (closing, _) = stage.session.standing_closing().unwrap();
    let other = Command::Countersign { closing, fingerprint: Digest([1; 32]), minutes: None };
    check(&stage, BRUNO, &other, "fingerprint-differs");
    check(&stage, BRUNO, &early, "unknown-closing");
    check(&stage, ODILE, &countersign(&stage, None), "not-allowed");
    check(&stage, RENE, &countersign(&stage, None), "not-allowed");
    stage.does(BRUNO, countersign(&stage, None));
    check(&stage, BRUNO, &countersign(&stage, None), "already-countersigned");
    check(&stage, BRUNO, &countersign(&stage, Some(4)), "73");
    check(&stage, CHLOE, &countersign(&stage, Some(4)), "73");
    assert_eq!(stage.session.countersignatures.len(), 1);
    assert_eq!(stage.session.set_aside, [], "it outlives the closing");
}

#[test]
fn a_closing_commits_to_every_entry_and_so_to_the_reglement() {
    let stage = Stage::pocket().closed();
    let closing = |stage: &Stage| stage.session.standing_closing().unwrap().1.value.clone();
    assert_eq!(fingerprint(&closing(&stage), &stage.entries), Some(closing(&stage).fingerprint));
    for place in 0..stage.entries.len() - 1 {
        let mut entries = stage.entries.clone();
        let taken = entries.remove(place);
        assert_eq!(fingerprint(&closing(&stage), &entries), None, "without {:?}", taken.entry.header);
        let mut entries = stage.entries.clone();
        entries[place].entry.leaf.0[0] ^= 1;
        assert_eq!(fingerprint(&closing(&stage), &entries), None, "altered: {:?}", taken.entry.header);
    }
    let mut stricter = levels();
    stricter.panel.external_percent = 60;
    let opened = |regulation: &Regulation| Stage::open(&pocket(), regulation).session.fingerprint();
    assert_ne!(opened(&levels()), opened(&stricter), "the règlement's bytes are in the second entry of the first log");
    assert_ne!(opened(&levels()), opened(&scores()));
}

fn judge(first: CandidateId, second: CandidateId, same: bool) -> Command {
    let ground = if same { "Saisie deux fois".into() } else { String::new() };
    Command::JudgeDuplicate { first, second, same, ground }
}

#[test]
fn two_candidates_who_are_one_are_settled_by_a_named_person_and_no_mark_moves() {
    let mut stage = Stage::pocket();
    stage.rates_and_seals(BRUNO, JONAS, A);
    let marks = stage.session.sheets.clone();
    check(&stage, BRUNO, &judge(INES, JONAS, true), "not-allowed");
    check(&stage, AWA, &judge(INES, INES, true), "same-candidate");
    check(&stage, AWA, &judge(INES, CandidateId([9; 16]), false), "unknown-candidate");
    let (first, second, same, ground) = (INES, JONAS, true, String::new());
    check(&stage, AWA, &Command::JudgeDuplicate { first, second, same, ground }, "missing");
    check(&stage, AWA, &judge(INES, JONAS, false), "17");
    stage.does(AWA, judge(INES, JONAS, true));
    assert!(stage.session.candidates[&JONAS].withdrawn.settled().is_some());
    assert_eq!(stage.session.sheets, marks);
    check(&stage, AWA, &judge(JONAS, INES, true), "candidate-withdrawn");
}

#[test]
fn people_who_judge_two_candidates_otherwise_disagree_whatever_their_reasons() {
    let mut stage = Stage::pocket();
    let (yes, no) = (stage.tries(AWA, &judge(INES, JONAS, true)).unwrap(), judge(JONAS, INES, false));
    let no = stage.tries(ODILE, &no).unwrap();
    let reason =
        |ground: &str| Command::JudgeDuplicate { first: INES, second: JONAS, same: false, ground: ground.into() };
    let (one, other) = (stage.tries(AWA, &reason("Jumeaux")).unwrap(), stage.tries(ODILE, &reason("Cousins")).unwrap());
    let mut agreed = stage.clone();
    agreed.write_apart(AWA, one).write_apart(ODILE, other);
    assert_eq!(open_disputes(&agreed.session), []);
    stage.write_apart(AWA, yes).write_apart(ODILE, no);
    let (first, second) = (INES.min(JONAS), INES.max(JONAS));
    assert_eq!(open_disputes(&stage.session), [Dispute::Duplicate { first, second }]);
    stage.does(AWA, judge(INES, JONAS, false));
    assert_eq!(open_disputes(&stage.session), []);
}

#[test]
fn a_rectificatif_of_somebody_who_does_not_preside_is_set_aside() {
    let mut stage = Stage::pocket().closed();
    let before = stage.session.decision(INES);
    let decision = crate::deliberation::Decision {
        outcome: crate::deliberation::Outcome::Adjourned,
        parts: vec![],
        mention: None,
        ground: "Non".into(),
        follows_proposal: false,
    };
    let forged = crate::event::MinutesAmended {
        number: "PV-2026-0002".into(),
        corrects: Digest([9; 32]),
        reason: "Je ne suis pas d'accord".into(),
        at: at(19, 0),
        decisions: vec![crate::event::CandidateDecided { candidate: INES, decision }],
    };
    stage.write(BRUNO, vec![forged.into()]);
    assert_eq!((stage.session.amendments.len(), stage.session.decision(INES)), (0, before));
    let aside: Vec<_> = stage.session.set_aside.iter().map(|aside| (aside.kind, aside.reason)).collect();
    assert_eq!(aside, [(72, AsideReason::NotAllowed)]);
}

#[test]
fn a_seat_that_is_not_the_office_never_upholds() {
    for role in [Role::President, Role::Member, Role::Representative] {
        assert!(!crate::session::authority::may(role, 74));
    }
    let stage = closed_twice();
    let forged = Event::from(crate::event::ClosingUpheld { closing: named(&stage, "PV-2"), ground: "Moi".into() });
    let mut stage = stage;
    stage.write(AWA, vec![forged]);
    assert_eq!(
        open_disputes(&stage.session),
        [Dispute::Closing],
        "what Awa wrote by another program counts for nothing"
    );
    let aside: Vec<(PersonId, AsideReason)> =
        stage.session.set_aside.iter().map(|aside| (aside.stamp.by, aside.reason)).collect();
    assert_eq!(aside, [(AWA, AsideReason::NotAllowed)]);
}
