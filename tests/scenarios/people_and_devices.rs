//! Laptops that join by a request whose words are read aloud, that are lost, and that take over from one another.

use std::path::PathBuf;

use app::exchange::PackReceived;
use app::tables::Mode;
use app::view::devices::DeviceLine;
use domain::command::Command;
use domain::id::{DeviceKey, PersonId, SessionId};
use domain::person::Role;
use domain::session::dispute::open_disputes;
use proof::{Jury, Laptop, Seat, level};

/// A laptop's request, and the words its person reads aloud.
fn asks(laptop: &Laptop) -> (PathBuf, String) {
    let path = laptop.path("moi.demande");
    let made = laptop.desk.join(&path, Role::Member, None).expect("a request");
    (path, made.words.join(" "))
}

/// The office lets a laptop in, its words having been heard.
fn admits(office: &Laptop, session: SessionId, juror: PersonId, laptop: &Laptop) {
    let (request, words) = asks(laptop);
    office.desk.accept(&request, session, juror, &words).expect("the laptop is let in");
}

/// The office makes a pack that only the laptops admitted for `juror` open, and `laptop` opens it.
fn hands_named_pack(office: &Laptop, session: SessionId, juror: PersonId, laptop: &Laptop) -> PackReceived {
    let path = laptop.path("pack.delib");
    app::files::write(&path, &office.desk.make_named_pack(session, juror).expect("a pack").bytes).expect("a file");
    laptop.desk.receive_named_pack(&path).expect("the pack opens")
}

fn line_of(laptop: &Laptop, session: SessionId, device: DeviceKey) -> DeviceLine {
    let lines = laptop.desk.devices(session).expect("the list");
    lines.into_iter().find(|line| line.device == device).expect("the device is listed")
}

fn own(laptop: &Laptop, session: SessionId) -> DeviceKey {
    let lines = laptop.desk.devices(session).expect("the list");
    lines.into_iter().find(|line| line.own).expect("one's own device").device
}

/// Diane, a fourth member, seated and let in by her laptop's words.
fn with_diane(jury: &Jury) -> (Laptop, PersonId) {
    let diane = Laptop::new("Diane Marchand", 91);
    let juror = jury.office.desk.new_person().expect("an identifier");
    let file = proof::seat_file("Marchand", "Diane", Role::Member);
    jury.office.does(jury.session, Command::SeatJuror { juror, file });
    admits(&jury.office, jury.session, juror, &diane);
    (diane, juror)
}

#[test]
fn a_member_joins_by_a_request_grades_and_is_counted_without_a_code() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let (diane, juror) = with_diane(&jury);
    assert_eq!(hands_named_pack(&jury.office, session, juror, &diane).candidates, 1);
    assert_eq!(diane.me(session), juror);
    diane.marks_everything(session, candidate, 2);
    diane.seals(session, candidate);
    let report = jury.awa.imports(&diane.exports(session, "diane.delib"));
    assert_eq!(report.set_aside, [], "{report:?}");
    assert!(jury.awa.look(session, |session| session.sealed(juror, candidate)));
    assert_eq!(jury.awa.manifest(session).content.set_aside, []);
    let diane = diane.restarted();
    assert!(diane.look(session, |session| session.sealed(juror, candidate)));
}

#[test]
fn words_that_differ_let_nobody_in() {
    let jury = Jury::of(1);
    let (session, juror) = (jury.session, jury.person(Seat::Bruno));
    let (awa, spare) = (Laptop::new("Awa", 92), Laptop::new("Bruno", 93));
    let ((request, words), (_, others)) = (asks(&spare), asks(&awa));
    let before = jury.office.fingerprint(session);
    let first_five = words.rsplit_once(' ').map(|(words, _)| words.to_owned()).unwrap_or_default();
    for heard in [others.as_str(), first_five.as_str(), "", "abaisser"] {
        let refused = jury.office.desk.accept(&request, session, juror, heard);
        assert_eq!(Laptop::code(refused), "words-differ", "{heard}");
    }
    assert_eq!(jury.office.fingerprint(session), before);
    let said = words.to_uppercase().replace(' ', ", ");
    jury.office.desk.accept(&request, session, juror, &said).expect("the same words, as they were noted");
    let read = jury.office.desk.read_request(&request).unwrap();
    assert_eq!((read.words.join(" "), read.name.as_str(), read.role), (words, "Bruno", Role::Member));
    let device = read.device;
    assert_eq!(line_of(&jury.office, session, device).admitted_by.as_deref(), Some("Odile Garnier"));
}

#[test]
fn a_file_closed_for_another_laptop_does_not_open_and_says_so() {
    let jury = Jury::of(1);
    let (diane, juror) = with_diane(&jury);
    let path = jury.bruno.path("diane.delib");
    app::files::write(&path, &jury.office.desk.make_named_pack(jury.session, juror).unwrap().bytes).unwrap();
    assert_eq!(Laptop::code(jury.bruno.desk.receive_named_pack(&path)), "not-for-you");
    assert_eq!(jury.bruno.cannot_import(jury.session, &path), "not-for-you");
    let bare = Laptop::new("Personne", 94);
    assert_eq!(Laptop::code(bare.desk.receive_named_pack(&path)), "not-for-you");
    assert_eq!(Laptop::code(bare.desk.import(&path, Mode::Write)), "not-for-you");
    diane.desk.receive_named_pack(&path).expect("it opens for whom it was closed");
    let none = jury.office.desk.make_named_pack(jury.session, jury.person(Seat::Chloe));
    assert_eq!(Laptop::code(none), "no-admitted-device");
}

