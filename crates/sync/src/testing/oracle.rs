//! A second, slower reading of what a laptop holds, by another path than the product's: what each entry had seen, which writes
//! nobody overwrote knowingly, what a closing and a revocation reach. The laws compare the two.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, LogHead};
use domain::id::{CandidateId, DeviceKey, Digest, LogId};
use domain::log::Logged;
use domain::register::{Register, Stamp};
use domain::session::dispute::amended;
use domain::session::{AsideReason, Session};

use super::laptop::Laptop;

/// Where an entry stands.
pub(super) type Place = (LogId, u32);

/// The fact of an entry, when this program can read it.
fn fact(logged: &Logged) -> Option<Event> {
    Event::decode(logged.entry.header.kind, logged.entry.payload.as_deref()?).ok()
}

pub(super) fn place(logged: &Logged) -> Place {
    (logged.entry.header.log, logged.entry.header.seq)
}

/// The places of the entries that `heads` name, and of all they follow.
pub(super) fn reached<'a>(laptop: &Laptop, heads: impl IntoIterator<Item = &'a LogHead>) -> BTreeSet<Place> {
    let mut reached: BTreeSet<Digest> = BTreeSet::new();
    for head in heads {
        let mut at = laptop.entry(&head.hash);
        while let Some(logged) = at.filter(|logged| reached.insert(logged.hash)) {
            at = laptop.entry(&logged.entry.header.prev);
        }
    }
    reached.iter().filter_map(|hash| laptop.entry(hash)).map(place).collect()
}

/// For each device that somebody revoked: what whoever did so knew of it.
pub(super) fn revoked(laptop: &Laptop) -> BTreeMap<DeviceKey, BTreeSet<Place>> {
    let mut known: BTreeMap<DeviceKey, Vec<LogHead>> = BTreeMap::new();
    for fact in laptop.held.iter().filter_map(fact) {
        if let Event::DeviceRevoked(fact) = fact {
            known.entry(fact.device).or_default().extend(fact.heads);
        }
    }
    known.into_iter().map(|(device, heads)| (device, reached(laptop, &heads))).collect()
}

/// What several hands may have written of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Written {
    /// The file.
    File,
    /// The panel's decision.
    Decision,
    /// What rectificatifs decide.
    Amendment,
}

/// What is written of candidates.
fn of_candidates(fact: Event) -> Vec<(Written, CandidateId)> {
    match fact {
        Event::CandidateAdmitted(fact) => vec![(Written::File, fact.candidate)],
        Event::CandidateCorrected(fact) => vec![(Written::File, fact.candidate)],
        Event::CandidateDecided(fact) => vec![(Written::Decision, fact.candidate)],
        Event::MinutesAmended(fact) => {
            fact.decisions.into_iter().map(|line| (Written::Amendment, line.candidate)).collect()
        }
        _ => Vec::new(),
    }
}

/// The writes of which the session says that nobody overwrote them knowingly.
fn told(session: &Session, written: Written, candidate: CandidateId) -> BTreeSet<Place> {
    fn places<T: PartialEq>(register: &Register<T>) -> BTreeSet<Place> {
        register.sides().iter().map(|side| (side.stamp.branch.log, side.stamp.seq)).collect()
    }
    let file = session.candidates.get(&candidate);
    match written {
        Written::File => file.map(|file| places(&file.file)).unwrap_or_default(),
        Written::Decision => file.map(|file| places(&file.decision)).unwrap_or_default(),
        Written::Amendment => places(&amended(session, candidate)),
    }
}

/// Something written of a candidate on which the two readings differ, on a laptop whose logs have neither forks nor gaps.
pub(super) fn disagrees_on(laptop: &Laptop, session: &Session) -> Option<(Written, CandidateId)> {
    if session.pending > 0 || !session.lines.parents.is_empty() {
        return None;
    }
    let imports = imports(laptop);
    let aside: BTreeSet<Place> =
        session.set_aside.iter().map(|aside| (aside.stamp.branch.log, aside.stamp.seq)).collect();
    let mut writes: BTreeMap<(Written, CandidateId), Vec<Place>> = BTreeMap::new();
    for logged in laptop.held.iter().filter(|logged| !aside.contains(&place(logged))) {
        let written = fact(logged).map(of_candidates).unwrap_or_default();
        for about in written.into_iter().filter(|(_, candidate)| !session.is_erased(candidate.0)) {
            writes.entry(about).or_default().push(place(logged));
        }
    }
    let differs = |((written, candidate), places): ((Written, CandidateId), Vec<Place>)| {
        let views: Vec<_> = places.iter().map(|place| (*place, view(*place, &imports))).collect();
        let seen = |one: &Place| {
            views.iter().any(|(other, view)| other != one && view.get(&one.0).is_some_and(|reach| *reach >= one.1))
        };
        let standing: BTreeSet<Place> = places.iter().filter(|place| !seen(place)).copied().collect();
        (standing != told(session, written, candidate)).then_some((written, candidate))
    };
    writes.into_iter().find_map(differs)
}

