//! A closed session: what comes late is kept and never counted, what was signed is never edited, a rectificatif cites it.

use domain::command::{AmendedDecision, Command};
use domain::deliberation::Outcome;
use domain::grading::Mark;
use domain::id::Digest;
use domain::minutes::Edition;
use domain::minutes::compose::EditionChoice;
use proof::{Jury, at};

fn sha256_of(path: &std::path::Path) -> Digest {
    app::publish::sha256(&std::fs::read(path).unwrap())
}

#[test]
fn a_file_that_comes_after_the_closing_is_kept_told_and_never_counted() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.grades_and_confronts(2);
    // Chloé goes on writing an incident on her own laptop while Awa closes.
    let incident = domain::id::IncidentId([7; 16]);
    let file = domain::session::facts::IncidentFile {
        at: at(15),
        candidate: None,
        facts: "Panne de courant".into(),
        statement: String::new(),
        measures: String::new(),
    };
    jury.chloe.does(session, Command::ReportIncident { incident, file });
    jury.decides(candidate, Outcome::Awarded, "");
    jury.closes();
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(session, EditionChoice::Original, &paper).unwrap();
    let printed = jury.awa.desk.minutes(session, EditionChoice::Original).unwrap();

    let late = jury.awa.imports(&jury.chloe.exports(session, "late.delib"));
    assert_eq!((late.new, late.late), (1, 1));
    assert_eq!(jury.awa.set_aside(session, "late"), 1);
    assert_eq!(jury.awa.desk.minutes(session, EditionChoice::Original).unwrap(), printed);
    let again = jury.awa.path("again.pdf");
    jury.awa.desk.write_minutes(session, EditionChoice::Original, &again).unwrap();
    assert_eq!(sha256_of(&again), sha256_of(&paper), "the minutes draw again to the same bytes");

    let content = jury.awa.manifest(session).content;
    assert_eq!(content.late, 1);
    let late = content.set_aside.iter().find(|line| line.reason == "late").unwrap();
    assert_eq!((late.author.as_str(), late.count), ("Chloé Petit", 1));
    let counted = |laptop: &proof::Laptop| laptop.manifest(session).content.closing.unwrap().fingerprint;
    assert_eq!(counted(&jury.awa), printed.proof.fingerprint, "the closing's fingerprint is the one printed");
    jury.awa.desk.countersign(session, None, None).unwrap();
    assert_eq!(counted(&jury.awa), printed.proof.fingerprint);
}

#[test]
fn each_juror_s_laptop_countersigns_what_it_finds_itself_and_the_minutes_it_was_shown() {
    let jury = Jury::of(2);
    let session = jury.session;
    jury.awards_everybody();
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(session, EditionChoice::Original, &paper).unwrap();
    let drawn = sha256_of(&paper);
    assert_eq!(proof::Laptop::code(jury.bruno.desk.countersign(session, None, None)), "session-not-closed");

    let closed = jury.awa.exports(session, "closed.delib");
    jury.bruno.imports(&closed);
    let found = jury.bruno.desk.countersign(session, None, Some(&paper)).unwrap();
    assert_eq!(found.minutes, Some(drawn));
    assert_eq!(proof::Laptop::code(jury.bruno.desk.countersign(session, None, None)), "already-countersigned");
    // Chloé is shown the same paper once Awa has signed it.
    jury.awa.desk.sign_minutes(session, jury.seats[0], &paper, None).unwrap();
    assert_ne!(sha256_of(&paper), drawn);
    jury.chloe.imports(&closed);
    assert_eq!(jury.chloe.desk.countersign(session, None, Some(&paper)).unwrap().minutes, Some(drawn));
    let office = jury.office.imports(&closed);
    assert_eq!(office.late, 0);
    assert_eq!(proof::Laptop::code(jury.office.desk.countersign(session, None, None)), "not-allowed");

    jury.awa_collects();
    let closing = jury.awa.manifest(session).content.closing.unwrap();
    let found: Vec<_> =
        closing.countersignatures.iter().map(|line| (line.name.as_str(), line.verdict, line.minutes)).collect();
    use domain::minutes::manifest::Verdict::{Awaited, Holds};
    let expected =
        [("Awa Diallo", Awaited, None), ("Chloé Petit", Holds, Some(drawn)), ("Bruno Roche", Holds, Some(drawn))];
    assert_eq!(found, expected);
    assert_eq!(jury.awa.set_aside(session, "late"), 0, "a countersignature outlives the closing");
}

#[test]
fn a_laptop_that_lacks_what_the_closing_counts_does_not_countersign() {
    let jury = Jury::of(1);
    let session = jury.session;
    jury.awards_everybody();
    jury.bruno.imports(&jury.awa.exports(session, "closed.delib"));
    let (closing, counted) = jury.bruno.look(session, |it| {
        let (hash, closing) = it.standing_closing().unwrap();
        (hash, closing.value.clone())
    });
    let mut entries = jury.bruno.desk.entries(session).unwrap();
    assert_eq!(domain::session::cut::fingerprint(&counted, &entries), Some(counted.fingerprint));
    entries.retain(|logged| logged.entry.header.kind != 42);
    assert_eq!(domain::session::cut::fingerprint(&counted, &entries), None);
    let other = Command::Countersign { closing, fingerprint: Digest([7; 32]), minutes: None };
    assert_eq!(jury.bruno.is_refused(session, other), "fingerprint-differs");
}

