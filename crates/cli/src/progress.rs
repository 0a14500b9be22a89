//! Telling how far a long work is, on the messages' side and only where somebody looks. Nothing else is said here.

use std::io::Write;

use crate::answer::somebody_looks;

/// A line that rewrites itself.
#[derive(Debug)]
pub(crate) struct Progress {
    label: String,
    shown: bool,
}

impl Progress {
    /// Begins to tell, where somebody looks.
    pub(crate) fn new(label: &str) -> Self {
        Self { label: label.to_owned(), shown: somebody_looks() }
    }

    /// `done` of `all`.
    pub(crate) fn tell(&self, done: usize, all: usize) {
        if self.shown {
            let line = format!("\r{} {done}/{all} ", self.label);
            // Progress that can't be told is no reason to stop.
            std::io::stderr().write_all(line.as_bytes()).ok();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            std::io::stderr().write_all(b"\r\x1b[K").ok();
        }
    }
}
