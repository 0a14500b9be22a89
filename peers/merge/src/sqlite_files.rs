//! SQLite's own merge: each laptop's table attached, one upsert that keeps the newest of each cell. What no author signed, no
//! history keeps, and nothing verifies: the floor of an engine of tables. Same journal and same durability as ours.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use crate::Done;
use crate::cells::Cell;
use crate::measure::Took;

const TABLE: &str = "CREATE TABLE cell (
    candidate BLOB NOT NULL, criterion TEXT NOT NULL, juror BLOB NOT NULL, level INTEGER, comment TEXT NOT NULL,
    clock INTEGER NOT NULL, PRIMARY KEY (candidate, criterion, juror)) STRICT, WITHOUT ROWID;";
const DURABILITY: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;";

pub fn make(folder: &Path, devices: &[Vec<Cell>]) -> Done<()> {
    for (number, cells) in devices.iter().enumerate() {
        let path = folder.join(format!("sqlite-{number}"));
        std::fs::remove_file(&path).ok();
        let mut connection = Connection::open(&path)?;
        connection.execute_batch(TABLE)?;
        let transaction = connection.transaction()?;
        for cell in cells {
            let mut insert = transaction.prepare_cached("INSERT INTO cell VALUES (?1, ?2, ?3, ?4, '', ?5)")?;
            let (candidate, juror) = (bytes(&cell.candidate)?, bytes(&cell.juror)?);
            insert.execute(params![candidate, cell.criterion, juror, cell.level, cell.clock])?;
        }
        transaction.commit()?;
    }
    Ok(())
}

pub fn merge(folder: &Path, files: &[PathBuf]) -> Done<Took> {
    let path = folder.join("merged.db");
    for ending in ["", "-wal", "-shm"] {
        std::fs::remove_file(folder.join(format!("merged.db{ending}"))).ok();
    }
    let mut connection = Connection::open(&path)?;
    connection.execute_batch(DURABILITY)?;
    connection.execute_batch(TABLE)?;
    Took::once(|| {
        for (number, file) in files.iter().enumerate() {
            let sql = format!("ATTACH ?1 AS other{number}");
            connection.execute(&sql, [file.to_string_lossy()])?;
        }
        let transaction = connection.transaction()?;
        for number in 0..files.len() {
            transaction.execute_batch(&format!(
                "INSERT INTO cell SELECT * FROM other{number}.cell WHERE TRUE
                ON CONFLICT DO UPDATE SET level = excluded.level, comment = excluded.comment, clock = excluded.clock
                WHERE excluded.clock > clock;"
            ))?;
        }
        transaction.commit()?;
        let count: i64 = connection.query_row("SELECT count(*) FROM cell", [], |row| row.get(0))?;
        Ok(usize::try_from(count)?)
    })
}

/// The bytes that hexadecimal digits spell.
fn bytes(hex: &str) -> Done<Vec<u8>> {
    (0..hex.len()).step_by(2).map(|at| Ok(u8::from_str_radix(hex.get(at..at + 2).ok_or("odd digits")?, 16)?)).collect()
}
