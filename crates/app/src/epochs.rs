//! Whether a store lived another life: put back from an older copy, copied to another computer, or met again in somebody's file.
//! Its logs are then written no more, and the next write opens new ones (docs/adr/0012): nothing forks, nothing is lost, and
//! the person is told. Not a place where it is judged what the facts say.

use std::path::Path;

use domain::event::{Event, Imported, LogHead};
use domain::id::{DeviceKey, Digest, LogId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::Batch;
use sync::plan::Plan;

use crate::desk::{Desk, Open};
use crate::failure::Failure;
use crate::pens::{closures, own_logs};
use crate::witness::{self, Testimony, Witness};

/// Under which name the store keeps the mark of the computer it was last opened on.
const MACHINE: &str = "machine";
/// Under which name the store keeps what its person must be told.
const NOTICE: &str = "notice";

/// What became of a store without its person: the face says it until they take note of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Notice {
    /// What happened, as a code of the words files.
    pub code: &'static str,
    /// When it was noticed.
    pub at: Timestamp,
    /// How many entries of this store are still known to be missing: any recent file of a colleague may bring them back.
    pub missing: u32,
}

/// What may have become of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Life {
    /// An older copy took its place.
    Restored,
    /// It was copied to another computer, or to another person's account.
    Copied,
    /// Its own entries came back in a file: it is older than they are.
    CameBack,
    /// Its witness could not be read, and was begun again.
    Unwitnessed,
}

/// Codes of notices, for the words files' tests.
pub const CODES: &[&str] =
    &["store-restored", "store-restored-whole", "store-copied", "store-came-back", "store-unwitnessed"];

impl Life {
    fn code(self, missing: u32) -> &'static str {
        match self {
            Self::Restored if missing == 0 => "store-restored-whole",
            Self::Restored => "store-restored",
            Self::Copied => "store-copied",
            Self::CameBack => "store-came-back",
            Self::Unwitnessed => "store-unwitnessed",
        }
    }

    /// Whether somebody else may write on in this store's logs.
    fn ends_the_epoch(self) -> bool {
        self != Self::Unwitnessed
    }
}

/// A notice as the store keeps it.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    life: Life,
    at: Timestamp,
    /// The entries that the witness had seen and the store lacked.
    lost: Vec<LogHead>,
}

/// The fact that follows the opening of a log which takes another's place: what its device knew by then.
pub(crate) fn opening_of(log: LogId, heads: Vec<LogHead>) -> Event {
    // No file brought it: the log's own name stands for it.
    Event::from(Imported { bundle: Digest(log.0), heads })
}

/// Whether that entry of `log` is [`opening_of`] it.
pub(crate) fn opens_an_epoch(log: LogId, fact: &Imported) -> bool {
    fact.bundle.0 == log.0
}

/// What the person must be told of the store, if anything.
pub(crate) fn notice(open: &Open) -> Result<Option<Notice>, Failure> {
    let Some(kept) = open.book.local(NOTICE)?.filter(|kept| !kept.is_empty()) else { return Ok(None) };
    let Ok(kept) = serde_json::from_slice::<Kept>(&kept) else { return Ok(None) };
    let mut missing = 0_u32;
    for head in &kept.lost {
        if !open.book.holds(head.log, head.seq, head.hash)? {
            let reached = open.book.furthest(head.log)?.map_or(0, |(seq, _)| seq);
            missing = missing.saturating_add(head.seq.saturating_sub(reached).max(1));
        }
    }
    Ok(Some(Notice { code: kept.life.code(missing), at: kept.at, missing }))
}

/// What the store keeps so that its person is told.
fn telling(life: Life, at: Timestamp, lost: Vec<LogHead>) -> (String, Vec<u8>) {
    (NOTICE.to_owned(), serde_json::to_vec(&Kept { life, at, lost }).unwrap_or_default())
}

/// How many of the entries that `plan` brings are of `device`, this very laptop.
pub(crate) fn recovered(plan: &Plan, device: DeviceKey) -> u32 {
    let own = plan.logs.iter().filter(|log| log.device == device);
    own.fold(0, |sum, log| sum.saturating_add(log.counts.new))
}

/// What ends the epoch of a store that was found older than its own entries.
pub(crate) fn ending(open: &Open, now: Timestamp) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut local = closures(&open.book, open.device.public())?;
    // A notice that stands already says why, and counts what comes back.
    if notice(open)?.is_none() {
        local.push(telling(Life::CameBack, now, Vec::new()));
    }
    Ok(local)
}

