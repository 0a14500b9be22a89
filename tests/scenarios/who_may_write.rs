//! A mark has one author, a sheet is sealed once, a closed session only takes signatures and rectificatifs.

use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::person::Role;
use proof::{Jury, Laptop, Plan, Seat, at, level};

#[test]
fn a_recused_juror_cannot_mark_nor_seal_and_nobody_waits_for_their_sheet() {
    let jury = Plan::of(2).recused(Seat::Bruno, 0).seated();
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    assert_eq!(jury.bruno.is_refused(session, Command::Mark { candidate, criterion, mark: level(2) }), "recused");
    assert_eq!(jury.bruno.is_refused(session, Command::SealSheet { candidate }), "recused");

    jury.everybody_grades(2);
    jury.awa_collects();
    let expected: Vec<u32> = jury.awa.manifest(session).content.jurors.iter().map(|juror| juror.expected).collect();
    assert_eq!(expected.iter().sum::<u32>(), 5, "{expected:?}");
    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
}

#[test]
fn a_sealed_sheet_takes_no_mark_any_more() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.everybody_grades(2);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    let again = Command::Mark { candidate, criterion, mark: level(0) };
    assert_eq!(jury.bruno.is_refused(session, again), "sheet-sealed");
    assert_eq!(jury.bruno.is_refused(session, Command::Observe { candidate, text: "Encore".into() }), "sheet-sealed");
    assert_eq!(jury.bruno.is_refused(session, Command::SealSheet { candidate }), "sheet-sealed");
}

#[test]
fn a_sheet_that_is_not_complete_is_not_sealed() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    assert_eq!(jury.bruno.is_refused(session, Command::SealSheet { candidate }), "sheet-incomplete");
    jury.bruno.marks_everything(session, candidate, 2);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    jury.bruno.marks(session, candidate, &criterion, Mark::default());
    assert_eq!(jury.bruno.is_refused(session, Command::SealSheet { candidate }), "sheet-incomplete");
}

#[test]
fn after_the_closing_nothing_is_written_but_signatures_and_rectificatifs() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    let juror = jury.person(Seat::Chloe);
    let commands = [
        Command::Mark { candidate, criterion: criterion.clone(), mark: level(0) },
        Command::Observe { candidate, text: "Trop tard".into() },
        Command::SealSheet { candidate },
        Command::OpenConfrontation { exception: "Trop tard".into() },
        Command::Retain { candidate, criterion, rating: Rating::Level { index: 0 }, ground: "Trop tard".into() },
        Command::WithdrawCandidate { candidate, ground: "Trop tard".into() },
        Command::DeclareRecusal { juror, candidate, ground: "Trop tard".into() },
        Command::CorrectSession { details: proof::details() },
        Command::UnseatJuror { juror, ground: "Trop tard".into() },
        Jury::closing("PV-2026-0002"),
    ];
    for command in commands {
        assert_eq!(jury.awa.is_refused(session, command.clone()), "session-closed", "{command:?}");
    }
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(session, domain::minutes::compose::EditionChoice::Original, &paper).unwrap();
    jury.awa.desk.sign_minutes(session, jury.person(Seat::Awa), &paper, None).unwrap();
}

#[test]
fn a_juror_s_laptop_cannot_write_as_another_juror() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.chloe.criteria(session, candidate).remove(0);
    let mark = Command::Mark { candidate, criterion, mark: level(0) };
    let before = jury.chloe.fingerprint(session);
    for other in [jury.person(Seat::Bruno), jury.person(Seat::Awa), jury.office.me(session)] {
        let refused = jury.chloe.desk.execute(session, Some(other), &mark);
        assert_eq!(Laptop::code(refused), "not-allowed");
    }
    assert_eq!(jury.chloe.fingerprint(session), before);
    assert!(jury.chloe.desk.execute(session, Some(jury.person(Seat::Chloe)), &mark).is_ok(), "oneself may be named");

    let chloe = jury.chloe.restarted();
    assert_eq!(chloe.set_aside(session, "unauthorised"), 0);
}

#[test]
fn a_member_who_left_the_panel_writes_nothing_that_counts() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.office.does(session, Command::UnseatJuror { juror: jury.person(Seat::Chloe), ground: "Souffrante".into() });
    let news = jury.office.exports(session, "news.delib");
    jury.awa.imports(&news);
    jury.chloe.marks_everything(session, candidate, 0);
    jury.chloe.seals(session, candidate);
    jury.awa.imports(&jury.chloe.exports(session, "late.delib"));
    assert!(jury.awa.manifest(session).content.jurors.iter().all(|juror| juror.name != "Chloé Petit"));

    jury.chloe.imports(&news);
    assert_eq!(jury.chloe.is_refused(session, Command::SealSheet { candidate }), "unknown-person");
}

#[test]
fn the_office_prepares_and_never_grades_and_a_member_never_closes() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    let mark = Command::Mark { candidate, criterion, mark: level(2) };
    assert_eq!(jury.office.is_refused(session, mark), "not-allowed");
    assert_eq!(jury.bruno.is_refused(session, Jury::closing("PV-2026-0001")), "not-allowed");
    let juror = jury.bruno.desk.new_person().unwrap();
    let file = proof::seat_file("Intrus", "Ivan", Role::Member);
    assert_eq!(jury.bruno.is_refused(session, Command::SeatJuror { juror, file }), "not-allowed");
}

#[test]
fn a_member_may_sign_on_the_president_s_laptop_that_goes_round_the_table() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(jury.session, domain::minutes::compose::EditionChoice::Original, &paper).unwrap();
    for seat in jury.seats {
        jury.awa.desk.sign_minutes(jury.session, seat, &paper, None).unwrap();
    }
    let report = app::verify::verify_paper(&paper).unwrap();
    assert!(report.intact && report.signatures.len() == 3, "{report:?}");
    let awa = jury.awa.restarted();
    assert_eq!(awa.set_aside(jury.session, "unauthorised"), 0);
    assert_eq!(awa.look(jury.session, |session| session.signatures.len()), 3);
}

#[test]
fn giving_a_mark_and_taking_it_back_leaves_not_yet_and_the_log_keeps_both_facts() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    let entries = jury.bruno.manifest(session).content.entries;
    jury.bruno.marks(session, candidate, &criterion, level(1));
    jury.bruno.marks(session, candidate, &criterion, Mark::default());
    assert_eq!(jury.bruno.own_mark(session, candidate, &criterion), Mark::default());
    assert_eq!(jury.bruno.manifest(session).content.entries, entries + 2);

    jury.bruno.marks(session, candidate, &criterion, Mark::default());
    assert_eq!(jury.bruno.manifest(session).content.entries, entries + 2, "taking back twice says nothing new");
    let line = jury.bruno.desk.grid(session).unwrap().candidates.remove(0);
    assert_eq!(line.done, 0);
}

#[test]
fn times_that_no_clock_shows_are_refused() {
    let jury = Jury::of(1);
    let arrived = domain::minutes::CivilTime { hour: 25, ..at(9) };
    let juror = jury.person(Seat::Bruno);
    let command = Command::RecordPanelAttendance { juror, arrived, left: None };
    assert_eq!(jury.awa.is_refused(jury.session, command), "impossible-time");
}
