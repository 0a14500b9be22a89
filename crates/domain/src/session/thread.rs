//! Entries strung into lines of descent and read in an order where causes come first. The order is a function of the set
//! alone: neither the files they came in nor the order of their arrival can change it.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, Imported};
use crate::id::{Digest, LogId};
use crate::log::Logged;
use crate::register::Branch;

/// One line of descent: the trunk of a log, or what follows where a cloned laptop diverged.
#[derive(Debug, Clone)]
pub struct Thread<'a> {
    /// Its name.
    pub branch: Branch,
    /// The line it leaves, and the last place they share.
    pub parent: Option<(Branch, u32)>,
    /// Its entries, in order.
    pub entries: Vec<&'a Logged>,
}

/// The lines of descent in `entries`, and how many entries hang on none of them because their predecessors are missing.
#[must_use]
pub fn threads(entries: &[Logged]) -> (Vec<Thread<'_>>, u32) {
    let mut children: BTreeMap<(LogId, Digest), Vec<&Logged>> = BTreeMap::new();
    for logged in entries {
        children.entry((logged.entry.header.log, logged.entry.header.prev)).or_default().push(logged);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_key(|logged| logged.hash);
        siblings.dedup_by_key(|logged| logged.hash);
    }
    let mut logs: Vec<LogId> = entries.iter().map(|logged| logged.entry.header.log).collect();
    logs.sort_unstable();
    logs.dedup();
    let threads: Vec<_> = logs.into_iter().flat_map(|log| descend(log, &children)).collect();
    let strung: usize = threads.iter().map(|thread| thread.entries.len()).sum();
    let known: usize = children.values().map(Vec::len).sum();
    (threads, u32::try_from(known.saturating_sub(strung)).unwrap_or(u32::MAX))
}

/// Follows a log from its root; where several entries follow the same one, each begins a branch.
fn descend<'a>(log: LogId, children: &BTreeMap<(LogId, Digest), Vec<&'a Logged>>) -> Vec<Thread<'a>> {
    let mut done: Vec<Thread<'a>> = Vec::new();
    let trunk = Thread { branch: Branch { log, number: 0 }, parent: None, entries: Vec::new() };
    let mut open = vec![(trunk, Digest(log.0), 0_u32)];
    let mut numbers = 0;
    while let Some((mut thread, mut tip, mut seq)) = open.pop() {
        while let Some([only]) = children.get(&(log, tip)).map(Vec::as_slice) {
            if only.entry.header.seq != seq + 1 {
                break;
            }
            (tip, seq) = (only.hash, seq + 1);
            thread.entries.push(only);
        }
        let siblings = children.get(&(log, tip)).map(Vec::as_slice).unwrap_or_default();
        for first in siblings.iter().filter(|first| siblings.len() > 1 && first.entry.header.seq == seq + 1) {
            numbers += 1;
            let branch = Branch { log, number: numbers };
            let parent = Some((thread.branch, seq));
            open.push((Thread { branch, parent, entries: vec![first] }, first.hash, seq + 1));
        }
        done.push(thread);
    }
    done.sort_by_key(|thread| thread.branch);
    done
}

/// Reads every thread's entries once, causes first, then by clock, then by name of the thread.
pub fn in_order<'a>(threads: &[Thread<'a>], mut read: impl FnMut(Branch, &'a Logged)) {
    let mut reading = Reading::new(threads);
    while let Some(index) = reading.next() {
        if let Some((branch, logged)) = reading.advance(index) {
            read(branch, logged);
        }
    }
}

struct Reading<'t, 'a> {
    threads: &'t [Thread<'a>],
    positions: Vec<usize>,
    index: BTreeMap<Branch, usize>,
    places: BTreeMap<Digest, (usize, usize)>,
}

impl<'t, 'a> Reading<'t, 'a> {
    fn new(threads: &'t [Thread<'a>]) -> Self {
        let index = threads.iter().enumerate().map(|(at, thread)| (thread.branch, at)).collect();
        // Only heads are looked up: the last entry an import names. Forks make a log's place ambiguous, so hashes decide.
        let mut wanted: BTreeSet<Digest> = BTreeSet::new();
        for logged in threads.iter().flat_map(|thread| &thread.entries) {
            wanted.extend(heads(logged));
        }
        let mut places = BTreeMap::new();
        if !wanted.is_empty() {
            for (at, thread) in threads.iter().enumerate() {
                for (place, logged) in thread.entries.iter().enumerate() {
                    if wanted.contains(&logged.hash) {
                        places.insert(logged.hash, (at, place));
                    }
                }
            }
        }
        Self { threads, positions: vec![0; threads.len()], index, places }
    }

    fn peek(&self, index: usize) -> Option<&'a Logged> {
        self.threads.get(index)?.entries.get(*self.positions.get(index)?).copied()
    }

    /// The ready thread whose next entry is the oldest by its clock; any, should none be ready.
    fn next(&self) -> Option<usize> {
        let waiting = (0..self.threads.len()).filter_map(|index| Some((index, self.peek(index)?)));
        waiting
            .min_by_key(|(index, logged)| (!self.is_ready(*index, logged), logged.entry.header.clock, *index))
            .map(|(index, _)| index)
    }

    fn is_ready(&self, index: usize, logged: &Logged) -> bool {
        let read_up_to = |thread: usize| self.positions.get(thread).copied().unwrap_or(0);
        let parent = self.threads.get(index).and_then(|thread| thread.parent);
        let parent_read = parent.is_none_or(|(branch, _)| {
            let at = self.index.get(&branch).copied().unwrap_or(index);
            at == index || read_up_to(at) >= self.threads.get(at).map_or(0, |thread| thread.entries.len())
        });
        let seen = heads(logged).into_iter().filter_map(|head| self.places.get(&head));
        parent_read && seen.into_iter().all(|(thread, place)| *thread == index || read_up_to(*thread) > *place)
    }

    fn advance(&mut self, index: usize) -> Option<(Branch, &'a Logged)> {
        let logged = self.peek(index)?;
        *self.positions.get_mut(index)? += 1;
        Some((self.threads.get(index)?.branch, logged))
    }
}

/// The entries an import says it had seen.
fn heads(logged: &Logged) -> Vec<Digest> {
    imported(logged).map(|fact| fact.heads.into_iter().map(|head| head.hash).collect()).unwrap_or_default()
}

/// The entry as an import, when it is one.
fn imported(logged: &Logged) -> Option<Imported> {
    if logged.entry.header.kind != 4 {
        return None;
    }
    match Event::decode(4, logged.entry.payload.as_deref()?) {
        Ok(Event::Imported(fact)) => Some(fact),
        _ => None,
    }
}
