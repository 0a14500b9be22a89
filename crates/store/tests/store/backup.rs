//! Copies: whole, read back, encrypted, and rotated.

use std::fs;

use domain::time::Timestamp;
use store::{Book, Failure, Keep, Key};

use crate::support::{Desk, SESSION, awa_writes, key, no_projection};

#[test]
fn a_copy_holds_what_the_open_store_holds() {
    let desk = Desk::new();
    let mut book = desk.create();
    book.write(&awa_writes(20)).unwrap();
    let copied = book.backup(&desk.path("copies/one.db")).unwrap();
    assert_eq!(copied.entries, 20);
    let copy = Book::open(&copied.path, &key(), "Bruno").unwrap();
    assert_eq!(copy.entries(SESSION).unwrap(), book.entries(SESSION).unwrap());
    assert!(copy.check(no_projection).unwrap().is_sound());
    assert!(matches!(
        Book::open(&desk.path("copies/one.db"), &Key::new([1; 32]), ""),
        Err(Failure::AlreadyOpen { .. })
    ));
}

#[test]
fn a_copy_that_could_not_be_made_leaves_the_one_before() {
    let desk = Desk::with_entries(2);
    let book = desk.open();
    let to = desk.path("copy.db");
    book.backup(&to).unwrap();
    let before = fs::read(&to).unwrap();
    fs::create_dir(desk.path("copy.db.part")).unwrap();
    assert!(book.backup(&to).is_err());
    assert_eq!(fs::read(&to).unwrap(), before);
}

#[test]
fn a_rotating_set_keeps_the_newest_and_touches_no_other_file() {
    let desk = Desk::with_entries(2);
    let book = desk.open();
    let folder = desk.path("copies");
    let keep = Keep { newest: 2, days: 1 };
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("delibere-notes.db"), "mine").unwrap();
    for second in 1..=4 {
        book.rotate(&folder, Timestamp(1_787_308_927_000 + second * 1000), keep).unwrap();
    }
    let mut names: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let kept = ["delibere-20260821T104210.000Z.db", "delibere-20260821T104211.000Z.db", "delibere-notes.db"];
    assert_eq!(names, kept);
}
