//! Waiting a little for a file that another program holds: what watches for viruses or keeps copies opens a file that was just
//! written, and Windows then gives it to nobody else. Not a place for files that many hold for long (`store` has a lock of its own).

use std::io::{Error, ErrorKind, Result};
use std::time::Duration;

/// How often a held file is asked for again, and how long is waited before: five seconds in all.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// Tries again as long as another program holds the file, five seconds at most.
pub(crate) fn patiently<T>(attempt: impl FnMut() -> Result<T>) -> Result<T> {
    while_held(std::thread::sleep, attempt)
}

/// Whether another program holds the file.
pub(crate) fn is_held(error: &Error) -> bool {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: Rust gives them no kind.
    error.kind() == ErrorKind::ResourceBusy || (cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)))
}

fn while_held<T>(mut pause: impl FnMut(Duration), mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
    for _ in 0..TRIES {
        match attempt() {
            Err(error) if may_pass(&error) => pause(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// Windows refuses to replace a file that is held by the words it refuses a forbidden one with.
fn may_pass(error: &Error) -> bool {
    is_held(error) || (cfg!(windows) && error.kind() == ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that another program holds for the first `busy` attempts: what comes of it, and how long was waited.
    fn held_for(busy: u32) -> (Result<&'static str>, Duration) {
        let (mut attempts, mut waited) = (0, Duration::ZERO);
        let outcome = while_held(
            |pause| waited += pause,
            || {
                attempts += 1;
                if attempts > busy { Ok("read") } else { Err(Error::from(ErrorKind::ResourceBusy)) }
            },
        );
        (outcome, waited)
    }

    #[test]
    fn a_file_that_another_program_holds_for_a_moment_is_waited_for() {
        assert!(matches!(held_for(0), (Ok("read"), Duration::ZERO)));
        let (outcome, waited) = held_for(7);
        assert_eq!((outcome.unwrap(), waited), ("read", 7 * PAUSE));
    }

    #[test]
    fn a_file_that_is_never_let_go_is_told_as_held_after_five_seconds() {
        let (outcome, waited) = held_for(u32::MAX);
        assert_eq!(waited, Duration::from_secs(5));
        let told = crate::Failure::File { doing: "writing a file", source: outcome.unwrap_err() };
        assert_eq!(told.code(), "file-held");
    }

    #[test]
    fn what_no_patience_mends_is_told_at_once() {
        for kind in [ErrorKind::NotFound, ErrorKind::StorageFull, ErrorKind::ReadOnlyFilesystem] {
            let waited = std::cell::Cell::new(0);
            let outcome: Result<()> = while_held(|_| waited.set(waited.get() + 1), || Err(Error::from(kind)));
            assert_eq!((outcome.unwrap_err().kind(), waited.get()), (kind, 0));
        }
    }
}
