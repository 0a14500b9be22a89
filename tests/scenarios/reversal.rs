//! A file that should not have been taken in is reversed: nothing is deleted, everybody agrees, its author is told who and why.

use app::tables::Mode;
use domain::grading::{Mark, Rating};
use domain::id::{CandidateId, Digest};
use proof::{Jury, Laptop, level};

const GROUND: &str = "Bruno a noté la mauvaise candidate";

/// How many marks that laptop counts on a sheet of Bruno's.
fn marks_of_bruno(laptop: &Laptop, jury: &Jury, candidate: CandidateId) -> usize {
    let bruno = jury.seats[1];
    laptop.look(jury.session, |session| session.sheets.get(&(bruno, candidate)).map_or(0, |sheet| sheet.marks.len()))
}

fn sealed_by_bruno(laptop: &Laptop, jury: &Jury, candidate: CandidateId) -> bool {
    laptop.look(jury.session, |session| session.sealed(jury.seats[1], candidate))
}

/// Everything a laptop counts, to be compared with what another one does.
fn state(laptop: &Laptop, jury: &Jury) -> (Digest, String) {
    let told = laptop.look(jury.session, |session| {
        format!("{:?}{:?}{:?}{:?}", session.sheets, session.candidates, session.set_aside, session.reversed)
    });
    (laptop.fingerprint(jury.session), told)
}

/// The names of the files whose taking in that laptop's person may reverse, or whose reversal they may lift.
fn may_reverse(laptop: &Laptop, jury: &Jury) -> Vec<String> {
    let kept = laptop.desk.imports(jury.session).unwrap().into_iter();
    kept.filter(|kept| kept.can_reverse || kept.can_lift).map(|kept| kept.file_name).collect()
}

#[test]
fn what_may_be_reversed_is_told_and_is_what_the_rules_take() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let brought = jury.awa.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
    let told = || {
        let kept = jury.awa.desk.imports(jury.session).unwrap().into_iter();
        let told = kept.filter(|kept| kept.bundle == brought.bundle).map(|kept| (kept.can_reverse, kept.can_lift));
        told.collect::<Vec<_>>()
    };
    assert_eq!(may_reverse(&jury.awa, &jury), ["bruno.delib"], "her pack is not offered");
    assert_eq!(told(), [(true, false)]);
    jury.awa.desk.reverse_import(jury.session, brought.bundle, GROUND).unwrap();
    assert_eq!(told(), [(false, true)]);
    jury.awa.desk.lift_reversal(jury.session, brought.bundle).unwrap();
    assert_eq!(told(), [(true, false)]);
}

#[test]
fn awa_reverses_bruno_s_file_after_a_restart_and_nothing_is_lost() {
    let mut jury = Jury::of(1);
    let candidate = jury.candidates[0];
    jury.everybody_grades(2);
    let file = jury.bruno.exports(jury.session, "bruno.delib");
    let brought = jury.awa.imports(&file);
    let before = state(&jury.awa, &jury);
    assert!(marks_of_bruno(&jury.awa, &jury, candidate) > 0);

    jury.awa = jury.awa.restarted();
    jury.awa.desk.reverse_import(jury.session, brought.bundle, GROUND).unwrap();
    assert_eq!((marks_of_bruno(&jury.awa, &jury, candidate), sealed_by_bruno(&jury.awa, &jury, candidate)), (0, false));
    let manifest = jury.awa.manifest(jury.session);
    let [line] = manifest.reversals.as_slice() else { panic!("{:#?}", manifest.reversals) };
    assert_eq!((line.by.as_str(), line.ground.as_str(), line.bundle), ("Awa Diallo", GROUND, brought.bundle));
    assert_eq!(line.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), ["Bruno Roche"]);
    assert_eq!(jury.awa.set_aside(jury.session, "reversed"), line.authors[0].entries);
    let of_bruno = manifest.content.jurors.iter().find(|juror| juror.name == "Bruno Roche").unwrap();
    assert_eq!((of_bruno.expected, of_bruno.sealed), (1, 0), "the bordereau waits for the sheet again");
    let kept = jury.awa.desk.imports(jury.session).unwrap();
    let kept = kept.into_iter().find(|kept| kept.bundle == brought.bundle).unwrap();
    assert_eq!(kept.reversed.map(|line| line.ground), Some(GROUND.to_owned()));
    let entries = jury.awa.desk.entries(jury.session).unwrap().len();
    assert!(entries > jury.bruno.desk.entries(jury.session).unwrap().len(), "Bruno's entries are still there");
    assert_eq!(jury.awa.desk.check_store().unwrap().findings, [], "the lists say what the log says");

    let again = jury.awa.imports(&file);
    assert_eq!((again.new, again.imported_before.is_some()), (0, true));
    assert_eq!(marks_of_bruno(&jury.awa, &jury, candidate), 0, "the same file again does not undo the reversal");

    jury.awa.desk.lift_reversal(jury.session, brought.bundle).unwrap();
    let sheets = |laptop: &Laptop| laptop.look(jury.session, |session| format!("{:?}", session.sheets));
    assert!(before.1.starts_with(&sheets(&jury.awa)), "everything counts as before");
    assert_eq!(sheets(&jury.awa), sheets(&jury.awa.imaged(701)));
}

