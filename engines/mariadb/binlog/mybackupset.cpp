#include "engines/mariadb/binlog/mybackupset.h"

#include "engines/input/backupinput.h"
#include "engines/mariadb/binlog/mybinlogreader.h"
#include "engines/mariadb/mybackup.h"

#include <QtGlobal>

#include <sys/stat.h>

namespace bakferry {

namespace {

constexpr qint64 headBytes = 64 * 1024;

// Empty for folders and for what cannot be read, which whoever opens it then says.
QByteArray headOf(const BackupFile& file)
{
    struct stat status {};
    if (::stat(file.path.constData(), &status) != 0 || !S_ISREG(status.st_mode))
        return {};
    const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file);
    const Result<QByteArray> head = input ? (*input)->peek(headBytes) : Result<QByteArray>(input.error());
    return head ? *head : QByteArray();
}

Finding blocker(const char* code, const Message& what, const Message& hint) { return blockerFinding("chain", {ErrorKind::BackupUnusable, code, what, hint, {}}); }

} // namespace

MyBackupSet takeMySetApart(const BackupSet& backups, bool withoutFull)
{
    MyBackupSet set;
    set.files = int(backups.size());
    set.firstLog = set.files;
    for (int i = 0; i < set.files; ++i) {
        const BackupFile& file = backups[i];
        const QByteArray head = headOf(file);
        const bool isLog = MyBinlogReader::isBinlog(head);
        const bool isOnTop = isLog || file.incremental || set.firstLog < i;
        if (!isOnTop) {
            set.full += file;
            continue;
        }
        set.firstLog = std::min(set.firstLog, i);
        if (isLog || head.isEmpty())
            continue;
        if (recogniseMyBackup(head) > 0) {
            set.noLogs[i] = blocker("chain.second_full", {QT_TRANSLATE_NOOP("Message", "%1 is a full backup, not a binary log to go on top of one."), {file.display()}},
                                    {QT_TRANSLATE_NOOP("Message", "Restore each full backup in a task of its own."), {}});
        } else {
            set.noLogs[i] = blocker("chain.not_binlog", {QT_TRANSLATE_NOOP("Message", "%1 is no binary log of MariaDB or MySQL."), {file.display()}},
                                    {QT_TRANSLATE_NOOP("Message", "Give the files that the server lists with SHOW BINARY LOGS, in their order."), {}});
        }
        set.findings += set.noLogs[i];
    }
    if (set.full.isEmpty() && !withoutFull) {
        set.findings += blocker("chain.no_full", {QT_TRANSLATE_NOOP("Message", "Only binary logs were given: the full backup that they go on top of is missing."), {}},
                                {QT_TRANSLATE_NOOP("Message", "Give the full backup first, made with --master-data or with mydumper, so that it says its position in the logs."), {}});
    }
    return set;
}

} // namespace bakferry
