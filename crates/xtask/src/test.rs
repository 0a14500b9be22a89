//! `cargo xtask test`: sets the machine up, then runs every test there is, the quickest first, and goes on after a failure
//! so that one run says everything. What can't run here is skipped by name, with the reason.

use crate::chaos;
use crate::house;
use crate::papers;
use crate::readers;
use crate::report::{Outcome, Report};
use crate::setup;
use crate::shell::{self, Done};
use crate::steps;

/// How often the writing process is killed.
const KILLS: &str = "200";

/// How often the power is cut.
const CUTS: &str = "60";

/// How many simulated days of a jury are played.
const HISTORIES: &str = "20000";

/// How many files of each format are spoilt.
const SPOILT: &str = "3000";

/// Runs everything.
///
/// # Errors
/// When the machine can't be set up, or a step failed.
pub(crate) fn test() -> Done {
    setup::setup()?;
    readers::install();
    let mut report = Report::default();
    report.step("format", steps::format);
    report.step("house rules (tidy)", steps::tidy);
    report.step("interface: build", steps::interface_build);
    report.step("contract between Rust and TypeScript", steps::contract);
    report.step("core: tests", steps::core_tests);
    report.step("core: documentation", steps::documentation);
    report.step("lints", || steps::lints(true));
    report.step("shell: tests", steps::shell_tests);
    report.step("interface: types", steps::interface_types);
    report.step("interface: lints", steps::interface_lints);
    report.step("interface: tests", steps::interface_tests);
    report.step("stories in a browser", stories);
    report.step("stories in the window", window);
    report.step("papers read by other programs", papers::papers);
    report.step("simulated days of a jury", || chaos::histories(HISTORIES, "1", &[]));
    report.step("spoilt files of every format", || chaos::fuzz(SPOILT, "1", &[]));
    report.step("killed while writing", || steps::workbench("core", "chaos", &["--kills", KILLS]));
    report.step("the power cut while writing", || chaos::power_cuts(CUTS));
    report.close()
}

/// Shows a demonstration's minutes to other programs, and nothing else.
///
/// # Errors
/// When one of them finds fault.
pub(crate) fn papers_alone() -> Done {
    readers::install();
    let mut report = Report::default();
    report.step("papers read by other programs", papers::papers);
    report.close()
}

/// The Playwright stories, against the real core.
fn stories() -> Outcome {
    let Some(browser) = ["chromium-headless-shell", "chromium"].into_iter().find(|browser| shell::has(browser)) else {
        return Outcome::Skipped("no chromium-headless-shell and no chromium on this machine".to_owned());
    };
    // The office of some stories states what a pack must say through `delib`.
    let delib = || shell::run(&mut shell::command("cargo", &["build", "--quiet", "--package", "cli"]));
    if let Err(why) = steps::build_serve().and_then(|()| delib()) {
        return Err(why).into();
    }
    let mut npm = shell::command("npm", &["--prefix", "ui", "run", "e2e"]);
    npm.env("DELIBERE_BROWSER", browser).env("DELIBERE_WORKBENCH", house::built("workbench"));
    shell::run_counting(&mut npm).into()
}

/// The WebDriver stories, in the real window.
fn window() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Outcome::Skipped("the window is driven on Linux only".to_owned());
    }
    for needed in ["WebKitWebDriver", "Xvfb"] {
        if !shell::has(needed) {
            return Outcome::Skipped(format!("{needed} is not installed"));
        }
    }
    let build = || shell::run(&mut shell::command("cargo", &["build", "--package", "delibere"]));
    if let Err(why) = steps::build_serve().and_then(|()| build()) {
        return Err(why).into();
    }
    let proof = ["test", "--package", "proof", "--no-default-features", "--features", "window"];
    let story = [&proof[..], &["--test", "window", "--", "--test-threads=1"]].concat();
    shell::run_counting(shell::command("cargo", &story).env("DELIBERE_WINDOW", house::built("delibere"))).into()
}
