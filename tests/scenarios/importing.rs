//! What a file brings is told before anything is written, several files go in together, and every import can be read again.

use std::path::PathBuf;

use app::exchange::ImportReport;
use app::tables::Mode;
use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::session::dispute::Dispute;
use domain::time::Timestamp;
use proof::{Jury, Laptop, Seat};

/// Copies of the store that Awa could come back to.
fn copies(laptop: &Laptop) -> usize {
    std::fs::read_dir(laptop.desk.places().backups()).map_or(0, Iterator::count)
}

fn preview(laptop: &Laptop, file: &std::path::Path) -> ImportReport {
    laptop.desk.import(file, Mode::DryRun).unwrap()
}

fn elsewhere(place: &str) -> Command {
    let mut details = proof::details();
    details.place = place.into();
    Command::CorrectSession { details }
}

#[test]
fn several_files_at_once_make_one_copy_and_give_what_one_after_the_other_gives() {
    let jury = Jury::of(2);
    jury.everybody_grades(2);
    jury.office.does(jury.session, elsewhere("14 rue du Lycée"));
    let files = [&jury.chloe, &jury.bruno, &jury.office].map(|laptop| laptop.exports(jury.session, "results.delib"));
    let apart = jury.awa.imaged(601);
    files.iter().for_each(|file| drop(apart.imports(file)));

    let (awa, before) = (&jury.awa, copies(&jury.awa));
    let report = awa.desk.import_all(&files, Mode::Write).unwrap();
    assert_eq!(copies(awa), before + 1, "one point to come back to");
    assert_eq!((report.imports.len(), report.refused.len(), report.dry_run), (3, 0, false));
    let new: Vec<u32> = report.imports.iter().map(|import| import.new).collect();
    assert_eq!(report.total.new, new.iter().sum::<u32>());
    assert!(new.iter().all(|new| *new > 0), "{new:?}");
    assert_eq!(awa.fingerprint(jury.session), apart.fingerprint(jury.session));
    let sheets = |laptop: &Laptop| laptop.look(jury.session, |session| format!("{:?}", session.sheets));
    assert_eq!(sheets(awa), sheets(&apart));
    assert_eq!(sheets(&jury.awa.imaged(602)), sheets(&apart), "the store says what the memory said");
}

#[test]
fn a_file_that_cannot_be_believed_is_named_with_its_reason_and_holds_no_other_back() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let good = jury.bruno.exports(jury.session, "results.delib");
    let altered = jury.chloe.exports(jury.session, "altered.delib");
    let mut bytes = std::fs::read(&altered).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&altered, bytes).unwrap();
    let paper = jury.awa.path("notes.pdf");
    std::fs::write(&paper, b"%PDF-1.7").unwrap();
    let missing = jury.awa.path("nowhere.delib");

    let files: Vec<PathBuf> = vec![altered, good.clone(), paper, good, missing];
    let report = jury.awa.desk.import_all(&files, Mode::Write).unwrap();
    let refused: Vec<_> = report.refused.iter().map(|file| (file.file_name.as_str(), file.code)).collect();
    let expected = [("altered.delib", "altered"), ("notes.pdf", "not-a-bundle"), ("nowhere.delib", "file-not-found")];
    assert_eq!(refused, expected);
    let [first, again] = report.imports.as_slice() else { panic!("{:#?}", report.imports) };
    assert!(first.new > 0 && first.imported_before.is_none());
    assert!(again.new == 0 && again.imported_before.is_some(), "the same file twice says so: {again:?}");
    assert_eq!(jury.awa.desk.imports(jury.session).unwrap().iter().filter(|kept| kept.kind == "results").count(), 1);
}

#[test]
fn the_disagreements_a_file_opens_are_named_with_both_authors_before_anything_is_written() {
    let jury = Jury::of(1);
    jury.awa.does(jury.session, elsewhere("Salle A"));
    jury.office.does(jury.session, elsewhere("Salle B"));
    let file = jury.office.exports(jury.session, "office.delib");
    let (before, copies_before) = (jury.awa.fingerprint(jury.session), copies(&jury.awa));

    let told = preview(&jury.awa, &file);
    let [conflict] = told.conflicts.as_slice() else { panic!("{:#?}", told.conflicts) };
    assert_eq!(conflict.dispute, Dispute::Details);
    let mut authors: Vec<&str> = conflict.sides.iter().map(|side| side.author.as_str()).collect();
    authors.sort_unstable();
    assert_eq!(authors, ["Awa Diallo", "Odile Garnier"]);
    assert_eq!((jury.awa.fingerprint(jury.session), copies(&jury.awa)), (before, copies_before));
    assert_eq!(jury.awa.manifest(jury.session).disputes, 0, "it was only a question");

    assert_eq!(jury.awa.imports(&file).conflicts, told.conflicts);
    assert_eq!(jury.awa.manifest(jury.session).disputes, 1);
}

