//! Automerge: one document a laptop, a map for each candidate, from a base that all share. One commit a laptop, its best case.
//! Durable is the saved document confirmed by the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use automerge::transaction::Transactable as _;
use automerge::{ActorId, AutoCommit, ObjType, ROOT, ReadDoc as _};

use crate::Done;
use crate::cells::Cell;
use crate::measure::{Took, write_durably};

pub fn make(folder: &Path, devices: &[Vec<Cell>]) -> Done<()> {
    let mut base = AutoCommit::new().with_actor(ActorId::from([0xff_u8; 16]));
    let mut maps = BTreeMap::new();
    for cell in devices.iter().flatten() {
        if !maps.contains_key(&cell.candidate) {
            let map = base.put_object(&ROOT, cell.candidate.as_str(), ObjType::Map)?;
            maps.insert(cell.candidate.clone(), map);
        }
    }
    base.commit();
    let saved = base.save();
    write_durably(&folder.join("base.automerge"), &saved)?;
    for (number, cells) in devices.iter().enumerate() {
        let actor = ActorId::from([u8::try_from(number)?; 16]);
        let mut doc = AutoCommit::load(&saved)?.with_actor(actor);
        let before = doc.get_heads();
        for cell in cells {
            let map = maps.get(&cell.candidate).ok_or("no such candidate")?;
            let key = format!("{} {}", cell.criterion, cell.juror.get(..8).unwrap_or_default());
            doc.put(map, key, cell.level)?;
        }
        doc.commit();
        write_durably(&folder.join(format!("automerge-{number}")), &doc.save_after(&before))?;
    }
    Ok(())
}

pub fn merge(folder: &Path, files: &[PathBuf]) -> Done<Took> {
    let base = std::fs::read(folder.join("base.automerge"))?;
    let mut kept = None;
    let took = Took::once(|| {
        let mut doc = AutoCommit::load(&base)?;
        for file in files {
            doc.load_incremental(&std::fs::read(file)?)?;
        }
        write_durably(&folder.join("merged.automerge"), &doc.save())?;
        let first = doc.keys(&ROOT).next().ok_or("no candidate")?;
        let (_, map) = doc.get(&ROOT, first.as_str())?.ok_or("no candidate")?;
        let cells = doc.length(&map);
        kept = Some(doc);
        Ok(cells)
    });
    drop(kept);
    took
}
