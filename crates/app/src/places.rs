//! Where this person's files are. Nothing here reads or writes them.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::failure::Failure;

/// The folder of one person on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    store: PathBuf,
    /// What is told of stores outside them; nothing is, where there is none.
    state: Option<PathBuf>,
}

impl Places {
    /// The platform's data folder, or `DELIBERE_HOME` where it is set.
    ///
    /// # Errors
    /// When the platform names no home folder.
    pub fn of_this_device() -> Result<Self, Failure> {
        if let Some(home) = std::env::var_os("DELIBERE_HOME") {
            return Self::in_folder(Path::new(&home)).witnessed();
        }
        Self::in_folder(&platform_folders()?.data_dir().join("store")).witnessed()
    }

    /// The files in `folder`.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self::of_store(&folder.join("delibere.db"))
    }

    /// The files beside the store at `path`.
    #[must_use]
    pub fn of_store(path: &Path) -> Self {
        Self { store: path.to_owned(), state: None }
    }

    /// The same files, witnessed in the platform's state folder, or in `DELIBERE_STATE` where it is set: whatever way a store
    /// is opened on this computer, its witness is the same (docs/adr/0012).
    ///
    /// # Errors
    /// When the platform names no home folder.
    pub fn witnessed(self) -> Result<Self, Failure> {
        if let Some(state) = std::env::var_os("DELIBERE_STATE") {
            return Ok(self.with_state(Path::new(&state)));
        }
        let folders = platform_folders()?;
        let state = folders.state_dir().unwrap_or(folders.data_local_dir()).join("witness");
        Ok(self.with_state(&state))
    }

    /// The same files, witnessed in the folder `state`, which no backup of the store holds.
    #[must_use]
    pub fn with_state(self, state: &Path) -> Self {
        Self { state: Some(state.to_owned()), ..self }
    }

    /// The encrypted store.
    #[must_use]
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// The key slots, beside the store.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.store.with_extension("keys")
    }

    /// Where rotating copies go.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.store.with_extension("copies")
    }

    /// Where fonts are put for names that the program's own do not draw.
    #[must_use]
    pub fn fonts(&self) -> PathBuf {
        self.folder().join("fonts")
    }

    /// Which theme the window opens in.
    #[must_use]
    pub fn theme(&self) -> PathBuf {
        self.store.with_extension("theme")
    }

    /// Set beside the store while a backup takes its place, until it is opened (`safekeeping`).
    #[must_use]
    pub fn restored(&self) -> PathBuf {
        self.store.with_extension("restored")
    }

    /// Where what is told of the store outside it goes; `None` when nothing is.
    #[must_use]
    pub fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }

    /// The folder that holds the store, its keys and its copies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.store.parent().unwrap_or(Path::new("."))
    }
}

fn platform_folders() -> Result<ProjectDirs, Failure> {
    ProjectDirs::from("fr", "", "delibere").ok_or(Failure::NoHome)
}
