//! What reversals take away: the entries that a reversed import had brought, and the seals of sheets that lost a mark under
//! them. A function of the set of entries, as everything else: whoever holds a reversal sets the same facts aside, whatever
//! came first. Nothing is removed here, and a reversal decides nothing of seats, devices or closings.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, ImportReversed, LogHead};
use crate::id::{CandidateId, Digest, LogId, PersonId};
use crate::log::Logged;
use crate::referential::Code;
use crate::register::{Stamp, Write};
use crate::session::cut::Cut;
use crate::session::thread::Thread;
use crate::session::{Session, authority};

/// What reversals in force take away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reversed {
    entries: BTreeSet<Digest>,
}

impl Reversed {
    /// What the reversals that `session` counts take away from `threads`.
    #[must_use]
    pub fn of(session: &Session, threads: &[Thread<'_>]) -> Self {
        let mut reversed = Self::default();
        if session.reversals.is_empty() {
            return reversed;
        }
        let ranges = Ranges::of(session);
        for thread in threads {
            let named = thread.entries.iter().filter(|logged| ranges.hold(thread, logged));
            let named = named.filter(|logged| authority::may_be_reversed(logged.entry.header.kind));
            reversed.entries.extend(named.map(|logged| logged.hash));
        }
        let broken = Sheets::of(session, threads, &reversed).broken(session);
        reversed.entries.extend(broken);
        reversed
    }

    /// Whether nothing is taken away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the entry of that hash is taken away.
    #[must_use]
    pub fn holds(&self, hash: Digest) -> bool {
        self.entries.contains(&hash)
    }
}

impl Session {
    /// Reversals that nobody who had seen them lifted.
    pub fn reversals_in_force(&self) -> impl Iterator<Item = &Write<ImportReversed>> {
        self.reversals.iter().filter(|reversal| {
            let mut lifted = self.lifted.iter().filter(|lifted| lifted.value.bundle == reversal.value.bundle);
            !lifted.any(|lifted| self.sight.had_seen(&lifted.stamp, &reversal.stamp))
        })
    }

    /// The reversal in force of what `bundle` had brought.
    #[must_use]
    pub fn reversal_of(&self, bundle: Digest) -> Option<&Write<ImportReversed>> {
        self.reversals_in_force().find(|reversal| reversal.value.bundle == bundle)
    }
}

/// The ranges that reversals in force name, by log: from which place, and along which lines.
struct Ranges(BTreeMap<LogId, Vec<(u32, Cut)>>);

impl Ranges {
    fn of(session: &Session) -> Self {
        let mut ranges: BTreeMap<LogId, Vec<(u32, Cut)>> = BTreeMap::new();
        for range in session.reversals_in_force().flat_map(|reversal| &reversal.value.ranges) {
            let head = LogHead { log: range.log, seq: range.to, hash: range.hash };
            ranges.entry(range.log).or_default().push((range.from, session.lines.cut(&[head])));
        }
        Self(ranges)
    }

    fn hold(&self, thread: &Thread<'_>, logged: &Logged) -> bool {
        let seq = logged.entry.header.seq;
        let ranges = self.0.get(&thread.branch.log).map(Vec::as_slice).unwrap_or_default();
        ranges.iter().any(|(from, cut)| *from <= seq && cut.holds(thread.branch, seq))
    }
}

/// One juror's sheet of one candidate.
type Key = (PersonId, CandidateId);

/// Where something was written, and whether it is taken away.
type Written = (Stamp, bool);

/// What was written on the sheets that lost something.
struct Sheets {
    /// Marks by criterion, observations under none.
    written: BTreeMap<(Key, Option<Code>), Vec<Written>>,
    seals: Vec<(Key, Stamp, Digest)>,
}

impl Sheets {
    fn of(session: &Session, threads: &[Thread<'_>], reversed: &Reversed) -> Self {
        let mut sheets = Self { written: BTreeMap::new(), seals: Vec::new() };
        if reversed.is_empty() {
            return sheets;
        }
        for thread in threads {
            let Some(author) = session.authors.get(&thread.branch.log) else { continue };
            for logged in thread.entries.iter().filter(|logged| matches!(logged.entry.header.kind, 40..=42)) {
                let header = &logged.entry.header;
                let stamp = Stamp { clock: header.clock, branch: thread.branch, seq: header.seq, by: author.person };
                sheets.note(stamp, logged, reversed.holds(logged.hash));
            }
        }
        sheets
    }

    fn note(&mut self, stamp: Stamp, logged: &Logged, gone: bool) {
        let payload = logged.entry.payload.as_deref().unwrap_or_default();
        match Event::decode(logged.entry.header.kind, payload) {
            Ok(Event::Marked(fact)) => {
                let place = ((stamp.by, fact.candidate), Some(fact.criterion));
                self.written.entry(place).or_default().push((stamp, gone));
            }
            Ok(Event::Observed(fact)) => {
                self.written.entry(((stamp.by, fact.candidate), None)).or_default().push((stamp, gone));
            }
            Ok(Event::SheetSealed(fact)) if !gone => self.seals.push(((stamp.by, fact.candidate), stamp, logged.hash)),
            _ => {}
        }
    }

    /// Seals of sheets that are no longer what was sealed: something they had seen is gone, and nothing that stays had
    /// replaced it before they were set.
    fn broken(&self, session: &Session) -> BTreeSet<Digest> {
        let mut broken = BTreeSet::new();
        for ((sheet, _), written) in self.written.iter().filter(|(_, written)| written.iter().any(|(_, gone)| *gone)) {
            for (_, seal, hash) in self.seals.iter().filter(|(key, ..)| key == sheet) {
                if lost(written, seal, session) {
                    broken.insert(*hash);
                }
            }
        }
        broken
    }
}

fn lost(written: &[Written], seal: &Stamp, session: &Session) -> bool {
    let seen = |stamp: &Stamp| session.sight.had_seen(seal, stamp);
    let replaced = |gone: &Stamp| {
        let staying = written.iter().filter(|(stamp, gone)| !gone && seen(stamp));
        staying.into_iter().any(|(stamp, _)| session.sight.had_seen(stamp, gone))
    };
    written.iter().any(|(stamp, gone)| *gone && seen(stamp) && !replaced(stamp))
}
