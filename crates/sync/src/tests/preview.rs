//! What people are shown before an import: counts that can be trusted, what waits, what is late, where a laptop was cloned,
//! whose clock is wrong.

use std::collections::BTreeMap;

use domain::id::LogId;
use domain::log::Logged;
use domain::session::fold::fold;
use domain::time::Timestamp;

use crate::plan::{Counts, Known, Plan, plan};
use crate::read::read;
use crate::tests::jury::{Jury, MORNING};
use crate::verify::verify;
use crate::write::write;

/// What is shown for a file of `entries` on a laptop that knows `known`.
fn shown(jury: &Jury, entries: &[Logged], known: &Known) -> Plan {
    let file = write(&jury.bundle(entries), &jury.office.key).unwrap();
    plan(verify(read(&file).unwrap(), known).unwrap(), known, MORNING)
}

/// A laptop that holds those entries.
fn holding<'a>(jury: &Jury, entries: impl IntoIterator<Item = &'a Logged>) -> Known {
    let mut known = Known { session: Some(jury.session), founder: Some(jury.office.key.public()), ..Known::default() };
    entries.into_iter().for_each(|logged| known.hold(logged));
    known
}

fn counts(new: usize, known: usize) -> Counts {
    Counts { new: new.try_into().unwrap(), known: known.try_into().unwrap(), ..Counts::default() }
}

#[test]
fn the_same_file_twice_brings_nothing_new() {
    let jury = Jury::small();
    let all = jury.everything();
    let first = shown(&jury, &all, &Known::default());
    assert_eq!((first.total(), first.is_known()), (counts(all.len(), 0), false));
    assert_eq!(first.new_logs.len(), 2);
    assert_eq!(first.new_secrets, jury.secrets);
    let second = shown(&jury, &all, &holding(&jury, &all));
    assert_eq!((second.total(), second.is_known()), (counts(0, all.len()), true));
    assert!(second.new_logs.is_empty() && second.logs.iter().all(|log| log.first.is_none()));
    assert_eq!(first.digest, second.digest);
}

#[test]
fn each_log_says_whose_it_is_and_from_when_to_when() {
    let jury = Jury::small();
    let plan = shown(&jury, &jury.everything(), &holding(&jury, &jury.office.entries));
    let juror = &jury.jurors[0];
    let report = plan.logs.iter().find(|report| report.log == juror.log).unwrap();
    assert_eq!((report.person, report.device), (juror.person, juror.key.public()));
    assert_eq!(report.counts, counts(juror.entries.len(), 0));
    assert_eq!(report.first, Some(juror.entries[0].entry.header.clock.at()));
    assert_eq!(report.last, juror.entries.last().map(|logged| logged.entry.header.clock.at()));
}

#[test]
fn entries_whose_predecessors_are_missing_wait() {
    let jury = Jury::busy(4);
    let (early, late) = jury.office.entries.split_at(3);
    let gap = shown(&jury, &late[2..], &holding(&jury, early));
    assert_eq!(gap.total(), Counts { pending: late.len() as u32 - 2, ..counts(late.len() - 2, 0) });
    assert_eq!(gap.new.len(), late.len() - 2);
    let next = shown(&jury, late, &holding(&jury, early));
    assert_eq!(next.total(), counts(late.len(), 0));
    let nothing = shown(&jury, late, &holding(&jury, []));
    assert_eq!(nothing.total().pending as usize, late.len());
}

#[test]
fn what_follows_an_entry_that_waits_waits_too() {
    let jury = Jury::busy(4);
    let waiting = &jury.office.entries[4..6];
    let mut known = holding(&jury, waiting);
    known.pending.extend(waiting.iter().map(|logged| logged.hash));
    assert_eq!(shown(&jury, &jury.office.entries[6..], &known).total().pending as usize, jury.office.entries.len() - 6);
}

