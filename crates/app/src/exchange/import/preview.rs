//! What a file would bring, told before anything is written: the session as it is beside the session as it would be. The
//! comparison is made in memory; nothing here writes, and nothing here refuses.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{CandidateId, Digest, LogId, PersonId};
use domain::session::about::{candidate as numbered, person as name};
use domain::session::dispute::Dispute;
use domain::session::receipt::Arrivals;
use domain::session::sides::sides;
use domain::session::stretch::Stretch as _;
use domain::session::{ARRIVAL, Newer, Session, SetAside, disputes};
use domain::time::Timestamp;
use sync::plan::{Counts, Plan};

use super::intake::pieces;
use super::report::{ClockAhead, Conflict, ImportReport, LogArrival, NewerEntries, Range, Side};
use crate::view::manifest::{Aside, asides};
use crate::view::reversal::{ReversalLine, reversals};

/// A clock that runs ahead by less is not worth a word, in milliseconds.
const WORTH_A_WORD: i64 = 60_000;

/// What a session told before a file.
pub(in crate::exchange) struct Before {
    disputes: BTreeSet<Dispute>,
    newer: Newer,
    /// Imports that were reversed.
    reversed: BTreeSet<Digest>,
    /// What had arrived elsewhere.
    arrivals: Arrivals,
}

impl Before {
    /// What `session` tells now.
    pub(in crate::exchange) fn of(session: &Session) -> Self {
        Self {
            disputes: disputes(session).into_iter().collect(),
            newer: session.newer,
            arrivals: session.arrivals(),
            reversed: session.reversals_in_force().map(|reversal| reversal.value.bundle).collect(),
        }
    }
}

/// What `plan` brings, from `before` to `after`, at `now` by this laptop's clock. Whom it erases is told by whoever still has
/// their names.
pub(in crate::exchange) fn preview(before: &Before, after: &Session, plan: &Plan, now: Timestamp) -> ImportReport {
    let Counts { new, known, pending, late, .. } = plan.total();
    let ranges = ranges(plan);
    let logs = plan.logs.iter().map(|log| LogArrival {
        author: name(after, log.person),
        log: log.log,
        new: log.counts.new,
        known: log.counts.known,
        ranges: ranges.get(&log.log).cloned().unwrap_or_default(),
    });
    ImportReport {
        file_name: String::new(),
        bundle: plan.digest,
        session: plan.session,
        kind: plan.kind.name(),
        from: name(after, plan.person),
        device: plan.device,
        made_at: plan.made_at,
        new,
        known,
        pending,
        late,
        forks: crate::view::session::count(plan.forks.len()),
        acknowledged: acknowledged(before, after, plan),
        recovered: 0,
        set_aside: set_aside(after, plan),
        conflicts: conflicts(before, after),
        erases: Vec::new(),
        newer: NewerEntries {
            count: after.newer.count.saturating_sub(before.newer.count),
            critical: after.newer.critical && !before.newer.critical,
        },
        reversals: reversals_brought(before, after),
        clock_ahead_ms: plan.clock_ahead,
        clocks: clocks(after, plan, now),
        logs: logs.collect(),
        imported_before: None,
        dry_run: false,
    }
}

/// New entries of `plan` that `after` keeps and does not count.
fn set_aside(after: &Session, plan: &Plan) -> Vec<Aside> {
    let place = |aside: &SetAside| (aside.stamp.branch.log, aside.stamp.seq);
    let kept: BTreeSet<(LogId, u32)> = after.set_aside.iter().map(place).collect();
    let places = plan.new.iter().map(|logged| (logged.entry.header.log, logged.entry.header.seq));
    let arrived: BTreeSet<(LogId, u32)> = places.filter(|place| kept.contains(place)).collect();
    let lying = |(log, seq): (LogId, u32)| {
        plan.stretches.iter().any(|stretch| stretch.log() == log && (stretch.start().0..=stretch.last()).contains(&seq))
    };
    let came = |aside: &&SetAside| arrived.contains(&place(aside)) || lying(place(aside));
    asides(after.set_aside.iter().filter(came))
}

/// Sheets known to have arrived in `after` and not in `before`.
fn acknowledged(before: &Before, after: &Session, plan: &Plan) -> u32 {
    if plan.new.iter().all(|logged| logged.entry.header.kind != ARRIVAL) {
        return 0;
    }
    let now = after.arrivals();
    let arrived = after.sheets.values().filter(|sheet| now.hold(sheet) && !before.arrivals.hold(sheet));
    crate::view::session::count(arrived.count())
}