/// Bruno's laptop is stolen after he handed a mark over; the thief goes on.
fn stolen() -> (Jury, [PathBuf; 3]) {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criteria = jury.bruno.criteria(session, candidate);
    jury.bruno.marks(session, candidate, &criteria[0], level(2));
    let before = jury.bruno.exports(session, "before.delib");
    jury.office.imports(&before);
    let device = own(&jury.bruno, session);
    jury.office.desk.revoke(session, device, "Volé dans le train").expect("the laptop loses its place");
    jury.bruno.marks(session, candidate, &criteria[1], level(0));
    jury.bruno.marks(session, candidate, &criteria[0], level(0));
    let after = jury.bruno.exports(session, "after.delib");
    let word = jury.office.exports(session, "revoked.delib");
    (jury, [before, word, after])
}

#[test]
fn what_a_stolen_laptop_writes_later_is_set_aside_and_the_rest_counts_whatever_the_order() {
    let (jury, files) = stolen();
    let (session, candidate, bruno) = (jury.session, jury.candidates[0], jury.person(Seat::Bruno));
    // Awa does not know yet whose laptops have their place: she hands a file over, and is then written to.
    jury.office.imports(&jury.awa.exports(session, "awa.delib"));
    let word = jury.office.exports(session, "revoked-again.delib");
    let orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]];
    let seen = orders.map(|order| {
        let awa = jury.awa.imaged(700);
        for place in order {
            awa.imports(if place == 1 { &word } else { &files[place] });
        }
        assert_eq!(awa.set_aside(session, "revoked"), 2, "{order:?}");
        assert_eq!(awa.look(session, |session| session.sheets[&(bruno, candidate)].marks.len()), 1);
        assert_eq!(awa.look(session, open_disputes), []);
        let sheet = awa.look(session, |session| format!("{:?}", session.sheets));
        (awa.fingerprint(session), sheet)
    });
    assert!(seen.iter().all(|one| one.1 == seen[0].1), "the same sheets everywhere");
    let line = line_of(&jury.office, session, own(&jury.bruno, session));
    let revoked = line.revoked.expect("it is listed");
    assert_eq!((revoked.by.as_str(), revoked.ground.as_str()), ("Odile Garnier", "Volé dans le train"));
}

#[test]
fn after_a_laptop_lost_its_place_nothing_is_closed_for_the_key_it_holds() {
    let (jury, [_, word, _]) = stolen();
    let session = jury.session;
    assert_eq!(jury.bruno.cannot_import(session, &word), "not-for-you");
    // Nor does it open elsewhere: nobody but the office was known to have a key.
    assert_eq!(jury.awa.cannot_import(session, &word), "not-for-you");
    let report = jury.office.desk.export(session, &jury.office.path("told.delib")).unwrap();
    assert_eq!(report.unreachable, ["Awa Diallo", "Bruno Roche", "Chloé Petit"]);

    jury.office.imports(&jury.awa.exports(session, "awa.delib"));
    admits(&jury.office, session, jury.person(Seat::Chloe), &jury.chloe);
    let report = jury.office.desk.export(session, &jury.office.path("again.delib")).unwrap();
    assert_eq!(report.unreachable, ["Bruno Roche"]);
    for laptop in [&jury.awa, &jury.chloe] {
        laptop.imports(&jury.office.path("again.delib"));
    }
    assert_eq!(jury.bruno.cannot_import(session, &jury.office.path("again.delib")), "not-for-you");
    // Awa and Chloé know of each other by now, and of the loss.
    let between = jury.awa.exports(session, "between.delib");
    jury.chloe.imports(&between);
    assert_eq!(jury.bruno.cannot_import(session, &between), "not-for-you");
    let spare = Laptop::new("Bruno", 95);
    admits(&jury.office, session, jury.person(Seat::Bruno), &spare);
    hands_named_pack(&jury.office, session, jury.person(Seat::Bruno), &spare);
    let report = jury.office.desk.export(session, &jury.office.path("all.delib")).unwrap();
    assert_eq!(report.unreachable, Vec::<String>::new());
    spare.imports(&jury.office.path("all.delib"));
}