/// A kind of fact that is listed and never overwritten, of which an entry is neither listed nor set aside with a reason; `None` on
/// a laptop whose logs have gaps.
pub(super) fn unaccounted_for(laptop: &Laptop, session: &Session) -> Option<u16> {
    let readable = |logged: &&Logged| {
        let about = logged.entry.header.subject;
        logged.entry.payload.is_some() && !about.is_some_and(|subject| session.is_erased(subject))
    };
    let listed = |kind| match kind {
        52 => session.candidates.values().map(|candidate| candidate.votes.len()).sum(),
        71 => session.signatures.len(),
        72 => session.amendments.len(),
        _ => session.countersignatures.len(),
    };
    [52, 71, 72, 73].into_iter().filter(|_| session.pending == 0).find(|kind| {
        let written = laptop.held.iter().filter(|logged| logged.entry.header.kind == *kind).filter(readable).count();
        let aside = session.set_aside.iter().filter(|aside| aside.kind == *kind).count();
        written != listed(*kind) + aside
    })
}

/// What each log had taken in, and at which place.
fn imports(laptop: &Laptop) -> BTreeMap<LogId, BTreeMap<u32, Vec<LogHead>>> {
    let mut imports: BTreeMap<LogId, BTreeMap<u32, Vec<LogHead>>> = BTreeMap::new();
    for logged in &laptop.held {
        if let Some(Event::Imported(fact)) = fact(logged) {
            let (log, seq) = place(logged);
            imports.entry(log).or_default().insert(seq, fact.heads);
        }
    }
    imports
}

/// How far whoever wrote at that place held each log: what its imports name, and nothing that others had seen.
fn view(from: Place, imports: &BTreeMap<LogId, BTreeMap<u32, Vec<LogHead>>>) -> BTreeMap<LogId, u32> {
    let (log, seq) = from;
    let mut reach = BTreeMap::from([(log, seq)]);
    let before = imports.get(&log).into_iter().flat_map(|of| of.range(..=seq));
    for head in before.flat_map(|(_, heads)| heads) {
        let known = reach.entry(head.log).or_insert(0);
        *known = (*known).max(head.seq);
    }
    reach
}

/// What a closing on which nobody disagrees counts.
pub(super) fn within_the_closing(laptop: &Laptop, session: &Session) -> Option<BTreeSet<Place>> {
    session.closing.settled().map(|closed| reached(laptop, &closed.cut))
}

/// Whether something that the only closing counts was set aside as late.
pub(super) fn is_late_in_vain(laptop: &Laptop, session: &Session, within: &BTreeSet<Place>) -> bool {
    // Where somebody closed twice, what came between is late for one of the two.
    let once = laptop.held.iter().filter(|logged| logged.entry.header.kind == 70).count() == 1;
    let late = session.set_aside.iter().filter(|aside| aside.reason == AsideReason::Late);
    let mut late = late.map(|aside| (aside.stamp.branch.log, aside.stamp.seq));
    once && session.lines.parents.is_empty() && late.any(|place| within.contains(&place))
}

/// Whether one of `counted` is an entry that a reversal in force names, where no log forked.
pub(super) fn counts_what_is_reversed(laptop: &Laptop, session: &Session, counted: &[Stamp]) -> bool {
    if !session.lines.parents.is_empty() {
        return false;
    }
    let mut ranges = session.reversals_in_force().flat_map(|reversal| &reversal.value.ranges);
    ranges.any(|range| {
        let named = reached(laptop, [&LogHead { log: range.log, seq: range.to, hash: range.hash }]);
        counted.iter().any(|stamp| stamp.seq >= range.from && named.contains(&(stamp.branch.log, stamp.seq)))
    })
}
