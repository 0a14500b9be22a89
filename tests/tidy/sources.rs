//! What every Rust source keeps to: its header, its size, and the words that only one room may say.

use crate::tree::{Source, files, lines_with, none};

/// All Rust of the house but the rules themselves, which name what they forbid.
fn rust() -> Vec<Source> {
    let rooms = ["crates", "src-tauri", "tests"];
    rooms
        .iter()
        .flat_map(|room| files(room, &[".rs"]))
        .filter(|source| !source.path.starts_with("tests/tidy/"))
        .collect()
}

/// `words` are said by nobody outside `rooms`.
#[track_caller]
fn only_in(rooms: &[&str], words: &[&str], rule: &str) {
    let mut elsewhere = rust();
    elsewhere.retain(|source| !rooms.iter().any(|room| source.path.starts_with(room)));
    none(rule, &lines_with(&elsewhere, words));
}

#[test]
fn every_rust_file_says_what_it_is_and_what_it_must_not_become() {
    let bare = rust().into_iter().filter(|source| !source.text.starts_with("//! "));
    let bare: Vec<_> = bare.map(|source| source.path).collect();
    none("These files do not open with a `//!` header", &bare);
}

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    let sources =
        [files("crates", &[".rs"]), files("src-tauri", &[".rs"]), files("tests", &[".rs"]), files("ui/src", &[])];
    let mut long = Vec::new();
    for source in sources.iter().flatten() {
        let limit = if source.path.ends_with(".svelte") { 200 } else { 400 };
        let lines = source.text.lines().count();
        let written = [".rs", ".ts", ".svelte", ".css"].iter().any(|ending| source.path.ends_with(ending));
        if written && lines > limit && !source.path.ends_with("core/bindings.ts") {
            long.push(format!("{}: {lines} lines, {limit} at most", source.path));
        }
    }
    none("These files are to be split", &long);
}

#[test]
fn sql_has_one_room() {
    only_in(&["crates/store/"], &["rusqlite::", "use rusqlite"], "Only `store` names rusqlite");
}

#[test]
fn only_the_shell_knows_the_window() {
    only_in(&["src-tauri/"], &["tauri::", "tauri_"], "Only the shell names tauri");
}

#[test]
fn only_the_desk_reads_the_clock() {
    let clocks = ["SystemTime::now", "Utc::now", "Local::now"];
    only_in(&["crates/app/"], &clocks, "Time arrives as an argument; only `app` reads a clock");
}

#[test]
fn only_the_desk_draws_at_random() {
    let dice = ["getrandom::", "OsRng", "thread_rng", "rand::random"];
    only_in(&["crates/app/"], &dice, "Random arrives as an argument; only `app` draws it");
}

#[test]
fn no_rust_test_is_switched_off() {
    none("A test runs or does not exist", &lines_with(&rust(), &["#[ignore"]));
}

#[test]
fn names_are_the_jury_s_words() {
    let mut vague = Vec::new();
    for source in rust() {
        for line in source.text.lines() {
            let named = ["struct ", "enum ", "trait ", "mod "].iter().find_map(|kind| line.split_once(*kind));
            let name = named
                .map_or("", |(_, rest)| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""));
            let lower = name.to_lowercase();
            if ["manager", "service", "helper", "helpers", "util", "utils"].iter().any(|word| lower.ends_with(word)) {
                vague.push(format!("{}: {name}", source.path));
            }
        }
    }
    none("These names say nothing", &vague);
}
