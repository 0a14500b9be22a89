//! The platform's dialogs, opened by Rust so that no path ever comes from the window. They block the thread that asks and
//! must never be asked for on the window's own. Which file is wanted is the desk's business; so are the words around it.

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _, Wry};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, MessageDialogKind};

use app::dialogs::{Dialogs, Purpose};

/// The dialogs of the desktop the window is on.
pub(crate) struct Native {
    window: AppHandle<Wry>,
}

impl Native {
    pub(crate) fn new(window: AppHandle<Wry>) -> Self {
        Self { window }
    }

    /// A dialog for that purpose, attached to the window when there is one.
    fn dialog(&self, purpose: Purpose) -> FileDialogBuilder<Wry> {
        let dialog = self.window.dialog().file().add_filter("Délibéré", extensions(purpose));
        match self.window.get_webview_window(crate::window::LABEL) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl Dialogs for Native {
    fn open_file(&self, purpose: Purpose) -> Option<PathBuf> {
        self.dialog(purpose).blocking_pick_file()?.into_path().ok()
    }

    fn open_files(&self, purpose: Purpose) -> Vec<PathBuf> {
        let files = self.dialog(purpose).blocking_pick_files().unwrap_or_default();
        files.into_iter().filter_map(|file| file.into_path().ok()).collect()
    }

    fn save_file(&self, purpose: Purpose, suggested_name: &str) -> Option<PathBuf> {
        self.dialog(purpose).set_file_name(suggested_name).blocking_save_file()?.into_path().ok()
    }
}

// Files of everybody's formats: they do not open with a double click here.
const TABLES: [&str; 5] = ["csv", "xlsx", "ods", "tsv", "txt"];
const REFERENTIALS: [&str; 1] = ["json"];
const REGULATIONS: [&str; 1] = ["toml"];
const DOCUMENTS: [&str; 9] = ["pdf", "png", "jpg", "jpeg", "webp", "mp4", "webm", "txt", "md"];

/// The endings of the files that serve that purpose.
fn extensions(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Pack | Purpose::Results | Purpose::Acknowledgement => &["delib"],
        Purpose::Request => &["demande"],
        Purpose::Paper => &["pdf"],
        Purpose::Table => &TABLES,
        Purpose::Referential => &REFERENTIALS,
        Purpose::Regulation => &REGULATIONS,
        Purpose::Document => &DOCUMENTS,
        Purpose::SubjectAccess => &["json"],
    }
}

/// Says why the application can't start, where somebody who has no terminal sees it, then ends it.
pub(crate) fn say_and_end(window: &AppHandle<Wry>, why: &str) {
    let ending = window.clone();
    window.dialog().message(why).title("Délibéré").kind(MessageDialogKind::Error).show(move |_| ending.exit(1));
}
