#include "engines/postgresql/load/pgstandingtables.h"

#include "engines/postgresql/load/pgsession.h"
#include "engines/postgresql/server/pgcatalog.h"

#include <QtGlobal>

namespace bakferry {

namespace {

Result<void> run(PgConnection& connection, const QByteArray& sql)
{
    const Result<PgAnswer> done = connection.execute(sql);
    return done ? Result<void>() : Result<void>(done.error());
}

// Runs what each row of the answer says to do (first column), and keeps what takes it back (second column).
Result<void> doEach(PgConnection& connection, const Result<PgAnswer>& deeds, QByteArrayList& back)
{
    if (!deeds)
        return deeds.error();
    for (int row = 0; row < deeds->rows(); ++row) {
        if (const Result<void> done = run(connection, deeds->text(row, 0)); !done)
            return done;
        back += deeds->text(row, 1);
    }
    return {};
}

// quote_ident() leaves plain names as they are; in an array literal each is quoted once more.
QByteArray arrayOf(const QByteArrayList& names)
{
    QByteArrayList quoted;
    for (QByteArray name : names)
        quoted += '"' + name.replace('\\', "\\\\").replace('"', "\\\"") + '"';
    return '{' + quoted.join(',') + '}';
}

} // namespace

Result<PgStandingTables> PgStandingTables::prepare(PgConnection& connection, const PgDatabase& database, const QList<int>& rows, const QList<int>& sequences)
{
    QByteArrayList relations;
    for (const int index : rows) {
        const PgEntry& entry = database.entries[index];
        if (entry.kind != "TABLE DATA") // large objects; statements of a script, which name their tables themselves
            continue;
        if (const Result<void> ready = expectEmptyTable(connection, entry.schema, entry.name, true); !ready)
            return atPgEntry(ready.error(), entry);
        relations += quotedPgName(entry.schema, entry.name);
    }
    PgStandingTables tables;
    if (const Result<void> off = tables.putKeysOff(connection, arrayOf(relations)); !off)
        return off.error();
    if (const Result<void> off = tables.switchTriggersOff(connection, arrayOf(relations)); !off)
        return off.error();
    for (const int index : sequences) { // setval() alone survives a ROLLBACK; on a sequence restarted in the transaction it does not
        const PgEntry& entry = database.entries[index];
        if (const Result<void> restarted = run(connection, "ALTER SEQUENCE " + quotedPgName(entry.schema, entry.name) + " RESTART"); !restarted)
            return atPgEntry(restarted.error(), entry);
    }
    return tables;
}

// A partition's foreign key belongs to that of its parent, which is the one that can be altered.
Result<void> PgStandingTables::putKeysOff(PgConnection& connection, const QByteArray& relations)
{
    return doEach(connection, connection.query(
        "WITH RECURSIVE k AS (SELECT oid, conparentid FROM pg_catalog.pg_constraint WHERE contype = 'f' AND conrelid = ANY ($1::pg_catalog.regclass[])"
        " UNION SELECT p.oid, p.conparentid FROM k JOIN pg_catalog.pg_constraint p ON p.oid = k.conparentid)"
        " SELECT a || ' DEFERRABLE INITIALLY DEFERRED', a || CASE WHEN condeferrable THEN ' DEFERRABLE INITIALLY IMMEDIATE' ELSE ' NOT DEFERRABLE' END"
        " FROM (SELECT pg_catalog.format('ALTER TABLE %s ALTER CONSTRAINT %I', c.conrelid::pg_catalog.regclass, c.conname) AS a, c.condeferrable"
        " FROM k JOIN pg_catalog.pg_constraint c ON c.oid = k.oid WHERE k.conparentid = 0 AND NOT c.condeferred) f", {relations}), m_keysBack);
}

Result<void> PgStandingTables::switchTriggersOff(PgConnection& connection, const QByteArray& relations)
{
    return doEach(connection, connection.query(
        "SELECT pg_catalog.format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::pg_catalog.regclass, tgname),"
        " pg_catalog.format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::pg_catalog.regclass, CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname)"
        " FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgrelid = ANY ($1::pg_catalog.regclass[])", {relations}), m_triggersBack);
}

Result<void> PgStandingTables::putBack(PgConnection& connection)
{
    if (Result<void> checked = run(connection, "SET CONSTRAINTS ALL IMMEDIATE"); !checked) {
        Error error = checked.error();
        if (error.kind == ErrorKind::StatementFailed) {
            error.code = "target.refused";
            error.what = {QT_TRANSLATE_NOOP("Message", "The rows of the backup point to rows that are not there: a foreign key of the target refuses them."), {}};
        }
        return error;
    }
    for (const QByteArray& statement : m_keysBack + m_triggersBack) {
        if (const Result<void> back = run(connection, statement); !back)
            return back;
    }
    return {};
}

} // namespace bakferry
