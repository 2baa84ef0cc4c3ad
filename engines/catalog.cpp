#include "engines/catalog.h"

#include "engines/input/backupinput.h"
#include "engines/mariadb/mariadbengine.h"
#include "engines/postgresql/postgresqlengine.h"
#include "engines/sqlite/sqliteengine.h"

#include <algorithm>
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
    static const QList<const RestoreEngine*> engines{&sqlite, &postgresql, &mariadb};
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

Result<BackupFacts> inspectBackup(const BackupSet& backups, const JobContext& context)
{
    if (!backups.isEmpty() && isFolder(backups.first())) {
        // No head to judge by: the engine that finds its own files inside knows.
        for (const RestoreEngine* engine : allEngines()) {
            if (Result<BackupFacts> facts = engine->inspect(backups, context))
                return facts;
        }
        return engineById("postgresql")->inspect(backups, context); // says best what a folder would have to hold
    }
    const QByteArray head = backups.isEmpty() ? QByteArray() : headOf(backups.first());
    const RestoreEngine* surest = *std::ranges::max_element(allEngines(), {}, [&](const RestoreEngine* engine) { return engine->recognise(head); });
    // When nobody knows it, the first engine says what the file is instead.
    return surest->inspect(backups, context);
}

} // namespace bakferry
