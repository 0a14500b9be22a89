//! What the papers of the house keep to: a format's page is of the code it describes, every decision is listed, every
//! dependency has its reason, one version is told everywhere, and no file speaks of one machine.

use std::collections::BTreeSet;
use std::fs;

use toml::{Table, Value};

use crate::tree::{files, lines_with, none, root, text};

/// The pages whose bytes are frozen: each names the files that write them. Another page may.
const FROZEN: &[&str] = &["docs/formats/bundle.md", "docs/formats/log.md"];

#[test]
fn a_page_about_a_format_follows_the_file_it_describes() {
    let mut offences = Vec::new();
    for page in files("docs/formats", &[".md"]) {
        let lines: Vec<_> = page.text.lines().filter_map(|line| line.strip_prefix("Described file: ")).collect();
        if lines.is_empty() && FROZEN.contains(&page.path.as_str()) {
            offences.push(format!("{} names no `Described file: PATH · DIGEST`", page.path));
        }
        for line in lines {
            let (path, written) = line.split_once(" · ").unwrap_or((line, ""));
            let digest = blake3::hash(&fs::read(root().join(path)).unwrap_or_default()).to_hex();
            if written.trim() != digest.as_str() {
                offences.push(format!("{}: read it again, then write `Described file: {path} · {digest}`", page.path));
            }
        }
    }
    none("A file changed and the page about it did not", &offences);
}

#[test]
fn every_decision_is_listed() {
    let index = text("docs/adr/README.md");
    let decisions = files("docs/adr", &[".md"]).into_iter().map(|page| page.path.replace("docs/adr/", ""));
    let missing: Vec<_> =
        decisions.filter(|name| name != "README.md" && !index.contains(&format!("({name})"))).collect();
    none("docs/adr/README.md does not list", &missing);
}

#[test]
fn every_dependency_has_its_reason() {
    let reasons = text("docs/dependencies.md");
    let mut missing = BTreeSet::new();
    for manifest in files("", &["Cargo.toml"]) {
        let table: Table = manifest.text.parse().expect(&manifest.path);
        let shared = table.get("workspace").and_then(|workspace| workspace.get("dependencies"));
        let own = ["dependencies", "build-dependencies", "dev-dependencies"].map(|name| table.get(name));
        let named = shared.into_iter().chain(own.into_iter().flatten()).filter_map(Value::as_table).flatten();
        let foreign = named.filter(|(_, value)| value.get("path").is_none() && value.get("workspace").is_none());
        missing.extend(foreign.map(|(name, _)| name.clone()).filter(|name| !reasons.contains(&format!("`{name}`"))));
    }
    none("docs/dependencies.md does not say why we need", &Vec::from_iter(missing));
}

#[test]
fn one_version_is_told_everywhere() {
    let workspace: Table = text("Cargo.toml").parse().expect("Cargo.toml");
    let version = workspace["workspace"]["package"]["version"].as_str().unwrap_or_default();
    let line = format!("\"version\": \"{version}\"");
    let others = ["tauri.conf.json", "ui/package.json"].iter().filter(|path| !text(path).contains(&line));
    let others: Vec<_> = others.map(|path| format!("{path} does not say {line}")).collect();
    none("The version is that of Cargo.toml", &others);
}

#[test]
fn no_file_speaks_of_one_machine() {
    let folders = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"]].map(|halves| halves.concat());
    let words: Vec<&str> = folders.iter().map(String::as_str).collect();
    none("These paths exist on one machine only", &lines_with(&files("", &[]), &words));
}
