#include "engines/postgresql/server/pgcatalog.h"

#include "engines/displaytext.h"
#include "engines/postgresql/server/pgstaging.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QByteArray providerName(const QByteArray& letter) { return letter == "i" ? "icu" : letter == "b" ? "builtin" : "libc"; }

Result<std::optional<PgCatalogDatabase>> find(PgConnection& connection, const QByteArray& condition, const QByteArray& value)
{
    const int version = connection.serverVersion();
    const QByteArray provider = version >= 150000 ? "d.datlocprovider" : "'c'";
    const QByteArray locale = version >= 170000 ? "d.datlocale" : version >= 150000 ? "d.daticulocale" : "NULL";
    const Result<PgAnswer> found = connection.query(
        "SELECT d.oid, d.datname, pg_catalog.pg_get_userbyid(d.datdba), pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, " + provider
            + ", " + locale + ", t.spcname, pg_catalog.shobj_description(d.oid, 'pg_database'), d.datconnlimit, d.datallowconn, d.datistemplate"
              " FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace WHERE " + condition,
        {value});
    if (!found)
        return found.error();
    if (found->rows() == 0)
        return std::optional<PgCatalogDatabase>();
    return std::optional(PgCatalogDatabase{quint32(found->number(0, 0)), found->text(0, 1), found->text(0, 2), found->text(0, 3), found->text(0, 4),
                                           found->text(0, 5), providerName(found->text(0, 6)), found->text(0, 7), found->text(0, 8), found->text(0, 9),
                                           found->number(0, 10), found->isTrue(0, 11), found->isTrue(0, 12)});
}

// A database with subscriptions cannot be dropped. What they hold on the publishing server is not ours and stays: other databases may
// use it under the same name.
Result<void> dropSubscriptions(PgConnection& maintenance, const RestoreRequest& request, const PgCatalogDatabase& database)
{
    const Result<PgAnswer> names = maintenance.query("SELECT subname FROM pg_catalog.pg_subscription WHERE subdbid = $1::pg_catalog.oid", {QByteArray::number(database.oid)});
    if (!names || names->rows() == 0)
        return names ? Result<void>() : Result<void>(names.error());
    if (const Result<void> opened = database.allowsConnections ? Result<void>() : allowConnections(maintenance, database.name, true); !opened)
        return opened;
    const auto inside = PgConnection::open(request.target.connection, request.credentials, database.name, {});
    if (!inside)
        return inside.error();
    for (int row = 0; row < names->rows(); ++row) {
        const QByteArray name = quotedPgName(names->text(row, 0));
        for (const QByteArray& sql : {"ALTER SUBSCRIPTION " + name + " DISABLE", "ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)", "DROP SUBSCRIPTION " + name}) {
            if (const Result<PgAnswer> done = (*inside)->execute(sql); !done)
                return done.error();
        }
    }
    return {};
}

} // namespace

Result<std::optional<PgCatalogDatabase>> findDatabase(PgConnection& connection, const QByteArray& name)
{
    return find(connection, "d.datname = $1::text", name); // name = text compares in full, name = name would cut at 63 bytes
}

Result<std::optional<PgCatalogDatabase>> findDatabase(PgConnection& connection, quint32 oid)
{
    return find(connection, "d.oid = $1::pg_catalog.oid", QByteArray::number(oid));
}

Result<void> allowConnections(PgConnection& connection, const QByteArray& database, bool allow)
{
    const Result<PgAnswer> set = connection.execute("ALTER DATABASE " + quotedPgName(database) + " ALLOW_CONNECTIONS " + (allow ? "true" : "false"));
    return set ? Result<void>() : Result<void>(set.error());
}

Result<void> dropDatabase(PgConnection& connection, const RestoreRequest& request, const QByteArray& name, quint32 oid, const QByteArray& mark)
{
    const auto found = findDatabase(connection, name);
    if (!found)
        return found.error();
    if (!*found)
        return {};
    const bool isMeant = oid != 0 ? (*found)->oid == oid : (*found)->comment.isEmpty() || (*found)->comment == mark;
    if (!isMeant) {
        return Error{ErrorKind::Usage, "discard.unknown",
                     {QT_TRANSLATE_NOOP("Message", "%1 is nothing that this task left behind."), {displayBytes(name)}},
                     {QT_TRANSLATE_NOOP("Message", "A database of this name was made by somebody else; it is left alone."), {}}, {}};
    }
    if (const Result<void> unsubscribed = dropSubscriptions(connection, request, **found); !unsubscribed)
        return unsubscribed;
    // Sessions of a loader that was just stopped may still be on their way out.
    const Result<PgAnswer> ended = connection.query("SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datid = $1::pg_catalog.oid"
                                                    " AND application_name = 'BakFerry' AND usename = CURRENT_USER AND pid <> pg_catalog.pg_backend_pid()",
                                                    {QByteArray::number((*found)->oid)});
    if (!ended)
        return ended.error();
    if ((*found)->isTemplate) {
        if (const auto plain = connection.execute("ALTER DATABASE " + quotedPgName(name) + " IS_TEMPLATE false"); !plain)
            return plain.error();
    }
    const Result<PgAnswer> dropped = connection.execute("DROP DATABASE " + quotedPgName(name));
    return dropped ? Result<void>() : Result<void>(dropped.error());
}

