//! The desktop shell: one window, one door to the desk, the platform's dialogs. It holds no rule about juries and must
//! never learn one: what the window asks goes to `app` as it came, what `app` answers goes back as it is.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod desk;
mod dialogs;
mod door;
mod files;
mod window;

use tauri::{App, Manager as _};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![door::door])
        .setup(|app| Ok(open(app)?))
        .run(tauri::generate_context!())
}

/// Opens the desk, then the window on it. A desk that can't open (a full disk, a folder that can't be written) says so.
fn open(app: &mut App) -> tauri::Result<()> {
    window::keep_single(app.handle())?;
    match desk::open(app.handle()) {
        Ok(desk) => {
            desk.offer(files::named(std::env::args_os().skip(1), &std::env::current_dir().unwrap_or_default()));
            let theme = desk.theme();
            app.manage(desk);
            window::open(app.handle(), theme)
        }
        Err(failure) => {
            dialogs::say_and_end(app.handle(), &failure.to_string());
            Ok(())
        }
    }
}
