//! Where people disagree: both sides are shown with who wrote them, closing waits, and a named person takes one side. The
//! other stays in the log.

use app::view::disagreement::{Disagreement, letter};
use domain::command::Command;
use domain::deliberation::Outcome;
use domain::grading::{Mark, Rating};
use domain::id::SessionId;
use domain::session::dispute::Dispute;
use domain::session::facts::{Attendance, AttendanceStatus};
use proof::{Jury, Laptop, Plan, Seat, civil_status, day, level};

/// The only disagreement that this laptop shows.
fn only(laptop: &Laptop, session: SessionId) -> Disagreement {
    let mut found = laptop.desk.disagreements(session).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// Who wrote each side, and the text of that field.
fn said(disagreement: &Disagreement, field: &str) -> Vec<(String, String)> {
    let text = |side: &app::view::disagreement::Side| {
        let value = side.values.iter().find(|value| value.field == field);
        value.map(|value| value.text.clone()).unwrap_or_default()
    };
    disagreement.sides.iter().map(|side| (side.author.clone(), text(side))).collect()
}

fn pair(one: (&str, &str), other: (&str, &str)) -> Vec<(String, String)> {
    [one, other].map(|(author, text)| (author.to_owned(), text.to_owned())).to_vec()
}

fn settles(laptop: &Laptop, session: SessionId, side: &str, because: Option<&str>) -> Result<(), &'static str> {
    let called = only(laptop, session).name;
    laptop.desk.settle(session, None, &called, side, because).map(drop).map_err(|failure| failure.code())
}

#[test]
fn two_dates_of_birth_are_shown_with_their_authors_and_closing_waits_for_one() {
    let jury = Plan::of(1).with_civil_status().seated();
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.grades_and_confronts(2);
    let born = |laptop: &Laptop, on: u8| {
        let file = laptop.look(session, |it| it.candidates[&candidate].file.shown().unwrap().clone());
        let civil = Some(domain::person::CivilStatus { born_on: day(1999, 3, on), ..civil_status(1) });
        laptop.does(session, Command::CorrectCandidate { candidate, file, civil });
    };
    born(&jury.office, 5);
    born(&jury.awa, 6);
    jury.decides(candidate, Outcome::Awarded, "");
    // Civil statuses travel in the president's pack, and in no other file.
    jury.hands_pack_to(Seat::Awa, &jury.awa);

    let shown = only(&jury.awa, session);
    assert_eq!(shown.dispute, Dispute::CivilStatus { candidate });
    assert_eq!(said(&shown, "born_on"), pair(("Odile Garnier", "1999-03-05"), ("Awa Diallo", "1999-03-06")));
    assert!(shown.blocks && shown.about == ["001 Camille Vasseur 1"], "{shown:?}");
    assert!(shown.sides.iter().all(|side| side.values.len() == 1 && side.civil.is_some() && side.laptop.len() == 8));
    assert_eq!(jury.awa.is_refused(session, Jury::closing("PV-2026-0001")), "disagreement");

    assert_eq!(settles(&jury.awa, session, "c", None), Err("unknown-side"));
    assert_eq!(settles(&jury.awa, session, "a", Some("Vu sur la carte d'identité")), Err("no-ground-kept"));
    settles(&jury.awa, session, "a", None).unwrap();
    assert_eq!(jury.awa.desk.disagreements(session).unwrap(), []);
    let settled = jury.awa.look(session, |it| it.candidates[&candidate].civil.settled().unwrap().born_on);
    assert_eq!(settled, day(1999, 3, 5));
    jury.closes();
}

#[test]
fn nobody_settles_what_they_have_not_read() {
    let jury = Jury::of(1);
    let session = jury.session;
    let moved = |laptop: &Laptop, place: &str| {
        let mut details = proof::details();
        details.place = place.into();
        laptop.does(session, Command::CorrectSession { details });
    };
    let second_office = jury.office.imaged(880);
    moved(&jury.office, "Salle A");
    moved(&jury.awa, "Salle B");
    jury.awa.imports(&jury.office.exports(session, "office.delib"));
    let read = only(&jury.awa, session).name;
    moved(&second_office, "Salle C");
    jury.awa.imports(&second_office.exports(session, "second.delib"));
    assert_eq!(only(&jury.awa, session).sides.len(), 3);
    assert_eq!(Laptop::code(jury.awa.desk.settle(session, None, &read, "a", None)), "unknown-dispute");
    settles(&jury.awa, session, "c", None).unwrap();
    assert_eq!(Laptop::code(jury.awa.desk.settle(session, None, &read, "a", None)), "unknown-dispute");
}

