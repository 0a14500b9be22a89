//! Builds Tauri's context, and nothing else.

fn main() {
    tauri_build::build();
}
