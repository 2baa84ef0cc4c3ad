#include "engines/postgresql/archive/pgarchiveerrors.h"

#include "engines/displaytext.h"
#include "engines/foreignformat.h"

#include <QtGlobal>

namespace bakferry::pgarchiveerrors {

namespace {

constexpr const char* transferAgain = QT_TRANSLATE_NOOP("Message", "Transfer or make the backup again and compare its checksum with the original.");
constexpr const char* askOrigin = QT_TRANSLATE_NOOP("Message", "pg_dump never writes such an entry. Ask where the file comes from before using anything in it.");
constexpr const char* chooseWhatPgDumpWrote = QT_TRANSLATE_NOOP("Message", "Choose the file or the folder that pg_dump wrote.");

Error unusable(const QByteArray& code, const char* what, const QStringList& arguments, const char* hint, const QString& detail = {})
{
    return Error{ErrorKind::BackupUnusable, code, {what, arguments}, {hint, {}}, detail};
}

} // namespace

Error damaged(const BackupFile& file, qint64 offset, const QString& reason)
{
    return unusable("backup.damaged", QT_TRANSLATE_NOOP("Message", "The PostgreSQL archive %1 is damaged at byte %2."),
                    {file.display(), QString::number(offset)}, transferAgain, reason);
}

Error truncated(const BackupFile& file, qint64 offset, const QString& reason)
{
    return unusable("backup.truncated", QT_TRANSLATE_NOOP("Message", "The PostgreSQL archive %1 is incomplete: it breaks off at byte %2."),
                    {file.display(), QString::number(offset)}, transferAgain, reason);
}

Error rowsBreakOff(const BackupFile& file, qint64 offset, const QString& table)
{
    return unusable("backup.truncated", QT_TRANSLATE_NOOP("Message", "The rows of %3 break off at byte %2 of %1: their end mark is missing."),
                    {file.display(), QString::number(offset), table}, transferAgain);
}

Error unknownVersion(const BackupFile& file, const QByteArray& version)
{
    return unusable("backup.archive_version",
                    QT_TRANSLATE_NOOP("Message", "%1 is a PostgreSQL archive of version %2; BakFerry reads versions %3 to %4."),
                    {file.display(), QString::fromLatin1(version), QStringLiteral("1.10"), QStringLiteral("1.16")},
                    QT_TRANSLATE_NOOP("Message", "Update BakFerry, or let pg_restore of the PostgreSQL that made the archive turn it into a script: pg_restore -f backup.sql."));
}

Error tocTooLarge(const BackupFile& file)
{
    return unusable("backup.needs_memory", QT_TRANSLATE_NOOP("Message", "The table of contents of the PostgreSQL archive %1 is larger than 1 GiB."),
                    {file.display()}, QT_TRANSLATE_NOOP("Message", "Dump the database in parts, schema by schema."));
}

Error hostileName(const BackupFile& file, const QByteArray& name)
{
    return Error{ErrorKind::Risk, "backup.archive_hostile",
                 {QT_TRANSLATE_NOOP("Message", "The table of contents in %1 names a file %2, which is no name pg_dump gives."), {file.display(), displayBytes(name)}},
                 {askOrigin, {}}, {}};
}

Error hostileMember(const BackupFile& file, const QByteArray& name)
{
    return Error{ErrorKind::Risk, "backup.archive_hostile",
                 {QT_TRANSLATE_NOOP("Message", "%2 in the tar archive %1 is a link, a device or a pipe."), {file.display(), displayBytes(name)}},
                 {askOrigin, {}}, {}};
}

Error twiceInTar(const BackupFile& file, const QByteArray& name)
{
    return Error{ErrorKind::Risk, "backup.archive_hostile",
                 {QT_TRANSLATE_NOOP("Message", "The tar archive %1 holds %2 more than once; which one is meant cannot be told."), {file.display(), displayBytes(name)}},
                 {askOrigin, {}}, {}};
}

Error dataMissing(const BackupFile& file, const QString& object)
{
    return unusable("backup.archive_data_missing", QT_TRANSLATE_NOOP("Message", "The table of contents of %1 promises the data of %2, but they are not there."),
                    {file.display(), object}, transferAgain);
}

Error unknownData(const BackupFile& file, qint64 offset, const QString& what)
{
    return unusable("backup.damaged", QT_TRANSLATE_NOOP("Message", "The PostgreSQL archive %1 holds data at byte %2 that its table of contents does not know."),
                    {file.display(), QString::number(offset)}, transferAgain, what);
}

Error noToc(const BackupFile& folder)
{
    return unusable("backup.other_format", QT_TRANSLATE_NOOP("Message", "%1 holds no toc.dat, so it is no PostgreSQL archive."), {folder.display()},
                    chooseWhatPgDumpWrote);
}

Error tocAlone(const BackupFile& file)
{
    return unusable("backup.other_format", QT_TRANSLATE_NOOP("Message", "%1 is only the table of contents of a PostgreSQL archive; its data lie in the files beside it."),
                    {file.display()}, QT_TRANSLATE_NOOP("Message", "Choose the whole folder it lies in."));
}

Error notPostgres(const BackupFile& file, QByteArrayView head)
{
    const char* sentence = foreignFormat(head);
    if (!sentence)
        sentence = likelyScriptOf(head);
    if (!sentence)
        sentence = QT_TRANSLATE_NOOP("Message", "%1 is no PostgreSQL backup: neither an archive nor a script with statements.");
    return unusable("backup.other_format", sentence, {file.display()}, chooseWhatPgDumpWrote);
}

Error manyFiles(qsizetype count)
{
    return Error{ErrorKind::Usage, "backup.set", {QT_TRANSLATE_NOOP("Message", "A PostgreSQL backup is one file or one folder; %1 were given."), {QString::number(count)}},
                 {chooseWhatPgDumpWrote, {}}, {}};
}

} // namespace bakferry::pgarchiveerrors
