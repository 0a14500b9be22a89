//! The entries that one file brings, on their way to the store: long runs packed, so that a million of them weigh little while
//! other files are read. Not a place where anything is compared or counted.

use std::collections::BTreeMap;

use domain::id::SubjectSecret;
use domain::log::{Entry, Logged};
use store::{Batch, Packed};
use sync::plan::Plan;

use crate::failure::Failure;

/// The entries that one file brings.
pub(in crate::exchange) struct Brought {
    packed: Vec<Packed>,
    entries: Vec<Entry>,
}

impl Brought {
    /// What is new in `plan`, and what it completes; they are taken out of it.
    pub(in crate::exchange) fn of(plan: &mut Plan) -> Self {
        let (packed, mut entries) = store::pack(std::mem::take(&mut plan.new));
        entries.extend(std::mem::take(&mut plan.completed).into_iter().map(|logged| logged.entry));
        Self { packed, entries }
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
