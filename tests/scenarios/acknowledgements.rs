//! What a juror handed over, and whether it arrived: each sheet is on their laptop alone, handed over, or acknowledged by the
//! laptop that collects; and a mark given afterwards makes it wait again.

use app::tables::Mode;
use app::view::Handover::{self, Acknowledged, HandedOver, Local};
use domain::id::PersonId;
use proof::{Jury, Laptop, level};

/// How far the sheets of `juror` have travelled as `laptop` knows, in the order of the candidates' numbers.
fn sheets_of(laptop: &Laptop, jury: &Jury, juror: PersonId) -> Vec<Handover> {
    let sheets = laptop.desk.handovers(jury.session).expect("the sheets");
    sheets.into_iter().filter(|sheet| sheet.juror == juror).map(|sheet| sheet.handover).collect()
}

/// Bruno's own sheets as his grid, his sheet and the list of sessions show them.
fn brunos(jury: &Jury) -> Vec<Option<Handover>> {
    let grid = jury.bruno.desk.grid(jury.session).expect("a grid");
    for line in &grid.candidates {
        let sheet = jury.bruno.desk.sheet(jury.session, line.id).expect("a sheet");
        assert_eq!(sheet.candidate.handover, line.handover);
    }
    grid.candidates.into_iter().map(|line| line.handover).collect()
}

/// Sealed, handed over, acknowledged: how many of Bruno's sheets the list of sessions counts.
fn brunos_card(jury: &Jury) -> [u32; 3] {
    let card = jury.bruno.desk.sessions().expect("the list").remove(0);
    [card.sheets_done, card.sheets_handed_over, card.sheets_acknowledged]
}

#[test]
fn a_sheet_is_on_the_laptop_alone_then_handed_over_then_acknowledged() {
    let mut jury = Jury::of(2);
    assert_eq!(brunos(&jury), [None, None]);
    for candidate in &jury.candidates {
        jury.bruno.marks_everything(jury.session, *candidate, 2);
        jury.bruno.seals(jury.session, *candidate);
    }
    assert_eq!((brunos(&jury), brunos_card(&jury)), (vec![Some(Local), Some(Local)], [2, 0, 0]));
    let results = jury.bruno.exports(jury.session, "results.delib");
    assert_eq!((brunos(&jury), brunos_card(&jury)), (vec![Some(HandedOver), Some(HandedOver)], [2, 2, 0]));

    jury.awa.imports(&results);
    assert_eq!(
        sheets_of(&jury.awa, &jury, jury.seats[1]),
        [Acknowledged, Acknowledged],
        "she knows that she holds them"
    );
    let receipt = jury.awa.acknowledges(jury.session, jury.seats[1], "receipt.delib");
    let report = jury.bruno.imports(&receipt);
    assert_eq!((report.kind, report.acknowledged, report.conflicts.len()), ("acknowledgement", 2, 0));
    assert_eq!((brunos(&jury), brunos_card(&jury)), (vec![Some(Acknowledged), Some(Acknowledged)], [2, 2, 2]));

    let again = jury.bruno.imports(&receipt);
    assert_eq!((again.new, again.acknowledged, again.imported_before.is_some()), (0, 0, true), "once is enough");
    jury.bruno = jury.bruno.restarted();
    assert_eq!(brunos(&jury), [Some(Acknowledged), Some(Acknowledged)]);
}

#[test]
fn a_mark_given_after_the_acknowledgement_makes_its_sheet_wait_again_and_no_other() {
    let jury = Jury::of(2);
    let criteria = jury.bruno.criteria(jury.session, jury.candidates[0]);
    for candidate in &jury.candidates {
        jury.bruno.marks(jury.session, *candidate, &criteria[0], level(2));
    }
    jury.awa.imports(&jury.bruno.exports(jury.session, "morning.delib"));
    let receipt = jury.awa.acknowledges(jury.session, jury.seats[1], "receipt.delib");
    jury.bruno.marks(jury.session, jury.candidates[0], &criteria[1], level(1));
    jury.bruno.imports(&receipt);
    assert_eq!(brunos(&jury), [Some(Local), Some(Acknowledged)]);
    jury.awa.imports(&jury.bruno.exports(jury.session, "evening.delib"));
    assert_eq!(brunos(&jury), [Some(HandedOver), Some(Acknowledged)]);
    jury.bruno.imports(&jury.awa.acknowledges(jury.session, jury.seats[1], "again.delib"));
    assert_eq!(brunos(&jury), [Some(Acknowledged), Some(Acknowledged)]);
}

