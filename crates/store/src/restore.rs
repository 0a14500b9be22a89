//! Bringing a copy back, and setting a damaged store aside: nothing is ever deleted (docs/adr/0008). Not a place for making
//! copies (`backup`).

use std::fs;
use std::path::{Path, PathBuf};

use domain::time::Timestamp;

use crate::disk::{beside, confirm, folder, remove_if_there, rename};
use crate::failure::Failure;
use crate::key::Key;
use crate::lock;
use crate::migration::STEPS;
use crate::opening::verify;
use crate::stamp;

/// A store that was given another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where it is now; `None` when there was none.
    pub path: Option<PathBuf>,
}

/// Puts the copy `from` in the place of the store at `path`, which is set aside under the name of `now`. The copy is verified
/// where it is, copied, verified again, and only then is the present store touched.
///
/// # Errors
/// When the copy is not a whole store of this key, when the store is open elsewhere, or when the disk is full or fails.
pub fn restore(from: &Path, path: &Path, key: &Key, now: Timestamp, writer: &str) -> Result<SetAside, Failure> {
    fs::create_dir_all(folder(path)).map_err(|error| Failure::io(&error))?;
    let _lock = lock::take(path, writer)?;
    let entries = verify(from, key, STEPS)?;
    let part = beside(path, ".part");
    let copied = copy(from, &part).and_then(|()| verify(&part, key, STEPS));
    if !matches!(copied, Ok(count) if count == entries) {
        remove_if_there(&part)?;
        return Err(copied.err().unwrap_or(Failure::BadCopy));
    }
    let aside = move_aside(path, now)?;
    rename(&part, path)?;
    Ok(aside)
}

/// Gives the store at `path` another name, its journal with it, so that a new one or a copy can take its place.
///
/// # Errors
/// When it is open elsewhere or when the disk fails.
pub fn set_aside(path: &Path, now: Timestamp, writer: &str) -> Result<SetAside, Failure> {
    let _lock = lock::take(path, writer)?;
    move_aside(path, now)
}

/// The file first: should the machine stop in between, a store without a file is noticed, one without its journal is not.
fn move_aside(path: &Path, now: Timestamp) -> Result<SetAside, Failure> {
    let aside = beside(path, &format!(".aside-{}", stamp::stamp_name(now)));
    let mut found = None;
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let (from, to) = (beside(path, suffix), beside(&aside, suffix));
        if to.exists() {
            return Err(Failure::AlreadyThere);
        }
        if from.exists() {
            rename(&from, &to)?;
            found = Some(aside.clone());
        }
    }
    Ok(SetAside { path: found })
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    remove_if_there(to)?;
    fs::copy(from, to).map_err(|error| Failure::io(&error))?;
    confirm(to)
}
