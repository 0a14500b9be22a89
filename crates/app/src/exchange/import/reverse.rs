//! Reversing an import that this laptop made, and lifting a reversal: a fact each time, never a deletion. Which entries it
//! names is read from the report that was kept, so that it works after a restart.

use domain::command::Command;
use domain::decide::decide;
use domain::event::EntryRange;
use domain::id::{Digest, PersonId, SessionId};
use domain::refusal::Refusal;
use domain::session::Session;

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
        let command = reversal(&kept, ground).ok_or(Refusal::NothingToReverse)?;
        self.execute(session, None, &command)
    }

    /// Lets what a reversed import had brought count again.
    ///
    /// # Errors
    /// When it was not reversed, the rules refuse, or the disk could not keep it.
    pub fn lift_reversal(&self, session: SessionId, bundle: Digest) -> Result<Changes, Failure> {
        self.execute(session, None, &Command::LiftReversal { bundle })
    }
}

/// What `me` may do about an import now: the rules' answer, had it been asked with a ground.
pub(super) fn with_rights(session: &Session, me: PersonId, kept: KeptImport) -> KeptImport {
    let allows = |command: &Command| decide(session, me, command).is_ok();
    let can_reverse = reversal(&kept, "…").is_some_and(|command| allows(&command));
    let can_lift = kept.reversed.is_some() && allows(&Command::LiftReversal { bundle: kept.bundle });
    KeptImport { can_reverse, can_lift, ..kept }
}

/// What reverses an import; `None` when it brought nothing new, or is a pack: the session itself and one's right to write in it.
fn reversal(kept: &KeptImport, ground: &str) -> Option<Command> {
    let ranges = if kept.kind == "pack" { Vec::new() } else { ranges(kept) };
    let (bundle, ground) = (kept.bundle, ground.to_owned());
    (!ranges.is_empty()).then_some(Command::ReverseImport { bundle, ranges, ground })
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
