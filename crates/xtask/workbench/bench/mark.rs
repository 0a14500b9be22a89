//! One durable mark, from the command to the disk's word, beside the bare disk: the same bytes appended to a file and
//! confirmed by `fdatasync`, turn by turn in the same run, since a disk's mood changes by the second.

use std::fs::{File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;

use app::Desk;
use domain::id::PersonId;

use super::hall::Hall;
use super::measure::Times;

/// A page of the store, as a disk sees it.
const PAGE: usize = 4096;
/// A page in the journal: its header, then itself.
const FRAME: u64 = 24 + 4096;

/// What was measured.
pub(super) struct Marks {
    /// One mark through the desk.
    pub(super) mark: Times,
    /// 4 KiB appended and confirmed.
    pub(super) page: Times,
    /// As many bytes as a mark writes, appended and confirmed.
    pub(super) same: Times,
    /// As many bytes as a mark writes, over bytes that are there, and confirmed: what a journal in its second round does.
    pub(super) over: Times,
    /// Reading one's sheet and the grid again, as the screen then does.
    pub(super) reread: Times,
    /// Pages a mark writes, in the median.
    pub(super) frames: u64,
}

/// Gives `count` marks as `juror` on `desk`, whose store is in `home`.
pub(super) fn marks(desk: &Desk, hall: &Hall, juror: PersonId, home: &Path, count: usize) -> Result<Marks, String> {
    let journal = home.join("delibere.db-wal");
    let length = || std::fs::metadata(&journal).map_or(0, |file| file.len());
    let mut disk = Disk::beside(home)?;
    let (mut mark, mut page, mut same, mut over, mut reread) = Default::default();
    let mut frames: Vec<u64> = Vec::new();
    for number in 0..count {
        let place = number.checked_rem(hall.candidates.len()).unwrap_or(0);
        let candidate = *hall.candidates.get(place).ok_or("there is nobody to grade")?;
        // A round that nobody gave before, so that each mark changes something.
        let turn = super::hall::MARKS + number.checked_div(hall.candidates.len()).unwrap_or(0);
        let command = hall.mark(candidate, turn).ok_or("there is nothing to mark")?;
        // Each takes its turn first, after the reading, whose memory has pushed everybody else's out of the caches.
        let bytes = usize::try_from(middle(&frames) * FRAME).unwrap_or(PAGE);
        let disk_first = number % 2 == 1;
        if disk_first {
            disk.append(bytes, &mut same)?;
        }
        let before = length();
        Times::take(&mut mark, || desk.execute(hall.session, Some(juror), &command)).map_err(|why| why.to_string())?;
        frames.extend(length().checked_sub(before).filter(|grown| *grown > 0).map(|grown| grown / FRAME));
        frames.sort_unstable();
        disk.append(PAGE, &mut page)?;
        if !disk_first {
            disk.append(bytes, &mut same)?;
        }
        disk.write_over(bytes, &mut over)?;
        let again = || desk.sheet(hall.session, candidate).and_then(|_| desk.grid(hall.session));
        Times::take(&mut reread, again).map_err(|why| why.to_string())?;
    }
    Ok(Marks { mark, page, same, over, reread, frames: middle(&frames) })
}

fn middle(frames: &[u64]) -> u64 {
    frames.get(frames.len() / 2).copied().unwrap_or(1)
}

/// Two bare files on the disk of the store.
struct Disk {
    growing: File,
    ready: File,
    place: u64,
}

/// Length of the file that is written over, in bytes.
const READY: u64 = 4 << 20;

impl Disk {
    fn beside(home: &Path) -> Result<Self, String> {
        let make = |name: &str| {
            let path = home.join(name);
            let file = OpenOptions::new().create(true).truncate(true).write(true).open(&path);
            file.map_err(|error| format!("{}: {error}", path.display()))
        };
        let (growing, mut ready) = (make("growing")?, make("ready")?);
        let filled = vec![1; usize::try_from(READY).unwrap_or(PAGE)];
        ready.write_all(&filled).and_then(|()| ready.sync_all()).map_err(|error| error.to_string())?;
        Ok(Self { growing, ready, place: 0 })
    }

    fn append(&mut self, length: usize, times: &mut Times) -> Result<(), String> {
        let (bytes, file) = (vec![7; length], &mut self.growing);
        times.take(|| file.write_all(&bytes).and_then(|()| file.sync_data())).map_err(|error| error.to_string())
    }

    fn write_over(&mut self, length: usize, times: &mut Times) -> Result<(), String> {
        let (bytes, file) = (vec![7; length], &mut self.ready);
        let next = self.place + u64::try_from(length).unwrap_or(READY);
        let place = if next > READY { 0 } else { self.place };
        self.place = place + u64::try_from(length).unwrap_or(READY);
        let write = || {
            file.seek(SeekFrom::Start(place))?;
            file.write_all(&bytes)?;
            file.sync_data()
        };
        times.take(write).map_err(|error| error.to_string())
    }
}
