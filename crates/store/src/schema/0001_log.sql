-- The store, version 1 (docs/formats/store.md). Never edited once released: a change is the next numbered file.

CREATE TABLE log (
    log_no  INTEGER PRIMARY KEY,
    log_id  BLOB NOT NULL UNIQUE CHECK (length(log_id) = 32),
    session BLOB NOT NULL CHECK (length(session) = 16),
    person  BLOB NOT NULL CHECK (length(person) = 16),
    device  BLOB NOT NULL CHECK (length(device) = 32),
    epoch   BLOB NOT NULL CHECK (length(epoch) = 16),
    opened  INTEGER NOT NULL
) STRICT;

CREATE INDEX log_by_session ON log (session);

-- The hash is in the key so that two entries at one place, the trace of a cloned laptop, can both be kept.
CREATE TABLE entry (
    log_no  INTEGER NOT NULL REFERENCES log (log_no),
    seq     INTEGER NOT NULL CHECK (seq > 0),
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    header  BLOB NOT NULL CHECK (length(header) = 97),
    leaf    BLOB NOT NULL CHECK (length(leaf) = 32),
    payload BLOB,
    PRIMARY KEY (log_no, seq, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE fork (
    log_no INTEGER NOT NULL REFERENCES log (log_no),
    seq    INTEGER NOT NULL,
    PRIMARY KEY (log_no, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
    log_no    INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    hash      BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (log_no, seq, hash),
    FOREIGN KEY (log_no, seq, hash) REFERENCES entry (log_no, seq, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_secret (
    session BLOB NOT NULL CHECK (length(session) = 16),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    secret  BLOB NOT NULL CHECK (length(secret) = 32),
    PRIMARY KEY (session, subject)
) STRICT, WITHOUT ROWID;

-- Whose payloads are erased, for ever: an old file that comes back does not bring them back.
CREATE TABLE erasure (
    session BLOB NOT NULL CHECK (length(session) = 16),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    PRIMARY KEY (session, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    session     BLOB NOT NULL CHECK (length(session) = 16),
    imported_at INTEGER NOT NULL,
    summary     TEXT NOT NULL CHECK (json_valid(summary)),
    PRIMARY KEY (session, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
    blob_no INTEGER PRIMARY KEY,
    digest  BLOB NOT NULL CHECK (length(digest) = 32),
    session BLOB NOT NULL CHECK (length(session) = 16),
    media   TEXT NOT NULL,
    bytes   BLOB NOT NULL,
    UNIQUE (session, digest)
) STRICT;

CREATE TABLE local (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- From here, projections: both are rebuilt from the log.
CREATE TABLE shelf (
    session BLOB NOT NULL PRIMARY KEY CHECK (length(session) = 16),
    name    TEXT NOT NULL,
    state   TEXT NOT NULL,
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    session   BLOB NOT NULL CHECK (length(session) = 16),
    candidate BLOB NOT NULL CHECK (length(candidate) = 16),
    number    TEXT NOT NULL,
    folded    TEXT NOT NULL,
    card      TEXT NOT NULL CHECK (json_valid(card)),
    PRIMARY KEY (session, candidate)
) STRICT, WITHOUT ROWID;

-- The log is appended, never edited. Two exceptions, both of a payload alone: it goes when the erasure of its person is
-- written down; and one that was kept from this laptop comes when a file brings it, unless its person was erased.
-- The subject is the header's last 16 bytes, there when its flags (byte 81) have the second bit.
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
WHEN NEW.log_no IS NOT OLD.log_no OR NEW.seq IS NOT OLD.seq OR NEW.hash IS NOT OLD.hash
  OR NEW.header IS NOT OLD.header OR NEW.leaf IS NOT OLD.leaf
  OR (OLD.payload IS NOT NULL) = (NEW.payload IS NOT NULL)
  OR (NEW.payload IS NULL) <> (
      substr(OLD.header, 81, 1) IN (x'02', x'03') AND EXISTS (
          SELECT 1 FROM erasure JOIN log ON log.session = erasure.session
          WHERE log.log_no = OLD.log_no AND erasure.subject = substr(OLD.header, 82, 16)
      )
  )
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;

CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END;

CREATE TRIGGER log_is_never_removed BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'a log is never removed'); END;

CREATE TRIGGER bundle_is_never_changed BEFORE UPDATE ON bundle
BEGIN SELECT RAISE(ABORT, 'the report of an import is never changed'); END;

CREATE TRIGGER bundle_is_never_removed BEFORE DELETE ON bundle
BEGIN SELECT RAISE(ABORT, 'the report of an import is never removed'); END;

CREATE TRIGGER erasure_is_never_changed BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure is never changed'); END;

CREATE TRIGGER erasure_is_never_removed BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure is never removed'); END;
