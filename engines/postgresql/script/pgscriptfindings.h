#pragma once
#include "engines/postgresql/script/pgscriptscan.h"
#include "engines/precheck.h"

namespace bakferry {

/// What reading a script to its end told, as findings: readable, checksum, complete, statements, hostile, bytes.
QList<Finding> findingsOfPgScript(const PgScriptSummary& summary, const BackupInput& input, const QString& shown);

} // namespace bakferry
