//! The store's numbered steps, forward only, each in its own transaction and never edited once released; and the tables a
//! store of the last version must have. Not a place for the statements that read and write.

use rusqlite::{Connection, TransactionBehavior};

use crate::failure::{Doing, Failure};

/// Marks the file as ours (`DELB`).
pub(crate) const APPLICATION_ID: i64 = 0x4445_4C42;

/// The steps; the version of a store is how many of them it went through.
pub(crate) const STEPS: &[&str] = &[include_str!("schema/0001_log.sql"), include_str!("schema/0002_segment.sql")];

/// The version that `steps` lead to.
pub(crate) fn last(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

/// The version of an open store.
pub(crate) fn version(connection: &Connection) -> Result<i64, Failure> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).doing("Reading the version")
}

/// Takes the steps that the store has not gone through.
pub(crate) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), Failure> {
    let done = usize::try_from(version(connection)?).unwrap_or(0);
    for (version, step) in (1_i64..).zip(steps).skip(done) {
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).doing("Starting a migration")?;
        transaction.execute_batch(step).doing("Migrating")?;
        transaction.pragma_update(None, "user_version", version).doing("Writing the version")?;
        transaction.commit().doing("Ending a migration")?;
    }
    Ok(())
}

/// Refuses a store whose tables, indexes or triggers are not exactly those that `steps` make.
pub(crate) fn expect_schema(connection: &Connection, steps: &[&str]) -> Result<(), Failure> {
    let mut model = Connection::open_in_memory().doing("Opening a model")?;
    migrate(&mut model, steps)?;
    if schema(connection)? == schema(&model)? { Ok(()) } else { Err(Failure::OtherSchema) }
}

/// Every object of the schema: kind, name and text.
fn schema(connection: &Connection) -> Result<Vec<(String, String, String)>, Failure> {
    let what = "Reading the schema";
    let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name";
    let mut statement = connection.prepare(sql).doing(what)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).doing(what)?;
    rows.collect::<rusqlite::Result<_>>().doing(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[&str] = &["CREATE TABLE a (x INTEGER) STRICT", "CREATE TABLE b (x INTEGER) STRICT"];

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        let broken = &[TWO[0], "CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE b (x INTEGER) STRICT"];
        assert!(migrate(&mut connection, broken).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert_eq!(schema(&connection).unwrap().len(), 1);
        migrate(&mut connection, TWO).unwrap();
        assert_eq!(version(&connection).unwrap(), 2);
        expect_schema(&connection, TWO).unwrap();
    }

    #[test]
    fn a_store_with_a_table_of_its_own_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, TWO).unwrap();
        connection.execute_batch("CREATE TABLE c (x INTEGER) STRICT").unwrap();
        assert!(matches!(expect_schema(&connection, TWO), Err(Failure::OtherSchema)));
    }
}
