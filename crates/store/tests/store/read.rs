//! What is written reads back the same, in the same order everywhere.

use store::Batch;

use crate::support::{Desk, SESSION, awa, bruno, series};

#[test]
fn the_order_of_arrival_does_not_change_the_order_of_reading() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (mut first, mut second) = (desk.create(), other.create());
    let of = |log: &store::Log| Batch { logs: vec![log.clone()], entries: series(log, 5, "mark"), ..Batch::default() };
    first.write(&of(&awa())).unwrap();
    first.write(&of(&bruno())).unwrap();
    let mut backwards = of(&bruno());
    backwards.entries.reverse();
    second.write(&backwards).unwrap();
    second.write(&of(&awa())).unwrap();
    assert_eq!(first.entries(SESSION).unwrap(), second.entries(SESSION).unwrap());
    assert_eq!(first.logs(SESSION).unwrap(), second.logs(SESSION).unwrap());
}

#[test]
fn an_entry_reads_back_as_it_was_written() {
    let desk = Desk::new();
    let mut book = desk.create();
    let entries = series(&awa(), 3, "mark");
    book.write(&Batch { logs: vec![awa()], entries: entries.clone(), ..Batch::default() }).unwrap();
    let read = book.entries(SESSION).unwrap();
    assert!(read.iter().all(|stored| stored.hash == stored.entry.hash()));
    assert_eq!(read.into_iter().map(|stored| stored.entry).collect::<Vec<_>>(), entries);
    assert_eq!(book.logs(SESSION).unwrap(), [awa()]);
    assert_eq!(book.sessions().unwrap(), [SESSION]);
}

#[test]
fn the_devices_own_things_are_kept_by_name() {
    let desk = Desk::new();
    let mut book = desk.create();
    assert_eq!(book.local("language").unwrap(), None);
    book.set_local("language", b"fr").unwrap();
    book.set_local("language", b"en").unwrap();
    drop(book);
    assert_eq!(desk.open().local("language").unwrap().as_deref(), Some(&b"en"[..]));
}
