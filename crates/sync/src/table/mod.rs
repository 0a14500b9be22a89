//! The only place where foreign tables are read: candidates, marks, decisions, référentiels, règlements. Everything is
//! bounded, nothing panics, and every row is accepted or listed with its line, its column and a reason. Nothing here
//! writes a table, decides a rule of the jury or holds a word for people.

use serde::Serialize;

pub mod candidates;
mod columns;
pub mod decisions;
mod fields;
pub mod marks;
pub mod referential;
pub mod regulation;
mod rows;
pub mod sheet;
pub mod text;
mod workbook;

#[cfg(test)]
mod tests;

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Longest cell, in characters.
pub const MAX_CELL: usize = 10_000;
/// Most rows under the header.
pub const MAX_ROWS: usize = 100_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 200;

/// What was read of a table: every row that is not blank is in one of the two lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table<T> {
    /// How the bytes were read, to be shown: accents depend on it.
    pub encoding: text::Encoding,
    /// Rows without fault, in the order of the file.
    pub accepted: Vec<Row<T>>,
    /// Faults of the other rows, in the order of the file; a row may have several.
    pub refused: Vec<RefusedRow>,
}

/// A row without fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row<T> {
    /// Line of the file where the row begins, from 1.
    pub line: usize,
    /// What it says.
    pub value: T,
}

/// One fault of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedRow {
    /// Line of the file where the row begins, from 1.
    pub line: usize,
    /// Header of the column as the file prints it; absent when the whole row is at fault.
    pub column: Option<String>,
    /// Why.
    pub reason: Reason,
    /// The value at fault, shortened, without a character that could deceive who reads the list.
    pub value: String,
}

/// Why a row is refused: a closed list, whose words live in the words files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The cell is longer than [`MAX_CELL`], or than what its field may hold.
    TooLong,
    /// The cell holds a NUL.
    Nul,
    /// The cell holds a control character.
    ControlCharacter,
    /// The cell holds a character that turns the direction of writing.
    BidiControl,
    /// Bytes that are no text in the encoding of the file.
    Undecodable,
    /// A quote was opened and never closed: what follows cannot be told apart.
    UnclosedQuote,
    /// The row has more cells than the header.
    TooManyCells,
    /// The cell is empty and must not be.
    Missing,
    /// The name has no letter.
    NotAName,
    /// More given names than the civil status of the deposit takes (three).
    TooManyGivenNames,
    /// Neither F nor M.
    UnknownSex,
    /// Neither `JJ/MM/AAAA` nor `AAAA-MM-JJ`.
    NotADate,
    /// The calendar has no such day, or the year is out of 1900–2099.
    ImpossibleDate,
    /// No INSEE code of a commune: five digits, or 2A, 2B and three digits. Spreadsheets drop the leading zero.
    NotAnInseeCode,
    /// No address.
    NotAnEmail,
    /// None of the six routes.
    UnknownRoute,
    /// The référentiel has no such option.
    UnknownOption,
    /// The référentiel has no such bloc.
    UnknownBlock,
    /// Not `CODE:proof`.
    NotAPriorBlock,
    /// The bloc stands twice.
    RepeatedBlock,
    /// An earlier row has that number.
    DuplicateNumber,
    /// An earlier row has the same birth name, given names and date of birth.
    DuplicatePerson,
    /// An earlier row rates that criterion for that candidate.
    DuplicateMark,
    /// The session has no candidate of that number.
    UnknownCandidate,
    /// Nothing of that code is rated.
    UnknownCriterion,
    /// The scale has no such level.
    UnknownLevel,
    /// No score with at most two decimals.
    NotAScore,
    /// Below 0 or above the highest score.
    ScoreOutOfScale,
    /// Between two steps of the scale.
    ScoreOffStep,
    /// None of the outcomes.
    UnknownOutcome,
    /// An unfavourable decision carries a ground.
    GroundMissing,
    /// The règlement has no such mention.
    UnknownMention,
    /// A mention goes with the title only.
    MentionWithoutTitle,
}

/// Why a whole table is refused; nothing of it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum TableFault {
    /// Larger than [`MAX_BYTES`].
    #[error("The file has {bytes} bytes, more than {most}")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// No text at all: an image, an archive, UTF-16 without its mark.
    #[error("The file is no text")]
    NotText,
    /// A workbook of before 2007 (XLS), or an archive where text was expected.
    #[error("The file is an old workbook or an archive")]
    Workbook,
    /// A workbook (XLSX, ODS) that breaks off, or an archive that is none.
    #[error("The workbook can't be read")]
    DamagedWorkbook,
    /// Nothing but blank lines.
    #[error("The file is empty")]
    Empty,
    /// More than [`MAX_ROWS`] rows.
    #[error("The file has more than {most} rows")]
    TooManyRows {
        /// The limit.
        most: usize,
    },
    /// More than [`MAX_COLUMNS`] columns.
    #[error("Line {line} has more than {most} columns")]
    TooManyColumns {
        /// The line, from 1.
        line: usize,
        /// The limit.
        most: usize,
    },
    /// The header is not the one expected.
    #[error("Columns: missing {missing:?}, unknown {unknown:?}, repeated {repeated:?}")]
    Columns {
        /// Keys of the columns that are missing (docs/formats/tables.md).
        missing: Vec<String>,
        /// Headers that mean nothing, as the file prints them.
        unknown: Vec<String>,
        /// Headers that mean a column already given.
        repeated: Vec<String>,
    },
    /// A text that must be whole has a line that cannot be read.
    #[error("Line {line} cannot be read: {reason:?}")]
    BadLine {
        /// The line, from 1.
        line: usize,
        /// Why.
        reason: Reason,
    },
    /// No bloc was found in what should be a référentiel.
    #[error("No bloc was found in the text")]
    NoBlock,
}
