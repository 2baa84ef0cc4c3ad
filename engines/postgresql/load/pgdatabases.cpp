#include "engines/postgresql/load/pgdatabases.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/load/pgwords.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isContent(const PgEntry& entry)
{
    const bool isAboutDatabase = entry.kind == "DATABASE" || entry.kind == "DATABASE PROPERTIES" || entry.name.startsWith("DATABASE ");
    const bool isSetting = entry.kind == "ENCODING" || entry.kind == "STDSTRINGS" || entry.kind == "SEARCHPATH";
    return !isAboutDatabase && !isSetting && !isPgServerEntry(entry);
}

// A pg_dumpall script speaks of databases in which nothing lies; an archive is a database even when it is empty.
QList<int> withContent(const PgBackup& backup)
{
    QList<int> found;
    for (int i = 0; i < backup.databases().size(); ++i) {
        if (backup.header().format != "postgresql-script" || std::ranges::any_of(backup.databases()[i].entries, isContent))
            found += i;
    }
    return found;
}

bool hasEntries(const PgBackup& backup)
{
    return std::ranges::any_of(backup.databases(), [](const PgDatabase& database) { return !database.entries.isEmpty(); });
}

Error noDatabase(const PgBackup& backup)
{
    const bool isEmpty = !hasEntries(backup);
    return {ErrorKind::BackupUnusable, "backup.no_database",
            isEmpty ? Message{QT_TRANSLATE_NOOP("Message", "The backup holds nothing that could be restored into a database."), {}}
                    : Message{QT_TRANSLATE_NOOP("Message", "The backup holds roles, tablespaces or settings of a server, but no content of any database."), {}},
            {QT_TRANSLATE_NOOP("Message", "Pick a backup of a database; to create roles from this file, run it with psql as an administrator who has read it."), {}}, {}};
}

Error unknownDatabase(const QString& name)
{
    return {ErrorKind::Usage, "selection.unknown", {QT_TRANSLATE_NOOP("Message", "The backup has no database %1."), {displayText(name)}},
            {QT_TRANSLATE_NOOP("Message", "Choose among the databases that the backup lists."), {}}, {}};
}

// A new name that would be ignored was meant otherwise.
std::optional<Error> meaninglessRename(const PgBackup& backup, const QList<int>& wanted, const RestoreRequest& request)
{
    for (const auto& [from, to] : request.renames) {
        const auto found = std::ranges::find(backup.databases(), from.toUtf8(), &PgDatabase::name);
        if (found == backup.databases().end())
            return unknownDatabase(from);
        const bool isAlone = wanted.size() == 1 && wanted.first() == int(found - backup.databases().begin());
        if (isAlone && to.toUtf8() != request.target.database) {
            return Error{ErrorKind::Usage, "selection.two_names", {QT_TRANSLATE_NOOP("Message", "The database %1 shall be called %2 by the target and %3 by its new name."),
                                                                   {displayText(from), displayBytes(request.target.database), displayText(to)}},
                         {QT_TRANSLATE_NOOP("Message", "One database alone takes the name in the target: write the new name there, and leave the renaming out."), {}}, {}};
        }
    }
    return std::nullopt;
}

} // namespace

Result<QList<PgChosenDatabase>> choosePgDatabases(const PgBackup& backup, const RestoreRequest& request)
{
    QList<int> wanted = withContent(backup);
    if (!request.only.isEmpty()) {
        wanted.clear();
        for (const QString& name : request.only) {
            const auto found = std::ranges::find_if(backup.databases(), [&](const PgDatabase& database) { return database.name == name.toUtf8(); });
            if (found == backup.databases().end())
                return unknownDatabase(name);
            if (const int index = int(found - backup.databases().begin()); !wanted.contains(index))
                wanted += index;
        }
        std::ranges::sort(wanted); // a backup that is read from front to end needs its own order
    }
    if (wanted.isEmpty())
        return noDatabase(backup);
    if (const std::optional<Error> meaningless = meaninglessRename(backup, wanted, request))
        return *meaningless;
    if (wanted.size() == 1)
        return QList<PgChosenDatabase>{{wanted.first(), request.target.database}};
    QList<PgChosenDatabase> chosen;
    QSet<QByteArray> names;
    for (const int index : std::as_const(wanted)) {
        QByteArray name = backup.databases()[index].name;
        for (const auto& [from, to] : request.renames) {
            if (from.toUtf8() == backup.databases()[index].name)
                name = to.toUtf8();
        }
        if (name.isEmpty())
            name = request.target.database; // what stands in a script before its first \connect
        if (names.contains(name)) {
            return Error{ErrorKind::Usage, "selection.doubled", {QT_TRANSLATE_NOOP("Message", "Two databases of the backup would both be called %1."), {displayBytes(name)}},
                         {QT_TRANSLATE_NOOP("Message", "Give one of them another name, or restore only one."), {}}, {}};
        }
        names.insert(name);
        chosen += {index, name};
    }
    return chosen;
}

Result<QList<Message>> createPgServerObjects(const PgBackup& backup, PgConnection& maintenance, const JobContext& context)
{
    QList<Message> warnings;
    for (const PgDatabase& database : backup.databases()) {
        for (const PgEntry& entry : database.entries) {
            if (!isPgServerEntry(entry))
                continue;
            if (!context.goOn())
                return cancelledError();
            for (const QByteArray& statement : pgStatementsOf(entry.definition)) {
                const Result<PgAnswer> made = maintenance.execute(statement);
                if (made)
                    continue;
                if (made.error().kind == ErrorKind::Cancelled || maintenance.lastState().isEmpty())
                    return made.error();
                if (maintenance.lastState() == "42710")
                    break; // it is there: what the backup says of it afterwards is not forced upon it
                warnings += {QT_TRANSLATE_NOOP("Message", "%1 could not be created: %2"), {shownPgEntry(entry), made.error().detail}};
            }
        }
    }
    return warnings;
}

} // namespace bakferry
