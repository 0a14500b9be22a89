//! A stretch: marks, observations and seals of one log that follow one another, as they lie packed in a file, read without
//! laying each of them down. What a fact changes is `apply`'s; here only what a mark shares with the one before it on the same
//! sheet is not asked twice. Not a place for how entries are packed.

use std::sync::Arc;

use crate::event::{self, Level};
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, Digest, LogId};
use crate::log::{Clock, Logged};
use crate::register::{Branch, Stamp};
use crate::session::marks::Marks;
use crate::session::{Author, Session};

/// What a stretch holds, and nothing else beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// What juries write by the hundred thousand: marks, observations, seals. Nothing but a sheet depends on it.
    Marks,
    /// What an office prepares by the thousand: candidates, seats, passages. Neither who writes nor how far a log counts
    /// depends on it.
    Lists,
}

/// In which sort of stretch entries of that kind may lie; none where what they say is needed to believe others.
#[must_use]
pub fn sort(kind: u16) -> Option<Sort> {
    match kind {
        40..=42 => Some(Sort::Marks),
        10..=15 | 17 | 20..=22 | 24..=26 | 30..=33 => Some(Sort::Lists),
        _ => None,
    }
}

/// One entry, as it is counted in.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its log.
    pub log: LogId,
    /// Its place.
    pub seq: u32,
    /// Its clock.
    pub clock: Clock,
    /// Its kind.
    pub kind: u16,
    /// Whether a program that does not know the kind must stop writing.
    pub critical: bool,
    /// Whom its payload is about.
    pub subject: Option<[u8; 16]>,
    /// Its payload, where it is there.
    pub payload: Option<&'a [u8]>,
    /// Its hash.
    pub hash: Digest,
}

impl<'a> From<&'a Logged> for Told<'a> {
    fn from(Logged { hash, entry }: &'a Logged) -> Self {
        let header = &entry.header;
        Self {
            log: header.log,
            seq: header.seq,
            clock: header.clock,
            kind: header.kind,
            critical: header.critical,
            subject: header.subject,
            payload: entry.payload.as_deref(),
            hash: *hash,
        }
    }
}

/// The clocks of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// The first entry's.
    pub first: Clock,
    /// The last entry's.
    pub last: Clock,
    /// Whether none is before the one that precedes it.
    pub rise: bool,
}

/// Entries of one log, each of which follows the one before, all of one [`Sort`]. Their hashes were computed when they were
/// read.
pub trait Stretch {
    /// What it holds.
    fn sort(&self) -> Sort;
    /// The log.
    fn log(&self) -> LogId;
    /// Place of the first, and the hash it follows.
    fn start(&self) -> (u32, Digest);
    /// The hash of each, in order; one at least.
    fn hashes(&self) -> &Arc<[Digest]>;
    /// Their clocks.
    fn clocks(&self) -> Clocks;
    /// Hands over each, in order; `None` when they can't be read any more.
    fn each(&self, read: &mut dyn FnMut(Told<'_>)) -> Option<()>;
}

/// A sheet that a stretch writes on: its author may write there, and nothing between two of its marks can change that.
struct OpenSheet {
    author: Author,
    candidate: CandidateId,
    marks: Marks,
}

impl Session {
    /// Takes a stretch of marks in, in an open session of which nothing was reversed: as [`Session::take`] of each of its entries.
    pub(super) fn take_stretch(&mut self, branch: Branch, stretch: &impl Stretch) -> Option<()> {
        let hashes = Arc::clone(stretch.hashes());
        let (Clocks { last, .. }, tip) = (stretch.clocks(), *hashes.last()?);
        self.hear(branch.log, last);
        self.hashes.lay(hashes);
        let mut open: Option<OpenSheet> = None;
        let mut furthest = 0;
        stretch.each(&mut |told| {
            furthest = told.seq;
            if !open.as_mut().is_some_and(|sheet| self.mark_on(sheet, branch, &told)) {
                self.close_sheet(open.take());
                let aside = self.set_aside.len();
                self.count(branch, &told);
                open = if self.set_aside.len() == aside { self.open_for(&told) } else { None };
            }
        })?;
        self.close_sheet(open);
        self.advance(branch, furthest, tip);
        Some(())
    }

    /// Gives one more mark on a sheet that was marked just before; whether it was one of that sheet.
    fn mark_on(&mut self, sheet: &mut OpenSheet, branch: Branch, told: &Told<'_>) -> bool {
        let Some(Level { candidate, criterion, index }) = level(told) else { return false };
        let of_sheet = candidate == sheet.candidate && told.subject.is_none_or(|subject| !self.is_erased(subject));
        if !of_sheet || !self.trust.counts(sheet.author.device, branch, told.seq) {
            return false;
        }
        let stamp = Stamp { clock: told.clock, branch, seq: told.seq, by: sheet.author.person };
        let given = Mark { rating: Some(Rating::Level { index }), comment: String::new() };
        sheet.marks.give(criterion, given, stamp, &self.sight, &mut self.codes);
        true
    }

    /// The sheet of a mark that was just counted.
    fn open_for(&mut self, told: &Told<'_>) -> Option<OpenSheet> {
        let Level { candidate, .. } = level(told)?;
        if told.subject.is_some_and(|subject| self.is_erased(subject)) {
            return None;
        }
        let author = *self.authors.get(&told.log)?;
        let sheet = self.sheets.get_mut(&(author.person, candidate))?;
        Some(OpenSheet { author, candidate, marks: std::mem::take(&mut sheet.marks) })
    }

    fn close_sheet(&mut self, open: Option<OpenSheet>) {
        let Some(OpenSheet { author: Author { person, .. }, candidate, marks }) = open else { return };
        self.sheets.entry((person, candidate)).or_default().marks = marks;
    }
}

/// The level that an entry gives, without a comment.
fn level<'a>(told: &Told<'a>) -> Option<Level<'a>> {
    if told.kind == 40 { event::level(told.payload?) } else { None }
}
