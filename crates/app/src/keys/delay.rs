//! How long the next try waits after wrong ones, and their count, kept in a file so that starting again does not forget it.
//! It slows a person at the keyboard; whoever copied the store is slowed by the passphrase alone. Nothing waits here.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::KeyFailure;
use super::file::{read_bounded, write_whole};

/// Longest wait, in milliseconds: five minutes.
pub const LONGEST: u64 = 300_000;

/// The wait before the next try after so many wrong ones, in milliseconds: none after a first slip, then a second, doubled
/// each time, up to five minutes.
#[must_use]
pub fn delay_after(failures: u32) -> u64 {
    match failures.checked_sub(2) {
        None => 0,
        Some(doublings) => 1_u64.checked_shl(doublings.min(32)).unwrap_or(LONGEST).saturating_mul(1000).min(LONGEST),
    }
}

/// The wrong tries since the last right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tries {
    /// How many.
    pub failures: u32,
}

impl Tries {
    /// The count kept beside the key file `keys`. A count that can't be read counts as ten: it was meddled with.
    #[must_use]
    pub fn read(keys: &Path) -> Self {
        match read_bounded(&path(keys), 1024) {
            Err(KeyFailure::Missing) => Self::default(),
            Err(_) => Self { failures: 10 },
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or(Self { failures: 10 }),
        }
    }

    /// Counts a try before it is made, so that ending the program does not spare it.
    ///
    /// # Errors
    /// When the count can't be written.
    pub fn count_one(keys: &Path) -> Result<Self, KeyFailure> {
        let counted = Self { failures: Self::read(keys).failures.saturating_add(1) };
        let bytes = serde_json::to_vec(&counted).map_err(|error| KeyFailure::Io(error.to_string()))?;
        write_whole(&path(keys), &bytes)?;
        Ok(counted)
    }

    /// Forgets the wrong tries after a right one.
    ///
    /// # Errors
    /// When the count can't be removed.
    pub fn forget(keys: &Path) -> Result<(), KeyFailure> {
        match std::fs::remove_file(path(keys)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(KeyFailure::Io(error.to_string())),
            _ => Ok(()),
        }
    }

    /// The wait before the next try, in milliseconds.
    #[must_use]
    pub fn wait(self) -> u64 {
        delay_after(self.failures)
    }
}

fn path(keys: &Path) -> PathBuf {
    keys.with_extension("tries")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_bounded() {
        let waits: Vec<u64> = (0..14).map(delay_after).collect();
        let seconds = [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300];
        assert_eq!(waits, seconds.map(|second| second * 1000));
        assert_eq!(delay_after(u32::MAX), LONGEST);
    }

    #[test]
    fn starting_again_does_not_forget_the_wrong_tries() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("delibere.keys");
        assert_eq!(Tries::read(&keys).wait(), 0);
        for failures in 1..=3 {
            assert_eq!(Tries::count_one(&keys).unwrap(), Tries { failures });
        }
        assert_eq!(Tries::read(&keys).wait(), 2000);
        Tries::forget(&keys).unwrap();
        Tries::forget(&keys).unwrap();
        assert_eq!(Tries::read(&keys).failures, 0);
    }

    #[test]
    fn a_count_that_was_meddled_with_does_not_help() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("delibere.keys");
        std::fs::write(path(&keys), "{\"failures\":-5}").unwrap();
        assert_eq!(Tries::read(&keys).wait(), 256_000);
    }
}
