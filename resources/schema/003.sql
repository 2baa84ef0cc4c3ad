-- The task store, version 3: the audit log. Each entry's hash covers the one before it, so that no entry can be changed, removed or
-- put in between without `bakferry-cli audit verify` telling which; app/audittable.cpp makes and checks the hashes.
CREATE TABLE audit (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,     -- from 1, without gaps; sqlite_sequence remembers the last one
    time_ms INTEGER NOT NULL,
    actor   TEXT NOT NULL,                         -- user@machine (program)
    event   TEXT NOT NULL,                         -- stable: created, retried, accepted, ended, edited, undo, discard, deleted …
    task_id TEXT NOT NULL,
    name    TEXT NOT NULL,                         -- of the task, as it was then
    facts   TEXT NOT NULL,                         -- JSON object
    hash    BLOB NOT NULL                          -- SHA-256, 32 bytes
) STRICT;
CREATE INDEX audit_by_task ON audit (task_id, number);
