//! One function per step that `check`, `test` and `run` share: what is started, and when it can't be. The order of steps
//! belongs to the verbs.

use crate::count::Count;
use crate::report::Outcome;
use crate::shell::{self, Done};

/// The packages that need no webkit.
const CORE: &[&str] = &["--workspace", "--exclude", "delibere"];

pub(crate) fn format() -> Outcome {
    if shell::output("cargo", &["fmt", "--version"]).is_none() {
        return Outcome::Skipped("rustfmt is not installed (rustup component add rustfmt)".to_owned());
    }
    shell::run(&mut shell::command("cargo", &["fmt", "--all", "--check"])).into()
}

pub(crate) fn tidy() -> (Count, Done) {
    cargo(&["test", "--quiet", "--package", "proof", "--no-default-features", "--test", "tidy"], &[])
}

/// Clippy on the core, or on everything once the interface is built.
pub(crate) fn lints(everything: bool) -> Outcome {
    if shell::output("cargo", &["clippy", "--version"]).is_none() {
        return Outcome::Skipped("clippy is not installed (rustup component add clippy)".to_owned());
    }
    let packages = if everything { &["--workspace"] } else { CORE };
    let features = ["--features", "xtask/core,proof/window,sync/testing"];
    cargo(&["clippy", "--all-targets"], &[packages, &features, &["--", "--deny", "warnings"]].concat()).into()
}

pub(crate) fn rules() -> (Count, Done) {
    cargo(&["test", "--package", "domain"], &[])
}

pub(crate) fn core_tests() -> (Count, Done) {
    cargo(&["test", "--no-fail-fast"], CORE)
}

pub(crate) fn shell_tests() -> (Count, Done) {
    cargo(&["test", "--package", "delibere"], &[])
}

/// The documentation, whose broken links are errors.
pub(crate) fn documentation() -> Done {
    let mut command = shell::command("cargo", &["doc", "--no-deps", "--quiet"]);
    shell::run(command.args(CORE).env("RUSTDOCFLAGS", "--deny warnings"))
}

pub(crate) fn contract() -> Done {
    workbench("typescript", "bindings", &["--check"])
}

pub(crate) fn interface_build() -> Done {
    npm(&["run", "build"]).1
}

pub(crate) fn interface_types() -> Done {
    npm(&["run", "check"]).1
}

pub(crate) fn interface_lints() -> Done {
    npm(&["run", "lint"]).1
}

pub(crate) fn interface_tests() -> (Count, Done) {
    npm(&["test"])
}

/// A verb that needs the core.
pub(crate) fn workbench(feature: &str, verb: &str, arguments: &[&str]) -> Done {
    build_workbench(feature, &["run", "--quiet"], &[&["--", verb], arguments].concat())
}

/// A verb that needs the core, built as it is released: for measures.
pub(crate) fn workbench_at_full_speed(verb: &str, arguments: &[&str]) -> Done {
    build_workbench("core", &["run", "--release", "--quiet"], &[&["--", verb], arguments].concat())
}

/// Builds the verbs that need the core without starting one: the stories start `serve` themselves.
pub(crate) fn build_serve() -> Done {
    build_workbench("core", &["build"], &[])
}

fn build_workbench(feature: &str, act: &[&str], rest: &[&str]) -> Done {
    let which = ["--package", "xtask", "--features", feature, "--bin", "workbench"];
    shell::run(&mut shell::command("cargo", &[act, &which, rest].concat()))
}

fn cargo(act: &[&str], rest: &[&str]) -> (Count, Done) {
    shell::run_counting(&mut shell::command("cargo", &[act, rest].concat()))
}

fn npm(arguments: &[&str]) -> (Count, Done) {
    shell::run_counting(&mut shell::command("npm", &[&["--prefix", "ui"], arguments].concat()))
}
