//! Walks the rows of a sheet: cleans every cell, lets a reader make a value of it, and keeps each row on exactly one
//! side, accepted or refused. It knows no field.

use super::columns::{Column, Columns};
use super::sheet::{Sheet, SheetRow};
use super::text::{clean, one_line, shown};
use super::{Reason, RefusedRow, Row, Table, TableFault};

/// Reads every row under the header with `one`, which answers a value or reports what is wrong.
///
/// # Errors
/// When the header is not the one expected.
pub(super) fn read<T>(
    sheet: &Sheet,
    known: &[Column],
    mut one: impl FnMut(&mut RowReader<'_>) -> Option<T>,
) -> Result<Table<T>, TableFault> {
    let (header, rows) = sheet.rows.split_first().ok_or(TableFault::Empty)?;
    let columns = Columns::recognise(header, known)?;
    let mut table = Table { encoding: sheet.encoding, accepted: Vec::new(), refused: Vec::new() };
    for row in rows {
        let mut reader = RowReader::new(row, &columns);
        // A row that cannot be told apart is not interpreted at all.
        let value = if row.closed { one(&mut reader) } else { None };
        match value.filter(|_| reader.faults.is_empty()) {
            Some(value) => table.accepted.push(Row { line: row.line, value }),
            None => table.refused.append(&mut reader.into_faults()),
        }
    }
    Ok(table)
}

/// One row being read, with the faults found so far.
pub(super) struct RowReader<'a> {
    row: &'a SheetRow,
    columns: &'a Columns,
    /// `None` where the cell is at fault already.
    cells: Vec<Option<String>>,
    faults: Vec<RefusedRow>,
}

impl<'a> RowReader<'a> {
    fn new(row: &'a SheetRow, columns: &'a Columns) -> Self {
        let mut reader = Self { row, columns, cells: Vec::new(), faults: Vec::new() };
        if !row.closed {
            let value = row.cells.first().map(|cell| shown(cell)).unwrap_or_default();
            reader.faults.push(RefusedRow { line: row.line, column: None, reason: Reason::UnclosedQuote, value });
            return reader;
        }
        for (place, cell) in row.cells.iter().enumerate() {
            let beyond = place >= columns.width();
            let cleaned = if beyond && !cell.trim().is_empty() { Err(Reason::TooManyCells) } else { clean(cell) };
            if let Err(reason) = cleaned {
                reader.fault_at(Some(place), reason, cell);
            }
            reader.cells.push(cleaned.ok());
        }
        reader
    }

    /// Whether nothing is wrong so far.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The cell with its line breaks; empty when the file has no such column.
    pub(super) fn lines(&self, key: &str) -> String {
        self.cell(key).flatten().unwrap_or_default()
    }

    /// The cell on one line; empty when the file has no such column.
    pub(super) fn text(&self, key: &str) -> String {
        one_line(&self.lines(key))
    }

    /// The cell on one line; an empty one is a fault.
    pub(super) fn required(&mut self, key: &str) -> Option<String> {
        // A cell already at fault is not said to be missing too.
        if self.cell(key) == Some(None) {
            return None;
        }
        let text = self.text(key);
        if text.is_empty() {
            self.refuse(key, Reason::Missing);
            return None;
        }
        Some(text)
    }

    /// Reports a fault of that column.
    pub(super) fn refuse(&mut self, key: &str, reason: Reason) {
        let value = self.lines(key);
        self.fault_at(self.columns.place(key), reason, &value);
    }

    /// The value, or `None` after the fault was reported.
    pub(super) fn or_refuse<T>(&mut self, key: &str, value: Result<T, Reason>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse(key, reason);
                None
            }
        }
    }

    /// Outer `None`: no such cell; inner `None`: a cell at fault.
    fn cell(&self, key: &str) -> Option<Option<String>> {
        self.columns.place(key).and_then(|place| self.cells.get(place)).cloned()
    }

    fn fault_at(&mut self, place: Option<usize>, reason: Reason, value: &str) {
        let column = place.and_then(|place| self.columns.header(place));
        self.faults.push(RefusedRow { line: self.row.line, column, reason, value: shown(value) });
    }

    /// The faults; a row without value always has one, or it would vanish.
    fn into_faults(mut self) -> Vec<RefusedRow> {
        if self.faults.is_empty() {
            let value = self.row.cells.first().map(|cell| shown(cell)).unwrap_or_default();
            self.faults.push(RefusedRow { line: self.row.line, column: None, reason: Reason::Missing, value });
        }
        self.faults
    }
}
