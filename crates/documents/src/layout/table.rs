//! Tables that run over pages: the head comes back on each, a row stays whole unless it is longer than a third of a page.
//! Knows columns and cells, no word of a jury.

use super::display::{Item, Tag};
use super::flow::{Flow, place, whole};
use super::page::{self, Area, Style};
use super::text::{Line, Span, plain, strong};

/// A column.
pub(crate) struct Column {
    /// Its head.
    pub(crate) head: String,
    /// Its share of the width, against the others.
    pub(crate) share: f32,
    /// Whether it holds short marks, set in the middle.
    pub(crate) middle: bool,
}

impl Column {
    /// A column of text.
    pub(crate) fn new(head: &str, share: f32) -> Self {
        Self { head: head.to_owned(), share, middle: false }
    }

    /// A column of short marks.
    pub(crate) fn marks(head: &str, share: f32) -> Self {
        Self { head: head.to_owned(), share, middle: true }
    }
}

/// A cell.
#[derive(Clone)]
pub(crate) struct Cell {
    spans: Vec<Span>,
    tag: Tag,
}

impl Cell {
    /// A cell of plain words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { spans: vec![plain(text)], tag: Tag::Cell }
    }

    /// A cell of words of several weights.
    pub(crate) fn spans(spans: Vec<Span>) -> Self {
        Self { spans, tag: Tag::Cell }
    }

    /// The cell that names its row.
    pub(crate) fn head(text: impl Into<String>) -> Self {
        Self { spans: vec![strong(text)], tag: Tag::RowHead }
    }

    /// The cell that names its row, in words of several weights.
    pub(crate) fn head_spans(spans: Vec<Span>) -> Self {
        Self { spans, tag: Tag::RowHead }
    }
}

/// A table. Every row has as many cells as there are columns.
pub(crate) struct Table {
    /// Its columns; all heads empty means that it has no head.
    pub(crate) columns: Vec<Column>,
    /// Its rows.
    pub(crate) rows: Vec<Vec<Cell>>,
}

const PAD_X: f32 = 4.5;
const PAD_Y: f32 = 3.2;
/// A row higher than this may be cut by the end of a page.
const TALL: f32 = (page::BOTTOM - page::TOP) / 3.0;

/// A column on the page.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    width: f32,
    middle: bool,
}

impl Flow<'_> {
    /// Draws `table` over as many pages as it needs.
    pub(crate) fn table(&mut self, table: &Table) {
        let places = places(&table.columns);
        let heads: Vec<Cell> = table.columns.iter().map(|column| Cell::head(column.head.as_str())).collect();
        let has_head = table.columns.iter().any(|column| !column.head.is_empty());
        let head = if has_head { self.set(&heads, &places, page::COLUMN) } else { Vec::new() };
        let element = self.list.open(self.at, Tag::Table);
        if let Some(first) = table.rows.first() {
            let first = height(&self.set(first, &places, page::CELL), page::CELL);
            self.need(height(&head, page::COLUMN) + first.min(TALL) + 2.0);
        }
        if has_head {
            let group = self.list.open(element, Tag::TableHead);
            self.head(&head, &places, Some(group));
        }
        let body = self.list.open(element, Tag::TableBody);
        for row in &table.rows {
            self.row(row, &places, body, &head);
        }
        self.y += 7.0;
    }

    fn set(&mut self, cells: &[Cell], places: &[Place], style: Style) -> Vec<Vec<Line>> {
        let set =
            |(cell, place): (&Cell, &Place)| self.setter.lines(&cell.spans, style.size, place.width - 2.0 * PAD_X);
        cells.iter().zip(places).map(set).collect()
    }

    /// The head of the columns: tagged the first time, decoration on the pages that follow.
    fn head(&mut self, lines: &[Vec<Line>], places: &[Place], group: Option<usize>) {
        let high = height(lines, page::COLUMN);
        let area = Area { x: page::SIDE, y: self.y, width: page::MEASURE, height: high };
        self.list.decorate(self.page(), vec![Item::Fill { area, colour: page::WASH }]);
        let row = group.map(|group| self.list.open(group, Tag::Row));
        for (lines, place) in lines.iter().zip(places) {
            let items = cell_items(lines, *place, self.y, page::COLUMN);
            match row {
                Some(row) => {
                    let cell = self.list.open(row, Tag::ColumnHead);
                    self.list.mark(self.page(), cell, items);
                }
                None => self.list.decorate(self.page(), items),
            }
        }
        self.y += high;
    }

    fn row(&mut self, cells: &[Cell], places: &[Place], body: usize, head: &[Vec<Line>]) {
        let mut lines = self.set(cells, places, page::CELL);
        let element = self.list.open(body, Tag::Row);
        let elements: Vec<usize> = cells.iter().map(|cell| self.list.open(element, cell.tag)).collect();
        let high = height(&lines, page::CELL);
        if high > self.room() && (high <= TALL || self.room() < TALL / 2.0) {
            self.carry(head, places);
        }
        loop {
            let fit = whole((self.room() - 2.0 * PAD_Y) / page::CELL.leading).max(1);
            let now: Vec<Vec<Line>> =
                lines.iter_mut().map(|cell| cell.drain(..fit.min(cell.len())).collect()).collect();
            self.strip(&now, places, &elements);
            if lines.iter().all(Vec::is_empty) {
                break;
            }
            self.carry(head, places);
        }
    }

    /// Draws one row, or the part of it that stands on this page.
    fn strip(&mut self, lines: &[Vec<Line>], places: &[Place], elements: &[usize]) {
        for ((lines, place), element) in lines.iter().zip(places).zip(elements) {
            let items = cell_items(lines, *place, self.y, page::CELL);
            if !items.is_empty() {
                self.list.mark(self.page(), *element, items);
            }
        }
        self.y += height(lines, page::CELL);
        let rule = Item::Rule {
            from: (page::SIDE, self.y),
            to: (page::WIDTH - page::SIDE, self.y),
            width: 0.4,
            colour: page::HAIR,
        };
        self.list.decorate(self.page(), vec![rule]);
    }

    fn carry(&mut self, head: &[Vec<Line>], places: &[Place]) {
        self.turn();
        if !head.is_empty() {
            self.head(head, places, None);
        }
    }
}

fn places(columns: &[Column]) -> Vec<Place> {
    let total: f32 = columns.iter().map(|column| column.share).sum();
    let mut x = page::SIDE;
    let mut places = Vec::new();
    for column in columns {
        let width = page::MEASURE * column.share / total.max(1.0);
        places.push(Place { x, width, middle: column.middle });
        x += width;
    }
    places
}

fn height(cells: &[Vec<Line>], style: Style) -> f32 {
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    if most == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a row has few lines")]
    let lines = most as f32;
    lines * style.leading + 2.0 * PAD_Y
}

fn cell_items(lines: &[Line], cell: Place, y: f32, style: Style) -> Vec<Item> {
    let mut top = y + PAD_Y;
    let mut items = Vec::new();
    for line in lines {
        let slack = cell.width - 2.0 * PAD_X - line.width(style.size);
        let x = cell.x + PAD_X + if cell.middle { slack / 2.0 } else { 0.0 };
        items.extend(place(line, style, x, top));
        top += style.leading;
    }
    items
}
