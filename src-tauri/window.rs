//! The one window: where it may go (nowhere), how many there are (one), where its engine keeps its files. What is drawn in
//! it belongs to ui/; its size and its title to tauri.conf.json.

use std::path::PathBuf;

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewWindowBuilder, WindowEvent, Wry};

use app::dress::Theme;

use crate::files;

/// The window's label, in tauri.conf.json and in the capabilities.
pub(crate) const LABEL: &str = "main";
/// The variable that names another data directory: a demonstration, a test.
const HOME: &str = "DELIBERE_HOME";

/// Opens the window that tauri.conf.json describes, in that theme, shut to every other page.
pub(crate) fn open(app: &AppHandle<Wry>, theme: Theme) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.iter().find(|window| window.label == LABEL) else {
        return Err(tauri::Error::WindowNotFound);
    };
    let window = WebviewWindowBuilder::from_config(app, config)?
        .initialization_script(dressing(theme))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    let window = at_home(window).build()?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(dragged) = event {
            files::dragged(&handle, dragged);
        }
    });
    Ok(())
}

/// Dresses the page before anything is drawn, so that no light flashes in a dark room. Asking the page's own storage would
/// hold its first frame back.
fn dressing(theme: Theme) -> String {
    let computer = r#"matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light""#;
    let theme = if theme == Theme::Auto { computer.to_owned() } else { format!("{:?}", theme.word()) };
    format!("document.documentElement.dataset.theme = {theme};")
}

/// A second start on the same data brings the first window forward, hands it the files it was given, and ends. One with a
/// `DELIBERE_HOME` of its own is another desk: it may stay beside; the lock of the store tells two of them on one home apart.
pub(crate) fn keep_single(app: &AppHandle<Wry>) -> tauri::Result<()> {
    if std::env::var_os(HOME).is_some() {
        return Ok(());
    }
    app.plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
        bring_forward(app);
        files::offer(app, files::named(arguments.into_iter().skip(1).map(Into::into), folder.as_ref()));
    }))
}

fn bring_forward(app: &AppHandle<Wry>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that can't come forward stays where it is: nothing is lost, and there is nobody to tell.
        let _shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
}

/// Whether `url` is the application's own page.
fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || (cfg!(windows) && url.host_str() == Some("tauri.localhost"))
}

/// Beside the data, when a home is named: the web engine's own files, which hold this person's preferences (language,
/// theme) and nothing of a session.
fn at_home(window: WebviewWindowBuilder<'_, Wry, AppHandle<Wry>>) -> WebviewWindowBuilder<'_, Wry, AppHandle<Wry>> {
    match std::env::var_os(HOME) {
        Some(home) => window.data_directory(PathBuf::from(home).join("window")),
        None => window,
    }
}
