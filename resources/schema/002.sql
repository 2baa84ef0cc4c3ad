-- The task store, version 2: saved connections. Passwords are never in here; they lie in the desktop's keychain or nowhere.
CREATE TABLE connections (
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL                             -- JSON: engine, host, port, user, options
) STRICT, WITHOUT ROWID;
