//! The second arithmetic: sums are kept as they are and compared by cross-multiplication, nothing is divided but the means
//! that a règlement wants printed. It must not call `deliberation`; it speaks its words only.

use crate::deliberation::{Outcome, PartResult, PartStatus, THESIS};
use crate::id::CandidateId;
use crate::recount::Recounted;
use crate::recount::ballot::{Cell, Row, Section, sections, weight};
use crate::recount::book::Book;
use crate::referential::{BlockKind, Code};
use crate::regulation::Rule;
use crate::session::facts::AttendanceStatus;

/// What a set of things comes to.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    things: u32,
    lost: u32,
    weight: i128,
    won_weight: i128,
    sum: i128,
    fatal: bool,
    open: bool,
}

impl Tally {
    fn put(&mut self, cell: Cell, weight: i128, fatal: bool) {
        let (won, points) = match cell {
            Cell::Out => return,
            Cell::Open => {
                self.open = true;
                return;
            }
            Cell::Won(points) => (true, points),
            Cell::Lost(points) => (false, points),
        };
        self.things += 1;
        self.lost += u32::from(!won);
        self.weight += weight;
        self.won_weight += if won { weight } else { 0 };
        self.sum += weight * i128::from(points);
        self.fatal |= fatal && !won;
    }

    /// Whether the set is won under `rule`; `None` when that can't be said.
    fn won(&self, rule: &Rule) -> Option<bool> {
        let weighed = matches!(rule, Rule::Share { .. } | Rule::Mean { .. });
        if self.open || self.things == 0 || (weighed && self.weight == 0) {
            return None;
        }
        let won = match rule {
            Rule::All => self.lost == 0,
            Rule::AllBut { count } => self.lost <= *count && self.lost < self.things,
            Rule::Share { percent } => self.won_weight * 100 >= i128::from(*percent) * self.weight,
            Rule::Mean { points } => self.sum >= i128::from(*points) * self.weight,
        };
        Some(won && !self.fatal)
    }

    /// The set as one thing of a larger set: its mean is the printed one, rounded down.
    fn cell(&self, rule: &Rule) -> Cell {
        let mean = self.sum.checked_div_euclid(self.weight).and_then(|mean| i32::try_from(mean).ok()).unwrap_or(0);
        match self.won(rule) {
            None => Cell::Open,
            Some(true) => Cell::Won(mean),
            Some(false) => Cell::Lost(mean),
        }
    }
}

/// Counts one candidate.
pub(super) fn count(book: &Book, candidate: &CandidateId) -> Recounted {
    let files = book.files.get(candidate).map(Vec::as_slice).unwrap_or_default();
    let last = files.last();
    let number = last.map(|file| file.number.clone()).unwrap_or_default();
    let option = last.map(|file| file.option.as_str()).unwrap_or_default();
    let noted = book.attendance.get(candidate).map(Vec::as_slice).unwrap_or_default();
    let blank = Recounted { candidate: *candidate, number, outcome: None, parts: Vec::new(), mention: None };
    let disputed = files.iter().any(|file| file.option != option)
        || noted.iter().zip(noted.iter().skip(1)).any(|(one, next)| one != next);
    if disputed {
        return blank;
    }
    let sections = sections(book, *candidate, option);
    let set_apart = |outcome: Outcome| {
        let status = |prior: bool| if prior { PartStatus::Prior } else { PartStatus::NotAssessed };
        let parts = sections.iter().map(|one| PartResult { part: one.part.clone(), status: status(one.prior) });
        Recounted { outcome: Some(outcome), parts: parts.collect(), ..blank.clone() }
    };
    match noted.last() {
        Some(AttendanceStatus::AbsentJustified | AttendanceStatus::AbsentUnjustified) => set_apart(Outcome::Absent),
        Some(AttendanceStatus::Excluded) => set_apart(Outcome::Excluded),
        _ => graded(book, &sections, option, blank),
    }
}

fn graded(book: &Book, sections: &[Section], option: &str, blank: Recounted) -> Recounted {
    let results: Vec<(Code, Option<PartStatus>)> =
        sections.iter().map(|section| (section.part.clone(), result(book, section))).collect();
    let known = |block: &crate::referential::Block| block.kind != BlockKind::Main && block.code == option;
    let optional = book.referential.title_rule.options == 0 || book.referential.blocks.iter().any(known);
    let count = |wanted: PartStatus| results.iter().filter(|(_, status)| *status == Some(wanted)).count();
    let (validated, failed) = (count(PartStatus::Validated), count(PartStatus::Failed));
    let complete = optional && !results.is_empty() && results.iter().all(|(_, status)| status.is_some());
    let outcome = complete.then_some(match (validated, failed) {
        (_, 0) => Outcome::Awarded,
        (0, _) => Outcome::Adjourned,
        _ => Outcome::Partial,
    });
    let awarded = outcome == Some(Outcome::Awarded);
    let parts = results.into_iter().filter_map(|(part, status)| status.map(|status| PartResult { part, status }));
    let mention = if awarded { mention(book, sections) } else { None };
    Recounted { outcome, parts: parts.collect(), mention, ..blank }
}

fn result(book: &Book, section: &Section) -> Option<PartStatus> {
    let rules = &book.regulation.rules;
    if section.prior {
        return Some(PartStatus::Prior);
    }
    let won = if section.part == THESIS {
        tally(section.rows.iter()).won(&rules.thesis)
    } else {
        let mut block = Tally::default();
        for group in groups(section) {
            let rows = section.rows.iter().filter(|row| &row.group == group);
            block.put(tally(rows).cell(&rules.evaluation), weight(book, group).into(), false);
        }
        block.won(&rules.block)
    };
    won.map(|won| if won { PartStatus::Validated } else { PartStatus::Failed })
}

fn tally<'r>(rows: impl Iterator<Item = &'r Row>) -> Tally {
    let mut tally = Tally::default();
    rows.for_each(|row| tally.put(row.cell, row.weight.into(), row.fatal));
    tally
}

/// Codes of the évaluations, once each, in order.
fn groups(section: &Section) -> Vec<&Code> {
    let mut codes: Vec<&Code> = section.rows.iter().map(|row| &row.group).collect();
    codes.dedup();
    codes
}

/// The highest mention whose points the mean of everything counted reaches.
fn mention(book: &Book, sections: &[Section]) -> Option<Code> {
    let mut all = Tally::default();
    for section in sections.iter().filter(|section| !section.prior) {
        let thesis = section.part == THESIS;
        for row in &section.rows {
            let outer = if thesis { 1 } else { i128::from(weight(book, &row.group)) };
            let part = if thesis { 1 } else { i128::from(weight(book, &section.part)) };
            all.put(row.cell, outer * part * i128::from(row.weight), false);
        }
    }
    let mut mentions: Vec<_> = book.regulation.mentions.iter().collect();
    mentions.sort_by_key(|mention| std::cmp::Reverse(mention.points));
    let reached = mentions.into_iter().find(|mention| all.sum >= i128::from(mention.points) * all.weight);
    reached.filter(|_| all.weight > 0).map(|mention| mention.code.clone())
}
