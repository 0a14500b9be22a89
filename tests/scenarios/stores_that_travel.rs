//! Stores that were put back from an older copy or copied elsewhere: noticed when they are opened, told to their person, written
//! on in a new epoch, so that nothing forks and nothing is lost.

use domain::id::CandidateId;
use domain::session::dispute::open_disputes;
use proof::{Jury, Laptop, level};

/// What the laptop tells its person, and how many entries it misses.
fn told(laptop: &Laptop) -> Option<(&'static str, u32)> {
    laptop.desk.status().expect("the status").notice.map(|notice| (notice.code, notice.missing))
}

fn first_criteria(jury: &Jury) -> (CandidateId, Vec<String>) {
    let candidate = jury.candidates[0];
    (candidate, jury.bruno.criteria(jury.session, candidate))
}

/// How many logs of Bruno's the laptop knows.
fn logs_of_bruno(laptop: &Laptop, jury: &Jury) -> usize {
    laptop
        .look(jury.session, |session| session.authors.values().filter(|author| author.person == jury.seats[1]).count())
}

#[test]
fn a_store_put_back_from_yesterday_marks_before_it_imports_and_nothing_forks() {
    let mut jury = Jury::of(1);
    let (candidate, criteria) = first_criteria(&jury);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(0));
    let yesterday = jury.bruno.store_kept_aside("yesterday");
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    jury.bruno.marks(jury.session, candidate, &criteria[1], level(2));
    jury.awa.imports(&jury.bruno.exports(jury.session, "evening.delib"));
    assert_eq!(told(&jury.bruno), None);

    jury.bruno = jury.bruno.put_back(&yesterday);
    assert_eq!(told(&jury.bruno), Some(("store-restored", 2)));
    jury.bruno.marks(jury.session, candidate, &criteria[2], level(1));
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(1));
    assert_eq!(jury.bruno.look(jury.session, open_disputes), [], "what stood before is seen and replaced");

    let report = jury.bruno.imports(&jury.awa.exports(jury.session, "from-awa.delib"));
    assert_eq!(report.forks, 0, "{report:?}");
    assert_eq!(told(&jury.bruno), Some(("store-restored-whole", 0)), "nothing is missing any more");
    let report = jury.awa.imports(&jury.bruno.exports(jury.session, "again.delib"));
    assert_eq!((report.forks, report.pending), (0, 0), "{report:?}");
    for laptop in [&jury.bruno, &jury.awa] {
        assert_eq!(
            laptop.look(jury.session, open_disputes).len(),
            1,
            "the criterion marked in both lives waits for him"
        );
    }
    for (criterion, given) in criteria.iter().zip([1, 2, 1]) {
        assert_eq!(jury.bruno.own_mark(jury.session, candidate, criterion), level(given), "nothing is lost");
    }
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(1));
    jury.awa.imports(&jury.bruno.exports(jury.session, "settled.delib"));
    assert_eq!(jury.awa.look(jury.session, open_disputes), []);
    assert_eq!(jury.awa.fingerprint(jury.session), jury.bruno.fingerprint(jury.session));
    let fingerprint = jury.bruno.fingerprint(jury.session);
    jury.bruno = jury.bruno.restarted();
    assert_eq!(jury.bruno.fingerprint(jury.session), fingerprint);
    assert_eq!(jury.bruno.desk.check_store().unwrap().findings, []);
}

#[test]
fn a_store_copied_to_another_laptop_goes_on_in_a_log_of_its_own_and_everybody_ends_with_the_same_words() {
    let jury = Jury::of(1);
    let (candidate, criteria) = first_criteria(&jury);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    let copy = jury.bruno.copied_to_another(601);
    assert_eq!(told(&copy), Some(("store-copied", 0)));
    assert_eq!(told(&jury.bruno), None, "the first laptop has not moved");
    jury.bruno.marks(jury.session, candidate, &criteria[1], level(1));
    copy.marks(jury.session, candidate, &criteria[2], level(0));
    let files = [&jury.bruno, &copy].map(|laptop| laptop.exports(jury.session, "results.delib"));
    for file in &files {
        assert_eq!(jury.awa.imports(file).forks, 0);
    }
    assert_eq!(jury.awa.look(jury.session, open_disputes), []);
    assert_eq!(logs_of_bruno(&jury.awa, &jury), 2, "both epochs are kept");
    let from_awa = jury.awa.exports(jury.session, "from-awa.delib");
    for laptop in [&jury.bruno, &copy] {
        assert_eq!(laptop.imports(&from_awa).forks, 0);
        for (criterion, given) in criteria.iter().zip([2, 1, 0]) {
            assert_eq!(laptop.own_mark(jury.session, candidate, criterion), level(given));
        }
        assert_eq!(laptop.words(jury.session), jury.awa.words(jury.session));
    }
    assert_eq!(logs_of_bruno(&copy, &jury), 2, "nothing else was opened meanwhile");
}

