//! Showing a file: its frames one after another, as QR codes. First every block once, then mixes for whoever missed some,
//! without end. Whoever draws them chooses how fast.

use qrcode::{Color, EcLevel, QrCode};

use super::frame::{Cut, Frame, TransferId};
use super::mix::{Mask, mix};
use super::{BLOCK, LONGEST};

/// A file being shown.
#[derive(Debug, Clone)]
pub struct Showing {
    cut: Cut,
    blocks: Vec<Vec<u8>>,
}

/// A QR code: `size` rows of `size` modules, dark or not, without the white margin around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Modules in a row.
    pub size: usize,
    /// Whether each is dark, row after row.
    pub dark: Vec<bool>,
}

impl Showing {
    /// Cuts `file`; `None` when it is empty or longer than [`LONGEST`].
    #[must_use]
    pub fn of(file: &[u8]) -> Option<Self> {
        if file.is_empty() || file.len() > LONGEST {
            return None;
        }
        // Blocks of the same length, so that the code on the screen never changes its size.
        let block = file.len().div_ceil(file.len().div_ceil(BLOCK));
        let transfer = TransferId::of(crate::digest(file));
        let cut = Cut { transfer, length: u32::try_from(file.len()).ok()?, block: u16::try_from(block).ok()? };
        let filled = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            bytes.resize(block, 0);
            bytes
        };
        Some(Self { cut, blocks: file.chunks(block).map(filled).collect() })
    }

    /// How many blocks there are: as many frames are enough when none is missed.
    #[must_use]
    pub fn blocks(&self) -> u32 {
        self.cut.blocks()
    }

    /// The transfer.
    #[must_use]
    pub fn transfer(&self) -> TransferId {
        self.cut.transfer
    }

    /// The frame at `place`, as it is written in its code.
    #[must_use]
    pub fn frame(&self, place: u32) -> Vec<u8> {
        let mut bytes = vec![0; usize::from(self.cut.block)];
        for block in Mask::of(self.cut, place).blocks() {
            let block = usize::try_from(block).ok().and_then(|at| self.blocks.get(at));
            block.into_iter().for_each(|block| mix(&mut bytes, block));
        }
        Frame { cut: self.cut, place, bytes }.write()
    }

    /// The code of the frame at `place`; `None` never comes with a file cut by [`Showing::of`].
    #[must_use]
    pub fn code(&self, place: u32) -> Option<Matrix> {
        code(&self.frame(place))
    }
}

/// The QR code of `payload`, with the least redundancy: a frame that is missed is made up for by another.
#[must_use]
pub fn code(payload: &[u8]) -> Option<Matrix> {
    let code = QrCode::with_error_correction_level(payload, EcLevel::L).ok()?;
    let size = code.width();
    Some(Matrix { size, dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() })
}