#[test]
fn a_payload_kept_back_is_completed_by_a_later_file() {
    let jury = Jury::small();
    let mut kept_back = jury.office.entries.clone();
    kept_back.iter_mut().filter(|l| l.entry.header.kind == 12).for_each(|l| l.entry.payload = None);
    let first = shown(&jury, &kept_back, &Known::default());
    assert_eq!(first.total().withheld, 1);
    let later = shown(&jury, &jury.office.entries, &holding(&jury, &kept_back));
    assert_eq!(later.total(), counts(0, kept_back.len()));
    assert_eq!((later.completed.len(), later.completed[0].entry.header.kind, later.is_known()), (1, 12, false));
}

#[test]
fn an_old_file_never_brings_back_what_was_erased() {
    let jury = Jury::small();
    let candidate = jury.candidates[0].0;
    let mut known = holding(&jury, []);
    known.erased.insert(candidate);
    let plan = shown(&jury, &jury.everything(), &known);
    let of_candidate = |logged: &&Logged| logged.entry.header.subject == Some(candidate);
    assert!(plan.new.iter().filter(of_candidate).count() >= 4);
    assert!(plan.new.iter().filter(of_candidate).all(|logged| logged.entry.payload.is_none()));
    assert!(plan.new.iter().filter(|logged| !of_candidate(logged)).all(|logged| logged.entry.payload.is_some()));
    assert!(!plan.new_secrets.contains_key(&candidate));
    // And not when the entries were held without it either.
    let erased: Vec<Logged> = plan.new;
    let mut known = holding(&jury, &erased);
    known.erased.insert(candidate);
    assert!(shown(&jury, &jury.everything(), &known).is_known());
}

#[test]
fn what_was_written_beyond_the_closing_is_late() {
    let jury = Jury::small();
    let juror = &jury.jurors[0];
    let mut known = holding(&jury, &jury.office.entries);
    let cut: BTreeMap<LogId, u32> = [(jury.office.log, 99), (juror.log, 3)].into();
    known.cut = Some(cut);
    assert_eq!(shown(&jury, &jury.everything(), &known).total().late as usize, juror.entries.len() - 3);
    // An opening and an import outlive the closing, whoever's they are.
    known.cut = Some(BTreeMap::new());
    assert_eq!(shown(&jury, &juror.entries, &known).total().late as usize, juror.entries.len() - 2);
}

#[test]
fn a_cloned_laptop_is_shown_where_its_branches_part() {
    let jury = Jury::busy(5);
    let last = jury.jurors.last().unwrap();
    let seq = jury.clone[0].entry.header.seq;
    let whole = shown(&jury, &jury.everything(), &Known::default());
    let places =
        |plan: &Plan| plan.forks.iter().map(|fork| (fork.log, fork.seq, fork.hashes.len())).collect::<Vec<_>>();
    assert_eq!(places(&whole), [(last.log, seq, 2)]);
    let other = shown(&jury, &jury.clone, &holding(&jury, &last.entries));
    assert_eq!(places(&other), [(last.log, seq, 2)]);
    assert_eq!(other.total(), counts(jury.clone.len(), 0));
    assert_eq!(places(&shown(&jury, &last.entries, &holding(&jury, &last.entries))), []);
}

#[test]
fn a_clock_ahead_is_told_and_refuses_nothing() {
    let jury = Jury::small();
    let entries = jury.everything();
    let latest = entries.iter().map(|logged| logged.entry.header.clock.at().0).max().unwrap();
    assert_eq!(shown(&jury, &entries, &Known::default()).clock_ahead, u64::try_from(latest - MORNING.0).unwrap());
    let file = write(&jury.bundle(&entries), &jury.office.key).unwrap();
    let verified = verify(read(&file).unwrap(), &Known::default()).unwrap();
    assert_eq!(plan(verified, &Known::default(), Timestamp(latest + 5)).clock_ahead, 0);
}

#[test]
fn a_folded_session_says_who_may_write() {
    let jury = Jury::busy(6);
    let known = Known::of(&fold(jury.session, &jury.everything()).unwrap());
    assert_eq!(known.session, Some(jury.session));
    assert_eq!(known.founder, Some(jury.office.key.public()));
    assert_eq!((known.authors.len(), known.invitations.len()), (4, 3));
}