/// Which entries of each log are new: they come along their branches, so that each one follows the last or begins a range.
fn ranges(plan: &Plan) -> BTreeMap<LogId, Vec<Range>> {
    let mut ranges: BTreeMap<LogId, Vec<Range>> = BTreeMap::new();
    for piece in pieces(plan) {
        let ((from, prev), Some(hash)) = (piece.start(), piece.hashes().last().copied()) else { continue };
        let to = u32::try_from(piece.hashes().len() - 1).map_or(u32::MAX, |more| from.saturating_add(more));
        let of_log = ranges.entry(piece.log()).or_default();
        match of_log.last_mut() {
            Some(last) if last.hash == prev && last.to.checked_add(1) == Some(from) => {
                (last.to, last.hash) = (to, hash)
            }
            _ => of_log.push(Range { from, to, hash }),
        }
    }
    ranges
}

/// Reversals of `after` that `before` did not have.
fn reversals_brought(before: &Before, after: &Session) -> Vec<ReversalLine> {
    let brought = reversals(after).into_iter();
    brought.filter(|line| !before.reversed.contains(&line.bundle)).collect()
}

/// Disagreements of `after` that `before` did not have.
fn conflicts(before: &Before, after: &Session) -> Vec<Conflict> {
    let opened = disputes(after).into_iter().filter(|dispute| !before.disputes.contains(dispute));
    opened.map(|dispute| conflict(after, dispute)).collect()
}

fn conflict(session: &Session, dispute: Dispute) -> Conflict {
    let sides = sides(session, &dispute).into_iter();
    let sides = sides.map(|stamp| Side { author: name(session, stamp.by), at: stamp.clock.at() }).collect();
    let (about, item) = subject(session, &dispute);
    Conflict { about, item, sides, dispute }
}

/// Whom a disagreement is about, and which of their things.
fn subject(session: &Session, dispute: &Dispute) -> (String, String) {
    let of = |candidate: &CandidateId| numbered(session, *candidate);
    match dispute {
        Dispute::Details | Dispute::Closing | Dispute::Incident { .. } => (String::new(), String::new()),
        Dispute::JurorFile { juror } | Dispute::Unseating { juror } | Dispute::PanelDay { juror, .. } => {
            (name(session, *juror), String::new())
        }
        Dispute::PriorBlock { candidate, part: item }
        | Dispute::Attendance { candidate, trial: item }
        | Dispute::Subject { candidate, trial: item }
        | Dispute::Retained { candidate, criterion: item }
        | Dispute::Mark { candidate, criterion: item, .. } => (of(candidate), item.clone()),
        Dispute::Duplicate { first, second } => (of(first), of(second)),
        Dispute::Recusal { candidate, juror } => (of(candidate), name(session, *juror)),
        Dispute::CandidateFile { candidate }
        | Dispute::CivilStatus { candidate }
        | Dispute::Withdrawal { candidate }
        | Dispute::Accommodation { candidate }
        | Dispute::Passage { candidate }
        | Dispute::Decision { candidate }
        | Dispute::Observation { candidate, .. }
        | Dispute::Seal { candidate, .. }
        | Dispute::Amendment { candidate } => (of(candidate), String::new()),
    }
}

/// Laptops that run ahead of this one, by person. An entry whose counter is not 0 took its hour from another entry, which
/// may be another laptop's: it accuses nobody.
fn clocks(session: &Session, plan: &Plan, now: Timestamp) -> Vec<ClockAhead> {
    let persons: BTreeMap<LogId, PersonId> = plan.logs.iter().map(|log| (log.log, log.person)).collect();
    let mut ahead: BTreeMap<PersonId, i64> = BTreeMap::from([(plan.person, plan.made_at.0.saturating_sub(now.0))]);
    let apart = plan.new.iter().map(|logged| (logged.entry.header.log, logged.entry.header.clock));
    let apart = apart.filter(|(_, clock)| clock.0 & 0xffff == 0);
    let lying = plan.stretches.iter().filter_map(|stretch| Some((stretch.log(), stretch.own_clock()?)));
    for (log, clock) in apart.chain(lying) {
        if let Some(person) = persons.get(&log) {
            let most = ahead.entry(*person).or_insert(i64::MIN);
            *most = (*most).max(clock.at().0.saturating_sub(now.0));
        }
    }
    let worth = ahead.into_iter().filter(|(_, ahead)| *ahead >= WORTH_A_WORD);
    worth
        .map(|(person, ahead)| ClockAhead {
            name: name(session, person),
            ahead_ms: u64::try_from(ahead).unwrap_or_default(),
        })
        .collect()
}
