//! Which column of a file is which: headers in French or English, whatever their accents and case. A header that means
//! nothing refuses the table, since leaving it out could lose what it holds.

use std::collections::BTreeMap;

use super::sheet::SheetRow;
use super::text::{fold, shown};
use super::{MAX_COLUMNS, TableFault};

/// A column that a table may have.
pub(super) struct Column {
    /// Its key in docs/formats/tables.md; the key is a header too.
    pub(super) key: &'static str,
    /// Whether the table is refused without it.
    pub(super) required: bool,
    /// Its other headers, folded.
    pub(super) headers: &'static [&'static str],
}

/// Where each column of a file stands.
pub(super) struct Columns {
    places: BTreeMap<&'static str, usize>,
    headers: Vec<String>,
}

impl Columns {
    /// The columns of `header`.
    ///
    /// # Errors
    /// When one is missing, unknown or repeated: the whole list is told at once.
    pub(super) fn recognise(header: &SheetRow, known: &[Column]) -> Result<Self, TableFault> {
        let headers = printed(header);
        if headers.len() > MAX_COLUMNS {
            return Err(TableFault::TooManyColumns { line: header.line, most: MAX_COLUMNS });
        }
        let mut places = BTreeMap::new();
        let (mut unknown, mut repeated) = (Vec::new(), Vec::new());
        for (place, name) in headers.iter().enumerate() {
            let folded = fold(name);
            match known.iter().find(|column| column.answers_to(&folded)) {
                None => unknown.push(name.clone()),
                Some(column) if places.contains_key(column.key) => repeated.push(name.clone()),
                Some(column) => {
                    places.insert(column.key, place);
                }
            }
        }
        let absent = known.iter().filter(|column| column.required && !places.contains_key(column.key));
        let missing: Vec<String> = absent.map(|column| column.key.to_owned()).collect();
        if missing.is_empty() && unknown.is_empty() && repeated.is_empty() {
            return Ok(Self { places, headers });
        }
        Err(TableFault::Columns { missing, unknown, repeated })
    }

    /// How many columns the header has.
    pub(super) fn width(&self) -> usize {
        self.headers.len()
    }

    /// Where the column stands, when the file has it.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// The header at that place, as the file prints it.
    pub(super) fn header(&self, place: usize) -> Option<String> {
        self.headers.get(place).cloned()
    }
}

impl Column {
    /// Whether a header, folded, names it.
    pub(super) fn answers_to(&self, folded: &str) -> bool {
        fold(self.key) == folded || self.headers.contains(&folded)
    }
}

/// Headers as people see them; blank ones at the end are what spreadsheets leave behind.
fn printed(header: &SheetRow) -> Vec<String> {
    let mut names: Vec<String> = header.cells.iter().map(|cell| shown(cell)).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}
