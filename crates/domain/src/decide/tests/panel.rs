//! The panel, its recusals, its subjects, its passages, its incidents.

use super::check;
use crate::command::Command;
use crate::event::Event;
use crate::id::{CandidateId, DeviceKey, IncidentId, PersonId, SubjectId};
use crate::minutes::CivilTime;
use crate::person::{JurorFile, Role};
use crate::session::facts::{Attendance, AttendanceStatus, IncidentFile, Passage, SessionDetails, SubjectFile};
use crate::testing::Stage;
use crate::testing::papers::A;
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, RENE, at, details, june, juror};

const DIANE: PersonId = PersonId([0xd5; 16]);

fn seat(role: Role) -> Command {
    Command::SeatJuror { juror: DIANE, file: juror("Diane", "Roux", role, true) }
}

fn recuse(juror: PersonId) -> Command {
    Command::DeclareRecusal { juror, candidate: INES, ground: "A formé la candidate".into() }
}

fn lift(juror: PersonId) -> Command {
    Command::LiftRecusal { juror, candidate: INES, ground: "Erreur".into() }
}

#[test]
fn only_members_and_representatives_take_a_seat_and_one_presides() {
    let stage = Stage::pocket();
    check(&stage, ODILE, &seat(Role::Member), "20");
    check(&stage, ODILE, &seat(Role::Representative), "20");
    check(&stage, ODILE, &seat(Role::Office), "no-such-seat");
    check(&stage, ODILE, &seat(Role::President), "president-seated");
    let bruno = juror("Bruno", "Lefèvre", Role::President, true);
    check(&stage, ODILE, &Command::CorrectJuror { juror: BRUNO, file: bruno }, "president-seated");
}

#[test]
fn the_same_person_takes_one_seat() {
    let stage = Stage::pocket();
    let bruno = juror("BRUNO", "Lefèvre", Role::Member, true);
    check(&stage, ODILE, &Command::SeatJuror { juror: BRUNO, file: bruno.clone() }, "already-seated");
    check(&stage, ODILE, &Command::SeatJuror { juror: DIANE, file: bruno }, "already-seated");
}

#[test]
fn a_juror_leaves_for_a_reason_and_their_place_can_be_taken() {
    let mut stage = Stage::pocket();
    let unseat = |juror, ground: &str| Command::UnseatJuror { juror, ground: ground.into() };
    check(&stage, ODILE, &unseat(AWA, ""), "missing");
    check(&stage, ODILE, &unseat(ODILE, "Congé"), "no-such-seat");
    check(&stage, ODILE, &unseat(DIANE, "Malade"), "unknown-person");
    stage.rates(AWA, INES, A).does(ODILE, unseat(AWA, "Malade"));
    check(&stage, AWA, &Command::SealSheet { candidate: INES }, "unknown-person");
    check(&stage, ODILE, &unseat(AWA, "Malade"), "unknown-person");
    check(&stage, ODILE, &seat(Role::President), "20");
}

#[test]
fn a_juror_who_has_marked_stays_a_member() {
    let mut stage = Stage::pocket();
    let file = juror("Bruno", "Lefèvre", Role::Representative, true);
    let correct = Command::CorrectJuror { juror: BRUNO, file };
    check(&stage, ODILE, &correct, "21");
    stage.rates(BRUNO, INES, A);
    check(&stage, ODILE, &correct, "juror-has-marked");
    let office = juror("Bruno", "Lefèvre", Role::Office, true);
    check(&stage, ODILE, &Command::CorrectJuror { juror: BRUNO, file: office }, "no-such-seat");
}

#[test]
fn packs_are_made_by_the_office_for_members() {
    let stage = Stage::pocket();
    let invite = |juror| Command::InviteJuror { juror, enrolment: DeviceKey([9; 32]) };
    check(&stage, ODILE, &invite(BRUNO), "23");
    check(&stage, ODILE, &invite(RENE), "not-a-member");
    check(&stage, AWA, &invite(BRUNO), "not-allowed");
}

