//! Devices: who lets them in, who takes their place back, what of their work counts, whatever the order of arrival.

use super::check;
use crate::command::Command;
use crate::decide::device::may_decide;
use crate::event::{DeviceAdmitted, DeviceRevoked, Event, Marked, OfficeDelegated};
use crate::grading::Mark;
use crate::id::{DeviceKey, Digest, PersonId, ReceiverKey};
use crate::recount::recount;
use crate::session::fold::fold;
use crate::session::{AsideReason, Session};
use crate::testing::papers::{A, NA};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, ODILE, RENE};
use crate::testing::{FOUNDER, Stage, laptop_of};

const STRANGER: DeviceKey = DeviceKey([0x77; 32]);

fn admitted(device: DeviceKey, juror: PersonId) -> Event {
    DeviceAdmitted { device, receiver: ReceiverKey([7; 32]), juror, request: Digest([1; 32]) }.into()
}

fn admit(device: DeviceKey, juror: PersonId) -> Command {
    Command::AdmitDevice { device, receiver: ReceiverKey([7; 32]), juror, request: Digest([1; 32]) }
}

fn revoke(device: DeviceKey) -> Command {
    Command::RevokeDevice { device, ground: "Portable volé".into() }
}

fn mark(session: &Session, place: usize) -> Event {
    let candidate = &session.candidates[&INES];
    let criterion = session.criteria_to_grade(candidate)[place].to_owned();
    Marked { candidate: INES, criterion, mark: Mark { rating: Some(A), comment: String::new() } }.into()
}

fn marks_of(session: &Session, juror: PersonId) -> usize {
    session.sheets.get(&(juror, INES)).map_or(0, |sheet| sheet.marks.len())
}

fn aside(session: &Session, reason: AsideReason) -> usize {
    session.set_aside.iter().filter(|aside| aside.reason == reason).count()
}

/// The same entries in other orders make the same session, and the second count agrees on who may write.
fn holds_in_any_order(stage: &Stage) {
    let mut entries = stage.entries.clone();
    for turn in 0..4 {
        let third = entries.len() / 3;
        entries.rotate_left(third + turn);
        entries.reverse();
        let again = fold(stage.session.id, &entries).unwrap();
        assert_eq!(again.set_aside, stage.session.set_aside);
        assert_eq!(again.sheets, stage.session.sheets);
        assert_eq!((&again.trust, &again.devices), (&stage.session.trust, &stage.session.devices));
        assert_eq!(again.fingerprint(), stage.session.fingerprint());
    }
    assert_eq!(recount(&stage.entries), recount(&entries));
}

#[test]
fn the_office_and_the_president_admit_devices_for_those_who_sit() {
    let mut stage = Stage::pocket();
    check(&stage, ODILE, &admit(STRANGER, BRUNO), "5");
    check(&stage, AWA, &admit(STRANGER, RENE), "5");
    check(&stage, BRUNO, &admit(STRANGER, BRUNO), "not-allowed");
    check(&stage, ODILE, &admit(STRANGER, ODILE), "no-such-seat");
    check(&stage, ODILE, &admit(STRANGER, PersonId([9; 16])), "unknown-person");
    check(&stage, ODILE, &admit(FOUNDER, BRUNO), "device-is-founder");
    stage.does(ODILE, admit(STRANGER, BRUNO));
    check(&stage, ODILE, &admit(STRANGER, BRUNO), "nothing");
    check(&stage, ODILE, &admit(STRANGER, CHLOE), "5");
    stage.does(ODILE, revoke(STRANGER));
    check(&stage, ODILE, &admit(STRANGER, CHLOE), "device-revoked");
}

#[test]
fn a_device_is_revoked_once_with_a_ground_and_the_founder_s_never_is() {
    let mut stage = Stage::pocket();
    check(&stage, ODILE, &revoke(STRANGER), "no-such-device");
    check(&stage, ODILE, &revoke(FOUNDER), "device-is-founder");
    stage.does(ODILE, admit(STRANGER, BRUNO));
    check(&stage, ODILE, &Command::RevokeDevice { device: STRANGER, ground: " ".into() }, "missing");
    check(&stage, ODILE, &revoke(STRANGER), "6");
    stage.does(ODILE, revoke(STRANGER));
    check(&stage, ODILE, &revoke(STRANGER), "device-revoked");
}

