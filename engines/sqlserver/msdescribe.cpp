#include "engines/displaytext.h"
#include "engines/sqlserver/msreading.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString timeText(const QDateTime& clock) { return clock.toString(u"yyyy-MM-dd HH:mm:ss"_s); }

/// Collects facts; what the backup does not say stays an invalid value, shown as 未知.
class FactMaker
{
public:
    explicit FactMaker(QList<Fact>& facts) : m_facts(facts) { }
    void text(const char* id, const char* label, const QString& value) { add(id, label, value.isEmpty() ? QVariant() : QVariant(displayText(value))); }
    void ifSaid(const char* id, const char* label, const QString& value)
    {
        if (!value.isEmpty())
            text(id, label, value);
    }
    void number(const char* id, const char* label, qint64 value, bool isKnown = true) { add(id, label, isKnown ? QVariant(value) : QVariant()); }
    void flag(const char* id, const char* label, bool value) { add(id, label, value); }
    void list(const char* id, const char* label, const QStringList& value) { add(id, label, value); }

private:
    void add(const char* id, const char* label, const QVariant& value) { m_facts += Fact{id, {label, {}}, value}; }
    QList<Fact>& m_facts;
};

QString letterOf(MsBackupInfo::Kind kind)
{
    using Kind = MsBackupInfo::Kind;
    switch (kind) {
    case Kind::Full: return u"D"_s;
    case Kind::Differential: return u"I"_s;
    case Kind::Log: return u"L"_s;
    case Kind::Files: return u"F"_s;
    case Kind::FilesDifferential: return u"G"_s;
    case Kind::Partial: return u"P"_s;
    case Kind::PartialDifferential: return u"Q"_s;
    case Kind::Unknown: break;
    }
    return {};
}

const char* objectKind(MsBackupInfo::Kind kind)
{
    using Kind = MsBackupInfo::Kind;
    return kind == Kind::Full ? "fullBackup" : kind == Kind::Differential ? "differentialBackup" : kind == Kind::Log ? "logBackup" : "backupSet";
}

QString placeOf(const MsBackup& backup)
{
    const auto given = std::ranges::find_if(backup.files, [](int file) { return file >= 0; });
    return u"%1:%2"_s.arg(given == backup.files.end() ? 0 : *given + 1).arg(backup.info.position);
}

QString fileLine(const MsDatabaseFile& file)
{
    return u"%1 %2 %3 | %4 | %5 | %6"_s.arg(QString::number(file.fileId), file.type ? QString(QLatin1Char(file.type)) : u"?"_s, displayText(file.logicalName, 160), QString::number(file.pages),
                                           QString::number(file.sizeBytes), displayText(file.physicalName));
}

BackupObject objectOf(const MsBackup& backup)
{
    const MsBackupInfo& info = backup.info;
    BackupObject object{objectKind(info.kind), u"%1 %2 %3"_s.arg(placeOf(backup), displayText(info.database, 160), timeText(info.finished.isValid() ? info.finished : info.started)).trimmed(), info.backupBytes, {}, {}};
    for (const MsDatabaseFile& file : info.files) {
        const char* kind = file.type == 'L' ? "logFile" : "dataFile";
        object.children += BackupObject{kind, u"%1 (%2)"_s.arg(displayText(file.logicalName, 160), displayText(file.physicalName)), file.sizeBytes, {}, {}};
    }
    return object;
}

void addServer(const MsBackupInfo& info, FactMaker& facts)
{
    facts.text("serverVersion", QT_TRANSLATE_NOOP("Message", "Server version"), info.version.text());
    facts.text("release", QT_TRANSLATE_NOOP("Message", "Release"), info.version.release());
    facts.text("server", QT_TRANSLATE_NOOP("Message", "Made from"), info.server);
    facts.ifSaid("machine", QT_TRANSLATE_NOOP("Message", "Machine"), info.machine);
    facts.ifSaid("user", QT_TRANSLATE_NOOP("Message", "Made by"), info.user);
    facts.number("databaseVersion", QT_TRANSLATE_NOOP("Message", "Format version"), info.databaseVersion, info.databaseVersion > 0);
    facts.number("compatibilityLevel", QT_TRANSLATE_NOOP("Message", "Compatibility"), info.compatibilityLevel, info.compatibilityLevel > 0);
}

