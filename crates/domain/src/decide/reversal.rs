//! Reversing an import: what it brought is kept and no longer counts, until somebody lifts the reversal.

use super::Answer;
use super::text::{self, Limit};
use crate::event::{EntryRange, Event, ImportReversed, ReversalLifted};
use crate::id::Digest;
use crate::refusal::Refusal;
use crate::session::Session;

/// Ranges in one fact: its payload stays well below what an entry may hold.
const TOGETHER: usize = 400;

pub(super) fn reverse(session: &Session, bundle: Digest, ranges: &[EntryRange], ground: &str) -> Answer {
    text::demand("ground", ground, Limit::Line)?;
    if session.reversal_of(bundle).is_some() {
        return Err(Refusal::AlreadyReversed);
    }
    let known = |range: &EntryRange| session.authors.contains_key(&range.log) && range.from <= range.to;
    if ranges.is_empty() || !ranges.iter().all(known) {
        return Err(Refusal::NothingToReverse);
    }
    let facts =
        ranges.chunks(TOGETHER).map(|some| ImportReversed { bundle, ranges: some.to_vec(), ground: ground.to_owned() });
    Ok(facts.map(Event::from).collect())
}

pub(super) fn lift(session: &Session, bundle: Digest) -> Answer {
    if session.reversal_of(bundle).is_none() {
        return Err(Refusal::NotReversed);
    }
    Ok(vec![ReversalLifted { bundle }.into()])
}
