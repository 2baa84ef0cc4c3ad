// How many connections, locks and bytes the server has left.
#include "engines/displaytext.h"
#include "engines/postgresql/server/pgtargetlook.h"

#include <QtGlobal>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <thread>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Finding checkConnections(const PgTargetLook& look)
{
    const QByteArray reserved = look.version() >= 160000 ? " - pg_catalog.current_setting('reserved_connections')::int" : "";
    const Result<PgAnswer> room = look.connection.query(
        "SELECT pg_catalog.current_setting('max_connections')::int - CASE WHEN r.rolsuper THEN 0 ELSE pg_catalog.current_setting('superuser_reserved_connections')::int" + reserved
        + " END - (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE usesysid IS NOT NULL)::int,"
          " CASE WHEN r.rolconnlimit < 0 THEN 1000000 ELSE r.rolconnlimit - (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE usesysid = r.oid)::int END"
          " FROM pg_catalog.pg_roles r WHERE r.rolname = current_user");
    if (!room)
        return pgNotAnswered("limits", room.error());
    const qint64 jobs = look.request.jobs > 0 ? look.request.jobs : std::max(1U, std::thread::hardware_concurrency());
    const qint64 wanted = jobs + 1; // the loader's and the one for the databases as a whole, which is counted already
    const qint64 free = std::min(room->number(0, 0), room->number(0, 1));
    const QStringList numbers{QString::number(std::max<qint64>(free, 0)), QString::number(wanted)};
    const Message remedy{QT_TRANSLATE_NOOP("Message", "End sessions that are not needed, raise max_connections or the user's CONNECTION LIMIT, or restore with fewer connections."), {}};
    if (free < 2)
        return blockerFinding("limits", pgTargetError("server.full", {QT_TRANSLATE_NOOP("Message", "The server has %1 connections left for this user; the restore needs at least two more."), numbers}, remedy));
    if (free < wanted)
        return warningFinding("limits", {QT_TRANSLATE_NOOP("Message", "The server has %1 connections left for this user; the restore would like %2."), numbers}, remedy);
    return passedFinding("limits", {QT_TRANSLATE_NOOP("Message", "The server has %1 connections left for this user; the restore uses up to %2."), numbers});
}

// One transaction takes some locks a table; the loader cuts its transactions to fit. What does not fit is a table with many partitions or
// inheritors used at once, so this is for the DBA to know.
std::optional<Finding> checkLocks(const PgTargetLook& look)
{
    qint64 tables = 0;
    for (const PgTargetItem& item : look.question.items)
        tables += std::ranges::count(item.source->entries, "TABLE", &PgEntry::kind);
    const Result<QByteArray> locks = look.connection.value("SELECT pg_catalog.current_setting('max_locks_per_transaction')::bigint"
        " * (pg_catalog.current_setting('max_connections')::bigint + pg_catalog.current_setting('max_prepared_transactions')::bigint)");
    if (tables == 0 || !locks)
        return std::nullopt;
    return passedFinding("locks", {QT_TRANSLATE_NOOP("Message", "The server's lock table has room for about %1 locks; the %2 tables are made in transactions small enough for it."), {QString::fromLatin1(*locks), QString::number(tables)}});
}

// Whether a file of the server has the same time there and here.
bool isSameFile(const PgTargetLook& look, const QByteArray& folder, const QByteArray& name)
{
    struct stat here{};
    const Result<QByteArray> there = look.connection.value("SELECT pg_catalog.date_part('epoch', modification)::bigint FROM pg_catalog.pg_stat_file($1)", {name});
    return there && ::stat((folder + '/' + name).constData(), &here) == 0 && there->toLongLong() == here.st_mtime;
}

// The folder the data would lie in, if it is proven to be on this machine: by the socket the server listens on, or by files of it.
// Empty: not to be seen.
QByteArray visibleFolder(const PgTargetLook& look)
{
    const Result<QByteArray> folder = look.connection.value("SHOW data_directory"); // only some users may see it
    if (!folder)
        return {};
    const bool isHere = PQhost(look.connection.handle())[0] == '/' || (isSameFile(look, *folder, "PG_VERSION") && isSameFile(look, *folder, "postmaster.pid"));
    if (!isHere)
        return {};
    // Staging lies in the old database's tablespace.
    const Result<QByteArray> elsewhere = look.connection.value("SELECT pg_catalog.pg_tablespace_location(dattablespace) FROM pg_catalog.pg_database WHERE datname = $1::text",
                                                               {look.question.items.value(0).wanted});
    return elsewhere && !elsewhere->isEmpty() ? *elsewhere : *folder;
}

} // namespace

QList<Finding> checkPgLimits(const PgTargetLook& look)
{
    QList<Finding> findings{checkConnections(look)};
    if (const auto locks = checkLocks(look))
        findings += *locks;
    return findings;
}

QList<Finding> checkPgSpace(const PgTargetLook& look)
{
    const Message byHand{QT_TRANSLATE_NOOP("Message", "Make sure that there is room for one and a half times the data on the server."), {}};
    const QByteArray folder = visibleFolder(look);
    struct statvfs room{};
    if (folder.isEmpty() || ::statvfs(folder.constData(), &room) != 0)
        return {notCheckableFinding("space", {QT_TRANSLATE_NOOP("Message", "The free space of the server cannot be seen from here."), {}}, byHand)};
    const qint64 freeBytes = qint64(room.f_bavail) * qint64(room.f_frsize);
    if (look.question.newBytes < 0)
        return {notCheckableFinding("space", {QT_TRANSLATE_NOOP("Message", "%1 are free on the server; how much the restored data need is not known."), {displaySize(freeBytes)}}, byHand)};
    const qint64 needed = look.question.newBytes;
    const QStringList sizes{displayBytes(folder), displaySize(freeBytes), displaySize(needed)};
    const Message remedy{QT_TRANSLATE_NOOP("Message", "Make room there, or choose a target on another file system."), {}};
    if (freeBytes < needed)
        return {blockerFinding("space", {ErrorKind::NoSpace, "target.no_space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free, but the restore needs %3."), sizes}, remedy, {}})};
    if (freeBytes < needed + needed / 2)
        return {warningFinding("space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free: enough for the %3 that the restore needs, but less than one and a half times as much."), sizes}, remedy)};
    return {passedFinding("space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free; the restore needs %3."), sizes})};
}

} // namespace bakferry
