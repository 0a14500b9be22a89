//! What the store derives from the log, so that lists and searches need no replay: the shelf of sessions and their
//! candidates. Not a place where it is computed: the caller folds, this keeps.

use std::iter;

use domain::id::{CandidateId, SessionId};
use domain::log::Logged;
use domain::time::Timestamp;
use rusqlite::{Connection, Row, ToSql, Transaction, params};

use crate::book::Book;
use crate::failure::{Doing, Failure};
use crate::rows::{People, PersonRow, Projection, ShelfRow};

impl Book {
    /// The sessions, the one that changed last first.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn shelf(&self) -> Result<Vec<ShelfRow>, Failure> {
        let what = "Reading the shelf";
        let sql = "SELECT session, name, state, figures, updated FROM shelf ORDER BY updated DESC, session";
        let mut statement = self.connection.prepare_cached(sql).doing(what)?;
        let rows = statement.query_map([], shelf_row).doing(what)?;
        rows.collect::<rusqlite::Result<_>>().doing(what)
    }

    /// The candidates of `session`, or of every session, whose folded name or number holds each word of `folded`; two hundred
    /// at most.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn search(&self, session: Option<SessionId>, folded: &str) -> Result<Vec<PersonRow>, Failure> {
        let what = "Searching a candidate";
        let words: Vec<&str> = folded.split_whitespace().take(8).collect();
        let holds: String =
            (2..words.len() + 2).map(|at| format!("AND instr(folded || char(10) || number, ?{at}) > 0 ")).collect();
        let sql = format!(
            "SELECT session, candidate, number, folded, card FROM person WHERE (?1 IS NULL OR session = ?1) {holds}
            ORDER BY folded, session, candidate LIMIT 200"
        );
        let mut statement = self.connection.prepare_cached(&sql).doing(what)?;
        let session = session.map(|session| session.0);
        let asked: Vec<&dyn ToSql> =
            iter::once::<&dyn ToSql>(&session).chain(words.iter().map(|word| word as &dyn ToSql)).collect();
        let rows = statement.query_map(asked.as_slice(), person_row).doing(what)?;
        rows.collect::<rusqlite::Result<_>>().doing(what)
    }

    /// Rebuilds every projection from the log; `fold` gives that of one session, or `None` when it has none.
    ///
    /// # Errors
    /// When the disk is full or fails; the projections are then as they were.
    pub fn rebuild_projections(
        &mut self,
        mut fold: impl FnMut(SessionId, &[Logged]) -> Option<Projection>,
    ) -> Result<(), Failure> {
        let mut rebuilt = Vec::new();
        for session in self.sessions()? {
            rebuilt.extend(fold(session, &self.entries(session)?));
        }
        self.in_transaction(|transaction| {
            transaction.execute_batch("DELETE FROM person; DELETE FROM shelf;").doing("Emptying the projections")?;
            rebuilt.into_iter().try_for_each(|Projection { shelf, people }| {
                let people = People::All(shelf.session, people);
                write(transaction, Some(&shelf), &people)
            })
        })
    }
}

/// Writes the rows of one session's projections.
pub(crate) fn write(transaction: &Transaction<'_>, shelf: Option<&ShelfRow>, people: &People) -> Result<(), Failure> {
    if let Some(row) = shelf {
        write_shelf(transaction, row)?;
    }
    match people {
        People::Unchanged => Ok(()),
        People::Changed(rows) => rows.iter().try_for_each(|row| write_person(transaction, row)),
        People::All(session, rows) => {
            let what = "Replacing the candidates";
            transaction.execute("DELETE FROM person WHERE session = ?1", [session.0]).doing(what)?;
            rows.iter().try_for_each(|row| write_person(transaction, row))
        }
    }
}

/// The projection kept for one session, its candidates in the order of their ids.
pub(crate) fn kept(connection: &Connection, session: SessionId) -> Result<Option<Projection>, Failure> {
    let what = "Reading a projection";
    let sql = "SELECT session, name, state, figures, updated FROM shelf WHERE session = ?1";
    let mut statement = connection.prepare_cached(sql).doing(what)?;
    let shelf = statement.query_map([session.0], shelf_row).doing(what)?.next().transpose().doing(what)?;
    let sql = "SELECT session, candidate, number, folded, card FROM person WHERE session = ?1 ORDER BY candidate";
    let mut statement = connection.prepare_cached(sql).doing(what)?;
    let rows = statement.query_map([session.0], person_row).doing(what)?;
    let people = rows.collect::<rusqlite::Result<Vec<_>>>().doing(what)?;
    Ok(shelf.map(|shelf| Projection { shelf, people }))
}

fn write_shelf(transaction: &Transaction<'_>, row: &ShelfRow) -> Result<(), Failure> {
    let what = "Writing the shelf";
    let sql = "INSERT INTO shelf (session, name, state, figures, updated) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (session) DO UPDATE SET
        name = excluded.name, state = excluded.state, figures = excluded.figures, updated = excluded.updated";
    let values = params![row.session.0, row.name, row.state, row.figures, row.updated.0];
    transaction.prepare_cached(sql).doing(what)?.execute(values).doing(what)?;
    Ok(())
}

fn write_person(transaction: &Transaction<'_>, row: &PersonRow) -> Result<(), Failure> {
    let what = "Writing a candidate";
    let sql = "INSERT INTO person (session, candidate, number, folded, card) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (session, candidate) DO UPDATE SET
        number = excluded.number, folded = excluded.folded, card = excluded.card";
    let values = params![row.session.0, row.candidate.0, row.number, row.folded, row.card];
    transaction.prepare_cached(sql).doing(what)?.execute(values).doing(what)?;
    Ok(())
}

fn shelf_row(row: &Row<'_>) -> rusqlite::Result<ShelfRow> {
    Ok(ShelfRow {
        session: SessionId(row.get(0)?),
        name: row.get(1)?,
        state: row.get(2)?,
        figures: row.get(3)?,
        updated: Timestamp(row.get(4)?),
    })
}

fn person_row(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    Ok(PersonRow {
        session: SessionId(row.get(0)?),
        candidate: CandidateId(row.get(1)?),
        number: row.get(2)?,
        folded: row.get(3)?,
        card: row.get(4)?,
    })
}
