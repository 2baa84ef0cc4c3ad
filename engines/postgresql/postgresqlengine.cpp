#include "engines/postgresql/postgresqlengine.h"

#include "engines/postgresql/load/pgprecheck.h"
#include "engines/postgresql/load/pgrestore.h"
#include "engines/postgresql/pgbackup.h"
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgtarget.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

const EngineInfo& PostgresqlEngine::info() const
{
    static const EngineInfo info{"postgresql", u"PostgreSQL"_s, 5432, false, PgOptions::offered(), false, {}, {u"postgres"_s, u"template0"_s, u"template1"_s},
                                 {"connection", "version", "target", "sessions", "privilege", "space", "limits", "locks", "roles", "tablespaces", "extensions",
                                  "settings", "encoding", "locale", "collations"}};
    return info;
}

const QList<FormatInfo>& PostgresqlEngine::formats() const
{
    static const QList<FormatInfo> formats{
        {"postgresql-custom", {QT_TRANSLATE_NOOP("Message", "PostgreSQL custom archive"), {}}, {u"dump"_s, u"backup"_s, u"dmp"_s}},
        {"postgresql-directory", {QT_TRANSLATE_NOOP("Message", "PostgreSQL directory archive"), {}}, {}},
        {"postgresql-tar", {QT_TRANSLATE_NOOP("Message", "PostgreSQL tar archive"), {}}, {u"tar"_s}},
        {"postgresql-script", {QT_TRANSLATE_NOOP("Message", "PostgreSQL script"), {}}, {u"sql"_s}},
    };
    return formats;
}

int PostgresqlEngine::recognise(QByteArrayView head) const { return recognisePgBackup(head); }

Result<BackupFacts> PostgresqlEngine::inspect(const BackupSet& backups, const JobContext& context) const
{
    const Result<std::unique_ptr<PgBackup>> backup = openPgBackup(backups, context);
    return backup ? Result<BackupFacts>(describePgBackup(**backup)) : Result<BackupFacts>(backup.error());
}

PrecheckReport PostgresqlEngine::precheck(const RestoreRequest& request, const JobContext& context) const { return precheckPg(request, context); }

RestoreOutcome PostgresqlEngine::restore(const RestoreRequest& request, const JobContext& context) const { return PgRestore(request, context).run(); }

Result<ServerFacts> PostgresqlEngine::testConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context) const
{
    return testPgConnection(target, credentials, context);
}

Recovery PostgresqlEngine::reconcile(const RestoreRequest& request, const Journal& journal) const { return reconcilePg(request, journal); }

RestoreOutcome PostgresqlEngine::undoOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context) const
{
    return undoPgOverwrite(request, journal, context);
}

Result<void> PostgresqlEngine::discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const
{
    return discardPg(request, journal, leftOver);
}

} // namespace bakferry
