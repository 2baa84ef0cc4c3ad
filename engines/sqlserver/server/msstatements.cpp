// The only place where RESTORE is written. Source: Microsoft, "RESTORE Statements (Transact-SQL)", "RESTORE Statements - Arguments"
#include "engines/sqlserver/server/msstatements.h"

#include "engines/sqlserver/server/msquote.h"

#include <QFile>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int percentStep = 5;

QString fromDisks(const QStringList& paths)
{
    QStringList disks;
    for (const QString& path : paths)
        disks += u"DISK = "_s + quotedMsText(path);
    return u" FROM "_s + disks.join(u", "_s);
}

// Letters, digits and - _ of the target's name: what every file system takes.
QString fileStem(const QString& name)
{
    QString stem;
    for (const QChar c : name.first(std::min<qsizetype>(name.size(), 60))) {
        const bool isPlain = c.isLetterOrNumber() || c == u'-' || c == u'_' || c.isSurrogate();
        stem += isPlain ? c : u'_';
    }
    if (!stem.isEmpty() && stem.back().isHighSurrogate())
        stem.chop(1);
    return stem.isEmpty() ? u"database"_s : stem;
}

QStringList stopOptions(const MsStopAt& stop)
{
    if (stop.time)
        return {u"STOPAT = "_s + quotedMsText(stop.time->toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz"_s))};
    if (stop.lsn)
        return {u"STOPATMARK = "_s + quotedMsText(u"lsn:"_s + stop.lsn->decimal())};
    return {};
}

} // namespace

QString msServerPath(const BackupFile& file, const RestoreRequest& request)
{
    const QString here = QFile::decodeName(file.path), folder = request.options.value(u"serverFolder"_s).toString();
    if (folder.isEmpty())
        return here;
    const QString name = here.mid(here.lastIndexOf(u'/') + 1);
    if (folder.endsWith(u'/') || folder.endsWith(u'\\'))
        return folder + name;
    return folder + (folder.contains(u'\\') ? u'\\' : u'/') + name;
}

QStringList msServerPaths(const MsRestoreStep& step, const RestoreRequest& request)
{
    QStringList paths;
    for (const int file : step.backup.files)
        paths += file >= 0 && file < request.backups.size() ? msServerPath(request.backups[file], request) : QString();
    return paths;
}

bool isNetworkPath(const QString& path) { return path.startsWith(u"\\\\") || path.startsWith(u"//"); }

bool hasMsControls(const QString& text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

QList<MsMove> msMoves(const QList<MsDatabaseFile>& files, const RestoreRequest& request, const QString& dataFolder, const QString& logFolder)
{
    const QString stem = fileStem(QString::fromUtf8(request.target.database)) + u'_' + request.taskId.first(8);
    const auto folderOf = [&](const char16_t* option, const QString& usual) {
        QString folder = request.options.value(QString::fromUtf16(option)).toString();
        if (folder.isEmpty())
            return usual;
        if (!folder.endsWith(u'/') && !folder.endsWith(u'\\'))
            folder += folder.contains(u'\\') ? u'\\' : u'/';
        return folder;
    };
    const QString data = folderOf(u"dataFolder", dataFolder), log = folderOf(u"logFolder", logFolder);
    QList<MsMove> moves;
    int number = 0;
    for (const MsDatabaseFile& file : files) {
        ++number;
        const bool isLog = file.type == 'L', isContainer = file.type == 'S';
        const QString suffix = isContainer ? QString() : isLog ? u".ldf"_s : number == 1 ? u".mdf"_s : u".ndf"_s;
        moves += MsMove{file.logicalName, (isLog ? log : data) + stem + u'_' + QString::number(number) + suffix, file.sizeBytes >= 0 ? file.sizeBytes : file.pages >= 0 ? file.pages * 8192 : -1, isLog};
    }
    return moves;
}

QString msRestoreStatement(const MsRestoreStep& step, const QString& database, const QStringList& paths, const QList<MsMove>& moves)
{
    QStringList options{u"FILE = "_s + QString::number(std::max(1, step.backup.info.position))};
    for (const MsMove& move : moves)
        options += u"MOVE "_s + quotedMsText(move.logicalName) + u" TO "_s + quotedMsText(move.path);
    options += u"NORECOVERY"_s;
    if (step.backup.info.hasChecksum)
        options += u"CHECKSUM"_s; // of a backup without sums the server refuses it
    options += u"STOP_ON_ERROR"_s;
    options += stopOptions(step.stopAt);
    options += u"STATS = "_s + QString::number(percentStep);
    return (step.isLog ? u"RESTORE LOG "_s : u"RESTORE DATABASE "_s) + quotedMsName(database) + fromDisks(paths) + u" WITH "_s + options.join(u", "_s);
}

QString msRecoverStatement(const QString& database) { return u"RESTORE DATABASE "_s + quotedMsName(database) + u" WITH RECOVERY"_s; }

QString msVerifyStatement(const MsRestoreStep& step, const QStringList& paths)
{
    return u"RESTORE VERIFYONLY"_s + fromDisks(paths) + u" WITH FILE = "_s + QString::number(std::max(1, step.backup.info.position)) + (step.backup.info.hasChecksum ? u", CHECKSUM"_s : QString())
        + u", STATS = "_s + QString::number(percentStep);
}

QString msAskStatement(QLatin1StringView what, const QStringList& paths, int position)
{
    return u"RESTORE "_s + what + fromDisks(paths) + (position > 0 ? u" WITH FILE = "_s + QString::number(position) : QString());
}

} // namespace bakferry
