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
    let place = |logged: &&Logged| (logged.entry.header.log, logged.entry.header.seq, logged.hash);
    let mut known: Vec<&Logged> = entries.iter().collect();
    known.sort_by_key(place);
    known.dedup_by_key(|logged| logged.hash);
    let logs = known.chunk_by(|one, other| one.entry.header.log == other.entry.header.log);
    let threads: Vec<_> = logs.flat_map(string).collect();
    let strung: usize = threads.iter().map(|thread| thread.entries.len()).sum();
    (threads, u32::try_from(known.len().saturating_sub(strung)).unwrap_or(u32::MAX))
}

/// The lines of descent of one log, whose entries come by place, then by hash.
fn string<'a>(entries: &[&'a Logged]) -> Vec<Thread<'a>> {
    let Some(log) = entries.first().map(|logged| logged.entry.header.log) else { return Vec::new() };
    if is_whole(log, entries) {
        return vec![Thread { branch: Branch { log, number: 0 }, parent: None, entries: entries.to_vec() }];
    }
    let mut children: BTreeMap<Digest, Vec<&Logged>> = BTreeMap::new();
    for logged in entries {
        children.entry(logged.entry.header.prev).or_default().push(logged);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_key(|logged| logged.hash);
    }
    descend(log, &children)
}

/// Whether each entry follows the one before, from the root: nearly every log, and nothing is then to be looked for.
fn is_whole(log: LogId, entries: &[&Logged]) -> bool {
    let (mut tip, mut seq) = (Digest(log.0), 0);
    entries.iter().all(|logged| {
        let header = &logged.entry.header;
        let follows = header.prev == tip && header.seq == seq + 1;
        (tip, seq) = (logged.hash, header.seq);
        follows
    })
}

/// Follows a log from its root; where several entries follow the same one, each begins a branch.
fn descend<'a>(log: LogId, children: &BTreeMap<Digest, Vec<&'a Logged>>) -> Vec<Thread<'a>> {
    let mut done: Vec<Thread<'a>> = Vec::new();
    let trunk = Thread { branch: Branch { log, number: 0 }, parent: None, entries: Vec::new() };
    let mut open = vec![(trunk, Digest(log.0), 0_u32)];
    let mut numbers = 0;
    while let Some((mut thread, mut tip, mut seq)) = open.pop() {
        while let Some([only]) = children.get(&tip).map(Vec::as_slice) {
            if only.entry.header.seq != seq + 1 {
                break;
            }
            (tip, seq) = (only.hash, seq + 1);
            thread.entries.push(only);
        }
        let siblings = children.get(&tip).map(Vec::as_slice).unwrap_or_default();
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
    /// What must be read before: by thread and place of an import, those of the entries it had seen.
    seen: BTreeMap<(usize, usize), Vec<(usize, usize)>>,
}

impl<'t, 'a> Reading<'t, 'a> {
    fn new(threads: &'t [Thread<'a>]) -> Self {
        let index = threads.iter().enumerate().map(|(at, thread)| (thread.branch, at)).collect();
        Self { threads, positions: vec![0; threads.len()], index, seen: seen(threads) }
    }

    fn peek(&self, index: usize) -> Option<&'a Logged> {
        self.threads.get(index)?.entries.get(*self.positions.get(index)?).copied()
    }

    /// The ready thread whose next entry is the oldest by its clock; any, should none be ready.
    fn next(&self) -> Option<usize> {
        let waiting = (0..self.threads.len()).filter_map(|index| Some((index, self.peek(index)?)));
        waiting
            .min_by_key(|(index, logged)| (!self.is_ready(*index), logged.entry.header.clock, *index))
            .map(|(index, _)| index)
    }

    fn is_ready(&self, index: usize) -> bool {
        let read_up_to = |thread: usize| self.positions.get(thread).copied().unwrap_or(0);
        let parent = self.threads.get(index).and_then(|thread| thread.parent);
        let parent_read = parent.is_none_or(|(branch, _)| {
            let at = self.index.get(&branch).copied().unwrap_or(index);
            at == index || read_up_to(at) >= self.threads.get(at).map_or(0, |thread| thread.entries.len())
        });
        let mut seen = self.seen.get(&(index, read_up_to(index))).into_iter().flatten();
        parent_read && seen.all(|(thread, place)| *thread == index || read_up_to(*thread) > *place)
    }

    fn advance(&mut self, index: usize) -> Option<(Branch, &'a Logged)> {
        let logged = self.peek(index)?;
        *self.positions.get_mut(index)? += 1;
        Some((self.threads.get(index)?.branch, logged))
    }
}