#[test]
fn a_member_steps_back_for_themselves_and_nobody_else() {
    let stage = Stage::pocket();
    check(&stage, BRUNO, &recuse(BRUNO), "24");
    check(&stage, BRUNO, &recuse(CHLOE), "not-allowed");
    check(&stage, AWA, &recuse(CHLOE), "24");
    check(&stage, ODILE, &recuse(CHLOE), "24");
    check(&stage, ODILE, &recuse(RENE), "not-a-member");
    check(&stage, RENE, &recuse(BRUNO), "not-allowed");
}

#[test]
fn a_recusal_is_declared_once_and_lifted_once() {
    let mut stage = Stage::pocket();
    check(&stage, AWA, &lift(BRUNO), "not-recused");
    stage.does(AWA, recuse(BRUNO));
    check(&stage, BRUNO, &recuse(BRUNO), "already-recused");
    check(&stage, BRUNO, &lift(BRUNO), "not-allowed");
    stage.does(AWA, lift(BRUNO));
    check(&stage, AWA, &lift(BRUNO), "not-recused");
    stage.does(BRUNO, recuse(BRUNO));
    check(&stage, BRUNO, &lift(BRUNO), "25");
}

#[test]
fn a_day_of_the_panel_ends_after_it_began() {
    let stage = Stage::pocket();
    let day = |arrived, left| Command::RecordPanelAttendance { juror: BRUNO, arrived, left: Some(left) };
    check(&stage, BRUNO, &day(at(8, 45), at(18, 0)), "26");
    check(&stage, BRUNO, &day(at(18, 0), at(8, 45)), "dates-reversed");
    check(&stage, BRUNO, &day(at(8, 45), CivilTime { date: june(12), hour: 24, minute: 0 }), "impossible-time");
}

#[test]
fn a_session_ends_after_it_began() {
    let details = SessionDetails { ends_on: june(11), ..details() };
    check(&Stage::pocket(), ODILE, &Command::CorrectSession { details: details.clone() }, "dates-reversed");
    let nameless = SessionDetails { name: String::new(), ..details };
    check(&Stage::pocket(), ODILE, &Command::CorrectSession { details: nameless }, "missing");
}

fn subject(number: u8, trial: &str) -> Command {
    let file =
        SubjectFile { trial: trial.into(), title: format!("Sujet {number}"), text: "Un cas".into(), documents: vec![] };
    Command::AddSubject { subject: SubjectId([number; 16]), file }
}

fn draw(candidate: CandidateId, trial: &str, lot: Option<u64>) -> Command {
    Command::DrawSubject { candidate, trial: trial.into(), subject: None, lot }
}

#[test]
fn a_subject_belongs_to_an_epreuve_of_the_referentiel() {
    let mut stage = Stage::pocket();
    check(&stage, ODILE, &subject(1, "P1.CP"), "30");
    check(&stage, ODILE, &subject(1, "P1"), "unknown-trial");
    stage.does(ODILE, subject(1, "P1.CP"));
    check(&stage, ODILE, &subject(1, "P1.CP"), "nothing");
    check(&stage, ODILE, &subject(1, "P2.CP"), "subject-exists");
}

#[test]
fn a_lot_draws_among_the_subjects_given_least_often() {
    let mut stage = Stage::pocket();
    check(&stage, ODILE, &draw(INES, "P1.CP", Some(5)), "no-subject");
    for number in [1, 2, 3] {
        stage.does(ODILE, subject(number, "P1.CP"));
    }
    check(&stage, ODILE, &draw(INES, "P4.CP", Some(5)), "unknown-trial");
    check(&stage, ODILE, &draw(INES, "P1.CP", None), "missing");
    stage.does(ODILE, draw(INES, "P1.CP", Some(4)));
    stage.does(ODILE, draw(JONAS, "P1.CP", Some(u64::MAX)));
    let received = |id| stage.session.candidates[&id].subjects["P1.CP"].settled().unwrap().subject;
    assert_eq!(received(INES), SubjectId([2; 16]), "4 % 3 names the second");
    assert_eq!(received(JONAS), SubjectId([3; 16]), "(2^64 - 1) % 2 names the second of those left");
    let again = stage.tries(ODILE, &draw(INES, "P1.CP", Some(1))).unwrap();
    let [Event::SubjectDrawn(fact)] = &again[..] else { panic!("{again:?}") };
    assert_eq!((fact.subject, fact.lot), (SubjectId([2; 16]), Some(1)), "her own subject goes back to the urn");
}

