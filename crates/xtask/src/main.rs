//! `cargo xtask`: what a developer asks of the repository, one verb each. It depends on nothing, so that it starts in
//! seconds on a machine that has only Rust and Node; a verb that needs the core is handed to `workbench`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a terminal tool speaks on the terminal")]

mod chaos;
mod check;
mod count;
mod house;
mod machine;
mod packages;
mod papers;
mod planted;
mod readers;
mod report;
mod run;
mod setup;
mod shell;
mod steps;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask VERB

  setup              installs what the machine lacks (Debian and Ubuntu; says what to do elsewhere)
  run                plays the demonstration into demo/ and opens the window on it
  test               sets up and runs every test there is
  papers             shows the minutes of a demonstration to other programs that read PDF
  check [--fast]     what to run before a commit: format, tidy, lints, contract, tests of the core, interface

  bindings [--check] writes ui/src/core/bindings.ts from Rust, or says whether it is up to date
  serve [--port N] [--home DIR]  the interface and its door on this machine, without a window
  chaos --kills N    kills a writing process N times and looks for every acknowledged mark
  chaos --histories N [--seed S]  plays N simulated days of a jury and judges each by the laws of the exchange
  chaos --fuzz N [--seed S]  spoils N files of every format that comes from elsewhere
  chaos --power-cuts N [--seed S] [--lying-disk]  cuts the power N times under a writer, on a disk of its own (root, Linux)
  chaos --flips [--release]  changes every byte of signed minutes, one at a time: each must be seen
  chaos --planted-bugs  plants known bugs in a copy of the rooms, and shows that the simulated days find each
  bench [--quick]    measures marks, openings, exchanges, papers; the whole run rewrites docs/benchmarks.md
  bench merge [--quick] [--five-million]  a million marks by file, beside SQLite, Loro and Automerge; docs/benchmarks-merge.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["setup"] => setup::setup(),
        ["run"] => run::run(),
        ["test"] => test::test(),
        ["papers"] => test::papers_alone(),
        ["check"] => check::check(),
        ["check", "--fast"] => check::check_fast(),
        ["bindings", rest @ ..] => steps::workbench("typescript", "bindings", rest),
        ["bench", rest @ ..] => steps::workbench_at_full_speed("bench", rest),
        ["chaos", rest @ ..] => chaos::chaos(rest),
        ["serve", rest @ ..] => steps::workbench("core", "serve", rest),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}
