//! Long runs that came by file: kept packed, read as they came, taken apart before anything of them is touched.

use domain::log::{Entry, Head, Logged};
use store::{Batch, Written, pack};

use crate::support::{Desk, LEA, SESSION, about_lea, awa, head, lea_secret, no_projection, series};

fn logged(entries: &[Entry]) -> Vec<Logged> {
    entries.iter().cloned().map(Logged::from).collect()
}

/// What a file brings of Awa's log, packed.
fn file(entries: &[Entry]) -> Batch {
    let (packed, rest) = pack(logged(entries));
    assert_eq!(packed.len(), 1);
    Batch { logs: vec![awa()], packed, entries: rest, secrets: vec![lea_secret()], ..Batch::default() }
}

/// Nine thousand entries, one of which is about Léa.
fn many() -> Vec<Entry> {
    let mut entries = series(&awa(), 100, "mark");
    entries.push(about_lea(&awa(), entries.last(), "Léa Benali, born 2001-03-04"));
    for _ in 0..8_899 {
        let before = entries.last().cloned().unwrap();
        let (seq, prev) = (before.header.seq + 1, before.hash());
        let header = domain::log::Header { seq, prev, subject: None, ..before.header };
        entries.push(Entry::new(header, format!("mark {seq}").into_bytes(), None));
    }
    entries
}

fn rows(desk: &Desk, table: &str) -> i64 {
    desk.meddle().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn a_long_run_is_kept_packed_and_read_as_it_came() {
    let (desk, entries) = (Desk::new(), many());
    let mut book = desk.create();
    let heads: Vec<Head> = [&entries[500], &entries[8_999]].map(head).into();
    let written = book.write(&Batch { heads, ..file(&entries) }).unwrap();
    assert_eq!(written, Written { added: 9_000, ..Written::default() });
    assert_eq!(book.entries(SESSION).unwrap(), logged(&entries));
    let all: std::collections::BTreeSet<_> = entries.iter().map(Entry::hash).collect();
    assert_eq!(book.hashes_but(SESSION, 4).unwrap().into_iter().collect::<std::collections::BTreeSet<_>>(), all);
    assert_eq!(book.heads(SESSION).unwrap(), [head(&entries[8_999])]);
    let report = book.check(no_projection).unwrap();
    assert!(report.is_sound() && report.entries == 9_000, "{report:?}");
    assert_eq!(book.backup(&desk.path("copy.db")).unwrap().entries, 9_000);
    assert_eq!((rows(&desk, "segment"), rows(&desk, "entry")), (3, 1));
}

#[test]
fn an_entry_of_a_run_is_held_as_any_other_and_the_last_one_is_the_furthest() {
    let (desk, entries) = (Desk::new(), many());
    let mut book = desk.create();
    book.write(&file(&entries)).unwrap();
    let log = awa().id;
    for entry in [&entries[0], &entries[4_095], &entries[4_096], &entries[8_998], &entries[8_999]] {
        assert!(book.holds(log, entry.header.seq, entry.hash()).unwrap(), "{}", entry.header.seq);
        assert!(!book.holds(log, entry.header.seq, entries[7].hash()).unwrap());
    }
    assert!(!book.holds(log, 9_001, entries[8_999].hash()).unwrap());
    assert_eq!(book.furthest(log).unwrap(), Some((9_000, entries[8_999].hash())));
}

#[test]
fn what_is_known_is_not_written_again_and_what_follows_is_added() {
    let (desk, entries) = (Desk::new(), many());
    let mut book = desk.create();
    book.write(&file(&entries[..5_000])).unwrap();
    let again = book.write(&file(&entries)).unwrap();
    assert_eq!((again.added, again.known, again.forks), (4_000, 5_000, 0));
    let (packed, rest) = pack(logged(&entries[..200]));
    let again = book.write(&Batch { packed, entries: rest, ..Batch::default() }).unwrap();
    assert_eq!((again.added, again.known), (0, 200));
    assert_eq!(book.entries(SESSION).unwrap(), logged(&entries));
}

#[test]
fn a_person_is_erased_out_of_a_run() {
    let (desk, entries) = (Desk::new(), many());
    let mut book = desk.create();
    book.write(&file(&entries)).unwrap();
    assert_eq!(book.erase_payloads(SESSION, LEA).unwrap(), 1);
    let kept = book.entries(SESSION).unwrap();
    assert_eq!(kept.iter().filter(|logged| logged.entry.payload.is_none()).count(), 1);
    assert!(kept.iter().map(|logged| logged.hash).eq(entries.iter().map(Entry::hash)));
    assert!(book.check(no_projection).unwrap().is_sound());
    // Only the segment she was in.
    assert_eq!(rows(&desk, "segment"), 2);
}

#[test]
fn a_run_that_forks_is_taken_apart_and_both_branches_are_kept() {
    let (desk, entries) = (Desk::new(), many());
    let mut book = desk.create();
    book.write(&file(&entries)).unwrap();
    let branch = series(&awa(), 2, "another mark");
    let heads = vec![head(&branch[1])];
    let written = book.write(&Batch { entries: branch, heads, ..Batch::default() }).unwrap();
    assert_eq!((written.added, written.forks), (2, 2));
    let report = book.check(no_projection).unwrap();
    assert!(report.is_sound() && report.entries == 9_002 && report.forks == 2, "{report:?}");
    assert_eq!((rows(&desk, "segment"), rows(&desk, "entry")), (0, 9_002));
}

#[test]
fn a_payload_kept_back_from_a_run_comes_with_a_later_file() {
    let (desk, entries) = (Desk::new(), many());
    let mut book = desk.create();
    let mut without = entries.clone();
    without[100].payload = None;
    book.write(&file(&without)).unwrap();
    assert_eq!(book.entries(SESSION).unwrap(), logged(&without));
    let arrived = Batch { entries: vec![entries[100].clone()], ..Batch::default() };
    assert_eq!(book.write(&arrived).unwrap().known, 1);
    assert_eq!(book.entries(SESSION).unwrap(), logged(&entries));
}

#[test]
fn nobody_changes_or_loses_a_segment_by_hand() {
    let (desk, entries) = (Desk::new(), many());
    desk.create().write(&file(&entries)).unwrap();
    for sql in [
        "DELETE FROM segment",
        "DELETE FROM segment WHERE seq = 1",
        "UPDATE segment SET packed = x'00'",
        "PRAGMA recursive_triggers = ON; REPLACE INTO segment SELECT * FROM segment",
    ] {
        assert!(desk.meddle().execute_batch(sql).is_err(), "{sql}");
    }
    assert!(desk.open().check(no_projection).unwrap().is_sound());
}

#[test]
fn a_segment_that_is_not_what_it_was_is_found() {
    let (desk, entries) = (Desk::new(), many());
    desk.create().write(&file(&entries)).unwrap();
    let meddler = desk.meddle();
    let trigger: String = meddler
        .query_row("SELECT sql FROM sqlite_schema WHERE name = 'segment_is_never_changed'", [], |row| row.get(0))
        .unwrap();
    let change = "UPDATE segment SET hash = zeroblob(32) WHERE seq = 1";
    meddler.execute_batch(&format!("DROP TRIGGER segment_is_never_changed; {change}; {trigger}")).unwrap();
    drop(meddler);
    let book = desk.open();
    assert!(!book.check(no_projection).unwrap().is_sound());
    assert!(book.entries(SESSION).is_err());
}
