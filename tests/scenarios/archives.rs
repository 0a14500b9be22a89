//! What leaves the session for somebody who holds no key of it: an archive for the certifier, results under a code.

use std::path::PathBuf;

use app::exchange::{ClosedFor, OpenedBy};
use app::tables::Mode;
use domain::command::Command;
use domain::minutes::compose::EditionChoice;
use proof::{Jury, Laptop, Plan};

/// A key pair of age, made for these stories.
const CERTIFIER: (&str, &str) = (
    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
);

fn with_code(code: &str) -> OpenedBy {
    OpenedBy { code: Some(code.to_owned()), key: None }
}

fn with_key(key: &str) -> OpenedBy {
    OpenedBy { code: None, key: Some(key.to_owned()) }
}

/// A day that ended with a closing, and its archive under a code.
fn archived(jury: &Jury) -> (PathBuf, String) {
    jury.awards_everybody();
    let office = &jury.office;
    office.imports(&jury.awa.exports(jury.session, "closed.delib"));
    let file = office.path("archive.delib");
    let written = office.desk.export_archive(jury.session, &ClosedFor::Code, &file).unwrap();
    assert!(written.verified && written.entries > 0);
    (file, written.code.unwrap())
}

#[test]
fn an_archive_read_in_an_empty_store_is_the_session_to_the_last_word() {
    let jury = Plan::of(2).with_civil_status().seated();
    let (file, code) = archived(&jury);
    let certifier = Laptop::new("Certificateur", 801);
    assert_eq!(Laptop::code(certifier.desk.import(&file, Mode::Write)), "needs-code");
    let wrong = certifier.desk.import_opened(&file, &with_code("0000-0000-0000-0000"), Mode::Write);
    assert_eq!(Laptop::code(wrong), "wrong-code");

    let told = certifier.desk.import_opened(&file, &with_code(&code), Mode::DryRun).unwrap();
    assert!(told.dry_run && told.new > 0 && certifier.desk.sessions().unwrap().is_empty());
    let taken = certifier.desk.import_opened(&file, &with_code(&code), Mode::Write).unwrap();
    assert_eq!((taken.kind, taken.new, taken.pending), ("archive", told.new, 0));
    let certifier = certifier.restarted();
    let (session, office) = (jury.session, &jury.office);
    assert_eq!(certifier.words(session), office.words(session));
    assert_eq!(certifier.fingerprint(session), office.fingerprint(session));
    let civil = |laptop: &Laptop| {
        laptop.look(session, |session| session.candidates.values().filter(|it| it.civil.shown().is_some()).count())
    };
    assert_eq!((civil(&certifier), civil(&jury.awa)), (2, civil(office)));
    let minutes = |laptop: &Laptop| {
        let mut minutes = serde_json::to_value(laptop.desk.minutes(session, EditionChoice::Original).unwrap()).unwrap();
        minutes.as_object_mut().unwrap().remove("proof");
        minutes
    };
    assert_eq!(minutes(&certifier), minutes(office));
    let recounted = serde_json::to_string(&certifier.desk.recount(session).unwrap()).unwrap();
    assert_eq!(recounted, serde_json::to_string(&office.desk.recount(session).unwrap()).unwrap());
    assert_eq!(certifier.desk.check_store().unwrap().findings, []);
    let kept = certifier.desk.imports(session).unwrap();
    assert_eq!((kept.len(), kept[0].kind.as_str()), (1, "archive"));
}

