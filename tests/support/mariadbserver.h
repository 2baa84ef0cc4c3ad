#pragma once
#include "engines/connectionprofile.h"
#include "engines/mariadb/server/myconnection.h"

#include <QByteArray>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace bakferry {

/// A real MariaDB server of its own in a temporary folder, with default settings (--no-defaults: no file of this machine is read). Ends
/// with the object, and with the thread that started it.
///
/// It runs as the user "mysql" where the test runs as root. isRunning() is false where no server is installed. The empty data directory is
/// made once a build folder and copied, so that a start takes a fraction of a second.
class MariaDbServer
{
public:
    enum class Listens { OnSocket, OnLoopback }; ///< OnLoopback: on both

    /// @param settings  further "name=value" or "name" for the command line
    /// @param parent    where its folder is made; memoryFolder() where a test makes many tables and the disk is not what it is about
    explicit MariaDbServer(const QByteArrayList& settings = {}, Listens listens = Listens::OnSocket, const QString& parent = QDir::tempPath());
    ~MariaDbServer();
    bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }
    QByteArray why() const { return m_why; } ///< it does not run

    /// Over the Unix socket; root has no password.
    ConnectionProfile profile(const QString& user = QStringLiteral("root")) const;
    ConnectionProfile loopbackProfile(const QString& user = QStringLiteral("root")) const;
    RestoreTarget target(const QByteArray& database, const QString& user = QStringLiteral("root")) const;
    /// root's connection; aborts the test program when it fails.
    std::unique_ptr<MyConnection> connect(const QByteArray& database = {}) const;
    /// Runs one of the installed client programs (mariadb, mariadb-dump, mariadb-binlog, myloader …) against this server, as root; its
    /// output is in `output`.
    int runTool(const QString& tool, const QStringList& arguments, QByteArray* output = nullptr, const QByteArray& input = {}) const;
    static QString memoryFolder(); ///< /dev/shm; QDir::tempPath() where there is none. A killed server loses nothing there either
    QString folder() const { return m_folder.path(); }
    QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    QString socket() const { return m_folder.filePath(QStringLiteral("socket")); }
    int port() const { return m_port; }
    QByteArray log() const;  ///< the server's error log
    qint64 pid() const { return m_process ? m_process->processId() : 0; }
    void killNow();          ///< as kill -9 does; waits until it is gone. Call it and start() on the thread that made the server
    bool start();            ///< again, after killNow()
    bool restart(const QByteArrayList& settings); ///< in order, with other settings
    /// SHA-256 over every row of every base table in `database` and over its table list: equal contents, equal text.
    QByteArray contentHash(const QByteArray& database) const;

private:
    void stop(bool atOnce);
    QTemporaryDir m_folder;
    QByteArrayList m_settings;
    QByteArray m_why;
    int m_port = 0; ///< 0: socket only
    std::unique_ptr<QProcess> m_process;
};

} // namespace bakferry
