#include "engines/sqlite/sqliteengine.h"

namespace bakferry {

using namespace Qt::StringLiterals;

const EngineInfo& SqliteEngine::info() const
{
    static const EngineInfo info{"sqlite", u"SQLite"_s, 0, true, {}};
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

int SqliteEngine::recognise(QByteArrayView head) const { return head.startsWith("SQLite format 3") ? 100 : 0; }
Result<BackupFacts> SqliteEngine::inspect(const BackupSet&, const JobContext&) const { return Error{}; }
PrecheckReport SqliteEngine::precheck(const RestoreRequest&, const JobContext&) const { return {}; }
RestoreOutcome SqliteEngine::restore(const RestoreRequest&, const JobContext&) const { return {}; }
Recovery SqliteEngine::reconcile(const RestoreRequest&, const Journal&) const { return {}; }
RestoreOutcome SqliteEngine::undoOverwrite(const RestoreRequest&, const Journal&, const JobContext&) const { return {}; }
Result<void> SqliteEngine::discard(const RestoreRequest&, const Journal&, const LeftOver&) const { return {}; }

} // namespace bakferry
