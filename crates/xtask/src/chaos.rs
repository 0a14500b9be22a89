//! `cargo xtask chaos`: what is done to the product on purpose, so that nothing worse can be done to it in a jury. Each way is
//! started here; what must hold afterwards is judged by the room concerned.

use std::path::Path;

use crate::planted;
use crate::report::Outcome;
use crate::shell::{self, Done};
use crate::steps;

const USAGE: &str = "\
chaos takes --kills N, --histories N, --fuzz N or --power-cuts N, with --seed S if need be; --release to go faster; or
--planted-bugs, or --flips. --power-cuts N --lying-disk shows that a loss would be seen";

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
        ["--fuzz", count] => fuzz(count, "1", speed),
        ["--fuzz", count, "--seed", seed] | ["--seed", seed, "--fuzz", count] => fuzz(count, seed, speed),
        ["--flips"] => flips(speed),
        ["--planted-bugs"] => planted::plant_all(""),
        ["--planted-bugs", only] => planted::plant_all(only),
        ["--power-cuts", ..] => match no_power() {
            Some(why) => Err(format!("The power can't be cut here: {why}.")),
            None => steps::workbench("core", "chaos", &kept),
        },
        [] | ["--kills" | "--seed", ..] => steps::workbench("core", "chaos", &kept),
        _ => Err(USAGE.to_owned()),
    }
}

/// Plays `count` simulated days of a jury from that seed on.
pub(crate) fn histories(count: &str, seed: &str, speed: &[&str]) -> Done {
    println!("{count} simulated days of a jury, from seed {seed} on");
    example("histories", count, seed, speed)
}

/// Spoils `count` files of every format that comes from elsewhere, and a fortieth as many papers, which take longer to read.
pub(crate) fn fuzz(count: &str, seed: &str, speed: &[&str]) -> Done {
    example("fuzz", count, seed, speed)?;
    let papers = count.parse::<u64>().unwrap_or(0).div_ceil(40);
    let test = ["test", "--quiet", "--package", "documents", "--test", "spoilt"];
    shell::run(shell::command("cargo", &[&test, speed].concat()).env("DELIBERE_SPOILT", format!("{seed} {papers}")))
}

/// Changes every byte of signed minutes, one at a time: `documents` judges whether each is seen.
fn flips(speed: &[&str]) -> Done {
    let test = ["test", "--package", "documents", "--test", "flips"];
    let shown = ["--", "--nocapture"];
    shell::run(shell::command("cargo", &[&test, speed, &shown].concat()).env("DELIBERE_FLIPS", "all"))
}

/// Cuts the power `count` times under a writer, then shows on a disk that lies that a loss would be seen.
pub(crate) fn power_cuts(count: &str) -> Outcome {
    if let Some(why) = no_power() {
        return Outcome::Skipped(why.to_owned());
    }
    let cuts = |more: &[&str]| steps::workbench("core", "chaos", &[&["--power-cuts", count], more].concat());
    cuts(&[]).and_then(|()| cuts(&["--lying-disk"])).into()
}

/// Why a disk of our own can't be served here: it takes Linux, root, FUSE, loop devices and ext4.
fn no_power() -> Option<&'static str> {
    if !cfg!(target_os = "linux") {
        return Some("it takes Linux");
    }
    let there = |path: &str| Path::new(path).exists();
    let needs = [
        ("/dev/fuse", "there is no /dev/fuse"),
        ("/dev/loop-control", "there are no loop devices"),
        ("/usr/sbin/mkfs.ext4", "there is no mkfs.ext4"),
    ];
    let absent = needs.into_iter().find(|(path, _)| !there(path)).map(|(_, why)| why);
    let root = shell::command("id", &["-u"]).output().is_ok_and(|said| said.stdout.starts_with(b"0\n"));
    absent.or((!root).then_some("it takes root"))
}

/// Runs an example of the room that judges.
fn example(name: &str, count: &str, seed: &str, speed: &[&str]) -> Done {
    let (Ok(_), Ok(_)) = (count.parse::<u64>(), seed.parse::<u64>()) else { return Err(USAGE.to_owned()) };
    let which = ["run", "--quiet", "--package", "sync", "--features", "testing", "--example", name];
    shell::run(&mut shell::command("cargo", &[&which, speed, &["--", seed, count]].concat()))
}
