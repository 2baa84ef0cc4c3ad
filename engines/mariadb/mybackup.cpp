#include "engines/mariadb/mybackup.h"

#include "engines/foreignformat.h"
#include "engines/input/backupinput.h"
#include "engines/mariadb/mydumper/mydumpernames.h"
#include "engines/mariadb/script/myscriptbackup.h"

#include <QtGlobal>

#include <algorithm>

#include <sys/stat.h>

namespace bakferry {

namespace {

using Opened = Result<std::unique_ptr<MyBackup>>;

constexpr qint64 headBytes = 64 * 1024;
constexpr qint64 metadataBytes = 64 * 1024 * 1024;

bool isFolder(const BackupFile& file)
{
    struct stat status {};
    return ::stat(file.path.constData(), &status) == 0 && S_ISDIR(status.st_mode);
}

Error otherFormat(const char* what, const QString& shown, const char* hint)
{
    return Error{ErrorKind::BackupUnusable, "backup.other_format", {what, {shown}}, {hint, {}}, {}};
}

constexpr const char* chooseDump = QT_TRANSLATE_NOOP("Message", "Choose what mysqldump, mariadb-dump, mydumper, phpMyAdmin or a similar tool wrote.");

Error notMariaDb(const QString& shown, QByteArrayView head)
{
    if (head.startsWith("XBSTCK01")) {
        return otherFormat(QT_TRANSLATE_NOOP("Message", "%1 is a mariabackup or XtraBackup stream: copied files of a server, which only a server of the same kind can be started on."), shown,
                           QT_TRANSLATE_NOOP("Message", "Unpack it with mbstream or xbstream, prepare it with mariabackup --prepare, start a server on it, and dump the databases from there."));
    }
    if (head.startsWith("\xff\xfe") || head.startsWith("\xfe\xff")) {
        return otherFormat(QT_TRANSLATE_NOOP("Message", "%1 is a text in UTF-16; convert it to UTF-8 first."), shown,
                           QT_TRANSLATE_NOOP("Message", "On Linux: iconv -f UTF-16 -t UTF-8 FILE > NEW."));
    }
    const char* sentence = foreignFormat(head);
    if (!sentence)
        sentence = likelyScriptOf(head);
    return otherFormat(sentence ? sentence : QT_TRANSLATE_NOOP("Message", "%1 is no MariaDB or MySQL backup: neither a script with statements nor a mydumper folder."), shown, chooseDump);
}

// Files of a server itself, copied with or without a tool.
bool isOfServer(const MyFile& file)
{
    static const QByteArrayList names{"ibdata1", "ib_logfile0", "aria_log_control", "xtrabackup_checkpoints", "xtrabackup_info", "mariadb_backup_checkpoints", "mariadb_backup_info"};
    const QByteArray name = file.name.sliced(file.name.lastIndexOf('/') + 1);
    const auto ends = [&](QByteArrayView suffix) { return name.endsWith(suffix); };
    return names.contains(name) || ends(".ibd") || ends(".frm") || ends(".MYD") || ends(".MYI") || ends(".MAD");
}

// All of a mydumper folder's metadata; nothing where there are none.
MydumperMetadata metadataOf(const MyFiles& files)
{
    for (int i = 0; i < files.files().size(); ++i) {
        if (!isMydumperMetadata(files.files()[i]))
            continue;
        const Result<std::unique_ptr<BackupInput>> input = files.open(i);
        QByteArray text;
        QByteArray block(headBytes, Qt::Uninitialized);
        while (input && *input && text.size() < metadataBytes) {
            const Result<qint64> got = (*input)->read(block.data(), block.size());
            if (!got || *got == 0)
                break;
            text += block.first(*got);
        }
        return readMydumperMetadata(text);
    }
    return {};
}

Opened openMany(std::unique_ptr<MyFiles> files, const QString& shown, const JobContext& context)
{
    if (isMysqlShellFolder(files->files())) {
        return otherFormat(QT_TRANSLATE_NOOP("Message", "%1 is a dump of MySQL Shell's util.dumpInstance() or dumpSchemas(), which BakFerry does not read."), shown,
                           QT_TRANSLATE_NOOP("Message", "Load it with MySQL Shell's util.loadDump(), or dump the databases anew with mysqldump or mydumper."));
    }
    if (isMydumperFolder(files->files())) {
        MydumperMetadata metadata = metadataOf(*files);
        orderMydumperFiles(files->files(), files->oddities());
        return openMyScripts(std::move(files), std::move(metadata), context);
    }
    if (std::ranges::any_of(files->files(), isOfServer)) {
        return otherFormat(QT_TRANSLATE_NOOP("Message", "%1 holds copied files of a MariaDB or MySQL server, which only a server of the same kind can be started on."), shown,
                           QT_TRANSLATE_NOOP("Message", "Start a server on a copy of the folder (mariabackup --prepare first, where that made it), and dump the databases from there."));
    }
    const QByteArray firstHead = files->files().isEmpty() ? QByteArray() : files->head(0, headBytes);
    orderMyScripts(*files);
    return files->files().isEmpty() ? Opened(notMariaDb(shown, firstHead)) : openMyScripts(std::move(files), {}, context);
}

Opened openMany(Result<std::unique_ptr<MyFiles>> files, const QString& shown, const JobContext& context)
{
    return files ? openMany(std::move(*files), shown, context) : Opened(files.error());
}

} // namespace

Opened openMyBackup(const BackupSet& backups, const JobContext& context)
{
    if (backups.isEmpty())
        return Error{ErrorKind::Usage, "backup.set", {QT_TRANSLATE_NOOP("Message", "No backup file was given."), {}}, {chooseDump, {}}, {}};
    const BackupFile& first = backups.first();
    const QString shown = first.display();
    if (backups.size() > 1)
        return openMany(openPickedFiles(backups), shown, context);
    if (isFolder(first))
        return openMany(openFolderFiles(first), shown, context);
    const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(first);
    if (!input && input.error().code == "backup.zip_many")
        return openMany(openZippedFiles(first), shown, context);
    if (!input)
        return input.error();
    const Result<QByteArray> head = (*input)->peek(headBytes);
    if (!head)
        return head.error();
    if (recogniseMyScript(*head) == 0)
        return notMariaDb(shown, *head);
    Result<std::unique_ptr<MyFiles>> files = openPickedFiles(backups);
    return files ? openMyScripts(std::move(*files), {}, context) : Opened(files.error());
}

int recogniseMyBackup(QByteArrayView head)
{
    return head.startsWith("XBSTCK01") ? 100 : recogniseMyScript(head);
}

} // namespace bakferry
