//! The entries of a bundle, log by log and run by run: places, leaves and hashes are computed here. Not a place for what may be
//! believed of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Digest, LogId, SubjectSecret};
use domain::log::{Entry, Logged, Salts, link};
use domain::session::stretch::sort;

use crate::bundle::LogPart;
use crate::refused::Refused;
use crate::run::runs;
use crate::segment::{Body, Records};
use crate::stretch::{Laying, Noted, Stretch};

/// The stretches of each log.
pub(crate) type Stretches = BTreeMap<LogId, Vec<Stretch>>;

/// How entries are held once they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// One by one.
    Apart,
    /// What may lie in stretches does, in logs without fork or gap.
    InStretches,
}

/// A log, and where its runs begin.
pub(super) struct Planned {
    pub(super) id: LogId,
    pub(super) log: LogPart,
    pub(super) runs: Vec<Start>,
}

/// Where a run begins, and how many entries it has.
pub(super) struct Start {
    pub(super) length: u32,
    pub(super) seq: u32,
    pub(super) prev: Digest,
}

/// Reads the entries of every log.
pub(super) struct Reading<'a> {
    records: Records<'a>,
    holding: Holding,
    used: Used<'a>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(records: Records<'a>, holding: Holding, secrets: &'a BTreeMap<[u8; 16], SubjectSecret>) -> Self {
        Self { records, holding, used: Used { secrets, subjects: BTreeSet::new(), last: None } }
    }

    pub(super) fn logs(&mut self, planned: Vec<Planned>) -> Result<(BTreeMap<LogId, LogPart>, Stretches), Refused> {
        let (mut logs, mut stretches) = (BTreeMap::new(), BTreeMap::new());
        for Planned { id, mut log, runs } in planned {
            let mut lying = Vec::new();
            let together = runs.len() == 1 && self.holding == Holding::InStretches;
            for run in &runs {
                self.run(id, run, &mut log.entries, together.then_some(&mut lying))?;
            }
            if runs.len() > 1 && !is_cut_as_it_should(&log.entries, &runs) {
                return Err(Refused::Malformed { part: "runs" });
            }
            logs.insert(id, log);
            if !lying.is_empty() {
                stretches.insert(id, lying);
            }
        }
        Ok((logs, stretches))
    }

    /// Reads a run, into `lying` what may lie in stretches.
    fn run(
        &mut self,
        id: LogId,
        run: &Start,
        entries: &mut Vec<Logged>,
        mut lying: Option<&mut Vec<Stretch>>,
    ) -> Result<(), Refused> {
        let (mut prev, mut seq) = (run.prev, run.seq);
        let mut laying: Option<Laying> = None;
        for place in 0..run.length {
            seq = if place == 0 { seq } else { seq.checked_add(1).ok_or(Refused::BadChain { log: id, seq })? };
            let from = self.records.at();
            let record = self.records.next()?;
            let (header, kind, clock, subject) =
                (record.header(id, seq, prev), record.kind, record.clock, record.subject);
            let (leaf, payload) = match record.body {
                Body::Leaf(leaf) => (leaf, None),
                Body::Payload(payload) => {
                    let salts = subject.map(|subject| self.used.salts(subject, id)).transpose()?;
                    let leaf = salts.map(|salts| salts.leaf(seq, payload));
                    (leaf.unwrap_or_else(|| domain::log::leaf(&header, payload, None)), Some(payload))
                }
            };
            let hash = link(&header, leaf);
            let noted = Noted { hash, clock, subject, withheld: payload.is_none(), from };
            let sort = sort(kind).filter(|_| lying.is_some());
            if sort.is_none() {
                entries.push(Logged { hash, entry: Entry { header, leaf, payload: payload.map(<[u8]>::to_vec) } });
            }
            if laying.as_ref().is_some_and(|laying| Some(laying.sort()) != sort) {
                self.lay(laying.take(), from, lying.as_deref_mut());
            }
            if let Some(sort) = sort {
                laying.get_or_insert_with(|| Laying::new(sort, id, seq, prev, clock)).push(&noted);
            }
            if self.records.is_at_the_end() {
                laying.iter_mut().for_each(|laying| laying.close(&self.records, self.records.read()));
            }
            prev = hash;
        }
        self.lay(laying, self.records.read(), lying);
        Ok(())
    }

    /// A stretch ends at `to` in the open segment.
    fn lay(&self, laying: Option<Laying>, to: usize, lying: Option<&mut Vec<Stretch>>) {
        if let (Some(mut laying), Some(lying)) = (laying, lying) {
            laying.close(&self.records, to);
            lying.push(laying.done());
        }
    }

    pub(super) fn end(self) -> Result<(), Refused> {
        self.records.end()?;
        // A secret that no payload vouches for could be anybody's invention.
        let all = self.used.subjects.iter().eq(self.used.secrets.keys());
        if all { Ok(()) } else { Err(Refused::Malformed { part: "secrets" }) }
    }
}

/// Whether entries that make several runs are cut the one way their set allows.
fn is_cut_as_it_should(entries: &[Logged], read: &[Start]) -> bool {
    let expected = runs(entries);
    let ordered = expected.iter().flat_map(|run| &run.entries).map(|logged| logged.hash);
    let starts = expected.iter().map(|run| (run.start(), u32::try_from(run.entries.len()).ok()));
    ordered.eq(entries.iter().map(|logged| logged.hash))
        && starts.eq(read.iter().map(|run| (Some((run.seq, run.prev)), Some(run.length))))
}

/// The secrets of a bundle, and whose were used.
struct Used<'a> {
    secrets: &'a BTreeMap<[u8; 16], SubjectSecret>,
    subjects: BTreeSet<[u8; 16]>,
    /// Those of the last one, in the log that is read: sheets come whole.
    last: Option<([u8; 16], LogId, Salts)>,
}

impl Used<'_> {
    fn salts(&mut self, subject: [u8; 16], log: LogId) -> Result<&Salts, Refused> {
        if self.last.as_ref().is_none_or(|(last, of, _)| (*last, *of) != (subject, log)) {
            let secret = self.secrets.get(&subject).ok_or(Refused::Malformed { part: "secrets" })?;
            self.subjects.insert(subject);
            self.last = Some((subject, log, Salts::new(secret, log)));
        }
        let salts = self.last.as_ref().map(|(.., salts)| salts);
        salts.ok_or(Refused::Malformed { part: "secrets" })
    }
}
