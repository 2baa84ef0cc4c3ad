#pragma once
#include "models/taskdocument.h"

namespace bakferry {

enum class ReportFormat { Html, Pdf, Csv, Json };

/// Writes the report of one task into a file, which is replaced as a whole or left as it is. Blocks; any thread.
/// A PDF holds the last 2,000 rows of the log and says so.
/// @param path  a file to be written, native bytes
/// @returns Error{TargetUnusable} report.write
Result<void> writeReportFile(const QByteArray& path, ReportFormat format, const MigrationTask& task, const QList<LogRow>& log);

} // namespace bakferry
