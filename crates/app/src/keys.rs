//! The keys of a store: one random key, wrapped once per way to open it (passphrase, printed recovery key), in a file beside
//! the store (docs/formats/store.md §3). Everything here is a function of its arguments: random bytes and costs arrive from
//! outside. Not a place for the store itself, nor for the keys that sign (`sync`).

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use recovery::RecoveryKey;
use slot::{Cost, Slot, SlotRandom};

pub mod delay;
pub mod file;
pub mod member;
pub mod passphrase;
pub mod recovery;
pub mod slot;

/// Version of the key file.
pub const VERSION: u32 = 1;
/// Largest key file, in bytes.
pub const FILE_LIMIT: u64 = 64 << 10;

const FORMAT: &str = "delibere-keys";
const CHECK_CONTEXT: &str = "delibere 2026 key check v1";

/// Why a store's key was not given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFailure {
    /// The passphrase has fewer than `passphrase::SHORTEST` characters.
    #[error("The passphrase is too short")]
    TooShort,
    /// The passphrase repeats a few characters.
    #[error("The passphrase is too simple")]
    TooSimple,
    /// The passphrase or the recovery key does not open the file. Which, and how far it was, is not said.
    #[error("The key file does not open with this")]
    Wrong,
    /// The recovery key was mistyped: it is not one, whatever the file.
    #[error("This is no recovery key")]
    NotARecoveryKey,
    /// The file is no key file, or is damaged.
    #[error("The key file can't be read")]
    Unreadable,
    /// The file was written by a newer application.
    #[error("The key file has version {0}, this application knows {VERSION}")]
    Newer(u32),
    /// There is no key file.
    #[error("There is no key file beside the store")]
    Missing,
    /// A key file is already there.
    #[error("A key file is already there, nothing was written")]
    AlreadyThere,
    /// The disk refused.
    #[error("The key file could not be read or written: {0}")]
    Io(String),
}

impl KeyFailure {
    /// The case's name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooShort => "passphrase-too-short",
            Self::TooSimple => "passphrase-too-simple",
            Self::Wrong => "passphrase-wrong",
            Self::NotARecoveryKey => "recovery-key-mistyped",
            Self::Unreadable => "keys-unreadable",
            Self::Newer(_) => "keys-newer",
            Self::Missing => "keys-missing",
            Self::AlreadyThere => "keys-already-there",
            Self::Io(_) => "keys-disk-failed",
        }
    }
}

/// The key of a store. It is wiped when dropped and never shown.
#[derive(Clone)]
pub struct StoreKey(Zeroizing<[u8; 32]>);

impl StoreKey {
    /// The key, as the store takes it.
    #[must_use]
    pub fn for_store(&self) -> store::Key {
        store::Key::new(*self.0)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("StoreKey(…)")
    }
}

/// What opening a store for the first time needs of chance.
pub struct Random {
    key: Zeroizing<[u8; 32]>,
    recovery: Zeroizing<[u8; recovery::LENGTH]>,
    slots: [SlotRandom; 2],
}

impl Random {
    /// How many random bytes that takes.
    pub const LENGTH: usize = 32 + recovery::LENGTH + 2 * SlotRandom::LENGTH;

    /// Those bytes, from the system's generator.
    #[must_use]
    pub fn new(bytes: &[u8; Self::LENGTH]) -> Self {
        let mut rest = bytes.iter().copied();
        Self {
            key: Zeroizing::new(take(&mut rest)),
            recovery: Zeroizing::new(take(&mut rest)),
            slots: [SlotRandom::new(&take(&mut rest)), SlotRandom::new(&take(&mut rest))],
        }
    }
}

/// The key file: the ways to the store's key, and a value that tells the right key from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    format: String,
    version: u32,
    check: String,
    slots: Vec<Slot>,
}

/// A key file just made, with what must be kept: the key in memory, the recovery key on paper.
#[derive(Debug)]
pub struct Created {
    /// The file to write beside the store.
    pub file: KeyFile,
    /// The store's key.
    pub key: StoreKey,
    /// The recovery key, to be printed and kept away from the laptop. It is written nowhere.
    pub recovery: RecoveryKey,
}

