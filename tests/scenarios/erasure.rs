//! A person asks for their data to be erased: the office does it, every laptop that learns of it does it too, in whatever order
//! the files come, and no old file brings them back.

use app::erase::Whom;
use domain::command::Command;
use domain::deliberation::Outcome;
use domain::id::{CandidateId, IncidentId, PersonId};
use domain::person::Accommodation;
use domain::session::facts::IncidentFile;
use proof::{Jury, Laptop, Plan, Seat, at};

const WHY: &str = "Demande de la personne";

fn erases(laptop: &Laptop, jury: &Jury, candidate: CandidateId) -> app::erase::ErasureReport {
    laptop.desk.erase(jury.session, Whom::Person(PersonId(candidate.0)), WHY).expect("the erasure")
}

/// How many contents about that candidate the laptop's store still holds.
fn contents(laptop: &Laptop, jury: &Jury, candidate: CandidateId) -> usize {
    let entries = laptop.desk.entries(jury.session).expect("the entries");
    let about = entries.iter().filter(|logged| logged.entry.header.subject == Some(candidate.0));
    about.filter(|logged| logged.entry.payload.is_some()).count()
}

fn shows(laptop: &Laptop, jury: &Jury, name: &str) -> bool {
    laptop.everything_shown(jury.session).contains(name)
}

fn is_sound(laptop: &Laptop) {
    let report = laptop.desk.check_store().expect("a report");
    assert_eq!(report.findings, [], "{}", laptop.name);
}

/// Nothing of the candidate is left on that laptop.
fn knows_nothing(laptop: &Laptop, jury: &Jury, candidate: CandidateId, name: &str) {
    assert_eq!(contents(laptop, jury, candidate), 0, "{}", laptop.name);
    assert!(!shows(laptop, jury, name), "{} still shows {name}", laptop.name);
    assert!(laptop.look(jury.session, |session| !session.candidates.contains_key(&candidate)));
    is_sound(laptop);
}

fn incident(candidate: Option<CandidateId>, facts: &str) -> IncidentFile {
    IncidentFile { at: at(9), candidate, facts: facts.into(), statement: String::new(), measures: String::new() }
}

#[test]
fn an_erased_candidate_disappears_and_the_chain_still_verifies() {
    let jury = Plan::of(2).with_civil_status().seated();
    let candidate = jury.candidates[1];
    assert!(shows(&jury.office, &jury, "Vasseur 2"));
    let fingerprint = jury.office.fingerprint(jury.session);
    let report = erases(&jury.office, &jury, candidate);
    assert!(report.preview.entries > 0 && report.left.is_empty() && !report.unfinished, "{report:?}");
    assert_eq!(report.preview.name, "002 Camille Vasseur 2");
    knows_nothing(&jury.office, &jury, candidate, "Vasseur 2");
    assert!(shows(&jury.office, &jury, "Vasseur 1"));
    assert_ne!(jury.office.fingerprint(jury.session), fingerprint, "the erasure is a fact of the session");
    assert_eq!(jury.office.manifest(jury.session).content.jurors[0].expected, 1);
}

#[test]
fn an_old_file_never_brings_the_erased_back() {
    let jury = Jury::of(2);
    let candidate = jury.candidates[0];
    jury.everybody_grades(2);
    let old = jury.bruno.exports(jury.session, "old.delib");
    erases(&jury.office, &jury, candidate);
    let told = jury.office.exports(jury.session, "told.delib");
    jury.awa.imports(&told);
    let preview = jury.bruno.desk.import(&told, app::tables::Mode::DryRun).unwrap();
    assert_eq!(preview.erases, ["001 Camille Vasseur 1"], "who imports is told before");
    jury.bruno.imports(&told);
    for laptop in [&jury.office, &jury.awa, &jury.bruno] {
        laptop.imports(&old);
        laptop.imports(&old);
        knows_nothing(laptop, &jury, candidate, "Vasseur 1");
    }
    let again = jury.awa.exports(jury.session, "again.delib");
    jury.chloe.imports(&old);
    assert!(shows(&jury.chloe, &jury, "Vasseur 1"), "Chloé was not told yet");
    jury.chloe.imports(&again);
    knows_nothing(&jury.chloe, &jury, candidate, "Vasseur 1");
}

