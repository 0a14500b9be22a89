//! A table of candidates as a person corrects it before it is registered: read once from its file, its columns named, its cells
//! mended in place, then tried or written. The file itself is never changed.

use domain::id::SessionId;
use serde::{Deserialize, Serialize};
use sync::table::candidates;
use sync::table::sheet::{Sheet, SheetRow};
use sync::table::text::Encoding;

use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::failure::Failure;
use crate::files;
use crate::tables::{Mode, TableReport, table_failure};

/// A table of candidates, read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TableRead {
    /// The file's name.
    pub file_name: String,
    /// Its headers, as it prints them.
    pub headers: Vec<String>,
    /// What each column seems to hold; absent where nothing is recognised.
    pub columns: Vec<Option<String>>,
    /// What a column may hold, and whether the table needs it.
    pub fields: Vec<TableField>,
    /// Its rows.
    pub rows: Vec<TypedRow>,
}

/// What a column may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TableField {
    /// Its key (docs/formats/tables.md).
    pub key: String,
    /// Whether a table is refused without it.
    pub required: bool,
}

/// One row, as it stands or as it was mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TypedRow {
    /// Line of the file, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Rows to try or to write.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TypedTable {
    /// The session.
    pub session: SessionId,
    /// What each column holds; absent for one that is left out.
    pub columns: Vec<Option<String>>,
    /// The rows.
    pub rows: Vec<TypedRow>,
}

impl Desk {
    /// Asks the person for a table of candidates and reads it; `None` when they gave up.
    ///
    /// # Errors
    /// When the file can't be read as a table.
    pub fn choose_table(&self) -> Result<Option<TableRead>, Failure> {
        let Some(path) = self.dialogs.open_file(Purpose::Table) else { return Ok(None) };
        let sheet = Sheet::read(&files::read(&path)?).map_err(table_failure)?;
        let mut rows = sheet.rows.into_iter();
        let headers = rows.next().map(|row| row.cells).unwrap_or_default();
        let columns = candidates::recognised(&headers).into_iter().map(|key| key.map(str::to_owned)).collect();
        let fields = candidates::fields().map(|(key, required)| TableField { key: key.to_owned(), required }).collect();
        let rows = rows.map(|row| TypedRow { line: u32::try_from(row.line).unwrap_or(u32::MAX), cells: row.cells });
        Ok(Some(TableRead { file_name: files::name(&path), headers, columns, fields, rows: rows.collect() }))
    }

    /// Registers the candidates of those rows, or says which would be refused.
    ///
    /// # Errors
    /// As [`Desk::import_candidates`].
    pub fn import_typed(&self, table: &TypedTable, mode: Mode) -> Result<TableReport, Failure> {
        self.import_sheet(table.session, &table.sheet(), mode)
    }
}

impl TypedTable {
    /// The rows under the keys of their columns; those left out are not in it.
    fn sheet(&self) -> Sheet {
        let kept: Vec<(usize, &String)> =
            self.columns.iter().enumerate().filter_map(|(place, key)| Some((place, key.as_ref()?))).collect();
        let header = SheetRow { line: 1, cells: kept.iter().map(|(_, key)| (*key).clone()).collect(), closed: true };
        let body = self.rows.iter().map(|row| SheetRow {
            line: usize::try_from(row.line).unwrap_or(usize::MAX),
            cells: kept.iter().map(|(place, _)| row.cells.get(*place).cloned().unwrap_or_default()).collect(),
            closed: true,
        });
        Sheet { encoding: Encoding::Utf8, rows: std::iter::once(header).chain(body).collect() }
    }
}
