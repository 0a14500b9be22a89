//! Tables typed by others, brought into a session: candidates, a juror's marks, a panel's decisions. Every row is accepted
//! or listed with its line, its column and a reason; what is accepted is written in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use domain::command::Command;
use domain::deliberation::Outcome;
use domain::grading::Mark;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::CandidateFile;
use domain::refusal::Refusal;
use domain::session::Session;
use serde::Serialize;
use sync::table::candidates::CandidateRow;
use sync::table::marks::MarkRow;
use sync::table::sheet::Sheet;
use sync::table::{Row, Table, TableFault, candidates, decisions, marks};

use crate::desk::Desk;
use crate::failure::Failure;

/// What became of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TableReport {
    /// Rows written.
    pub accepted: usize,
    /// Rows refused, in the order of the file.
    pub refused: Vec<RefusedLine>,
    /// How the bytes were read.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub encoding: sync::table::text::Encoding,
    /// Set when nothing was written, as was asked.
    pub dry_run: bool,
}

/// One row refused, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RefusedLine {
    /// Line of the file, from 1.
    pub line: usize,
    /// Header of the column; absent when the whole row is at fault.
    pub column: Option<String>,
    /// The code of the reason.
    pub code: String,
    /// The value at fault, or the arguments of the refusal's sentence.
    pub value: String,
    /// Arguments of the reason's sentence.
    pub args: BTreeMap<String, String>,
}

/// Whether a table is written or only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write what is accepted.
    Write,
    /// Write nothing.
    DryRun,
}

/// A row's commands: all of them, or none.
type RowCommands = Row<Vec<Command>>;

impl Desk {
    /// Registers the candidates of a table.
    ///
    /// # Errors
    /// When the table can't be read as a whole, or the machine fails: nothing is then written.
    pub fn import_candidates(&self, session: SessionId, bytes: &[u8], mode: Mode) -> Result<TableReport, Failure> {
        self.import_sheet(session, &Sheet::read(bytes).map_err(table_failure)?, mode)
    }

    /// Registers the candidates of a sheet, wherever its rows came from.
    ///
    /// # Errors
    /// As [`Desk::import_candidates`].
    pub(crate) fn import_sheet(&self, session: SessionId, sheet: &Sheet, mode: Mode) -> Result<TableReport, Failure> {
        let referential = self.read(session, |dossier| Ok(dossier.session.referential.clone()))?;
        let table = candidates::from_sheet(sheet, &referential).map_err(table_failure)?;
        let table = try_map(table, |row| self.admission(row))?;
        self.write_table(session, None, table, mode)
    }

    /// Writes the marks of a table as `person`'s own.
    ///
    /// # Errors
    /// As [`Desk::import_candidates`].
    pub fn import_marks(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        bytes: &[u8],
        mode: Mode,
    ) -> Result<TableReport, Failure> {
        let (table, numbers) = self.rated_table(session, bytes)?;
        let table = try_map(table, |row| {
            let mark = Mark { rating: Some(row.rating), comment: row.comment };
            let candidate = numbers.get(&row.candidate).copied().ok_or(Failure::UnknownSession)?;
            Ok(vec![Command::Mark { candidate, criterion: row.criterion, mark }])
        })?;
        self.write_table(session, person, table, mode)
    }

    /// Retains the ratings of a table for the panel; what stands beside a rating is its ground.
    ///
    /// # Errors
    /// As [`Desk::import_candidates`].
    pub fn import_retained(&self, session: SessionId, bytes: &[u8], mode: Mode) -> Result<TableReport, Failure> {
        let (table, numbers) = self.rated_table(session, bytes)?;
        let table = try_map(table, |row| {
            let candidate = numbers.get(&row.candidate).copied().ok_or(Failure::UnknownSession)?;
            let (criterion, rating, ground) = (row.criterion, row.rating, row.comment);
            Ok(vec![Command::Retain { candidate, criterion, rating, ground }])
        })?;
        self.write_table(session, None, table, mode)
    }

    /// Writes the decisions of a table; parts follow the proposal.
    ///
    /// # Errors
    /// As [`Desk::import_candidates`].
    pub fn import_decisions(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        bytes: &[u8],
        mode: Mode,
    ) -> Result<TableReport, Failure> {
        let (table, numbers) = self.read(session, |dossier| {
            let numbers = numbers(&dossier.session);
            let known: BTreeSet<String> = numbers.keys().cloned().collect();
            let table = decisions::read(bytes, &known, &dossier.session.regulation.mentions);
            Ok((table.map_err(table_failure)?, numbers))
        })?;
        let table = try_map(table, |row| {
            let candidate = numbers.get(&row.candidate).copied().ok_or(Failure::UnknownSession)?;
            // Without a column for it, the mention is the proposed one; an empty cell under « mention » means the same.
            let mention = (row.outcome == Outcome::Awarded).then_some(row.mention).flatten();
            let (outcome, ground) = (row.outcome, row.ground);
            Ok(vec![Command::Decide { candidate, outcome, parts_validated: None, mention, ground }])
        })?;
        self.write_table(session, person, table, mode)
    }

