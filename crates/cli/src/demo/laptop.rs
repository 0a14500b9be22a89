//! Somebody at their laptop: a desk with a store, a clock and a generator of its own.

use std::path::Path;
use std::sync::Arc;

use app::clock::SteppingClock;
use app::entropy::SeededEntropy;
use app::keys::slot::Cost;
use app::{Desk, Places};
use domain::command::Command;
use domain::id::{PersonId, SessionId};
use domain::time::Timestamp;

use super::folder::PASSPHRASE;
use crate::trouble::Trouble;

/// How much later each reading of a clock is, in milliseconds.
const STEP: i64 = 40;

/// Somebody at their laptop.
#[derive(Debug)]
pub(super) struct Laptop {
    /// Whose it is.
    pub(super) name: String,
    /// A name for its files.
    pub(super) file: String,
    /// Its desk.
    pub(super) desk: Desk,
    /// Who its person is in the session; none before the pack is opened.
    pub(super) person: PersonId,
    clock: Arc<SteppingClock>,
}

impl Laptop {
    /// A laptop whose store was just made.
    pub(super) fn new(name: &str, file: &str, places: Places, seed: u64, at: Timestamp) -> Result<Self, Trouble> {
        let clock = Arc::new(SteppingClock::new(at, STEP));
        let desk = Desk::new(places)
            .with_clock(Arc::clone(&clock))
            .with_entropy(SeededEntropy::new(seed))
            // Made-up people: a cheap passphrase protects nothing, and there is nothing to protect.
            .with_cost(Cost::FOR_TESTS);
        desk.create_store(name, PASSPHRASE)?;
        Ok(Self { name: name.to_owned(), file: file.to_owned(), desk, person: PersonId([0; 16]), clock })
    }

    /// The hour passes.
    pub(super) fn wait_until(&self, at: Timestamp) {
        self.clock.advance_to(at);
    }

    /// Does things in a session, all of them or none.
    pub(super) fn does(&self, session: SessionId, commands: &[Command]) -> Result<(), Trouble> {
        self.desk.execute_all(session, None, commands)?;
        Ok(())
    }

    /// Hands over everything it knows of a session.
    pub(super) fn hands_over(&self, session: SessionId, to: &Path) -> Result<(), Trouble> {
        self.desk.export(session, to)?;
        Ok(())
    }

    /// Takes in a file.
    pub(super) fn takes_in(&self, file: &Path) -> Result<u32, Trouble> {
        Ok(self.desk.import(file, app::tables::Mode::Write)?.new)
    }
}
