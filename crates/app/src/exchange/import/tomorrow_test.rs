//! Files of a later program: what it does not know is kept as it is and counted; what it must know makes a session read-only.
//! The facts of tomorrow are written by hand, since no program writes them yet.

use std::sync::Arc;

use domain::command::Command;
use domain::id::SessionId;
use domain::log::{Entry, Header, Logged};
use domain::person::{JurorFile, Role};
use domain::session::facts::SessionDetails;
use domain::time::{Date, Timestamp};
use store::Batch;

use crate::clock::SteppingClock;
use crate::entropy::SeededEntropy;
use crate::keys::slot::Cost;
use crate::pens::own_logs;
use crate::prepare::Opening;
use crate::tables::Mode;
use crate::{Desk, Places};

struct Laptop {
    desk: Desk,
    folder: tempfile::TempDir,
}

fn laptop(seed: u64) -> Laptop {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(Places::in_folder(&folder.path().join("store")))
        .with_clock(Arc::new(SteppingClock::new(Timestamp(1_781_244_000_000), 1_000)))
        .with_entropy(SeededEntropy::new(seed))
        .with_cost(Cost::FOR_TESTS);
    desk.create_store("Quelqu'un", "une phrase pour essayer").unwrap();
    Laptop { desk, folder }
}

fn seat(given: &str, role: Role) -> JurorFile {
    let (family_name, given_name) = ("Roche".to_owned(), given.to_owned());
    JurorFile { family_name, given_name, role, function: String::new(), employer: String::new(), external: true }
}

/// Odile's office and Bruno's laptop, which opened its pack.
fn office_and_bruno() -> (Laptop, Laptop, SessionId) {
    let (office, bruno) = (laptop(91), laptop(92));
    let day = Date::new(2026, 6, 12).unwrap();
    let session = office
        .desk
        .open_session(&Opening {
            details: SessionDetails {
                name: "Session de juin".into(),
                centre: String::new(),
                place: "Besançon".into(),
                starts_on: day,
                ends_on: day,
            },
            referential: crate::built_in::referential_text().to_owned(),
            regulation: crate::built_in::regulation("exemple-niveaux").unwrap(),
            office: seat("Odile", Role::Office),
        })
        .unwrap();
    let juror = office.desk.new_person().unwrap();
    let file = seat("Bruno", Role::Member);
    office.desk.execute(session, None, &Command::SeatJuror { juror, file }).unwrap();
    let pack = office.desk.make_pack(session, juror).unwrap();
    let path = bruno.folder.path().join("pack.delib");
    crate::files::write(&path, &pack.bytes).unwrap();
    bruno.desk.receive_pack(&path, &pack.code).unwrap();
    (office, bruno, session)
}

/// A fact of a kind that does not exist yet, at the end of a laptop's log.
fn writes_of_tomorrow(laptop: &Laptop, session: SessionId, kind: u16, critical: bool) {
    laptop
        .desk
        .with_open(|open| {
            let log = own_logs(&open.book, session, open.device.public())?.pop().expect("a log of one's own");
            let entries = open.book.entries(session)?;
            let own = entries.iter().filter(|logged| logged.entry.header.log == log.id);
            let tip = own.max_by_key(|logged| logged.entry.header.seq).expect("an entry");
            let header = Header {
                seq: tip.entry.header.seq + 1,
                prev: tip.hash,
                clock: tip.entry.header.clock.next(Timestamp(0)),
                kind,
                kind_version: 3,
                critical,
                ..tip.entry.header.clone()
            };
            let header = Header { subject: None, ..header };
            let logged = Logged::from(Entry::new(header, b"\xa1\x64what\x65later".to_vec(), None));
            let head = open.device.sign_head(session, log.id, logged.entry.header.seq, logged.hash);
            open.book.write(&Batch { entries: vec![logged.entry], heads: vec![head], ..Batch::default() })?;
            open.dossiers.remove(&session);
            Ok(())
        })
        .unwrap();
}

fn correct(laptop: &Laptop, session: SessionId, place: &str) -> Result<crate::execute::Changes, crate::Failure> {
    let details = laptop.desk.read(session, |dossier| Ok(dossier.session.details.shown().cloned())).unwrap().unwrap();
    laptop.desk.execute(
        session,
        None,
        &Command::CorrectSession { details: SessionDetails { place: place.into(), ..details } },
    )
}

#[test]
fn what_a_later_program_wrote_is_kept_counted_told_and_handed_on() {
    let (office, bruno, session) = office_and_bruno();
    writes_of_tomorrow(&bruno, session, 4_242, false);
    let file = bruno.folder.path().join("bruno.delib");
    bruno.desk.export(session, &file).unwrap();
    let told = office.desk.import(&file, Mode::DryRun).unwrap();
    assert_eq!((told.newer.count, told.newer.critical), (1, false));
    office.desk.import(&file, Mode::Write).unwrap();
    let read = office.desk.manifest(session).unwrap();
    assert_eq!((read.newer, read.read_only), (1, false));
    let kept = office.desk.imports(session).unwrap();
    assert_eq!(kept.iter().map(|kept| kept.newer.count).sum::<u32>(), 1);
    correct(&office, session, "Salle A").expect("the session is still written to");

    let back = office.folder.path().join("office.delib");
    office.desk.export(session, &back).unwrap();
    bruno.desk.import(&back, Mode::Write).unwrap();
    let fingerprint = |laptop: &Laptop| laptop.desk.read(session, |dossier| Ok(dossier.session.fingerprint())).unwrap();
    assert_eq!(fingerprint(&bruno), fingerprint(&office), "it was handed on as it came");
}

#[test]
fn what_a_later_program_must_know_makes_the_session_read_only_and_says_so() {
    let (office, bruno, session) = office_and_bruno();
    writes_of_tomorrow(&bruno, session, 4_243, true);
    let file = bruno.folder.path().join("bruno.delib");
    bruno.desk.export(session, &file).unwrap();
    let before = office.desk.entries(session).unwrap().len();
    let told = office.desk.import(&file, Mode::DryRun).unwrap();
    assert_eq!((told.newer.count, told.newer.critical), (1, true));
    assert_eq!(office.desk.entries(session).unwrap().len(), before, "it was only a question");
    correct(&office, session, "Salle A").expect("nothing is read-only yet");

    office.desk.import(&file, Mode::Write).unwrap();
    let read = office.desk.manifest(session).unwrap();
    assert_eq!((read.newer, read.read_only), (1, true));
    assert_eq!(correct(&office, session, "Salle B").unwrap_err().code(), "newer-facts");
    assert!(office.desk.grid(session).is_ok(), "it is still read");
    office.desk.export(session, &office.folder.path().join("office.delib")).expect("and handed over");
}
