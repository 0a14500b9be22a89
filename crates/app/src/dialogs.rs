//! Choosing files. Paths never come from the face: the shell opens the system's dialogs, tests and the local server script
//! them.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Mutex;

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A pack, received or to be given.
    Pack,
    /// Results, to hand back or received.
    Results,
    /// What a laptop asks to join with, written or received.
    Request,
    /// An acknowledgement for a juror.
    Acknowledgement,
    /// A paper, to be printed.
    Paper,
    /// A table of candidates.
    Table,
    /// A référentiel.
    Referential,
    /// A règlement.
    Regulation,
    /// Documents of a subject.
    Document,
    /// What is kept of somebody, for them to read.
    SubjectAccess,
}

/// Chooses files.
pub trait Dialogs: Send + Sync {
    /// A file to read; `None` when the person gave up.
    fn open_file(&self, purpose: Purpose) -> Option<PathBuf>;
    /// Files to read; none when the person gave up.
    fn open_files(&self, purpose: Purpose) -> Vec<PathBuf> {
        self.open_file(purpose).into_iter().collect()
    }
    /// A file to write; `None` when the person gave up.
    fn save_file(&self, purpose: Purpose, suggested: &str) -> Option<PathBuf>;
}

/// Nobody to ask: the counter names its files itself.
#[derive(Debug, Default, Clone, Copy)]
pub struct NoDialogs;

impl Dialogs for NoDialogs {
    fn open_file(&self, _: Purpose) -> Option<PathBuf> {
        None
    }

    fn save_file(&self, _: Purpose, _: &str) -> Option<PathBuf> {
        None
    }
}

/// Answers prepared in advance, one a question; a folder is answered with the suggested name inside it.
#[derive(Debug, Default)]
pub struct ScriptedDialogs {
    answers: Mutex<VecDeque<PathBuf>>,
}

impl ScriptedDialogs {
    /// The answers, first question first. The last one answers every further question.
    #[must_use]
    pub fn new(answers: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()) }
    }

    fn next(&self) -> Option<PathBuf> {
        let mut answers = self.answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }
    }
}

impl Dialogs for ScriptedDialogs {
    fn open_file(&self, _: Purpose) -> Option<PathBuf> {
        self.next()
    }

    fn save_file(&self, _: Purpose, suggested: &str) -> Option<PathBuf> {
        self.next().map(|path| if path.is_dir() { path.join(suggested) } else { path })
    }
}