#[test]
fn a_store_that_came_to_stay_is_told_of_once() {
    let jury = Jury::of(1);
    let copy = jury.bruno.copied_to_another(602);
    let noted = copy.desk.take_note().unwrap();
    assert_eq!(noted.notice, None);
    let copy = copy.restarted();
    assert_eq!(told(&copy), None, "it is where it was");
}

#[test]
fn a_whole_disk_put_back_takes_its_own_entries_in_again_and_writes_on_elsewhere_as_more_may_come() {
    let mut jury = Jury::of(1);
    let (candidate, criteria) = first_criteria(&jury);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(0));
    let yesterday = jury.bruno.imaged(603);
    jury.bruno.marks(jury.session, candidate, &criteria[1], level(2));
    jury.awa.imports(&jury.bruno.exports(jury.session, "noon.delib"));
    jury.bruno.marks(jury.session, candidate, &criteria[2], level(2));
    let evening = jury.bruno.exports(jury.session, "evening.delib");

    let today = std::mem::replace(&mut jury.bruno, yesterday);
    assert_eq!(told(&jury.bruno), None, "everything on the disk is of the same day");
    let from_awa = jury.awa.exports(jury.session, "from-awa.delib");
    let asked = jury.bruno.desk.import(&from_awa, app::tables::Mode::DryRun).unwrap();
    assert_eq!((asked.recovered, told(&jury.bruno)), (1, None), "a question ends nothing");
    let report = jury.bruno.imports(&from_awa);
    assert_eq!((report.recovered, report.forks), (1, 0), "{report:?}");
    assert_eq!(told(&jury.bruno), Some(("store-came-back", 0)));
    jury.bruno.marks(jury.session, candidate, &criteria[3], level(1));
    let report = jury.bruno.imports(&evening);
    assert_eq!(
        (report.recovered, report.forks),
        (1, 0),
        "what he wrote at noon is no fork of what he wrote in the evening"
    );
    assert_eq!(jury.bruno.imports(&evening).recovered, 0, "once");
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(1));
    for (criterion, given) in criteria.iter().zip([1, 2, 2, 1]) {
        assert_eq!(jury.bruno.own_mark(jury.session, candidate, criterion), level(given));
    }
    assert_eq!(logs_of_bruno(&jury.bruno, &jury), 2);
    let again = jury.bruno.exports(jury.session, "again.delib");
    assert_eq!(jury.awa.imports(&again).forks, 0);
    assert_eq!(jury.awa.look(jury.session, open_disputes), []);
    assert_eq!(jury.awa.fingerprint(jury.session), jury.bruno.fingerprint(jury.session));
    drop(today);
}

#[test]
fn a_backup_brought_back_begins_a_new_epoch_even_where_nothing_was_lost() {
    let mut jury = Jury::of(1);
    let (candidate, criteria) = first_criteria(&jury);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    let backup = jury.bruno.path("away.delibere");
    jury.bruno.desk.backup_store(&backup).unwrap();
    jury.bruno.desk.lock().unwrap();
    let proof = app::safekeeping::Proof::Passphrase(proof::PASSPHRASE);
    jury.bruno.desk.restore_store(&backup, proof).unwrap();
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), Some(("store-restored-whole", 0)));
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(1));
    assert_eq!(logs_of_bruno(&jury.bruno, &jury), 2);
    jury.bruno.desk.take_note().unwrap();
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), None);
    let closed = jury.bruno.desk.restore_store(&backup, app::safekeeping::Proof::Passphrase("not the right one"));
    assert!(closed.is_err());
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), None, "what was not brought back begins nothing");
}

