#pragma once
#include "engines/postgresql/script/pgobjectindex.h"
#include "engines/postgresql/script/pgpsqlline.h"
#include "engines/script/pgsplitter.h"

#include <QMap>

namespace bakferry {

/// Where a statement lies in the decompressed script.
struct PgPlace
{
    qint64 offset = 0, length = 0;
    qint64 line = 1;
};

/// Turns a script's statements, in their order, into databases and entries as an archive has them. What the kinds are is told in
/// pgscriptbackup.h. One object a script, one thread.
class PgEntryMaker
{
public:
    PgEntryMaker();

    /// @param dump     whether the script claims to be pg_dump's work
    /// @param cluster  … or pg_dumpall's
    void setClaims(bool dump, bool cluster) { m_isDump = dump, m_isCluster = cluster; }
    /// @param sql         may be cut off behind its first clauses where the statement is one about rows
    /// @param insertRows  as PgSplitter tells it
    void takeStatement(QByteArrayView sql, const PgPlace& place, qint64 insertRows);
    void connectTo(const PgConnectLine& line);
    void setEncoding(const QByteArray& name) { changeSetting({"client_encoding", name, false}); }
    void beginRows(qint64 offset); ///< of the COPY that came last
    void endRows(qint64 offset, qint64 rows);
    /// Puts settings that changed midway in front of the definitions they are for, and drops databases that are none. Once, at the end.
    void finish();

    PgLexMode mode() const { return m_mode; }
    const QList<PgDatabase>& databases() const { return m_databases; }
    const QList<QList<qint64>>& rows() const { return m_rows; }
    bool isInDumpOrder() const { return m_isDump && m_inDumpOrder; }
    qint64 statements() const { return m_statements; } ///< taken
    qint64 skipped() const { return m_skipped; }       ///< of them those that left no trace in an entry
    const PgEntry* rowEntry() const; ///< whose COPY rows are under way

private:
    using Settings = QMap<QByteArray, std::optional<QByteArray>>;
    struct DatabaseState
    {
        PgObjectIndex index;
        Settings header;             ///< first SETs, before anything else
        bool headerOver = false;
        bool connected = false;
        PgSection phase = PgSection::None;
        QList<Settings> contexts{Settings()}; ///< settings after the header, one for each change
        QList<int> contextOf;                 ///< by entry
    };
    DatabaseState& state() { return m_states[m_current]; }

    int databaseNamed(const QByteArray& name);
    int databaseFor(const PgStatement& statement) const;
    void takeSetting(const PgSetting& setting);
    void changeSetting(const PgSetting& setting);
    void applySearchPath();
    void createDatabase(QByteArrayView sql);
    void setOwner(const PgStatement& statement, QByteArrayView sql, const PgPlace& place);
    bool namesPart(QByteArrayView sql, const PgEntry& part, const QList<int>& table) const;
    void change(PgStatement statement, QByteArrayView sql, const PgPlace& place);
    void makeEntry(const PgStatement& statement, QByteArrayView sql, const PgPlace& place);
    int addEntry(int database, const PgStatement& statement, PgEntry entry);
    void registerEntry(int database, const PgStatement& statement, const PgEntry& entry, int index);
    void suspect(QByteArrayView sql);
    void keepOrder(DatabaseState& state, PgEntry& entry);
    void takeRows(const PgStatement& statement, QByteArrayView sql, const PgPlace& place, qint64 insertRows);
    bool goesOnWithRun(QByteArrayView sql) const;
    void lengthenRun(const PgPlace& place, qint64 insertRows);
    void addDependencies(int database, const PgStatement& statement, PgEntry& entry);
    void finishContexts(int database);

    PgLexMode m_mode;
    bool m_isDump = false, m_isCluster = false, m_inDumpOrder = true;
    QList<PgDatabase> m_databases;
    QList<QList<qint64>> m_rows;
    QList<DatabaseState> m_states;
    int m_current = 0;
    QByteArray m_role, m_tablespace, m_accessMethod; ///< in force
    int m_run = -1;      ///< entry of the current database that a run of row statements goes on in
    QByteArray m_runHead; ///< "INSERT INTO t" of that run; empty: not one of INSERTs into one table
    int m_runs = 0;
    bool m_rowsAreLines = true;
    qint64 m_statements = 0, m_skipped = 0;
};

} // namespace bakferry