#[test]
fn only_the_office_and_the_president_are_delegated_to_a_device_of_the_session() {
    let mut stage = Stage::pocket();
    let delegate = |device, juror| Command::DelegateOffice { device, juror };
    check(&stage, ODILE, &delegate(STRANGER, ODILE), "no-such-device");
    stage.rates(AWA, INES, A);
    check(&stage, ODILE, &delegate(laptop_of(AWA), ODILE), "7");
    check(&stage, ODILE, &delegate(laptop_of(AWA), AWA), "7");
    check(&stage, ODILE, &delegate(laptop_of(AWA), BRUNO), "not-delegable");
    check(&stage, AWA, &delegate(laptop_of(AWA), AWA), "not-allowed");
    stage.does(ODILE, delegate(laptop_of(AWA), ODILE));
    check(&stage, ODILE, &delegate(laptop_of(AWA), ODILE), "nothing");
}

#[test]
fn a_device_that_does_not_lead_admits_and_revokes_nobody() {
    let mut stage = Stage::pocket();
    stage.rates(AWA, INES, A);
    let may = |stage: &Stage, device, by, command: &Command| {
        may_decide(&stage.session, device, by, command).map_err(|refusal| refusal.code())
    };
    let refused = Err("device-may-not-decide");
    assert_eq!(may(&stage, FOUNDER, ODILE, &admit(STRANGER, BRUNO)), Ok(()));
    assert_eq!(may(&stage, laptop_of(AWA), AWA, &admit(STRANGER, BRUNO)), refused);
    assert_eq!(may(&stage, laptop_of(AWA), AWA, &Command::SealSheet { candidate: INES }), Ok(()));
    stage.does(ODILE, Command::DelegateOffice { device: laptop_of(AWA), juror: AWA });
    assert_eq!(may(&stage, laptop_of(AWA), AWA, &admit(STRANGER, BRUNO)), Ok(()));
    assert_eq!(may(&stage, laptop_of(AWA), ODILE, &admit(STRANGER, BRUNO)), refused);
    assert_eq!(may(&stage, laptop_of(AWA), AWA, &revoke(laptop_of(AWA))), refused, "delegates are the founder's");
    let delegate = Command::DelegateOffice { device: STRANGER, juror: AWA };
    assert_eq!(may(&stage, laptop_of(AWA), AWA, &delegate), refused);
}

#[test]
fn a_device_nobody_admitted_counts_once_it_is_admitted_though_its_marks_came_before() {
    let mut stage = Stage::pocket();
    let given = mark(&stage.session, 0);
    stage.write_on_laptop_of(CHLOE, BRUNO, vec![given]);
    assert_eq!(marks_of(&stage.session, BRUNO), 0);
    assert!(aside(&stage.session, AsideReason::Unauthorised) > 0);
    stage.write(ODILE, vec![admitted(laptop_of(CHLOE), BRUNO)]);
    assert_eq!((marks_of(&stage.session, BRUNO), stage.session.set_aside.len()), (1, 0));
    holds_in_any_order(&stage);
}

#[test]
fn a_colleague_s_laptop_that_takes_over_writes_on_what_the_dead_one_had_handed_over() {
    let mut stage = Stage::pocket();
    stage.rates(BRUNO, INES, A);
    let whole = marks_of(&stage.session, BRUNO);
    stage.does(ODILE, admit(laptop_of(CHLOE), BRUNO));
    let changed = mark(&stage.session, 0);
    stage.write_on_laptop_of(CHLOE, BRUNO, vec![changed]);
    assert_eq!(marks_of(&stage.session, BRUNO), whole);
    assert_eq!(crate::session::dispute::open_disputes(&stage.session), []);
    holds_in_any_order(&stage);
}

#[test]
fn what_a_revoked_device_writes_later_is_set_aside_and_the_rest_is_kept_and_counted() {
    let mut stage = Stage::pocket();
    let marks = [0, 1, 2].map(|place| mark(&stage.session, place));
    let [before, late, later] = marks;
    stage.write(BRUNO, vec![before]);
    stage.does(ODILE, revoke(laptop_of(BRUNO)));
    stage.write_apart(BRUNO, vec![late, later]);
    assert_eq!(marks_of(&stage.session, BRUNO), 1);
    assert_eq!(aside(&stage.session, AsideReason::Revoked), 2);
    stage.rates(CHLOE, INES, A);
    assert!(marks_of(&stage.session, CHLOE) > 1, "others write on");
    holds_in_any_order(&stage);
}

#[test]
fn a_further_log_of_a_revoked_device_counts_for_nothing() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, admit(laptop_of(CHLOE), BRUNO)).does(ODILE, revoke(laptop_of(CHLOE)));
    let given = mark(&stage.session, 0);
    stage.write_on_laptop_of(CHLOE, BRUNO, vec![given]);
    assert_eq!(marks_of(&stage.session, BRUNO), 0);
    assert!(aside(&stage.session, AsideReason::Revoked) > 0);
    holds_in_any_order(&stage);
}

