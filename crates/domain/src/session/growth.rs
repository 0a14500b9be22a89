//! A session that grows by what jurors hand back: their marks are taken into the folded state as they stand, when that gives
//! what folding everything again would give. Whatever could make a difference is left to `fold`: this file decides nothing, and
//! must not come to know what facts mean.

use std::collections::BTreeMap;

use crate::event::{Event, Imported};
use crate::id::{Digest, LogId};
use crate::log::Logged;
use crate::register::{Branch, Stamp};
use crate::session::{ARRIVAL, Session};

/// What became of a session that was to grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Growth {
    /// It is what folding the whole set would give.
    Done,
    /// That can't be told: the session may be half grown and is to be folded again from every entry.
    FoldAgain,
}

impl Session {
    /// Takes in entries that are not held: log by log, each in the order of its log.
    pub fn grow(&mut self, entries: &[Logged]) -> Growth {
        let aside = self.set_aside.len();
        let grown = self.is_plain() && self.grow_by(entries).is_some();
        if grown && self.set_aside.len() == aside { Growth::Done } else { Growth::FoldAgain }
    }

    /// Nothing is closed, nothing is reversed, nothing waits.
    fn is_plain(&self) -> bool {
        self.reversals.is_empty()
            && self.cut.is_none()
            && self.closings.is_empty()
            && self.closing.sides().is_empty()
            && self.pending == 0
    }

    fn grow_by(&mut self, entries: &[Logged]) -> Option<()> {
        let mut rows = Vec::new();
        for row in entries.chunk_by(|one, next| one.entry.header.log == next.entry.header.log) {
            rows.push(self.row(row)?);
        }
        let logs: BTreeMap<LogId, usize> = rows.iter().enumerate().map(|(at, row)| (row.branch.log, at)).collect();
        if logs.len() < rows.len() {
            return None;
        }
        let structure = self.structure();
        let mut left = entries.len();
        while left > 0 {
            let before = left;
            for at in 0..rows.len() {
                left -= self.advance_row(&mut rows, at, &logs, &structure)?;
            }
            // Laptops that wait for one another: a loop that no honest log makes.
            if left == before {
                return None;
            }
        }
        Some(())
    }

    /// New entries of one log: they follow what is held of it, are marks and arrivals, and nobody here has seen them already.
    fn row<'a>(&self, entries: &'a [Logged]) -> Option<Row<'a>> {
        let first = &entries.first()?.entry.header;
        let branch = Branch { log: first.log, number: 0 };
        let forked = self.lines.parents.keys().any(|line| line.log == first.log);
        let foreseen = self.sight.foresees(branch, first.seq);
        let (mut tip, mut seq) = match self.heads.get(&branch) {
            Some(head) => (head.hash, head.seq),
            None => (Digest(first.log.0), 0),
        };
        let mut clock = self.heard.get(&first.log).copied().unwrap_or_default();
        for Logged { hash, entry } in entries {
            let header = &entry.header;
            let follows = header.prev == tip && Some(header.seq) == seq.checked_add(1) && header.clock >= clock;
            if !follows || !matches!(header.kind, 1 | ARRIVAL | 40..=42) {
                return None;
            }
            (tip, seq, clock) = (*hash, header.seq, header.clock);
        }
        (!forked && !foreseen).then_some(Row { branch, entries, at: 0, looked: false })
    }

    /// Takes in a row as far as it waits for no other; how many entries that was.
    fn advance_row(
        &mut self,
        rows: &mut [Row<'_>],
        at: usize,
        logs: &BTreeMap<LogId, usize>,
        structure: &[Stamp],
    ) -> Option<usize> {
        let mut taken = 0;
        while let Some((branch, logged)) = rows.get(at).and_then(|row| Some((row.branch, row.entries.get(row.at)?))) {
            if logged.entry.header.kind == ARRIVAL && !is_seen(rows, logs, at, logged)? {
                break;
            }
            self.take(branch, logged);
            let row = rows.get_mut(at)?;
            row.at += 1;
            row.looked &= logged.entry.header.kind != ARRIVAL;
            taken += 1;
            let header = &logged.entry.header;
            if matches!(header.kind, 40..=42) && !row.looked {
                let author = self.authors.get(&header.log)?;
                let stamp = Stamp { clock: header.clock, branch, seq: header.seq, by: author.person };
                // Who sits and who is graded was known to whoever marked: no order could have set the mark aside.
                if !structure.iter().all(|known| self.sight.had_seen(&stamp, known)) {
                    return None;
                }
                row.looked = true;
            }
        }
        Some(taken)
    }

    /// The last facts that say who sits and who is graded, one for each line of descent.
    fn structure(&self) -> Vec<Stamp> {
        let mut last: BTreeMap<Branch, Stamp> = BTreeMap::new();
        let files = self.candidates.values().flat_map(|candidate| candidate.file.sides()).map(|side| side.stamp);
        let seats = self.jurors.values().flat_map(|juror| juror.file.sides()).map(|side| side.stamp);
        let left = self.jurors.values().flat_map(|juror| juror.unseated.sides()).map(|side| side.stamp);
        for stamp in files.chain(seats).chain(left) {
            let known = last.entry(stamp.branch).or_insert(stamp);
            if stamp.seq > known.seq {
                *known = stamp;
            }
        }
        last.into_values().collect()
    }
}

/// New entries of one log, and how far they were taken in.
struct Row<'a> {
    branch: Branch,
    entries: &'a [Logged],
    at: usize,
    /// Whether what its author knew was looked at, since the last arrival.
    looked: bool,
}

impl Row<'_> {
    /// Whether its entry of that place and hash, where it is new, was taken in; `None` when another stands there.
    fn reached(&self, seq: u32, hash: Digest) -> Option<bool> {
        let first = self.entries.first()?.entry.header.seq;
        let Some(place) = seq.checked_sub(first).and_then(|place| usize::try_from(place).ok()) else {
            return Some(true);
        };
        match self.entries.get(place) {
            Some(logged) if logged.hash != hash => None,
            Some(_) => Some(place < self.at),
            None => Some(true),
        }
    }
}

/// Whether what an arrival had seen of the other rows was taken in.
fn is_seen(rows: &[Row<'_>], logs: &BTreeMap<LogId, usize>, at: usize, arrival: &Logged) -> Option<bool> {
    let Ok(Event::Imported(Imported { heads, .. })) = Event::decode(ARRIVAL, arrival.entry.payload.as_deref()?) else {
        return None;
    };
    for head in heads {
        let Some(other) = logs.get(&head.log).filter(|other| **other != at).and_then(|other| rows.get(*other)) else {
            continue;
        };
        if !other.reached(head.seq, head.hash)? {
            return Some(false);
        }
    }
    Some(true)
}
