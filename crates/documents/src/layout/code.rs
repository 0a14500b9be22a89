//! A code to be read by a camera (QR, ISO/IEC 18004), with words beside it for who has none. Knows nothing of what it says.

use qrcode::{Color, EcLevel, QrCode};

use super::display::{Figure, Item, Tag};
use super::flow::{Flow, place};
use super::page::{self, Area};
use super::text::Span;

/// A code and what stands beside it.
pub(crate) struct Code {
    /// What a camera reads.
    pub(crate) payload: String,
    /// What it is, for somebody who does not see it.
    pub(crate) alternative: String,
    /// The words beside it.
    pub(crate) words: Vec<Span>,
}

/// Side of the code, without its white margin.
const SIDE: f32 = 84.0;
/// Lines that stand beside the code; the words are not the place for more.
const MOST: usize = 14;
/// Between the code and its words.
const GUTTER: f32 = 18.0;

impl Flow<'_> {
    /// Draws `code` with its words on its right. A payload too long for a code leaves the words alone.
    pub(crate) fn code(&mut self, code: &Code) {
        let mut lines = self.setter.lines(&code.words, page::CELL.size, page::MEASURE - SIDE - GUTTER);
        lines.truncate(MOST);
        #[expect(clippy::cast_precision_loss, reason = "few lines")]
        let high = (lines.len() as f32 * page::CELL.leading).max(SIDE);
        self.claim(high + 8.0);
        self.release();
        let area = Area { x: page::SIDE, y: self.y, width: SIDE, height: SIDE };
        let squares = squares(&code.payload, area);
        if !squares.is_empty() {
            let figure = Figure { alternative: code.alternative.clone(), area };
            let element = self.list.open(self.at, Tag::Figure);
            self.list.mark(self.page(), element, squares);
            self.list.describe(element, figure);
        }
        let element = self.list.open(self.at, Tag::Paragraph);
        let mut items = Vec::new();
        let mut top = self.y;
        for line in &lines {
            items.extend(place(line, page::CELL, page::SIDE + SIDE + GUTTER, top));
            top += page::CELL.leading;
        }
        if !items.is_empty() {
            self.list.mark(self.page(), element, items);
        }
        self.y += high + 8.0;
    }
}

/// The dark squares of the code, those of a row put together.
fn squares(payload: &str, area: Area) -> Vec<Item> {
    let Ok(code) = QrCode::with_error_correction_level(payload, EcLevel::M) else { return Vec::new() };
    let width = code.width();
    #[expect(clippy::cast_precision_loss, reason = "a code has at most 177 squares a side")]
    let side = area.width / width.max(1) as f32;
    let mut items = Vec::new();
    for (number, row) in (0_u16..).zip(code.to_colors().chunks(width.max(1))) {
        let mut column = 0_u16;
        for run in row.chunk_by(|one, other| one == other) {
            let count = u16::try_from(run.len()).unwrap_or(u16::MAX);
            if run.first() == Some(&Color::Dark) {
                let (x, y) = (area.x + f32::from(column) * side, area.y + f32::from(number) * side);
                // A little over the edge: rows that touch leave no white line between them.
                let area = Area { x, y, width: f32::from(count) * side, height: side + 0.04 };
                items.push(Item::Fill { area, colour: page::INK });
            }
            column = column.saturating_add(count);
        }
    }
    items
}
