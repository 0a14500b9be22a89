//! What a check finds after somebody with the key meddled with the file.

use store::{Batch, Finding, Report};

use crate::support::{Desk, SESSION, about_lea, awa, lea_secret, no_projection, series};

/// What is found after `sql` was run behind the store's back, its guards put back afterwards.
fn found_after(sql: &str) -> Report {
    let desk = Desk::new();
    let mut entries = series(&awa(), 4, "mark");
    entries.push(about_lea(&awa(), entries.last(), "Léa"));
    let batch = Batch { logs: vec![awa()], entries, secrets: vec![lea_secret()], ..Batch::default() };
    desk.create().write(&batch).unwrap();
    let meddler = desk.meddle();
    let guards = "SELECT group_concat(sql, ';') FROM sqlite_schema WHERE name LIKE 'entry_is%'";
    let guards: String = meddler.query_row(guards, [], |row| row.get(0)).unwrap();
    let off = "PRAGMA foreign_keys = OFF; DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_removed;";
    meddler.execute_batch(&format!("{off} {sql}; {guards}")).unwrap();
    drop(meddler);
    desk.open().check(no_projection).unwrap()
}

#[test]
fn a_sound_store_has_nothing_to_report() {
    let report = found_after("SELECT 1");
    assert!(report.is_sound(), "{report:?}");
    assert_eq!((report.sessions, report.logs, report.entries, report.erased), (1, 1, 5, 0));
}

#[test]
fn a_changed_payload_is_found() {
    let log = awa().id;
    assert_eq!(found_after("UPDATE entry SET payload = x'00' WHERE seq = 2").findings, [Finding::Payload(log, 2)]);
    assert_eq!(found_after("UPDATE entry SET payload = x'00' WHERE seq = 5").findings, [Finding::Payload(log, 5)]);
}

#[test]
fn a_changed_leaf_is_found() {
    let found = found_after("UPDATE entry SET leaf = zeroblob(32) WHERE seq = 2").findings;
    assert_eq!(found, [Finding::Hash(awa().id, 2)]);
}

#[test]
fn a_changed_header_is_found() {
    let found = found_after("UPDATE entry SET header = zeroblob(97) WHERE seq = 2");
    assert_eq!(found.findings, [Finding::Header(awa().id, 2)]);
}

#[test]
fn a_removed_entry_is_found() {
    assert_eq!(found_after("DELETE FROM entry WHERE seq = 2").findings, [Finding::Gap(awa().id, 3)]);
    assert_eq!(found_after("DELETE FROM entry WHERE seq = 1").findings, [Finding::Gap(awa().id, 2)]);
}

#[test]
fn a_lost_secret_is_found() {
    assert_eq!(found_after("DELETE FROM subject_secret").findings, [Finding::Payload(awa().id, 5)]);
}

#[test]
fn a_log_given_to_somebody_else_is_found() {
    let sql = "DROP TRIGGER log_is_never_changed; UPDATE log SET person = zeroblob(16);
        CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END";
    assert_eq!(found_after(sql).findings, [Finding::ForgedLog(awa().id)]);
}

#[test]
fn a_check_of_an_open_store_sees_what_was_just_written() {
    let desk = Desk::with_entries(3);
    let mut book = desk.open();
    book.set_local("noise", &[7; 100_000]).unwrap();
    let report = book.check(no_projection).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.entries, book.entries(SESSION).unwrap().len());
}
