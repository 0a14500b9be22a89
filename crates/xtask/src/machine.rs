//! What kind of machine this is. Not a place for what it lacks (`packages`) or for what is done about it (`setup`).

use std::fs;

use crate::shell;

/// Where system packages come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian, Ubuntu and their kin, with apt.
    Debian,
    MacOs,
    Windows,
    Other,
}

/// The system of this machine.
pub(crate) fn system() -> System {
    if cfg!(target_os = "macos") {
        return System::MacOs;
    }
    if cfg!(windows) {
        return System::Windows;
    }
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if is_of_debian(&release) && shell::has("apt-get") { System::Debian } else { System::Other }
}

/// Whether an `os-release` file is that of Debian or of a system made from it.
fn is_of_debian(release: &str) -> bool {
    let kin = release.lines().filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")));
    kin.flat_map(|names| names.trim_matches('"').split_whitespace()).any(|name| matches!(name, "debian" | "ubuntu"))
}

/// Whether a window can be shown to somebody.
pub(crate) fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::is_of_debian;

    #[test]
    fn debian_and_its_kin_are_told_from_the_others() {
        assert!(is_of_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(is_of_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_of_debian("ID=fedora\nID_LIKE=\"rhel\"\n"));
        assert!(!is_of_debian("BUG_REPORT_URL=debian\n"));
    }
}