#[test]
fn what_a_juror_wrote_of_the_erased_meanwhile_comes_to_nothing_whatever_the_order() {
    let jury = Jury::of(2);
    let candidate = jury.candidates[0];
    let untold = jury.office.exports(jury.session, "untold.delib");
    erases(&jury.office, &jury, candidate);
    let told = jury.office.exports(jury.session, "told.delib");
    // Bruno does not know, and goes on all morning.
    jury.bruno.marks_everything(jury.session, candidate, 1);
    jury.bruno.does(jury.session, Command::Observe { candidate, text: "Vasseur 1 parle clairement".into() });
    jury.bruno.seals(jury.session, candidate);
    let meanwhile = jury.bruno.exports(jury.session, "meanwhile.delib");

    let seen = [[&told, &meanwhile], [&meanwhile, &told], [&untold, &meanwhile]].map(|order| {
        let awa = jury.awa.imaged(700);
        for file in order {
            awa.imports(file);
        }
        awa.imports(&told);
        knows_nothing(&awa, &jury, candidate, "Vasseur 1");
        let whole = awa.exports(jury.session, "whole.delib");
        (awa.fingerprint(jury.session), awa.words(jury.session), std::fs::read(whole).unwrap())
    });
    assert!(seen.iter().all(|one| (one.0, &one.1) == (seen[0].0, &seen[0].1)));
    for laptop in [&jury.office, &jury.bruno] {
        let whole = laptop.path("whole.delib");
        std::fs::write(&whole, &seen[0].2).unwrap();
        laptop.imports(&whole);
        knows_nothing(laptop, &jury, candidate, "Vasseur 1");
        assert_eq!(laptop.fingerprint(jury.session), seen[0].0, "{}", laptop.name);
    }
    assert_eq!(jury.bruno.is_refused(jury.session, Command::SealSheet { candidate }), "unknown-candidate");
}

#[test]
fn two_laptops_of_the_office_erase_apart_and_both_erasures_hold() {
    let jury = Jury::of(3);
    let twin = jury.office.imaged(801);
    erases(&jury.office, &jury, jury.candidates[0]);
    for candidate in [jury.candidates[0], jury.candidates[1]] {
        erases(&twin, &jury, candidate);
    }
    let (one, other) = (jury.office.exports(jury.session, "a.delib"), twin.exports(jury.session, "b.delib"));
    jury.office.imports(&other);
    twin.imports(&one);
    jury.awa.imports(&other);
    jury.awa.imports(&one);
    for laptop in [&jury.office, &twin, &jury.awa] {
        knows_nothing(laptop, &jury, jury.candidates[0], "Vasseur 1");
        knows_nothing(laptop, &jury, jury.candidates[1], "Vasseur 2");
        assert!(shows(laptop, &jury, "Vasseur 3"));
    }
    assert_eq!(jury.office.look(jury.session, |it| it.erased.clone()), twin.look(jury.session, |it| it.erased.clone()));
}

#[test]
fn a_juror_who_left_is_erased_and_the_day_goes_on() {
    let jury = Plan::of(1).seated();
    let (session, bruno) = (jury.session, jury.person(Seat::Bruno));
    let facts = incident(None, "Alarme incendie, reprise à 10 h");
    jury.bruno.does(session, Command::ReportIncident { incident: IncidentId([4; 16]), file: facts });
    jury.office.imports(&jury.bruno.exports(session, "left.delib"));
    let whom = Whom::Person(bruno);
    let refused = jury.office.desk.erase(session, whom, WHY);
    assert_eq!(Laptop::code(refused), "still-seated");
    jury.office.does(session, Command::UnseatJuror { juror: bruno, ground: "A quitté le centre".into() });
    jury.office.desk.erase(session, whom, WHY).unwrap();
    let told = jury.office.exports(session, "told.delib");
    for laptop in [&jury.awa, &jury.chloe, &jury.bruno] {
        laptop.imports(&told);
        assert!(!shows(laptop, &jury, "Roche"), "{}", laptop.name);
        assert_eq!(laptop.look(session, |it| it.incidents.len()), 1, "what Bruno reported stands");
        is_sound(laptop);
    }
    assert!(jury.awa.manifest(session).content.set_aside.is_empty());
}

