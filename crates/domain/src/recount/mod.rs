//! A second count of every decision, for whoever doubts the first: it reads the raw entries by itself and does its own
//! arithmetic. It must share no code with `decide`, with the proposal, or with the folding of a session: types and the
//! format of the log only. If the two counts differ, one of them is wrong, and `delib recount` says so.

mod ballot;
mod book;
mod lineage;
mod reversal;
mod roster;
mod tally;

#[cfg(test)]
mod recount_test;
#[cfg(test)]
mod scene_test;

use serde::Serialize;

use crate::deliberation::{Decision, Outcome, PartResult};
use crate::id::CandidateId;
use crate::log::Logged;
use crate::referential::Code;
use crate::session::Session;

/// What the second count finds for one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recounted {
    /// The candidate.
    pub candidate: CandidateId,
    /// Their number.
    pub number: String,
    /// The outcome; absent where the entries do not give one.
    pub outcome: Option<Outcome>,
    /// Results of the parts, in the order of the référentiel; undecided parts are not in it.
    pub parts: Vec<PartResult>,
    /// Code of the mention.
    pub mention: Option<Code>,
}

/// A recorded decision beside the second count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The candidate.
    pub candidate: CandidateId,
    /// Their number.
    pub number: String,
    /// What the comparison says.
    pub agreement: Agreement,
    /// The decision that stands; absent when nothing was decided.
    pub recorded: Option<Decision>,
    /// The second count; absent when the entries tell of no such candidate.
    pub recounted: Option<Recounted>,
}

/// What a comparison says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Agreement {
    /// Both counts say the same.
    Same,
    /// The panel left the calculation knowingly, and said why.
    Overridden {
        /// Why.
        ground: String,
    },
    /// Nothing was decided yet.
    NotDecided,
    /// They differ and nobody said why.
    Differs,
}

/// Counts every candidate anew from the entries of one session, in any order, in the order of the candidates' numbers.
/// Empty when the entries open no session, or its référentiel or règlement can't be read.
#[must_use]
pub fn recount(entries: &[Logged]) -> Vec<Recounted> {
    let Some(book) = book::Book::read(entries) else { return Vec::new() };
    let mut found: Vec<_> = book.candidates().into_iter().map(|candidate| tally::count(&book, &candidate)).collect();
    found.sort_by_key(|line| (natural(&line.number), line.candidate));
    found
}

/// Sets the second count beside the decisions of `session`, one line for each candidate that either of them knows.
#[must_use]
pub fn compare(session: &Session, recounted: &[Recounted]) -> Vec<Comparison> {
    let counted = recounted.iter().map(|line| compared(session, line.candidate, line.number.clone(), Some(line)));
    let missed = session.roster().into_iter().filter(|(id, _)| recounted.iter().all(|line| line.candidate != *id));
    let missed = missed.map(|(id, file)| compared(session, id, file.number(), None));
    counted.chain(missed).collect()
}

fn compared(session: &Session, candidate: CandidateId, number: String, line: Option<&Recounted>) -> Comparison {
    let recorded = session.decision(candidate);
    let agreement = match (&recorded, line) {
        (None, _) => Agreement::NotDecided,
        (Some(decision), Some(line)) if same(decision, line) => Agreement::Same,
        (Some(decision), Some(_)) if !decision.follows_proposal && !decision.ground.trim().is_empty() => {
            Agreement::Overridden { ground: decision.ground.clone() }
        }
        (Some(_), _) => Agreement::Differs,
    };
    Comparison { candidate, number, agreement, recorded, recounted: line.cloned() }
}

fn same(decision: &Decision, line: &Recounted) -> bool {
    let (mut recorded, mut counted) = (decision.parts.clone(), line.parts.clone());
    recorded.sort_by(|one, other| one.part.cmp(&other.part));
    counted.sort_by(|one, other| one.part.cmp(&other.part));
    Some(decision.outcome) == line.outcome && recorded == counted && decision.mention == line.mention
}

/// Numbers as people order them: 2 before 10.
fn natural(number: &str) -> (usize, String) {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0').to_owned();
    (significant.len(), significant + number)
}
