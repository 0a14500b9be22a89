//! Why the machine could not. Each case has a code for programs and a sentence for the log; the words people read live in
//! the face and the counter. Not a place for the rules of juries: those refuse elsewhere.

use std::io;

use domain::id::LogId;
use rusqlite::ffi;

/// Why a store could not be opened, read or written. Whatever the case, the file keeps what it had.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no file at that path.
    #[error("No store at this path")]
    Missing,
    /// A file, or the journal of one, is already there.
    #[error("A file is already at this path, nothing was created")]
    AlreadyThere,
    /// The file holds no byte.
    #[error("The file is empty, it was left as it is")]
    Empty,
    /// The file belongs to another program.
    #[error("The file is not a store of this application, it was left as it is")]
    Foreign,
    /// The file was written by a newer application.
    #[error("The store has version {found}, this application knows {known}; it was left as it is")]
    Newer {
        /// Version written in the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// The key does not open the file: another key, or a damaged first page.
    #[error("The store can't be read with this key, it was left as it is")]
    Unreadable,
    /// The file opens and its structure is broken.
    #[error("The store is damaged ({0}), it was left as it is")]
    Damaged(String),
    /// Its tables or triggers are not those of its version.
    #[error("The store's tables are not those of its version, it was left as it is")]
    OtherSchema,
    /// The file or its folder can't be written.
    #[error("The store is on a medium that can't be written")]
    ReadOnlyMedium,
    /// Another program has the store open.
    #[error("The store is already open: {writer}")]
    AlreadyOpen {
        /// What the other program said of itself when it opened.
        writer: String,
    },
    /// The SQLite library is older than the one that repairs the WAL-reset fault.
    #[error("SQLite {0} is too old, 3.51.3 or later is needed")]
    OldLibrary(String),
    /// The disk is full: nothing of the batch was written.
    #[error("The disk is full, nothing was written")]
    DiskFull,
    /// The disk refused a read or a write: nothing of the batch was written.
    #[error("The disk failed: {0}")]
    Io(String),
    /// The disk did not confirm an earlier write. Nothing more is written until the store is opened again.
    #[error("The disk did not confirm a write; the store is read-only until it is opened again")]
    Stopped,
    /// An entry or a head names a log the store does not have.
    #[error("Log {0} is not known to the store, nothing was written")]
    UnknownLog(LogId),
    /// A log's id is not that of its device, session, person and epoch.
    #[error("Log {0} does not have the id of its origin, nothing was written")]
    ForgedLog(LogId),
    /// A person's secret differs from the one already kept.
    #[error("A person's secret differs from the one already kept, nothing was written")]
    OtherSecret,
    /// A document is larger than the store takes.
    #[error("A document of {0} bytes is larger than the store takes, nothing was written")]
    TooLarge(usize),
    /// A copy does not hold what the store holds.
    #[error("The copy does not hold what the store holds, it was removed")]
    BadCopy,
    /// SQLite refused for another reason.
    #[error("{what}: SQLite error {code}: {message}")]
    Sql {
        /// What was being done.
        what: &'static str,
        /// SQLite's extended result code, 0 when the library alone refused.
        code: i32,
        /// SQLite's message, without the statement.
        message: String,
    },
}

impl Failure {
    /// The case's name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "store-missing",
            Self::AlreadyThere => "store-already-there",
            Self::Empty => "store-empty",
            Self::Foreign => "store-foreign",
            Self::Newer { .. } => "store-newer",
            Self::Unreadable => "store-unreadable",
            Self::Damaged(_) => "store-damaged",
            Self::OtherSchema => "store-other-schema",
            Self::ReadOnlyMedium => "store-read-only",
            Self::AlreadyOpen { .. } => "store-already-open",
            Self::OldLibrary(_) => "store-old-library",
            Self::DiskFull => "disk-full",
            Self::Io(_) => "disk-failed",
            Self::Stopped => "store-stopped",
            Self::UnknownLog(_) => "log-unknown",
            Self::ForgedLog(_) => "log-forged",
            Self::OtherSecret => "secret-differs",
            Self::TooLarge(_) => "document-too-large",
            Self::BadCopy => "copy-bad",
            Self::Sql { .. } => "store-failed",
        }
    }

    /// Whether the file itself is damaged, foreign or tampered with, rather than busy, full or absent.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Empty | Self::Foreign | Self::Unreadable | Self::Damaged(_) | Self::OtherSchema)
    }

    /// The failure of a file operation.
    pub(crate) fn io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnlyMedium,
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Io(error.to_string()),
        }
    }
}

/// Gives a statement's error the words of what was being done.
pub(crate) trait Doing<T> {
    /// The value, or the failure of `what`.
    fn doing(self, what: &'static str) -> Result<T, Failure>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, what: &'static str) -> Result<T, Failure> {
        self.map_err(|error| of_sqlite(what, &error))
    }
}

/// The failure behind SQLite's error. The statement's text is never repeated: one of them holds the key.
fn of_sqlite(what: &'static str, error: &rusqlite::Error) -> Failure {
    let rusqlite::Error::SqliteFailure(inner, message) = error else {
        let message = match error {
            rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
            other => other.to_string(),
        };
        return Failure::Sql { what, code: 0, message };
    };
    let message = message.clone().unwrap_or_else(|| inner.to_string());
    match inner.extended_code {
        ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC => return Failure::Stopped,
        ffi::SQLITE_IOERR_WRITE => return Failure::Io(message),
        _ => {}
    }
    match inner.code {
        ffi::ErrorCode::DiskFull => Failure::DiskFull,
        ffi::ErrorCode::SystemIoFailure => Failure::Io(format!("{what}: {message}")),
        ffi::ErrorCode::NotADatabase => Failure::Unreadable,
        ffi::ErrorCode::DatabaseCorrupt => Failure::Damaged(message),
        ffi::ErrorCode::ReadOnly => Failure::ReadOnlyMedium,
        _ => Failure::Sql { what, code: inner.extended_code, message },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_code(code: i32) -> Failure {
        of_sqlite("Writing", &rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
    }

    #[test]
    fn a_disk_that_does_not_confirm_stops_the_writing() {
        assert!(matches!(of_code(ffi::SQLITE_IOERR_FSYNC), Failure::Stopped));
        assert!(matches!(of_code(ffi::SQLITE_IOERR_DIR_FSYNC), Failure::Stopped));
        assert!(matches!(of_code(ffi::SQLITE_IOERR_READ), Failure::Io(_)));
        assert!(matches!(of_code(ffi::SQLITE_FULL), Failure::DiskFull));
    }

    #[test]
    fn a_failure_never_repeats_the_key() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let error = connection.prepare("PRAGMA key = \"x'5ecre7'\" oops").unwrap_err();
        let failure = of_sqlite("Handing over the key", &error);
        assert!(!format!("{failure} {failure:?}").contains("5ecre7"), "{failure}");
    }
}
