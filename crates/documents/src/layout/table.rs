//! Tables that run over pages: the head comes back on each, a row stays whole unless it is longer than a third of a page, no
//! row stays alone under its head or on the last page. Knows columns and cells, no word of a jury.

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
    /// How many rows it covers; none for a place that a cell above covers.
    rows: u16,
    /// Its language, where it is not the paper's.
    language: Option<&'static str>,
}

impl Cell {
    /// A cell of plain words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { spans: vec![plain(text)], tag: Tag::Cell, rows: 1, language: None }
    }

    /// A cell of words of several weights.
    pub(crate) fn spans(spans: Vec<Span>) -> Self {
        Self { spans, tag: Tag::Cell, rows: 1, language: None }
    }

    /// The cell that names its row.
    pub(crate) fn head(text: impl Into<String>) -> Self {
        Self { spans: vec![strong(text)], tag: Tag::RowHead, rows: 1, language: None }
    }

    /// The cell that names its row, in words of several weights.
    pub(crate) fn head_spans(spans: Vec<Span>) -> Self {
        Self { spans, tag: Tag::RowHead, rows: 1, language: None }
    }

    /// The same cell, said in that language.
    pub(crate) fn said_in(self, language: Option<&'static str>) -> Self {
        Self { language, ..self }
    }

    /// The same cell, over that many rows.
    pub(crate) fn over(self, rows: usize) -> Self {
        Self { rows: u16::try_from(rows).unwrap_or(u16::MAX), ..self }
    }

    /// The place of a cell that a cell above covers.
    pub(crate) fn covered() -> Self {
        Self { spans: Vec::new(), tag: Tag::Cell, rows: 0, language: None }
    }
}

/// A table. Every row has as many cells as there are columns.
pub(crate) struct Table {
    /// Its columns; all heads empty means that it has no head.
    columns: Vec<Column>,
    /// Its rows.
    rows: Vec<Vec<Cell>>,
    /// The least height of a row; above 0, the cells are framed: they are written in by hand.
    least: f32,
    /// What must stand under the last row, on its page.
    foot: f32,
}

impl Table {
    /// A table to be read.
    pub(crate) fn new(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { columns, rows, least: 0.0, foot: 0.0 }
    }

    /// A table to be filled by hand, with rows of that height at least.
    pub(crate) fn to_fill(columns: Vec<Column>, rows: Vec<Vec<Cell>>, least: f32) -> Self {
        Self { columns, rows, least, foot: 0.0 }
    }

    /// The same table, whose last rows go to the page of what follows, which is so high: boxes never stand on a page alone.
    pub(crate) fn with(self, foot: f32) -> Self {
        Self { foot, ..self }
    }
}

const PAD_X: f32 = 4.5;
const PAD_Y: f32 = 3.2;
/// All that a page holds.
const FULL: f32 = page::BOTTOM - page::TOP;
/// A row higher than this may be cut by the end of a page.
const TALL: f32 = FULL / 3.0;
/// The rows that start a table stay together up to this.
const START: f32 = FULL * 0.6;
/// How many rows start a table.
const FIRST: usize = 3;
/// A covering cell comes back on the next page with that many lines.
const REPEATED: usize = 3;

/// A column on the page.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    width: f32,
    middle: bool,
}

/// A row set in lines.
struct Row<'c> {
    cells: &'c [Cell],
    lines: Vec<Vec<Line>>,
    height: f32,
}

/// What the rows of a table share.
struct Body<'p> {
    element: usize,
    places: &'p [Place],
    head: &'p [Vec<Line>],
    /// The least height of a row.
    least: f32,
    /// By column, the last cell that covers none, one or several rows.
    above: Vec<Vec<Line>>,
}

