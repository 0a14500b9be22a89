//! `cargo xtask chaos`: what is done to the product on purpose, so that nothing worse can be done to it in a jury. Each way is
//! started here; what must hold afterwards is judged by the room concerned.

use crate::shell::{self, Done};
use crate::steps;

const USAGE: &str = "chaos takes --kills N, or --histories N, with --seed S if need be, and --release to go faster";

/// Chooses the way by its first word.
///
/// # Errors
/// When something did not hold, or the words are not understood.
pub(crate) fn chaos(arguments: &[&str]) -> Done {
    let kept: Vec<&str> = arguments.iter().filter(|word| **word != "--release").copied().collect();
    let speed: &[&str] = if kept.len() < arguments.len() { &["--release"] } else { &[] };
    match kept.as_slice() {
        ["--histories", count] => histories(count, "1", speed),
        ["--histories", count, "--seed", seed] | ["--seed", seed, "--histories", count] => {
            histories(count, seed, speed)
        }
        [] | ["--kills" | "--seed", ..] => steps::workbench("core", "chaos", &kept),
        _ => Err(USAGE.to_owned()),
    }
}

/// Plays `count` simulated days of a jury from that seed on.
pub(crate) fn histories(count: &str, seed: &str, speed: &[&str]) -> Done {
    let (Ok(_), Ok(_)) = (count.parse::<u64>(), seed.parse::<u64>()) else { return Err(USAGE.to_owned()) };
    println!("{count} simulated days of a jury, from seed {seed} on");
    let which = ["run", "--quiet", "--package", "sync", "--features", "testing", "--example", "histories"];
    shell::run(&mut shell::command("cargo", &[&which, speed, &["--", seed, count]].concat()))
}
