//! Making, opening and closing the store of this person on this device. Wrong passphrases wait longer and longer, across
//! restarts; nothing ever says why a passphrase was wrong.

use std::collections::BTreeMap;
use std::sync::Mutex;

use domain::time::Timestamp;
use serde::Serialize;
use store::Book;
use sync::device::SigningKey;
use zeroize::Zeroizing;

use crate::desk::{Desk, Open};
use crate::entropy::random;
use crate::epochs::{self, Notice};
use crate::failure::Failure;
use crate::keys::delay::Tries;
use crate::keys::slot::SlotRandom;
use crate::keys::{KeyFailure, KeyFile, Random, StoreKey, file};

const DEVICE_SEED: &str = "device-seed";
const NAME: &str = "name";

/// Whether there is a store, and whether it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StoreStatus {
    /// Absent, locked or open.
    pub store: StoreState,
    /// The person's name, once it is open.
    pub name: Option<String>,
    /// When the store was last copied, once it is open; absent while it never was.
    pub copied_at: Option<Timestamp>,
    /// What became of the store without its person, once it is open; absent when nothing did, or when they took note of it.
    pub notice: Option<Notice>,
    /// How long the next try at the passphrase waits, in milliseconds.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub retry_after_ms: u64,
}

/// Whether there is a store, and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StoreState {
    /// There is none yet.
    Absent,
    /// It is locked.
    Locked,
    /// It is open.
    Open,
}

/// A store just made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Created {
    /// The recovery key, to print and keep away from the laptop; it is shown once.
    pub recovery_key: String,
}

/// When the next try at the passphrase may be made.
#[derive(Debug, Default)]
pub(crate) struct Patience(Mutex<Option<Timestamp>>);

impl Patience {
    /// Milliseconds to wait at `now`. After a restart the wait begins again: the count was kept, the hour was not.
    fn left(&self, now: Timestamp, tries: Tries) -> u64 {
        let mut until = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let wait = i64::try_from(tries.wait()).unwrap_or(i64::MAX);
        let until = *until.get_or_insert(Timestamp(now.0.saturating_add(wait)));
        u64::try_from(until.0.saturating_sub(now.0)).unwrap_or(0)
    }

    fn start_again(&self) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    }
}

impl Desk {
    /// Whether there is a store, and whether it is open.
    ///
    /// # Errors
    /// When the open store can't be read.
    pub fn status(&self) -> Result<StoreStatus, Failure> {
        if self.is_open() {
            return self.with_open(|open| {
                let (copied_at, notice) = (crate::copies::copied_at(open)?, epochs::notice(open)?);
                let name = Some(open.name.clone());
                Ok(StoreStatus { store: StoreState::Open, name, copied_at, notice, retry_after_ms: 0 })
            });
        }
        let there = self.places.store().exists() || self.places.keys().exists();
        let store = if there { StoreState::Locked } else { StoreState::Absent };
        let retry_after_ms = if there { self.wait() } else { 0 };
        Ok(StoreStatus { store, name: None, copied_at: None, notice: None, retry_after_ms })
    }

    /// Makes the store of the person called `name`, and opens it.
    ///
    /// # Errors
    /// When there is one already, the passphrase is too weak, or the disk refuses.
    pub fn create_store(&self, name: &str, passphrase: &str) -> Result<Created, Failure> {
        let name = name.trim();
        if name.is_empty() {
            return Err(domain::refusal::Refusal::Missing { field: "name".into() }.into());
        }
        let bytes = Zeroizing::new(random::<{ Random::LENGTH }>(&*self.entropy)?);
        let made = KeyFile::create(passphrase, &Random::new(&bytes), self.cost).map_err(key_failure)?;
        std::fs::create_dir_all(self.places.folder()).map_err(Failure::file("making the folder"))?;
        // The book first: a key file without a store opens nothing, a store without its keys is lost.
        file::write_new(&self.places.keys(), &made.file).map_err(key_failure)?;
        let book = Book::create(self.places.store(), &made.key.for_store(), &self.writer());
        let mut book = book.inspect_err(|_| drop(std::fs::remove_file(self.places.keys())))?;
        let seed = Zeroizing::new(random::<32>(&*self.entropy)?);
        book.set_local(DEVICE_SEED, &*seed)?;
        book.set_local(NAME, name.as_bytes())?;
        self.set_open(Some(self.take_up(book)?));
        Ok(Created { recovery_key: made.recovery.to_print().to_string() })
    }