#[test]
fn a_subject_given_by_name_is_one_of_that_epreuve() {
    let mut stage = Stage::pocket();
    stage.does(ODILE, subject(1, "P1.CP"));
    let give = |trial: &str, subject| Command::DrawSubject {
        candidate: INES,
        trial: trial.into(),
        subject: Some(SubjectId([subject; 16])),
        lot: None,
    };
    check(&stage, ODILE, &give("P2.CP", 1), "unknown-subject");
    check(&stage, ODILE, &give("P1.CP", 7), "unknown-subject");
    stage.does(ODILE, give("P1.CP", 1));
    check(&stage, ODILE, &give("P1.CP", 1), "nothing");
}

#[test]
fn a_passage_and_an_attendance_are_of_this_world() {
    let stage = Stage::pocket();
    let plan = |starts_at, minutes| Command::PlanPassage {
        candidate: INES,
        passage: Passage { starts_at, minutes, room: "B12".into() },
    };
    check(&stage, ODILE, &plan(at(9, 0), 45), "32");
    check(&stage, ODILE, &plan(at(9, 60), 45), "impossible-time");
    check(&stage, ODILE, &plan(at(9, 0), 0), "missing");
    let came = |trial: Option<&str>| Command::RecordAttendance {
        candidate: INES,
        trial: trial.map(Into::into),
        attendance: Attendance { status: AttendanceStatus::Present, at: None, note: String::new() },
    };
    check(&stage, BRUNO, &came(None), "33");
    check(&stage, BRUNO, &came(Some("P1.CP")), "33");
    check(&stage, BRUNO, &came(Some("")), "unknown-trial");
    check(&stage, RENE, &came(None), "not-allowed");
}

#[test]
fn an_incident_says_its_facts_and_may_be_told_anew() {
    let mut stage = Stage::pocket();
    let report = |candidate, facts: &str| Command::ReportIncident {
        incident: IncidentId([1; 16]),
        file: IncidentFile {
            at: at(10, 15),
            candidate,
            facts: facts.into(),
            statement: String::new(),
            measures: String::new(),
        },
    };
    check(&stage, BRUNO, &report(Some(INES), "Panne de courant"), "60");
    check(&stage, BRUNO, &report(Some(INES), "\n"), "missing");
    check(&stage, BRUNO, &report(Some(CandidateId([9; 16])), "Panne"), "unknown-candidate");
    stage.does(BRUNO, report(None, "Panne"));
    check(&stage, CHLOE, &report(None, "Panne"), "nothing");
    check(&stage, CHLOE, &report(None, "Panne de dix minutes"), "60");
}

#[test]
fn nobody_unknown_asks_anything() {
    let file = JurorFile { employer: "x".repeat(501), ..juror("Diane", "Roux", Role::Member, true) };
    let stage = Stage::pocket();
    check(&stage, DIANE, &seat(Role::Member), "unknown-person");
    check(&stage, ODILE, &Command::SeatJuror { juror: DIANE, file }, "too-long");
}

#[test]
fn a_session_with_critical_facts_of_a_later_version_takes_nothing() {
    let mut stage = Stage::pocket();
    stage.session.newer.critical = true;
    check(&stage, ODILE, &seat(Role::Member), "newer-facts");
}
