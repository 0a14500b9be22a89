//! A disk that remembers: one file, served to the system through FUSE, whose writes and flushes are kept in their order, so
//! that the disk can be made again as it would be found after a cut of the power at any moment of them. It holds a file
//! system's bytes and knows nothing of what they are.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use fuser::{
    BackgroundSession, Config, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo,
    LockOwner, OpenFlags, ReplyAttr, ReplyData, ReplyEmpty, ReplyEntry, ReplyOpen, ReplyWrite, Request, WriteFlags,
};

/// The file's name in the folder where the disk is mounted.
pub(super) const NAME: &str = "disk";
const FILE: INodeNo = INodeNo(2);
const FOREVER: Duration = Duration::from_secs(86_400);
const SECTOR: usize = 512;

/// What the disk was told, in order.
#[derive(Debug, Clone)]
enum Told {
    Write { at: usize, bytes: Vec<u8> },
    Flush,
}

/// What became of the writes that no flush followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unflushed {
    Lost,
    Kept,
    /// Each by the toss of a coin.
    Some,
    /// Each by the toss of a coin, the last one cut between two sectors.
    Torn,
}

#[derive(Debug, Default)]
struct Memory {
    image: Vec<u8>,
    /// The image when the log began.
    base: Vec<u8>,
    log: Vec<Told>,
}

/// The disk, and what it was told.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk(Arc<Mutex<Memory>>);

impl Disk {
    /// An empty disk of that many bytes, served in `folder` until the session ends.
    pub(super) fn serve(bytes: usize, folder: &Path) -> Result<(Self, BackgroundSession), String> {
        let disk = Self::default();
        disk.memory().image = vec![0; bytes];
        let session = fuser::spawn_mount(disk.clone(), folder, &Config::default());
        session.map(|session| (disk, session)).map_err(|error| format!("the disk can't be served: {error}"))
    }

    /// Forgets what it was told so far: cuts come after this.
    pub(super) fn begin(&self) {
        let mut memory = self.memory();
        memory.base = memory.image.clone();
        memory.log.clear();
    }

    /// How much it was told.
    pub(super) fn told(&self) -> usize {
        self.memory().log.len()
    }

    /// The disk as it is found when the power fails after `moment` things told. `honest`: flushes were obeyed.
    pub(super) fn found(
        &self,
        moment: usize,
        unflushed: Unflushed,
        honest: bool,
        mut coin: impl FnMut() -> bool,
    ) -> Vec<u8> {
        let memory = self.memory();
        let told = memory.log.get(..moment).unwrap_or(&memory.log);
        let last_flush = told.iter().rposition(|told| honest && matches!(told, Told::Flush)).unwrap_or(0);
        let mut image = memory.base.clone();
        let last_write = told.iter().rposition(|told| matches!(told, Told::Write { .. }));
        for (place, told) in told.iter().enumerate() {
            let Told::Write { at, bytes } = told else { continue };
            let torn = unflushed == Unflushed::Torn && Some(place) == last_write;
            let kept = place < last_flush
                || match unflushed {
                    Unflushed::Lost => false,
                    Unflushed::Kept => true,
                    Unflushed::Some | Unflushed::Torn => torn || coin(),
                };
            let length = if torn && place >= last_flush { bytes.len() / 2 / SECTOR * SECTOR } else { bytes.len() };
            if kept && let (Some(to), Some(from)) = (image.get_mut(*at..*at + length), bytes.get(..length)) {
                to.copy_from_slice(from);
            }
        }
        image
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn attributes(&self, node: INodeNo) -> FileAttr {
        let (kind, size) = match node {
            FILE => (FileType::RegularFile, self.memory().image.len() as u64),
            _ => (FileType::Directory, 0),
        };
        FileAttr {
            ino: node,
            size,
            blocks: size / 512,
            atime: UNIX_EPOCH,
            mtime: UNIX_EPOCH,
            ctime: UNIX_EPOCH,
            crtime: UNIX_EPOCH,
            kind,
            perm: 0o755,
            nlink: 1,
            uid: 0,
            gid: 0,
            rdev: 0,
            flags: 0,
            blksize: 4096,
        }
    }
}

impl Filesystem for Disk {
    fn lookup(&self, _req: &Request, _parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        if name == NAME {
            reply.entry(&FOREVER, &self.attributes(FILE), Generation(0));
        } else {
            reply.error(Errno::ENOENT);
        }
    }

    fn getattr(&self, _req: &Request, node: INodeNo, _handle: Option<FileHandle>, reply: ReplyAttr) {
        reply.attr(&FOREVER, &self.attributes(node));
    }

    fn open(&self, _req: &Request, _node: INodeNo, _flags: OpenFlags, reply: ReplyOpen) {
        reply.opened(FileHandle(0), FopenFlags::empty());
    }

    fn read(
        &self,
        _req: &Request,
        _node: INodeNo,
        _handle: FileHandle,
        offset: u64,
        size: u32,
        _flags: OpenFlags,
        _owner: Option<LockOwner>,
        reply: ReplyData,
    ) {
        let memory = self.memory();
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(memory.image.len());
        let to = from.saturating_add(size as usize).min(memory.image.len());
        reply.data(memory.image.get(from..to).unwrap_or_default());
    }

    fn write(
        &self,
        _req: &Request,
        _node: INodeNo,
        _handle: FileHandle,
        offset: u64,
        data: &[u8],
        _write_flags: WriteFlags,
        _flags: OpenFlags,
        _owner: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let mut memory = self.memory();
        let at = usize::try_from(offset).unwrap_or(usize::MAX);
        let Some(place) = at.checked_add(data.len()).and_then(|end| memory.image.get_mut(at..end)) else {
            return reply.error(Errno::ENOSPC);
        };
        place.copy_from_slice(data);
        memory.log.push(Told::Write { at, bytes: data.to_vec() });
        reply.written(u32::try_from(data.len()).unwrap_or(u32::MAX));
    }

    fn fsync(&self, _req: &Request, _node: INodeNo, _handle: FileHandle, _datasync: bool, reply: ReplyEmpty) {
        self.memory().log.push(Told::Flush);
        reply.ok();
    }

    fn flush(&self, _req: &Request, _node: INodeNo, _handle: FileHandle, _owner: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(log: &[Told]) -> Disk {
        let memory = Memory { image: Vec::new(), base: vec![0; 1024], log: log.to_vec() };
        Disk(Arc::new(Mutex::new(memory)))
    }

    fn write(byte: u8) -> Told {
        Told::Write { at: 0, bytes: vec![byte; 1024] }
    }

    #[test]
    fn a_write_that_a_flush_followed_outlives_the_power() {
        let disk = told(&[write(1), Told::Flush, write(2)]);
        assert_eq!(disk.found(3, Unflushed::Lost, true, || false)[0], 1);
        assert_eq!(disk.found(3, Unflushed::Kept, true, || false)[0], 2);
        assert_eq!(disk.found(1, Unflushed::Lost, true, || false)[0], 0, "the power failed before the flush");
    }

    #[test]
    fn a_torn_write_keeps_its_first_sectors_and_a_lying_disk_loses_what_it_flushed() {
        let disk = told(&[write(1), Told::Flush, write(2)]);
        let torn = disk.found(3, Unflushed::Torn, true, || true);
        assert_eq!((torn[0], torn[1023]), (2, 1));
        assert_eq!(disk.found(3, Unflushed::Lost, false, || false)[0], 0);
    }
}
