#pragma once
#include "engines/postgresql/pgbackup.h"

namespace bakferry {

struct PgTableName
{
    QByteArray schema, name;
    friend bool operator==(const PgTableName&, const PgTableName&) = default;
    friend size_t qHash(const PgTableName& key, size_t seed = 0) { return qHashMulti(seed, key.schema, key.name); }
};

/// The tables that a definition after the rows locks while it runs.
struct PgTablesTouched
{
    QList<PgTableName> tables; ///< the first one is what the object belongs to; a foreign key names a second one
    bool isShared = false;     ///< may run beside another one of its kind on the same table: CREATE INDEX
};
/// Read from the definition (CREATE INDEX … ON t, ALTER TABLE … REFERENCES t2, CREATE TRIGGER … ON t …). Unqualified names lie in
/// the entry's schema. No tables: it is not known.
PgTablesTouched tablesTouchedBy(const PgEntry& entry);

/// What a COPY … FROM stdin statement says.
struct PgCopyTarget
{
    QByteArray relation;   ///< as it stands: public.film
    PgTableName table;     ///< schema empty: not qualified
    bool isPlainText = false; ///< pg_dump's text format, without options: a newline ends a row
    QByteArray head;       ///< the statement without its semicolon
};
PgCopyTarget copyTargetOf(const QByteArray& copyStatement);

} // namespace bakferry
