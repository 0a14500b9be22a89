//! Reversing an import that this laptop made, and lifting a reversal: a fact each time, never a deletion. Which entries it
//! names is read from the report that was kept, so that it works after a restart.

use domain::command::Command;
use domain::event::EntryRange;
use domain::id::{Digest, SessionId};
use domain::refusal::Refusal;

use super::kept::KeptImport;
use crate::desk::Desk;
use crate::execute::Changes;
use crate::failure::Failure;

impl Desk {
    /// Reverses what `bundle` had brought new here; everybody who receives the fact sets the same entries aside.
    ///
    /// # Errors
    /// When this laptop never imported it, the rules refuse, or the disk could not keep it.
    pub fn reverse_import(&self, session: SessionId, bundle: Digest, ground: &str) -> Result<Changes, Failure> {
        let kept = self.imports(session)?.into_iter().find(|kept| kept.bundle == bundle);
        let kept = kept.ok_or(Failure::BadInput { code: "unknown-import", args: Vec::new() })?;
        // A pack is the session itself and one's right to write in it.
        let ranges = if kept.kind == "pack" { Vec::new() } else { ranges(&kept) };
        if ranges.is_empty() {
            return Err(Refusal::NothingToReverse.into());
        }
        self.execute(session, None, &Command::ReverseImport { bundle, ranges, ground: ground.to_owned() })
    }

    /// Lets what a reversed import had brought count again.
    ///
    /// # Errors
    /// When it was not reversed, the rules refuse, or the disk could not keep it.
    pub fn lift_reversal(&self, session: SessionId, bundle: Digest) -> Result<Changes, Failure> {
        self.execute(session, None, &Command::LiftReversal { bundle })
    }
}

fn ranges(kept: &KeptImport) -> Vec<EntryRange> {
    let of_log = |log: &super::report::LogArrival| {
        let named = |range: &super::report::Range| EntryRange {
            log: log.log,
            from: range.from,
            to: range.to,
            hash: range.hash,
        };
        log.ranges.iter().map(named).collect::<Vec<_>>()
    };
    kept.logs.iter().flat_map(of_log).collect()
}
