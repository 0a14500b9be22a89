//! Files for others: written whole or not at all, read back before anybody is told that they are there. Read within bounds.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::failure::Failure;
use crate::keys::file::write_durably;
use crate::patience::patiently;

/// Largest file that is read, in bytes; each reader has a bound of its own below it.
const LIMIT: u64 = 256 << 20;

/// Writes `bytes` at `to`: beside it first, confirmed by the disk, then under its name; then reads it back.
///
/// # Errors
/// When the disk refuses, or gives back something else; what stood at `to` before is then untouched, or is the new file.
pub fn write(to: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(Failure::file("making the folder"))?;
    }
    // A link on a key that somebody lent would lead the writing elsewhere.
    if std::fs::symlink_metadata(to).is_ok_and(|there| there.is_symlink()) {
        return Err(Failure::BadInput { code: "file-is-a-link", args: Vec::new() });
    }
    write_durably(to, bytes).map_err(Failure::file("writing a file"))?;
    forget(to);
    if read(to)? == bytes {
        Ok(())
    } else {
        Err(Failure::File {
            doing: "reading a file back",
            source: std::io::Error::other("it differs from what was written"),
        })
    }
}

/// Lets the system forget what it holds of a file that was just written, where it can, so that what is read back is what the
/// medium holds. A medium that does not know how is read back all the same.
fn forget(path: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(file) = File::open(path) {
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).ok();
    }
    #[cfg(not(target_os = "linux"))]
    let _ = path;
}

/// Reads the file at `from`.
///
/// # Errors
/// When it can't be read, or is larger than anything of ours.
pub fn read(from: &Path) -> Result<Vec<u8>, Failure> {
    let file = patiently(|| File::open(from)).map_err(Failure::file("reading a file"))?;
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(Failure::file("reading a file"))?;
    if length(&bytes) > LIMIT {
        return Err(Failure::BadInput { code: "file-too-large", args: vec![("limit", (LIMIT >> 20).to_string())] });
    }
    Ok(bytes)
}

/// The names of the files in `folder`, in their order; none when there is no such folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

/// The length of a file, in bytes.
pub(crate) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// The name of a file, for people.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::*;

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("made on the way").join("results.delib");
        write(&to, b"first").unwrap();
        write(&to, b"second").unwrap();
        assert_eq!(read(&to).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(to.parent().unwrap()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_key_is_not_followed_neither_under_the_name_nor_under_that_of_the_draft() {
        let folder = tempfile::tempdir().unwrap();
        let (elsewhere, to) = (folder.path().join("elsewhere"), folder.path().join("results.delib"));
        std::fs::write(&elsewhere, b"somebody's").unwrap();
        std::os::unix::fs::symlink(&elsewhere, &to).unwrap();
        assert_eq!(write(&to, b"ours").unwrap_err().code(), "file-is-a-link");
        std::fs::remove_file(&to).unwrap();

        std::os::unix::fs::symlink(&elsewhere, folder.path().join("results.delib.part")).unwrap();
        write(&to, b"ours").unwrap();
        assert_eq!(std::fs::read(&elsewhere).unwrap(), b"somebody's");
        assert_eq!(read(&to).unwrap(), b"ours");
    }

    #[test]
    fn what_the_medium_answers_has_a_sentence_of_its_own() {
        let code = |kind: ErrorKind| Failure::File { doing: "writing a file", source: Error::from(kind) }.code();
        assert_eq!(code(ErrorKind::StorageFull), "disk-full");
        assert_eq!(code(ErrorKind::QuotaExceeded), "disk-full");
        assert_eq!(code(ErrorKind::ReadOnlyFilesystem), "file-read-only");
        assert_eq!(code(ErrorKind::PermissionDenied), "file-not-allowed");
        assert_eq!(code(ErrorKind::NotFound), "file-not-found");
        assert_eq!(code(ErrorKind::TimedOut), "file-failed");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_medium_that_takes_no_writing_or_is_full_is_told_as_such() {
        // Nobody writes there, not even root.
        let read_only = write(Path::new("/proc/results.delib"), b"ours").unwrap_err();
        assert!(["file-read-only", "file-not-allowed", "file-not-found"].contains(&read_only.code()), "{read_only:?}");
    }
}
