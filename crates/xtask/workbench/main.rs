//! The verbs of `cargo xtask` that need the core: serve it, describe it in TypeScript, time it, kill it. Started by xtask; nothing
//! that could be asked before the core compiles belongs here, and no use case that `app` lacks.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a terminal tool speaks on the terminal")]

mod bench;
mod bindings;
mod chaos;
mod files;
mod jury;
mod scripted;
mod serve;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["bindings"] => bindings::write(),
        ["bindings", "--check"] => bindings::check(),
        ["serve", rest @ ..] => serve::serve(rest),
        ["jury", rest @ ..] => jury::leave(rest),
        ["laptops", rest @ ..] => jury::leave_laptops(rest),
        ["bench", rest @ ..] => bench::bench(rest),
        ["bench-opening", rest @ ..] => bench::opening::open_once(rest),
        ["bench-taking-in", rest @ ..] => bench::merge::taking_in::once_here(rest),
        ["chaos", rest @ ..] => chaos::chaos(rest),
        ["chaos-writer", rest @ ..] => chaos::write(rest),
        #[cfg(target_os = "linux")]
        ["power-writer", rest @ ..] => chaos::write_under_power(rest),
        _ => Err("started by `cargo xtask`, which says how".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The value that follows `name` among the arguments.
fn option<'a>(arguments: &[&'a str], name: &str) -> Option<&'a str> {
    arguments.windows(2).find_map(|pair| match pair {
        [key, value] if *key == name => Some(*value),
        _ => None,
    })
}
