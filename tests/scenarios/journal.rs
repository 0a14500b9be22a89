//! The log as its screen reads it: what a sealed sheet hides stays hidden, what does not count says why, everybody is named once.

use domain::command::Command;
use domain::deliberation::Outcome;
use domain::grading::Rating;
use domain::id::IncidentId;
use domain::session::facts::IncidentFile;
use proof::{Jury, Laptop, at};

fn rows_of(laptop: &Laptop, jury: &Jury, name: &str) -> Vec<app::view::journal::JournalRow> {
    let view = laptop.desk.journal_view(jury.session).unwrap();
    let place = view.people.iter().position(|person| person.name == name).unwrap();
    view.rows.into_iter().filter(|row| row.author == Some(u32::try_from(place).unwrap())).collect()
}

#[test]
fn what_a_sealed_sheet_hides_is_told_by_its_author_and_its_hour_alone() {
    let jury = Jury::of(1);
    jury.bruno.marks_everything(jury.session, jury.candidates[0], 0);
    jury.bruno.seals(jury.session, jury.candidates[0]);
    jury.awa.imports(&jury.bruno.exports(jury.session, "sealed.delib"));
    let hidden = |row: &&app::view::journal::JournalRow| row.code == "not-shown";
    let rows = rows_of(&jury.awa, &jury, "Bruno Roche");
    assert!(rows.iter().filter(hidden).count() > 1);
    let told = rows.iter().filter(hidden).map(|row| (row.about, row.item.clone(), row.rating));
    assert!(told.into_iter().all(|row| row == (None, None, None)));
    assert!(rows.iter().all(|row| row.rating.is_none() && row.code != "marked"));

    let own = rows_of(&jury.bruno, &jury, "Bruno Roche");
    assert!(own.iter().any(|row| row.rating == Some(Rating::Level { index: 0 })), "Bruno reads his own");
}

#[test]
fn once_confronted_everybody_reads_who_gave_what_and_on_which_laptop() {
    let jury = Jury::of(1);
    jury.grades_and_confronts(2);
    let view = jury.awa.desk.journal_view(jury.session).unwrap();
    assert!(view.rows.iter().all(|row| row.code != "not-shown" && row.laptop.is_some() && row.aside.is_none()));
    assert!(view.rows.iter().any(|row| row.code == "marked" && row.rating == Some(Rating::Level { index: 2 })));
    assert_eq!(view.laptops.iter().filter(|laptop| laptop.own).count(), 1);
    assert!(view.laptops.len() >= 3 && view.people.iter().any(|person| person.candidate));
    assert!(view.rows.iter().all(|row| usize::try_from(row.day).unwrap() < view.days.len() && row.minute < 1_440));
}

#[test]
fn what_comes_after_the_closing_is_among_the_rows_and_says_that_it_is_late() {
    let jury = Jury::of(1);
    let session = jury.session;
    jury.grades_and_confronts(2);
    let file = IncidentFile {
        at: at(15),
        candidate: None,
        facts: "Panne de courant".into(),
        statement: String::new(),
        measures: String::new(),
    };
    jury.chloe.does(session, Command::ReportIncident { incident: IncidentId([7; 16]), file });
    jury.decides(jury.candidates[0], Outcome::Awarded, "");
    jury.closes();
    jury.awa.imports(&jury.chloe.exports(session, "late.delib"));
    let view = jury.awa.desk.journal_view(session).unwrap();
    let late: Vec<_> = view.rows.iter().filter(|row| row.aside.as_deref() == Some("late")).collect();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].code, "incident-reported");
}