impl Flow<'_> {
    /// Draws `table` over as many pages as it needs.
    pub(crate) fn table(&mut self, table: &Table) {
        let places = places(&table.columns);
        let heads: Vec<Cell> = table.columns.iter().map(|column| Cell::head(column.head.as_str())).collect();
        let has_head = table.columns.iter().any(|column| !column.head.is_empty());
        let head = if has_head { self.set(&heads, &places, page::COLUMN) } else { Vec::new() };
        let rows: Vec<Row<'_>> = table.rows.iter().map(|cells| self.set_row(cells, &places, table.least)).collect();
        let element = self.list.open(self.at, Tag::Table);
        self.claim(height(&head, page::COLUMN) + start(&rows) + 2.0);
        self.release();
        if has_head {
            let group = self.list.open(element, Tag::TableHead);
            self.head(&head, &places, Some(group));
        }
        let element = self.list.open(element, Tag::TableBody);
        let mut body =
            Body { element, places: &places, head: &head, least: table.least, above: vec![Vec::new(); places.len()] };
        let last_but_one = rows.len().checked_sub(2);
        let mut rest = rows.into_iter().enumerate().peekable();
        while let Some((index, row)) = rest.next() {
            let next = rest.peek().map(|(_, next)| next);
            let beside = match next {
                None => table.foot,
                Some(next) if Some(index) == last_but_one => next.height + table.foot,
                Some(_) => 0.0,
            };
            let goes_on: Vec<bool> = next.map(|next| covered(next.cells)).unwrap_or_default();
            self.row(row, &mut body, beside, &goes_on);
        }
        self.y += 7.0;
    }

    fn set_row<'c>(&mut self, cells: &'c [Cell], places: &[Place], least: f32) -> Row<'c> {
        let lines = self.set(cells, places, page::CELL);
        Row { cells, height: height(&lines, page::CELL).max(least), lines }
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

    /// Draws `row`; `beside` is the height of a row that must be on its page, `goes_on` says which cells the next row leaves
    /// open.
    fn row(&mut self, row: Row<'_>, body: &mut Body<'_>, beside: f32, goes_on: &[bool]) {
        let Row { cells, mut lines, height: high } = row;
        let element = self.list.open(body.element, Tag::Row);
        let elements: Vec<Option<usize>> = cells.iter().map(|cell| self.cell(element, cell)).collect();
        let is_cut = high > self.room() && (high <= TALL || self.room() < TALL / 2.0);
        let both = high + beside;
        if is_cut || (both > self.room() && both <= FULL - height(body.head, page::COLUMN)) {
            if cells.iter().any(|cell| cell.rows == 0) {
                self.rule(body.places, &[]);
            }
            self.carry(body.head, body.places);
            repeat(&mut lines, cells, &body.above);
        }
        for ((cell, lines), above) in cells.iter().zip(&lines).zip(&mut body.above) {
            if cell.rows > 0 {
                above.clone_from(lines);
            }
        }
        loop {
            let fit = whole((self.room() - 2.0 * PAD_Y) / page::CELL.leading).max(1);
            let now: Vec<Vec<Line>> =
                lines.iter_mut().map(|cell| cell.drain(..fit.min(cell.len())).collect()).collect();
            let is_last = lines.iter().all(Vec::is_empty);
            self.strip(&now, body, &elements, if is_last { body.least } else { 0.0 });
            if is_last {
                break;
            }
            self.rule(body.places, &[]);
            self.carry(body.head, body.places);
        }
        self.rule(body.places, goes_on);
    }

    /// The element of `cell`; none for a covered place.
    fn cell(&mut self, row: usize, cell: &Cell) -> Option<usize> {
        if cell.rows == 0 {
            return None;
        }
        let id = self.list.open(row, cell.tag);
        if let Some(element) = self.list.elements.get_mut(id) {
            element.rows = cell.rows;
            element.language = cell.language;
        }
        Some(id)
    }

    /// Draws one row, or the part of it that stands on this page.
    fn strip(&mut self, lines: &[Vec<Line>], body: &Body<'_>, elements: &[Option<usize>], least: f32) {
        let high = height(lines, page::CELL).max(least);
        if body.least > 0.0 {
            self.list.decorate(self.page(), frames(body.places, self.y, high));
        }
        for ((lines, place), element) in lines.iter().zip(body.places).zip(elements) {
            let items = cell_items(lines, *place, self.y, page::CELL);
            match element {
                _ if items.is_empty() => {}
                Some(element) => self.list.mark(self.page(), *element, items),
                None => self.list.decorate(self.page(), items),
            }
        }
        self.y += high;
    }

    /// The line under a row, but for the columns whose cell goes on.
    fn rule(&mut self, places: &[Place], goes_on: &[bool]) {
        let mut rules: Vec<(f32, f32)> = Vec::new();
        for (column, place) in places.iter().enumerate().filter(|(column, _)| goes_on.get(*column) != Some(&true)) {
            match rules.last_mut() {
                Some(rule) if column > 0 && goes_on.get(column - 1) != Some(&true) => rule.1 = place.x + place.width,
                _ => rules.push((place.x, place.x + place.width)),
            }
        }
        let y = self.y;
        let rule = |(from, to)| Item::Rule { from: (from, y), to: (to, y), width: 0.4, colour: page::HAIR };
        self.list.decorate(self.page(), rules.into_iter().map(rule).collect());
    }

    fn carry(&mut self, head: &[Vec<Line>], places: &[Place]) {
        self.turn();
        if !head.is_empty() {
            self.head(head, places, None);
        }
    }
}

/// The height of the rows that start a table: the first three, all when one would be left alone.
fn start(rows: &[Row<'_>]) -> f32 {
    let count = if rows.len() <= FIRST + 1 { rows.len() } else { FIRST };
    let mut total = 0.0;
    for row in rows.iter().take(count) {
        if total + row.height > START {
            break;
        }
        total += row.height;
    }
    total.max(rows.first().map_or(0.0, |row| row.height.min(TALL)))
}

/// The upright lines between the cells of a row that is `high`.
fn frames(places: &[Place], y: f32, high: f32) -> Vec<Item> {
    let edges = places.iter().map(|place| place.x).chain(places.last().map(|place| place.x + place.width));
    let rule = |x| Item::Rule { from: (x, y), to: (x, y + high), width: 0.4, colour: page::HAIR };
    edges.map(rule).collect()
}

fn covered(cells: &[Cell]) -> Vec<bool> {
    cells.iter().map(|cell| cell.rows == 0).collect()
}

/// Puts again, at the head of a page, what the covering cells say.
fn repeat(lines: &mut [Vec<Line>], cells: &[Cell], above: &[Vec<Line>]) {
    for ((lines, cell), above) in lines.iter_mut().zip(cells).zip(above) {
        if cell.rows == 0 {
            *lines = above.iter().take(REPEATED).cloned().collect();
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