#[test]
fn bruno_is_told_on_his_laptop_who_reversed_and_why_and_goes_on_from_there() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    let criterion = jury.bruno.criteria(jury.session, candidate).remove(0);
    jury.everybody_grades(2);
    let brought = jury.awa.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
    jury.awa.desk.reverse_import(jury.session, brought.bundle, GROUND).unwrap();

    let told = jury.bruno.imports(&jury.awa.exports(jury.session, "awa.delib"));
    let [line] = told.reversals.as_slice() else { panic!("{:#?}", told.reversals) };
    assert_eq!((line.by.as_str(), line.ground.as_str()), ("Awa Diallo", GROUND));
    assert_eq!(jury.bruno.own_mark(jury.session, candidate, &criterion), Mark::default());
    assert!(!sealed_by_bruno(&jury.bruno, &jury, candidate), "his sheet is his to give again");

    jury.bruno.marks_everything(jury.session, candidate, 1);
    jury.bruno.seals(jury.session, candidate);
    jury.awa.imports(&jury.bruno.exports(jury.session, "anew.delib"));
    assert!(sealed_by_bruno(&jury.awa, &jury, candidate), "what he gives afterwards counts");
    assert_eq!(state(&jury.awa, &jury), state(&jury.bruno, &jury));
}

#[test]
fn whoever_receives_the_reversal_sets_the_same_entries_aside_whatever_comes_first() {
    let jury = Jury::of(2);
    jury.everybody_grades(2);
    let from_bruno = jury.bruno.exports(jury.session, "bruno.delib");
    let brought = jury.awa.imports(&from_bruno);
    jury.awa.desk.reverse_import(jury.session, brought.bundle, GROUND).unwrap();
    let files =
        [from_bruno, jury.awa.exports(jury.session, "awa.delib"), jury.chloe.exports(jury.session, "chloe.delib")];
    let seen: Vec<_> = [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]]
        .into_iter()
        .zip(710..)
        .map(|(order, seed)| {
            let office = jury.office.imaged(seed);
            order.iter().for_each(|place: &usize| drop(office.imports(&files[*place])));
            assert_eq!(marks_of_bruno(&office, &jury, jury.candidates[0]), 0);
            state(&office, &jury)
        })
        .collect();
    assert!(seen.iter().all(|state| *state == seen[0]));
}

#[test]
fn only_what_the_import_brought_new_is_reversed_and_later_entries_count() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    let [one, two] = [0, 1].map(|place| jury.bruno.criteria(jury.session, candidate).remove(place));
    jury.bruno.marks(jury.session, candidate, &one, level(1));
    jury.awa.imports(&jury.bruno.exports(jury.session, "first.delib"));
    jury.bruno.marks(jury.session, candidate, &two, level(1));
    let second = jury.awa.imports(&jury.bruno.exports(jury.session, "second.delib"));
    jury.bruno.marks(jury.session, candidate, &one, level(2));
    jury.awa.imports(&jury.bruno.exports(jury.session, "third.delib"));

    jury.awa.desk.reverse_import(jury.session, second.bundle, GROUND).unwrap();
    let marks = jury.awa.look(jury.session, |session| {
        let sheet = &session.sheets[&(jury.seats[1], candidate)];
        [&one, &two]
            .map(|code| sheet.marks.get(code).and_then(|mark| mark.settled().cloned()).and_then(|mark| mark.rating))
    });
    assert_eq!(marks, [Some(Rating::Level { index: 2 }), None]);
}

#[test]
fn a_member_reverses_nothing_a_pack_is_not_reversed_and_a_closed_session_neither() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let brought = jury.chloe.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
    assert_eq!(Laptop::code(jury.chloe.desk.reverse_import(jury.session, brought.bundle, GROUND)), "not-allowed");
    assert_eq!(may_reverse(&jury.chloe, &jury), [] as [String; 0], "the window offers her none");
    let kept = jury.awa.desk.imports(jury.session).unwrap();
    let pack = kept.iter().find(|kept| kept.kind == "pack").unwrap().bundle;
    assert_eq!(Laptop::code(jury.awa.desk.reverse_import(jury.session, pack, GROUND)), "nothing-to-reverse");
    let elsewhere = jury.awa.desk.reverse_import(jury.session, Digest([9; 32]), GROUND);
    assert_eq!(Laptop::code(elsewhere), "unknown-import");

    let jury = Jury::of(1);
    jury.awards_everybody();
    let kept = jury.awa.desk.imports(jury.session).unwrap();
    let results = kept.iter().find(|kept| kept.kind == "results").unwrap().bundle;
    let preview = jury.awa.desk.reverse_import(jury.session, results, GROUND);
    assert_eq!(Laptop::code(preview), "session-closed");
    assert_eq!(may_reverse(&jury.awa, &jury), [] as [String; 0]);
    assert!(jury.awa.desk.import(&jury.bruno.exports(jury.session, "b.delib"), Mode::DryRun).is_ok());
}