#[test]
fn an_acknowledgement_is_tiny_shows_nobody_s_marks_and_is_not_acknowledged_itself() {
    let jury = Jury::of(2);
    for laptop in [&jury.awa, &jury.bruno, &jury.chloe] {
        laptop.marks_everything(jury.session, jury.candidates[0], 2);
    }
    jury.awa_collects();
    let receipt = jury.awa.acknowledges(jury.session, jury.seats[1], "receipt.delib");
    assert!(std::fs::metadata(&receipt).unwrap().len() < 4_096);
    let entries = jury.bruno.desk.entries(jury.session).unwrap().len();
    let report = jury.bruno.imports(&receipt);
    let brought: u32 = report.logs.iter().map(|log| log.new).sum();
    assert_eq!((report.logs.len(), report.new, brought), (1, 2, 2), "a log that opens, and what arrived");
    assert_eq!(jury.bruno.desk.entries(jury.session).unwrap().len(), entries + 2, "he answers nothing");
    let known =
        jury.bruno.look(jury.session, |session| session.sheets.keys().map(|(juror, _)| *juror).collect::<Vec<_>>());
    assert_eq!(known, [jury.seats[1]], "neither Awa's sheets nor Chloé's");

    let second = jury.awa.acknowledges(jury.session, jury.seats[1], "second.delib");
    assert_eq!(jury.bruno.imports(&second).new, 0, "nothing arrived meanwhile, nothing is said again");
}

#[test]
fn whatever_file_says_it_and_in_whatever_order_a_sheet_is_acknowledged_alike() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    jury.bruno.marks_everything(jury.session, candidate, 2);
    jury.bruno.seals(jury.session, candidate);
    jury.awa.imports(&jury.bruno.exports(jury.session, "results.delib"));
    let files = [
        jury.awa.acknowledges(jury.session, jury.seats[1], "receipt.delib"),
        jury.awa.exports(jury.session, "everything.delib"),
    ];
    let seen = [[0, 1], [1, 0]].map(|order| {
        let bruno = jury.bruno.imaged(620);
        for place in order {
            bruno.imports(&files[place]);
            assert_eq!(sheets_of(&bruno, &jury, jury.seats[1]), [Acknowledged]);
        }
        (bruno.fingerprint(jury.session), bruno.look(jury.session, |session| format!("{:?}", session.arrivals())))
    });
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn a_colleague_s_laptop_acknowledges_nothing_and_says_so() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    jury.bruno.marks_everything(jury.session, candidate, 2);
    let path = jury.chloe.path("receipt.delib");
    jury.chloe.imports(&jury.bruno.exports(jury.session, "results.delib"));
    let refused = jury.chloe.desk.acknowledge(jury.session, jury.seats[1], &path);
    assert_eq!(Laptop::code(refused), "not-allowed");
    jury.bruno.imports(&jury.chloe.exports(jury.session, "chloe.delib"));
    assert_eq!(brunos(&jury), [Some(HandedOver)], "she is not who collects");
    let nothing = jury.awa.desk.acknowledge(jury.session, jury.seats[1], &jury.awa.path("receipt.delib"));
    assert_eq!(Laptop::code(nothing), "nothing-arrived");
    assert!(!path.exists());
}

#[test]
fn the_office_acknowledges_too_and_a_question_changes_nothing() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    jury.bruno.marks_everything(jury.session, candidate, 2);
    jury.office.imports(&jury.bruno.exports(jury.session, "results.delib"));
    let receipt = jury.office.acknowledges(jury.session, jury.seats[1], "receipt.delib");
    let asked = jury.bruno.desk.import(&receipt, Mode::DryRun).unwrap();
    assert_eq!((asked.acknowledged, brunos(&jury)), (1, vec![Some(HandedOver)]));
    jury.bruno.imports(&receipt);
    assert_eq!(brunos(&jury), [Some(Acknowledged)]);
    assert_eq!(jury.office.desk.check_store().unwrap().findings, []);
    assert_eq!(jury.bruno.desk.check_store().unwrap().findings, []);
}
