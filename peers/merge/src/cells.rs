//! The cells that a bench gives every engine: `cells-N`, one file a laptop, one line a cell. Not a place for engines.

use std::path::{Path, PathBuf};

use crate::Done;

/// One mark: whose, on what, by whom, which level, when.
pub struct Cell {
    pub candidate: String,
    pub criterion: String,
    pub juror: String,
    pub level: i64,
    pub clock: i64,
}

/// The cells of each laptop, in the order of the files.
pub fn devices(folder: &Path) -> Done<Vec<Vec<Cell>>> {
    files(folder, "cells")?.iter().map(|file| read(file)).collect()
}

/// The files `KIND-0`, `KIND-1`… of a folder.
pub fn files(folder: &Path, kind: &str) -> Done<Vec<PathBuf>> {
    let named = (0..).map(|number| folder.join(format!("{kind}-{number}")));
    let files: Vec<_> = named.take_while(|path| path.exists()).collect();
    if files.is_empty() { Err(format!("{} holds no {kind}-0", folder.display()).into()) } else { Ok(files) }
}

fn read(file: &Path) -> Done<Vec<Cell>> {
    let text = std::fs::read_to_string(file)?;
    text.lines()
        .map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next().ok_or("a cell has five fields");
            Ok(Cell {
                candidate: next()?.to_owned(),
                criterion: next()?.to_owned(),
                juror: next()?.to_owned(),
                level: next()?.parse()?,
                clock: next()?.parse()?,
            })
        })
        .collect()
}
