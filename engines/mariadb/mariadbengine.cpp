#include "engines/mariadb/mariadbengine.h"

#include "engines/mariadb/load/myprecheck.h"
#include "engines/mariadb/load/myrestore.h"
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/server/mystaging.h"
#include "engines/mariadb/server/mytarget.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

const EngineInfo& MariaDbEngine::info() const
{
    static const EngineInfo info{"mariadb", u"MariaDB / MySQL"_s, 3306, false, MyOptions::offered()};
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

int MariaDbEngine::recognise(QByteArrayView head) const { return recogniseMyBackup(head); }

Result<BackupFacts> MariaDbEngine::inspect(const BackupSet& backups, const JobContext& context) const
{
    const Result<std::unique_ptr<MyBackup>> backup = openMyBackup(backups, context);
    return backup ? Result<BackupFacts>(describeMyBackup(**backup)) : Result<BackupFacts>(backup.error());
}

PrecheckReport MariaDbEngine::precheck(const RestoreRequest& request, const JobContext& context) const { return precheckMy(request, context); }

RestoreOutcome MariaDbEngine::restore(const RestoreRequest& request, const JobContext& context) const { return MyRestore(request, context).run(); }

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
