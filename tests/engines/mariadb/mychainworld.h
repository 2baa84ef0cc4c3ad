#pragma once
#include "tests/support/enginedriver.h"
#include "tests/support/mariadbserver.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace bakferry {

/// A server that writes binary logs, a full backup of its database "shop", five logs behind it, and what the database held at each end.
class MyChainWorld
{
public:
    static constexpr int logs = 5;
    static constexpr qint64 began = 1'800'000'000; ///< seconds; log i holds changes of `began` + 1000 i and + 1000 i + 500

    /// @param format  "ROW", "MIXED" or "STATEMENT"
    explicit MyChainWorld(const QByteArray& format, int serverId = 7)
        : server({"log-bin=mysql-bin", "server-id=" + QByteArray::number(serverId), "binlog-format=" + format}, MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder())
    {
        if (!server.isRunning())
            return;
        connection = server.connect();
        run("CREATE DATABASE other; CREATE TABLE other.note (id INT PRIMARY KEY, text VARCHAR(50)); CREATE DATABASE shop CHARACTER SET utf8mb4; USE shop;"
            "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(60), price DECIMAL(12,4), at DATETIME(6), data BLOB, code CHAR(36), KEY (name));"
            "CREATE TABLE sale (id INT AUTO_INCREMENT PRIMARY KEY, item INT NOT NULL, many INT, FOREIGN KEY (item) REFERENCES item (id) ON DELETE CASCADE);"
            "CREATE TABLE audit (id BIGINT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(80), at TIMESTAMP NULL);"
            "CREATE TRIGGER item_added AFTER INSERT ON item FOR EACH ROW INSERT INTO audit (what, at) VALUES (concat('item ', NEW.name), now());"
            "CREATE VIEW cheap AS SELECT id, name FROM item WHERE price < 10;"
            "CREATE PROCEDURE raise_price(p DECIMAL(12,4)) UPDATE item SET price = price + p;"
            "INSERT INTO item (name, price, at, data) VALUES ('pen', 1.5, now(6), x'00ff27225c0a'), ('book', 12, now(6), NULL), (_utf8mb4'\xe4\xb9\xa6\xf0\x9f\x98\x80', 7.25, now(6), 'x');"
            "INSERT INTO sale (item, many) VALUES (1, 3), (2, 1)");
        full = folder.filePath(QStringLiteral("shop.sql")).toLocal8Bit();
        QByteArray dump;
        if (server.runTool(QStringLiteral("mariadb-dump"), {QStringLiteral("--master-data=2"), QStringLiteral("--single-transaction"), QStringLiteral("--routines"), QStringLiteral("--events"), QStringLiteral("--flush-logs"), QStringLiteral("--databases"), QStringLiteral("shop")}, &dump) != 0)
            qFatal("mariadb-dump: %s", dump.constData());
        write(full, dump);
        for (int log = 1; log <= logs; ++log) {
            at(began + 1000 * log);
            work(log);
            middle += server.contentHash("shop");
            at(began + 1000 * log + 500);
            workMore(log);
            ends += server.contentHash("shop");
            schemaAtEnd = schema(server, "shop");
            names += connection->execute("SHOW MASTER STATUS")->text(0, 0);
            run("SET TIMESTAMP = DEFAULT; FLUSH LOGS");
        }
        for (const QByteArray& name : names) {
            const QByteArray copy = folder.filePath(QString::fromLatin1(name)).toLocal8Bit();
            QFile::copy(server.dataFolder() + QLatin1Char('/') + QString::fromLatin1(name), QString::fromLocal8Bit(copy));
            files += BackupFile{copy, true};
        }
    }

    BackupSet set(int count = logs) const { return BackupSet{BackupFile{full}} + files.first(count); }
    void run(const QByteArray& script)
    {
        for (const QByteArray& one : script.split(';')) {
            const auto done = connection->execute(one.trimmed());
            if (!done)
                qFatal("%s: %s", one.constData(), qPrintable(done.error().detail));
        }
    }
    static void write(const QByteArray& path, const QByteArray& bytes)
    {
        QFile file(QString::fromLocal8Bit(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", path.constData());
    }
    static QByteArray read(const QByteArray& path)
    {
        QFile file(QString::fromLocal8Bit(path));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", path.constData());
        return file.readAll();
    }
    static QByteArray schema(const MariaDbServer& server, const QByteArray& database)
    {
        QByteArray text;
        server.runTool(QStringLiteral("mariadb-dump"), {QStringLiteral("--no-data"), QStringLiteral("--routines"), QStringLiteral("--events"), QStringLiteral("--skip-comments"), QStringLiteral("--skip-dump-date"), QString::fromLatin1(database)}, &text);
        // What was rolled back is in no log, but took its numbers.
        static const QRegularExpression counter(QStringLiteral(" AUTO_INCREMENT=[0-9]+"));
        return QString::fromUtf8(text).remove(counter).toUtf8();
    }

    MariaDbServer server;
    std::unique_ptr<MyConnection> connection;
    QTemporaryDir folder;
    QByteArray full;
    BackupSet files;            ///< the logs
    QByteArrayList names;
    QByteArrayList middle, ends; ///< contentHash("shop") in the middle and at the end of each log
    QByteArray schemaAtEnd;

private:
    void at(qint64 seconds) { run("SET TIMESTAMP = " + QByteArray::number(seconds)); }
    void work(int log)
    {
        const QByteArray n = QByteArray::number(log);
        run("USE shop; INSERT INTO item (name, price, at, code) VALUES ('new " + n + "', " + n + " * 3, now(6), uuid());"
            "SET @v = " + n + "; UPDATE item SET price = price + @v WHERE id <= 2; INSERT INTO sale (item, many) SELECT id, floor(rand() * 100) FROM item;"
            "START TRANSACTION; DELETE FROM sale WHERE many % 7 = 3; SAVEPOINT a; DELETE FROM item; ROLLBACK TO a; INSERT INTO audit (what) VALUES ('kept " + n + "'); COMMIT;"
            "START TRANSACTION; DELETE FROM audit; ROLLBACK;"
            "SET NAMES gbk; INSERT INTO item (name, price) VALUES ('\xc4\xe3\x81\x5c', 2); SET NAMES utf8mb4;"
            "USE other; REPLACE INTO note VALUES (" + n + ", 'not ours'); INSERT INTO shop.audit (what) VALUES ('in full " + n + "'); USE shop");
    }
    void workMore(int log)
    {
        const QByteArray n = QByteArray::number(log);
        run("ALTER TABLE item ADD COLUMN extra" + n + " VARCHAR(20) DEFAULT 'e" + n + "'; CREATE TABLE log" + n + " (a INT PRIMARY KEY, b MEDIUMTEXT); INSERT INTO log" + n + " VALUES (1, repeat('x', 70000));"
            "CALL raise_price(0.25); UPDATE item SET data = x'0001fe5c27' WHERE id = " + n);
        if (log == 2)
            run("CREATE OR REPLACE VIEW cheap AS SELECT id, price FROM item WHERE price < 20; CREATE USER IF NOT EXISTS stranger@localhost IDENTIFIED BY 'geheim'");
        if (log == 3)
            run("DROP TABLE log1; CREATE TRIGGER sale_added BEFORE INSERT ON sale FOR EACH ROW SET NEW.many = ifnull(NEW.many, 1); INSERT INTO sale (item) VALUES (1)");
        if (log == 4)
            run("DELETE FROM item WHERE id = 2; TRUNCATE TABLE log2; CREATE EVENT later ON SCHEDULE EVERY 1 DAY DO INSERT INTO audit (what) VALUES ('event')");
    }
};

} // namespace bakferry