#[test]
fn a_torn_witness_is_begun_again_and_ends_nothing() {
    let mut jury = Jury::of(1);
    let (candidate, criteria) = first_criteria(&jury);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    let witness = witness_of(&jury.bruno);
    let bytes = std::fs::read(&witness).unwrap();
    std::fs::write(&witness, &bytes[..bytes.len() - 40]).unwrap();
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), Some(("store-unwitnessed", 0)));
    jury.bruno.marks(jury.session, candidate, &criteria[1], level(2));
    assert_eq!(logs_of_bruno(&jury.bruno, &jury), 1);
    jury.bruno.desk.take_note().unwrap();
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), None, "it is whole again");
}

#[test]
fn without_its_witness_a_store_goes_on_and_without_its_installation_it_goes_on_in_a_new_epoch() {
    let mut jury = Jury::of(1);
    let (candidate, criteria) = first_criteria(&jury);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    std::fs::remove_file(witness_of(&jury.bruno)).unwrap();
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), None);
    jury.bruno.marks(jury.session, candidate, &criteria[1], level(2));
    assert_eq!(logs_of_bruno(&jury.bruno, &jury), 1);

    std::fs::remove_dir_all(jury.bruno.state_folder()).unwrap();
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), Some(("store-copied", 0)), "nothing tells it from a copy");
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(1));
    assert_eq!(logs_of_bruno(&jury.bruno, &jury), 2);
    assert_eq!(jury.bruno.look(jury.session, open_disputes), []);
    let report = jury.awa.imports(&jury.bruno.exports(jury.session, "results.delib"));
    assert_eq!((report.forks, report.pending), (0, 0));
    assert_eq!(jury.awa.look(jury.session, open_disputes), []);
}

#[test]
fn a_laptop_stopped_between_its_commit_and_its_witness_has_nothing_to_explain() {
    let mut jury = Jury::of(1);
    let (candidate, criteria) = first_criteria(&jury);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    let before = std::fs::read(witness_of(&jury.bruno)).unwrap();
    for (criterion, index) in criteria.iter().zip([0, 1, 2]) {
        jury.bruno.marks(jury.session, candidate, criterion, level(index));
    }
    // As if it had been killed after these commits and before it told the witness.
    std::fs::write(witness_of(&jury.bruno), before).unwrap();
    jury.bruno = jury.bruno.restarted();
    assert_eq!(told(&jury.bruno), None);
    jury.bruno.marks(jury.session, candidate, &criteria[3], level(1));
    assert_eq!(logs_of_bruno(&jury.bruno, &jury), 1);
}

#[test]
fn the_office_too_goes_on_in_a_new_epoch_and_its_earlier_facts_are_seen() {
    let mut jury = Jury::of(2);
    let details = |place: &str| {
        let mut details = proof::details();
        details.place = place.into();
        domain::command::Command::CorrectSession { details }
    };
    let yesterday = jury.office.store_kept_aside("yesterday");
    jury.office.does(jury.session, details("Salle A"));
    jury.office = jury.office.put_back(&yesterday);
    jury.office.does(jury.session, details("Salle B"));
    assert_eq!(jury.office.look(jury.session, open_disputes), []);
    jury.awa.imports(&jury.office.exports(jury.session, "office.delib"));
    assert_eq!(jury.awa.look(jury.session, open_disputes), []);
    jury.office.imports(&jury.awa.exports(jury.session, "awa.delib"));
    assert_eq!(jury.awa.fingerprint(jury.session), jury.office.fingerprint(jury.session));
    jury.awa.marks_everything(jury.session, jury.candidates[1], 2);
}

/// The witness of a laptop's store.
fn witness_of(laptop: &Laptop) -> std::path::PathBuf {
    let files = std::fs::read_dir(laptop.state_folder()).unwrap().map(|file| file.unwrap().path());
    let witness = files.filter(|file| file.extension().is_some_and(|it| it == "witness")).collect::<Vec<_>>();
    assert_eq!(witness.len(), 1, "{witness:?}");
    witness[0].clone()
}