#[test]
fn a_juror_on_two_laptops_says_which_mark_they_keep_and_nobody_else_sees_them_before() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    let spare = jury.bruno.imaged(890);
    jury.bruno.marks(session, candidate, &criterion, level(0));
    spare.marks(session, candidate, &criterion, level(2));
    let files = [jury.bruno.exports(session, "one.delib"), spare.exports(session, "two.delib")];
    files.iter().for_each(|file| drop(jury.awa.imports(file)));
    jury.bruno.imports(&files[1]);

    let seen_by_awa = only(&jury.awa, session);
    assert!(seen_by_awa.sides.iter().all(|side| side.hidden && side.values.is_empty()), "{seen_by_awa:?}");
    assert_eq!(settles(&jury.awa, session, "a", None), Err("settled-by-its-juror"));
    let seen_by_bruno = only(&jury.bruno, session);
    let levels: Vec<_> = said(&seen_by_bruno, "rating").into_iter().map(|(_, level)| level).collect();
    assert_eq!(levels.len(), 2);
    assert_ne!(levels[0], levels[1]);
    settles(&jury.bruno, session, "b", None).unwrap();
    assert_eq!(jury.bruno.own_mark(session, candidate, &criterion), level(2));
    jury.awa.imports(&jury.bruno.exports(session, "settled.delib"));
    assert_eq!(jury.awa.desk.disagreements(session).unwrap(), []);
}

#[test]
fn a_mark_sealed_on_two_laptops_is_settled_by_the_panel_with_a_ground() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    let spare = jury.bruno.imaged(891);
    for laptop in [&jury.awa, &jury.chloe, &jury.bruno, &spare] {
        laptop.marks_everything(session, candidate, 2);
    }
    jury.bruno.marks(session, candidate, &criterion, Mark { comment: "Vu à l'oral".into(), ..level(2) });
    spare.marks(session, candidate, &criterion, level(0));
    for laptop in [&jury.awa, &jury.chloe, &jury.bruno, &spare] {
        laptop.seals(session, candidate);
    }
    jury.awa_collects();
    jury.awa.imports(&spare.exports(session, "spare.delib"));
    let marks = |laptop: &Laptop| {
        let found = laptop.desk.disagreements(session).unwrap();
        let mark = found.iter().find(|one| matches!(one.dispute, Dispute::Mark { .. })).cloned();
        mark.unwrap_or_else(|| panic!("{found:?}"))
    };
    // Which of the two is called a, the laptops' clocks say.
    let taken = || {
        let sides = marks(&jury.awa).sides;
        letter(sides.iter().position(|side| side.values.iter().any(|value| value.text == "Vu à l'oral")).unwrap_or(0))
    };
    let settle = |because| jury.awa.desk.settle(session, None, &marks(&jury.awa).name, &taken(), because);
    assert_eq!(Laptop::code(settle(Some("Bruno confirme"))), "settled-by-the-panel");
    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
    assert!(marks(&jury.awa).blocks && marks(&jury.awa).sides.iter().all(|side| !side.values.is_empty()));
    assert_eq!(Laptop::code(settle(None)), "ground-for-boundary");
    settle(Some("Bruno confirme son premier portable.")).unwrap();
    assert!(!marks(&jury.awa).blocks, "what was sealed stays as it is, and stands in nobody's way");
    jury.decides(candidate, Outcome::Awarded, "");
    jury.closes();
}

