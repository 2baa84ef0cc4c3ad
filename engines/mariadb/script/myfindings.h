#pragma once
#include "engines/mariadb/script/myscriptscan.h"
#include "engines/precheck.h"

namespace bakferry {

/// What reading the files of a backup to their ends told, as findings: readable, checksum, complete, statements, hostile, charset, bytes.
QList<Finding> findingsOfMyScripts(MyScriptScan& scan, const MyFiles& files, const QByteArray& charset);

/// What keeps one file from being whole: its producer's mark is missing, or what its beginning saved is not put back. Else nothing.
std::optional<Finding> missingEndOf(const MyFileFacts& facts, const QString& shown);

} // namespace bakferry
