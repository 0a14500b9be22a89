//! Opening a store: who may, how long they wait after a slip, and what is refused untouched.

use std::collections::BTreeMap;
use std::path::Path;

use app::Failure;
use app::open::StoreState;
use domain::time::Timestamp;
use proof::{Jury, Laptop, MORNING, PASSPHRASE};

const MINUTES: i64 = 60_000;

fn wait_after(outcome: Result<app::open::StoreStatus, Failure>) -> u64 {
    match outcome {
        Err(Failure::WrongPassphrase { retry_after }) => retry_after,
        other => panic!("{other:?}"),
    }
}

/// Every file of a folder, to the byte, but the two that say who holds the store.
fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().flatten().filter(|file| file.path().is_file());
    let named = files.map(|file| (file.file_name().to_string_lossy().into_owned(), file.path()));
    let kept = named.filter(|(name, _)| ![".lock", ".writer", ".tries"].iter().any(|end| name.ends_with(end)));
    kept.map(|(name, path)| (name, std::fs::read(path).unwrap())).collect()
}

#[test]
fn wrong_passphrases_wait_longer_and_longer_and_starting_again_does_not_help() {
    let awa = Laptop::new("Awa", 81);
    awa.desk.lock().unwrap();
    let waits: Vec<u64> = (1..=5)
        .map(|slip| {
            awa.clock.advance_to(Timestamp(MORNING.0 + slip * 10 * MINUTES));
            wait_after(awa.desk.unlock("une autre phrase tapée"))
        })
        .collect();
    assert!(waits.is_sorted() && waits[4] >= 8_000, "{waits:?}");
    assert!(wait_after(awa.desk.unlock(PASSPHRASE)) > 0, "even the right one waits");

    let again = awa.second_desk();
    assert!(again.status().unwrap().retry_after_ms > 0);
    assert!(wait_after(again.unlock(PASSPHRASE)) > 0);
    awa.clock.advance_to(Timestamp(MORNING.0 + 100 * MINUTES));
    assert_eq!(again.unlock(PASSPHRASE).unwrap().store, StoreState::Open);
    again.lock().unwrap();
    assert_eq!(again.status().unwrap().retry_after_ms, 0, "a right one forgets the slips");
}

#[test]
fn the_recovery_key_opens_a_store_whose_passphrase_was_forgotten() {
    let awa = Laptop::without_store("Awa", 82);
    assert_eq!(awa.desk.status().unwrap().store, StoreState::Absent);
    let created = awa.desk.create_store("Awa", PASSPHRASE).unwrap();
    awa.desk.lock().unwrap();
    let typed = created.recovery_key.to_lowercase().replace('-', " ");
    assert_eq!(awa.desk.recover(&typed, "une phrase toute neuve").unwrap().name.as_deref(), Some("Awa"));
    awa.desk.lock().unwrap();
    let mistyped = Laptop::code(awa.desk.recover("7Q3KD-7Q3KD", "une phrase toute neuve"));
    assert_eq!(mistyped, "recovery-key-mistyped");
}

#[test]
fn a_weak_passphrase_makes_no_store() {
    let awa = Laptop::without_store("Awa", 83);
    for weak in ["", "court", "aaaaaaaaaaaaaaaa"] {
        assert!(awa.desk.create_store("Awa", weak).is_err(), "{weak}");
        assert_eq!(awa.desk.status().unwrap().store, StoreState::Absent);
    }
}

#[test]
fn a_second_program_on_the_same_store_says_which_one_runs() {
    let awa = Laptop::new("Awa", 84);
    let refused = awa.second_desk().unlock(PASSPHRASE).unwrap_err();
    assert_eq!(refused.code(), "store-already-open");
    let (_, writer) = refused.args().into_iter().find(|(name, _)| *name == "writer").unwrap();
    assert!(writer.contains(&std::process::id().to_string()), "{writer}");
    assert!(awa.desk.sessions().is_ok(), "the first goes on");
}

#[test]
fn a_store_is_never_made_over_another() {
    let awa = Laptop::new("Awa", 85);
    awa.desk.lock().unwrap();
    let before = bytes_of(&awa.store_folder());
    assert!(awa.second_desk().create_store("Bruno", PASSPHRASE).is_err());
    assert_eq!(bytes_of(&awa.store_folder()), before);
}

#[test]
fn a_damaged_foreign_or_empty_store_is_refused_and_left_as_it_was() {
    let awa = Jury::of(1).awa;
    awa.desk.lock().unwrap();
    let path = awa.desk.places().store().to_owned();
    let whole = std::fs::read(&path).unwrap();
    let mut first_page = whole.clone();
    first_page[100] ^= 1;
    let mut later_page = whole.clone();
    let middle = later_page.len() / 2;
    later_page[middle] ^= 1;
    let cases = [
        (first_page, "store-unreadable"),
        (later_page, "store-damaged"),
        (b"SQLite format 3\0and then some".to_vec(), "store-foreign"),
        (Vec::new(), "store-empty"),
    ];
    for (bytes, code) in cases {
        std::fs::write(&path, bytes).unwrap();
        let before = bytes_of(&awa.store_folder());
        assert_eq!(Laptop::code(awa.second_desk().unlock(PASSPHRASE)), code);
        let after = bytes_of(&awa.store_folder());
        let changed = before.iter().filter(|(name, bytes)| after.get(*name) != Some(*bytes)).map(|(name, _)| name);
        assert_eq!(changed.collect::<Vec<_>>(), [""; 0], "{code}");
    }
    std::fs::write(&path, whole).unwrap();
    assert_eq!(awa.desk.unlock(PASSPHRASE).unwrap().store, StoreState::Open);
}

#[test]
fn keys_that_are_missing_newer_or_unreadable_are_told_and_nothing_is_made_in_their_place() {
    let awa = Laptop::new("Awa", 86);
    awa.desk.lock().unwrap();
    let keys = awa.desk.places().keys();
    let text = std::fs::read_to_string(&keys).unwrap();
    std::fs::write(&keys, text.replacen("\"version\": 1", "\"version\": 2", 1)).unwrap();
    assert_eq!(Laptop::code(awa.desk.unlock(PASSPHRASE)), "keys-newer");
    std::fs::write(&keys, "{").unwrap();
    assert_eq!(Laptop::code(awa.desk.unlock(PASSPHRASE)), "keys-unreadable");
    std::fs::remove_file(&keys).unwrap();
    assert_eq!(awa.desk.status().unwrap().store, StoreState::Locked);
    assert_eq!(Laptop::code(awa.desk.unlock(PASSPHRASE)), "keys-missing");
    assert!(!keys.exists());
    std::fs::write(&keys, text).unwrap();
    awa.desk.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_locked_desk_shows_and_writes_nothing() {
    let jury = Jury::of(1);
    jury.awa.desk.lock().unwrap();
    assert_eq!(Laptop::code(jury.awa.desk.sessions()), "locked");
    assert_eq!(Laptop::code(jury.awa.desk.grid(jury.session)), "locked");
    let seal = domain::command::Command::SealSheet { candidate: jury.candidates[0] };
    assert_eq!(Laptop::code(jury.awa.desk.execute(jury.session, None, &seal)), "locked");
}
