//! What one juror gave is nobody else's before they sealed it: not on a screen, not in a total, not in a pack.

use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::id::SessionId;
use domain::minutes::compose::{Colophon, EditionChoice};
use domain::minutes::compose_sheet::compose_sheet;
use domain::minutes::manifest::JurorSheets;
use proof::{Jury, Laptop, Plan, Seat};

const WORDS: &str = "Argumente peu: repère 9f3a";

/// Bruno grades the only candidate, with words of his own, and hands over without sealing.
fn bruno_writes(jury: &Jury, index: u8) {
    let candidate = jury.candidates[0];
    jury.bruno.marks_everything(jury.session, candidate, index);
    let criterion = jury.bruno.criteria(jury.session, candidate).remove(0);
    let mark = Mark { rating: Some(Rating::Level { index }), comment: WORDS.into() };
    jury.bruno.marks(jury.session, candidate, &criterion, mark);
    jury.bruno.does(jury.session, Command::Observe { candidate, text: WORDS.into() });
}

/// Everything a laptop shows, and the sheet it would print, but for what names the set of entries.
fn shown(laptop: &Laptop, jury: &Jury) -> String {
    let session = jury.session;
    let colophon = Colophon { software: String::new(), words: Vec::new() };
    let sheet = laptop.look(session, |it| compose_sheet(it, jury.candidates[0], EditionChoice::Original, &colophon));
    let text = [laptop.everything_shown(session), serde_json::to_string(&sheet).unwrap()].concat();
    let words = serde_json::to_string(&laptop.words(session)).unwrap();
    text.replace(&laptop.fingerprint(session).to_string(), "…").replace(&words, "…")
}

#[test]
fn nobody_reads_a_juror_s_words_before_the_sheet_is_sealed() {
    let jury = Jury::of(1);
    bruno_writes(&jury, 0);
    jury.awa.imports(&jury.bruno.exports(jury.session, "draft.delib"));
    assert!(!shown(&jury.awa, &jury).contains(WORDS));
    assert!(jury.bruno.everything_shown(jury.session).contains(WORDS), "Bruno reads his own");

    jury.bruno.seals(jury.session, jury.candidates[0]);
    jury.awa.imports(&jury.bruno.exports(jury.session, "sealed.delib"));
    assert!(shown(&jury.awa, &jury).contains(WORDS), "once sealed, the candidate's sheet prints it");
}

#[test]
fn nothing_on_the_president_s_laptop_tells_a_low_mark_from_a_high_one() {
    let seen = [0, 2].map(|index| {
        let jury = Jury::of(1);
        bruno_writes(&jury, index);
        jury.awa.imports(&jury.bruno.exports(jury.session, "draft.delib"));
        shown(&jury.awa, &jury)
    });
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn the_bordereau_counts_the_sheets_and_says_no_mark() {
    let jury = Plan::of(2).recused(Seat::Bruno, 0).absent(1).seated();
    jury.everybody_grades(2);
    jury.awa_collects();
    let bruno = JurorSheets {
        name: "Bruno Roche".into(),
        role: domain::person::Role::Member,
        expected: 0,
        sealed: 0,
        missing: Vec::new(),
    };
    let jurors = jury.awa.manifest(jury.session).content.jurors;
    assert!(jurors.contains(&bruno), "{jurors:?}");
    assert!(
        jurors.iter().filter(|juror| juror.name != "Bruno Roche").all(|juror| (juror.expected, juror.sealed) == (1, 1))
    );
}

#[test]
fn a_juror_s_pack_holds_no_civil_status_and_nobody_else_s_marks() {
    let jury = Plan::of(1).with_civil_status().seated();
    jury.everybody_grades(2);
    jury.results().iter().for_each(|file| drop(jury.office.imports(file)));

    let spare = Laptop::new("Chloé", 71);
    jury.hands_pack_to(Seat::Chloe, &spare);
    assert!(!everything_held(&spare, jury.session).contains("Naissance-1"));
    let chloe = jury.person(Seat::Chloe);
    let authors: Vec<_> = spare.look(jury.session, |session| session.sheets.keys().map(|(juror, _)| *juror).collect());
    assert_eq!(authors, [chloe], "her own work comes back to her new laptop, and nobody else's");

    let president = Laptop::new("Awa", 72);
    jury.hands_pack_to(Seat::Awa, &president);
    assert!(everything_held(&president, jury.session).contains("Naissance-1"));
}

#[test]
fn no_results_file_carries_civil_status_and_a_pack_completes_what_one_withheld() {
    let jury = Plan::of(1).with_civil_status().seated();
    jury.everybody_grades(2);
    let everything = jury.office.exports(jury.session, "everything.delib");
    jury.bruno.imports(&everything);
    assert!(!everything_held(&jury.bruno, jury.session).contains("Naissance-1"));

    let spare = Laptop::new("Awa", 73);
    jury.hands_pack_to(Seat::Chloe, &spare);
    assert!(!everything_held(&spare, jury.session).contains("Naissance-1"));
    jury.hands_pack_to(Seat::Awa, &spare);
    assert!(everything_held(&spare, jury.session).contains("Naissance-1"));
    assert_eq!(spare.desk.check_store().unwrap().findings, []);
}

/// All that a laptop's state holds of a session, as a program that went round the screens would read it.
fn everything_held(laptop: &Laptop, session: SessionId) -> String {
    laptop.look(session, |session| format!("{:?}{:?}", session.candidates, session.sheets))
}
