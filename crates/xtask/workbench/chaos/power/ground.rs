//! What the system is asked around a disk: to put a file system on it, to mount it, to let it go. Root's business, and only
//! on Linux.

use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

/// A file system mounted from a file, let go at the end.
pub(super) struct Mounted(PathBuf);

impl Mounted {
    /// Mounts the ext4 file system in `file` on `folder`.
    pub(super) fn on(file: &Path, folder: &Path) -> Result<Self, String> {
        run(Process::new("mount").args(["-t", "ext4", "-o", "loop"]).args([file, folder]))?;
        Ok(Self(folder.to_path_buf()))
    }

    /// Lets it go, and says whether it could.
    pub(super) fn release(self) -> Result<(), String> {
        let released = run(Process::new("umount").arg(&self.0));
        std::mem::forget(self);
        released
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // On the way out after a failure: lazily, so that nothing stays mounted.
        run(Process::new("umount").arg("-l").arg(&self.0)).ok();
    }
}

/// Puts an ext4 file system, journal and all, on `file`.
pub(super) fn format(file: &Path) -> Result<(), String> {
    run(Process::new("mkfs.ext4")
        .args(["-q", "-F", "-E", "nodiscard,lazy_itable_init=0,lazy_journal_init=0"])
        .arg(file))
}

fn run(process: &mut Process) -> Result<(), String> {
    let done = process.stdout(Stdio::null()).output().map_err(|error| format!("{process:?}: {error}"))?;
    let why = || format!("{process:?}: {}", String::from_utf8_lossy(&done.stderr).trim());
    if done.status.success() { Ok(()) } else { Err(why()) }
}
