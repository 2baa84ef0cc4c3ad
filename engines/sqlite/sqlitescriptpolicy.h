#pragma once
#include "engines/message.h"
#include "engines/script/statement.h"

#include <QByteArrayView>

namespace bakferry {

/// What becomes of one statement of an untrusted SQLite script.
enum class ScriptAction {
    Run,                  ///< as it stands, under the authorizer
    Skip,                 ///< has no bearing on the restored content: transaction control (ours instead), queries, tuning
    Begin, Commit,        ///< skipped too, but their balance is kept
    RegisterVirtualTable, ///< the one write to the schema table that .dump needs, for virtual tables
    RollsBack,            ///< the script undoes its own work: it is no complete backup
    Refuse,               ///< would reach beyond the database, or is meant for a client program
};

struct ScriptVerdict
{
    ScriptAction action = ScriptAction::Run;
    const char* reason = nullptr; ///< marked source text of a Refuse, "%1" is the line
};

/// Judges by words alone; what only SQLite can tell (functions in expressions) is the authorizer's part.
/// Sources: sqlite.org/pragma.html, sqlite.org/cli.html (.dump), TRUST.md T21 and T22
ScriptVerdict judgeSqliteStatement(QByteArrayView text, StatementKind kind);

/// Whether this PRAGMA of a script is run: those that belong to the content (user_version, encoding …).
bool isContentPragma(QByteArrayView name);

} // namespace bakferry
