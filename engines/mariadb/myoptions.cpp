#include "engines/mariadb/myoptions.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

MyOptions MyOptions::of(const RestoreRequest& request)
{
    const QVariantMap& given = request.options;
    const auto flag = [&](const QString& id) { return given.value(id).toBool(); };
    MyOptions options;
    const QString definer = given.value(u"definer"_s).toString();
    options.definers = definer == u"current"_s ? Definers::Current : definer == u"drop"_s ? Definers::Drop : Definers::Keep;
    options.charset = given.value(u"charset"_s).toString().toLower().toUtf8();
    options.oldSyntax = flag(u"oldSyntax"_s);
    options.splitStatements = flag(u"splitStatements"_s);
    options.skipSystem = flag(u"skipSystem"_s);
    options.skipHostile = flag(u"skipHostile"_s);
    options.disableEvents = flag(u"disableEvents"_s);
    options.endSessions = flag(u"endSessions"_s);
    options.intoExisting = flag(u"intoExisting"_s);
    for (auto one = given.cbegin(); one != given.cend(); ++one) {
        const QByteArray value = one.value().toString().toUtf8();
        if (one.key().startsWith(u"collation:"_s))
            options.collations.insert(one.key().mid(10).toLower().toUtf8(), value);
        else if (one.key().startsWith(u"engine:"_s))
            options.engines.insert(one.key().mid(7).toLower().toUtf8(), value);
    }
    return options;
}

const QList<OptionInfo>& MyOptions::offered()
{
    static const QList<OptionInfo> offered{
        {"oldSyntax", {QT_TRANSLATE_NOOP("Message", "Bring old syntax up to date"), {}}, {QT_TRANSLATE_NOOP("Message", "TYPE= becomes ENGINE=, names that are reserved words today get quotes."), {}}, OptionInfo::Type::Flag, false},
        {"splitStatements", {QT_TRANSLATE_NOOP("Message", "Cut statements that are too long"), {}}, {QT_TRANSLATE_NOOP("Message", "An INSERT longer than the server accepts is cut between its rows."), {}}, OptionInfo::Type::Flag, false},
        {"skipSystem", {QT_TRANSLATE_NOOP("Message", "Without the server's own databases"), {}}, {QT_TRANSLATE_NOOP("Message", "What the backup holds of mysql, performance_schema and sys is left out."), {}}, OptionInfo::Type::Flag, false},
        {"skipHostile", {QT_TRANSLATE_NOOP("Message", "Without statements that reach beyond the database"), {}}, {QT_TRANSLATE_NOOP("Message", "GRANT, SET GLOBAL, commands for client programs and the like are left out; they are never run."), {}}, OptionInfo::Type::Flag, false},
        {"disableEvents", {QT_TRANSLATE_NOOP("Message", "Events disabled"), {}}, {QT_TRANSLATE_NOOP("Message", "Events come back, but do not run until you enable them."), {}}, OptionInfo::Type::Flag, false},
        {"endSessions", {QT_TRANSLATE_NOOP("Message", "End other sessions"), {}}, {QT_TRANSLATE_NOOP("Message", "Sessions on the target database are ended when the new database takes its place."), {}}, OptionInfo::Type::Flag, false},
        {"logDatabase", {QT_TRANSLATE_NOOP("Message", "Database in the binary logs"), {}}, {QT_TRANSLATE_NOOP("Message", "What the database was called on the server that wrote the logs; only needed where the full backup does not say."), {}}, OptionInfo::Type::Text, QString()},
        {"intoExisting", {QT_TRANSLATE_NOOP("Message", "Into the existing empty database"), {}}, {QT_TRANSLATE_NOOP("Message", "For users who may not create databases. A failed restore leaves a part behind."), {}}, OptionInfo::Type::Flag, false},
    };
    return offered;
}

} // namespace bakferry