impl Desk {
    /// The person took note of what became of the store: it is told no more.
    ///
    /// # Errors
    /// When no store is open, or the disk refuses.
    pub fn take_note(&self) -> Result<crate::open::StoreStatus, Failure> {
        self.with_open(|open| Ok(open.book.set_local(NOTICE, &[])?))?;
        self.status()
    }

    /// Asks the witness of a store just opened whether it lived another life meanwhile; ends its epoch if it did.
    pub(crate) fn compare_with_witness(&self, open: &mut Open, key: &[u8; 32]) -> Result<(), Failure> {
        let replaced = self.places.restored();
        let mark = self.places.state().and_then(|state| self.machine.mark(key, state, &*self.entropy).ok());
        let path = self.places.state().map(|state| witness::place(state, open.device.public()));
        let told = path.as_deref().map(|path| witness::read(path, key)).unwrap_or_default();
        let lost = lost(open, &told)?;
        let life = match open.book.local(MACHINE)? {
            _ if replaced.exists() || !lost.is_empty() => Some(Life::Restored),
            Some(known) if mark.is_some_and(|mark| known != mark) => Some(Life::Copied),
            _ => told.torn.then_some(Life::Unwitnessed),
        };
        self.live_on(open, life, lost, mark)?;
        std::fs::remove_file(replaced).ok();
        open.witness = path.map(|path| begin(open, &path, *key)).transpose()?;
        Ok(())
    }

    /// Writes what follows, in one transaction: the logs closed, the notice, where the store is.
    fn live_on(
        &self,
        open: &mut Open,
        life: Option<Life>,
        lost: Vec<LogHead>,
        mark: Option<[u8; 32]>,
    ) -> Result<(), Failure> {
        let moved = match mark {
            Some(mark) => open.book.local(MACHINE)?.is_none_or(|known| known != mark),
            None => false,
        };
        let mut local: Vec<_> =
            mark.filter(|_| moved).map(|mark| (MACHINE.to_owned(), mark.to_vec())).into_iter().collect();
        if let Some(life) = life {
            if life.ends_the_epoch() {
                local.extend(closures(&open.book, open.device.public())?);
            }
            // What is graver and was not taken note of stays told.
            if life.ends_the_epoch() || notice(open)?.is_none() {
                local.push(telling(life, self.clock.now(), lost));
            }
        }
        if !local.is_empty() {
            open.book.write(&Batch { local, ..Batch::default() })?;
        }
        Ok(())
    }
}

/// What the witness had seen and the store lacks.
fn lost(open: &Open, told: &Testimony) -> Result<Vec<LogHead>, Failure> {
    let mut lost = Vec::new();
    for head in &told.heads {
        if !open.book.holds(head.log, head.seq, head.hash)? {
            lost.push(head.clone());
        }
    }
    Ok(lost)
}

/// Begins the witness again with the logs that the store writes.
fn begin(open: &Open, path: &Path, key: [u8; 32]) -> Result<Witness, Failure> {
    let mut heads = Vec::new();
    for session in open.book.sessions()? {
        for log in own_logs(&open.book, session, open.device.public())? {
            let furthest = open.book.furthest(log.id)?;
            heads.extend(furthest.map(|(seq, hash)| LogHead { log: log.id, seq, hash }));
        }
    }
    Ok(Witness::begin(path, key, &heads))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;
    use crate::keys::slot::Cost;
    use crate::machine::Machine;
    use crate::places::Places;

    #[test]
    fn a_whole_disk_cloned_to_another_computer_is_noticed_by_the_computer_s_name() {
        let folder = tempfile::tempdir().unwrap();
        let passphrase = "la craie du tableau noir";
        let desk = |machine: &str| {
            let places = Places::in_folder(&folder.path().join("store")).with_state(&folder.path().join("state"));
            let desk = Desk::new(places).with_entropy(SeededEntropy::new(1)).with_cost(Cost::FOR_TESTS);
            desk.with_machine(Machine::Named(machine.to_owned()))
        };
        let told = |machine| desk(machine).unlock(passphrase).unwrap().notice.map(|notice| notice.code);
        desk("salle 12").create_store("Bruno", passphrase).unwrap();
        assert_eq!(told("salle 12"), None);
        assert_eq!(told("salle 13"), Some("store-copied"));
    }
}
