#include "engines/postgresql/server/pgstaging.h"

#include "engines/displaytext.h"
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgcatalog.h"
#include "engines/postgresql/server/pgjournal.h"
#include "engines/postgresql/server/pglocale.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <thread>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxNameBytes = 63; // NAMEDATALEN - 1; longer names are cut by the server without an error

QByteArray withSuffix(const QByteArray& wanted, const QByteArray& suffix)
{
    qsizetype length = std::min(wanted.size(), maxNameBytes - suffix.size());
    while (length > 0 && length < wanted.size() && (uchar(wanted[length]) & 0xc0) == 0x80)
        --length; // never between the bytes of one character
    return wanted.first(length) + suffix;
}

QByteArray shortId(const QString& taskId) { return taskId.first(8).toLatin1(); }

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

QByteArray localeClauses(const PgDatabase& shape, int serverVersion)
{
    QByteArray sql;
    if (shape.locale.isEmpty())
        return sql;
    sql += " LC_COLLATE " + quotedPgLiteral(shape.locale) + " LC_CTYPE " + quotedPgLiteral(shape.ctype.isEmpty() ? shape.locale : shape.ctype);
    if (serverVersion < 150000)
        return sql;
    if (shape.localeProvider == "icu")
        return sql + " LOCALE_PROVIDER icu ICU_LOCALE " + quotedPgLiteral(shape.icuLocale);
    if (shape.localeProvider == "builtin" && serverVersion >= 170000)
        return sql + " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + quotedPgLiteral(shape.icuLocale);
    return sql + " LOCALE_PROVIDER libc"; // dumps of older servers do not name it, and template0's own may be another
}

QByteArray tablespaceClause(const PgOptions& options, const PgDatabase& source, const std::optional<PgCatalogDatabase>& old)
{
    QByteArray tablespace = old ? old->tablespace : options.noTablespaces ? QByteArray() : options.tablespaces.value(source.tablespace, source.tablespace);
    // That of template0, so the new database gets it anyway; who names it needs a right on it that only superusers have at first.
    if (tablespace == "pg_default")
        tablespace.clear();
    return tablespace.isEmpty() ? tablespace : " TABLESPACE " + quotedPgName(tablespace);
}

// The oid goes into the journal first: it tells the database from any other of that name.
Result<void> identifyStaging(PgConnection& maintenance, PgStagedDatabase& staged, const RestoreRequest& request, const JobContext& context)
{
    const auto made = findDatabase(maintenance, staged.staging);
    if (!made)
        return made.error();
    staged.stagingOid = *made ? (*made)->oid : 0;
    if (const Result<void> recorded = context.writeJournal(pgJournalEntry(pgstep::stagingCreated, {staged})); !recorded)
        return recorded;
    const Result<PgAnswer> marked = maintenance.execute("COMMENT ON DATABASE " + quotedPgName(staged.staging) + " IS " + quotedPgLiteral(pgStagingMark(request.taskId)));
    return marked ? Result<void>() : Result<void>(marked.error());
}

// These exist on the client's side only; a dump in one of them came from a database in another. Source: manual, "Character Set Support".
bool isClientEncoding(const QByteArray& name)
{
    constexpr std::array clientOnly{"big5", "gb18030", "gbk", "johab", "shiftjis2004", "sjis", "shiftjis", "mskanji", "win932", "windows932", "win936", "windows936",
                                    "win949", "windows949", "win950", "windows950", "uhc"};
    QByteArray plain;
    for (const char c : name.toLower()) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += c;
    }
    return std::ranges::find(clientOnly, plain) != clientOnly.end();
}

// DROP DATABASE wants a checkpoint, for which there is no room on a full disk, and leaves the database unusable when it fails. A dropped
// table gives its room back at once.
void dropTables(const PgStagedDatabase& staged, const RestoreRequest& request)
{
    const auto inside = PgConnection::open(request.target.connection, request.credentials, staged.staging, {});
    const Result<PgAnswer> tables = inside ? (*inside)->query("SELECT pg_catalog.format('DROP TABLE IF EXISTS %s CASCADE', oid::pg_catalog.regclass) FROM pg_catalog.pg_class"
                                                              " WHERE relkind IN ('r', 'p') AND oid >= 16384 AND $1::pg_catalog.oid = (SELECT oid FROM pg_catalog.pg_database"
                                                              " WHERE datname = pg_catalog.current_database()) ORDER BY pg_catalog.pg_relation_size(oid) DESC", {QByteArray::number(staged.stagingOid)})
                                           : Result<PgAnswer>(inside.error());
    for (int row = 0; tables && row < tables->rows(); ++row)
        (void)(*inside)->execute(tables->text(row, 0));
}

} // namespace

