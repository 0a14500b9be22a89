//! The box that finds people, and the line at the foot of every screen: what they say is what the log and the disk hold.

use app::find::Found;
use domain::id::SessionId;
use proof::{Jury, Laptop};

fn names(laptop: &Laptop, session: SessionId, text: &str) -> Vec<String> {
    let found = laptop.desk.find(session, text).unwrap().people;
    found
        .into_iter()
        .map(|one| match one {
            Found::Candidate { number, .. } => number,
            Found::Juror { name, .. } => name,
        })
        .collect()
}

#[test]
fn a_person_is_found_by_number_or_by_name_without_accents_and_only_in_the_session_that_is_open() {
    let jury = Jury::of(2);
    assert_eq!(names(&jury.awa, jury.session, "002"), ["002"]);
    let file = jury.awa.look(jury.session, |it| it.candidates[&jury.candidates[0]].file.shown().unwrap().clone());
    let typed = app::projection::fold_name(&file.family_name).to_uppercase();
    assert_eq!(names(&jury.awa, jury.session, &typed), ["001"]);
    assert!(names(&jury.awa, jury.session, "CHLOE").iter().any(|name| name.starts_with("Chloé")));
    assert_eq!(names(&jury.awa, jury.session, "  "), [""; 0]);
    assert_eq!(names(&jury.awa, jury.session, "nobody of that name"), [""; 0]);
    assert_eq!(Laptop::code(jury.awa.desk.find(SessionId([9; 16]), "a")), "unknown-session");
}

#[test]
fn the_foot_of_a_screen_says_what_was_written_sealed_handed_over_and_received() {
    let jury = Jury::of(2);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let stands = |laptop: &Laptop| {
        let line = laptop.desk.status_line(session).unwrap();
        (line.sealed, line.handed_over, line.acknowledged)
    };
    jury.bruno.marks_everything(session, candidate, 2);
    let marked = jury.bruno.desk.status_line(session).unwrap();
    assert!(marked.saved_at.is_some_and(|at| at <= marked.now));
    assert_eq!(stands(&jury.bruno), (0, 0, 0));
    jury.bruno.seals(session, candidate);
    assert!(jury.bruno.desk.status_line(session).unwrap().saved_at > marked.saved_at);
    assert_eq!(stands(&jury.bruno), (1, 0, 0));
    let results = jury.bruno.exports(session, "bruno.delib");
    assert_eq!(stands(&jury.bruno), (1, 1, 0));
    jury.awa.imports(&results);
    jury.bruno.imports(&jury.awa.acknowledges(session, jury.seats[1], "receipt.delib"));
    assert_eq!(stands(&jury.bruno), (1, 1, 1));
    assert_eq!(stands(&jury.awa), (0, 0, 0));
}
