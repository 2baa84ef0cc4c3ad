#include "engines/mariadb/mariadbengine.h"

#include "engines/mariadb/load/myincrement.h"
#include "engines/mariadb/load/mykeptreadings.h"
#include "engines/mariadb/load/myprecheck.h"
#include "engines/mariadb/load/myrestore.h"
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/server/mystaging.h"
#include "engines/mariadb/server/mytarget.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

MariaDbEngine::MariaDbEngine() : m_readings(std::make_unique<MyKeptReadings>()) { }
MariaDbEngine::~MariaDbEngine() = default;

const EngineInfo& MariaDbEngine::info() const
{
    static const EngineInfo info{"mariadb", u"MariaDB / MySQL"_s, 3306, false, MyOptions::offered(), true,
                                 {QT_TRANSLATE_NOOP("Message", "a time (2026-11-25 08:30:00) or a position (mysql-bin.000042:328)"), {}},
                                 {u"mysql"_s, u"information_schema"_s, u"performance_schema"_s, u"sys"_s, u"ndbinfo"_s}};
    return info;
}

const QList<FormatInfo>& MariaDbEngine::formats() const
{
    static const QList<FormatInfo> formats{
        {"mariadb-script", {QT_TRANSLATE_NOOP("Message", "MariaDB or MySQL script"), {}}, {u"sql"_s, u"dump"_s}},
        {"mariadb-mydumper", {QT_TRANSLATE_NOOP("Message", "mydumper folder"), {}}, {}},
    };
    return formats;
}

int MariaDbEngine::recognise(QByteArrayView head) const { return MyBinlogReader::isBinlog(head) ? 100 : recogniseMyBackup(head); }

Result<BackupFacts> MariaDbEngine::inspect(const BackupSet& backups, const JobContext& context) const
{
    const MyBackupSet set = takeMySetApart(backups);
    if (set.full.isEmpty() && !set.findings.isEmpty())
        return errorOf(set.findings.first());
    const Result<std::unique_ptr<MyBackup>> backup = openMyBackup(set.full, context);
    if (!backup)
        return backup.error();
    BackupFacts facts = describeMyBackup(**backup);
    if (set.hasLogs())
        facts.chain = lookAtMyChain(**backup, set, backups, context);
    return facts;
}

PrecheckReport MariaDbEngine::precheck(const RestoreRequest& request, const JobContext& context) const { return precheckMy(request, context, *m_readings); }

RestoreOutcome MariaDbEngine::restore(const RestoreRequest& request, const JobContext& context) const { return MyRestore(request, context, *m_readings).run(); }

std::optional<Error> MariaDbEngine::badStopAt(const QString& stopAt) const
{
    const Result<MyStopAt> stop = parseMyStopAt(stopAt);
    return stop ? std::nullopt : std::optional(stop.error());
}

PrecheckReport MariaDbEngine::precheckNext(const RestoreRequest& request, const Journal& journal, const JobContext& context) const { return precheckMyNext(request, journal, context); }

RestoreOutcome MariaDbEngine::continueRestore(const RestoreRequest& request, const Journal& journal, const JobContext& context) const { return continueMy(request, journal, context); }

Result<ServerFacts> MariaDbEngine::testConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context) const
{
    return testMyConnection(target, credentials, context);
}

Recovery MariaDbEngine::reconcile(const RestoreRequest& request, const Journal& journal) const { return reconcileMy(request, journal); }

RestoreOutcome MariaDbEngine::undoOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context) const
{
    return undoMyOverwrite(request, journal, context);
}

Result<void> MariaDbEngine::discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const
{
    return discardMy(request, journal, leftOver);
}

} // namespace bakferry
