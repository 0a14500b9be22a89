//! Where this person's files are. Nothing here reads or writes them.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::failure::Failure;

/// The folder of one person on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    store: PathBuf,
}

impl Places {
    /// The platform's data folder, or `DELIBERE_HOME` where it is set.
    ///
    /// # Errors
    /// When the platform names no home folder.
    pub fn of_this_device() -> Result<Self, Failure> {
        if let Some(home) = std::env::var_os("DELIBERE_HOME") {
            return Ok(Self::in_folder(Path::new(&home)));
        }
        let folders = ProjectDirs::from("fr", "", "delibere").ok_or(Failure::NoHome)?;
        Ok(Self::in_folder(&folders.data_dir().join("store")))
    }

    /// The files in `folder`.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { store: folder.join("delibere.db") }
    }

    /// The files beside the store at `path`.
    #[must_use]
    pub fn of_store(path: &Path) -> Self {
        Self { store: path.to_owned() }
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

    /// The folder that holds them all.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.store.parent().unwrap_or(Path::new("."))
    }
}
