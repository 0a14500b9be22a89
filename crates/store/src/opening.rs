//! How a store is opened: a procedure that looks before it touches. Whatever it refuses keeps every byte and is never made
//! anew. Not a place for reading or writing what the store holds.

use std::fs::{self, OpenOptions};
use std::io::Read;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, ffi};

use crate::disk::{beside, confirm, folder, remove_if_there, rename};
use crate::failure::{Doing, Failure};
use crate::key::Key;
use crate::lock::{self, Lock};
use crate::migration::{APPLICATION_ID, expect_schema, last, migrate, version};
use crate::packed;

/// The first SQLite that repairs the WAL-reset fault (3.7.0 to 3.51.2 could corrupt a file).
const OLDEST_SQLITE: i32 = 3_051_003;
/// Longest value, in bytes: a document of 50 MiB and its row.
const LONGEST_VALUE: i32 = 56 << 20;

/// Pragmas of every connection. None of them writes.
const GUARDS: &str = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32768;";

/// What makes an acknowledged write durable, once the file was accepted.
const DURABILITY: &str = "PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1;
    PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864;";

/// Makes a store at `path`, which must be free, and opens it. A crash leaves either a whole store or none.
pub(crate) fn create(path: &Path, key: &Key, writer: &str, steps: &[&str]) -> Result<(Connection, Lock), Failure> {
    fs::create_dir_all(folder(path)).map_err(|error| Failure::io(&error))?;
    let lock = lock::take(path, writer)?;
    if ["", "-wal", "-shm", "-journal"].iter().any(|suffix| beside(path, suffix).exists()) {
        return Err(Failure::AlreadyThere);
    }
    let new = beside(path, ".new");
    remove_if_there(&new)?;
    remove_if_there(&beside(&new, "-journal"))?;
    let mut connection = connect(&new, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID).doing("Marking the store")?;
    migrate(&mut connection, steps)?;
    connection.close().map_err(|(_, error)| error).doing("Closing the new store")?;
    confirm(&new)?;
    rename(&new, path)?;
    Ok((accept(path, key, steps)?, lock))
}

/// Opens the store at `path`, or says why not.
pub(crate) fn open(path: &Path, key: &Key, writer: &str, steps: &[&str]) -> Result<(Connection, Lock), Failure> {
    let found = fs::metadata(path).map_err(|error| Failure::io(&error))?;
    if !found.is_file() {
        return Err(Failure::Foreign);
    }
    let lock = lock::take(path, writer)?;
    look(path)?;
    Ok((accept(path, key, steps)?, lock))
}

/// Verifies a store that nobody writes to (a backup), and closes it. Returns how many entries it holds.
pub(crate) fn verify(path: &Path, key: &Key, steps: &[&str]) -> Result<i64, Failure> {
    look(path)?;
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    inspect(&connection, steps)?;
    if version(&connection)? == last(steps) {
        expect_schema(&connection, steps)?;
    }
    count(&connection)
}

/// How many entries a store holds.
pub(crate) fn count(connection: &Connection) -> Result<i64, Failure> {
    let sql = "SELECT count(*) FROM entry";
    let entries: i64 = connection.query_row(sql, [], |row| row.get(0)).doing("Counting the entries")?;
    Ok(entries + packed::count(connection)?)
}

/// What can be seen without the key. The lock is held: closing a file that SQLite has open would drop its own locks.
fn look(path: &Path) -> Result<(), Failure> {
    let mut start = Vec::new();
    let file = OpenOptions::new().read(true).write(true).open(path).map_err(|error| Failure::io(&error))?;
    file.take(16).read_to_end(&mut start).map_err(|error| Failure::io(&error))?;
    match start.as_slice() {
        [] => Err(Failure::Empty),
        b"SQLite format 3\0" => Err(Failure::Foreign),
        _ => Ok(()),
    }
}

/// Inspects, then settles and migrates. Until the file is accepted, closing it writes nothing into it.
fn accept(path: &Path, key: &Key, steps: &[&str]) -> Result<Connection, Failure> {
    let mut connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let what = "Preparing the store";
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).doing(what)?;
    inspect(&connection, steps)?;
    if connection.is_readonly("main").doing(what)? {
        return Err(Failure::ReadOnlyMedium);
    }
    let found = version(&connection)?;
    if found < last(steps) {
        keep_before(&connection, path, found)?;
    } else {
        expect_schema(&connection, steps)?;
    }
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).doing("Turning the journal on")?;
    connection.execute_batch(DURABILITY).doing(what)?;
    migrate(&mut connection, steps)?;
    expect_schema(&connection, steps)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).doing(what)?;
    // A question is planned once, whatever it is asked about: some would else be planned again at every mark.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).doing(what)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).doing(what)?;
    Ok(connection)
}

