//! The shelf and the search, and that both can be rebuilt.

use domain::id::{CandidateId, SessionId};
use store::{Batch, Finding, People, PersonRow};

use crate::support::{Desk, SESSION, awa_writes, fold};

fn person(id: u8, number: &str, folded: &str) -> PersonRow {
    let (number, folded) = (number.to_owned(), folded.to_owned());
    PersonRow { session: SESSION, candidate: CandidateId([id; 16]), number, folded, card: "{}".to_owned() }
}

#[test]
fn a_candidate_is_found_by_any_part_of_name_and_number() {
    let desk = Desk::new();
    let mut book = desk.create();
    let (lea, ines_row) = (person(1, "2026-014", "benali lea"), person(2, "2026-015", "100% o'brien ines"));
    book.write(&Batch { people: People::Changed(vec![lea.clone(), ines_row.clone()]), ..Batch::default() }).unwrap();
    let found = |text| book.search(None, text).unwrap().into_iter().map(|row| row.candidate).collect::<Vec<_>>();
    let [lea, ines] = [lea.candidate, ines_row.candidate];
    assert_eq!(found("lea ben"), [lea]);
    assert_eq!(found("015"), [ines]);
    assert_eq!(found("100%"), [ines]);
    assert_eq!(found("%"), [ines]);
    assert_eq!(found("_"), []);
    assert_eq!(found("o'brien"), [ines]);
    assert_eq!(found(" "), [ines, lea]);
    assert_eq!(book.search(Some(SESSION), "lea").unwrap().len(), 1);
    assert_eq!(book.search(Some(SessionId([9; 16])), "lea").unwrap(), []);
    book.write(&Batch { people: People::All(SESSION, vec![ines_row.clone()]), ..Batch::default() }).unwrap();
    assert_eq!(book.search(None, "").unwrap(), [ines_row]);
}

#[test]
fn rebuilt_projections_are_those_that_were_kept() {
    let desk = Desk::with_entries(3);
    let mut book = desk.open();
    assert_eq!(book.check(fold).unwrap().findings, [Finding::Projection(SESSION)]);
    book.rebuild_projections(fold).unwrap();
    assert!(book.check(fold).unwrap().is_sound());
    let kept = book.shelf().unwrap();
    assert_eq!(kept[0].figures, "{\"entries\":3}");
    book.rebuild_projections(fold).unwrap();
    assert_eq!(book.shelf().unwrap(), kept);
}

#[test]
fn a_write_and_its_projection_come_together() {
    let desk = Desk::new();
    let mut book = desk.create();
    let mut batch = awa_writes(2);
    book.write(&batch).unwrap();
    let mut shelf = fold(SESSION, &book.entries(SESSION).unwrap()).unwrap().shelf;
    shelf.figures = "no JSON".to_owned();
    batch = Batch { shelf: Some(shelf), ..awa_writes(5) };
    assert!(book.write(&batch).is_err());
    assert_eq!(book.entries(SESSION).unwrap().len(), 2);
}
