//! Rows of cells, whatever the file they came from: CSV, read here, or a workbook, read next door. It knows lines and cells,
//! not what they mean.

use std::io::Read;

use super::text::{Encoding, decode};
use super::{MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, TableFault, workbook};

/// Read after the file: when it does not come back as a row of its own, a quote was left open. Its control character
/// cannot stand in an accepted cell.
const SENTINEL: &str = "\u{1}end";

/// A table as rows of raw cells; blank rows are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How the bytes were read.
    pub encoding: Encoding,
    /// The header, then the others.
    pub rows: Vec<SheetRow>,
}

/// One row of raw cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Line of the file where it begins, from 1.
    pub line: usize,
    /// At most [`MAX_COLUMNS`] + 1 cells.
    pub cells: Vec<String>,
    /// Whether its last quote was closed.
    pub closed: bool,
}

impl Sheet {
    /// The rows of a file: the first sheet of a workbook (XLSX, ODS), else CSV.
    ///
    /// # Errors
    /// When the file is neither, is damaged, is empty, or passes a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, TableFault> {
        if bytes.len() > MAX_BYTES {
            return Err(TableFault::TooLarge { bytes: bytes.len(), most: MAX_BYTES });
        }
        if workbook::looks_like_one(bytes) {
            return Ok(Self { encoding: Encoding::Workbook, rows: workbook::rows(bytes)? });
        }
        Self::from_csv(bytes)
    }

    /// The rows of a CSV file: `;`, tab or comma, guessed from the first line; quoted cells may hold line breaks.
    fn from_csv(bytes: &[u8]) -> Result<Self, TableFault> {
        let (text, encoding) = decode(bytes)?;
        let (separator, body) = separator(&text);
        let skipped = count_lines(text.get(..text.len() - body.len()).unwrap_or_default());
        refuse_wide_lines(body, separator, skipped)?;
        let rows = records(body, separator, skipped)?;
        if rows.is_empty() {
            return Err(TableFault::Empty);
        }
        Ok(Self { encoding, rows })
    }
}

fn records(body: &str, separator: u8, skipped: usize) -> Result<Vec<SheetRow>, TableFault> {
    let input = body.as_bytes().chain(&b"\n"[..]).chain(SENTINEL.as_bytes());
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(input);
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut lines = LineCounter { body: body.as_bytes(), at: 0, line: skipped + 1 };
    let mut record = csv::StringRecord::new();
    // The input is valid UTF-8 in memory: an error cannot come, and would end the table as its end does.
    while reader.read_record(&mut record).is_ok_and(|more| more) {
        let start = record.position().map_or(0, csv::Position::byte);
        let line = lines.line_of(usize::try_from(start).unwrap_or(usize::MAX));
        let cells: Vec<String> = record.iter().take(MAX_COLUMNS + 1).map(str::to_owned).collect();
        let is_end = cells.len() == 1 && cells.first().is_some_and(|cell| cell == SENTINEL);
        if is_end || cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let closed = !cells.last().is_some_and(|cell| cell.ends_with(SENTINEL));
        rows.push(SheetRow { line, cells, closed });
        if rows.len() > MAX_ROWS + 1 {
            return Err(TableFault::TooManyRows { most: MAX_ROWS });
        }
    }
    Ok(rows)
}

/// The separator and the text under it: Excel's `sep=;` line is obeyed, else the first line that is not blank votes.
fn separator(text: &str) -> (u8, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some([one]) = first.trim().strip_prefix("sep=").map(str::as_bytes)
        && b";,\t".contains(one)
    {
        return (*one, rest);
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let votes = |separator: u8| count_outside_quotes(header, separator);
    let mut best = b';';
    for other in [b'\t', b','] {
        if votes(other) > votes(best) {
            best = other;
        }
    }
    (best, text)
}

fn count_outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut found = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            _ if byte == separator && !quoted => found += 1,
            _ => {}
        }
    }
    found
}

/// A line that could hold more cells than any table would fill the memory before the row is counted.
fn refuse_wide_lines(body: &str, separator: u8, skipped: usize) -> Result<(), TableFault> {
    let most = MAX_CELL * MAX_COLUMNS;
    let wide = |line: &str| line.len() > most && line.bytes().filter(|byte| *byte == separator).count() > most;
    match body.lines().position(wide) {
        Some(at) => Err(TableFault::TooManyColumns { line: skipped + at + 1, most: MAX_COLUMNS }),
        None => Ok(()),
    }
}

fn count_lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The reader's own count starts at the blank lines before a record; people count from its first cell.
struct LineCounter<'a> {
    body: &'a [u8],
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_of(&mut self, start: usize) -> usize {
        while let Some(byte) = self.body.get(self.at).filter(|byte| self.at < start || **byte == b'\n') {
            self.line += usize::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}
