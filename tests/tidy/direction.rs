//! Which room may name which, read from the manifests: dependencies point down, rooms side by side never meet, and each
//! room keeps away from what it exists to forbid.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::tree::{files, none, text};

/// A manifest, the rooms it may name, and what it must never name.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("crates/domain", &[], &["age", "chrono", "directories", "getrandom", "rusqlite", "tauri", "tempfile", "tokio"]),
    ("crates/store", &["domain"], &["age", "chrono", "getrandom", "lopdf", "printpdf", "tauri", "tokio"]),
    ("crates/sync", &["domain"], &["chrono", "getrandom", "printpdf", "rusqlite", "tauri", "tokio"]),
    ("crates/documents", &["domain"], &["age", "chrono", "getrandom", "rusqlite", "tauri", "tokio"]),
    ("crates/app", &["documents", "domain", "store", "sync"], &["rusqlite", "tauri", "tokio"]),
    ("crates/cli", &["app", "domain"], &["rusqlite", "tauri", "tokio"]),
    ("crates/xtask", &["app", "domain"], &["rusqlite", "tauri"]),
    ("tests", &["app", "domain"], &["rusqlite", "tauri"]),
    ("", &["app"], &["age", "lopdf", "printpdf", "rusqlite"]),
];

/// The names in a manifest's dependencies; those of its tests only when asked for.
fn named(folder: &str, with_tests: bool) -> BTreeSet<String> {
    let path = if folder.is_empty() { "Cargo.toml".to_owned() } else { format!("{folder}/Cargo.toml") };
    let manifest: Table = text(&path).parse().expect(&path);
    let tables = if with_tests { &["dependencies", "dev-dependencies"][..] } else { &["dependencies"] };
    let found = tables.iter().filter_map(|table| manifest.get(*table).and_then(Value::as_table));
    found.flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn dependencies_point_down_and_rooms_side_by_side_never_meet() {
    let rooms: Vec<&str> = ROOMS.iter().filter_map(|(folder, ..)| folder.strip_prefix("crates/")).collect();
    let mut offences = Vec::new();
    for (folder, below, _) in ROOMS {
        let neighbours = named(folder, true).into_iter().filter(|name| rooms.contains(&name.as_str()));
        let strangers = neighbours.filter(|name| !below.contains(&name.as_str()));
        offences.extend(strangers.map(|name| format!("{folder}/Cargo.toml names {name}")));
    }
    none("ui → src-tauri → app → {store, sync, documents} → domain", &offences);
}

#[test]
fn each_room_keeps_away_from_what_it_forbids() {
    let mut offences = Vec::new();
    for (folder, _, never) in ROOMS {
        let found = named(folder, false)
            .into_iter()
            .filter(|name| never.iter().any(|no| name == no || name.starts_with(&format!("{no}-"))));
        offences.extend(found.map(|name| format!("{folder}/Cargo.toml names {name}")));
    }
    none("A room forbids something, or it would be no crate", &offences);
}

#[test]
fn a_new_room_is_written_in_the_rules() {
    let manifests = files("crates", &["Cargo.toml"]);
    let unknown = manifests.iter().filter_map(|source| source.path.strip_suffix("/Cargo.toml"));
    let unknown: Vec<_> =
        unknown.filter(|folder| ROOMS.iter().all(|(known, ..)| known != folder)).map(str::to_owned).collect();
    none("A further crate needs an ADR and its line in the tidy test", &unknown);
}