PgDatabase pgShapeOf(const PgOptions& options, const PgDatabase& source, const std::optional<PgCatalogDatabase>& old)
{
    PgDatabase shape = source;
    if (old && source.encoding.isEmpty() && source.locale.isEmpty()) {
        shape.encoding = old->encoding;
        shape.locale = old->collate;
        shape.ctype = old->ctype;
        shape.localeProvider = old->localeProvider;
        shape.icuLocale = old->icuLocale;
    }
    if (!options.encoding.isEmpty())
        shape.encoding = options.encoding;
    if (isClientEncoding(shape.encoding))
        shape.encoding = "UTF8"; // holds whatever they hold
    if (!options.locale.isEmpty()) {
        shape.locale = shape.ctype = options.locale;
        if (shape.localeProvider == "builtin")
            shape.localeProvider = shape.icuLocale = QByteArray();
    }
    return shape;
}

QByteArray pgStagingName(const QByteArray& wanted, const QString& taskId) { return withSuffix(wanted, "__bf_" + shortId(taskId)); }
QByteArray pgKeptName(const QByteArray& wanted, const QString& taskId) { return withSuffix(wanted, "__bf_old_" + shortId(taskId)); }
QByteArray pgStagingMark(const QString& taskId) { return "BakFerry " + taskId.toLatin1(); }

std::optional<Error> badDatabaseName(const QByteArray& name)
{
    Message why;
    if (name.isEmpty() || name.size() > maxNameBytes)
        why = {QT_TRANSLATE_NOOP("Message", "The database name %1 does not have 1 to 63 bytes."), {displayBytes(name)}};
    else if (std::ranges::any_of(name, [](char c) { return uchar(c) < 0x20 || c == 0x7f; }) || !QUtf8StringView(name).isValidUtf8())
        why = {QT_TRANSLATE_NOOP("Message", "The database name %1 has characters that cannot be used."), {displayBytes(name)}};
    else if (name == "postgres" || name == "template0" || name == "template1")
        why = {QT_TRANSLATE_NOOP("Message", "The database %1 is one of the server's own."), {displayBytes(name)}};
    else
        return std::nullopt;
    return Error{ErrorKind::Usage, "target.name", why, {QT_TRANSLATE_NOOP("Message", "Choose another name of 1 to 63 bytes."), {}}, {}};
}

Result<std::unique_ptr<PgConnection>> openMaintenance(const RestoreTarget& target, const Credentials& credentials, const JobContext& context)
{
    Result<std::unique_ptr<PgConnection>> opened = Error{};
    for (const QByteArray& database : {QByteArray("postgres"), QByteArray("template1"), target.database}) {
        opened = PgConnection::open(target.connection, credentials, database, context);
        const QByteArray code = opened ? QByteArray() : opened.error().code;
        if (code != "server.no_database" && code != "server.no_access" && code != "server.refused_database")
            break;
    }
    if (!opened)
        return opened.error();
    // What the user or the database has set must not decide how names are found, read or how long we may take.
    const Result<PgAnswer> set = (*opened)->execute("SET client_encoding = 'UTF8'; SET search_path = ''; SET standard_conforming_strings = on;"
                                                    "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
                                                    "SET default_transaction_read_only = off; SET default_transaction_isolation = 'read committed'");
    if (!set)
        return set.error();
    return opened;
}

