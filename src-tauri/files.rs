//! Files that reach the window from outside it: dropped on it, or named when the application is started. Their paths go to the
//! desk; the page is only told that something is there, and asks the desk for tickets and names. Nothing is read here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tauri::{AppHandle, DragDropEvent, Manager as _, Wry};

use app::Desk;

/// The files among the arguments of a start made in `folder`.
pub(crate) fn named(arguments: impl Iterator<Item = OsString>, folder: &Path) -> Vec<PathBuf> {
    arguments.map(|argument| folder.join(argument)).filter(|path| path.is_file()).collect()
}

/// Gives `paths` to the desk and tells the page.
pub(crate) fn offer(app: &AppHandle<Wry>, paths: Vec<PathBuf>) {
    let Some(desk) = app.try_state::<Arc<Desk>>().filter(|_| !paths.is_empty()) else { return };
    desk.offer(paths);
    tell(app, "offered");
}

/// Something is dragged over the window, let go of on it, or taken away again.
pub(crate) fn dragged(app: &AppHandle<Wry>, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { .. } => tell(app, "hovered"),
        DragDropEvent::Drop { paths, .. } => {
            tell(app, "left");
            offer(app, paths.iter().filter(|path| path.is_file()).cloned().collect());
        }
        DragDropEvent::Leave => tell(app, "left"),
        _ => {}
    }
}

/// Tells the page what happened: one of three fixed words, never a name nor a path.
fn tell(app: &AppHandle<Wry>, what: &'static str) {
    if let Some(window) = app.get_webview_window(crate::window::LABEL) {
        // A page that is not there yet asks what was offered when it comes.
        let _told = window.eval(format!("dispatchEvent(new Event('delibere:{what}'))"));
    }
}
