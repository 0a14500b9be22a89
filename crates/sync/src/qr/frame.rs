//! One frame: which transfer it belongs to, its place, its bytes, a tag against misreading. Nothing is believed from one
//! frame alone, and nothing is allocated from what it declares.

use domain::id::Digest;

use super::{BLOCK, LONGEST};
use crate::frame::Cursor;

const MAGIC: [u8; 3] = *b"DQ\x01";
const TAG: usize = 4;

/// Names a transfer: the beginning of the file's digest. It says nothing of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TransferId(pub [u8; 16]);

impl TransferId {
    /// The transfer of the file that has that digest.
    #[must_use]
    pub fn of(digest: Digest) -> Self {
        let mut id = [0; 16];
        id.iter_mut().zip(digest.0).for_each(|(byte, of)| *byte = of);
        Self(id)
    }
}

/// What is cut, and how: the same in every frame of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The transfer.
    pub transfer: TransferId,
    /// Length of the file, in bytes.
    pub length: u32,
    /// Length of a block, in bytes; the last one is filled with zeros.
    pub block: u16,
}

impl Cut {
    /// How many blocks the file makes.
    #[must_use]
    pub fn blocks(self) -> u32 {
        self.length.div_ceil(u32::from(self.block).max(1))
    }

    /// Whether a file can be cut so.
    fn is_honest(self) -> bool {
        let (length, block) = (usize::try_from(self.length).unwrap_or(usize::MAX), usize::from(self.block));
        (1..=LONGEST).contains(&length) && (1..=BLOCK.min(length)).contains(&block)
    }
}

/// A frame, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What it is cut from.
    pub cut: Cut,
    /// Its place: below the number of blocks, the block of that place; from there on, a mix of several.
    pub place: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why what was filmed brings nothing. The person filming goes on; only [`Unread::Altered`] makes them begin again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Some other code.
    #[error("not a frame of ours")]
    NotAFrame,
    /// It was misread, or cut.
    #[error("the frame was misread")]
    Damaged,
    /// It declares what can't be, or something else than the other frames of its transfer.
    #[error("the frame declares something else than its transfer")]
    Lying,
    /// Every frame is there, and the file is not the one that was announced.
    #[error("the file gathered is not the one that was announced")]
    Altered,
}

impl Frame {
    /// The frame as it is written in a QR code.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.cut.transfer.0);
        out.extend(self.cut.length.to_be_bytes());
        out.extend(self.cut.block.to_be_bytes());
        out.extend(self.place.to_be_bytes());
        out.extend(&self.bytes);
        let tag = tag(&out);
        out.extend(tag);
        out
    }

    /// Reads what a camera read.
    ///
    /// # Errors
    /// When it is no frame, was misread, or declares what can't be.
    pub fn read(payload: &[u8]) -> Result<Self, Unread> {
        let rest = payload.strip_prefix(&MAGIC).ok_or(Unread::NotAFrame)?;
        let (content, claimed) = payload.split_last_chunk::<TAG>().ok_or(Unread::Damaged)?;
        if tag(content) != *claimed {
            return Err(Unread::Damaged);
        }
        let mut cursor = Cursor::new(rest, "qr");
        let damaged = |_| Unread::Damaged;
        let transfer = TransferId(cursor.array().map_err(damaged)?);
        let cut = Cut { transfer, length: cursor.u32().map_err(damaged)?, block: cursor.u16().map_err(damaged)? };
        let place = cursor.u32().map_err(damaged)?;
        let left = cursor.left().checked_sub(TAG).ok_or(Unread::Damaged)?;
        let bytes = cursor.take(left).map_err(damaged)?.to_vec();
        if !cut.is_honest() || bytes.len() != usize::from(cut.block) {
            return Err(Unread::Lying);
        }
        Ok(Self { cut, place, bytes })
    }
}

fn tag(content: &[u8]) -> [u8; TAG] {
    let hash = blake3::hash(content);
    hash.as_bytes().first_chunk::<TAG>().copied().unwrap_or_default()
}
