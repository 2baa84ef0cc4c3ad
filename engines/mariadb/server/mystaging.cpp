#include "engines/mariadb/server/mystaging.h"

#include "engines/displaytext.h"
#include "engines/mariadb/server/mycatalog.h"
#include "engines/mariadb/server/myjournal.h"
#include "engines/mariadb/server/mymark.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxNameCharacters = 64;

QByteArray withSuffix(const QByteArray& wanted, const QByteArray& suffix)
{
    const QList<uint> characters = QString::fromUtf8(wanted).toUcs4();
    const qsizetype kept = std::min(characters.size(), maxNameCharacters - suffix.size());
    return QString::fromUcs4(reinterpret_cast<const char32_t*>(characters.constData()), kept).toUtf8() + suffix;
}

QByteArray shortId(const QString& taskId) { return taskId.first(8).toLatin1(); }

bool isServersOwn(const QByteArray& name)
{
    constexpr std::array own{"mysql", "information_schema", "performance_schema", "sys", "ndbinfo"};
    return std::ranges::find(own, name.toLower()) != own.end();
}

Error targetExists(const QByteArray& name)
{
    return {ErrorKind::TargetUnusable, "target.exists",
            {QT_TRANSLATE_NOOP("Message", "The target database %1 exists already."), {displayBytes(name)}},
            {QT_TRANSLATE_NOOP("Message", "Choose another name, or choose to overwrite; the old database is then kept aside until you discard it."), {}}, {}};
}

Error stagingExists(const QByteArray& name)
{
    return {ErrorKind::TargetUnusable, "target.staging_exists",
            {QT_TRANSLATE_NOOP("Message", "The staging database %1 exists already."), {displayBytes(name)}},
            {QT_TRANSLATE_NOOP("Message", "Discard what an earlier attempt of this task left over, then start again."), {}}, {}};
}

// Defaults the new database gets: the backup's, with what the DBA put in the place of a collation this server does not know.
void shape(MyStagedDatabase& staged, const RestoreRequest& request, const MyDatabase& source, const std::optional<MyCatalogDatabase>& old)
{
    staged.charset = source.charset.toLower();
    staged.collation = source.collation.toLower();
    const QByteArray instead = MyOptions::of(request).collations.value(staged.collation);
    if (!instead.isEmpty()) {
        staged.collation = instead;
        staged.charset = instead.first(std::max<qsizetype>(instead.indexOf('_'), 0));
    }
    if (old && staged.charset.isEmpty() && staged.collation.isEmpty()) {
        staged.charset = old->charset;
        staged.collation = old->collation;
    }
}

} // namespace

QByteArray myStagingName(const QByteArray& wanted, const QString& taskId) { return withSuffix(wanted, "__bf_" + shortId(taskId)); }
QByteArray myKeptName(const QByteArray& wanted, const QString& taskId) { return withSuffix(wanted, "__bf_old_" + shortId(taskId)); }

std::optional<Error> badMyDatabaseName(const QByteArray& name)
{
    const QString text = QString::fromUtf8(name);
    const bool isText = QUtf8StringView(name).isValidUtf8() && std::ranges::none_of(text, [](QChar c) { return c.isSurrogate() || c.unicode() < 0x20 || c.unicode() == 0x7f; });
    Message why;
    if (name.isEmpty() || text.size() > maxNameCharacters)
        why = {QT_TRANSLATE_NOOP("Message", "The database name %1 does not have 1 to 64 characters."), {displayBytes(name)}};
    else if (!isText || name.endsWith(' '))
        why = {QT_TRANSLATE_NOOP("Message", "The database name %1 has characters that cannot be used."), {displayBytes(name)}};
    else if (isServersOwn(name))
        why = {QT_TRANSLATE_NOOP("Message", "The database %1 is one of the server's own."), {displayBytes(name)}};
    else
        return std::nullopt;
    return Error{ErrorKind::Usage, "target.name", why,
                 {QT_TRANSLATE_NOOP("Message", "Choose another name of 1 to 64 characters, without control characters, emoji, or a blank at its end."), {}}, {}};
}

