//! Files for others: written whole or not at all, read back before anybody is told that they are there. Read within bounds.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::failure::Failure;
use crate::keys::file::write_durably;

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
    write_durably(to, bytes).map_err(Failure::file("writing a file"))?;
    if read(to)? == bytes {
        Ok(())
    } else {
        Err(Failure::File {
            doing: "reading a file back",
            source: std::io::Error::other("it differs from what was written"),
        })
    }
}

/// Reads the file at `from`.
///
/// # Errors
/// When it can't be read, or is larger than anything of ours.
pub fn read(from: &Path) -> Result<Vec<u8>, Failure> {
    let file = File::open(from).map_err(Failure::file("reading a file"))?;
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(Failure::file("reading a file"))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIMIT {
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

/// The name of a file, for people.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