#[test]
fn a_mark_given_on_two_laptops_of_one_juror_is_told_without_the_mark() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    let criterion = jury.bruno.criteria(jury.session, candidate).remove(0);
    let twin = jury.bruno.imaged(610);
    let level = |index| Mark { rating: Some(Rating::Level { index }), comment: format!("secret {index}") };
    jury.bruno.marks(jury.session, candidate, &criterion, level(0));
    twin.marks(jury.session, candidate, &criterion, level(2));
    let files = [&jury.bruno, &twin].map(|laptop| laptop.exports(jury.session, "results.delib"));
    let report = jury.awa.desk.import_all(&files, Mode::DryRun).unwrap();
    let conflicts: Vec<_> = report.imports.iter().flat_map(|import| &import.conflicts).collect();
    let [conflict] = conflicts.as_slice() else { panic!("{conflicts:#?}") };
    assert_eq!((conflict.item.as_str(), conflict.sides.len()), (criterion.as_str(), 2));
    assert!(conflict.sides.iter().all(|side| side.author == "Bruno Roche"));
    let everything = serde_json::to_string(&report).unwrap();
    assert!(!everything.contains("secret") && !everything.contains("\"level\""), "{everything}");
}

#[test]
fn what_the_session_would_not_count_is_told_by_reason() {
    let jury = Jury::of(1);
    let leaving = Command::UnseatJuror { juror: jury.person(Seat::Chloe), ground: "Souffrante".into() };
    jury.office.does(jury.session, leaving);
    jury.awa.imports(&jury.office.exports(jury.session, "office.delib"));
    let criteria = jury.chloe.criteria(jury.session, jury.candidates[0]).len();
    jury.chloe.clock.advance_to(app::clock::Clock::now(&*jury.office.clock));
    jury.chloe.marks_everything(jury.session, jury.candidates[0], 1);
    let told = preview(&jury.awa, &jury.chloe.exports(jury.session, "chloe.delib"));
    let asides: Vec<_> = told.set_aside.iter().map(|aside| (aside.reason, aside.count as usize)).collect();
    assert_eq!(asides, [("not-allowed", criteria)]);
}

#[test]
fn a_clock_that_runs_ahead_is_told_with_its_owner_and_refuses_nothing() {
    let jury = Jury::of(1);
    let hour_and_two = 62 * 60_000;
    let now = app::clock::Clock::now(&*jury.bruno.clock);
    jury.bruno.clock.advance_to(Timestamp(now.0 + hour_and_two));
    jury.everybody_grades(2);
    let told = jury.awa.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
    let [clock] = told.clocks.as_slice() else { panic!("{:#?}", told.clocks) };
    assert_eq!(clock.name, "Bruno Roche");
    let minutes = clock.ahead_ms / 60_000;
    assert!((60..=64).contains(&minutes), "{minutes} minutes");

    // Chloé's laptop takes its hours from Bruno's entries once it holds them: nobody says that hers is wrong.
    jury.chloe.imports(&jury.bruno.exports(jury.session, "again.delib"));
    let file = domain::session::facts::IncidentFile {
        at: proof::at(15),
        candidate: None,
        facts: "Panne de courant".into(),
        statement: String::new(),
        measures: String::new(),
    };
    jury.chloe.does(jury.session, Command::ReportIncident { incident: domain::id::IncidentId([7; 16]), file });
    let told = jury.office.imports(&jury.chloe.exports(jury.session, "chloe.delib"));
    assert_eq!(told.clocks.iter().map(|clock| clock.name.as_str()).collect::<Vec<_>>(), ["Bruno Roche"]);
}

#[test]
fn every_import_can_be_read_again_after_a_restart() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let file = jury.bruno.exports(jury.session, "retour.delib");
    let told = jury.awa.imports(&file);
    let Jury { awa, session, .. } = jury;
    let awa = awa.restarted();
    let kept = awa.desk.imports(session).unwrap();
    let kept = kept.iter().find(|kept| kept.bundle == told.bundle).expect("the import is kept");
    assert_eq!(
        (kept.file_name.as_str(), kept.kind.as_str(), kept.from.as_str()),
        ("retour.delib", "results", "Bruno Roche")
    );
    assert_eq!((kept.new, kept.known, kept.made_at), (told.new, told.known, Some(told.made_at)));
    assert_eq!(kept.logs, told.logs);
    let ranged: u32 = kept.logs.iter().flat_map(|log| &log.ranges).map(|range| range.to - range.from + 1).sum();
    assert_eq!(ranged, kept.new, "the ranges name what was new, all of it and nothing else");
}

#[test]
fn a_clock_of_2099_or_of_the_year_9999_is_told_and_pushes_nobody_else_s_by_more_than_a_day() {
    const DAY: i64 = 86_400_000;
    for year in [4_080_000_000_000, 253_370_764_800_000] {
        let jury = Jury::of(1);
        let candidate = jury.candidates[0];
        jury.bruno.clock.advance_to(Timestamp(year));
        jury.bruno.marks_everything(jury.session, candidate, 1);
        let told = jury.awa.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
        let [clock] = told.clocks.as_slice() else { panic!("{:#?}", told.clocks) };
        assert!(clock.name == "Bruno Roche" && clock.ahead_ms > 365 * 86_400_000);
        jury.awa.marks_everything(jury.session, candidate, 1);
        let now = app::clock::Clock::now(&*jury.awa.clock);
        let own = jury.awa.look(jury.session, |session| {
            let of_awa = session.authors.iter().filter(|(_, author)| author.person == jury.seats[0]);
            of_awa.filter_map(|(log, _)| session.heard.get(log)).map(|clock| clock.at()).max()
        });
        assert!(own.is_some_and(|at| at.0 <= now.0 + DAY + 1_000), "{own:?} at {now:?}");
    }
}
