#pragma once
#include "engines/postgresql/script/pgstatement.h"

#include <QHash>

namespace bakferry {

/// Which entries of one database made or changed which object: what later statements depend on. Knows only entries that came
/// before, so dependencies never run in a circle.
class PgObjectIndex
{
public:
    /// The search_path in force, as set_config() takes it; null: the server's default, "$user", public.
    void setSearchPath(const std::optional<QByteArray>& path);
    /// The schema in which an object with an unqualified name is made; empty where the path is.
    QByteArray creationSchema() const { return m_path.value(0); }

    void add(const PgReference& reference, int entry);
    /// Entries that made or changed it; an unqualified name is looked for along the search_path.
    QList<int> find(const PgReference& reference) const;
    /// The schema of an unqualified name: where it was found, else where it would be made.
    QByteArray schemaOf(const PgReference& reference) const;
    /// Entries of relations, types and functions whose names stand in the text, also inside literals such as 'public.s'::regclass.
    QList<int> findInText(QByteArrayView sql, PgLexMode mode) const;

private:
    QByteArrayList schemasFor(const PgReference& reference) const;
    void findName(const PgObjectName& name, QList<int>& found) const;
    QHash<QByteArray, QList<int>> m_entries;
    QByteArrayList m_path{"public"};
};

} // namespace bakferry
