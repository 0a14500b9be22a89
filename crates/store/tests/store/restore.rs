//! Bringing a copy back: verified first, the present store set aside, no journal mixed in.

use std::fs;

use domain::time::Timestamp;
use store::{Book, Failure, Key, restore, set_aside};

use crate::opening::copy_of_an_open_store;
use crate::support::{Desk, SESSION, awa_writes, key, no_projection};

const NOW: Timestamp = Timestamp(1_787_308_927_000);
const ASIDE: &str = "delibere.db.aside-20260821T104207.000Z";

#[test]
fn a_restored_store_is_the_copy_and_the_present_one_is_kept() {
    let desk = Desk::with_entries(2);
    let mut book = desk.open();
    book.backup(&desk.path("copy.db")).unwrap();
    book.write(&awa_writes(5)).unwrap();
    drop(book);
    let aside = restore(&desk.path("copy.db"), &desk.store(), &key(), NOW, "Awa").unwrap();
    assert_eq!(aside.path, Some(desk.path(ASIDE)));
    assert_eq!(desk.open().entries(SESSION).unwrap().len(), 2);
    let kept = Book::open(&desk.path(ASIDE), &key(), "Awa").unwrap();
    assert_eq!(kept.entries(SESSION).unwrap().len(), 5);
}

#[test]
fn a_journal_of_the_store_set_aside_is_not_mixed_into_the_copy() {
    let desk = Desk::with_entries(2);
    let mut book = desk.open();
    book.backup(&desk.path("copy.db")).unwrap();
    book.write(&awa_writes(9)).unwrap();
    let killed = copy_of_an_open_store(&desk);
    assert!(fs::metadata(killed.path("delibere.db-wal")).unwrap().len() > 0);
    restore(&desk.path("copy.db"), &killed.store(), &key(), NOW, "Awa").unwrap();
    let restored = killed.open();
    assert_eq!(restored.entries(SESSION).unwrap().len(), 2);
    assert!(restored.check(no_projection).unwrap().is_sound());
    let kept = Book::open(&killed.path(ASIDE), &key(), "Awa").unwrap();
    assert_eq!(kept.entries(SESSION).unwrap().len(), 9);
}

#[test]
fn a_bad_copy_is_refused_and_the_store_is_not_touched() {
    let desk = Desk::with_entries(2);
    let before = fs::read(desk.store()).unwrap();
    let copied = desk.open().backup(&desk.path("copy.db")).unwrap();
    let mut bytes = fs::read(&copied.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(desk.path("flipped.db"), &bytes).unwrap();
    fs::write(desk.path("plain.db"), b"SQLite format 3\0 and more").unwrap();
    for (from, with) in [("flipped.db", key()), ("plain.db", key()), ("copy.db", Key::new([1; 32])), ("none.db", key())]
    {
        let refused = restore(&desk.path(from), &desk.store(), &with, NOW, "Awa");
        assert!(refused.is_err(), "{from}");
        assert_eq!(fs::read(desk.store()).unwrap(), before, "{from}");
    }
    assert!(!desk.path(ASIDE).exists());
}

#[test]
fn an_open_store_is_not_replaced() {
    let desk = Desk::with_entries(2);
    let book = desk.open();
    book.backup(&desk.path("copy.db")).unwrap();
    let refused = restore(&desk.path("copy.db"), &desk.store(), &key(), NOW, "Bruno");
    assert!(matches!(refused, Err(Failure::AlreadyOpen { .. })));
}

#[test]
fn a_damaged_store_is_set_aside_and_never_deleted() {
    let desk = Desk::with_entries(2);
    let mut bytes = fs::read(desk.store()).unwrap();
    bytes[100] ^= 1;
    fs::write(desk.store(), &bytes).unwrap();
    set_aside(&desk.store(), NOW, "Awa").unwrap();
    assert_eq!(fs::read(desk.path(ASIDE)).unwrap(), bytes);
    drop(desk.create());
    assert!(matches!(set_aside(&desk.store(), NOW, "Awa"), Err(Failure::AlreadyThere)));
    assert_eq!(fs::read(desk.path(ASIDE)).unwrap(), bytes);
}
