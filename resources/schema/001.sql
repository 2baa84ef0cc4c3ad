-- The task store, version 1. Each file of this folder takes a store from the version before to its own number.
-- Statements end with a semicolon at the end of a line.

-- One row a task. `body` is the task as models/taskjson writes it; the other columns repeat what is searched for.
-- A deleted task keeps its row, its log and its journal: they are the audit record.
CREATE TABLE tasks (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT, -- order of creation; clocks jump, this does not
    id          TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL,                     -- without regard to case
    phase       TEXT NOT NULL,
    engine      TEXT NOT NULL,
    target      TEXT NOT NULL,
    created_ms  INTEGER NOT NULL,
    finished_ms INTEGER,
    deleted_ms  INTEGER,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX tasks_by_phase ON tasks (phase) WHERE deleted_ms IS NULL;
CREATE INDEX tasks_by_name ON tasks (name_key) WHERE deleted_ms IS NULL;

CREATE TABLE log (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    task_id   TEXT NOT NULL,
    time_ms   INTEGER NOT NULL,
    level     TEXT NOT NULL,
    source    TEXT NOT NULL,                       -- marked source text, translated when shown
    arguments TEXT NOT NULL                        -- JSON array of strings
) STRICT;
CREATE INDEX log_by_task ON log (task_id, seq);

-- What an engine must find again after a crash, for an undo or for a clean-up. Rows are never changed.
CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    task_id TEXT NOT NULL,
    time_ms INTEGER NOT NULL,
    step    TEXT NOT NULL,
    facts   TEXT NOT NULL                          -- JSON object
) STRICT;
CREATE INDEX journal_by_task ON journal (task_id, seq);

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
