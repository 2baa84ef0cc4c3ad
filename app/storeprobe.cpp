#include "app/storeprobe.h"

#include "app/storelock.h"
#include "app/storeschema.h"
#include "engines/displaytext.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QtEndian>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 checkedWholeBytes = 16 << 20; // some tens of milliseconds
constexpr qsizetype applicationIdOffset = 68;  // SQLite file format, 1.3 "The database header"

bool isDamage(const QSqlError& error)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return code == 11 || code == 26; // SQLITE_CORRUPT, SQLITE_NOTADB
}

StoreProbe damaged(const QString& detail) { return {StoreProbe::State::Damaged, 0, detail}; }

StoreProbe probe(QSqlDatabase& database, int knownVersion)
{
    StoreProbe found;
    QSqlQuery query(database);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return isDamage(query.lastError()) ? damaged(query.lastError().text()) : found;
    found.version = query.value(0).toInt();
    if (found.version > knownVersion) {
        found.state = StoreProbe::State::Newer;
        return found;
    }
    query.finish();
    const bool isSmall = QFileInfo(database.databaseName()).size() <= checkedWholeBytes;
    if (!query.exec(isSmall ? u"PRAGMA quick_check(1)"_s : u"SELECT 'ok' FROM sqlite_schema LIMIT 1"_s))
        return isDamage(query.lastError()) ? damaged(query.lastError().text()) : found;
    if (query.next() && query.value(0).toString() != u"ok")
        return damaged(query.value(0).toString());
    query.finish();
    if (found.version > 0 && !query.exec(u"SELECT seq, id, body FROM tasks ORDER BY seq DESC LIMIT 1"_s) && query.lastError().nativeErrorCode() != u"5")
        return damaged(query.lastError().text());
    return found;
}

} // namespace

Result<void> checkIsStore(const QByteArray& path)
{
    if (!path.startsWith('/') || !path.isValidUtf8()) {
        return Error{ErrorKind::Usage, "store.path", {QT_TRANSLATE_NOOP("Message", "The path of the task store, %1, is not an absolute path in UTF-8."), {displayBytes(path)}},
                     {QT_TRANSLATE_NOOP("Message", "Choose another store with --store."), {}}, {}};
    }
    QFile file(QFile::decodeName(path));
    if (QFile::exists(QFile::decodeName(StoreLock::fileFor(path))) || !QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray head = file.read(100);
    if (head.isEmpty())
        return {};
    if (head.size() == 100 && head.startsWith("SQLite format 3") && qFromBigEndian<quint32>(head.constData() + applicationIdOffset) == storeApplicationId)
        return {};
    return Error{ErrorKind::StoreFailed, "store.not-a-store", {QT_TRANSLATE_NOOP("Message", "%1 is not a task store of BakFerry; it was not touched."), {displayBytes(path)}},
                 {QT_TRANSLATE_NOOP("Message", "Choose another store with --store."), {}}, {}};
}

StoreProbe probeStore(const QByteArray& path, int knownVersion)
{
    const QString connection = u"probe-"_s + QUuid::createUuid().toString(QUuid::Id128);
    StoreProbe found;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(QFile::decodeName(path));
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s);
        if (database.open())
            found = probe(database, knownVersion);
    }
    QSqlDatabase::removeDatabase(connection);
    return found;
}

Error newerStore(const QByteArray& path, int version)
{
    return {ErrorKind::StoreFailed, "store.newer",
            {QT_TRANSLATE_NOOP("Message", "The task store %1 was written by a newer BakFerry (version %2 of the store); it was not touched."),
             {displayBytes(path), QString::number(version)}},
            {QT_TRANSLATE_NOOP("Message", "Use that newer BakFerry, or choose another store with --store."), {}}, {}};
}

Error damagedStore(const QByteArray& path, const QString& detail)
{
    return {ErrorKind::StoreFailed, "store.damaged", {QT_TRANSLATE_NOOP("Message", "The task store %1 is damaged."), {displayBytes(path)}},
            {QT_TRANSLATE_NOOP("Message", "Start BakFerry when no other program uses the store: it then moves the damaged one aside and begins a new one."), {}}, detail};
}

} // namespace bakferry
