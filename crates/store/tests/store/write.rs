//! The write door: all or nothing, once, and never over what is there.

use domain::id::{Digest, LogId, SubjectSecret};
use domain::time::Timestamp;
use store::{Batch, Blob, BundleReport, Failure, Log, Secret, Written};

use crate::support::{Desk, SESSION, about_lea, awa, awa_writes, bruno, head, lea_secret, no_projection, series};

#[test]
fn what_comes_twice_is_written_once() {
    let desk = Desk::new();
    let mut book = desk.create();
    assert_eq!(book.write(&awa_writes(4)).unwrap(), Written { added: 4, ..Written::default() });
    assert_eq!(book.write(&awa_writes(6)).unwrap(), Written { added: 2, known: 4, ..Written::default() });
    assert_eq!(book.entries(SESSION).unwrap().len(), 6);
}

#[test]
fn the_two_branches_of_a_cloned_laptop_are_both_kept() {
    let desk = Desk::new();
    let mut book = desk.create();
    book.write(&awa_writes(2)).unwrap();
    let clone = Batch { entries: series(&awa(), 2, "another mark"), ..Batch::default() };
    assert_eq!(book.write(&clone).unwrap(), Written { added: 2, forks: 2, ..Written::default() });
    assert_eq!(book.entries(SESSION).unwrap().len(), 4);
    assert_eq!(book.forks(SESSION).unwrap(), [(awa().id, 1), (awa().id, 2)]);
    let report = book.check(no_projection).unwrap();
    assert!(report.is_sound() && report.forks == 2, "{report:?}");
}

#[test]
fn an_entry_of_an_unknown_log_leaves_nothing_of_its_batch() {
    let desk = Desk::new();
    let mut book = desk.create();
    let entries = [series(&awa(), 2, "mark"), series(&bruno(), 2, "mark")].concat();
    let batch = Batch { logs: vec![awa()], entries, ..Batch::default() };
    assert!(matches!(book.write(&batch), Err(Failure::UnknownLog(log)) if log == bruno().id));
    assert_eq!(book.sessions().unwrap(), []);
    assert_eq!(book.write(&awa_writes(2)).unwrap().added, 2);
}

#[test]
fn a_log_under_a_borrowed_id_is_refused() {
    let desk = Desk::new();
    let forged = Log { id: LogId([1; 32]), ..awa() };
    let refused = desk.create().write(&Batch { logs: vec![forged], ..Batch::default() });
    assert!(matches!(refused, Err(Failure::ForgedLog(_))));
}

#[test]
fn the_last_head_covers_the_others_unless_the_series_forks() {
    let desk = Desk::new();
    let mut book = desk.create();
    let entries = series(&awa(), 3, "mark");
    let heads = entries.iter().map(head).collect();
    book.write(&Batch { heads, ..awa_writes(3) }).unwrap();
    assert_eq!(book.heads(SESSION).unwrap(), [head(&entries[2])]);
    let branch = series(&awa(), 2, "another mark");
    let heads = vec![head(&branch[1])];
    book.write(&Batch { entries: branch.clone(), heads, ..Batch::default() }).unwrap();
    assert_eq!(book.heads(SESSION).unwrap(), [head(&branch[1]), head(&entries[2])]);
}

#[test]
fn a_head_without_its_entry_is_refused() {
    let desk = Desk::new();
    let mut book = desk.create();
    let beyond = series(&awa(), 3, "mark");
    let batch = Batch { heads: vec![head(&beyond[2])], ..awa_writes(2) };
    assert!(matches!(book.write(&batch), Err(Failure::Sql { .. })));
    assert_eq!(book.sessions().unwrap(), []);
}

#[test]
fn another_secret_for_the_same_person_is_refused() {
    let desk = Desk::new();
    let mut book = desk.create();
    let entries = vec![about_lea(&awa(), None, "Léa")];
    book.write(&Batch { logs: vec![awa()], entries, secrets: vec![lea_secret()], ..Batch::default() }).unwrap();
    let other = Secret { secret: SubjectSecret([1; 32]), ..lea_secret() };
    let refused = book.write(&Batch { secrets: vec![other], ..Batch::default() });
    assert!(matches!(refused, Err(Failure::OtherSecret)));
    assert_eq!(book.secrets(SESSION).unwrap(), [lea_secret()]);
}

#[test]
fn the_report_of_an_import_is_kept_as_it_was_first_shown() {
    let desk = Desk::new();
    let mut book = desk.create();
    let report = |at, summary: &str| BundleReport {
        digest: Digest([5; 32]),
        session: SESSION,
        imported_at: Timestamp(at),
        summary: summary.to_owned(),
    };
    let mut import = |at, summary| book.write(&Batch { bundle: Some(report(at, summary)), ..Batch::default() });
    assert!(!import(1, "{\"new\":3}").unwrap().bundle_known);
    assert!(import(2, "{\"new\":0}").unwrap().bundle_known);
    assert!(import(3, "no JSON").is_err());
    assert_eq!(book.bundles(SESSION).unwrap(), [report(1, "{\"new\":3}")]);
}

#[test]
fn a_document_too_large_is_refused_before_it_is_written() {
    let desk = Desk::new();
    let mut book = desk.create();
    let document =
        |bytes| Blob { digest: Digest([1; 32]), session: SESSION, media: "application/pdf".to_owned(), bytes };
    let large = Batch { blobs: vec![document(vec![0; (50 << 20) + 1])], ..Batch::default() };
    assert!(matches!(book.write(&large), Err(Failure::TooLarge(_))));
    let largest = document(vec![7; 50 << 20]);
    book.write(&Batch { blobs: vec![largest.clone()], ..Batch::default() }).unwrap();
    assert_eq!(book.blob(SESSION, Digest([1; 32])).unwrap(), Some(largest));
    assert_eq!(book.blobs(SESSION).unwrap(), [(Digest([1; 32]), "application/pdf".to_owned())]);
}

#[test]
fn nobody_changes_or_removes_an_entry_by_hand() {
    let desk = Desk::with_entries(3);
    let meddler = desk.meddle();
    meddler.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    for sql in [
        "UPDATE entry SET payload = x'00'",
        "UPDATE entry SET payload = NULL",
        "UPDATE entry SET seq = seq + 10",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT log_no, seq, hash, header, leaf, x'00' FROM entry",
        "UPDATE log SET opened = 0",
        "DELETE FROM log",
    ] {
        assert!(meddler.execute_batch(sql).is_err(), "{sql}");
    }
    drop(meddler);
    assert!(desk.open().check(no_projection).unwrap().is_sound());
}

#[test]
fn a_payload_that_was_kept_from_this_laptop_comes_with_a_later_file() {
    let desk = Desk::new();
    let mut book = desk.create();
    let whole = series(&awa(), 2, "civil status");
    let withheld = whole.iter().cloned().map(|entry| domain::log::Entry { payload: None, ..entry }).collect();
    book.write(&Batch { logs: vec![awa()], entries: withheld, ..Batch::default() }).unwrap();
    let written = book.write(&Batch { entries: whole.clone(), ..Batch::default() }).unwrap();
    assert_eq!((written.added, written.known), (0, 2));
    let kept: Vec<_> = book.entries(SESSION).unwrap().into_iter().map(|logged| logged.entry).collect();
    assert_eq!(kept, whole);
    assert!(book.check(no_projection).unwrap().is_sound());
}
