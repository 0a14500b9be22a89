//! Gathering frames until the file is whole: any of them, in any order, any number of times. A frame that brings nothing new
//! changes nothing; one of another transfer is left aside; the end is the file announced, or nothing.

use super::frame::{Cut, Frame, TransferId, Unread};
use super::mix::{Mask, mix};

/// What a frame brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brought {
    /// Something that was missing.
    New,
    /// Nothing that was missing.
    Known,
    /// It belongs to another transfer.
    Foreign,
}

/// A file being gathered.
#[derive(Debug, Clone, Default)]
pub struct Gathering {
    cut: Option<Cut>,
    /// What each frame told that was not known: mixes of blocks, at the place of the first block in them.
    rows: Vec<Option<Row>>,
    told: u32,
}

#[derive(Debug, Clone)]
struct Row {
    mask: Mask,
    bytes: Vec<u8>,
}

impl Gathering {
    /// Takes what a camera read. The first frame says which transfer is gathered.
    ///
    /// # Errors
    /// When it is no frame of ours, was misread, or lies.
    pub fn take(&mut self, payload: &[u8]) -> Result<Brought, Unread> {
        let frame = Frame::read(payload)?;
        let cut = *self.cut.get_or_insert(frame.cut);
        if frame.cut.transfer != cut.transfer {
            return Ok(Brought::Foreign);
        }
        if frame.cut != cut {
            return Err(Unread::Lying);
        }
        self.rows.resize(usize::try_from(cut.blocks()).unwrap_or_default(), None);
        let row = Row { mask: Mask::of(cut, frame.place), bytes: frame.bytes };
        Ok(self.learn(row))
    }

    /// The transfer gathered; `None` before its first frame.
    #[must_use]
    pub fn transfer(&self) -> Option<TransferId> {
        self.cut.map(|cut| cut.transfer)
    }

    /// How many blocks the file has; 0 before the first frame.
    #[must_use]
    pub fn blocks(&self) -> u32 {
        self.cut.map_or(0, Cut::blocks)
    }

    /// How many frames are missing, at least.
    #[must_use]
    pub fn missing(&self) -> u32 {
        self.blocks().saturating_sub(self.told)
    }

    /// The file, once nothing is missing.
    ///
    /// # Errors
    /// When it is not the file that was announced: nothing of it may be used.
    pub fn file(&self) -> Result<Option<Vec<u8>>, Unread> {
        let Some(cut) = self.cut.filter(|_| self.missing() == 0) else { return Ok(None) };
        let mut blocks: Vec<Vec<u8>> = Vec::new();
        // From the last block to the first: a row mixes blocks that come after its own, and those are clear by then.
        for (place, row) in self.rows.iter().enumerate().rev() {
            let Some(row) = row else { return Ok(None) };
            let mut bytes = row.bytes.clone();
            for later in row.mask.blocks().filter_map(|block| usize::try_from(block).ok()?.checked_sub(place + 1)) {
                let known = blocks.len().checked_sub(later + 1).and_then(|at| blocks.get(at));
                known.into_iter().for_each(|known| mix(&mut bytes, known));
            }
            blocks.push(bytes);
        }
        let mut file: Vec<u8> = blocks.into_iter().rev().flatten().collect();
        file.truncate(usize::try_from(cut.length).unwrap_or_default());
        let announced = TransferId::of(crate::digest(&file)) == cut.transfer;
        if announced { Ok(Some(file)) } else { Err(Unread::Altered) }
    }

    /// Takes out of `row` what is known; what is left is new, or nothing.
    fn learn(&mut self, mut row: Row) -> Brought {
        while let Some(first) = row.mask.lowest() {
            let place = usize::try_from(first).ok().and_then(|at| self.rows.get_mut(at));
            match place {
                Some(Some(known)) => {
                    row.mask.toggle(&known.mask);
                    mix(&mut row.bytes, &known.bytes);
                }
                Some(free) => {
                    *free = Some(row);
                    self.told += 1;
                    return Brought::New;
                }
                None => return Brought::Known,
            }
        }
        Brought::Known
    }
}
