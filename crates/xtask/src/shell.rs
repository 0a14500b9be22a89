//! Running other programs: shown before they start, their failure said in one line. No shell is ever between us and them.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::count::Count;
use crate::house;
use crate::readers;

/// What a verb answers: nothing, or the line that says what went wrong.
pub(crate) type Done<T = ()> = Result<T, String>;

/// A program and its arguments, run at the top of the repository.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(file(program));
    command.args(arguments).current_dir(house::root()).env("PATH", path());
    command
}

/// Where programs are looked for: the tests' own readers first, then the `PATH`.
fn path() -> OsString {
    let given = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(readers::programs()).chain(std::env::split_paths(&given));
    std::env::join_paths(folders).unwrap_or(given)
}

/// The program's file. On Windows npm and npx are scripts, which are found only by their whole name.
fn file(program: &str) -> String {
    match program {
        "npm" | "npx" if cfg!(windows) => format!("{program}.cmd"),
        _ => format!("{program}{}", std::env::consts::EXE_SUFFIX),
    }
}

/// Runs it to its end, its words going straight to the terminal.
pub(crate) fn run(command: &mut Command) -> Done {
    println!("\n> {}", in_words(command));
    let status = command.status().map_err(|error| unable(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", in_words(command))) }
}

/// Runs it as `run` does and counts the tests that its words report.
pub(crate) fn run_counting(command: &mut Command) -> (Count, Done) {
    println!("\n> {}", in_words(command));
    let mut count = Count::default();
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return (count, Err(unable(command, &error))),
    };
    for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines().map_while(Result::ok)) {
        println!("{line}");
        count.read(&line);
    }
    let done = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{} ended with {status}", in_words(command))),
        Err(error) => Err(unable(command, &error)),
    };
    (count, done)
}

/// What it writes on its standard output, when it succeeds.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program of that name is found.
pub(crate) fn has(program: &str) -> bool {
    let file = file(program);
    std::env::split_paths(&path()).any(|folder| folder.join(&file).is_file())
}

fn in_words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy);
    words.collect::<Vec<_>>().join(" ")
}

fn unable(command: &Command, error: &std::io::Error) -> String {
    format!("{} could not be started: {error}", in_words(command))
}
