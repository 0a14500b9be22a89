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
        let dialog = self.window.dialog().file().add_filter(purpose.name(), purpose.extensions());
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

    fn save_file(&self, purpose: Purpose, suggested_name: &str) -> Option<PathBuf> {
        self.dialog(purpose).set_file_name(suggested_name).blocking_save_file()?.into_path().ok()
    }
}

/// Says why the application can't start, where somebody who has no terminal sees it, then ends it.
pub(crate) fn say_and_end(window: &AppHandle<Wry>, why: &str) {
    let ending = window.clone();
    window.dialog().message(why).title("Délibéré").kind(MessageDialogKind::Error).show(move |_| ending.exit(1));
}

/// Dialogs answered by a list of paths, in order; for tests that drive the real window, and never in a release.
#[cfg(debug_assertions)]
pub(crate) struct Scripted {
    answers: std::sync::Mutex<std::collections::VecDeque<PathBuf>>,
}

#[cfg(debug_assertions)]
impl Scripted {
    /// The answers in `DELIBERE_SCRIPTED_DIALOGS`, separated as in `PATH`; an empty one is a cancelled dialog.
    pub(crate) fn from_environment() -> Option<Self> {
        let paths = std::env::var_os("DELIBERE_SCRIPTED_DIALOGS")?;
        Some(Self { answers: std::sync::Mutex::new(std::env::split_paths(&paths).collect()) })
    }

    fn next(&self) -> Option<PathBuf> {
        let path = self.answers.lock().ok()?.pop_front()?;
        (!path.as_os_str().is_empty()).then_some(path)
    }
}

#[cfg(debug_assertions)]
impl Dialogs for Scripted {
    fn open_file(&self, _purpose: Purpose) -> Option<PathBuf> {
        self.next()
    }

    fn save_file(&self, _purpose: Purpose, _suggested_name: &str) -> Option<PathBuf> {
        self.next()
    }
}
