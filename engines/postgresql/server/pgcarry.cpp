#include "engines/postgresql/server/pgcarry.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <array>
#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

struct Deed
{
    QByteArray sql;
    QByteArray asRole; ///< empty: the session's own
};

// Settings whose value is a list of names: to be set name by name. Source: PostgreSQL, settings marked GUC_LIST_QUOTE.
constexpr std::array listSettings{"search_path", "session_preload_libraries", "local_preload_libraries", "shared_preload_libraries", "temp_tablespaces",
                                  "unix_socket_directories"};

QByteArray settingClause(const QByteArray& nameAndValue)
{
    const qsizetype equals = nameAndValue.indexOf('=');
    const QByteArray name = nameAndValue.first(equals), value = nameAndValue.sliced(equals + 1);
    QByteArrayList values{value};
    if (std::ranges::find(listSettings, name) != listSettings.end())
        values = splitSettingList(value);
    for (QByteArray& one : values)
        one = quotedPgLiteral(one);
    QByteArrayList path;
    for (const QByteArray& part : name.split('.')) // extensions' settings have two parts
        path += quotedPgName(part);
    return " SET " + path.join('.') + " TO " + (values.isEmpty() ? "''" : values.join(", "));
}

Result<QList<Deed>> settingDeeds(PgConnection& connection, quint32 oldOid, const QByteArray& database)
{
    const Result<PgAnswer> settings = connection.query("SELECT coalesce(r.rolname, ''), pg_catalog.unnest(s.setconfig) FROM pg_catalog.pg_db_role_setting s"
                                                       " LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole WHERE s.setdatabase = $1::pg_catalog.oid",
                                                       {QByteArray::number(oldOid)});
    if (!settings)
        return settings.error();
    QList<Deed> deeds;
    for (int row = 0; row < settings->rows(); ++row) {
        const QByteArray role = settings->text(row, 0);
        const QByteArray whose = role.isEmpty() ? "ALTER DATABASE " + database : "ALTER ROLE " + quotedPgName(role) + " IN DATABASE " + database;
        deeds += Deed{whose + settingClause(settings->text(row, 1)), {}};
    }
    return deeds;
}

QByteArray granteeOf(const PgAnswer& answer, int row, int column)
{
    return answer.isNull(row, column) ? QByteArray("PUBLIC") : quotedPgName(answer.text(row, column));
}

// First nothing for anybody, then what the old database granted: what its owner gave before what others handed on.
Result<QList<Deed>> privilegeDeeds(PgConnection& connection, const PgCatalogDatabase& old, quint32 freshOid, const QByteArray& database)
{
    QList<Deed> deeds;
    const Result<PgAnswer> present = connection.query("SELECT DISTINCT r.rolname FROM pg_catalog.pg_database d,"
                                                      " pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a"
                                                      " LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee WHERE d.oid = $1::pg_catalog.oid",
                                                      {QByteArray::number(freshOid)});
    if (!present)
        return present.error();
    for (int row = 0; row < present->rows(); ++row)
        deeds += Deed{"REVOKE ALL ON DATABASE " + database + " FROM " + granteeOf(*present, row, 0) + " CASCADE", {}};
    const Result<PgAnswer> granted = connection.query(
        "SELECT g.rolname, r.rolname, a.privilege_type, a.is_grantable, a.grantor = d.datdba FROM pg_catalog.pg_database d,"
        " pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantor"
        " LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee WHERE d.oid = $1::pg_catalog.oid ORDER BY a.grantor = d.datdba DESC, a.is_grantable DESC",
        {QByteArray::number(old.oid)});
    if (!granted)
        return granted.error();
    for (int row = 0; row < granted->rows(); ++row) {
        deeds += Deed{"GRANT " + granted->text(row, 2) + " ON DATABASE " + database + " TO " + granteeOf(*granted, row, 1)
                          + (granted->isTrue(row, 3) ? " WITH GRANT OPTION" : ""),
                      granted->isTrue(row, 4) ? QByteArray() : granted->text(row, 0)};
    }
    return deeds;
}

