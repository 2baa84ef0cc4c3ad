#include "engines/catalog.h"

#include "engines/sqlite/sqliteengine.h"

namespace bakferry {

const QList<const RestoreEngine*>& allEngines()
{
    static const SqliteEngine sqlite;
    static const QList<const RestoreEngine*> engines{&sqlite};
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
    return allEngines().first()->inspect(backups, context);
}

} // namespace bakferry
