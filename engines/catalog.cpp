#include "engines/catalog.h"

#include "engines/input/backupinput.h"
#include "engines/mariadb/mariadbengine.h"
#include "engines/postgresql/postgresqlengine.h"
#include "engines/sqlite/sqliteengine.h"
#include "engines/sqlserver/sqlserverengine.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <sys/stat.h>

namespace bakferry {

namespace {

constexpr qint64 headBytes = 64 * 1024;

bool isFolder(const BackupFile& file)
{
    struct stat status{};
    return ::stat(file.path.constData(), &status) == 0 && S_ISDIR(status.st_mode);
}

// Decompressed; empty when it cannot be read, which the engine that is asked then says.
QByteArray headOf(const BackupFile& file)
{
    const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file);
    const Result<QByteArray> head = input ? (*input)->peek(headBytes) : Result<QByteArray>(input.error());
    return head ? *head : QByteArray();
}

} // namespace

const QList<const RestoreEngine*>& allEngines()
{
    static const SqliteEngine sqlite;
    static const PostgresqlEngine postgresql;
    static const MariaDbEngine mariadb;
    static const SqlServerEngine sqlserver;
    static const QList<const RestoreEngine*> engines{&sqlite, &postgresql, &mariadb, &sqlserver};
    return engines;
}

const RestoreEngine* engineById(QByteArrayView id)
{
    for (const RestoreEngine* engine : allEngines()) {
        if (engine->info().id == id)
            return engine;
    }
    return nullptr;
}

namespace {

// Folders, several files and zips of several have no head that speaks for them all: whoever finds its own files inside knows. A damaged
// backup is told by the engine that began to read it; when there is none, MariaDB's knows most of what else a folder may be.
Result<BackupFacts> inspectMany(const QList<const RestoreEngine*>& engines, const BackupSet& backups, const JobContext& context)
{
    std::optional<Error> damaged;
    for (const RestoreEngine* engine : engines) {
        Result<BackupFacts> facts = engine->inspect(backups, context);
        if (facts)
            return facts;
        static const QByteArrayList othersFiles{"backup.other_format", "backup.is_folder", "backup.set", "backup.zip_many"};
        if (!damaged && !othersFiles.contains(facts.error().code))
            damaged = facts.error();
    }
    return damaged ? Result<BackupFacts>(*damaged) : engineById("mariadb")->inspect(backups, context);
}

bool holdsSeveralFiles(const BackupFile& file)
{
    const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file);
    return !input && input.error().code == "backup.zip_many";
}

} // namespace

Result<BackupFacts> inspectBackup(const BackupSet& backups, const JobContext& context)
{
    const QByteArray head = backups.isEmpty() || isFolder(backups.first()) ? QByteArray() : headOf(backups.first());
    QList<const RestoreEngine*> engines = allEngines();
    std::ranges::stable_sort(engines, std::ranges::greater{}, [&](const RestoreEngine* engine) { return engine->recognise(head); });
    if (backups.size() > 1 || (head.isEmpty() && !backups.isEmpty() && (isFolder(backups.first()) || holdsSeveralFiles(backups.first()))))
        return inspectMany(engines, backups, context);
    // When nobody knows it, the first engine says what the file is instead.
    return engines.first()->inspect(backups, context);
}

} // namespace bakferry
