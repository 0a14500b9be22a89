//! Erasing a person leaves the chain whole and does not come undone.

use domain::id::CandidateId;
use store::{Batch, Failure, People, PersonRow};

use crate::support::{Desk, LEA, SESSION, about_lea, awa, lea_secret, no_projection, series};

fn desk_with_lea() -> (Desk, Batch) {
    let desk = Desk::new();
    let before = series(&awa(), 1, "mark");
    let of_lea = about_lea(&awa(), before.last(), "Léa Benali, born 2001-03-04");
    let entries = vec![before[0].clone(), of_lea];
    let card = "{\"name\":\"Léa Benali\"}".to_owned();
    let (number, folded) = ("14".to_owned(), "lea benali".to_owned());
    let row = PersonRow { session: SESSION, candidate: CandidateId(LEA), number, folded, card };
    let people = People::Changed(vec![row]);
    let batch = Batch { logs: vec![awa()], entries, secrets: vec![lea_secret()], people, ..Batch::default() };
    desk.create().write(&batch).unwrap();
    (desk, batch)
}

#[test]
fn an_erased_person_leaves_the_chain_whole() {
    let (desk, _) = desk_with_lea();
    let mut book = desk.open();
    assert_eq!(book.erase_payloads(SESSION, LEA).unwrap(), 1);
    let entries = book.entries(SESSION).unwrap();
    assert_eq!(entries.iter().filter(|stored| stored.entry.payload.is_none()).count(), 1);
    assert_eq!(book.secrets(SESSION).unwrap(), []);
    assert_eq!(book.search(None, "lea").unwrap(), []);
    assert_eq!(book.erased(SESSION).unwrap(), [LEA]);
    let report = book.check(no_projection).unwrap();
    assert!(report.is_sound() && report.erased == 1, "{report:?}");
}

#[test]
fn an_old_file_does_not_bring_an_erased_person_back() {
    let (desk, old) = desk_with_lea();
    let mut book = desk.open();
    book.erase_payloads(SESSION, LEA).unwrap();
    let last = book.entries(SESSION).unwrap().pop().unwrap().entry;
    let later = about_lea(&awa(), Some(&last), "Léa again");
    let entries = [old.entries, vec![later]].concat();
    let written = book.write(&Batch { entries, secrets: old.secrets, ..Batch::default() }).unwrap();
    assert_eq!((written.added, written.known), (1, 2));
    let of_lea = book.entries(SESSION).unwrap().into_iter().filter(|it| it.entry.header.subject == Some(LEA));
    assert!(of_lea.map(|stored| stored.entry.payload).all(|payload| payload.is_none()));
    assert_eq!(book.secrets(SESSION).unwrap(), []);
}

#[test]
fn only_the_person_written_down_can_be_erased() {
    let (desk, _) = desk_with_lea();
    let meddler = desk.meddle();
    assert!(meddler.execute_batch("UPDATE entry SET payload = NULL WHERE seq = 2").is_err());
    let mut book = desk.open();
    assert_eq!(book.erase_payloads(SESSION, [1; 16]).unwrap(), 0);
    assert!(book.entries(SESSION).unwrap().iter().all(|stored| stored.entry.payload.is_some()));
    drop(book);
    assert!(meddler.execute_batch("DELETE FROM erasure").is_err());
}

#[test]
fn the_journal_is_emptied_after_an_erasure() {
    let (desk, _) = desk_with_lea();
    let mut book = desk.open();
    book.set_local("noise", b"to fill the journal").unwrap();
    book.erase_payloads(SESSION, LEA).unwrap();
    assert_eq!(std::fs::metadata(desk.path("delibere.db-wal")).unwrap().len(), 0);
    assert!(!matches!(book.set_local("after", b"still writes"), Err(Failure::Stopped)));
}
