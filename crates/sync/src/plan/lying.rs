//! Stretches in a plan: those of logs that go on where what is held ends stay as they are; of any other log every entry is laid
//! down and compared. Not a place for what is counted of an entry (`plan`).

use std::collections::BTreeMap;

use domain::id::{Digest, LogId, SubjectSecret};
use domain::log::Logged;
use domain::session::stretch::Stretch as _;

use super::{Known, LogReport, held_up_to};
use crate::bundle::LogPart;
use crate::held::Held;
use crate::stretch::Stretch;

/// The stretches of a log that may stay as they are: all of them, or none, once their entries are laid among `log`'s.
pub(super) fn plain(
    log: &mut LogPart,
    lying: Vec<Stretch>,
    secrets: &BTreeMap<[u8; 16], SubjectSecret>,
    id: LogId,
    known: &Known,
) -> Vec<Stretch> {
    if goes_on(log, &lying, id, known) {
        return lying;
    }
    lay(&mut log.entries, &lying, secrets);
    Vec::new()
}

fn lay(entries: &mut Vec<Logged>, lying: &[Stretch], secrets: &BTreeMap<[u8; 16], SubjectSecret>) {
    if !lying.is_empty() {
        // Their secrets came with them: none is missing.
        entries.extend(lying.iter().filter_map(|stretch| stretch.apart(secrets)).flatten());
        entries.sort_by_key(|logged| logged.entry.header.seq);
    }
}

/// Whether a log of one run is held up to some place and goes on there: nothing waits, is forked, was erased, kept back or closed.
fn goes_on(log: &LogPart, lying: &[Stretch], id: LogId, known: &Known) -> bool {
    let nothing = Held::default();
    let held = known.entries.get(&id).unwrap_or(&nothing);
    let first_apart = log.entries.first().map(|logged| (logged.entry.header.seq, logged.entry.header.prev));
    let first_lying = lying.first().map(Stretch::start);
    let starts = first_apart.into_iter().chain(first_lying).min_by_key(|(seq, _)| *seq);
    let Some((seq, prev)) = starts.filter(|_| first_lying.is_some()) else { return false };
    let open = known.pending.is_empty() && known.cut.is_none() && held.is_plain();
    let hangs = seq == 1 || held_up_to(id, seq, prev, known);
    let same = |seq: u32, hash: Digest| held.at(seq).all(|known| known == hash);
    open && hangs
        && log.entries.iter().all(|logged| same(logged.entry.header.seq, logged.hash))
        && lying.iter().all(|stretch| is_whole(stretch, held, known))
}

/// Whether a stretch is held whole; or not at all, and then with every payload and nobody erased.
fn is_whole(stretch: &Stretch, held: &Held, known: &Known) -> bool {
    let summary = stretch.summary();
    let erased = !known.erased.is_empty() && summary.subjects.iter().any(|subject| known.erased.contains(subject));
    let (seq, _) = stretch.start();
    let new = usize::try_from(seq).is_ok_and(|seq| seq > held.length());
    let lacks = |hash: &Digest| !known.withheld.is_empty() && known.withheld.contains(hash);
    let same = || stretch.hashes().iter().zip(seq..).all(|(hash, seq)| held.holds(seq, *hash) && !lacks(hash));
    if new { summary.withheld == 0 && !erased } else { same() }
}

impl LogReport {
    /// Counts a stretch; whether it is held.
    pub(super) fn count_lying(&mut self, stretch: &Stretch, known: &Known) -> bool {
        let (entries, summary) = (u32::try_from(stretch.entries()).unwrap_or(u32::MAX), stretch.summary());
        self.counts.withheld += summary.withheld;
        let first = stretch.hashes().first().copied().unwrap_or(Digest([0; 32]));
        if known.holds(self.log, stretch.start().0, first) {
            self.counts.known += entries;
            return true;
        }
        self.counts.new += entries;
        let (from, to) = (summary.earliest.at(), summary.latest.at());
        self.first = Some(self.first.map_or(from, |first| first.min(from)));
        self.last = Some(self.last.map_or(to, |last| last.max(to)));
        false
    }
}
