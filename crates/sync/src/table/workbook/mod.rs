//! Workbooks as rows of raw cells: the first sheet that shows of an XLSX file (ECMA-376) or of an ODS one (OASIS OpenDocument
//! 1.3). What a file unfolds to is counted before anything is read of it. Formulas are not computed: the value the spreadsheet
//! left stands. It knows cells and files, not what a table means; it must not write one.

mod ods;
mod xlsx;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use zip::ZipArchive;

use super::sheet::SheetRow;
use super::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS, TableFault};

/// How an archive begins, and so how these workbooks do.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Whether the bytes begin as a workbook does.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    bytes.starts_with(ARCHIVE)
}

/// The rows of the first sheet, blank ones left out; a line is the row's number on the sheet.
///
/// # Errors
/// When the file is no workbook, is damaged, passes a limit, or its sheet is empty.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<SheetRow>, TableFault> {
    // The readers of both formats are others': a file that breaks one is a damaged file, not the end of the program.
    let read = || {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableFault::DamagedWorkbook)?;
        weigh(&mut archive)?;
        match archive.by_name("content.xml") {
            Ok(content) => ods::rows(content),
            Err(_) => xlsx::rows(bytes),
        }
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(TableFault::DamagedWorkbook))
}

/// Unfolds every part into nothing and counts: an archive of a few kilobytes can hold gigabytes.
fn weigh(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), TableFault> {
    let mut left = MAX_BYTES;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| TableFault::DamagedWorkbook)?;
        let most = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
        let held =
            std::io::copy(&mut part.take(most), &mut std::io::sink()).map_err(|_| TableFault::DamagedWorkbook)?;
        let held = usize::try_from(held).unwrap_or(usize::MAX);
        left = left.checked_sub(held).ok_or(TableFault::TooLarge { bytes: MAX_BYTES + 1, most: MAX_BYTES })?;
    }
    Ok(())
}

/// Cells as they come, in any order.
#[derive(Default)]
struct Cells {
    rows: BTreeMap<usize, BTreeMap<usize, String>>,
    weight: usize,
}

impl Cells {
    /// Puts a cell in its place, counted from 0; an empty one is nothing.
    fn put(&mut self, row: usize, column: usize, text: String) -> Result<(), TableFault> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(TableFault::TooManyColumns { line: row.saturating_add(1), most: MAX_COLUMNS });
        }
        self.weight = self.weight.saturating_add(text.len());
        if self.weight > MAX_BYTES {
            return Err(TableFault::TooLarge { bytes: self.weight, most: MAX_BYTES });
        }
        self.rows.entry(row).or_default().insert(column, text);
        if self.rows.len() > MAX_ROWS + 1 {
            return Err(TableFault::TooManyRows { most: MAX_ROWS });
        }
        Ok(())
    }

    fn into_rows(self) -> Result<Vec<SheetRow>, TableFault> {
        if self.rows.is_empty() {
            return Err(TableFault::Empty);
        }
        let row = |(row, mut cells): (usize, BTreeMap<usize, String>)| {
            let width = cells.last_key_value().map_or(0, |(last, _)| last + 1);
            let cells = (0..width).map(|column| cells.remove(&column).unwrap_or_default()).collect();
            SheetRow { line: row.saturating_add(1), cells, closed: true }
        };
        Ok(self.rows.into_iter().map(row).collect())
    }
}
