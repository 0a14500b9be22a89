//! Dialogs answered from outside: a story says which file is chosen next. Never part of the product.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use app::dialogs::{Dialogs, Purpose};

/// Answers waiting for their dialog; a dialog that finds none is cancelled. A clone shares them.
#[derive(Default, Clone)]
pub(crate) struct Scripted {
    answers: Arc<Mutex<VecDeque<PathBuf>>>,
}

impl Scripted {
    /// The dialog after those already scripted chooses `path`.
    pub(crate) fn answer(&self, path: PathBuf) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).push_back(path);
    }

    fn next(&self) -> Option<PathBuf> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

impl Dialogs for Scripted {
    fn open_file(&self, _purpose: Purpose) -> Option<PathBuf> {
        self.next()
    }

    fn open_files(&self, _purpose: Purpose) -> Vec<PathBuf> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect()
    }

    fn save_file(&self, _purpose: Purpose, suggested: &str) -> Option<PathBuf> {
        self.next().map(|path| if path.is_dir() { path.join(suggested) } else { path })
    }
}
