#include "engines/postgresql/pgoptions.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

PgOptions PgOptions::of(const RestoreRequest& request)
{
    const QVariantMap& given = request.options;
    const auto flag = [&](const QString& id, bool otherwise) { return given.value(id, otherwise).toBool(); };
    PgOptions options;
    options.noOwner = flag(u"noOwner"_s, false);
    options.noPrivileges = flag(u"noPrivileges"_s, false);
    options.noTablespaces = flag(u"noTablespaces"_s, false);
    options.noComments = flag(u"noComments"_s, false);
    options.noPublications = flag(u"noPublications"_s, false);
    options.refreshViews = flag(u"refreshViews"_s, true);
    options.acceptRisks = flag(u"acceptRisks"_s, false);
    options.endSessions = flag(u"endSessions"_s, false);
    options.intoExisting = flag(u"intoExisting"_s, false) || request.parts == RestoreRequest::Parts::DataOnly;
    options.createRoles = flag(u"createRoles"_s, false);
    options.locale = given.value(u"locale"_s).toString().toUtf8();
    options.encoding = given.value(u"encoding"_s).toString().toUtf8();
    for (auto one = given.cbegin(); one != given.cend(); ++one) {
        const QByteArray value = one.value().toString().toUtf8();
        if (one.key().startsWith(u"role:"_s))
            options.roles.insert(one.key().mid(5).toUtf8(), value);
        else if (one.key().startsWith(u"tablespace:"_s))
            options.tablespaces.insert(one.key().mid(11).toUtf8(), value);
        else if (one.key().startsWith(u"extension:"_s) && value == "skip")
            options.skippedExtensions.append(one.key().mid(10).toUtf8());
    }
    return options;
}

const QList<OptionInfo>& PgOptions::offered()
{
    static const QList<OptionInfo> offered{
        {"noOwner", {QT_TRANSLATE_NOOP("Message", "Without owners"), {}}, {QT_TRANSLATE_NOOP("Message", "Everything belongs to the user who restores."), {}}, OptionInfo::Type::Flag, false, "pg_restore --no-owner"},
        {"noPrivileges", {QT_TRANSLATE_NOOP("Message", "Without privileges"), {}}, {QT_TRANSLATE_NOOP("Message", "GRANT and REVOKE of the backup are left out."), {}}, OptionInfo::Type::Flag, false, "pg_restore --no-privileges"},
        {"noTablespaces", {QT_TRANSLATE_NOOP("Message", "Without tablespaces"), {}}, {QT_TRANSLATE_NOOP("Message", "Everything goes into the default tablespace of the database."), {}}, OptionInfo::Type::Flag, false, "pg_restore --no-tablespaces"},
        {"noPublications", {QT_TRANSLATE_NOOP("Message", "Without publications and subscriptions"), {}}, {QT_TRANSLATE_NOOP("Message", "Replication of the source is not set up again."), {}}, OptionInfo::Type::Flag, false, "pg_restore --no-publications --no-subscriptions"},
        {"refreshViews", {QT_TRANSLATE_NOOP("Message", "Fill materialised views"), {}}, {QT_TRANSLATE_NOOP("Message", "Their queries come from the backup and run on the server."), {}}, OptionInfo::Type::Flag, true},
        {"acceptRisks", {QT_TRANSLATE_NOOP("Message", "Accept dangerous objects"), {}}, {QT_TRANSLATE_NOOP("Message", "Objects that can run programs or read files on the server are restored although the user is a superuser."), {}}, OptionInfo::Type::Flag, false},
        {"endSessions", {QT_TRANSLATE_NOOP("Message", "End other sessions"), {}}, {QT_TRANSLATE_NOOP("Message", "Sessions on the target database are ended when the new database takes its place."), {}}, OptionInfo::Type::Flag, false},
        {"createRoles", {QT_TRANSLATE_NOOP("Message", "Create roles and tablespaces"), {}}, {QT_TRANSLATE_NOOP("Message", "Those of a pg_dumpall that the server lacks. They belong to the whole server and stay after a failed restore."), {}}, OptionInfo::Type::Flag, false},
        {"intoExisting", {QT_TRANSLATE_NOOP("Message", "Into the existing empty database"), {}}, {QT_TRANSLATE_NOOP("Message", "For users who may not create databases. A failed restore leaves a part behind."), {}}, OptionInfo::Type::Flag, false},
    };
    return offered;
}

} // namespace bakferry