#[test]
fn after_the_closing_the_minutes_are_kept_and_accommodations_go_apart() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let accommodation = Accommodation { measure: "Tiers temps".into(), extra_time_percent: 33, decided_on: None };
    jury.office.does(session, Command::GrantAccommodation { candidate, accommodation });
    jury.awa.imports(&jury.office.exports(session, "accommodated.delib"));
    let measure = |laptop: &Laptop| {
        laptop.look(session, |it| it.candidates[&candidate].accommodation.shown().map(|known| known.measure.clone()))
    };
    assert_eq!(measure(&jury.awa).as_deref(), Some("Tiers temps"));
    jury.grades_and_confronts(2);
    jury.decides(candidate, Outcome::Awarded, "");
    jury.closes();
    jury.office.imports(&jury.awa.exports(session, "closed.delib"));

    let refused = jury.office.desk.erase(session, Whom::Person(PersonId(candidate.0)), WHY);
    let refused = refused.expect_err("kept");
    assert_eq!(refused.code(), "kept-until");
    assert!(refused.args().contains(&("date", "2076-06-12".to_owned())), "{:?}", refused.args());
    jury.office.desk.erase(session, Whom::Accommodations(candidate), "Fin du délai de recours").unwrap();
    jury.awa.imports(&jury.office.exports(session, "erased.delib"));
    for laptop in [&jury.office, &jury.awa] {
        assert_eq!(measure(laptop), None, "{}", laptop.name);
        assert!(shows(laptop, &jury, "Vasseur 1"), "{}", laptop.name);
        is_sound(laptop);
    }
    let terms = jury.office.desk.retention(session).unwrap();
    let kept: Vec<_> = terms.terms.iter().map(|line| (line.term.kept, line.term.date, line.due)).collect();
    let term = domain::time::Date::parse("2076-06-12").ok();
    assert_eq!(kept, [(domain::retention::Kept::Minutes, term, false)]);
}

#[test]
fn nobody_but_the_office_erases() {
    let jury = Jury::of(1);
    let whom = Whom::Person(PersonId(jury.candidates[0].0));
    for laptop in [&jury.awa, &jury.bruno] {
        assert_eq!(Laptop::code(laptop.desk.erase(jury.session, whom, WHY)), "not-allowed", "{}", laptop.name);
        assert!(shows(laptop, &jury, "Vasseur 1"));
    }
}

#[test]
fn before_it_erases_the_office_sees_where_the_name_still_stands() {
    let jury = Jury::of(2);
    let session = jury.session;
    for (id, about, facts) in [
        (1, Some(jury.candidates[0]), "Retard de Vasseur 1"),
        (2, None, "Vasseur 1 a prévenu de son retard"),
        (3, None, "Panne de courant"),
    ] {
        let file = incident(about, facts);
        jury.office.does(session, Command::ReportIncident { incident: IncidentId([id; 16]), file });
    }
    let whom = Whom::Person(PersonId(jury.candidates[0].0));
    let preview = jury.office.desk.preview_erasure(session, whom, WHY).unwrap();
    let texts: Vec<_> = preview.mentions.iter().filter_map(|mention| mention.text.as_deref()).collect();
    assert!(texts.contains(&"Vasseur 1 a prévenu de son retard") && !texts.contains(&"Panne de courant"), "{texts:?}");
    assert!(!texts.contains(&"Retard de Vasseur 1"), "an incident about the candidate goes with them");
    assert!(shows(&jury.office, &jury, "Retard de Vasseur 1"), "nothing was written");
    jury.office.desk.erase(session, whom, WHY).unwrap();
    assert!(!shows(&jury.office, &jury, "Retard de Vasseur 1"));
    assert!(shows(&jury.office, &jury, "Panne de courant"));
}