    /// A table of ratings, and the candidates by number.
    fn rated_table(
        &self,
        session: SessionId,
        bytes: &[u8],
    ) -> Result<(Table<MarkRow>, BTreeMap<String, CandidateId>), Failure> {
        self.read(session, |dossier| {
            let session = &dossier.session;
            let numbers = numbers(session);
            let (known, criteria) = (numbers.keys().cloned().collect(), criteria(session));
            let known = marks::Known { candidates: &known, criteria: &criteria };
            Ok((marks::read(bytes, &session.regulation.scale, known).map_err(table_failure)?, numbers))
        })
    }

    fn write_table(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        table: Table<Vec<Command>>,
        mode: Mode,
    ) -> Result<TableReport, Failure> {
        let groups: Vec<&[Command]> = table.accepted.iter().map(|row| row.value.as_slice()).collect();
        let refusals = match mode {
            Mode::Write => self.execute_groups(session, person, &groups)?,
            Mode::DryRun => self.try_groups(session, person, &groups)?,
        };
        let mut refused: Vec<RefusedLine> = table.refused.iter().map(refused_row).collect();
        for (place, refusal) in &refusals {
            refused.extend(table.accepted.get(*place).map(|row| refused_by_rule(row, refusal)));
        }
        refused.sort_by_key(|line| line.line);
        let accepted = table.accepted.len().saturating_sub(refusals.len());
        Ok(TableReport { accepted, refused, encoding: table.encoding, dry_run: mode == Mode::DryRun })
    }

    fn admission(&self, row: CandidateRow) -> Result<Vec<Command>, Failure> {
        let candidate = self.new_candidate()?;
        let family_name = row.status.usage_name.clone().unwrap_or_else(|| row.status.birth_name.clone());
        let file = CandidateFile {
            number: row.number,
            family_name,
            given_name: row.status.given_names.first().cloned().unwrap_or_default(),
            route: row.route,
            option: row.option,
            attempt: 1,
            previous: None,
        };
        let admit = Command::AdmitCandidate { candidate, file, civil: Some(row.status) };
        let prior = row.prior.into_iter().map(|prior| Command::RecordPriorBlock { candidate, prior });
        let granted = row.accommodation.map(|accommodation| Command::GrantAccommodation { candidate, accommodation });
        Ok(std::iter::once(admit).chain(prior).chain(granted).collect())
    }
}

/// Candidates of a session by number.
#[must_use]
pub fn numbers(session: &Session) -> BTreeMap<String, CandidateId> {
    let roster = session.roster().into_iter();
    roster.filter_map(|(id, candidate)| Some((candidate.file.shown()?.number.clone(), id))).collect()
}

/// Everything that is rated in a session.
fn criteria(session: &Session) -> BTreeSet<String> {
    let roster = session.roster();
    roster.iter().flat_map(|(_, candidate)| session.criteria_to_grade(candidate)).map(str::to_owned).collect()
}

fn try_map<T>(
    table: Table<T>,
    mut commands: impl FnMut(T) -> Result<Vec<Command>, Failure>,
) -> Result<Table<Vec<Command>>, Failure> {
    let rows = table.accepted.into_iter().map(|row| Ok(Row { line: row.line, value: commands(row.value)? }));
    let accepted = rows.collect::<Result<Vec<RowCommands>, Failure>>()?;
    Ok(Table { encoding: table.encoding, accepted, refused: table.refused })
}

fn refused_row(row: &sync::table::RefusedRow) -> RefusedLine {
    RefusedLine {
        line: row.line,
        column: row.column.clone(),
        code: code(&row.reason),
        value: row.value.clone(),
        args: BTreeMap::new(),
    }
}

fn refused_by_rule(row: &RowCommands, refusal: &Refusal) -> RefusedLine {
    let args = refusal.args().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    RefusedLine { line: row.line, column: None, code: refusal.code().to_owned(), value: String::new(), args }
}

fn code(reason: &sync::table::Reason) -> String {
    let value = serde_json::to_value(reason).ok();
    value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A table refused as a whole, as it crosses the door.
pub(crate) fn table_failure(fault: TableFault) -> Failure {
    let list = |items: &[String]| items.join(", ");
    let (code, args) = match &fault {
        TableFault::TooLarge { most, .. } => ("table-too-large", vec![("limit", most.to_string())]),
        TableFault::NotText => ("table-not-text", Vec::new()),
        TableFault::Workbook => ("table-workbook", Vec::new()),
        TableFault::DamagedWorkbook => ("table-damaged-workbook", Vec::new()),
        TableFault::Empty => ("table-empty", Vec::new()),
        TableFault::TooManyRows { most } => ("table-too-many-rows", vec![("limit", most.to_string())]),
        TableFault::TooManyColumns { line, most } => {
            ("table-too-many-columns", vec![("line", line.to_string()), ("limit", most.to_string())])
        }
        TableFault::Columns { missing, unknown, repeated } => (
            "table-columns",
            vec![("missing", list(missing)), ("unknown", list(unknown)), ("repeated", list(repeated))],
        ),
        TableFault::BadLine { line, reason } => {
            ("table-bad-line", vec![("line", line.to_string()), ("reason", self::code(reason))])
        }
        TableFault::NoBlock => ("table-no-block", Vec::new()),
    };
    Failure::BadInput { code, args }
}