    /// Opens the store.
    ///
    /// # Errors
    /// When the passphrase is wrong (with the wait before the next try), or the store can't be opened.
    pub fn unlock(&self, passphrase: &str) -> Result<StoreStatus, Failure> {
        self.open_with(|keys| file::unlock(keys, passphrase))
    }

    /// Opens the store with the printed recovery key, and gives it a new passphrase: the old one is lost.
    ///
    /// # Errors
    /// As [`Desk::unlock`], or when the new passphrase is too weak: the old one then still holds.
    pub fn recover(&self, typed: &str, passphrase: &str) -> Result<StoreStatus, Failure> {
        crate::keys::passphrase::judge(passphrase).map_err(key_failure)?;
        self.open_with(|keys| {
            let key = file::recover(keys, typed)?;
            let random =
                random::<{ SlotRandom::LENGTH }>(&*self.entropy).map_err(|_| KeyFailure::Io("no random".into()))?;
            let renewed =
                file::read(keys)?.change_passphrase(&key, passphrase, &SlotRandom::new(&random), self.cost)?;
            file::replace(keys, &renewed)?;
            Ok(key)
        })
    }

    /// Closes the store; the keys leave the memory.
    ///
    /// # Errors
    /// Never; the status comes back.
    pub fn lock(&self) -> Result<StoreStatus, Failure> {
        self.set_open(None);
        self.status()
    }

    fn open_with(
        &self,
        key: impl Fn(&std::path::Path) -> Result<StoreKey, KeyFailure>,
    ) -> Result<StoreStatus, Failure> {
        if self.is_open() {
            return self.status();
        }
        let key = self.key(key)?;
        let book = Book::open(self.places.store(), &key.for_store(), &self.writer())?;
        self.set_open(Some(self.take_up(book)?));
        // An erasure that a power cut or a full disk left half done.
        self.with_open(|open| self.finish_erasures(open))?;
        self.status()
    }

    /// Whether that is the passphrase of this store: its person confirms an act of theirs while it is open.
    pub(crate) fn confirm(&self, passphrase: &str) -> Result<(), Failure> {
        self.key(|keys| file::unlock(keys, passphrase)).map(drop)
    }

    /// The store's key; after wrong ones, one waits.
    fn key(&self, key: impl Fn(&std::path::Path) -> Result<StoreKey, KeyFailure>) -> Result<StoreKey, Failure> {
        let wait = self.wait();
        if wait > 0 {
            return Err(Failure::WrongPassphrase { retry_after: wait });
        }
        let key = key(&self.places.keys()).map_err(|failure| {
            self.patience.start_again();
            match failure {
                KeyFailure::Wrong => Failure::WrongPassphrase { retry_after: self.wait() },
                other => key_failure(other),
            }
        })?;
        self.patience.start_again();
        Ok(key)
    }

    /// Takes an open book up, once it was asked whether it lived another life meanwhile.
    fn take_up(&self, book: Book) -> Result<Open, Failure> {
        let (mut open, seed) = read_open(book)?;
        self.compare_with_witness(&mut open, &crate::witness::key(&seed))?;
        Ok(open)
    }

    fn wait(&self) -> u64 {
        let tries = Tries::read(&self.places.keys());
        if tries.wait() == 0 { 0 } else { self.patience.left(self.clock.now(), tries) }
    }

    /// What a second instance reads of the first.
    pub(crate) fn writer(&self) -> String {
        let since = self.clock.civil(self.clock.now());
        let since = since.map(|at| format!("{} {:02}:{:02}", at.date, at.hour, at.minute)).unwrap_or_default();
        format!("pid {}, {since}", std::process::id())
    }
}

fn read_open(book: Book) -> Result<(Open, Zeroizing<[u8; 32]>), Failure> {
    let seed = book.local(DEVICE_SEED)?.ok_or(Failure::Keys("device-unreadable"))?;
    let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.try_into().map_err(|_| Failure::Keys("device-unreadable"))?);
    let name = book.local(NAME)?.unwrap_or_default();
    let name = String::from_utf8(name).map_err(|_| Failure::Keys("device-unreadable"))?;
    let (device, dossiers) = (SigningKey::new(&seed), BTreeMap::new());
    Ok((Open { book, device, dossiers, name, witness: None, scrubbed: None }, seed))
}

pub(crate) fn key_failure(failure: KeyFailure) -> Failure {
    Failure::Keys(failure.code())
}
