//! The bordereau: what is expected, what has arrived and from whom, what is missing, what is not counted, and who may be whom.

use domain::command::Command;
use domain::deliberation::Outcome;
use domain::id::CandidateId;
use domain::minutes::manifest::{JurorSheets, ManifestContent};
use domain::session::likeness::Sign;
use proof::{Jury, Laptop, Plan, Seat, level};

fn content(laptop: &Laptop, jury: &Jury) -> ManifestContent {
    laptop.manifest(jury.session).content
}

/// Odile and Awa, who do not see each other, each register the same person.
fn registered_twice(jury: &Jury) -> (CandidateId, CandidateId) {
    let admit = |laptop: &Laptop, number: &str, given: &str, family: &str| {
        let candidate = laptop.desk.new_candidate().unwrap();
        let template = laptop.look(jury.session, |it| it.candidates[&jury.candidates[0]].file.shown().unwrap().clone());
        let file = domain::person::CandidateFile {
            number: number.into(),
            given_name: given.into(),
            family_name: family.into(),
            ..template
        };
        laptop.does(jury.session, Command::AdmitCandidate { candidate, file, civil: None });
        candidate
    };
    let first = admit(&jury.office, "021", "Élodie", "Le Gall");
    let second = admit(&jury.awa, "012", "elodie", "LE GALL");
    jury.awa.imports(&jury.office.exports(jury.session, "office.delib"));
    (first, second)
}

#[test]
fn it_says_what_is_missing_by_member_and_by_candidate() {
    let jury = Plan::of(3).recused(Seat::Bruno, 1).absent(2).seated();
    let session = jury.session;
    for laptop in [&jury.awa, &jury.bruno] {
        laptop.marks_everything(session, jury.candidates[0], 2);
        laptop.seals(session, jury.candidates[0]);
    }
    jury.awa_collects();
    let seen = content(&jury.awa, &jury);
    let of =
        |name: &str| -> JurorSheets { seen.jurors.iter().find(|line| line.name.starts_with(name)).unwrap().clone() };
    assert_eq!((of("Awa").expected, of("Awa").sealed, of("Awa").missing), (2, 1, vec!["002".to_owned()]));
    assert_eq!((of("Bruno").expected, of("Bruno").sealed, of("Bruno").missing.len()), (1, 1, 0));
    assert_eq!((of("Chloé").expected, of("Chloé").missing.len()), (2, 2));
    let missing: Vec<(&str, u32, Vec<String>)> =
        seen.candidates.iter().map(|line| (line.number.as_str(), line.expected, line.missing.clone())).collect();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(missing[0], ("001", 3, names(&["Chloé Petit"])));
    assert_eq!(missing[1], ("002", 2, names(&["Awa Diallo", "Chloé Petit"])));
    assert_eq!(missing[2], ("003", 0, vec![]), "who did not come has nothing to show");
}

#[test]
fn it_names_the_laptops_heard_of_and_when_by_their_own_clock() {
    let jury = Jury::of(1);
    let before = content(&jury.awa, &jury);
    jury.bruno.clock.advance_to(domain::time::Timestamp(proof::MORNING.0 + 7_200_000));
    jury.bruno.marks(
        jury.session,
        jury.candidates[0],
        &jury.bruno.criteria(jury.session, jury.candidates[0])[0],
        level(2),
    );
    jury.awa.imports(&jury.bruno.exports(jury.session, "bruno.delib"));
    let after = content(&jury.awa, &jury);
    let of = |seen: &ManifestContent, name: &str| {
        seen.laptops
            .iter()
            .find(|line| line.name == name)
            .map(|line| (line.heard_at, line.heard.is_some(), line.entries))
    };
    assert_eq!(of(&before, "Bruno Roche"), None, "nothing came from him yet");
    let (heard_at, civil, entries) = of(&after, "Bruno Roche").unwrap();
    assert!(heard_at.0 >= proof::MORNING.0 + 7_200_000 && civil && entries >= 2, "{heard_at:?}");
    assert!(of(&after, "Odile Garnier").is_some(), "and the office, whose facts came along");
}

#[test]
fn two_entries_of_one_person_are_suggested_never_merged_and_settled_by_a_person() {
    let jury = Jury::of(1);
    let session = jury.session;
    let (first, second) = registered_twice(&jury);
    let seen = content(&jury.awa, &jury);
    let [pair] = &seen.duplicates[..] else { panic!("{:?}", seen.duplicates) };
    assert_eq!((pair.first.as_str(), pair.second.as_str()), ("012", "021"));
    assert_eq!(pair.signs, [Sign::Names, Sign::NearNumber]);
    assert_eq!(jury.awa.look(session, |it| it.roster().len()), 3, "both are there as long as nobody judged");

    jury.bruno.imports(&jury.awa.exports(session, "awa.delib"));
    jury.bruno.marks_everything(session, second, 1);
    jury.bruno.seals(session, second);
    jury.awa.imports(&jury.bruno.exports(session, "bruno.delib"));
    let given = jury.awa.look(session, |it| it.sheets[&(jury.seats[1], second)].marks.len());
    let ground = "Inscrite deux fois, par deux personnes.".to_owned();
    jury.awa.does(session, Command::JudgeDuplicate { first, second, same: true, ground });
    let seen = content(&jury.awa, &jury);
    assert_eq!((seen.duplicates.len(), seen.withdrawn.len()), (0, 1));
    let kept = &seen.withdrawn[0];
    assert_eq!((kept.withdrawn.as_str(), kept.kept.as_str()), ("012 elodie LE GALL", "021 Élodie Le Gall"));
    assert_eq!((kept.by.as_str(), kept.sheets, kept.marks as usize), ("Awa Diallo", 1, given));
    let marks =
        |id| jury.awa.look(session, |it| it.sheets.get(&(jury.seats[1], id)).map_or(0, |sheet| sheet.marks.len()));
    assert_eq!((marks(first), marks(second)), (0, given), "no mark moved");
}

#[test]
fn homonyms_are_silenced_by_a_person_and_closing_never_waits_for_a_suggestion() {
    let jury = Jury::of(1);
    let session = jury.session;
    let (first, second) = registered_twice(&jury);
    jury.office.imports(&jury.awa.exports(session, "awa.delib"));
    for laptop in [&jury.bruno, &jury.chloe] {
        laptop.imports(&jury.office.exports(session, "office.delib"));
    }
    jury.grades_and_confronts(2);
    for candidate in [jury.candidates[0], first, second] {
        jury.decides(candidate, Outcome::Awarded, "");
    }
    assert_eq!(content(&jury.awa, &jury).duplicates.len(), 1);
    let homonyms = jury.awa.imaged(940);
    jury.closes();
    assert_eq!(jury.awa.manifest(session).closing_faults, [], "nothing stood in the way");

    let judged = Command::JudgeDuplicate { first, second, same: false, ground: "Deux cousines.".into() };
    homonyms.does(session, judged);
    assert_eq!(content(&homonyms, &jury).duplicates, []);
    homonyms.does(session, Jury::closing("PV-2026-0001"));
}

#[test]
fn it_is_drawn_on_paper_and_every_name_of_it_can_be_printed() {
    let jury = Jury::of(2);
    registered_twice(&jury);
    let paper = jury.awa.path("bordereau.pdf");
    let report = jury.awa.desk.write_manifest(jury.session, &paper).unwrap();
    assert!(report.warnings.is_empty() && report.bytes > 10_000, "{report:?}");
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF-"));
}
