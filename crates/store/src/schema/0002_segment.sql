-- Long runs of entries that came by file, packed (docs/formats/store.md §2). A run here is of a log without fork; its entries
-- come out one by one, into `entry`, before anything of them is touched.

CREATE TABLE segment (
    log_no INTEGER NOT NULL REFERENCES log (log_no),
    seq    INTEGER NOT NULL CHECK (seq > 0),
    last   INTEGER NOT NULL CHECK (last >= seq),
    prev   BLOB NOT NULL CHECK (length(prev) = 32),
    hash   BLOB NOT NULL CHECK (length(hash) = 32),
    packed BLOB NOT NULL,
    UNIQUE (log_no, seq)
) STRICT;

CREATE TRIGGER segment_is_never_changed BEFORE UPDATE ON segment
BEGIN SELECT RAISE(ABORT, 'a segment is never changed'); END;

-- It goes only once each of its places stands in `entry`, the last one under the same hash.
CREATE TRIGGER segment_is_never_lost BEFORE DELETE ON segment
WHEN (SELECT count(DISTINCT seq) FROM entry WHERE log_no = OLD.log_no AND seq BETWEEN OLD.seq AND OLD.last)
     <> OLD.last - OLD.seq + 1
  OR NOT EXISTS (SELECT 1 FROM entry WHERE log_no = OLD.log_no AND seq = OLD.last AND hash = OLD.hash)
BEGIN SELECT RAISE(ABORT, 'a segment is never lost'); END;
