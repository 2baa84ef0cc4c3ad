#include "app/storedatabase.h"

#include "app/storeplace.h"
#include "app/storeprobe.h"
#include "app/storeschema.h"
#include "engines/displaytext.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace bakferry {

using namespace Qt::StringLiterals;

StoreDatabase::StoreDatabase() : m_connection(u"store-"_s + QUuid::createUuid().toString(QUuid::Id128)) { }

StoreDatabase::~StoreDatabase() { close(); }

Error StoreDatabase::writeError(const QSqlError& error) const
{
    return {ErrorKind::StoreFailed, "store.write",
            {QT_TRANSLATE_NOOP("Message", "The task store %1 could not be read or written."), {displayText(m_database.databaseName())}},
            {QT_TRANSLATE_NOOP("Message", "Free some space where it lies and check the disk; BakFerry tries again by itself."), {}}, error.text()};
}

Result<void> StoreDatabase::run(QSqlQuery& query) const
{
    return query.exec() ? Result<void>() : writeError(query.lastError());
}

Result<void> StoreDatabase::connectTo(const QString& path, bool readOnly)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(readOnly ? u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s : u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_database.open())
        return writeError(m_database.lastError());
    QSqlQuery query(m_database);
    QStringList pragmas{u"PRAGMA trusted_schema = OFF"_s, u"PRAGMA cell_size_check = ON"_s};
    if (!readOnly)
        pragmas += {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s};
    for (const QString& pragma : pragmas) {
        if (!query.exec(pragma))
            return writeError(query.lastError());
    }
    return {};
}

Result<StoreOpening> StoreDatabase::open(const QByteArray& path, StoreAccess wanted, const QByteArrayList& steps)
{
    if (Result<void> ours = checkIsStore(path); !ours)
        return ours.error();
    if (Result<void> place = prepareStorePlace(path); !place)
        return place.error();
    if (wanted == StoreAccess::ReadOnly)
        return openForLooking(path, int(steps.size()), {});
    if (Result<void> locked = m_lock.acquire(path); !locked) {
        if (locked.error().kind != ErrorKind::Locked)
            return locked.error();
        return openForLooking(path, int(steps.size()), locked.error());
    }
    Result<StoreOpening> opened = openWritable(path, steps);
    if (!opened)
        close();
    return opened;
}

Result<StoreOpening> StoreDatabase::openWritable(const QByteArray& path, const QByteArrayList& steps)
{
    StoreOpening opening{StoreAccess::ReadWrite, {}, {}, {}, {}};
    const StoreProbe probe = probeStore(path, int(steps.size()));
    if (probe.state == StoreProbe::State::Newer)
        return newerStore(path, probe.version);
    if (probe.state == StoreProbe::State::Damaged) {
        const Result<QByteArray> moved = moveStoreAside(path);
        if (!moved)
            return moved.error();
        opening.movedAsideTo = *moved;
        if (Result<void> place = prepareStorePlace(path); !place)
            return place.error();
    }
    if (Result<void> connected = connectTo(QFile::decodeName(path), false); !connected)
        return connected.error();
    if (Result<void> upgraded = upgradeSchema(m_database, steps); !upgraded)
        return upgraded.error();
    opening.settings = settings();
    opening.connections = connections();
    return opening;
}

Result<StoreOpening> StoreDatabase::openForLooking(const QByteArray& path, int version, const Error& reason)
{
    const StoreProbe probe = probeStore(path, version);
    if (probe.state == StoreProbe::State::Newer)
        return newerStore(path, probe.version);
    if (probe.state == StoreProbe::State::Damaged)
        return damagedStore(path, probe.detail);
    if (Result<void> connected = connectTo(QFile::decodeName(path), true); !connected)
        return connected.error();
    return StoreOpening{StoreAccess::ReadOnly, reason.code.isEmpty() ? std::nullopt : std::optional(reason), {}, settings(), connections()};
}

void StoreDatabase::close()
{
    if (m_database.isValid()) {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_connection);
    }
    m_lock.release();
}

Result<void> StoreDatabase::inTransaction(const std::function<Result<void>()>& work)
{
    if (!m_database.transaction())
        return writeError(m_database.lastError());
    Result<void> done = work();
    if (done && !m_database.commit())
        done = writeError(m_database.lastError());
    if (!done)
        m_database.rollback();
    return done;
}

} // namespace bakferry
