//! Laptops that were imaged, lost or restored: both branches are kept and shown, nothing forks in silence, nobody's work is
//! lost, and whoever holds the same files sees the same session.

use domain::command::Command;
use domain::deliberation::Outcome;
use domain::grading::{Mark, Rating};
use domain::id::CandidateId;
use domain::session::dispute::{Dispute, open_disputes};
use proof::{Jury, Laptop, level};

fn first_criterion(laptop: &Laptop, jury: &Jury) -> (CandidateId, String) {
    let candidate = jury.candidates[0];
    (candidate, laptop.criteria(jury.session, candidate).remove(0))
}

/// What a laptop holds and shows, to be compared with what another one does.
fn state(laptop: &Laptop, jury: &Jury) -> (domain::id::Digest, Vec<Dispute>, String) {
    let sheets = laptop.look(jury.session, |session| format!("{:?}", session.sheets));
    (laptop.fingerprint(jury.session), laptop.look(jury.session, open_disputes), sheets)
}

#[test]
fn an_imaged_laptop_that_marks_on_both_sides_is_a_dispute_that_awa_sees_whatever_the_order() {
    let jury = Jury::of(1);
    let (candidate, criterion) = first_criterion(&jury.bruno, &jury);
    let twin = jury.bruno.imaged(501);
    jury.bruno.marks(jury.session, candidate, &criterion, level(0));
    twin.marks(jury.session, candidate, &criterion, level(2));
    let files = [&jury.bruno, &twin].map(|laptop| laptop.exports(jury.session, "results.delib"));

    let seen = [[0, 1], [1, 0]].map(|order| {
        let awa = jury.awa.imaged(510);
        let forks: u32 = order.iter().map(|place| awa.imports(&files[*place]).forks).sum();
        assert_eq!(forks, 1);
        state(&awa, &jury)
    });
    assert_eq!(seen[0], seen[1]);
    let dispute = Dispute::Mark { juror: jury.seats[1], candidate, criterion };
    assert_eq!(seen[0].1, [dispute]);
}

#[test]
fn a_session_on_which_two_laptops_disagree_is_not_closed_until_it_is_settled() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    jury.everybody_grades(2);
    let details = |place: &str| {
        let mut details = proof::details();
        details.place = place.into();
        Command::CorrectSession { details }
    };
    jury.awa.does(jury.session, details("Salle A"));
    jury.office.does(jury.session, details("Salle B"));
    jury.awa_collects();
    jury.awa.imports(&jury.office.exports(jury.session, "office.delib"));
    jury.awa.does(jury.session, Command::OpenConfrontation { exception: String::new() });
    jury.decides(candidate, Outcome::Awarded, "");
    assert_eq!(jury.awa.is_refused(jury.session, Jury::closing("PV-2026-0001")), "disagreement");
    jury.awa.does(jury.session, details("Salle A"));
    jury.closes();
}

#[test]
fn both_branches_of_an_imaged_laptop_are_kept_and_the_panel_settles_what_differs() {
    let jury = Jury::of(1);
    let (candidate, criterion) = first_criterion(&jury.bruno, &jury);
    let twin = jury.bruno.imaged(530);
    for laptop in [&jury.awa, &jury.chloe, &jury.bruno, &twin] {
        laptop.marks_everything(jury.session, candidate, 2);
    }
    twin.marks(jury.session, candidate, &criterion, level(0));
    for laptop in [&jury.awa, &jury.chloe, &jury.bruno, &twin] {
        laptop.seals(jury.session, candidate);
    }
    jury.awa_collects();
    jury.awa.imports(&twin.exports(jury.session, "twin.delib"));
    jury.awa.does(jury.session, Command::OpenConfrontation { exception: String::new() });
    let decide = Jury::decision(candidate, Outcome::Awarded, "");
    assert_eq!(jury.awa.is_refused(jury.session, decide.clone()), "gaps-unsettled");
    let retain = |ground: &str| Command::Retain {
        candidate,
        criterion: criterion.clone(),
        rating: Rating::Level { index: 2 },
        ground: ground.into(),
    };
    assert_eq!(jury.awa.is_refused(jury.session, retain("")), "ground-for-boundary");
    jury.awa.does(jury.session, retain("Bruno confirme son premier portable."));
    jury.awa.does(jury.session, decide);
    jury.closes();
}

