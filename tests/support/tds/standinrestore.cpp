// RESTORE DATABASE and RESTORE LOG: the rules of the chain, the files, the progress.
#include "tests/support/tds/standinrestoring.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

int majorOf(const QString& version) { return version.section(u'.', 0, 0).toInt(); }

} // namespace

StandInGuest::Restore StandInGuest::Restore::of(TsqlReader& reader)
{
    Restore wish;
    static const QHash<QString, Kind> kinds{{u"DATABASE"_s, Database}, {u"LOG"_s, Log}, {u"HEADERONLY"_s, HeaderOnly}, {u"FILELISTONLY"_s, FileListOnly}, {u"LABELONLY"_s, LabelOnly}, {u"VERIFYONLY"_s, VerifyOnly}};
    const auto kind = kinds.constFind(reader.takeName().toUpper());
    if (kind == kinds.cend())
        return wish;
    wish.kind = *kind;
    if (wish.kind == Database || wish.kind == Log)
        wish.database = reader.takeName();
    if (reader.take("FROM"_L1)) {
        do {
            if (!reader.take("DISK"_L1) || !reader.takeSymbol(u'='))
                return wish;
            wish.paths += reader.takeText();
        } while (reader.takeSymbol(u','));
    }
    if (reader.take("WITH"_L1)) {
        do {
            const QString option = reader.takeName().toUpper();
            if (option == u"MOVE") {
                const QString logical = reader.takeText();
                if (!reader.take("TO"_L1))
                    return wish;
                wish.moves += {logical, reader.takeText()};
                continue;
            }
            QString value;
            if (reader.takeSymbol(u'=')) {
                value = reader.next().value;
                reader.skip();
            }
            wish.options.insert(option, value);
            if (option == u"FILE")
                wish.file = value.toInt();
        } while (reader.takeSymbol(u','));
    }
    wish.isWellFormed = reader.isAtEnd();
    return wish;
}

bool StandInGuest::restore(TsqlReader& reader, TdsTalk& talk)
{
    const Restore wish = Restore::of(reader);
    if (!wish.isWellFormed)
        return fail(talk, 102, 15, u"Incorrect syntax near '%1'."_s.arg(reader.next().value));
    switch (wish.kind) {
    case Restore::HeaderOnly: return headerOnly(wish, talk);
    case Restore::FileListOnly: return fileListOnly(wish, talk);
    case Restore::LabelOnly: return labelOnly(wish, talk);
    case Restore::VerifyOnly: return verifyOnly(wish, talk);
    default: break;
    }
    const bool done = wish.paths.isEmpty() ? recoverOnly(wish, talk) : restoreBackup(wish, talk);
    if (!done && !talk.isStopped())
        fail(talk, 3013, 16, wish.word() + u" is terminating abnormally."_s);
    return done;
}

bool StandInGuest::recoverOnly(const Restore& wish, TdsTalk& talk)
{
    StandInDatabase* database = m_server.find(wish.database);
    if (!database || database->state != u"RESTORING")
        return fail(talk, 3101, 16, u"Exclusive access could not be obtained because the database is in use."_s);
    if (!wish.has("NORECOVERY")) {
        database->state = u"ONLINE"_s;
        database->trustworthy = database->brokerEnabled = false;
    }
    talk.message(3014, 0, u"RESTORE DATABASE successfully processed 0 pages in 0.352 seconds (0.000 MB/sec)."_s);
    return true;
}