/// Where the entries are that imports had seen. Forks make a log's place ambiguous, so hashes decide.
fn seen(threads: &[Thread<'_>]) -> BTreeMap<(usize, usize), Vec<(usize, usize)>> {
    let imports = placed(threads).filter(|(_, logged)| logged.entry.header.kind == 4);
    let imports: Vec<_> = imports.map(|(at, logged)| (at, heads(logged))).collect();
    let wanted: BTreeSet<Digest> = imports.iter().flat_map(|(_, heads)| heads).copied().collect();
    let found = placed(threads).filter(|(_, logged)| wanted.contains(&logged.hash));
    let places: BTreeMap<Digest, (usize, usize)> = found.map(|(at, logged)| (logged.hash, at)).collect();
    let place = |head: &Digest| places.get(head).copied();
    imports.into_iter().map(|(at, heads)| (at, heads.iter().filter_map(place).collect())).collect()
}

/// Every entry, with its thread and its place in it.
fn placed<'a>(threads: &[Thread<'a>]) -> impl Iterator<Item = ((usize, usize), &'a Logged)> {
    threads
        .iter()
        .enumerate()
        .flat_map(|(at, thread)| thread.entries.iter().enumerate().map(move |(place, logged)| ((at, place), *logged)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{Clock, Entry, Header};

    fn next(log: LogId, prev: Digest, seq: u32, text: &[u8]) -> Logged {
        let header =
            Header { log, seq, prev, clock: Clock(0), kind: 41, kind_version: 1, critical: false, subject: None };
        Entry::new(header, text.to_vec(), None).into()
    }

    /// Four entries in a row.
    fn row(log: LogId) -> Vec<Logged> {
        let mut entries: Vec<Logged> = Vec::new();
        for seq in 1..=4 {
            let prev = entries.last().map_or(Digest(log.0), |last| last.hash);
            entries.push(next(log, prev, seq, b"said"));
        }
        entries
    }

    #[test]
    fn a_log_without_a_gap_is_one_line_whatever_the_order_its_entries_came_in() {
        let log = LogId([3; 32]);
        let mut entries = row(log);
        let in_order: Vec<Digest> = entries.iter().map(|logged| logged.hash).collect();
        entries.reverse();
        entries.push(entries[0].clone());
        let (threads, pending) = threads(&entries);
        let strung: Vec<Digest> = threads[0].entries.iter().map(|logged| logged.hash).collect();
        assert_eq!((strung, threads.len(), pending), (in_order, 1, 0));
    }

    #[test]
    fn what_follows_a_gap_waits() {
        let mut entries = row(LogId([3; 32]));
        entries.remove(1);
        let (threads, pending) = threads(&entries);
        assert_eq!((threads[0].entries.len(), pending), (1, 2));
    }

    #[test]
    fn a_cloned_laptop_leaves_two_branches_and_their_trunk() {
        let log = LogId([3; 32]);
        let mut entries = row(log);
        entries.push(next(log, entries[1].hash, 3, b"said elsewhere"));
        let (threads, pending) = threads(&entries);
        let lengths: Vec<_> = threads.iter().map(|thread| (thread.branch.number, thread.entries.len())).collect();
        assert_eq!((lengths, pending), (vec![(0, 2), (1, 2), (2, 1)], 0));
    }

    #[test]
    fn an_entry_that_names_the_right_predecessor_at_the_wrong_place_waits() {
        let log = LogId([3; 32]);
        let mut entries = row(log);
        entries.push(next(log, entries[3].hash, 9, b"far"));
        let (threads, pending) = threads(&entries);
        assert_eq!((threads[0].entries.len(), pending), (4, 1));
    }
}