#[test]
fn two_retained_levels_are_settled_by_taking_one_and_its_ground() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.grades_and_confronts(2);
    let criterion = jury.awa.criteria(session, candidate).remove(0);
    let second = jury.awa.imaged(892);
    let retains = |laptop: &Laptop, index: u8, ground: &str| {
        let (criterion, rating, ground) = (criterion.clone(), Rating::Level { index }, ground.into());
        laptop.does(session, Command::Retain { candidate, criterion, rating, ground });
    };
    retains(&jury.awa, 0, "Rien n'est montré.");
    retains(&second, 1, "À demi montré.");
    jury.awa.imports(&second.exports(session, "second.delib"));
    let shown = only(&jury.awa, session);
    let mut grounds = said(&shown, "ground");
    let half = letter(grounds.iter().position(|(_, ground)| ground == "À demi montré.").unwrap());
    grounds.sort();
    assert_eq!(grounds, pair(("Awa Diallo", "Rien n'est montré."), ("Awa Diallo", "À demi montré.")));
    let decision = Jury::decision(candidate, Outcome::Awarded, "");
    assert_ne!(jury.awa.is_refused(session, decision), "");
    settles(&jury.awa, session, &half, None).unwrap();
    let retained =
        jury.awa.look(session, |it| it.candidates[&candidate].retained[&criterion].settled().unwrap().clone());
    assert_eq!((retained.rating, retained.ground.as_str()), (Rating::Level { index: 1 }, "À demi montré."));
}

#[test]
fn two_closings_are_shown_with_their_authors_and_the_office_says_which_stands() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.grades_and_confronts(2);
    jury.decides(candidate, Outcome::Awarded, "");
    let second = jury.awa.imaged(893);
    jury.awa.does(session, Jury::closing("PV-2026-0001"));
    second.does(session, Jury::closing("PV-2026-0002"));
    let files = [&jury.awa, &second].map(|laptop| laptop.exports(session, "closed.delib"));
    for laptop in [&jury.awa, &jury.office, &jury.bruno] {
        files.iter().for_each(|file| drop(laptop.imports(file)));
        let shown = only(laptop, session);
        assert_eq!((shown.dispute.clone(), shown.blocks), (Dispute::Closing, true));
        assert_eq!(said(&shown, "number"), pair(("Awa Diallo", "PV-2026-0001"), ("Awa Diallo", "PV-2026-0002")));
    }
    let faults = jury.office.manifest(session).closing_faults;
    assert_eq!(faults.iter().map(domain::refusal::Refusal::code).collect::<Vec<_>>(), ["two-closings"]);
    assert_eq!(jury.awa.is_refused(session, Jury::closing("PV-2026-0003")), "two-closings");
    assert_eq!(settles(&jury.awa, session, "a", Some("Le mien")), Err("not-allowed"));
    assert_eq!(settles(&jury.office, session, "a", None), Err("missing"));
    settles(&jury.office, session, "a", Some("Le premier a été lu en séance.")).unwrap();

    let settled = jury.office.exports(session, "upheld.delib");
    let drawn = [&jury.awa, &second, &jury.office].map(|laptop| {
        laptop.imports(&settled);
        let number = laptop.look(session, |it| it.standing_closing().unwrap().1.value.number.clone());
        assert_eq!((number.as_str(), laptop.desk.disagreements(session).unwrap()), ("PV-2026-0001", vec![]));
        let paper = laptop.path("pv.pdf");
        laptop.desk.write_minutes(session, domain::minutes::compose::EditionChoice::Original, &paper).unwrap();
        std::fs::read(&paper).unwrap()
    });
    assert!(drawn.iter().all(|paper| *paper == drawn[0]), "every laptop draws the minutes of the closing upheld");
    let office = jury.office.restarted();
    assert_eq!(office.desk.disagreements(session).unwrap(), [], "and reads it again from its store");
    assert_eq!(office.desk.check_store().unwrap().findings, []);
}

#[test]
fn nobody_overwrites_a_fact_that_their_pack_left_out() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let notes = |laptop: &Laptop, status: AttendanceStatus| {
        let attendance = Attendance { status, at: None, note: String::new() };
        laptop.does(session, Command::RecordAttendance { candidate, trial: None, attendance });
    };
    notes(&jury.awa, AttendanceStatus::AbsentJustified);
    jury.office.imports(&jury.awa.exports(session, "awa.delib"));
    // Odile knows what Awa noted; Bruno's pack holds Odile's log, and nothing of Awa's.
    jury.hands_pack_to(Seat::Bruno, &jury.bruno);
    notes(&jury.bruno, AttendanceStatus::Present);
    jury.office.imports(&jury.bruno.exports(session, "bruno.delib"));

    let shown = only(&jury.office, session);
    assert!(matches!(shown.dispute, Dispute::Attendance { .. }), "{shown:?}");
    assert_eq!(shown.sides.len(), 2, "Awa's word is not lost: {shown:?}");
}