// What the chain allows. Source: Microsoft, "Restore and Recovery Overview", "Log Backups".
bool StandInGuest::mayApply(const Restore& wish, const Backup& backup, TdsTalk& talk)
{
    const MsBackupInfo& info = backup.info;
    const StandInDatabase* database = m_server.find(wish.database);
    const QString server = m_server.m_setup.version;
    if (!m_server.m_setup.mayCreate)
        return fail(talk, 3110, 14, u"User does not have permission to RESTORE database '%1'."_s.arg(wish.database));
    if (info.hasPassword)
        return fail(talk, 3279, 16, u"Access is denied due to a password failure"_s);
    if (info.version.major > majorOf(server)) {
        return fail(talk, 3169, 16, u"The database was backed up on a server running version %1. That version is incompatible with this server, which is running version %2. Either restore the database on a server that supports the backup, or use a backup that is compatible with this server."_s
                    .arg(info.version.text(), server));
    }
    if (wish.has("CHECKSUM") && !info.hasChecksum)
        return fail(talk, 3187, 16, u"RESTORE WITH CHECKSUM cannot be specified because the backup set does not contain checksum information."_s);
    if (info.kind == MsBackupInfo::Kind::Full) {
        if (database && !wish.has("REPLACE") && database->source.compare(info.database, Qt::CaseInsensitive) != 0)
            return fail(talk, 3154, 16, u"The backup set holds a backup of a database other than the existing '%1' database."_s.arg(wish.database));
        if (database && !wish.has("REPLACE") && database->state == u"ONLINE")
            return fail(talk, 3159, 16, u"The tail of the log for the database \"%1\" has not been backed up."_s.arg(wish.database));
        return true;
    }
    if (!database || database->state != u"RESTORING")
        return fail(talk, 3117, 16, u"The log or differential backup cannot be restored because no files are ready to rollforward."_s);
    if (info.kind == MsBackupInfo::Kind::Differential) {
        if (info.databaseBackupLsn != database->base)
            return fail(talk, 3136, 16, u"This differential backup cannot be restored because the database has not been restored to the correct earlier state."_s);
        return true;
    }
    if (info.firstLsn > database->restoredTo)
        return fail(talk, 4305, 16, u"The log in this backup set begins at LSN %1, which is too recent to apply to the database. An earlier log backup that includes LSN %2 can be restored."_s.arg(info.firstLsn.decimal(), database->restoredTo.decimal()));
    if (info.lastLsn < database->restoredTo)
        return fail(talk, 4326, 16, u"The log in this backup set terminates at LSN %1, which is too early to apply to the database. A more recent log backup that includes LSN %2 can be restored."_s.arg(info.lastLsn.decimal(), database->restoredTo.decimal()));
    return true;
}

bool StandInGuest::placeFiles(const Restore& wish, const Backup& backup, StandInDatabase& database, TdsTalk& talk)
{
    QList<StandInFile> files;
    QStringList unknown;
    for (const auto& [logical, physical] : wish.moves)
        unknown += logical;
    for (const MsDatabaseFile& file : backup.info.files) {
        QString physical = file.physicalName;
        for (const auto& [logical, to] : wish.moves) {
            if (logical.compare(file.logicalName, Qt::CaseInsensitive) == 0) {
                physical = to;
                unknown.removeOne(logical);
            }
        }
        files += StandInFile{file.logicalName, physical, file.type, qMax<qint64>(file.sizeBytes, file.pages * 8192)};
        for (const StandInDatabase& other : std::as_const(m_server.m_databases)) {
            const bool clashes = other.id != database.id && std::ranges::any_of(other.files, [&](const StandInFile& one) { return one.physical.compare(physical, Qt::CaseInsensitive) == 0; });
            if (clashes) {
                fail(talk, 1834, 16, u"The file '%1' cannot be overwritten.  It is being used by database '%2'."_s.arg(physical, other.name));
                fail(talk, 3156, 16, u"File '%1' cannot be restored to '%2'. Use WITH MOVE to identify a valid location for the file."_s.arg(file.logicalName, physical));
                return fail(talk, 3119, 16, u"Problems were identified while planning for the RESTORE statement. Previous messages provide details."_s);
            }
        }
    }
    if (!unknown.isEmpty() && backup.info.kind == MsBackupInfo::Kind::Full)
        return fail(talk, 3234, 16, u"Logical file '%1' is not part of database '%2'. Use RESTORE FILELISTONLY to list the logical file names."_s.arg(unknown.first(), wish.database));
    if (backup.info.kind == MsBackupInfo::Kind::Full)
        database.files = files;
    return true;
}

