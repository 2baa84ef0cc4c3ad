#pragma once
#include "engines/connectionprofile.h"
#include "engines/postgresql/server/pgconnection.h"

#include <QByteArray>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace bakferry {

/// A real PostgreSQL server of its own in a temporary folder, on a Unix socket only, with default settings. Ends with the object.
/// It does not wait for the disk (fsync=off), which only matters when the whole machine fails; a bench wants "fsync=on".
///
/// PostgreSQL refuses to run as root, so there it runs as the user "postgres". isRunning() is false where no server is installed.
class PgServer
{
public:
    /// @param settings  further "name=value" for the command line
    /// @param programs  folder of initdb, pg_ctl and postgres; empty: BAKFERRY_PG_BIN or else Debian's
    explicit PgServer(const QByteArrayList& settings = {}, const QString& programs = {});
    ~PgServer();
    bool isRunning() const { return m_running; }
    QByteArray why() const { return m_why; } ///< it does not run

    ConnectionProfile profile(const QString& user = QStringLiteral("postgres")) const;
    RestoreTarget target(const QByteArray& database, const QString& user = QStringLiteral("postgres")) const;
    /// A superuser's connection; aborts the test program when it fails.
    std::unique_ptr<PgConnection> connect(const QByteArray& database = "postgres") const;
    /// Runs one of the installed client programs (pg_dump, psql …) against this server; its output is in `output`.
    int runTool(const QString& tool, const QStringList& arguments, QByteArray* output = nullptr, const QByteArray& input = {}) const;
    static QString toolsFolder(); ///< of pg_dump, psql …
    QString folder() const { return m_folder.path(); }
    void killNow();  ///< like a crash
    bool start();    ///< again, after killNow()
    /// SHA-256 over every row of every table and materialised view in `database`, sorted, over its sequences, large objects, and the list
    /// of all that: equal contents, equal text.
    QByteArray contentHash(const QByteArray& database) const;
    /// What pg_dump says of everything in `database` but its rows, large objects included, line by line.
    QStringList definitions(const QByteArray& database) const;
    /// First column of the first row, as a superuser; aborts the test program when the statement fails.
    QByteArray value(const QByteArray& sql, const QByteArray& database = "postgres") const;
    void run(const QByteArray& sql, const QByteArray& database = "postgres") const;
    /// Drops a database with whatever uses it, subscriptions and sessions.
    void drop(const QByteArray& database) const;
    /// Names of databases like `pattern`, sorted, with blanks between.
    QByteArray databases(const QByteArray& pattern) const;

private:
    QStringList asServerUser(const QString& program, const QStringList& arguments) const;
    int run(const QStringList& command, QByteArray* output, const QByteArray& input = {}) const;
    QTemporaryDir m_folder;
    QString m_bin;
    QByteArrayList m_settings;
    QByteArray m_why;
    bool m_running = false;
};

} // namespace bakferry
