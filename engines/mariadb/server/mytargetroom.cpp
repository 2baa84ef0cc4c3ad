// How many connections and bytes the server has left, and how long a statement it takes.
#include "engines/displaytext.h"
#include "engines/mariadb/server/mytargetlook.h"

#include <QtGlobal>

#include <algorithm>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <thread>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// The data directory, if it is proven to be on this machine: by the socket the server listens on. Empty: not to be seen.
QByteArray visibleFolder(const MyTargetLook& look)
{
    const Result<QByteArray> folder = look.connection.isSocket() ? look.connection.value("SELECT @@GLOBAL.datadir") : Result<QByteArray>(QByteArray());
    struct stat there{};
    return folder && !folder->isEmpty() && ::stat(folder->constData(), &there) == 0 ? *folder : QByteArray();
}

bool writesBinaryLog(const MyTargetLook& look)
{
    const Result<QByteArray> isOn = look.connection.value("SELECT @@GLOBAL.log_bin");
    return isOn && *isOn == "1";
}

} // namespace

QList<Finding> checkMyPackets(const MyTargetLook& look)
{
    const Result<MyAnswer> limits = look.connection.execute("SELECT @@GLOBAL.max_allowed_packet, @@GLOBAL.local_infile");
    if (!limits)
        return {myNotAnswered("packets", limits.error())};
    QList<Finding> findings;
    const qint64 limit = limits->number(0, 0);
    const QStringList sizes{displaySize(look.question.longestStatement), displaySize(limit), displaySize(look.question.longestRow)};
    const Message raise{QT_TRANSLATE_NOOP("Message", "Run as an administrator: SET GLOBAL max_allowed_packet = %1"), {QString::number(std::min<qint64>((look.question.longestStatement / 1024 + 2) * 1024, 1073741824))}};
    if (look.question.longestStatement < limit) {
        findings += passedFinding("packets", {QT_TRANSLATE_NOOP("Message", "The longest statement of the backup has %1; the server takes up to %2."), sizes});
    } else if (look.question.longestRow > 0 && look.question.longestRow + 4096 < limit) {
        if (look.options.splitStatements) {
            findings += passedFinding("packets", {QT_TRANSLATE_NOOP("Message", "Statements of up to %1 will be cut between rows; the longest row has %3, and the server takes up to %2."), sizes});
        } else {
            findings += blockerFinding("packets", myTargetError("server.packet", {QT_TRANSLATE_NOOP("Message", "The longest statement of the backup has %1, and the server takes no more than %2 (max_allowed_packet)."), sizes}, raise));
            findings.last().fixes += FixIt{"splitStatements", true, {QT_TRANSLATE_NOOP("Message", "Cut statements that are too long"), {}},
                                           {QT_TRANSLATE_NOOP("Message", "INSERTs longer than %2 are cut between rows; the longest row has %3."), sizes}};
        }
    } else {
        findings += blockerFinding("packets", myTargetError("server.packet", {QT_TRANSLATE_NOOP("Message", "A single row or statement of the backup has %1, and the server takes no more than %2 (max_allowed_packet)."), sizes}, raise));
    }
    if (limits->text(0, 1) != "1")
        findings += passedFinding("packets", {QT_TRANSLATE_NOOP("Message", "The server has local_infile off, so rows are sent as INSERT statements."), {}});
    return findings;
}

QList<Finding> checkMyLimits(const MyTargetLook& look)
{
    const Result<MyAnswer> room = look.connection.execute("SELECT @@GLOBAL.max_connections, @@SESSION.max_user_connections");
    const Result<MyAnswer> used = room ? look.connection.execute("SHOW GLOBAL STATUS LIKE 'Threads_connected'") : room;
    if (!used || used->rows() == 0)
        return {used ? QList<Finding>() : QList<Finding>{myNotAnswered("limits", used.error())}};
    qint64 free = room->number(0, 0) - used->number(0, 1);
    if (const qint64 ofUser = room->number(0, 1); ofUser > 0)
        free = std::min(free, ofUser - 1); // this one
    const qint64 jobs = look.request.jobs > 0 ? look.request.jobs : std::max(1U, std::thread::hardware_concurrency());
    const qint64 wanted = jobs + 2; // one to stop them, and one for the databases as a whole
    const QStringList numbers{QString::number(std::max<qint64>(free, 0)), QString::number(wanted)};
    const Message remedy{QT_TRANSLATE_NOOP("Message", "End sessions that are not needed, raise max_connections or the account's MAX_USER_CONNECTIONS, or restore with fewer connections."), {}};
    if (free < 3)
        return {blockerFinding("limits", myTargetError("server.full", {QT_TRANSLATE_NOOP("Message", "The server has %1 connections left for this user; the restore needs at least three more."), numbers}, remedy))};
    if (free < wanted)
        return {warningFinding("limits", {QT_TRANSLATE_NOOP("Message", "The server has %1 connections left for this user; the restore would like %2."), numbers}, remedy)};
    return {passedFinding("limits", {QT_TRANSLATE_NOOP("Message", "The server has %1 connections left for this user; the restore uses up to %2."), numbers})};
}

QList<Finding> checkMySpace(const MyTargetLook& look)
{
    QList<Finding> findings;
    const bool isLogged = writesBinaryLog(look);
    const qint64 needed = look.question.newBytes < 0 ? -1 : look.question.newBytes * (isLogged ? 2 : 1);
    if (isLogged) {
        findings += passedFinding("space", {QT_TRANSLATE_NOOP("Message", "The server writes binary logs: what is restored is written there a second time, and sent to its replicas."), {}});
    }
    const Message byHand{QT_TRANSLATE_NOOP("Message", "Make sure that there is room for one and a half times the data on the server."), {}};
    const QByteArray folder = visibleFolder(look);
    struct statvfs room{};
    if (folder.isEmpty() || ::statvfs(folder.constData(), &room) != 0)
        return findings << notCheckableFinding("space", {QT_TRANSLATE_NOOP("Message", "The free space of the server cannot be seen from here."), {}}, byHand);
    const qint64 freeBytes = qint64(room.f_bavail) * qint64(room.f_frsize);
    if (needed < 0)
        return findings << notCheckableFinding("space", {QT_TRANSLATE_NOOP("Message", "%1 are free on the server; how much the restored data need is not known."), {displaySize(freeBytes)}}, byHand);
    const QStringList sizes{displayBytes(folder), displaySize(freeBytes), displaySize(needed)};
    const Message remedy{QT_TRANSLATE_NOOP("Message", "Make room there, or choose a target on another file system."), {}};
    if (freeBytes < needed)
        findings += blockerFinding("space", {ErrorKind::NoSpace, "target.no_space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free, but the restore needs %3."), sizes}, remedy, {}});
    else if (freeBytes < needed + needed / 2)
        findings += warningFinding("space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free: enough for the %3 that the restore needs, but less than one and a half times as much."), sizes}, remedy);
    else
        findings += passedFinding("space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free; the restore needs %3."), sizes});
    return findings;
}

} // namespace bakferry
