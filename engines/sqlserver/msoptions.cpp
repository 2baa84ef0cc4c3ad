#include "engines/sqlserver/msoptions.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

MsOptions MsOptions::of(const RestoreRequest& request)
{
    const QVariantMap& given = request.options;
    MsOptions options;
    options.database = given.value(u"database"_s).toString();
    options.fullBackup = given.value(u"fullBackup"_s).toString();
    options.offline = given.value(u"offline"_s).toBool();
    return options;
}

const QList<OptionInfo>& MsOptions::offered()
{
    static const QList<OptionInfo> offered{
        {"database", {QT_TRANSLATE_NOOP("Message", "Database"), {}}, {QT_TRANSLATE_NOOP("Message", "Which database is restored, where the files hold backups of several."), {}}, OptionInfo::Type::Text, QString()},
        {"fullBackup", {QT_TRANSLATE_NOOP("Message", "Full backup to begin with"), {}},
         {QT_TRANSLATE_NOOP("Message", "Number of the file and of the backup in it, such as 1:2, where there are several."), {}}, OptionInfo::Type::Text, QString()},
        {"offline", {QT_TRANSLATE_NOOP("Message", "Check the files only"), {}}, {QT_TRANSLATE_NOOP("Message", "The precheck asks no server; what only a server can tell is listed as not checkable."), {}},
         OptionInfo::Type::Flag, false},
    };
    return offered;
}

} // namespace bakferry