#[test]
fn what_either_of_two_who_revoked_the_same_device_knew_counts() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, admit(laptop_of(AWA), AWA));
    stage.does(ODILE, Command::DelegateOffice { device: laptop_of(AWA), juror: AWA });
    let marks = [0, 1, 2].map(|place| mark(&stage.session, place));
    let [first, second, third] = marks;
    stage.write(BRUNO, vec![first]);
    let early = stage.tries(ODILE, &revoke(laptop_of(BRUNO))).unwrap();
    stage.write(BRUNO, vec![second]);
    stage.does(AWA, revoke(laptop_of(BRUNO)));
    stage.write_apart(ODILE, early);
    stage.write_apart(BRUNO, vec![third]);
    assert_eq!((marks_of(&stage.session, BRUNO), aside(&stage.session, AsideReason::Revoked)), (2, 1));
    holds_in_any_order(&stage);
}

#[test]
fn a_delegate_lets_in_and_shuts_out_but_neither_delegates_nor_shuts_out_a_delegate() {
    let mut stage = Stage::pocket();
    stage.rates(AWA, INES, A).rates(BRUNO, INES, A);
    stage.does(ODILE, Command::DelegateOffice { device: laptop_of(AWA), juror: AWA });
    stage.does(ODILE, Command::DelegateOffice { device: laptop_of(BRUNO), juror: ODILE });
    stage.does(AWA, admit(laptop_of(CHLOE), RENE));
    assert!(stage.session.trust.names(laptop_of(CHLOE), RENE));
    let heads = Vec::new();
    let against = |device| DeviceRevoked { device, heads: heads.clone(), ground: "Contre".into() }.into();
    let grab = OfficeDelegated { device: laptop_of(CHLOE), juror: ODILE }.into();
    stage.write(AWA, vec![against(laptop_of(BRUNO)), against(FOUNDER), grab]);
    assert_eq!(aside(&stage.session, AsideReason::NotAllowed), 3);
    assert_eq!(stage.session.trust.revoked().count(), 0);
    assert!(!stage.session.trust.is_delegated(laptop_of(CHLOE)));
    holds_in_any_order(&stage);
}

#[test]
fn what_a_delegate_said_before_it_was_revoked_holds_and_what_it_says_after_does_not() {
    let mut stage = Stage::pocket();
    stage.rates(AWA, INES, A);
    stage.does(ODILE, Command::DelegateOffice { device: laptop_of(AWA), juror: AWA });
    stage.does(AWA, admit(laptop_of(CHLOE), RENE));
    stage.does(ODILE, revoke(laptop_of(AWA)));
    stage.write_apart(AWA, vec![admitted(STRANGER, BRUNO)]);
    let trust = &stage.session.trust;
    assert!(trust.names(laptop_of(CHLOE), RENE) && !trust.names(STRANGER, BRUNO));
    assert_eq!(aside(&stage.session, AsideReason::Revoked), 1);
    holds_in_any_order(&stage);
}

#[test]
fn a_laptop_is_replaced_after_the_closing_too() {
    let stage = Stage::pocket().closed();
    check(&stage, ODILE, &admit(STRANGER, AWA), "5");
    check(&stage, ODILE, &Command::InviteJuror { juror: AWA, enrolment: STRANGER }, "session-closed");
    let mut stage = stage;
    stage.does(ODILE, admit(STRANGER, AWA)).does(ODILE, revoke(STRANGER));
    assert_eq!(stage.session.set_aside, []);
    holds_in_any_order(&stage);
}

#[test]
fn the_second_count_hears_neither_strangers_nor_what_revoked_devices_write_later() {
    let mut stage = Stage::pocket();
    for juror in [AWA, BRUNO, CHLOE] {
        stage.rates_and_seals(juror, INES, A);
    }
    stage.does(ODILE, admit(laptop_of(CHLOE), BRUNO)).does(ODILE, revoke(laptop_of(CHLOE)));
    let before = recount(&stage.entries);
    let low = |stage: &Stage, by| {
        let Event::Marked(given) = mark(&stage.session, 0) else { panic!("a mark") };
        let fact: Event = Marked { mark: Mark { rating: Some(NA), comment: String::new() }, ..given }.into();
        (by, fact)
    };
    for (by, fact) in [low(&stage, BRUNO), low(&stage, AWA)] {
        stage.write_on_laptop_of(CHLOE, by, vec![fact]);
    }
    assert!(aside(&stage.session, AsideReason::Revoked) > 0 && aside(&stage.session, AsideReason::Unauthorised) > 0);
    assert_eq!(recount(&stage.entries), before);
}
