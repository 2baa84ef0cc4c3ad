#pragma once
#include "engines/mariadb/load/mydataloader.h"
#include "engines/mariadb/load/mytableparts.h"
#include "engines/mariadb/server/mystaging.h"

#include <vector>

namespace bakferry {

/// Loads the chosen databases of a backup into their staging databases: sequences and tables, then rows and keys of each table side by
/// side over several connections, foreign keys, and at last what looks at tables or runs by itself. The first refusal ends it.
///
/// Blocking; uses threads of its own. Memory: some MiB a connection, plus the longest row.
class MyLoad
{
public:
    MyLoad(MyBackup& backup, QList<MyChosenDatabase> chosen, QList<MyStagedDatabase> staged, MyPlan plan, QList<QList<qint64>> rows,
           const RestoreRequest& request, LoadTeam& team);
    ~MyLoad();

    /// Everything but events.
    Result<void> run();
    /// Events, to be called when all else is proven: those that shall run do so once they are in place.
    Result<void> makeEvents();

    /// After run():
    const MyPlan& plan() const { return m_plan; }
    const QList<MyChosenDatabase>& chosen() const { return m_chosen; }
    const QList<MyStagedDatabase>& staged() const { return m_staged; }
    const MyEntry& entryOf(const MyRef& ref) const { return databaseOf(ref.item).entries[ref.entry]; }
    QList<MyLedger::Table> takeLedger() { return m_ledger.take(); }
    StatementBalance balance() const;
    QList<Message> takeWarnings();
    /// Objects that were made: what a verification has to find.
    const QList<MyRef>& made() const { return m_made; }
    /// Open connections for the verification; the load keeps them.
    Result<std::vector<MyLoadSession*>> sessions();

private:
    using Step = Result<void>;
    Step open();
    Step makeTables();
    Step makeTable(MyLoadSession& session, const MyRef& ref);
    Step loadTables();
    Step loadTable(MyLoadSession& session, const MyTableWork& work);
    Step addKeys(MyLoadSession& session, const MyTableWork& work);
    Step addForeignKeys();
    Step runRest();
    Step makeViews();
    Step runInOrder();
    Step runEach(const QList<MyRef>& refs);
    Step runOne(MyLoadSession& session, const MyRef& ref);
    Step sendFor(MyLoadSession& session, const MyRef& ref, QByteArrayView sql);
    void leaveOut(Message why);
    bool isForOthers(const MyRef& ref, QByteArrayView statement);
    void madeIt(const MyRef& ref);
    void tellSkipped();
    bool isRestored(int item, const MyQualifiedName& table, const MyEntry& from) const;
    const MyDatabase& databaseOf(int item) const { return m_backup.databases()[m_chosen[item].index]; }
    const MySettings& settingsOf(const MyRef& ref) const { return m_backup.settings()[entryOf(ref).settings]; }
    QByteArray statementOf(const MyRef& ref) const;

    MyBackup& m_backup;
    const QList<MyChosenDatabase> m_chosen;
    const QList<MyStagedDatabase> m_staged;
    MyPlan m_plan;
    const RestoreRequest& m_request;
    const MyOptions m_options;
    LoadTeam& m_team;
    const int m_jobs;
    MyServerTraits m_traits;
    const MyStatements m_statements;
    MyLedger m_ledger;
    MyDataLoader m_rows;
    std::vector<std::unique_ptr<MyLoadSession>> m_sessions;
    std::mutex m_mutex;
    QHash<std::pair<int, int>, MyTableParts> m_parts; ///< of tables whose keys come behind their rows
    QList<MyRef> m_made;
    qint64 m_executed = 0, m_leftOut = 0;
    QList<Message> m_warnings;
};

} // namespace bakferry