#[test]
fn a_juror_who_writes_on_after_a_fork_settles_it_and_lives_as_the_log_tells() {
    let jury = Jury::of(1);
    let (candidate, criterion) = first_criterion(&jury.bruno, &jury);
    let twin = jury.bruno.imaged(540);
    jury.bruno.marks(jury.session, candidate, &criterion, level(0));
    twin.marks(jury.session, candidate, &criterion, level(2));

    jury.bruno.imports(&twin.exports(jury.session, "twin.delib"));
    assert_eq!(jury.bruno.look(jury.session, open_disputes).len(), 1);
    jury.bruno.marks(jury.session, candidate, &criterion, level(1));
    let live = state(&jury.bruno, &jury);
    assert_eq!(live.1, [], "Bruno, who saw both, said which");

    let settled = jury.bruno.exports(jury.session, "settled.delib");
    let report = jury.awa.imports(&settled);
    assert_eq!(report.forks, 1, "no further fork");
    let (_, disputes, sheets) = state(&jury.awa, &jury);
    assert_eq!((disputes, &sheets), (vec![], &live.2), "Awa reads the same marks");
    let bruno = jury.bruno.restarted();
    assert_eq!(bruno.fingerprint(jury.session), live.0);
    assert_eq!(bruno.look(jury.session, |session| format!("{:?}", session.sheets)), live.2);
    assert_eq!(bruno.own_mark(jury.session, candidate, &criterion), level(1));
    assert_eq!(bruno.desk.check_store().unwrap().findings, []);
}

#[test]
fn a_restored_laptop_gets_its_own_newer_marks_back_and_writes_on_without_a_fork() {
    let mut jury = Jury::of(1);
    let candidate = jury.candidates[0];
    let criteria = jury.bruno.criteria(jury.session, candidate);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(1));
    let yesterday = jury.bruno.store_kept_aside("yesterday");
    jury.bruno.marks(jury.session, candidate, &criteria[1], level(2));
    jury.awa.imports(&jury.bruno.exports(jury.session, "evening.delib"));

    jury.bruno = jury.bruno.put_back(&yesterday);
    assert_eq!(jury.bruno.own_mark(jury.session, candidate, &criteria[1]), Mark::default());
    jury.bruno.imports(&jury.awa.exports(jury.session, "from-awa.delib"));
    assert_eq!(jury.bruno.own_mark(jury.session, candidate, &criteria[1]), level(2));

    jury.bruno.marks(jury.session, candidate, &criteria[2], level(0));
    let report = jury.awa.imports(&jury.bruno.exports(jury.session, "again.delib"));
    assert_eq!((report.forks, report.pending), (0, 0), "{report:?}");
    assert_eq!(state(&jury.awa, &jury), state(&jury.bruno, &jury));
}

#[test]
fn a_laptop_whose_whole_disk_was_put_back_forks_when_it_marks_before_it_learns_of_its_newer_marks_and_says_so() {
    let mut jury = Jury::of(1);
    let candidate = jury.candidates[0];
    let criteria = jury.bruno.criteria(jury.session, candidate);
    let yesterday = jury.bruno.imaged(550);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    jury.bruno.marks(jury.session, candidate, &criteria[1], level(2));
    jury.awa.imports(&jury.bruno.exports(jury.session, "evening.delib"));

    jury.bruno = yesterday;
    jury.bruno.marks(jury.session, candidate, &criteria[2], level(0));
    let report = jury.bruno.imports(&jury.awa.exports(jury.session, "from-awa.delib"));
    assert_eq!(report.forks, 1);
    for (criterion, given) in criteria.iter().zip([2, 2, 0]) {
        assert_eq!(jury.bruno.own_mark(jury.session, candidate, criterion), level(given), "nothing is lost");
    }
    jury.bruno.marks(jury.session, candidate, &criteria[3], level(1));
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(1));
    let live = state(&jury.bruno, &jury);
    assert_eq!(live.1, []);
    let report = jury.awa.imports(&jury.bruno.exports(jury.session, "again.delib"));
    assert_eq!(report.forks, 1, "the one fork that is known, and no other");
    assert_eq!(state(&jury.awa, &jury), live);
    jury.bruno = jury.bruno.restarted();
    assert_eq!(state(&jury.bruno, &jury), live);
}

#[test]
fn a_laptop_whose_battery_died_is_replaced_by_another_with_a_new_pack() {
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    let criteria = jury.bruno.criteria(jury.session, candidate);
    jury.bruno.marks(jury.session, candidate, &criteria[0], level(2));
    jury.awa.imports(&jury.bruno.exports(jury.session, "noon.delib"));

    let spare = Laptop::new("Bruno", 77);
    jury.hands_pack_to(proof::Seat::Bruno, &spare);
    spare.imports(&jury.awa.exports(jury.session, "from-awa.delib"));
    assert_eq!(spare.own_mark(jury.session, candidate, &criteria[0]), level(2));
    spare.marks_everything(jury.session, candidate, 2);
    spare.seals(jury.session, candidate);
    let report = jury.awa.imports(&spare.exports(jury.session, "spare.delib"));
    assert_eq!((report.forks, report.pending), (0, 0));
    assert_eq!(jury.awa.look(jury.session, open_disputes), []);
    assert!(jury.awa.look(jury.session, |session| session.sealed(jury.seats[1], candidate)));
}
