#include "engines/sqlite/sqliteengine.h"

#include "engines/sqlite/sqliteinspect.h"
#include "engines/sqlite/sqliteprecheck.h"
#include "engines/sqlite/sqliterestore.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

const EngineInfo& SqliteEngine::info() const
{
    static const EngineInfo info{"sqlite", u"SQLite"_s, 0, true, {}, false, {}, {}, {"space", "target"}};
    return info;
}

const QList<FormatInfo>& SqliteEngine::formats() const
{
    static const QList<FormatInfo> formats{
        {"sqlite-database", {QT_TRANSLATE_NOOP("Message", "SQLite database file"), {}}, {u"db"_s, u"sqlite"_s, u"sqlite3"_s}},
        {"sqlite-script", {QT_TRANSLATE_NOOP("Message", "SQLite script"), {}}, {u"sql"_s}},
    };
    return formats;
}

int SqliteEngine::recognise(QByteArrayView head) const
{
    switch (sqliteFormatOf(head)) {
    case SqliteFormat::Database: return 100;
    case SqliteFormat::Script: return 40; // any dialect's script begins alike
    case SqliteFormat::None: return 0;
    }
    return 0;
}

Result<BackupFacts> SqliteEngine::inspect(const BackupSet& backups, const JobContext&) const { return inspectSqlite(backups); }

PrecheckReport SqliteEngine::precheck(const RestoreRequest& request, const JobContext& context) const { return precheckSqlite(request, context); }

RestoreOutcome SqliteEngine::restore(const RestoreRequest& request, const JobContext& context) const { return SqliteRestore(request, context).run(); }

Recovery SqliteEngine::reconcile(const RestoreRequest& request, const Journal& journal) const { return reconcileSqlite(request, journal); }

RestoreOutcome SqliteEngine::undoOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context) const
{
    return undoSqliteOverwrite(request, journal, context);
}

Result<void> SqliteEngine::discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const
{
    return discardSqlite(request, journal, leftOver);
}

} // namespace bakferry
