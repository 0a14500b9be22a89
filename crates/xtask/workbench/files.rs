//! The built interface, read for a browser. It gives what stands under ui/dist and nothing else.

use std::path::{Component, Path, PathBuf};

/// The interface's folder.
pub(crate) fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui")
}

/// The bytes and the media type of what a browser asks for; `None` when the interface has no such file.
pub(crate) fn asked(url: &str) -> Option<(Vec<u8>, &'static str)> {
    let path = url.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let bytes = std::fs::read(ui().join("dist").join(path)).ok()?;
    Some((bytes, media_type(path)))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::asked;

    #[test]
    fn nothing_outside_the_interface_is_given() {
        assert_eq!(asked("/../package.json"), None);
        assert_eq!(asked("/assets/../../package.json"), None);
        assert_eq!(asked("//etc/hostname"), None);
    }
}