bool StandInGuest::scriptedAt(const Restore& wish, int percent, TdsTalk& talk)
{
    auto& scripted = m_server.m_scripted;
    const auto found = std::ranges::find_if(scripted, [&](const SqlStandIn::Scripted& one) { return one.percent >= 0 && one.percent <= percent; });
    if (found == scripted.end())
        return true;
    const SqlStandIn::Scripted what = *found;
    scripted.erase(found);
    if (what.cuts) {
        talk.flush();
        talk.cut();
        return false;
    }
    if (!what.holds)
        return fail(talk, what.number, what.severity, what.text.isEmpty() ? wish.word() : what.text);
    m_server.m_reached = percent;
    m_server.m_changed.notify_all();
    m_lock->unlock();
    const bool goesOn = talk.waitUntil([this] {
        const std::lock_guard lock(m_server.m_mutex);
        return !m_server.m_isHeld;
    });
    m_lock->lock();
    return goesOn;
}

bool StandInGuest::progress(const Restore& wish, TdsTalk& talk)
{
    const int step = wish.has("STATS") ? std::max(1, wish.options.value(u"STATS"_s).toInt()) : 10;
    m_server.m_sessions[m_number].request = StandInRequest{wish.word(), wish.database, 0};
    bool ok = scriptedAt(wish, 0, talk);
    for (int percent = step; ok && percent <= 100; percent += step) {
        m_server.m_sessions[m_number].request->percent = percent;
        talk.message(3211, 10, u"%1 percent processed."_s.arg(percent));
        m_lock->unlock();
        ok = talk.flush();
        m_lock->lock();
        ok = ok && scriptedAt(wish, percent, talk);
    }
    m_server.m_sessions[m_number].request.reset();
    return ok;
}

bool StandInGuest::restoreBackup(const Restore& wish, TdsTalk& talk)
{
    const std::optional<Backup> backup = media(wish, talk);
    if (!backup || !mayApply(wish, *backup, talk))
        return false;
    const MsBackupInfo info = backup->info;
    StandInDatabase planned;
    if (const StandInDatabase* there = m_server.find(wish.database))
        planned = *there;
    if (!placeFiles(wish, *backup, planned, talk))
        return false;
    StandInDatabase* database = m_server.find(wish.database);
    if (!database) {
        database = &m_server.make(wish.database);
        planned.id = database->id;
        planned.name = wish.database;
    }
    *database = planned;
    database->state = u"RESTORING"_s;
    database->source = info.database;
    // From here on another session may look, and other databases come and go.
    if (!progress(wish, talk))
        return false;
    database = m_server.find(wish.database);
    if (!database)
        return fail(talk, 3101, 16, u"Exclusive access could not be obtained because the database is in use."_s);
    qint64 pages = 0;
    for (const MsDatabaseFile& file : info.files) {
        talk.message(4035, 0, u"Processed %1 pages for database '%2', file '%3' on file %4."_s.arg(QString::number(qMax<qint64>(file.pages, 0)), wish.database, file.logicalName, QString::number(wish.file)));
        pages += qMax<qint64>(file.pages, 0);
    }
    if (info.kind == MsBackupInfo::Kind::Full)
        database->base = info.checkpointLsn;
    database->restoredTo = std::max(database->restoredTo, info.lastLsn);
    database->applied += QString(info.kind == MsBackupInfo::Kind::Log ? u"L:"_s : info.kind == MsBackupInfo::Kind::Differential ? u"I:"_s : u"D:"_s) + backup->paths.join(u'+') + u':' + QString::number(wish.file)
        + (wish.has("STOPAT") ? u" stop at "_s + wish.options.value(u"STOPAT"_s) : QString());
    database->compatibilityLevel = info.compatibilityLevel > 0 ? info.compatibilityLevel : database->compatibilityLevel;
    if (!wish.has("NORECOVERY")) {
        database->state = u"ONLINE"_s;
        database->trustworthy = database->brokerEnabled = false;
    }
    talk.message(3014, 0, wish.word() + u" successfully processed %1 pages in 0.352 seconds (12.345 MB/sec)."_s.arg(pages));
    return true;
}

} // namespace bakferry
