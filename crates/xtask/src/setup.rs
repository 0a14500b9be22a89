//! `cargo xtask setup`: a machine that has only Rust and Node becomes one that builds and tests. It installs nothing it
//! does not name, and does nothing where nothing is missing.

use std::fs;
use std::path::Path;

use crate::house;
use crate::machine::{System, system};
use crate::packages;
use crate::shell::{self, Done};

/// The oldest Node the interface's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Everything, for building and for testing.
pub(crate) fn setup() -> Done {
    to_build()?;
    if system() == System::Debian { packages::install_to_test() } else { Ok(()) }
}

/// What building and running needs.
pub(crate) fn to_build() -> Done {
    match system() {
        System::Debian => packages::install_to_build()?,
        System::MacOs => println!(
            "macOS: the Xcode command line tools are needed (xcode-select --install). For the papers' tests, install \
             poppler and qpdf (brew install poppler qpdf). The tests of the real window run on Linux only."
        ),
        System::Windows => println!(
            "Windows: the Microsoft C++ Build Tools (with the Windows SDK), the WebView2 runtime (part of Windows 11) and \
             Strawberry Perl are needed. The tests of the real window run on Linux only."
        ),
        System::Other => println!(
            "This system is not Debian or Ubuntu: install by hand a C compiler, make, perl, pkg-config and the development \
             files of WebKitGTK 4.1; for the tests also Xvfb, WebKitWebDriver, Chromium, poppler and qpdf."
        ),
    }
    node()?;
    npm()
}

fn node() -> Done {
    let wanted = format!("Node {}.{} or newer is needed", NODE.0, NODE.1);
    let version = shell::output("node", &["--version"]).ok_or_else(|| format!("{wanted}, and no Node was found."))?;
    if parse(&version).is_some_and(|version| version >= NODE) {
        return Ok(());
    }
    Err(format!("{wanted}; this is {version}."))
}

/// `v20.19.4` as (20, 19).
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Installs the interface's packages, exactly those of the lock file, unless they are there already.
fn npm() -> Done {
    let ui = house::ui();
    if is_newer(&ui.join("node_modules/.package-lock.json"), &ui.join("package-lock.json")) {
        return Ok(());
    }
    shell::run(&mut shell::command("npm", &["ci", "--prefix", "ui", "--no-audit", "--no-fund"]))
}

fn is_newer(this: &Path, that: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    changed(this).is_some_and(|this| changed(that).is_none_or(|that| this >= that))
}

#[cfg(test)]
mod tests {
    use super::{NODE, parse};

    #[test]
    fn a_version_of_node_is_compared_by_number() {
        assert!(parse("v20.20.2") >= Some(NODE));
        assert!(parse("v22.1.0") >= Some(NODE));
        assert!(parse("v20.9.0") < Some(NODE));
        assert_eq!(parse("nothing"), None);
    }
}
