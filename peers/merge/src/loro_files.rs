//! Loro: one document a laptop, a map for each candidate, from a base that all share (else two laptops would each make their
//! own map). One commit a laptop, its best case. Durable is a snapshot confirmed by the disk.

use std::path::{Path, PathBuf};

use loro::{Container, ExportMode, LoroDoc, LoroMap, ValueOrContainer};

use crate::Done;
use crate::cells::Cell;
use crate::measure::{Took, write_durably};

pub fn make(folder: &Path, devices: &[Vec<Cell>]) -> Done<()> {
    let base = LoroDoc::new();
    base.set_peer_id(1000)?;
    let root = base.get_map("candidates");
    for cell in devices.iter().flatten() {
        if root.get(&cell.candidate).is_none() {
            root.insert_container(&cell.candidate, LoroMap::new())?;
        }
    }
    base.commit();
    let base = base.export(ExportMode::Snapshot)?;
    write_durably(&folder.join("base.loro"), &base)?;
    for (number, cells) in devices.iter().enumerate() {
        let doc = LoroDoc::from_snapshot(&base)?;
        doc.set_peer_id(u64::try_from(number)?)?;
        let before = doc.oplog_vv();
        let root = doc.get_map("candidates");
        for cell in cells {
            let map = map(&root, &cell.candidate)?;
            map.insert(&key(cell), cell.level)?;
        }
        doc.commit();
        write_durably(&folder.join(format!("loro-{number}")), &doc.export(ExportMode::updates(&before))?)?;
    }
    Ok(())
}

pub fn merge(folder: &Path, files: &[PathBuf]) -> Done<Took> {
    let base = std::fs::read(folder.join("base.loro"))?;
    let mut kept = None;
    let took = Took::once(|| {
        let doc = LoroDoc::from_snapshot(&base)?;
        let bundles = files.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
        doc.import_batch(&bundles)?;
        write_durably(&folder.join("merged.loro"), &doc.export(ExportMode::Snapshot)?)?;
        // A first look at one cell, so that what was left for later is done.
        let root = doc.get_map("candidates");
        let first = root.keys().next().ok_or("no candidate")?;
        let cells = map(&root, &first)?.len();
        kept = Some(doc);
        Ok(cells)
    });
    drop(kept);
    took
}

/// The map of a candidate.
fn map(root: &LoroMap, candidate: &str) -> Done<LoroMap> {
    match root.get(candidate) {
        Some(ValueOrContainer::Container(Container::Map(map))) => Ok(map),
        _ => Err("no such candidate".into()),
    }
}

fn key(cell: &Cell) -> String {
    format!("{} {}", cell.criterion, cell.juror.get(..8).unwrap_or_default())
}
