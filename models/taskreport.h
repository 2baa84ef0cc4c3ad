#pragma once
#include "models/migrationtask.h"

#include <QJsonObject>

namespace bakferry {

// What `bakferry-cli --json` prints: stable keys and tokens for programs, sentences in the current language for people.
// Numbers that are not known are null. One way only; the store uses taskjson.h.

/// {"type":"result","status":…,"phase":…,"tables":…,"rows":…,"ledger":[…],"error":null,…}
QJsonObject resultReport(const MigrationTask& task);
/// {"type":"task",…}: a line of `tasks list`.
QJsonObject taskReport(const MigrationTask& task);
/// {"type":"progress",…}
QJsonObject progressReport(const MigrationTask& task);
/// {"type":"finding","check":…,"level":…,"what":…,…}; choices that would settle it, if there are any, as
/// "fixes":[{"option":…,"value":…,"label":…,"preview":…}]
QJsonObject findingReport(const Finding& finding);
/// {"type":"chain","links":[{"path":…,"kind":…,"from":…,"to":…,"accepted":…,"why":…}],"restorableTo":…}; paths are those of `backups`.
QJsonObject chainReport(const BackupChain& chain, const BackupSet& backups);
/// {"type":"log","time":…,"level":…,"text":…}
QJsonObject logReport(const LogRow& row);
/// {"kind":…,"code":…,"what":…,"hint":…,"detail":…}
QJsonObject errorReport(const Error& error);

} // namespace bakferry
