//! The desk this window serves, with the dialogs of this platform. Not a place for what the desk does.

use std::sync::Arc;

use tauri::{AppHandle, Wry};

use app::dialogs::ScriptedDialogs;
use app::{Desk, Failure, Places};

use crate::dialogs::Native;

/// The desk over this person's data directory (or the one `DELIBERE_HOME` names). In a debug build, driven by a test, the
/// paths in `DELIBERE_SCRIPTED_DIALOGS` answer in the place of the platform's dialogs.
pub(crate) fn open(window: &AppHandle<Wry>) -> Result<Arc<Desk>, Failure> {
    let desk = Desk::new(Places::of_this_device()?);
    let scripted = std::env::var_os("DELIBERE_SCRIPTED_DIALOGS").filter(|_| cfg!(debug_assertions));
    Ok(Arc::new(match scripted {
        Some(paths) => desk.with_dialogs(ScriptedDialogs::new(std::env::split_paths(&paths))),
        None => desk.with_dialogs(Native::new(window.clone())),
    }))
}
