#pragma once
#include "engines/connectionprofile.h"
#include "engines/sqlserver/msmedia.h"
#include "tests/support/tds/tdsserver.h"
#include "tests/support/tds/tsqltext.h"

#include <QMap>
#include <QSet>

namespace bakferry {

/// A file of a database of the stand-in, as its server sees it.
struct StandInFile
{
    QString logical, physical;
    char type = 'D';
    qint64 sizeBytes = 0;
};

struct StandInDatabase
{
    int id = 0;
    QString name;
    QString state = QStringLiteral("ONLINE");           ///< or RESTORING
    QString userAccess = QStringLiteral("MULTI_USER");
    QString owner = QStringLiteral("sa");
    bool trustworthy = false, brokerEnabled = false;
    int compatibilityLevel = 150;
    QList<StandInFile> files;
    QString source;                 ///< name of the database in the backup it came from; empty: made here
    MsLsn base, restoredTo;         ///< checkpoint of its full backup; where rolling forward may go on
    QStringList applied;            ///< what was restored into it: "D:path:position"
};

/// A statement that runs; as sys.dm_exec_requests shows it.
struct StandInRequest
{
    QString command, database;
    int percent = 0;
};

struct StandInSession
{
    quint16 number = 0;
    QString login, program, host, database = QStringLiteral("master");
    bool isEncrypted = false, isForeign = false; ///< foreign: of a client that is not there, for the tests
    std::optional<StandInRequest> request;
};

/// A SQL Server that is none: a stand-in, because no SQL Server can run where BakFerry is built and tested.
///
/// It speaks TDS (tdsserver.h) and knows databases with their files, sessions, backup media, and the statements that BakFerry sends:
/// RESTORE in all forms with its messages, ALTER DATABASE … MODIFY NAME / SET, DROP DATABASE, USE, and SELECT over catalog views, which
/// SQLite answers from tables of the same names. Numbers and texts of errors are those of Microsoft's list (sys.messages, "Database Engine
/// events and errors"), rules those of its pages about RESTORE; where it is wrong, so are the tests: docs/compatibility.md says what no
/// test here can show.
class SqlStandIn
{
public:
    struct Setup
    {
        TdsServer::Setup wire;
        QString version = QStringLiteral("15.0.2000.5"), edition = QStringLiteral("Developer Edition (64-bit)");
        QString login = QStringLiteral("sa"), password = QStringLiteral("S3CR3T-9f2c");
        bool isAdministrator = true, seesServerState = true, mayCreate = true;
        QString dataFolder = QStringLiteral("/var/opt/mssql/data/"), logFolder = QStringLiteral("/var/opt/mssql/log/");
        qint64 freeBytes = qint64(100) * 1024 * 1024 * 1024;
        bool showsVolumes = true;
    };

    SqlStandIn();
    explicit SqlStandIn(Setup setup);
    ~SqlStandIn();

    ConnectionProfile profile(const QString& user = {}) const;
    Credentials credentials() const { return Credentials(m_setup.password.toUtf8()); }
    int port() const { return m_server->port(); }

    // What it holds. All calls are for any thread.
    void addDatabase(const QString& name, const QList<StandInFile>& files = {});
    void changeDatabase(const QString& name, const std::function<void(StandInDatabase&)>& change);
    std::optional<StandInDatabase> database(const QString& name) const;
    QStringList databases() const; ///< without the system's, "name" or "name (RESTORING)", sorted
    void addMedium(const QString& serverPath, const MsMediaFile& medium) ;
    void addForeignSession(const QString& database, const QString& login); ///< somebody else's, ended by SINGLE_USER WITH ROLLBACK IMMEDIATE
    QStringList statements() const; ///< all batches, in the order in which they came
    QStringList logins() const;     ///< "user/password/program"; passwords as they arrived
    QList<StandInSession> sessions() const;
    bool wasEncrypted() const;      ///< every session so far

    // What goes wrong. `percent` is of the next RESTORE DATABASE or LOG.
    void failAt(int percent, int number, int severity, const QString& text);
    void cutAt(int percent);
    void holdAt(int percent);       ///< it goes no further until release()
    bool reached(int percent);      ///< waits, at most 20 s
    void release();
    void failStatement(const QString& beginning, int number, const QString& text); ///< once, of the next statement that begins so
    void cutStatement(const QString& beginning, bool afterDone, bool closesServer = false); ///< the line breaks before or after it took effect; nobody is let in again, if so wished
    void closeServer();             ///< every line breaks, and nobody is let in
    void openServer();

private:
    friend class StandInGuest;
    struct Scripted { int percent = -1, number = 0, severity = 16; QString text; bool cuts = false, holds = false; };
    struct ScriptedStatement { QString beginning; int number = 0; QString text; bool cuts = false, afterDone = false, closes = false; };

    StandInDatabase* find(const QString& name);
    const StandInDatabase* find(const QString& name) const;
    StandInDatabase& make(const QString& name);
    Setup m_setup;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    QList<StandInDatabase> m_databases;
    QMap<QString, MsMediaFile> m_media;
    QMap<quint16, StandInSession> m_sessions;
    QStringList m_statements, m_logins;
    QList<Scripted> m_scripted;
    QList<ScriptedStatement> m_scriptedStatements;
    int m_nextId = 5, m_reached = -1;
    bool m_isHeld = false, m_isClosed = false, m_allEncrypted = true;
    std::unique_ptr<TdsServer> m_server; // last: its threads use the rest
};

} // namespace bakferry
