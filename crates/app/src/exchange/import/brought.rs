//! The entries that one file brings, on their way to the store: long runs packed, so that a million of them weigh little while
//! other files are read. Not a place where anything is compared or counted.

use std::collections::BTreeMap;

use domain::id::SubjectSecret;
use domain::log::{Entry, Logged};
use store::{Batch, Laid, Packed};
use sync::plan::Plan;
use sync::stretch::{Bytes, Run, Stretch};

use crate::failure::Failure;

/// A stretch of fewer entries is written one by one, as any other run (`store::pack`).
const SHORT: usize = 65;

/// The entries that one file brings.
pub(in crate::exchange) struct Brought {
    packed: Vec<Packed>,
    entries: Vec<Entry>,
}

impl Brought {
    /// What is new in `plan`, and what it completes; they are taken out of it. `secrets` are those of the persons its payloads
    /// are about.
    pub(in crate::exchange) fn of(
        plan: &mut Plan,
        secrets: &BTreeMap<[u8; 16], SubjectSecret>,
    ) -> Result<Self, Failure> {
        let (mut packed, mut entries) = store::pack(std::mem::take(&mut plan.new));
        for stretch in std::mem::take(&mut plan.stretches) {
            if stretch.entries() < SHORT {
                entries.extend(apart(&stretch, secrets)?.into_iter().map(|logged| logged.entry));
                continue;
            }
            let (run, last) = stretch.into_run(secrets).ok_or_else(unreadable)?;
            packed.push(laid(run).ok_or_else(unreadable)?);
            entries.push(last.entry);
        }
        entries.extend(std::mem::take(&mut plan.completed).into_iter().map(|logged| logged.entry));
        Ok(Self { packed, entries })
    }

    /// Lays them into what is written.
    pub(in crate::exchange) fn lay_in(self, batch: &mut Batch) {
        batch.packed.extend(self.packed);
        // Before what this laptop writes about them.
        batch.entries.splice(0..0, self.entries);
    }

    /// Adds them to `entries`, one by one.
    pub(super) fn unpack(
        &self,
        secrets: &BTreeMap<[u8; 16], SubjectSecret>,
        entries: &mut Vec<Logged>,
    ) -> Result<(), Failure> {
        for packed in &self.packed {
            packed.unpack(secrets, |logged| entries.push(logged))?;
        }
        entries.extend(self.entries.iter().cloned().map(Logged::from));
        Ok(())
    }
}

/// The entries of a stretch, one by one.
pub(super) fn apart(stretch: &Stretch, secrets: &BTreeMap<[u8; 16], SubjectSecret>) -> Result<Vec<Logged>, Failure> {
    stretch.apart(secrets).ok_or_else(unreadable)
}

/// What was read once can't be read again: the memory of the machine.
fn unreadable() -> Failure {
    store::Failure::Damaged("what a file brought can't be read again".to_owned()).into()
}

/// A run as the file laid it down.
fn laid(run: Run) -> Option<Packed> {
    let mut pieces = Vec::with_capacity(run.pieces.len());
    for (hash, piece) in run.pieces {
        let laid = match piece.bytes {
            Bytes::Plain(plain) => Laid::Plain(plain),
            Bytes::Frame(frame) => Laid::Frame(piece.raw, frame),
        };
        pieces.push((u32::try_from(piece.entries).ok()?, hash, laid));
    }
    Packed::laid(run.log, run.seq, run.prev, run.subjects, pieces)
}
