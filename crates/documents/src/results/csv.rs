//! CSV as a French spreadsheet opens it: `;`, UTF-8 with its mark, CRLF. A cell that a spreadsheet would run as a formula
//! starts with an apostrophe.

use domain::minutes::Minutes;

use super::table::rows;
use crate::failure::PaperFailure;

/// The results of `minutes`, one row for each candidate.
///
/// # Errors
/// When the table can't be written.
pub fn results_csv(minutes: &Minutes) -> Result<Vec<u8>, PaperFailure> {
    let wrong = |error: &dyn std::fmt::Display| PaperFailure::Data(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    for row in rows(minutes) {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(|error| wrong(&error))?;
    }
    writer.into_inner().map_err(|error| wrong(&error))
}

/// `cell`, never a formula: OWASP's list of first characters, and their full-width twins that some programs fold.
pub(crate) fn harmless(cell: &str) -> String {
    let risky =
        |character: char| matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    let starts = cell.trim_start_matches([' ', '\u{A0}', '\u{202F}']).chars().next().is_some_and(risky);
    if starts || cell.chars().next().is_some_and(risky) { format!("'{cell}") } else { cell.to_owned() }
}
