//! XLSX: the rows of the CSV, every cell typed as text, the head frozen. Its dates are the session's: same minutes, same
//! bytes.

use domain::minutes::Minutes;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::table::rows;
use crate::failure::PaperFailure;
use crate::paper::made_at;

/// The results of `minutes`, one row for each candidate.
///
/// # Errors
/// When the workbook can't be written, or holds a text longer than a cell may.
pub fn results_xlsx(minutes: &Minutes) -> Result<Vec<u8>, PaperFailure> {
    build(minutes).map_err(|error| PaperFailure::Data(error.to_string()))
}

fn build(minutes: &Minutes) -> Result<Vec<u8>, XlsxError> {
    let time = made_at(&minutes.sitting);
    let made = ExcelDateTime::from_ymd(time.date.year(), time.date.month(), time.date.day())?.and_hms(
        u16::from(time.hour.min(23)),
        time.minute.min(59),
        0,
    )?;
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(format!("Résultats, procès-verbal {}", crate::words::number(&minutes.number)))
        .set_author(&minutes.certification.certifier)
        .set_creation_datetime(&made);
    book.set_properties(&properties);
    let sheet = book.add_worksheet();
    sheet.set_name("Résultats")?.set_freeze_panes(1, 0)?;
    let head = Format::new().set_bold();
    for (number, row) in (0_u32..).zip(rows(minutes)) {
        for (column, cell) in (0_u16..).zip(row) {
            // Excel takes at most 32,767 characters in a cell; the paper holds the whole text.
            let cell: String = cell.chars().take(32_000).collect();
            if number == 0 {
                sheet.write_string_with_format(number, column, cell, &head)?;
            } else {
                sheet.write_string(number, column, cell)?;
            }
        }
    }
    sheet.autofit();
    book.save_to_buffer()
}