/// A connection that was given the key and its limits, and has not read a byte.
fn connect(path: &Path, key: &Key, flags: OpenFlags) -> Result<Connection, Failure> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Failure::OldLibrary(rusqlite::version().to_owned()));
    }
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).doing("Opening the file")?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE;").doing("Silencing the cipher")?;
    connection.execute_batch(&key.pragma()).doing("Handing over the key")?;
    let limits = [
        (Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE),
        (Limit::SQLITE_LIMIT_ATTACHED, 2),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    ];
    for (limit, value) in limits {
        connection.set_limit(limit, value).doing("Setting the limits")?;
    }
    connection.execute_batch(GUARDS).doing("Setting the guards")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Whether the key opens the file, it is ours, not newer, and whole.
fn inspect(connection: &Connection, steps: &[&str]) -> Result<(), Failure> {
    let what = "Reading the first page";
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(|error| {
        // SQLite says "can't open" when the folder does not let it keep its journal.
        match error.sqlite_error_code() {
            Some(ffi::ErrorCode::CannotOpen) => Failure::ReadOnlyMedium,
            _ => Err::<(), _>(error).doing(what).err().unwrap_or(Failure::Unreadable),
        }
    })?;
    let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).doing(what)?;
    if id != APPLICATION_ID {
        return Err(Failure::Foreign);
    }
    let (found, known) = (version(connection)?, last(steps));
    if found > known {
        return Err(Failure::Newer { found, known });
    }
    quick_check(connection)
}

/// SQLite's own reading of every page; with SQLCipher each page is authenticated on the way.
fn quick_check(connection: &Connection) -> Result<(), Failure> {
    let read = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match read.doing("Reading every page") {
        Ok(text) if text == "ok" => Ok(()),
        Ok(text) => Err(Failure::Damaged(text)),
        // The first page was read: whatever does not authenticate now is damage, not another key.
        Err(Failure::Unreadable) => Err(Failure::Damaged("a page does not authenticate".to_owned())),
        Err(Failure::Sql { message, .. }) => Err(Failure::Damaged(message)),
        Err(failure) => Err(failure),
    }
}

/// Keeps the store as it was before a migration, beside it: `delibere.db.before-v2`.
fn keep_before(connection: &Connection, path: &Path, found: i64) -> Result<(), Failure> {
    let kept = beside(path, &format!(".before-v{}", found + 1));
    if found == 0 || kept.exists() {
        return Ok(());
    }
    crate::backup::copy(connection, &kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATER: &[&str] =
        &[crate::migration::STEPS[0], crate::migration::STEPS[1], "CREATE TABLE later (x INTEGER) STRICT"];

    #[test]
    fn a_store_that_migrates_is_kept_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("book.db"), Key::new([1; 32]));
        drop(create(&path, &key, "first", crate::migration::STEPS).unwrap());
        drop(open(&path, &key, "second", LATER).unwrap());
        assert_eq!(verify(&path, &key, LATER).unwrap(), 0);
        let before = beside(&path, ".before-v3");
        assert_eq!(verify(&before, &key, crate::migration::STEPS).unwrap(), 0);
        assert!(matches!(
            open(&path, &key, "third", crate::migration::STEPS),
            Err(Failure::Newer { found: 3, known: 2 })
        ));
    }

    #[test]
    fn an_open_store_has_every_guard() {
        let folder = tempfile::tempdir().unwrap();
        let (connection, _lock) =
            create(&folder.path().join("book.db"), &Key::new([1; 32]), "Awa", crate::migration::STEPS).unwrap();
        for (pragma, expected) in [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("fullfsync", "1"),
            ("checkpoint_fullfsync", "1"),
            ("foreign_keys", "1"),
            ("recursive_triggers", "1"),
            ("trusted_schema", "0"),
            ("cell_size_check", "1"),
            ("secure_delete", "1"),
            ("temp_store", "2"),
            ("busy_timeout", "5000"),
        ] {
            let sql = format!("SELECT CAST(value AS TEXT) FROM (SELECT {pragma} AS value FROM pragma_{pragma})");
            let sql = if pragma == "busy_timeout" { sql.replace("SELECT busy_timeout", "SELECT timeout") } else { sql };
            let found: String = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
            assert_eq!(found, expected, "{pragma}");
        }
        assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG).unwrap());
        assert_eq!(connection.limit(Limit::SQLITE_LIMIT_ATTACHED).unwrap(), 2);
    }
}
