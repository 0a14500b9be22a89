//! Taking in the four files, in a process of its own on a copy of the office's store: from the files on the disk to marks that
//! are verified, confirmed by the disk, folded, and asked for. What it took, and the most memory it held.

use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::Duration;

use app::tables::Mode;
use domain::id::SessionId;
use serde_json::{Value, json};

use super::super::measure::{Times, once};
use super::super::opening::peak;
use super::hands::Hands;
use crate::{jury, option};

/// What several merges of the same files took.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) times: Times,
    /// The most memory held, in kibibytes.
    pub(super) memory: u64,
    /// Marks there at the end.
    pub(super) marks: u64,
    /// Bytes of the store at the end.
    pub(super) bytes: u64,
}

impl Taken {
    /// Adds what one process said.
    pub(super) fn add(&mut self, said: &Value) {
        let number = |name| said.get(name).and_then(Value::as_u64).unwrap_or(0);
        self.times.push(Duration::from_nanos(number("nanos")));
        self.memory = self.memory.max(number("memory"));
        (self.marks, self.bytes) = (number("cells"), number("bytes"));
    }
}

/// Takes them in that many times.
pub(super) fn repeated(hands: &Hands, times: usize) -> Result<Taken, String> {
    let mut taken = Taken::default();
    for _ in 0..times {
        taken.add(&child(hands, None)?);
    }
    Ok(taken)
}

/// Takes them in once, with that many mebibytes of memory and no more.
pub(super) fn within(hands: &Hands, mebibytes: u64) -> Result<Taken, String> {
    let mut taken = Taken::default();
    taken.add(&child(hands, Some(mebibytes))?);
    Ok(taken)
}

/// One process that takes them in.
pub(super) fn child(hands: &Hands, mebibytes: Option<u64>) -> Result<Value, String> {
    let home = hands.folder.join("taking-in");
    copy(&hands.office(), &home).map_err(|error| format!("{}: {error}", home.display()))?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut process = match mebibytes {
        None => Process::new(&program),
        Some(mebibytes) => {
            let mut shell = Process::new("sh");
            let limited = format!("ulimit -d {} && exec \"$0\" \"$@\"", mebibytes * 1024);
            shell.arg("-c").arg(limited).arg(&program);
            shell
        }
    };
    process.args(["bench-taking-in", "--home", &home.to_string_lossy(), "--session", &hands.session.to_string()]);
    for file in &hands.files {
        process.arg(file);
    }
    let output = process.output().map_err(|error| format!("It could not be started: {error}"))?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("Taking in failed: {}", String::from_utf8_lossy(&output.stderr)))
}

/// `--home DIR --session ID FILE…`: takes them in once, and says in JSON what it took.
pub(crate) fn once_here(arguments: &[&str]) -> Result<(), String> {
    let home = Path::new(option(arguments, "--home").ok_or("--home is missing")?);
    let session = option(arguments, "--session").and_then(|text| SessionId::parse(text).ok());
    let session = session.ok_or("--session is missing")?;
    let files: Vec<PathBuf> = arguments.iter().skip(4).map(PathBuf::from).collect();
    println!("{}", timed(home, session, &files).map_err(|failure| failure.to_string())?);
    Ok(())
}

fn timed(home: &Path, session: SessionId, files: &[PathBuf]) -> Result<Value, app::Failure> {
    let desk = jury::desk(home);
    desk.unlock(jury::PASSPHRASE)?;
    let candidate = desk.read(session, |dossier| Ok(dossier.session.candidates.keys().next().copied()))?;
    let candidate = candidate.ok_or(app::Failure::UnknownSession)?;
    let (taken, time) = once(|| {
        desk.import_all(files, Mode::Write)?;
        desk.sheet(session, candidate)
    });
    taken?;
    let memory = peak();
    let cells = desk
        .read(session, |dossier| Ok(dossier.session.sheets.values().map(|sheet| sheet.marks.len()).sum::<usize>()))?;
    let size = |name| std::fs::metadata(home.join(name)).map_or(0, |file| file.len());
    let bytes = size("delibere.db");
    let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
    Ok(json!({ "nanos": nanos, "memory": memory, "cells": cells, "bytes": bytes }))
}

/// A copy of the office's store, in the place of the one before.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::remove_dir_all(to).or_else(|error| if to.exists() { Err(error) } else { Ok(()) })?;
    std::fs::create_dir_all(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_file() {
            std::fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}
