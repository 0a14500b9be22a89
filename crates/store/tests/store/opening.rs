//! What opens, what is refused, and that what is refused keeps every byte.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use store::{Book, Failure, Key};

use crate::support::{Desk, SESSION, awa_writes, key};

/// Opens the desk's store, expects a refusal, and that the file did not change.
fn refusal(desk: &Desk) -> Failure {
    let before = fs::read(desk.store()).unwrap();
    let failure = Book::open(&desk.store(), &key(), "Awa").unwrap_err();
    assert_eq!(fs::read(desk.store()).unwrap(), before, "{failure}");
    failure
}

#[test]
fn a_store_opens_again_with_what_was_written() {
    let desk = Desk::with_entries(3);
    assert_eq!(desk.open().entries(SESSION).unwrap().len(), 3);
}

#[test]
fn a_missing_store_is_refused_and_not_created() {
    let desk = Desk::new();
    assert!(matches!(Book::open(&desk.store(), &key(), "Awa"), Err(Failure::Missing)));
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_store_is_not_created_over_a_file() {
    let desk = Desk::new();
    fs::write(desk.store(), "").unwrap();
    assert!(matches!(Book::create(&desk.store(), &key(), "Awa"), Err(Failure::AlreadyThere)));
    fs::rename(desk.store(), desk.path("delibere.db-wal")).unwrap();
    assert!(matches!(Book::create(&desk.store(), &key(), "Awa"), Err(Failure::AlreadyThere)));
}

#[test]
fn a_store_whose_making_was_cut_short_is_made_again() {
    let desk = Desk::new();
    fs::write(desk.path("delibere.db.new"), "half a st").unwrap();
    drop(desk.create());
    assert!(!desk.path("delibere.db.new").exists());
    desk.open();
}

#[test]
fn an_empty_file_is_refused_untouched() {
    let desk = Desk::new();
    fs::write(desk.store(), "").unwrap();
    assert!(matches!(refusal(&desk), Failure::Empty));
}

#[test]
fn a_file_of_another_program_is_refused_untouched() {
    let desk = Desk::new();
    Connection::open(desk.store()).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    assert!(matches!(refusal(&desk), Failure::Foreign));

    let desk = Desk::new();
    desk.meddle().execute_batch("PRAGMA application_id = 1; CREATE TABLE theirs (x)").unwrap();
    assert!(matches!(refusal(&desk), Failure::Foreign));

    let desk = Desk::new();
    fs::create_dir(desk.store()).unwrap();
    assert!(matches!(Book::open(&desk.store(), &key(), "Awa"), Err(Failure::Foreign)));
}

#[test]
fn a_text_and_a_few_bytes_are_refused_untouched() {
    for content in [&b"x"[..], b"%PDF-1.7", &[0x5a; 8192], &[0; 4096]] {
        let desk = Desk::new();
        fs::write(desk.store(), content).unwrap();
        let failure = refusal(&desk);
        assert!(matches!(failure, Failure::Unreadable | Failure::Foreign), "{} bytes: {failure}", content.len());
    }
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let desk = Desk::with_entries(3);
    desk.meddle().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(refusal(&desk), Failure::Newer { found: 99, known: 2 }));
}

#[test]
fn a_newer_file_keeps_its_journal_too() {
    let desk = Desk::with_entries(3);
    let newer = desk.meddle();
    newer.execute_batch("PRAGMA journal_mode = WAL; PRAGMA user_version = 99").unwrap();
    let copy = copy_of_an_open_store(&desk);
    let journal = copy.path("delibere.db-wal");
    let before = fs::read(&journal).unwrap();
    assert!(matches!(refusal(&copy), Failure::Newer { found: 99, .. }));
    assert_eq!(fs::read(&journal).unwrap(), before);
}

#[test]
fn another_key_does_not_open_the_store() {
    let desk = Desk::with_entries(3);
    let failure = Book::open(&desk.store(), &Key::new([1; 32]), "Awa").unwrap_err();
    assert!(matches!(failure, Failure::Unreadable), "{failure}");
    assert_eq!(desk.open().entries(SESSION).unwrap().len(), 3);
}

#[test]
fn a_store_whose_guards_were_removed_is_refused_untouched() {
    let desk = Desk::with_entries(3);
    desk.meddle().execute_batch("DROP TRIGGER entry_is_never_removed").unwrap();
    assert!(matches!(refusal(&desk), Failure::OtherSchema));
}

#[test]
fn a_bit_that_flips_anywhere_is_noticed() {
    let desk = Desk::with_entries(200);
    let sound = fs::read(desk.store()).unwrap();
    for place in (0..sound.len()).step_by(sound.len() / 61) {
        let mut flipped = sound.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(desk.store(), flipped).unwrap();
        let failure = refusal(&desk);
        assert!(failure.is_damage(), "byte {place}: {failure}");
    }
    fs::write(desk.store(), sound).unwrap();
    assert_eq!(desk.open().entries(SESSION).unwrap().len(), 200);
}

#[test]
fn a_store_cut_short_is_refused_untouched() {
    let desk = Desk::with_entries(200);
    let sound = fs::read(desk.store()).unwrap();
    for length in [1, 100, 4096, 8192, sound.len() / 2, sound.len() - 4096, sound.len() - 1] {
        fs::write(desk.store(), &sound[..length]).unwrap();
        let failure = refusal(&desk);
        assert!(failure.is_damage(), "{length} bytes: {failure}");
    }
}

#[test]
fn the_second_to_open_is_told_who_has_it() {
    let desk = Desk::new();
    let first = desk.create();
    let Err(Failure::AlreadyOpen { writer }) = Book::open(&desk.store(), &key(), "Bruno") else {
        panic!("two writers");
    };
    assert_eq!(writer, "Awa, process 1");
    drop(first);
    desk.open();
}

#[test]
fn a_journal_left_by_a_program_that_was_killed_is_taken_back() {
    let desk = Desk::new();
    let mut book = desk.create();
    book.write(&awa_writes(5)).unwrap();
    let copy = copy_of_an_open_store(&desk);
    assert!(fs::metadata(copy.path("delibere.db-wal")).unwrap().len() > 0);
    assert_eq!(copy.open().entries(SESSION).unwrap().len(), 5);
}

/// The files of a store that is open, as a kill would leave them.
pub(crate) fn copy_of_an_open_store(desk: &Desk) -> Desk {
    let copy = Desk::new();
    for name in ["delibere.db", "delibere.db-wal"] {
        fs::copy(desk.path(name), copy.path(name)).unwrap();
    }
    copy
}

#[test]
fn nothing_of_what_is_written_can_be_read_without_the_key() {
    let desk = Desk::new();
    let mut book = desk.create();
    book.write(&awa_writes(50)).unwrap();
    let holds = |path: &Path| fs::read(path).unwrap().windows(5).any(|bytes| bytes == b"mark ");
    assert!(!holds(&desk.path("delibere.db-wal")));
    drop(book);
    assert!(!holds(&desk.store()));
}
