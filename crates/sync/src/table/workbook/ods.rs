//! The cells of an ODS sheet. Written here, on the XML reader, because a cell or a row may be said to repeat a billion times:
//! what stands for nothing must cost nothing, and what stands for more than a table must be refused before it is laid out.

use std::io::Read;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use super::Cells;
use crate::table::sheet::SheetRow;
use crate::table::{MAX_BYTES, TableFault};

pub(super) fn rows(content: impl Read) -> Result<Vec<SheetRow>, TableFault> {
    let mut xml = String::new();
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    content.take(most).read_to_string(&mut xml).map_err(|_| TableFault::DamagedWorkbook)?;
    Sheet { reader: Reader::from_str(&xml), cells: Cells::default(), row: 0 }.read()
}

struct Sheet<'a> {
    reader: Reader<&'a [u8]>,
    cells: Cells,
    /// The row being read, from 0.
    row: usize,
}

impl<'a> Sheet<'a> {
    /// Reads to the end of the first sheet.
    fn read(mut self) -> Result<Vec<SheetRow>, TableFault> {
        loop {
            match self.next()? {
                Event::Start(tag) if tag.name() == QName("table:table-row") => {
                    let count = count(&tag, "table:number-rows-repeated");
                    let held = self.row_cells()?;
                    self.lay(&held, count)?;
                }
                Event::Empty(tag) if tag.name() == QName("table:table-row") => {
                    self.row = self.row.saturating_add(count(&tag, "table:number-rows-repeated"));
                }
                Event::End(tag) if tag.name() == QName("table:table") => return self.cells.into_rows(),
                Event::Eof => return Err(TableFault::DamagedWorkbook),
                _ => {}
            }
        }
    }

    /// Puts the cells of a row as often as it repeats.
    fn lay(&mut self, held: &[Run], count: usize) -> Result<(), TableFault> {
        let blank = held.iter().all(|run| run.text.trim().is_empty());
        for row in self.row..self.row.saturating_add(if blank { 0 } else { count }) {
            for run in held.iter().filter(|run| !run.text.trim().is_empty()) {
                for column in run.column..run.column.saturating_add(run.count) {
                    self.cells.put(row, column, run.text.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(count);
        Ok(())
    }

    /// The cells of the row whose tag was just read.
    fn row_cells(&mut self) -> Result<Vec<Run>, TableFault> {
        let (mut held, mut column) = (Vec::new(), 0_usize);
        loop {
            let (count, text) = match self.next()? {
                Event::Start(tag) if is_cell(&tag) => {
                    let shown = self.shown(tag.name())?;
                    (count(&tag, "table:number-columns-repeated"), value(&tag).unwrap_or(shown))
                }
                Event::Empty(tag) if is_cell(&tag) => {
                    (count(&tag, "table:number-columns-repeated"), value(&tag).unwrap_or_default())
                }
                Event::End(tag) if tag.name() == QName("table:table-row") => return Ok(held),
                Event::Eof => return Err(TableFault::DamagedWorkbook),
                _ => continue,
            };
            held.push(Run { column, count, text });
            column = column.saturating_add(count);
        }
    }

    /// The paragraphs of a cell, without the remarks pinned on it.
    fn shown(&mut self, cell: QName<'_>) -> Result<String, TableFault> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Event::Start(tag) if tag.name() == QName("office:annotation") => {
                    self.reader.read_to_end(tag.name()).map_err(|_| TableFault::DamagedWorkbook)?;
                }
                Event::Start(tag) | Event::Empty(tag) => text.push_str(&blank_of(&tag, text.is_empty())),
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.into_inner()),
                Event::GeneralRef(reference) => text.push_str(&character(&reference)),
                Event::End(tag) if tag.name() == cell => return Ok(text),
                Event::Eof => return Err(TableFault::DamagedWorkbook),
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<Event<'a>, TableFault> {
        self.reader.read_event().map_err(|_| TableFault::DamagedWorkbook)
    }
}

/// The same text in cells side by side.
struct Run {
    column: usize,
    count: usize,
    text: String,
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    [QName("table:table-cell"), QName("table:covered-table-cell")].contains(&tag.name())
}

/// A date and a number as they are, whatever their format shows; `None` for a text.
fn value(tag: &BytesStart<'_>) -> Option<String> {
    let held = |key: &str| attribute(tag, key);
    match held("office:value-type")?.as_str() {
        "date" => held("office:date-value").map(|date| date.trim_end_matches("T00:00:00").to_owned()),
        "float" | "currency" => held("office:value"),
        _ => None,
    }
}

fn count(tag: &BytesStart<'_>, key: &str) -> usize {
    attribute(tag, key).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let held = tag.try_get_attribute(key).ok()??;
    held.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// What a tag inside a cell stands for: spaces, a tab, a line's end; a paragraph after the first begins a line.
fn blank_of(tag: &BytesStart<'_>, first: bool) -> String {
    match tag.name() {
        QName("text:p") if !first => "\n".to_owned(),
        QName("text:line-break") => "\n".to_owned(),
        QName("text:tab") => "\t".to_owned(),
        QName("text:s") => " ".repeat(count(tag, "text:c").min(crate::table::MAX_CELL)),
        _ => String::new(),
    }
}

/// The character of a reference; one that means nothing becomes what refuses the cell.
fn character(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => {
            resolve_predefined_entity(reference).map_or_else(|| char::REPLACEMENT_CHARACTER.to_string(), str::to_owned)
        }
    }
}
