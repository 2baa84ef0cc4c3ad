#pragma once
#include "engines/sqlserver/msreading.h"
#include "engines/sqlserver/sqlserverengine.h"
#include "tests/support/enginedriver.h"
#include "tests/support/tds/sqlstandin.h"

#include <QFile>

namespace bakferry {

/// The stand-in for SQL Server with real backups on its disks, and an engine that restores them into it. What the stand-in says about a
/// backup is what BakFerry's own reader found in the file, under the path the file has here.
class MsWorld
{
public:
    static SqlStandIn::Setup newest()
    {
        SqlStandIn::Setup setup;
        setup.version = QStringLiteral("17.0.1000.7");
        return setup;
    }

    explicit MsWorld(const SqlStandIn::Setup& setup = newest()) : server(setup)
    {
        driver.request.taskId = QStringLiteral("0123456789abcdef0123456789abcdef");
        driver.request.credentials = server.credentials();
        driver.request.target = {server.profile(), "shop"};
    }

    static QByteArray corpus(const char* name) { return QByteArray(BAKFERRY_CORPORA_DIR) + "/mssql/" + name; }
    static bool hasCorpora() { return QFile::exists(QString::fromLocal8Bit(corpus("testdb-wish/TestDB.bak"))); }
    static QByteArray full() { return corpus("dbatools/sql2008-backups/ft1/FULL/SQL2008_ft1_FULL_20170518_041742.bak"); }
    static QByteArray differential() { return corpus("dbatools/sql2008-backups/ft1/DIFF/SQL2008_ft1_DIFF_20170518_041819.bak"); }
    static QByteArray log() { return corpus("dbatools/sql2008-backups/ft1/LOG/SQL2008_ft1_LOG_20170518_041831.trn"); }

    /// Puts backups on the server's disks, and into the request.
    void give(const QByteArrayList& paths)
    {
        for (const QByteArray& path : paths) {
            driver.request.backups += BackupFile{path};
            put(QFile::decodeName(path), path);
        }
    }
    /// What the server finds under `serverPath` is the backup `path`.
    void put(const QString& serverPath, const QByteArray& path)
    {
        RestoreRequest look;
        look.backups = {BackupFile{path}};
        const MsReading reading = readMsBackups(look, MsDepth::Headers, {});
        for (const MsMediaFile& medium : reading.media)
            server.addMedium(serverPath, medium);
    }
    /// The open findings of a precheck that are about the target, not about the files.
    QStringList targetFindings()
    {
        QStringList lines = openFindings(driver.precheck());
        RestoreRequest filesOnly = driver.request;
        filesOnly.options.insert(QStringLiteral("offline"), true);
        for (const QString& line : openFindings(engine.precheck(filesOnly, {})))
            lines.removeOne(line);
        return lines;
    }
    QString staging() const { return QStringLiteral("shop__bf_01234567"); }
    QString kept() const { return QStringLiteral("shop__bf_old_01234567"); }
    /// Statements that changed something, in order, cut behind the name they are about.
    QStringList deeds() const
    {
        QStringList deeds;
        for (const QString& statement : server.statements()) {
            if (statement.startsWith(u"RESTORE DATABASE") || statement.startsWith(u"RESTORE LOG") || statement.startsWith(u"ALTER") || statement.startsWith(u"DROP"))
                deeds += statement.contains(u" FROM ") ? statement.left(statement.indexOf(u" FROM ")) : statement;
        }
        return deeds;
    }

    SqlStandIn server;
    SqlServerEngine engine;
    EngineDriver driver{engine};
};

} // namespace bakferry
