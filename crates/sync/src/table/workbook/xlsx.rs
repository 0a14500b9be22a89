//! The cells of an XLSX sheet, one after the other as they stand in the file, so that a sheet said to be immense costs what it
//! holds. Not a place for styles: of a number's format only « this is a date » is kept.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::Cells;
use crate::table::TableFault;
use crate::table::sheet::SheetRow;

pub(super) fn rows(bytes: &[u8]) -> Result<Vec<SheetRow>, TableFault> {
    let damaged = |_: XlsxError| TableFault::DamagedWorkbook;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let shows = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let name = book.sheets_metadata().iter().find(shows).map(|sheet| sheet.name.clone()).ok_or(TableFault::Empty)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut cells = Cells::default();
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        cells.put(place(row), place(column), text(cell.get_value()))?;
    }
    cells.into_rows()
}

/// What a person reads in the cell, a date in its international form.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(when) => moment(when),
        // `#N/A` has letters enough to pass for a name: what is no text refuses the cell.
        DataRef::Error(_) => char::REPLACEMENT_CHARACTER.to_string(),
    }
}

fn moment(when: &ExcelDateTime) -> String {
    if when.is_duration() {
        return when.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}
