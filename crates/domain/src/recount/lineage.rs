//! Which entries are whole in their log, and which were written knowing of which: the hashes alone say it. Reads no
//! payload but the entries an import names. Shares nothing with `session::thread` and its tables of sight.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, LogHead};
use crate::id::Digest;
use crate::log::Logged;

/// Entries by hash, each knowing what stood before it.
pub(super) struct Lineage<'a> {
    entries: BTreeMap<Digest, &'a Logged>,
    /// Of each entry, the nearest import at or before it in its own log.
    imports: BTreeMap<Digest, Digest>,
    /// What each import names.
    named: BTreeMap<Digest, Vec<LogHead>>,
}

impl<'a> Lineage<'a> {
    /// Keeps the entries that hang on the root of their log by an unbroken chain.
    pub(super) fn of(entries: &'a [Logged]) -> Self {
        let mut ranked: Vec<&Logged> = entries.iter().collect();
        ranked.sort_by_key(|logged| logged.entry.header.seq);
        let mut lineage = Self { entries: BTreeMap::new(), imports: BTreeMap::new(), named: BTreeMap::new() };
        for logged in ranked {
            if lineage.is_rooted(logged) {
                lineage.add(logged);
            }
        }
        lineage
    }

    /// Every whole entry, in the order of the hashes, which tells nothing.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'a Logged> {
        self.entries.values().copied()
    }

    /// Whether the entry of that hash is held, and whole.
    pub(super) fn holds(&self, hash: Digest) -> bool {
        self.entries.contains_key(&hash)
    }

    /// Whether whoever wrote `newer` held `older`: one walks back from it through chains and imports.
    pub(super) fn knew(&self, newer: &Logged, older: &Logged) -> bool {
        let sought = &older.entry.header;
        let mut open = vec![newer.hash];
        let mut crossed: BTreeSet<Digest> = BTreeSet::new();
        while let Some(hash) = open.pop() {
            if self.descends(hash, older) {
                return true;
            }
            let import = self.imports.get(&hash).and_then(|import| self.entries.get(import));
            let Some(import) = import.filter(|import| crossed.insert(import.hash)) else { continue };
            open.push(import.entry.header.prev);
            for head in self.named.get(&import.hash).into_iter().flatten() {
                // A head that is not held stands for all of its log up to its place.
                let held = self.entries.contains_key(&head.hash);
                if !held && head.log == sought.log && head.seq >= sought.seq {
                    return true;
                }
                open.push(head.hash);
            }
        }
        false
    }

    /// Every entry on the chains that end with `tips`.
    pub(super) fn chains(&self, tips: impl Iterator<Item = Digest>) -> BTreeSet<Digest> {
        let mut chained = BTreeSet::new();
        for tip in tips {
            let mut place = self.entries.get(&tip);
            while let Some(logged) = place.filter(|logged| chained.insert(logged.hash)) {
                place = self.entries.get(&logged.entry.header.prev);
            }
        }
        chained
    }

    fn is_rooted(&self, logged: &Logged) -> bool {
        let header = &logged.entry.header;
        if header.seq == 1 {
            return header.prev == Digest(header.log.0);
        }
        let before = self.entries.get(&header.prev).map(|before| &before.entry.header);
        before.is_some_and(|before| before.log == header.log && before.seq.checked_add(1) == Some(header.seq))
    }

    fn add(&mut self, logged: &'a Logged) {
        let import = match heads(logged) {
            Some(heads) => {
                self.named.insert(logged.hash, heads);
                Some(logged.hash)
            }
            None => self.imports.get(&logged.entry.header.prev).copied(),
        };
        self.imports.extend(import.map(|import| (logged.hash, import)));
        self.entries.insert(logged.hash, logged);
    }

    /// Whether `older` stands on the chain that ends with `hash`.
    pub(super) fn descends(&self, hash: Digest, older: &Logged) -> bool {
        let (log, seq) = (older.entry.header.log, older.entry.header.seq);
        let mut place = self.entries.get(&hash);
        while let Some(logged) = place {
            let header = &logged.entry.header;
            if header.log != log || header.seq <= seq {
                return logged.hash == older.hash;
            }
            place = self.entries.get(&header.prev);
        }
        false
    }
}

/// What an import names; `None` when the entry is no import.
fn heads(logged: &Logged) -> Option<Vec<LogHead>> {
    match Event::decode(logged.entry.header.kind, logged.entry.payload.as_deref()?) {
        Ok(Event::Imported(fact)) => Some(fact.heads),
        _ => None,
    }
}