Result<MyStagedDatabase> createMyStaging(MyConnection& connection, const RestoreRequest& request, const MyDatabase& source,
                                         const QByteArray& wanted, const JobContext& context)
{
    if (const std::optional<Error> bad = badMyDatabaseName(wanted))
        return *bad;
    const auto old = findMyDatabase(connection, wanted);
    if (!old)
        return old.error();
    if (*old && !request.overwrite)
        return targetExists(wanted);
    MyStagedDatabase staged{wanted, myStagingName(wanted, request.taskId), *old ? myKeptName(wanted, request.taskId) : QByteArray(), old->has_value(), {}, {}};
    shape(staged, request, source, *old);
    const auto existing = findMyDatabase(connection, staged.staging);
    if (!existing)
        return existing.error();
    if (*existing)
        return stagingExists(staged.staging);
    if (const Result<void> recorded = context.writeJournal(myJournalEntry(mystep::creatingStaging, {staged})); !recorded)
        return recorded.error();
    QByteArray sql = "CREATE DATABASE " + quotedMyName(staged.staging);
    if (!staged.charset.isEmpty())
        sql += " CHARACTER SET " + quotedMyName(staged.charset);
    if (!staged.collation.isEmpty())
        sql += " COLLATE " + quotedMyName(staged.collation);
    const Result<MyAnswer> made = connection.execute(sql);
    const Result<void> marked = made ? makeMyMark(connection, staged.staging, request.taskId, MyRole::Incoming) : Result<void>(made.error());
    const auto now = marked ? findMyDatabase(connection, staged.staging) : Result<std::optional<MyCatalogDatabase>>(marked.error());
    if (!now)
        return now.error();
    if (*now) { // what was left to the server is known now
        staged.charset = (*now)->charset;
        staged.collation = (*now)->collation;
    }
    if (const Result<void> recorded = context.writeJournal(myJournalEntry(mystep::stagingCreated, {staged})); !recorded)
        return recorded.error();
    return staged;
}

Result<MyStagedDatabase> adoptMyExisting(MyConnection& connection, const RestoreRequest& request, const QByteArray& wanted, const JobContext& context)
{
    Q_UNUSED(request)
    const auto existing = findMyDatabase(connection, wanted);
    if (!existing)
        return existing.error();
    if (!*existing) {
        return Error{ErrorKind::TargetUnusable, "server.no_database",
                     {QT_TRANSLATE_NOOP("Message", "The database %1 to restore into does not exist."), {displayBytes(wanted)}},
                     {QT_TRANSLATE_NOOP("Message", "Let an administrator run: CREATE DATABASE %1"), {displayBytes(quotedMyName(wanted))}}, {}};
    }
    const Result<QByteArrayList> objects = userObjectsOfMy(connection, wanted);
    if (!objects)
        return objects.error();
    if (!objects->isEmpty()) {
        return Error{ErrorKind::TargetUnusable, "target.not_empty",
                     {QT_TRANSLATE_NOOP("Message", "The database %1 is not empty; it holds %2, for example."), {displayBytes(wanted), displayBytes(objects->first())}},
                     {QT_TRANSLATE_NOOP("Message", "Choose an empty database, or overwrite it as a whole."), {}}, {}};
    }
    const MyStagedDatabase staged{wanted, wanted, {}, true, (*existing)->charset, (*existing)->collation};
    if (const Result<void> recorded = context.writeJournal(myJournalEntry(mystep::loadingInPlace, {staged})); !recorded)
        return recorded.error();
    return staged;
}

Result<void> enableMyEventLater(MyConnection& connection, const MyStagedDatabase& staged, const RestoreRequest& request, const QByteArray& event)
{
    if (!staged.isInPlace())
        return keepEnabledEvent(connection, staged.staging, request.taskId, event);
    const Result<MyAnswer> enabled = connection.execute("ALTER EVENT " + quotedMyName(staged.wanted, event) + " ENABLE");
    return enabled ? Result<void>() : Result<void>(enabled.error());
}

QList<LeftOver> dropMyStaging(const QList<MyStagedDatabase>& databases, const RestoreRequest& request)
{
    QList<LeftOver> left;
    const auto connection = openMyMaintenance(request.target, request.credentials, {});
    for (const MyStagedDatabase& one : databases) {
        if (!one.isInPlace() && (!connection || !dropMySchema(**connection, one.staging, request.taskId)))
            left += LeftOver{LeftOver::Kind::Staging, one.staging, -1};
    }
    return left;
}

} // namespace bakferry
