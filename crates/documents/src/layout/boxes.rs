//! Boxes to be signed: by hand on paper, or by a signature field of the same place. Side by side, never cut by a page.

use super::display::{FieldArea, Item, Kid, Tag};
use super::flow::{Flow, place};
use super::page::{self, Area};
use super::text::{plain, strong};

/// A box for one signature.
#[derive(Clone)]
pub(crate) struct SignatureBox {
    /// Who signs.
    pub(crate) name: String,
    /// In which quality.
    pub(crate) role: String,
    /// The field of the form: its name and what it is for; none on a paper that is only signed by hand.
    pub(crate) field: Option<(String, String)>,
}

const GUTTER: f32 = 14.0;
const HEAD: f32 = 32.0;

/// How boxes stand.
#[derive(Clone, Copy)]
pub(crate) struct Grid {
    /// How many in a row.
    columns: usize,
    /// Height of one.
    height: f32,
}

/// For minutes: room for a signature and its words.
pub(crate) const WIDE: Grid = Grid { columns: 2, height: 104.0 };
/// For sheets: initials.
pub(crate) const SMALL: Grid = Grid { columns: 3, height: 72.0 };

impl Grid {
    /// The height that `count` boxes need, with the white above them.
    pub(crate) fn room(self, count: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a jury has few members")]
        let rows = count.div_ceil(self.columns.max(1)) as f32;
        rows * (self.height + 10.0) + 16.0
    }

    fn width(self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "two or three")]
        let columns = self.columns as f32;
        (page::MEASURE - GUTTER * (columns - 1.0)) / columns
    }
}

impl Flow<'_> {
    /// Draws `boxes` on `grid`: all on the page of their sentence when one page can hold them.
    pub(crate) fn signatures(&mut self, boxes: &[SignatureBox], grid: Grid) {
        #[expect(clippy::cast_precision_loss, reason = "a jury has few members")]
        let rows = boxes.len().div_ceil(grid.columns.max(1)) as f32;
        let all = rows * (grid.height + 10.0);
        let is_whole = self.waiting() + all <= page::BOTTOM - page::TOP;
        self.claim(if is_whole { all } else { grid.height });
        self.release();
        for row in boxes.chunks(grid.columns.max(1)) {
            self.need(grid.height);
            let mut x = page::SIDE;
            for signature in row {
                self.signature(signature, x, grid);
                x += grid.width() + GUTTER;
            }
            self.y += grid.height + 10.0;
        }
    }

    fn signature(&mut self, signature: &SignatureBox, x: f32, grid: Grid) {
        let area = Area { x, y: self.y, width: grid.width(), height: grid.height };
        self.list.decorate(self.page(), frame(area));
        let width = area.width - 16.0;
        let mut items = Vec::new();
        let name = self.setter.lines(&[strong(signature.name.as_str())], page::CELL.size, width);
        let role = self.setter.lines(&[plain(signature.role.as_str())], page::SMALL.size, width);
        // One line each: a longer name is whole in the composition of the panel.
        if let Some(line) = name.first() {
            items.extend(place(line, page::CELL, x + 8.0, self.y + 5.0));
        }
        if let Some(line) = role.first() {
            items.extend(place(line, page::SMALL, x + 8.0, self.y + 16.5));
        }
        let element = self.list.open(self.at, Tag::Paragraph);
        self.list.mark(self.page(), element, items);
        if let Some((name, tooltip)) = &signature.field {
            let element = self.list.open(self.at, Tag::Form);
            let area =
                Area { x: x + 6.0, y: self.y + HEAD + 2.0, width: area.width - 12.0, height: area.height - HEAD - 6.0 };
            self.list.hold(element, Kid::Field(self.list.fields.len()));
            let (name, tooltip) = (name.clone(), tooltip.clone());
            self.list.fields.push(FieldArea { name, tooltip, page: self.page(), area, element });
        }
    }
}

fn frame(area: Area) -> Vec<Item> {
    let (left, top) = (area.x, area.y);
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    let rule = |from, to| Item::Rule { from, to, width: 0.6, colour: page::HAIR };
    let head = Area { height: HEAD - 2.0, ..area };
    vec![
        Item::Fill { area: head, colour: page::WASH },
        rule((left, top), (right, top)),
        rule((left, bottom), (right, bottom)),
        rule((left, top), (left, bottom)),
        rule((right, top), (right, bottom)),
    ]
}
