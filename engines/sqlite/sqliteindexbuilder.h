#pragma once
#include "engines/jobcontext.h"
#include "engines/sqlite/sqlitehandle.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <vector>

namespace bakferry {

/// A CREATE INDEX of a script that means the same to any connection (see SqliteScriptSession::apartIndex).
struct ApartIndex
{
    QByteArray name;
    QByteArray table;
    QByteArray statement;
    qint64 rows = 0; ///< of its table, as far as known: the largest are begun first
};

/// Builds indexes of a staging database side by side, which SQLite itself does one after the other.
///
/// Each of several connections looks at the staging file through a view of its own (see BackupView), where its indexes come into being
/// without touching the file. Then their pages are copied to the end of the file (see SqliteIndexCopier), and they are entered into the
/// schema in the order of the script. Lives on one thread and starts those it needs.
class SqliteIndexBuilder
{
public:
    /// @param staging  the only connection to its file
    /// @param workers  connections at most
    SqliteIndexBuilder(SqliteHandle& staging, int workers, const JobContext& context);

    /// Whether it is possible and worth it.
    bool isUsefulFor(const QList<ApartIndex>& indexes) const;
    /// Builds all of them, whose names must differ. No transaction may be under way.
    /// @returns false when any failed: then none is there. Run one by one, SQLite will say which of them fails and why.
    bool build(const QList<ApartIndex>& indexes);

private:
    class Part;
    using Parts = std::vector<std::unique_ptr<Part>>;
    bool buildParts(const QList<ApartIndex>& indexes, int file, Parts& parts) const;
    bool bringTogether(const QList<ApartIndex>& indexes, int file, const Parts& parts);

    SqliteHandle& m_staging;
    const int m_workers;
    const JobContext& m_context;
};

} // namespace bakferry
