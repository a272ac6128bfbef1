-- What a store brings over from another program: a file in parts, read in slices.

CREATE TABLE imports (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT import_kind CHECK (kind IN ('members', 'points', 'orders', 'everything')),
  -- What the shopper reads of where the points come from.
  label TEXT NOT NULL,
  -- JSON: the column map and the owner's choices.
  settings TEXT NOT NULL,
  dry_run INTEGER NOT NULL CONSTRAINT import_dry_run CHECK (dry_run IN (0, 1)),
  -- Counts the rounds over the same file: the dry one and the real one after it.
  round INTEGER NOT NULL DEFAULT 1,
  -- JSON: the separator and which column holds what; null before the first row was read, and for JSON.
  header TEXT,
  -- Where reading goes on: the part, how far into it (characters), and what was left of a row that runs over its end.
  part INTEGER NOT NULL DEFAULT 1,
  position INTEGER NOT NULL DEFAULT 0,
  carry TEXT NOT NULL DEFAULT '',
  -- The number of the part that was said to be the last; null before.
  last_part INTEGER,
  -- Rows so far, and what came of them.
  row_count INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  -- Rises with every slice: two that read the same one don't both write it.
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  -- Why it can't be read at all, in a sentence.
  failure TEXT,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imports_open ON imports (created_at, store_id, id) WHERE finished_at IS NULL;

CREATE TABLE import_parts (
  store_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  number INTEGER NOT NULL CONSTRAINT import_part_number CHECK (number > 0),
  -- SHA-256 of the text: the same part again changes nothing.
  hash TEXT NOT NULL,
  -- Personal data: null once it was read for good.
  text TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, import_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_parts_age ON import_parts (created_at) WHERE text IS NOT NULL;

-- What came of single rows: all of a dry run, and of a real one those that a person should look at. No personal data.
CREATE TABLE import_rows (
  store_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  row INTEGER NOT NULL,
  outcome TEXT NOT NULL CONSTRAINT import_outcome CHECK (outcome IN ('created', 'changed', 'unchanged', 'refused')),
  sentence TEXT NOT NULL,
  -- In a dry run, whom or what the row is about, hashed: the next row about the same is known by it.
  subject TEXT,
  PRIMARY KEY (store_id, import_id, round, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_rows_by_outcome ON import_rows (store_id, import_id, round, outcome, row);
CREATE INDEX import_rows_by_subject ON import_rows (store_id, import_id, round, subject) WHERE subject IS NOT NULL;