#[test]
fn a_rectificatif_is_the_president_s_alone() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.awards_everybody();
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(session, EditionChoice::Original, &paper).unwrap();
    let (corrects, at) = (sha256_of(&paper), at(18));
    jury.bruno.imports(&jury.awa.exports(session, "closed.delib"));
    let decision = AmendedDecision {
        candidate,
        outcome: Outcome::Adjourned,
        parts_validated: vec![],
        mention: String::new(),
        ground: "Non".into(),
    };
    let (number, reason, decisions) = ("PV-2026-0001-R1".into(), "Je ne suis pas d'accord".into(), vec![decision]);
    let amend = Command::Amend { number, corrects, reason, at, decisions };
    assert_eq!(jury.bruno.is_refused(session, amend), "not-allowed");
    assert_eq!(jury.bruno.look(session, |it| it.decision(candidate).unwrap().outcome), Outcome::Awarded);
}

#[test]
fn every_laptop_draws_the_same_minutes_to_the_byte() {
    let jury = Jury::of(2);
    jury.awards_everybody();
    let closed = jury.awa.exports(jury.session, "closed.delib");
    let mut digests = vec![];
    for laptop in [&jury.awa, &jury.bruno, &jury.chloe, &jury.office] {
        if laptop.name != "Awa" {
            laptop.imports(&closed);
        }
        let paper = laptop.path("pv.pdf");
        laptop.desk.write_minutes(jury.session, EditionChoice::Original, &paper).unwrap();
        digests.push(sha256_of(&paper));
    }
    assert!(digests.iter().all(|digest| *digest == digests[0]), "{digests:?}");
}

#[test]
fn a_rectificatif_cites_the_signed_minutes_which_stay_as_they_were_to_the_byte() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    jury.awards_everybody();
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(session, EditionChoice::Original, &paper).unwrap();
    jury.everybody_signs(&paper);
    let signed = std::fs::read(&paper).unwrap();

    let corrects = sha256_of(&paper);
    let amend = |decisions| Command::Amend {
        number: "PV-2026-0001-R1".into(),
        corrects,
        reason: "Un bloc a été recopié d'une autre candidate.".into(),
        at: at(18),
        decisions,
    };
    assert_eq!(jury.awa.is_refused(session, amend(vec![])), "nothing-amended");
    let parts = jury.awa.look(session, |it| it.decision(candidate).unwrap().parts);
    let decision = AmendedDecision {
        candidate,
        outcome: Outcome::Partial,
        parts_validated: parts.iter().skip(1).map(|part| part.part.clone()).collect(),
        mention: String::new(),
        ground: "Le premier bloc n'est pas validé.".into(),
    };
    jury.awa.does(session, amend(vec![decision]));

    let amended = jury.awa.desk.minutes(session, EditionChoice::Amendment(0)).unwrap();
    let Edition::Amendment { corrects: number, hash, .. } = &amended.edition else { panic!("{:?}", amended.edition) };
    assert_eq!((number.as_str(), *hash), ("PV-2026-0001", corrects));
    let second = jury.awa.path("rectificatif.pdf");
    jury.awa.desk.write_minutes(session, EditionChoice::Amendment(0), &second).unwrap();
    jury.everybody_signs(&second);
    assert!(app::verify::verify_paper(&second).unwrap().intact);

    assert_eq!(std::fs::read(&paper).unwrap(), signed);
    let verified = app::verify::verify_paper(&paper).unwrap();
    assert!(verified.intact && verified.signatures.len() == 3 && verified.signatures.iter().all(|one| one.holds));
    let first = jury.awa.desk.minutes(session, EditionChoice::Original).unwrap();
    assert_eq!((first.count(Outcome::Awarded), amended.count(Outcome::Partial)), (1, 1));
}

#[test]
fn an_imaged_laptop_that_shows_up_after_the_closing_changes_nothing_in_the_minutes() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let twin = jury.chloe.imaged(401);
    jury.awards_everybody();
    let before = jury.awa.desk.minutes(session, EditionChoice::Original).unwrap();

    let criterion = twin.criteria(session, candidate).remove(0);
    twin.marks_everything(session, candidate, 0);
    twin.marks(session, candidate, &criterion, Mark::default());
    let report = jury.awa.imports(&twin.exports(session, "twin.delib"));
    assert!(report.forks > 0, "{report:?}");
    assert_eq!(jury.awa.desk.minutes(session, EditionChoice::Original).unwrap(), before);
    assert_eq!(jury.awa.desk.recount(session).unwrap().differing, 0);
}
