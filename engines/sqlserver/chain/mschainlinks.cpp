#include "engines/sqlserver/chain/mschainlinks.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

ChainLink msLinkOf(const MsBackup& backup)
{
    using Kind = MsBackupInfo::Kind;
    const MsBackupInfo& info = backup.info;
    ChainLink link;
    link.kind = info.kind == Kind::Full ? ChainLink::Kind::Full : ChainLink::Kind::Incremental;
    const auto given = std::ranges::find_if(backup.files, [](int file) { return file >= 0; });
    link.file = given == backup.files.end() ? 0 : *given;
    // A differential holds what changed since its base; it joins at that full backup's checkpoint.
    link.from = info.kind == Kind::Full ? QString() : info.kind == Kind::Differential ? info.databaseBackupLsn.decimal() : info.firstLsn.decimal();
    link.to = info.lastLsn.isZero() ? QString() : info.lastLsn.decimal();
    link.lastUtc = msUtcOf(info, info.finished);
    link.server = displayText(info.server, 128);
    link.sizeBytes = info.backupBytes;
    link.accepted = false;
    return link;
}

Message msKindText(const MsBackupInfo& info)
{
    using Kind = MsBackupInfo::Kind;
    switch (info.kind) {
    case Kind::Full:
        return {info.copyOnly ? QT_TRANSLATE_NOOP("Message", "full backup, copy only") : QT_TRANSLATE_NOOP("Message", "full backup"), {}};
    case Kind::Differential: return {QT_TRANSLATE_NOOP("Message", "differential backup"), {}};
    case Kind::Log:
        return {info.copyOnly ? QT_TRANSLATE_NOOP("Message", "log backup, copy only") : QT_TRANSLATE_NOOP("Message", "log backup"), {}};
    case Kind::Files: return {QT_TRANSLATE_NOOP("Message", "backup of single files"), {}};
    case Kind::FilesDifferential: return {QT_TRANSLATE_NOOP("Message", "differential backup of single files"), {}};
    case Kind::Partial: return {QT_TRANSLATE_NOOP("Message", "partial backup"), {}};
    case Kind::PartialDifferential: return {QT_TRANSLATE_NOOP("Message", "partial differential backup"), {}};
    case Kind::Unknown: break;
    }
    return {QT_TRANSLATE_NOOP("Message", "backup of an unknown kind"), {}};
}

QDateTime msUtcOf(const MsBackupInfo& info, const QDateTime& clock)
{
    return clock.isValid() && info.knowsUtcOffset ? clock.addSecs(-qint64(info.utcOffsetMinutes) * 60) : QDateTime();
}

} // namespace bakferry
