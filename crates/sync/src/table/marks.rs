//! The table of one juror's marks. It reads and checks the scale and the codes; who may mark whom is the domain's.

use std::collections::{BTreeMap, BTreeSet};

use domain::grading::Rating;
use domain::referential::Code;
use domain::regulation::Scale;
use serde::Serialize;

use super::columns::Column;
use super::rows::{self, RowReader};
use super::sheet::Sheet;
use super::text::fold;
use super::{Reason, Table, TableFault, fields};

/// What a session knows, to check a table against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Numbers of its candidates.
    pub candidates: &'a BTreeSet<String>,
    /// Codes of what is rated: criteria, elements of the mémoire, soutenance.
    pub criteria: &'a BTreeSet<Code>,
}

/// One mark as the table tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkRow {
    /// Number of the candidate, as the session writes it.
    pub candidate: String,
    /// Code of the criterion, as the référentiel writes it.
    pub criterion: Code,
    /// The rating.
    pub rating: Rating,
    /// The comment, its line breaks kept.
    pub comment: String,
}

/// The marks of a table, on `scale`.
///
/// # Errors
/// When the table as a whole cannot be read; nothing of it is kept.
pub fn read(bytes: &[u8], scale: &Scale, known: Known<'_>) -> Result<Table<MarkRow>, TableFault> {
    from_sheet(&Sheet::read(bytes)?, scale, known)
}

/// The marks of a sheet, wherever its rows came from.
///
/// # Errors
/// When the header is not the one expected.
pub fn from_sheet(sheet: &Sheet, scale: &Scale, known: Known<'_>) -> Result<Table<MarkRow>, TableFault> {
    let (numbers, codes) = (Index::of(known.candidates), Index::of(known.criteria));
    let mut seen = BTreeSet::new();
    rows::read(sheet, COLUMNS, |row| {
        let candidate = numbers.find(row, "candidate", Reason::UnknownCandidate);
        let criterion = codes.find(row, "criterion", Reason::UnknownCriterion);
        let rating = row.required("rating");
        let rating = rating.and_then(|text| row.or_refuse("rating", fields::rating(&text, scale)));
        let comment = row.lines("comment");
        let mark = MarkRow { candidate: candidate?, criterion: criterion?, rating: rating?, comment };
        if row.is_sound() && !seen.insert((mark.candidate.clone(), mark.criterion.clone())) {
            row.refuse("criterion", Reason::DuplicateMark);
        }
        Some(mark)
    })
}

/// Known words by what their spellings share.
pub(super) struct Index(BTreeMap<String, String>);

impl Index {
    pub(super) fn of(words: &BTreeSet<String>) -> Self {
        Self(words.iter().map(|word| (fold(word), word.clone())).collect())
    }

    /// The known word of that cell, as the session writes it.
    pub(super) fn find(&self, row: &mut RowReader<'_>, key: &str, unknown: Reason) -> Option<String> {
        let text = row.required(key)?;
        row.or_refuse(key, self.0.get(&fold(&text)).cloned().ok_or(unknown))
    }
}

const COLUMNS: &[Column] = &[
    Column { key: "candidate", required: true, headers: CANDIDATE },
    Column {
        key: "criterion",
        required: true,
        headers: &["critere", "code critere", "code du critere", "criterion code"],
    },
    Column { key: "rating", required: true, headers: &["niveau", "note", "evaluation", "level", "score", "mark"] },
    Column {
        key: "comment",
        required: false,
        headers: &["commentaire", "remarque", "observation", "observations", "motif", "ground"],
    },
];

/// Headers of the candidate's number in tables about a candidate.
pub(super) const CANDIDATE: &[&str] = &[
    "candidat",
    "numero",
    "n",
    "no",
    "num",
    "n candidat",
    "numero candidat",
    "numero de candidat",
    "candidate number",
    "number",
];
