//! One window, one word. A yardstick: nothing is to be added to it.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
