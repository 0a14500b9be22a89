//! What other engines take to merge the same cells from files on the disk to durable state: SQLite's own ATTACH and upsert,
//! Loro, Automerge. Each merge is one process, so that its memory is its own; it says in JSON what it took. Built and started
//! by `cargo xtask bench merge` alone; never a dependency of anything.

mod automerge_files;
mod cells;
mod loro_files;
mod measure;
mod sqlite_files;

use std::error::Error;
use std::path::Path;

type Done<T> = Result<T, Box<dyn Error>>;

const USAGE: &str = "peers-merge make DIR (from DIR/cells-N) | peers-merge merge sqlite|loro|automerge DIR";

fn main() -> Done<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["make", folder] => make(Path::new(folder)),
        ["merge", peer, folder] => merge(peer, Path::new(folder)),
        _ => Err(USAGE.into()),
    }
}

/// The files that each engine would carry from laptop to laptop, one for each file of cells.
fn make(folder: &Path) -> Done<()> {
    let devices = cells::devices(folder)?;
    sqlite_files::make(folder, &devices)?;
    loro_files::make(folder, &devices)?;
    automerge_files::make(folder, &devices)
}

fn merge(peer: &str, folder: &Path) -> Done<()> {
    let files = cells::files(folder, peer)?;
    let took = match peer {
        "sqlite" => sqlite_files::merge(folder, &files)?,
        "loro" => loro_files::merge(folder, &files)?,
        "automerge" => automerge_files::merge(folder, &files)?,
        _ => return Err(USAGE.into()),
    };
    println!("{}", took.json());
    Ok(())
}
