//! Files exchanged by hand: in any order, any number of times, they give the same session.

use std::path::PathBuf;

use app::tables::Mode;
use domain::command::Command;
use domain::deliberation::Outcome;
use domain::minutes::compose::EditionChoice;
use proof::{Jury, Laptop};

/// The six orders of three files.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// Bruno's, Chloé's and the office's files, at the end of the morning.
fn three_files(jury: &Jury) -> [PathBuf; 3] {
    jury.everybody_grades(2);
    let mut details = proof::details();
    details.place = "14 rue du Lycée, 25000 Besançon".into();
    jury.office.does(jury.session, Command::CorrectSession { details });
    [&jury.bruno, &jury.chloe, &jury.office].map(|laptop| laptop.exports(jury.session, "results.delib"))
}

/// What Awa reads once she has decided: everything the minutes say but their proof.
fn decided(awa: &Laptop, jury: &Jury) -> String {
    awa.does(jury.session, Command::OpenConfrontation { exception: String::new() });
    for candidate in &jury.candidates {
        awa.does(jury.session, Jury::decision(*candidate, Outcome::Awarded, ""));
    }
    let mut minutes = serde_json::to_value(awa.desk.minutes(jury.session, EditionChoice::Original).unwrap()).unwrap();
    minutes.as_object_mut().unwrap().remove("proof");
    minutes.to_string()
}

#[test]
fn three_files_in_any_order_give_the_same_fingerprint_words_and_decisions() {
    let jury = Jury::of(2);
    let files = three_files(&jury);
    let outcomes = ORDERS.into_iter().zip(300..).map(|(order, seed)| {
        let awa = jury.awa.imaged(seed);
        order.iter().for_each(|place| drop(awa.imports(&files[*place])));
        let (fingerprint, words) = (awa.fingerprint(jury.session), awa.words(jury.session));
        (fingerprint, words, decided(&awa, &jury))
    });
    let outcomes: Vec<_> = outcomes.collect();
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "{outcomes:#?}");
}

#[test]
fn files_imported_again_and_older_ones_after_newer_ones_change_nothing() {
    let jury = Jury::of(1);
    let early = jury.bruno.exports(jury.session, "early.delib");
    let files = three_files(&jury);
    let once = jury.awa.imaged(310);
    files.iter().for_each(|file| drop(once.imports(file)));
    let often = jury.awa.imaged(311);
    for file in [&files[0], &early, &files[1], &files[0], &files[2], &early, &files[1]] {
        often.imports(file);
    }
    assert_eq!(often.fingerprint(jury.session), once.fingerprint(jury.session));
    assert_eq!(often.words(jury.session), once.words(jury.session));
}

#[test]
fn laptops_that_exchanged_everything_say_the_same_words() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    jury.awa_collects();
    let whole = jury.awa.exports(jury.session, "whole.delib");
    for laptop in [&jury.bruno, &jury.chloe, &jury.office] {
        laptop.imports(&whole);
        assert_eq!(laptop.words(jury.session), jury.awa.words(jury.session), "{}", laptop.name);
        assert_eq!(laptop.fingerprint(jury.session), jury.awa.fingerprint(jury.session), "{}", laptop.name);
    }
}

#[test]
fn the_same_file_twice_brings_nothing_new_and_says_when_it_came_first() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let file = jury.bruno.exports(jury.session, "results.delib");
    let first = jury.awa.imports(&file);
    assert!(first.new > 0 && first.imported_before.is_none());
    assert_eq!(first.from, "Bruno Roche");

    let before = jury.awa.fingerprint(jury.session);
    let again = jury.awa.imports(&file);
    assert_eq!((again.new, again.known), (0, first.new + first.known));
    assert!(again.imported_before.is_some_and(|at| at >= first.made_at), "{again:?}");
    assert_eq!(jury.awa.fingerprint(jury.session), before);
}

#[test]
fn looking_at_a_file_before_importing_it_writes_nothing() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let file = jury.bruno.exports(jury.session, "results.delib");
    let before = (jury.awa.fingerprint(jury.session), jury.awa.everything_shown(jury.session));
    let preview = jury.awa.desk.import(&file, Mode::DryRun).unwrap();
    assert!(preview.dry_run && preview.new > 0);
    assert_eq!((jury.awa.fingerprint(jury.session), jury.awa.everything_shown(jury.session)), before);

    let done = jury.awa.imports(&file);
    assert_eq!((done.new, done.known, done.dry_run), (preview.new, preview.known, false));
    assert_eq!(done.imported_before, None, "the preview was no import");
}

#[test]
fn a_file_changed_by_one_byte_or_cut_short_is_refused_whole() {
    let jury = Jury::of(1);
    let file = jury.bruno.exports(jury.session, "results.delib");
    let bytes = std::fs::read(&file).unwrap();
    let mut altered = bytes.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    for (damaged, code) in [(altered, "altered"), (bytes[..bytes.len() - 40].to_vec(), "cut-short")] {
        std::fs::write(&file, damaged).unwrap();
        let found = jury.awa.cannot_import(jury.session, &file);
        assert!([code, "altered"].contains(&found), "{found}");
    }
    for foreign in [Vec::new(), b"%PDF-1.7".to_vec(), b"PK\x03\x04".to_vec()] {
        std::fs::write(&file, foreign).unwrap();
        assert_eq!(jury.awa.cannot_import(jury.session, &file), "not-a-bundle");
    }
}

#[test]
fn a_file_of_another_session_opens_on_no_laptop_of_this_one() {
    let jury = Jury::of(1);
    let elsewhere = Jury::of(2);
    let file = elsewhere.bruno.exports(elsewhere.session, "results.delib");
    assert_eq!(jury.awa.cannot_import(jury.session, &file), "not-for-you");
}