#[test]
fn a_colleague_s_laptop_takes_over_when_a_battery_dies_at_the_oral() {
    let jury = Jury::of(1);
    let (session, candidate, bruno) = (jury.session, jury.candidates[0], jury.person(Seat::Bruno));
    let criteria = jury.bruno.criteria(session, candidate);
    jury.bruno.marks(session, candidate, &criteria[0], level(0));
    let noon = jury.bruno.exports(session, "noon.delib");
    jury.chloe.imports(&noon);
    let mark = |index| Command::Mark { candidate, criterion: criteria[0].clone(), mark: level(index) };
    let refused = jury.chloe.desk.execute(session, Some(bruno), &mark(2));
    assert_eq!(Laptop::code(refused), "not-allowed", "not before she is let in for him");

    admits(&jury.office, session, bruno, &jury.chloe);
    jury.chloe.imports(&jury.office.exports(session, "office.delib"));
    assert_eq!(jury.chloe.me(session), jury.person(Seat::Chloe), "she stays who she is");
    for criterion in &criteria {
        let command = Command::Mark { candidate, criterion: criterion.clone(), mark: level(2) };
        jury.chloe.desk.execute(session, Some(bruno), &command).expect("Bruno marks on her laptop");
    }
    jury.chloe.desk.execute(session, Some(bruno), &Command::SealSheet { candidate }).expect("and seals");
    jury.chloe.marks_everything(session, candidate, 1);
    jury.chloe.seals(session, candidate);

    jury.awa.imports(&noon);
    jury.awa.imports(&jury.chloe.exports(session, "chloe.delib"));
    for juror in [bruno, jury.person(Seat::Chloe)] {
        assert!(jury.awa.look(session, |session| session.sealed(juror, candidate)));
    }
    assert_eq!(jury.awa.look(session, open_disputes), [], "he wrote on what he had handed over");
    assert_eq!(jury.awa.manifest(session).content.set_aside, []);
    let line = line_of(&jury.awa, session, own(&jury.chloe, session));
    assert_eq!(line.people, ["Bruno Roche", "Chloé Petit"]);
    let chloe = jury.chloe.restarted();
    assert!(chloe.look(session, |session| session.sealed(bruno, candidate)));
}

#[test]
fn a_pack_for_whom_one_replaces_leaves_the_laptop_to_its_person() {
    let jury = Jury::of(1);
    let (session, bruno) = (jury.session, jury.person(Seat::Bruno));
    admits(&jury.office, session, bruno, &jury.chloe);
    hands_named_pack(&jury.office, session, bruno, &jury.chloe);
    assert_eq!(jury.chloe.me(session), jury.person(Seat::Chloe));
    assert!(jury.chloe.desk.writes_as(session, bruno).unwrap());
}

#[test]
fn a_session_goes_on_when_the_office_s_laptop_breaks_once_its_place_was_delegated() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.office.imports(&jury.awa.exports(session, "awa.delib"));
    let (spare, bruno) = (Laptop::new("Bruno", 96), jury.person(Seat::Bruno));
    let (request, words) = asks(&spare);
    let early = jury.awa.desk.accept(&request, session, bruno, &words);
    assert_eq!(Laptop::code(early), "device-may-not-decide");
    let office = jury.office.me(session);
    jury.office.desk.delegate(session, own(&jury.awa, session), office).expect("the office's place");
    jury.awa.imports(&jury.office.exports(session, "delegated.delib"));

    jury.awa.imports(&jury.bruno.exports(session, "bruno.delib"));

    // From here on the office's laptop is gone.
    jury.awa.desk.accept(&request, session, bruno, &words).expect("Awa's laptop lets in");
    hands_named_pack(&jury.awa, session, bruno, &spare);
    jury.awa.desk.revoke(session, own(&jury.bruno, session), "Cassé").expect("and shuts out");
    spare.marks_everything(session, candidate, 2);
    spare.seals(session, candidate);
    jury.awa.imports(&spare.exports(session, "spare.delib"));
    assert!(jury.awa.look(session, |session| session.sealed(bruno, candidate)));
    assert_eq!(jury.awa.manifest(session).content.set_aside, []);
    let prepared = Command::CorrectSession { details: proof::details() };
    assert!(jury.awa.desk.execute(session, Some(office), &prepared).is_ok(), "and prepares in the office's place");
    let founder = jury.awa.look(session, |session| session.founder);
    assert_eq!(Laptop::code(jury.awa.desk.revoke(session, founder, "Cassé")), "device-is-founder");
    let awa = jury.awa.restarted();
    assert_eq!(awa.manifest(session).content.set_aside, []);
}

#[test]
fn a_laptop_that_learns_it_lost_its_place_writes_no_more() {
    let jury = Jury::of(1);
    let session = jury.session;
    let (diane, juror) = with_diane(&jury);
    hands_named_pack(&jury.office, session, juror, &diane);
    let device = own(&diane, session);
    jury.office.desk.revoke(session, device, "Perdu").unwrap();
    // The word reaches it by a colleague who does not know yet to keep it out.
    jury.office.imports(&jury.awa.exports(session, "awa.delib"));
    jury.awa.imports(&jury.office.exports(session, "word.delib"));
    let word = jury.awa.exports(session, "from-awa.delib");
    assert_eq!(diane.cannot_import(session, &word), "not-for-you");
    assert_eq!(Laptop::code(jury.office.desk.make_named_pack(session, juror)), "no-admitted-device");
    let again = jury.office.desk.accept(&asks(&diane).0, session, juror, &asks(&diane).1);
    assert_eq!(Laptop::code(again), "device-revoked");
}
