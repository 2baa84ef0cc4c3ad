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
        {"serverFolder", {QT_TRANSLATE_NOOP("Message", "Folder of the backup files, as the server sees it"), {}}, {QT_TRANSLATE_NOOP("Message", "The server opens the files itself. Empty: under the same path as this machine."), {}}, OptionInfo::Type::Text, QString()},
        {"dataFolder", {QT_TRANSLATE_NOOP("Message", "Folder for data files on the server"), {}}, {QT_TRANSLATE_NOOP("Message", "Empty: the server's default folder."), {}}, OptionInfo::Type::Text, QString()},
        {"logFolder", {QT_TRANSLATE_NOOP("Message", "Folder for log files on the server"), {}}, {QT_TRANSLATE_NOOP("Message", "Empty: the server's default folder."), {}}, OptionInfo::Type::Text, QString()},
        {"serverVerify", {QT_TRANSLATE_NOOP("Message", "Let the server verify the backups"), {}}, {QT_TRANSLATE_NOOP("Message", "The precheck has the server read them to the end (RESTORE VERIFYONLY)."), {}}, OptionInfo::Type::Flag, true},
        {"checkdb", {QT_TRANSLATE_NOOP("Message", "Check the restored database"), {}}, {QT_TRANSLATE_NOOP("Message", "DBCC CHECKDB runs before the database is put in place; it takes long on large ones."), {}}, OptionInfo::Type::Flag, true},
        {"endSessions", {QT_TRANSLATE_NOOP("Message", "End other sessions"), {}}, {QT_TRANSLATE_NOOP("Message", "Sessions on the target database are ended when the new database takes its place."), {}}, OptionInfo::Type::Flag, false},
        {"networkPath", {QT_TRANSLATE_NOOP("Message", "Let the server read from another machine"), {}}, {QT_TRANSLATE_NOOP("Message", "For backups on a share: the server's service account signs in to the machine that holds it."), {}}, OptionInfo::Type::Flag, false},
    };
    return offered;
}

} // namespace bakferry
