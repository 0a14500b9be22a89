//! The witness: a file outside the store that says how far the store's own logs had come (docs/formats/store.md §5). A store that
//! is behind its witness was put back from an older copy; one that is ahead of it says nothing. It holds no name, no mark, no
//! key, and stands in the way of nothing: a witness that can't be written or read is done without.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use domain::event::LogHead;
use domain::id::{DeviceKey, Digest, LogId, to_hex};

use crate::keys::file::{beside, private};

const MAGIC: &[u8; 12] = b"DELIBWIT\x01\0\0\0";
const RECORD: usize = 84;
/// Longest witness that is read, in bytes: two hundred thousand marks since the store was last opened.
const LIMIT: u64 = 16 << 20;
const KEY: &str = "delibere 2026 witness key v1";
const TAG: &str = "delibere 2026 witness tag v1";

/// What makes the tags of a store's witness: nobody else can write a line of it.
#[must_use]
pub fn key(device_seed: &[u8; 32]) -> [u8; 32] {
    blake3::derive_key(KEY, device_seed)
}

/// What a witness says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Testimony {
    /// The furthest entry of each log.
    pub heads: Vec<LogHead>,
    /// Whether a part of it could not be believed: cut short, or of somebody else's hand.
    pub torn: bool,
}

/// The open witness of one store.
#[derive(Debug)]
pub struct Witness {
    key: [u8; 32],
    file: Option<File>,
    told: BTreeMap<LogId, u32>,
}

/// Where the witness of the store of `device` is, in the folder `state`.
#[must_use]
pub fn place(state: &Path, device: DeviceKey) -> PathBuf {
    let name: String = to_hex(&device.0).chars().take(16).collect();
    state.join(format!("{name}.witness"))
}

/// Reads the witness at `path`; where there is none, it says nothing.
#[must_use]
pub fn read(path: &Path, key: &[u8; 32]) -> Testimony {
    let mut bytes = Vec::new();
    match File::open(path).map(|file| file.take(LIMIT).read_to_end(&mut bytes)) {
        Ok(Ok(_)) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Testimony::default(),
        _ => return Testimony { torn: true, ..Testimony::default() },
    }
    let Some(rest) = bytes.strip_prefix(MAGIC) else { return Testimony { torn: true, ..Testimony::default() } };
    let mut furthest: BTreeMap<LogId, LogHead> = BTreeMap::new();
    let mut torn = false;
    for bytes in rest.chunks(RECORD) {
        let Some(head) = believed(bytes, key) else {
            torn = true;
            continue;
        };
        if furthest.get(&head.log).is_none_or(|known| known.seq <= head.seq) {
            furthest.insert(head.log, head);
        }
    }
    Testimony { heads: furthest.into_values().collect(), torn }
}

impl Witness {
    /// Begins the witness at `path` again, with `heads` and nothing else.
    #[must_use]
    pub fn begin(path: &Path, key: [u8; 32], heads: &[LogHead]) -> Self {
        let mut witness = Self { key, file: None, told: BTreeMap::new() };
        witness.file = renewed(path, &[MAGIC.to_vec(), witness.lines(heads)].concat()).ok();
        witness
    }

    /// Adds those of `heads` that it did not say yet. It is not confirmed by the disk, since the store is: a witness that lags
    /// behind proves nothing and harms nobody.
    pub fn note(&mut self, heads: &[LogHead]) {
        let lines = self.lines(heads);
        let Some(file) = self.file.as_mut().filter(|_| !lines.is_empty()) else { return };
        if file.write_all(&lines).is_err() {
            self.file = None;
        }
    }

    /// The lines of those of `heads` that are new.
    fn lines(&mut self, heads: &[LogHead]) -> Vec<u8> {
        let mut lines = Vec::new();
        for head in heads {
            if self.told.insert(head.log, head.seq) != Some(head.seq) {
                lines.extend(line(head, &self.key));
            }
        }
        lines
    }
}

/// Puts a file of those bytes at `path` and opens it to add to it.
fn renewed(path: &Path, bytes: &[u8]) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = beside(path, ".part");
    private(&part)?.write_all(bytes)?;
    std::fs::rename(&part, path)?;
    OpenOptions::new().append(true).open(path)
}

fn line(head: &LogHead, key: &[u8; 32]) -> Vec<u8> {
    let said = [&head.log.0[..], &head.seq.to_be_bytes(), &head.hash.0].concat();
    let tag = tag(&said, key);
    [said, tag.to_vec()].concat()
}

/// What a line says, if this store wrote it, whole.
fn believed(bytes: &[u8], key: &[u8; 32]) -> Option<LogHead> {
    let (said, written) = bytes.split_at_checked(RECORD - 16)?;
    let (log, rest) = said.split_first_chunk::<32>()?;
    let (seq, rest) = rest.split_first_chunk::<4>()?;
    let hash: [u8; 32] = rest.try_into().ok()?;
    let head = LogHead { log: LogId(*log), seq: u32::from_be_bytes(*seq), hash: Digest(hash) };
    (tag(said, key) == *written).then_some(head)
}

fn tag(said: &[u8], key: &[u8; 32]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key(TAG);
    let mut tag = [0; 16];
    hasher.update(key).update(said).finalize_xof().fill(&mut tag);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(log: u8, seq: u32) -> LogHead {
        LogHead { log: LogId([log; 32]), seq, hash: Digest([seq.to_le_bytes()[0]; 32]) }
    }

    fn begun(heads: &[LogHead]) -> (tempfile::TempDir, PathBuf, Witness) {
        let folder = tempfile::tempdir().unwrap();
        let path = place(&folder.path().join("state"), DeviceKey([7; 32]));
        let witness = Witness::begin(&path, [1; 32], heads);
        (folder, path, witness)
    }

    #[test]
    fn it_says_how_far_each_log_had_come() {
        let (_folder, path, mut witness) = begun(&[head(1, 4)]);
        witness.note(&[head(1, 5), head(2, 1)]);
        witness.note(&[head(1, 5), head(2, 1)]);
        witness.note(&[head(1, 6)]);
        let told = read(&path, &[1; 32]);
        assert_eq!(told, Testimony { heads: vec![head(1, 6), head(2, 1)], torn: false });
        let lines = (std::fs::metadata(&path).unwrap().len() - 12) / 84;
        assert_eq!(lines, 4, "what was said is not said again");
    }

    #[test]
    fn cut_anywhere_or_flipped_anywhere_it_says_less_and_never_something_else() {
        let (_folder, path, _witness) = begun(&[head(1, 4), head(2, 9)]);
        let whole = std::fs::read(&path).unwrap();
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            let told = read(&path, &[1; 32]);
            assert!(told.heads.len() < 2 && (told.torn || length == 12 || length == 96), "{length}");
        }
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            std::fs::write(&path, &flipped).unwrap();
            let told = read(&path, &[1; 32]);
            assert!(told.torn && told.heads.iter().all(|it| [head(1, 4), head(2, 9)].contains(it)), "{at}");
        }
    }

    #[test]
    fn another_hand_writes_nothing_in_it() {
        let (_folder, path, _witness) = begun(&[head(1, 4)]);
        assert_eq!(read(&path, &[2; 32]), Testimony { heads: Vec::new(), torn: true });
    }

    #[test]
    fn where_it_can_t_be_written_it_is_done_without() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), b"in the way").unwrap();
        let path = place(&folder.path().join("file"), DeviceKey([7; 32]));
        Witness::begin(&path, [1; 32], &[head(1, 4)]).note(&[head(1, 5)]);
        assert_eq!(read(&path, &[1; 32]).heads, []);
    }
}