#[test]
fn a_candidate_learns_what_is_kept_of_them_and_their_marks_once_the_session_is_closed() {
    let jury = Plan::of(2).with_civil_status().seated();
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.office.does(
        session,
        Command::ReportIncident { incident: IncidentId([4; 16]), file: incident(Some(candidate), "Retard du train") },
    );
    jury.bruno.does(session, Command::Observe { candidate, text: "Parle clairement".into() });
    jury.everybody_grades(2);
    jury.office.imports(&jury.bruno.exports(session, "results.delib"));
    let before = jury.office.desk.subject_access(session, candidate).unwrap();
    let told = serde_json::to_string(&before).unwrap();
    assert!(told.contains("Vasseur 1") && told.contains("Retard du train") && !before.civil.is_empty());
    assert!(before.judged.is_none() && !told.contains("Parle clairement"), "nothing of the panel's is given yet");
    assert!(!told.contains("Vasseur 2"));
    assert_eq!(Laptop::code(jury.bruno.desk.subject_access(session, candidate)), "not-allowed");

    jury.awa_collects();
    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
    for candidate in &jury.candidates {
        jury.decides(*candidate, Outcome::Awarded, "");
    }
    jury.closes();
    jury.office.imports(&jury.awa.exports(session, "closed.delib"));
    let after = jury.office.desk.subject_access(session, candidate).unwrap();
    let judged = after.judged.clone().expect("what the panel said");
    assert_eq!(judged.sheets.len(), 3);
    assert!(judged.sheets.iter().any(|sheet| sheet.observation == "Parle clairement"));
    assert_eq!(judged.decision.map(|decision| decision.outcome), Some(Outcome::Awarded));
    let sheets = serde_json::to_string(&judged.sheets).unwrap();
    assert!(!sheets.contains("Bruno"), "who gave which mark is not said");
    assert!(after.readers.contains(&"Bruno Roche".to_owned()) && after.papers == ["PV-2026-0001"]);
    assert_eq!(jury.office.desk.subject_access(session, candidate).unwrap(), after);
}

/// Whose laptops did not say that they know the latest erasure.
fn unaware(laptop: &Laptop, jury: &Jury) -> Vec<String> {
    let told = laptop.desk.personal_data(jury.session).expect("the personal data");
    let mut people: Vec<_> = told.erased[0].unaware.iter().flat_map(|laptop| laptop.people.clone()).collect();
    people.sort();
    people
}

#[test]
fn the_office_reads_which_laptops_did_not_say_that_they_know_an_erasure() {
    let jury = Jury::of(2);
    let before = jury.office.desk.personal_data(jury.session).unwrap();
    assert!(before.may_erase && before.erased.is_empty());
    assert_eq!(before.candidates.iter().map(|one| one.number.as_str()).collect::<Vec<_>>(), ["001", "002"]);
    assert_eq!(before.laptops.len(), 3, "those that received a pack: {:?}", before.laptops);
    assert!(before.laptops.iter().all(|laptop| laptop.words.is_empty()), "none was heard of yet");
    assert_eq!(Laptop::code(jury.bruno.desk.personal_data(jury.session)), "not-allowed");
    assert!(!jury.awa.desk.personal_data(jury.session).unwrap().may_erase, "the president reads, and does not erase");

    erases(&jury.office, &jury, jury.candidates[0]);
    assert_eq!(unaware(&jury.office, &jury), ["Awa Diallo", "Bruno Roche", "Chloé Petit"]);
    let told = jury.office.desk.personal_data(jury.session).unwrap();
    assert_eq!((told.erased[0].ground.as_str(), told.erased[0].accommodations_alone), (WHY, false));
    assert_eq!(told.candidates.len(), 1, "who was erased is not listed, under any name");

    let file = jury.office.exports(jury.session, "told.delib");
    jury.bruno.imports(&file);
    jury.office.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
    assert_eq!(unaware(&jury.office, &jury), ["Awa Diallo", "Chloé Petit"], "Bruno's laptop said so by its file");
}

#[test]
fn what_is_kept_of_a_candidate_is_saved_to_a_file_whose_name_says_nothing_of_anybody() {
    let mut jury = Plan::of(2).with_civil_status().seated();
    let folder = jury.office.path("reponses");
    std::fs::create_dir(&folder).unwrap();
    jury.office = jury.office.choosing([folder.clone()]);
    let saved = jury.office.desk.save_subject_access(jury.session, jury.candidates[0]).unwrap().expect("a file");
    assert_eq!(saved.file_name, "acces.json");
    let text = std::fs::read_to_string(folder.join("acces.json")).unwrap();
    assert!(text.contains("Vasseur 1") && !text.contains("Vasseur 2"), "of that person, and of nobody else");
    let refused = jury.bruno.desk.save_subject_access(jury.session, jury.candidates[0]);
    assert_eq!(Laptop::code(refused), "not-allowed");
}