Result<QList<Deed>> labelDeeds(PgConnection& connection, quint32 oldOid, const QByteArray& database)
{
    const Result<PgAnswer> labels = connection.query("SELECT provider, label FROM pg_catalog.pg_shseclabel WHERE objoid = $1::pg_catalog.oid"
                                                     " AND classoid = 'pg_catalog.pg_database'::pg_catalog.regclass", {QByteArray::number(oldOid)});
    if (!labels)
        return labels.error();
    QList<Deed> deeds;
    for (int row = 0; row < labels->rows(); ++row)
        deeds += Deed{"SECURITY LABEL FOR " + quotedPgName(labels->text(row, 0)) + " ON DATABASE " + database + " IS " + quotedPgLiteral(labels->text(row, 1)), {}};
    return deeds;
}

// A refusal undoes only this deed: the restored database is worth more than one property, which the DBA is told of.
Result<void> perform(PgConnection& connection, const Deed& deed, QList<Message>& refused)
{
    if (const auto mark = connection.execute("SAVEPOINT deed"); !mark)
        return mark.error();
    const QByteArray role = deed.asRole.isEmpty() ? QByteArray() : "SET LOCAL ROLE " + quotedPgName(deed.asRole) + "; ";
    const Result<PgAnswer> done = connection.execute(role + deed.sql + (role.isEmpty() ? "" : "; RESET ROLE"));
    if (!done && connection.lastState().isEmpty())
        return done.error();
    if (!done)
        refused += Message{QT_TRANSLATE_NOOP("Message", "Not carried over from the old database; run as a superuser: %1; (%2)"), {displayBytes(deed.sql), done.error().detail}};
    const Result<PgAnswer> released = connection.execute(done ? "RELEASE SAVEPOINT deed" : "ROLLBACK TO SAVEPOINT deed; RELEASE SAVEPOINT deed");
    return released ? Result<void>() : Result<void>(released.error());
}

} // namespace

QByteArrayList splitSettingList(const QByteArray& list)
{
    QByteArrayList values;
    QByteArray value;
    bool quoted = false, any = false;
    for (qsizetype at = 0; at < list.size(); ++at) {
        const char c = list[at];
        if (c == '"' && quoted && at + 1 < list.size() && list[at + 1] == '"') {
            value += list[++at];
        } else if (c == '"') {
            quoted = !quoted;
            any = true;
        } else if (c == ',' && !quoted) {
            values += std::exchange(value, {});
        } else if (quoted || c != ' ') {
            value += c;
            any = true;
        }
    }
    return any ? values << value : values;
}

Result<QList<Message>> carryOverProperties(PgConnection& connection, const PgCatalogDatabase& old, const PgCatalogDatabase& fresh, const QByteArray& name)
{
    const QByteArray database = quotedPgName(name);
    QList<Deed> deeds;
    if (fresh.owner != old.owner)
        deeds += Deed{"ALTER DATABASE " + database + " OWNER TO " + quotedPgName(old.owner), {}};
    if (!old.comment.isEmpty())
        deeds += Deed{"COMMENT ON DATABASE " + database + " IS " + quotedPgLiteral(old.comment), {}};
    if (old.connectionLimit != fresh.connectionLimit)
        deeds += Deed{"ALTER DATABASE " + database + " CONNECTION LIMIT " + QByteArray::number(old.connectionLimit), {}};
    if (old.isTemplate)
        deeds += Deed{"ALTER DATABASE " + database + " IS_TEMPLATE true", {}};
    const auto settings = settingDeeds(connection, old.oid, database);
    const auto labels = settings ? labelDeeds(connection, old.oid, database) : settings;
    if (!labels)
        return labels.error();
    deeds += *settings + *labels;
    QList<Message> refused;
    for (const Deed& deed : deeds) {
        if (const Result<void> done = perform(connection, deed, refused); !done)
            return done.error();
    }
    // Privileges come last: they are read as they stand under the new owner.
    const auto privileges = privilegeDeeds(connection, old, fresh.oid, database);
    if (!privileges)
        return privileges.error();
    for (const Deed& deed : *privileges) {
        if (const Result<void> done = perform(connection, deed, refused); !done)
            return done.error();
    }
    return refused;
}

} // namespace bakferry