impl KeyFile {
    /// A new store's keys.
    ///
    /// # Errors
    /// When the passphrase is too short or too simple.
    pub fn create(passphrase: &str, random: &Random, cost: Cost) -> Result<Created, KeyFailure> {
        passphrase::judge(passphrase)?;
        let key = StoreKey(random.key.clone());
        let recovery = RecoveryKey::new(random.recovery.clone());
        let [first, second] = &random.slots;
        let slots =
            vec![Slot::of_passphrase(passphrase, &key, first, cost)?, Slot::of_recovery(&recovery, &key, second)?];
        let file = Self { format: FORMAT.to_owned(), version: VERSION, check: check_value(&key), slots };
        Ok(Created { file, key, recovery })
    }

    /// The store's key, by the passphrase.
    ///
    /// # Errors
    /// `Wrong` when it does not open; nothing says why.
    pub fn open(&self, passphrase: &str) -> Result<StoreKey, KeyFailure> {
        self.first_key(|slot| slot.open(passphrase))
    }

    /// The store's key, by the recovery key as it was typed.
    ///
    /// # Errors
    /// `NotARecoveryKey` when it was mistyped, `Wrong` when it is that of another store.
    pub fn open_with_recovery(&self, typed: &str) -> Result<StoreKey, KeyFailure> {
        let recovery = RecoveryKey::parse(typed)?;
        self.first_key(|slot| slot.recover(&recovery))
    }

    /// The same keys under another passphrase; the recovery key stays. `key` proves that one of them was opened.
    ///
    /// # Errors
    /// When the passphrase is too short or too simple, or the key is another store's.
    pub fn change_passphrase(
        &self,
        key: &StoreKey,
        passphrase: &str,
        random: &SlotRandom,
        cost: Cost,
    ) -> Result<Self, KeyFailure> {
        passphrase::judge(passphrase)?;
        self.replace(key, Slot::of_passphrase(passphrase, key, random, cost)?)
    }

    /// The same keys with another recovery key, when the printed one was lost or seen.
    ///
    /// # Errors
    /// When the key is another store's.
    pub fn renew_recovery(
        &self,
        key: &StoreKey,
        recovery: &RecoveryKey,
        random: &SlotRandom,
    ) -> Result<Self, KeyFailure> {
        self.replace(key, Slot::of_recovery(recovery, key, random)?)
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// Never for a file this module made.
    pub fn to_bytes(&self) -> Result<Vec<u8>, KeyFailure> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|error| KeyFailure::Io(error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The key file written in `bytes`.
    ///
    /// # Errors
    /// `Newer` for a later version, `Unreadable` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyFailure> {
        #[derive(Deserialize)]
        struct Version {
            format: String,
            version: u32,
        }
        let seen: Version = serde_json::from_slice(bytes).map_err(|_| KeyFailure::Unreadable)?;
        if seen.format != FORMAT || seen.version == 0 {
            return Err(KeyFailure::Unreadable);
        }
        if seen.version > VERSION {
            return Err(KeyFailure::Newer(seen.version));
        }
        let file: Self = serde_json::from_slice(bytes).map_err(|_| KeyFailure::Unreadable)?;
        let bounded = file.slots.len() <= slot::MOST && file.slots.iter().all(Slot::is_bounded);
        if bounded { Ok(file) } else { Err(KeyFailure::Unreadable) }
    }

    fn first_key(&self, open: impl Fn(&Slot) -> Option<Zeroizing<[u8; 32]>>) -> Result<StoreKey, KeyFailure> {
        let mut keys = self.slots.iter().filter_map(open).map(StoreKey);
        keys.find(|key| check_value(key) == self.check).ok_or(KeyFailure::Wrong)
    }

    fn replace(&self, key: &StoreKey, slot: Slot) -> Result<Self, KeyFailure> {
        if check_value(key) != self.check {
            return Err(KeyFailure::Wrong);
        }
        let mut slots: Vec<Slot> = self.slots.iter().filter(|kept| !kept.is_like(&slot)).cloned().collect();
        slots.push(slot);
        slots.sort_by_key(Slot::rank);
        Ok(Self { slots, ..self.clone() })
    }
}

/// The key file of the store at `store`: `delibere.db` has `delibere.keys`.
#[must_use]
pub fn path_beside(store: &Path) -> PathBuf {
    store.with_extension("keys")
}

/// What tells the right key from another without opening the store: one can't go back from it to the key.
fn check_value(key: &StoreKey) -> String {
    let digest = blake3::derive_key(CHECK_CONTEXT, key.bytes());
    domain::id::to_hex(digest.first_chunk::<16>().map_or(&[][..], |start| start))
}

fn take<const N: usize>(bytes: &mut impl Iterator<Item = u8>) -> [u8; N] {
    std::array::from_fn(|_| bytes.next().unwrap_or_default())
}

#[cfg(test)]
mod tests;
