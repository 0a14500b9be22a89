//! Opens the desk this window serves, with the dialogs of this platform. Not a place for what the desk does.

use std::sync::Arc;

use tauri::{AppHandle, Wry};

use app::dialogs::Dialogs;
use app::doors::Failure;
use app::{Desk, Places};

use crate::dialogs::Native;

/// The desk over this person's data directory (or the one `DELIBERE_HOME` names).
pub(crate) fn open(window: &AppHandle<Wry>) -> Result<Arc<Desk>, Failure> {
    Desk::open(Places::of_this_machine()?, dialogs(window)).map(Arc::new)
}

/// The platform's dialogs, or in a debug build those that a test scripted.
fn dialogs(window: &AppHandle<Wry>) -> Arc<dyn Dialogs> {
    #[cfg(debug_assertions)]
    if let Some(scripted) = crate::dialogs::Scripted::from_environment() {
        return Arc::new(scripted);
    }
    Arc::new(Native::new(window.clone()))
}
