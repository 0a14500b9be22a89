//! Files are read ahead, two at a time: while one is compared and counted, the next ones are opened and their chains are verified, so
//! that cores share the work. They are handed over in the order they were given, and no more than two ahead: memory is bounded
//! by three files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use sync::envelope::{Key, Lock, lock};
use sync::read::Received;
use sync::session_key::SessionKey;
use sync::write::Plaintext;

use super::OpenedBy;
use crate::exchange::refused;
use crate::failure::Failure;
use crate::files;

/// How many files are read at a time.
const READERS: usize = 2;

/// What opens files: the keys of the store's, and what the person gave.
pub(super) struct Ring {
    keys: Vec<SessionKey>,
    code: Option<String>,
}

impl Ring {
    /// `keys`, and what the person gave.
    pub(super) fn new(mut keys: Vec<SessionKey>, opening: &OpenedBy) -> Result<Self, Failure> {
        if let Some(text) = &opening.key {
            let key = SessionKey::parse(text);
            keys.push(key.map_err(|_| Failure::BadInput { code: "not-an-age-key", args: Vec::new() })?);
        }
        Ok(Self { keys, code: opening.code.clone() })
    }

    fn unlock(&self, file: &[u8]) -> Result<Plaintext, Failure> {
        let key = match &self.code {
            Some(code) if lock(file).map_err(refused)? == Lock::Code => Key::Code(code),
            _ => Key::Sessions(&self.keys),
        };
        sync::envelope::open(file, key).map_err(refused)
    }
}

/// Reads each file and hands it over, until `each` fails.
pub(super) fn each_read(
    paths: &[PathBuf],
    ring: &Ring,
    mut each: impl FnMut(&Path, Result<Received, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if let [only] = paths {
        return each(only, read(only, ring));
    }
    thread::scope(|scope| {
        let reader = |first| {
            let (hand_over, arrive) = sync_channel(0);
            let mine = paths.iter().skip(first).step_by(READERS);
            // Whoever waits no longer took what it wanted: reading ends there.
            scope.spawn(move || mine.into_iter().all(|path| hand_over.send(read(path, ring)).is_ok()));
            arrive
        };
        let readers: Vec<_> = (0..READERS).map(reader).collect();
        let mut turns = readers.iter().cycle();
        paths.iter().try_for_each(|path| match turns.next().and_then(|reader| reader.recv().ok()) {
            Some(received) => each(path, received),
            None => Ok(()),
        })
    })
}

/// A file as its device wrote and signed it.
fn read(path: &Path, ring: &Ring) -> Result<Received, Failure> {
    let plaintext = ring.unlock(&files::read(path)?)?;
    sync::read::read_in_stretches(&plaintext).map_err(refused)
}
