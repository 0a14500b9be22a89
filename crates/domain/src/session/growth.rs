//! A session that grows by what jurors hand back: their marks are taken into the folded state as they stand, when that gives
//! what folding everything again would give. Whatever could make a difference is left to `fold`: this file decides nothing, and
//! must not come to know what facts mean.

use std::collections::BTreeMap;

use crate::event::{Event, Imported};
use crate::id::{Digest, LogId};
use crate::log::Logged;
use crate::register::{Branch, Stamp};
use crate::session::stretch::{self, Clocks, Sort, Stretch};
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

/// What a session grows by: an entry, or many that lie packed.
#[derive(Debug)]
pub enum Piece<'a, S> {
    /// One entry.
    Entry(&'a Logged),
    /// A stretch of them.
    Stretch(&'a S),
}

impl<S> Clone for Piece<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Piece<'_, S> {}

impl<S: Stretch> Piece<'_, S> {
    /// The log.
    #[must_use]
    pub fn log(self) -> LogId {
        match self {
            Self::Entry(logged) => logged.entry.header.log,
            Self::Stretch(stretch) => stretch.log(),
        }
    }

    /// Place of the first entry, and the hash it follows.
    #[must_use]
    pub fn start(self) -> (u32, Digest) {
        match self {
            Self::Entry(logged) => (logged.entry.header.seq, logged.entry.header.prev),
            Self::Stretch(stretch) => stretch.start(),
        }
    }

    /// The hash of each entry.
    #[must_use]
    pub fn hashes(&self) -> &[Digest] {
        match self {
            Self::Entry(logged) => std::slice::from_ref(&logged.hash),
            Self::Stretch(stretch) => stretch.hashes(),
        }
    }

    fn clocks(self) -> Clocks {
        match self {
            Self::Entry(Logged { entry, .. }) => {
                let clock = entry.header.clock;
                Clocks { first: clock, last: clock, rise: true }
            }
            Self::Stretch(stretch) => stretch.clocks(),
        }
    }
}

impl Session {
    /// Takes in what is not held: log by log, each in the order of its log.
    pub fn grow<S: Stretch>(&mut self, new: &[Piece<'_, S>]) -> Growth {
        let aside = self.set_aside.len();
        let grown = self.is_plain() && self.grow_by(new).is_some();
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

    fn grow_by<S: Stretch>(&mut self, new: &[Piece<'_, S>]) -> Option<()> {
        let mut rows = Vec::new();
        for row in new.chunk_by(|one, next| one.log() == next.log()) {
            rows.push(self.row(row)?);
        }
        let logs: BTreeMap<LogId, usize> = rows.iter().enumerate().map(|(at, row)| (row.branch.log, at)).collect();
        if logs.len() < rows.len() {
            return None;
        }
        let structure = self.structure();
        let mut left = new.len();
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

    /// What is new of one log: it follows what is held of it, is marks and arrivals, and nobody here has seen it already.
    fn row<'a, S: Stretch>(&self, pieces: &'a [Piece<'a, S>]) -> Option<Row<'a, S>> {
        let first = pieces.first()?;
        let branch = Branch { log: first.log(), number: 0 };
        let forked = self.lines.parents.keys().any(|line| line.log == branch.log);
        let foreseen = self.sight.foresees(branch, first.start().0);
        let (mut tip, mut seq) = match self.heads.get(&branch) {
            Some(head) => (head.hash, head.seq),
            None => (Digest(branch.log.0), 0),
        };
        let mut clock = self.heard.get(&branch.log).copied().unwrap_or_default();
        for piece in pieces {
            let ((from, prev), clocks, hashes) = (piece.start(), piece.clocks(), piece.hashes());
            let follows = prev == tip && Some(from) == seq.checked_add(1) && clocks.first >= clock && clocks.rise;
            let plain = match piece {
                Piece::Entry(logged) => matches!(logged.entry.header.kind, 1 | ARRIVAL) || gives_marks(logged),
                Piece::Stretch(stretch) => stretch.sort() == Sort::Marks,
            };
            if !follows || !plain {
                return None;
            }
            let length = u32::try_from(hashes.len()).ok()?;
            (tip, seq, clock) = (*hashes.last()?, seq.checked_add(length)?, clocks.last);
        }
        (!forked && !foreseen).then_some(Row { branch, pieces, at: 0, looked: false })
    }

    /// Takes in a row as far as it waits for no other; how many pieces that was.
    fn advance_row<S: Stretch>(
        &mut self,
        rows: &mut [Row<'_, S>],
        at: usize,
        logs: &BTreeMap<LogId, usize>,
        structure: &[Stamp],
    ) -> Option<usize> {
        let mut taken = 0;
        while let Some((branch, piece)) = rows.get(at).and_then(|row| Some((row.branch, *row.pieces.get(row.at)?))) {
            let arrival = match piece {
                Piece::Entry(logged) => Some(logged).filter(|logged| logged.entry.header.kind == ARRIVAL),
                Piece::Stretch(_) => None,
            };
            if let Some(arrival) = arrival
                && !is_seen(rows, logs, at, arrival)?
            {
                break;
            }
            match piece {
                Piece::Entry(logged) => self.take(branch, logged),
                Piece::Stretch(stretch) => self.take_stretch(branch, stretch)?,
            }
            let row = rows.get_mut(at)?;
            row.at += 1;
            row.looked &= arrival.is_none();
            taken += 1;
            let marks = match piece {
                Piece::Entry(logged) => gives_marks(logged),
                Piece::Stretch(_) => true,
            };
            if marks && !row.looked {
                let author = self.authors.get(&branch.log)?;
                let (clock, seq) = (piece.clocks().first, piece.start().0);
                let stamp = Stamp { clock, branch, seq, by: author.person };
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

fn gives_marks(logged: &Logged) -> bool {
    stretch::sort(logged.entry.header.kind) == Some(Sort::Marks)
}

/// What is new of one log, and how far it was taken in.
struct Row<'a, S> {
    branch: Branch,
    pieces: &'a [Piece<'a, S>],
    at: usize,
    /// Whether what its author knew was looked at, since the last arrival.
    looked: bool,
}

impl<S: Stretch> Row<'_, S> {
    /// Whether its entry of that place and hash, where it is new, was taken in; `None` when another stands there.
    fn reached(&self, seq: u32, hash: Digest) -> Option<bool> {
        if seq < self.pieces.first()?.start().0 {
            return Some(true);
        }
        let after = self.pieces.partition_point(|piece| piece.start().0 <= seq);
        let holder = after.checked_sub(1)?;
        let piece = self.pieces.get(holder)?;
        let place = usize::try_from(seq.checked_sub(piece.start().0)?).ok()?;
        match piece.hashes().get(place) {
            Some(known) if *known != hash => None,
            Some(_) => Some(holder < self.at),
            // Beyond the last of them.
            None => Some(true),
        }
    }
}

/// Whether what an arrival had seen of the other rows was taken in.
fn is_seen<S: Stretch>(
    rows: &[Row<'_, S>],
    logs: &BTreeMap<LogId, usize>,
    at: usize,
    arrival: &Logged,
) -> Option<bool> {
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
