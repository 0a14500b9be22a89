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

/// Refuses a word that is neither one of `flags` nor a name of `valued` with its value: a misspelt wish would do something else.
fn known(arguments: &[&str], flags: &[&str], valued: &[&str]) -> Result<(), String> {
    match arguments {
        [] => Ok(()),
        [flag, rest @ ..] if flags.contains(flag) => known(rest, flags, valued),
        [name, value, rest @ ..] if valued.contains(name) && !value.starts_with("--") => known(rest, flags, valued),
        [word, ..] => {
            let valued: Vec<String> = valued.iter().map(|name| format!("{name} VALUE")).collect();
            let usage = flags.iter().copied().chain(valued.iter().map(String::as_str)).collect::<Vec<_>>().join(", ");
            Err(format!("{word} is not understood, and nothing was done. It takes: {usage}"))
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_word_that_is_not_known_is_refused_with_the_usage() {
        let refused = crate::chaos::chaos(&["--histories", "200"]).expect_err("it is another program's");
        assert!(refused.starts_with("--histories is not understood"), "{refused}");
        assert!(
            refused.ends_with("It takes: --lying-disk, --kills VALUE, --power-cuts VALUE, --seed VALUE"),
            "{refused}"
        );
    }

    #[test]
    fn a_name_without_its_value_is_refused() {
        assert!(crate::known(&["--kills", "--seed", "3"], &[], &["--kills", "--seed"]).is_err());
        assert!(crate::known(&["--seed", "3", "--kills", "2"], &[], &["--kills", "--seed"]).is_ok());
    }
}
