//! `cargo xtask chaos --planted-bugs`: bugs that were seen elsewhere or feared here, each planted in a copy of the rooms that
//! judge the exchange and never in the product; the simulated days must find every one. A bug is a text in
//! `crates/sync/planted`: what it does, then the lines it takes out (`-`) and puts in (`+`) of a file (`@`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::house;
use crate::shell::{self, Done};

/// How many days a bug may survive.
const DAYS: u64 = 20_000;
/// How many days the copy must keep with nothing planted.
const CONTROL: u64 = 300;
/// What is copied of the house.
const COPIED: &[&str] = &["Cargo.lock", "assets", "clippy.toml", "crates/domain", "crates/sync", "docs/formats"];

/// One bug.
struct Bug {
    name: String,
    /// What it does.
    said: String,
    changes: Vec<Change>,
}

/// Lines of a file, which stand there once.
struct Change {
    file: String,
    out: String,
    put: String,
}

/// Plants each bug in turn, or those whose name holds `only`, and says after how many days it is found.
pub(crate) fn plant_all(only: &str) -> Done {
    let bugs: Vec<Bug> = bugs()?.into_iter().filter(|bug| bug.name.contains(only)).collect();
    let copy = house::target().join("planted");
    furnish(&copy)?;
    match days(&copy, CONTROL)? {
        None => println!("\nNothing planted: {CONTROL} simulated days keep every law."),
        Some(day) => {
            return Err(format!("With nothing planted, day {day} breaks a law: there is nothing to prove yet"));
        }
    }
    let (mut lines, mut survivors) = (Vec::new(), 0);
    for bug in &bugs {
        let sound = plant(&copy, bug)?;
        let found = days(&copy, DAYS);
        uproot(sound)?;
        let found = found.map_err(|why| format!("{}: {why}", bug.name))?;
        survivors += u32::from(found.is_none());
        let fate = found.map_or_else(|| format!("ALIVE after {DAYS} days"), |day| format!("found on day {day}"));
        println!("{}: {fate}", bug.name);
        lines.push(format!("  {:<34} {fate:<24} {}", bug.name, bug.said));
    }
    println!("\n{} bugs planted, {survivors} alive:\n{}", bugs.len(), lines.join("\n"));
    if survivors == 0 { Ok(()) } else { Err("a planted bug lives: a law is missing".to_owned()) }
}

/// Every bug there is, in the order of their names.
fn bugs() -> Done<Vec<Bug>> {
    let folder = house::root().join("crates/sync/planted");
    let listed = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Done<Bug> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut bug = Bug { name, said: String::new(), changes: Vec::new() };
    for line in text.lines() {
        let (mark, rest) = line.split_at_checked(1).unwrap_or_default();
        match (mark, bug.changes.last_mut()) {
            ("@", _) => {
                let file = rest.trim().to_owned();
                bug.changes.push(Change { file, out: String::new(), put: String::new() });
            }
            ("-", Some(change)) => change.out = format!("{}{rest}\n", change.out),
            ("+", Some(change)) => change.put = format!("{}{rest}\n", change.put),
            (_, None) => bug.said = format!("{} {line}", bug.said).trim().to_owned(),
            _ => return Err(format!("{}: this line is neither @, - nor +: {line}", file.display())),
        }
    }
    Ok(bug)
}

/// A change made in `text`, where its lines stand once.
fn changed(text: &str, change: &Change) -> Done<String> {
    match text.matches(&change.out).count() {
        1 => Ok(text.replacen(&change.out, &change.put, 1)),
        times => Err(format!("{} holds the lines to change {times} times, not once:\n{}", change.file, change.out)),
    }
}

/// Plants a bug in the copy; gives back the files as they were.
fn plant(copy: &Path, bug: &Bug) -> Done<Vec<(PathBuf, String)>> {
    let mut sound = Vec::new();
    for change in &bug.changes {
        let file = copy.join(&change.file);
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let changed = changed(&text, change).map_err(|why| format!("{}: {why}", bug.name))?;
        fs::write(&file, changed).map_err(|error| format!("{}: {error}", file.display()))?;
        sound.push((file, text));
    }
    Ok(sound)
}

/// Puts the files back, the last changed first.
fn uproot(sound: Vec<(PathBuf, String)>) -> Done {
    let back = |(file, text): (PathBuf, String)| fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()));
    sound.into_iter().rev().try_for_each(back)
}

/// Copies the two rooms, under a manifest that names no other.
fn furnish(copy: &Path) -> Done {
    let told = |error: std::io::Error| format!("Copying the rooms: {error}");
    for part in COPIED {
        let to = copy.join(part);
        if to.is_dir() {
            fs::remove_dir_all(&to).map_err(told)?;
        }
        copy_whole(&house::root().join(part), &to).map_err(told)?;
    }
    let manifest = fs::read_to_string(house::root().join("Cargo.toml")).map_err(told)?;
    let shared = manifest.split("\n[package]\n").next().unwrap_or_default();
    let rooms = |line: &str| match line.split(' ').next() {
        Some("members") => "members = [\"crates/domain\", \"crates/sync\"]".to_owned(),
        Some("default-members") => String::new(),
        _ => line.to_owned(),
    };
    let manifest: Vec<String> = shared.lines().map(rooms).collect();
    fs::write(copy.join("Cargo.toml"), manifest.join("\n")).map_err(told)
}

fn copy_whole(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    fs::read_dir(from)?.flatten().try_for_each(|entry| copy_whole(&entry.path(), &to.join(entry.file_name())))
}

/// Plays `count` days in the copy; the first that breaks a law, counted from 1.
fn days(copy: &Path, count: u64) -> Done<Option<u64>> {
    let which = ["build", "--quiet", "--package", "sync", "--features", "testing", "--example", "histories"];
    let built = copy.join("target");
    let mut cargo = shell::command("cargo", &which);
    shell::run(cargo.current_dir(copy).env("CARGO_TARGET_DIR", &built))?;
    let program = built.join("debug/examples").join(format!("histories{}", std::env::consts::EXE_SUFFIX));
    let (program, count) = (program.to_string_lossy().into_owned(), count.to_string());
    let played = shell::command(&program, &["1", &count]).output().map_err(|error| format!("{program}: {error}"))?;
    let said = String::from_utf8_lossy(&played.stdout).into_owned();
    let broken = said.strip_prefix("history ").and_then(|rest| rest.split(' ').next()?.parse().ok());
    match (played.status.success(), broken) {
        (true, _) => Ok(None),
        (false, Some(day)) => Ok(Some(day)),
        (false, None) => Err(format!("the days could not be played: {said}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bug_can_still_be_planted() {
        let bugs = bugs().unwrap();
        assert!(bugs.len() >= 8);
        for bug in bugs {
            assert!(!bug.said.is_empty() && !bug.changes.is_empty(), "{}", bug.name);
            let mut files: std::collections::BTreeMap<&str, String> = std::collections::BTreeMap::new();
            for change in &bug.changes {
                let sound = || fs::read_to_string(house::root().join(&change.file)).unwrap();
                let text = files.entry(&change.file).or_insert_with(sound);
                *text = changed(text, change).unwrap_or_else(|why| panic!("{}: {why}", bug.name));
            }
        }
    }
}
