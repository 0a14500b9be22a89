//! The system packages that building, and testing, need on Debian and Ubuntu: which are missing, and how they are
//! installed. Why each is there is in docs/dependencies.md.

use std::process::Command;

use crate::shell::{self, Done};

/// What building the application needs.
const TO_BUILD: &[&str] = &["build-essential", "libwebkit2gtk-4.1-dev", "perl", "pkg-config"];
/// What the tests need on top: a screen without a screen, drivers for the window, readers of the papers.
const TO_TEST: &[&str] = &["dbus", "fonts-dejavu-core", "poppler-utils", "qpdf", "webkit2gtk-driver", "xauth", "xvfb"];
/// The browser of the stories: the first of them that the machine can install.
const BROWSERS: &[&str] = &["chromium-headless-shell", "chromium"];

/// Installs what building needs.
pub(crate) fn install_to_build() -> Done {
    install(&missing(TO_BUILD), "to build")
}

/// Installs what the tests need. A test whose package can't be had is skipped later, loudly.
pub(crate) fn install_to_test() -> Done {
    let mut wanted = missing(TO_TEST);
    if !BROWSERS.iter().any(|browser| shell::has(browser)) {
        // What can be had is only known once the lists are there: on a new machine they are not.
        update()?;
        wanted.extend(BROWSERS.iter().find(|browser| is_offered(browser)));
    }
    install(&wanted, "to test")
}

fn missing(wanted: &[&'static str]) -> Vec<&'static str> {
    wanted.iter().copied().filter(|package| !is_installed(package)).collect()
}

fn is_installed(package: &str) -> bool {
    let status = shell::output("dpkg-query", &["--show", "--showformat=${Status}", package]);
    status.is_some_and(|status| status.ends_with(" installed"))
}

/// Whether apt can install it here (on Ubuntu `chromium` is a door to another shop, and not what we need).
fn is_offered(package: &str) -> bool {
    let policy = shell::output("apt-cache", &["policy", package]).unwrap_or_default();
    policy
        .lines()
        .any(|line| line.trim().starts_with("Candidate:") && !line.contains("(none)") && !line.contains("snap"))
}

fn install(packages: &[&str], purpose: &str) -> Done {
    if packages.is_empty() {
        return Ok(());
    }
    println!("Installing what is missing {purpose}: {}", packages.join(" "));
    let mut install = vec!["install", "--yes", "--quiet=2", "--no-install-recommends"];
    install.extend(packages);
    let by_hand =
        |why| format!("{why}.\nInstall them by hand, then start again:\n  apt-get install {}", packages.join(" "));
    update().and_then(|()| apt_get(&install)).map_err(by_hand)
}

fn update() -> Done {
    apt_get(&["update", "--quiet=2"])
}

fn apt_get(arguments: &[&str]) -> Done {
    let mut command = as_root("apt-get", arguments).ok_or("Neither root nor sudo is to be had")?;
    shell::run(command.env("DEBIAN_FRONTEND", "noninteractive"))
}

/// The command with the rights to install: as it is for root, behind sudo for anybody else, `None` without sudo.
fn as_root(program: &str, arguments: &[&str]) -> Option<Command> {
    if shell::output("id", &["-u"]).as_deref() == Some("0") {
        return Some(shell::command(program, arguments));
    }
    let whole: Vec<&str> =
        ["DEBIAN_FRONTEND=noninteractive", program].into_iter().chain(arguments.iter().copied()).collect();
    shell::has("sudo").then(|| shell::command("sudo", &whole))
}