Result<void> expectEmptyTable(PgConnection& connection, const QByteArray& schema, const QByteArray& name, bool lock)
{
    const QByteArray table = quotedPgName(schema, name);
    const QString shown = displayBytes(schema.isEmpty() ? name : schema + '.' + name);
    const Result<QByteArray> kind = connection.value("SELECT relkind FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass($1)", {table});
    if (!kind)
        return kind.error();
    if (kind->isEmpty()) {
        return Error{ErrorKind::TargetUnusable, "target.table_missing", {QT_TRANSLATE_NOOP("Message", "The target has no table %1 for the rows of the backup."), {shown}},
                     {QT_TRANSLATE_NOOP("Message", "Restore the definitions first, or choose other tables."), {}}, {}};
    }
    if (*kind == "f")
        return {};
    const Result<PgAnswer> locked = lock ? connection.execute("LOCK TABLE ONLY " + table + " IN SHARE ROW EXCLUSIVE MODE") : PgAnswer(nullptr);
    const Result<QByteArray> hasRows = locked ? connection.value("SELECT EXISTS (SELECT FROM ONLY " + table + ')') : Result<QByteArray>(locked.error());
    if (!hasRows)
        return hasRows.error();
    if (*hasRows != "t")
        return {};
    return Error{ErrorKind::TargetUnusable, "target.table_not_empty", {QT_TRANSLATE_NOOP("Message", "The table %1 of the target holds rows already; those of the backup would come on top."), {shown}},
                 {QT_TRANSLATE_NOOP("Message", "Empty it, or choose other tables."), {}}, {}};
}

Result<QStringList> sessionsOn(PgConnection& connection, quint32 databaseOid)
{
    // Autovacuum has no user; everybody may see this much of other people's sessions.
    const Result<PgAnswer> found = connection.query("SELECT application_name, usename, pid FROM pg_catalog.pg_stat_activity WHERE datid = $1::pg_catalog.oid"
                                                    " AND usesysid IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()"
                                                    " AND coalesce(backend_type, '') <> 'parallel worker' ORDER BY pid",
                                                    {QByteArray::number(databaseOid)});
    if (!found)
        return found.error();
    QStringList sessions;
    for (int row = 0; row < found->rows(); ++row) {
        const QByteArray application = found->text(row, 0);
        sessions += u"%1 (%2, pid %3)"_s.arg(application.isEmpty() ? u"?"_s : displayBytes(application, 64), displayBytes(found->text(row, 1), 64),
                                             QString::fromLatin1(found->text(row, 2)));
    }
    return sessions;
}

Result<QByteArrayList> userObjects(PgConnection& connection)
{
    // 16384 is FirstNormalObjectId: below it is what initdb made.
    const Result<PgAnswer> found = connection.query(
        "WITH o AS ("
        " SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS class, oid, relname::text AS name FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')"
        " UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, proname FROM pg_catalog.pg_proc"
        " UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, oid, typname FROM pg_catalog.pg_type WHERE typtype IN ('d', 'e', 'r')"
        " UNION ALL SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass, oid, nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'"
        " UNION ALL SELECT 'pg_catalog.pg_publication'::pg_catalog.regclass, oid, pubname FROM pg_catalog.pg_publication"
        " UNION ALL SELECT 'pg_catalog.pg_event_trigger'::pg_catalog.regclass, oid, evtname FROM pg_catalog.pg_event_trigger)"
        " SELECT name FROM o WHERE oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')"
        " UNION ALL SELECT 'large object ' || oid FROM pg_catalog.pg_largeobject_metadata LIMIT 5");
    if (!found)
        return found.error();
    QByteArrayList names;
    for (int row = 0; row < found->rows(); ++row)
        names += found->text(row, 0);
    return names;
}

} // namespace bakferry
