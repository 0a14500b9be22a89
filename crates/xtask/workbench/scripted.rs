//! Dialogs answered from outside: a story says which file is chosen next. Never part of the product.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Mutex;

use app::dialogs::{Dialogs, Purpose};

/// Answers waiting for their dialog; a dialog that finds none is cancelled.
#[derive(Default)]
pub(crate) struct Scripted {
    answers: Mutex<VecDeque<PathBuf>>,
}

impl Scripted {
    /// The dialog after those already scripted chooses `path`.
    pub(crate) fn answer(&self, path: PathBuf) {
        if let Ok(mut answers) = self.answers.lock() {
            answers.push_back(path);
        }
    }

    fn next(&self) -> Option<PathBuf> {
        self.answers.lock().ok()?.pop_front()
    }
}

impl Dialogs for Scripted {
    fn open_file(&self, _purpose: Purpose) -> Option<PathBuf> {
        self.next()
    }

    fn save_file(&self, _purpose: Purpose, _suggested_name: &str) -> Option<PathBuf> {
        self.next()
    }
}