void addSet(const MsBackupInfo& info, FactMaker& facts)
{
    facts.text("type", QT_TRANSLATE_NOOP("Message", "Kind (D/I/L)"), letterOf(info.kind));
    facts.flag("copyOnly", QT_TRANSLATE_NOOP("Message", "Copy only"), info.copyOnly);
    facts.number("position", QT_TRANSLATE_NOOP("Message", "Position"), info.position);
    facts.ifSaid("setName", QT_TRANSLATE_NOOP("Message", "Backup name"), info.name);
    facts.ifSaid("setDescription", QT_TRANSLATE_NOOP("Message", "Description"), info.description);
    addServer(info, facts);
    facts.text("databaseCreated", QT_TRANSLATE_NOOP("Message", "Created at"), timeText(info.created));
    facts.text("started", QT_TRANSLATE_NOOP("Message", "Begun at"), timeText(info.started));
    facts.text("finished", QT_TRANSLATE_NOOP("Message", "Made at"), timeText(info.finished));
    facts.number("utcOffsetMinutes", QT_TRANSLATE_NOOP("Message", "UTC offset, min"), info.utcOffsetMinutes, info.knowsUtcOffset);
    facts.number("backupBytes", QT_TRANSLATE_NOOP("Message", "Backup size"), info.backupBytes, info.backupBytes >= 0);
    const auto lsn = [&](const char* id, const char* label, const MsLsn& value) { facts.text(id, label, info.lastLsn.isZero() ? QString() : value.decimal()); };
    lsn("firstLsn", QT_TRANSLATE_NOOP("Message", "First LSN"), info.firstLsn);
    lsn("lastLsn", QT_TRANSLATE_NOOP("Message", "Last LSN"), info.lastLsn);
    lsn("checkpointLsn", QT_TRANSLATE_NOOP("Message", "Checkpoint LSN"), info.checkpointLsn);
    lsn("databaseBackupLsn", QT_TRANSLATE_NOOP("Message", "Base LSN"), info.databaseBackupLsn);
    facts.flag("checksum", QT_TRANSLATE_NOOP("Message", "Checksums"), info.hasChecksum);
    facts.flag("encrypted", QT_TRANSLATE_NOOP("Message", "Encrypted"), info.isEncrypted);
    facts.flag("compressed", QT_TRANSLATE_NOOP("Message", "Compressed"), info.isCompressed);
}

void addMedia(const MsMediaFile& media, bool hasPassword, FactMaker& facts)
{
    facts.flag("password", QT_TRANSLATE_NOOP("Message", "Password"), media.hasMediaPassword || hasPassword);
    facts.text("mediaSet", QT_TRANSLATE_NOOP("Message", "Media set"), media.mediaSetText());
    facts.number("stripe", QT_TRANSLATE_NOOP("Message", "Stripe"), media.family, media.family > 0);
    facts.number("stripes", QT_TRANSLATE_NOOP("Message", "Stripes"), media.families, media.families > 0);
    facts.ifSaid("mediaName", QT_TRANSLATE_NOOP("Message", "Media name"), media.mediaName);
}

// The one that the plan begins with, or the first.
const MsBackup* mainBackup(const MsReading& reading)
{
    if (!reading.plan.steps.isEmpty()) {
        const auto found = std::ranges::find(reading.backups, reading.plan.steps.first().backup);
        if (found != reading.backups.end())
            return &*found;
    }
    return reading.backups.isEmpty() ? nullptr : &reading.backups.first();
}

void addBackups(const MsReading& reading, BackupFacts& facts)
{
    FactMaker maker(facts.facts);
    QStringList databases, backups;
    for (const MsBackup& backup : reading.backups) {
        const QString name = displayText(backup.info.database, 160);
        if (!name.isEmpty() && !databases.contains(name, Qt::CaseInsensitive))
            databases += name;
        backups += u"%1 %2 %3 %4 %5–%6"_s.arg(placeOf(backup), letterOf(backup.info.kind), name, timeText(backup.info.finished), backup.info.firstLsn.decimal(), backup.info.lastLsn.decimal());
        facts.objects += objectOf(backup);
    }
    maker.list("databases", QT_TRANSLATE_NOOP("Message", "Databases"), databases);
    maker.number("backupSets", QT_TRANSLATE_NOOP("Message", "Backups"), reading.backups.size());
    const MsBackup* main = mainBackup(reading);
    if (!main)
        return;
    if (backups.size() > 1)
        maker.list("backups", QT_TRANSLATE_NOOP("Message", "All backups"), backups);
    addSet(main->info, maker);
    qint64 pages = 0;
    QStringList files;
    for (const MsDatabaseFile& file : main->info.files) {
        pages += file.type == 'D' ? file.pages : 0;
        files += fileLine(file);
    }
    maker.number("pages", QT_TRANSLATE_NOOP("Message", "Pages of data"), pages, !files.isEmpty());
    maker.list("files", QT_TRANSLATE_NOOP("Message", "Files"), files);
    const auto media = std::ranges::find_if(reading.media, [&](const MsMediaFile& one) { return main->files.contains(one.file); });
    if (media != reading.media.end())
        addMedia(*media, main->info.hasPassword, maker);
}

} // namespace

BackupFacts describeMsBackups(const MsReading& reading)
{
    BackupFacts facts;
    facts.engineId = "sqlserver";
    facts.formatId = "sqlserver-backup";
    facts.formatName = {QT_TRANSLATE_NOOP("Message", "SQL Server backup"), {}};
    for (const MsMediaFile& media : reading.media) {
        facts.sizeBytes += media.sizeBytes;
        facts.objectsComplete = facts.objectsComplete && media.setsComplete;
    }
    addBackups(reading, facts);
    if (const MsBackup* main = mainBackup(reading))
        facts.family = main->info.familyGuid.isEmpty() ? main->info.database.toCaseFolded().toUtf8() : main->info.familyGuid;
    facts.needsOthers = reading.plan.isEmpty();
    facts.chain = reading.chain;
    if (reading.backups.size() < 2)
        facts.chain = {};
    return facts;
}

} // namespace bakferry
