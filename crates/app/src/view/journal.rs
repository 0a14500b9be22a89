//! The log of a session as its screen reads it: one row an entry, people and laptops named once and told by their place, so that
//! a hundred thousand rows stay light. What a reader may not see yet was left out before (`app::journal`). Not a place for words.

use std::collections::BTreeMap;

use domain::grading::Rating;
use domain::id::{CandidateId, DeviceKey, PersonId};
use domain::session::{Session, about};
use domain::time::Timestamp;
use serde::Serialize;

use super::grid::{ScaleView, scale};
use super::session::{SessionHead, count, head};
use crate::journal::JournalLine;
use crate::words;

/// What the screen of the log shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JournalView {
    /// The session.
    pub session: SessionHead,
    /// The scale that ratings are told in.
    pub scale: ScaleView,
    /// Who wrote, and whom entries are about: jurors first, then candidates.
    pub people: Vec<JournalPerson>,
    /// The laptops that wrote.
    pub laptops: Vec<JournalLaptop>,
    /// The days of the entries, oldest first, by the writers' clocks in the time of this place.
    pub days: Vec<String>,
    /// Entries, oldest first.
    pub rows: Vec<JournalRow>,
    /// Entries that wait for others: they are among the rows and count for nothing yet.
    pub pending: u32,
}

/// Somebody of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JournalPerson {
    /// « Prénom NOM », after the number for a candidate; empty once erased, or when nobody of that identifier sat.
    pub name: String,
    /// Whether it is a candidate.
    pub candidate: bool,
}

/// A laptop of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JournalLaptop {
    /// The words it is told by.
    pub words: Vec<String>,
    /// Whether it is this one.
    pub own: bool,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JournalRow {
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// Place of its day.
    pub day: u32,
    /// Minute of that day, in the time of this place.
    pub minute: u16,
    /// Place of who wrote it.
    pub author: Option<u32>,
    /// Place of the laptop that wrote it.
    pub laptop: Option<u32>,
    /// What it belongs to.
    pub family: Family,
    /// What it is, as a code of the words files.
    pub code: String,
    /// Place of whom it is about.
    pub about: Option<u32>,
    /// What else its sentence names.
    pub item: Option<String>,
    /// The rating that it gives or retains.
    pub rating: Option<Rating>,
    /// Why it is kept and not counted; absent when it counts.
    pub aside: Option<String>,
}

/// What entries belong to, for whoever looks for some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// The session itself and its logs.
    Session,
    /// Files and laptops.
    Exchange,
    /// Candidates' files.
    Candidates,
    /// The panel: seats, recusals, attendance.
    Panel,
    /// Subjects, passages, incidents.
    Passages,
    /// Members' sheets.
    Sheets,
    /// Confrontation and deliberation.
    Deliberation,
    /// Closing and minutes.
    Closing,
}

impl Family {
    /// What a kind belongs to; the ranges are those of docs/formats/log.md §4.
    #[must_use]
    pub fn of(kind: u16) -> Self {
        match kind {
            4..=9 | 23 => Self::Exchange,
            10..=19 => Self::Candidates,
            20..=29 => Self::Panel,
            30..=39 | 60..=69 => Self::Passages,
            40..=49 => Self::Sheets,
            50..=59 => Self::Deliberation,
            70..=79 => Self::Closing,
            _ => Self::Session,
        }
    }
}

/// The screen of the log, from its lines; `own` is this laptop.
#[must_use]
pub(crate) fn journal_view(session: &Session, own: DeviceKey, lines: &[JournalLine]) -> JournalView {
    let mut people = Places::default();
    let mut laptops = Places::default();
    let mut days: Vec<String> = Vec::new();
    for line in lines {
        people.note(line.by.map(|person| person.0));
        laptops.note(line.device);
    }
    lines.iter().for_each(|line| people.note(line.about));
    let days_of = |line: &JournalLine| line.civil.map(|civil| civil.date.to_string()).unwrap_or_default();
    days.extend(lines.iter().map(days_of));
    days.sort_unstable();
    days.dedup();
    let row = |line: &JournalLine| {
        let day = days.binary_search(&days_of(line)).unwrap_or_default();
        row(line, count(day), people.of(line.by.map(|it| it.0)), laptops.of(line.device), people.of(line.about))
    };
    JournalView {
        session: head(session),
        scale: scale(&session.regulation.scale),
        rows: lines.iter().map(row).collect(),
        people: people.keys.iter().map(|id| person(session, *id)).collect(),
        laptops: laptops.keys.iter().map(|key| laptop(*key, own)).collect(),
        days,
        pending: session.pending,
    }
}

fn row(line: &JournalLine, day: u32, author: Option<u32>, laptop: Option<u32>, about: Option<u32>) -> JournalRow {
    JournalRow {
        at: line.at,
        day,
        minute: line.civil.map(|civil| u16::from(civil.hour) * 60 + u16::from(civil.minute)).unwrap_or_default(),
        author,
        laptop,
        family: Family::of(line.kind),
        code: line.code.to_owned(),
        about,
        item: line.args.get("item").or_else(|| line.args.get("kind")).cloned(),
        rating: line.rating,
        aside: line.aside.map(|reason| reason.name().to_owned()),
    }
}

fn person(session: &Session, id: [u8; 16]) -> JournalPerson {
    if session.jurors.contains_key(&PersonId(id)) {
        return JournalPerson { name: about::person(session, PersonId(id)), candidate: false };
    }
    let candidate = session.candidates.contains_key(&CandidateId(id));
    JournalPerson { name: about::candidate(session, CandidateId(id)), candidate }
}

fn laptop(key: DeviceKey, own: DeviceKey) -> JournalLaptop {
    JournalLaptop { words: words::device(key), own: key == own }
}

/// Things told by their place, in the order they were first met.
struct Places<K> {
    keys: Vec<K>,
    places: BTreeMap<K, u32>,
}

impl<K> Default for Places<K> {
    fn default() -> Self {
        Self { keys: Vec::new(), places: BTreeMap::new() }
    }
}

impl<K: Ord + Copy> Places<K> {
    fn note(&mut self, key: Option<K>) {
        let next = count(self.keys.len());
        if let Some(key) = key
            && *self.places.entry(key).or_insert(next) == next
        {
            self.keys.push(key);
        }
    }

    fn of(&self, key: Option<K>) -> Option<u32> {
        self.places.get(&key?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_met_before_keeps_its_place() {
        let mut places = Places::default();
        [Some("b"), None, Some("a"), Some("b")].into_iter().for_each(|key| places.note(key));
        assert_eq!((places.keys.clone(), places.of(Some("a")), places.of(Some("c"))), (vec!["b", "a"], Some(1), None));
    }

    #[test]
    fn every_kind_of_a_member_s_sheet_is_among_the_sheets() {
        let hidden = (0..=99).filter(|kind| domain::access::is_of_a_sheet(*kind));
        assert!(hidden.map(Family::of).all(|family| family == Family::Sheets));
    }
}