Result<PgStagedDatabase> createStaging(PgConnection& maintenance, const RestoreRequest& request, const PgDatabase& source,
                                       const QByteArray& wanted, const JobContext& context)
{
    if (const std::optional<Error> bad = badDatabaseName(wanted))
        return *bad;
    const auto old = findDatabase(maintenance, wanted);
    if (!old)
        return old.error();
    if (*old && !request.overwrite)
        return targetExists(wanted);
    PgStagedDatabase staged{wanted, pgStagingName(wanted, request.taskId), {}, 0, 0, true, 0, {}};
    if (*old) {
        staged.kept = pgKeptName(wanted, request.taskId);
        staged.oldOid = (*old)->oid;
        staged.oldAllowed = (*old)->allowsConnections;
    }
    const auto existing = findDatabase(maintenance, staged.staging);
    if (!existing)
        return existing.error();
    if (*existing)
        return stagingExists(staged.staging);
    if (const Result<void> intent = context.writeJournal(pgJournalEntry(pgstep::creatingStaging, {staged})); !intent)
        return intent.error();

    const PgOptions options = PgOptions::of(request);
    const auto [shape, replaced] = fitPgLocale(maintenance, options, pgShapeOf(options, source, *old), *old);
    staged.note = replaced;
    const QByteArray encoding = shape.encoding.isEmpty() ? QByteArray() : " ENCODING " + quotedPgLiteral(shape.encoding);
    const Result<PgAnswer> created = maintenance.execute("CREATE DATABASE " + quotedPgName(staged.staging) + " TEMPLATE template0" + encoding
                                                         + localeClauses(shape, maintenance.serverVersion()) + tablespaceClause(options, source, *old));
    if (!created && maintenance.lastState() == "42P04")
        return stagingExists(staged.staging); // somebody else made it in this moment: not ours to drop
    if (const Result<void> known = created ? identifyStaging(maintenance, staged, request, context) : Result<void>(created.error()); !known) {
        dropStaging({staged}, request); // a stop or a cut connection may have come after the server had made it
        return known.error();
    }
    return staged;
}

Result<PgStagedDatabase> adoptExisting(const RestoreRequest& request, const QByteArray& wanted, const JobContext& context)
{
    RestoreTarget target = request.target;
    target.database = wanted;
    const auto connection = PgConnection::open(target.connection, request.credentials, wanted, context);
    if (!connection)
        return connection.error();
    const Result<QByteArrayList> objects = userObjects(**connection);
    if (!objects)
        return objects.error();
    if (!objects->isEmpty() && request.parts != RestoreRequest::Parts::DataOnly) {
        return Error{ErrorKind::TargetUnusable, "target.not_empty",
                     {QT_TRANSLATE_NOOP("Message", "The database %1 is not empty; it holds %2, for example."), {displayBytes(wanted), displayBytes(objects->first())}},
                     {QT_TRANSLATE_NOOP("Message", "Choose an empty database, or overwrite it as a whole."), {}}, {}};
    }
    const Result<QByteArray> oid = (*connection)->value("SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()");
    if (!oid)
        return oid.error();
    const PgStagedDatabase staged{wanted, wanted, {}, oid->toUInt(), oid->toUInt(), true, 0, {}};
    if (const Result<void> recorded = context.writeJournal(pgJournalEntry(pgstep::loadingInPlace, {staged})); !recorded)
        return recorded.error();
    return staged;
}

std::optional<bool> isPgTransactionCommitted(const PgStagedDatabase& database, const RestoreRequest& request)
{
    const auto connection = PgConnection::open(request.target.connection, request.credentials, database.wanted, {});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (connection) {
        const Result<QByteArray> status = (*connection)->value("SELECT pg_catalog.txid_status($1::bigint)", {QByteArray::number(database.transaction)});
        if (status && (*status == "committed" || *status == "aborted"))
            return *status == "committed";
        if (!status || *status != "in progress" || std::chrono::steady_clock::now() > deadline)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return std::nullopt;
}

QList<LeftOver> dropStaging(const QList<PgStagedDatabase>& databases, const RestoreRequest& request, bool isDiskFull)
{
    QList<LeftOver> left;
    const auto connection = openMaintenance(request.target, request.credentials, {});
    for (const PgStagedDatabase& one : databases) {
        if (one.isInPlace())
            continue;
        if (connection && isDiskFull)
            dropTables(one, request);
        if (!connection || !dropDatabase(**connection, request, one.staging, one.stagingOid, pgStagingMark(request.taskId)))
            left += LeftOver{LeftOver::Kind::Staging, one.staging, -1};
    }
    return left;
}

} // namespace bakferry
