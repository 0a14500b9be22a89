//! What a merge took: time, memory, and how many cells it left. Not a place for engines.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::Done;

/// What one merge took.
pub struct Took {
    time: Duration,
    cells: usize,
}

impl Took {
    /// Does it once; `merge` gives how many cells there are at the end.
    pub fn once(merge: impl FnOnce() -> Done<usize>) -> Done<Self> {
        let start = Instant::now();
        let cells = merge()?;
        Ok(Self { time: start.elapsed(), cells })
    }

    /// As the bench reads it.
    pub fn json(&self) -> String {
        let (nanos, cells, memory) = (self.time.as_nanos(), self.cells, peak());
        format!("{{\"nanos\": {nanos}, \"cells\": {cells}, \"memory\": {memory}}}")
    }
}

/// Writes a file and waits for the disk's word.
pub fn write_durably(path: &Path, bytes: &[u8]) -> Done<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// The most memory this process ever held, in kibibytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or(0)
}
