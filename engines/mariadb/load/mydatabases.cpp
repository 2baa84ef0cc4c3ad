#include "engines/mariadb/load/mydatabases.h"

#include "engines/displaytext.h"
#include "engines/mariadb/script/myrisks.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

Error noDatabase()
{
    return {ErrorKind::BackupUnusable, "backup.no_database", {QT_TRANSLATE_NOOP("Message", "The backup holds nothing that could be restored into a database."), {}},
            {QT_TRANSLATE_NOOP("Message", "Pick a backup of a database."), {}}, {}};
}

Result<QList<int>> listed(const MyBackup& backup, const QStringList& names)
{
    QList<int> wanted;
    for (const QString& name : names) {
        const auto found = std::ranges::find_if(backup.databases(), [&](const MyDatabase& database) { return database.name == name.toUtf8(); });
        if (found == backup.databases().end()) {
            return Error{ErrorKind::Usage, "selection.unknown", {QT_TRANSLATE_NOOP("Message", "The backup has no database %1."), {displayText(name)}},
                         {QT_TRANSLATE_NOOP("Message", "Choose among the databases that the backup lists."), {}}, {}};
        }
        if (const int index = int(found - backup.databases().begin()); !wanted.contains(index))
            wanted += index;
    }
    std::ranges::sort(wanted);
    return wanted;
}

QByteArray nameOf(const MyDatabase& database, const RestoreRequest& request)
{
    for (const auto& [from, to] : request.renames) {
        if (from.toUtf8() == database.name)
            return to.toUtf8();
    }
    return database.name.isEmpty() ? request.target.database : database.name; // what stands in a script before its first USE
}

} // namespace

Result<QList<MyChosenDatabase>> chooseMyDatabases(const MyBackup& backup, const RestoreRequest& request, const MyOptions& options)
{
    const Result<QList<int>> named = listed(backup, request.only);
    if (!named)
        return named.error();
    QList<int> wanted = *named;
    for (int i = 0; request.only.isEmpty() && i < backup.databases().size(); ++i) {
        if (!options.skipSystem || !isMySystemDatabase(backup.databases()[i].name))
            wanted += i;
    }
    if (wanted.isEmpty())
        return noDatabase();
    if (wanted.size() == 1)
        return QList<MyChosenDatabase>{{wanted.first(), request.target.database}};
    QList<MyChosenDatabase> chosen;
    QSet<QByteArray> names;
    for (const int index : std::as_const(wanted)) {
        const QByteArray name = nameOf(backup.databases()[index], request);
        if (names.contains(name)) {
            return Error{ErrorKind::Usage, "selection.doubled", {QT_TRANSLATE_NOOP("Message", "Two databases of the backup would both be called %1."), {displayBytes(name)}},
                         {QT_TRANSLATE_NOOP("Message", "Give one of them another name, or restore only one."), {}}, {}};
        }
        names.insert(name);
        chosen += {index, name};
    }
    return chosen;
}

MyDatabase myDatabaseToMake(const MyDatabase& source, const MyOptions& options)
{
    MyDatabase database = source;
    database.collation = options.collations.value(source.collation.toLower(), source.collation);
    return database;
}

} // namespace bakferry