#[test]
fn nothing_is_written_to_a_session_that_came_in_an_archive() {
    let jury = Jury::of(1);
    let (file, code) = archived(&jury);
    let certifier = Laptop::new("Certificateur", 811);
    certifier.desk.import_opened(&file, &with_code(&code), Mode::Write).unwrap();
    let (session, before) = (jury.session, certifier.fingerprint(jury.session));
    let observe = Command::Observe { candidate: jury.candidates[0], text: "Vu".into() };
    assert_eq!(certifier.is_refused(session, observe), "archive-read-only");
    let to = certifier.path("out.delib");
    assert_eq!(Laptop::code(certifier.desk.export(session, &to)), "archive-read-only");
    let again = certifier.desk.export_archive(session, &ClosedFor::Code, &to);
    assert_eq!(Laptop::code(again), "archive-read-only");
    assert!(!to.exists());

    let again = certifier.desk.import_opened(&file, &with_code(&code), Mode::Write).unwrap();
    assert_eq!((again.new, again.imported_before.is_some()), (0, true));
    assert_eq!(certifier.fingerprint(session), before);
}

#[test]
fn a_later_archive_adds_what_happened_since_and_nobody_s_log_is_opened() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    jury.office.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
    let files = ["early.delib", "late.delib"].map(|name| jury.office.path(name));
    let code =
        |file: &PathBuf| jury.office.desk.export_archive(jury.session, &ClosedFor::Code, file).unwrap().code.unwrap();
    let early = code(&files[0]);
    jury.office.imports(&jury.chloe.exports(jury.session, "chloe.delib"));
    let late = code(&files[1]);
    let certifier = Laptop::new("Certificateur", 821);
    for (file, code) in files.iter().zip([early, late]) {
        certifier.desk.import_opened(file, &with_code(&code), Mode::Write).unwrap();
    }
    assert_eq!(certifier.fingerprint(jury.session), jury.office.fingerprint(jury.session));
    let logs = |laptop: &Laptop| laptop.look(jury.session, |session| session.authors.len());
    assert_eq!(logs(&certifier), logs(&jury.office));
    assert_eq!(certifier.desk.check_store().unwrap().findings, []);
}

#[test]
fn an_archive_closed_for_the_certifier_s_key_opens_with_it_and_with_nothing_else() {
    let jury = Jury::of(1);
    let file = jury.office.path("archive.delib");
    let desk = &jury.office.desk;
    let nobody = desk.export_archive(jury.session, &ClosedFor::Key(None), &file);
    assert_eq!(Laptop::code(nobody), "no-certifier-key", "the example's règlement names none");
    let mistyped = desk.export_archive(jury.session, &ClosedFor::Key(Some("age1nothing".into())), &file);
    assert_eq!(Laptop::code(mistyped), "not-a-recipient");
    assert!(!file.exists());
    let (public, secret) = CERTIFIER;
    let written = desk.export_archive(jury.session, &ClosedFor::Key(Some(public.into())), &file).unwrap();
    assert_eq!((written.recipient.as_deref(), written.code), (Some(public), None));

    assert_eq!(jury.awa.cannot_import(jury.session, &file), "not-for-you", "not even a member opens it");
    let certifier = Laptop::new("Certificateur", 831);
    assert_eq!(Laptop::code(certifier.desk.import(&file, Mode::Write)), "not-for-you");
    let nonsense = certifier.desk.import_opened(&file, &with_key("no key"), Mode::Write);
    assert_eq!(Laptop::code(nonsense), "not-an-age-key");
    certifier.desk.import_opened(&file, &with_key(secret), Mode::Write).unwrap();
    assert_eq!(certifier.fingerprint(jury.session), jury.office.fingerprint(jury.session));
}

#[test]
fn results_closed_by_a_code_open_on_a_laptop_of_the_session_and_on_no_other() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let file = jury.bruno.path("results.delib");
    let code = jury.bruno.desk.export_by_code(jury.session, &file).unwrap().code.unwrap();
    assert_eq!(jury.awa.cannot_import(jury.session, &file), "needs-code");
    let taken = jury.awa.desk.import_opened(&file, &with_code(&code), Mode::Write).unwrap();
    assert!(taken.new > 0 && taken.kind == "results");
    let stranger = Laptop::new("Quelqu'un", 841);
    assert!(stranger.desk.import_opened(&file, &with_code(&code), Mode::Write).is_err());
    assert!(stranger.desk.sessions().unwrap().is_empty());
}
