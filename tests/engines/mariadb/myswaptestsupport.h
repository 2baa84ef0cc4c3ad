#pragma once
#include "engines/mariadb/server/mycatalog.h"
#include "engines/mariadb/server/myjournal.h"
#include "engines/mariadb/server/mymark.h"
#include "engines/mariadb/server/mystaging.h"
#include "tests/support/mariadbserver.h"

#include <QTest>

namespace bakferry {

/// What tests of staging and switch-over share: jobs with a journal, databases "o" (old) and "n" (new) with every kind of object.
class MySwapWorld
{
public:
    struct Job
    {
        RestoreRequest request;
        Journal journal;
        std::stop_source stop;
        QByteArray failAt;                                    ///< the journal cannot write this step
        std::function<void(const JournalEntry&)> onJournal;

        JobContext context()
        {
            JobContext made;
            made.stop = stop.get_token();
            made.record = [this](const JournalEntry& entry) {
                if (entry.step == failAt)
                    return Result<void>(Error{ErrorKind::StoreFailed, "test.store", {}, {}, {}});
                journal += entry;
                if (onJournal)
                    onJournal(entry);
                return Result<void>();
            };
            return made;
        }
    };

    explicit MySwapWorld(const QByteArrayList& settings = {}) : server(settings, MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder()) { }

    std::unique_ptr<Job> job(const QByteArray& database, bool overwrite = true)
    {
        auto made = std::make_unique<Job>();
        made->request.taskId = QString::number(0x10000000 + ++m_jobs, 16) + QStringLiteral("000000000000000000000000");
        made->request.target = server.target(database);
        made->request.overwrite = overwrite;
        return made;
    }

    void run(const QByteArray& sql, const QByteArray& database = {})
    {
        const auto connection = server.connect(database);
        for (const QByteArray& one : sql.split('|')) {
            const auto done = connection->execute(one);
            QVERIFY2(done.ok(), qPrintable(QString::fromUtf8(one) + done.error().detail));
        }
    }
    QByteArray value(const QByteArray& sql, const QByteArray& database = {})
    {
        const auto answer = server.connect(database)->value(sql);
        return answer ? *answer : QByteArray("error: ") + answer.error().detail.toUtf8();
    }
    bool exists(const QByteArray& database) { return value("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + quotedMyLiteral(database)) == "1"; }

    /// Every kind of object, named and valued by `mark`; `wanted`: what the database is called in texts.
    static QByteArray content(const QByteArray& mark)
    {
        return "CREATE SEQUENCE seq START WITH " + QByteArray(mark == "o" ? "100000" : "900000")
            + "|CREATE TABLE parent (id INT PRIMARY KEY DEFAULT NEXTVAL(seq), who VARCHAR(20), boss INT, FOREIGN KEY (boss) REFERENCES parent (id))"
              "|CREATE TABLE child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parent (id))"
              "|ALTER TABLE parent ADD COLUMN first_child INT, ADD FOREIGN KEY (first_child) REFERENCES child (id)"
              "|CREATE TABLE log (at INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(60))"
              "|CREATE TABLE only_" + mark + " (i INT) ENGINE=MyISAM"
              "|CREATE TABLE texts (t TEXT, FULLTEXT (t))"
              "|CREATE TABLE versions (i INT) WITH SYSTEM VERSIONING"
              "|CREATE FUNCTION who() RETURNS VARCHAR(20) DETERMINISTIC RETURN '" + mark + "'"
              "|CREATE PROCEDURE say_" + mark + "() SELECT who()"
              "|CREATE VIEW b_needs_c AS SELECT * FROM c_view"
              "|CREATE VIEW a_view AS SELECT COUNT(*) AS n, who() AS w FROM b_needs_c"
              "|CREATE TRIGGER first_one BEFORE INSERT ON log FOR EACH ROW SET NEW.what = CONCAT(NEW.what, ' 1" + mark + "')"
              "|CREATE TRIGGER second_one BEFORE INSERT ON log FOR EACH ROW FOLLOWS first_one SET NEW.what = CONCAT(NEW.what, ' 2" + mark + "')"
              "|CREATE EVENT tick_" + mark + " ON SCHEDULE EVERY 1 DAY DO INSERT INTO log (what) VALUES ('tick')"
              "|INSERT INTO parent (who) VALUES ('" + mark + "')|INSERT INTO log (what) VALUES ('row')";
    }
    void fill(const QByteArray& database, const QByteArray& mark)
    {
        // a view that another needs comes first, whatever its name
        QByteArray sql = content(mark);
        if (withPartitions)
            sql += "|CREATE TABLE parts (i INT) PARTITION BY HASH (i) PARTITIONS 3|INSERT INTO parts VALUES (1), (2), (3)";
        sql.replace("|CREATE VIEW b_needs_c", "|CREATE VIEW c_view AS SELECT who FROM parent|CREATE VIEW b_needs_c");
        run(sql, database);
    }
    void makeOld(const QByteArray& name)
    {
        run("CREATE DATABASE " + quotedMyName(name) + " CHARACTER SET latin2");
        fill(name, "o");
    }
    Result<MyStagedDatabase> stage(Job& job, const QByteArray& wanted = {}, bool filled = true)
    {
        const auto maintenance = openMyMaintenance(job.request.target, {}, job.context());
        MyDatabase source;
        source.charset = "utf8mb4";
        source.collation = "utf8mb4_unicode_ci";
        Result<MyStagedDatabase> staged = createMyStaging(**maintenance, job.request, source, wanted.isEmpty() ? job.request.target.database : wanted, job.context());
        if (staged && filled)
            fill(staged->staging, "n");
        return staged;
    }

    /// "o" or "n": whose tables, views, routines, triggers and events a database has; anything else is a mixture. "": there is none.
    QByteArray holds(const QByteArray& name)
    {
        if (!exists(name))
            return "";
        const QByteArray is = quotedMyLiteral(name);
        QByteArrayList seen;
        const auto connection = server.connect(name);
        const auto ask = [&](const QByteArray& sql) {
            const auto answer = connection->value(sql);
            seen += answer ? *answer : "error: " + answer.error().detail.toUtf8();
        };
        ask("SELECT RIGHT(GROUP_CONCAT(TABLE_NAME), 1) FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + is + " AND TABLE_NAME LIKE 'only\\_%'");
        ask("SELECT GROUP_CONCAT(who) FROM parent");
        ask("SELECT w FROM a_view");
        ask("SELECT who()");
        ask("SELECT RIGHT(GROUP_CONCAT(ROUTINE_NAME), 1) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = " + is + " AND ROUTINE_TYPE = 'PROCEDURE'");
        ask("SELECT RIGHT(GROUP_CONCAT(EVENT_NAME), 1) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = " + is);
        ask("SELECT IF(DEFAULT_CHARACTER_SET_NAME = 'latin2', 'o', 'n') FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + is);
        (void)connection->execute("SET autocommit = 0");
        (void)connection->execute("INSERT INTO log (what) VALUES ('probe')");
        ask("SELECT IF(what = 'probe 1o 2o', 'o', IF(what = 'probe 1n 2n', 'n', what)) FROM log ORDER BY at DESC LIMIT 1");
        (void)connection->execute("INSERT INTO parent (who) VALUES ('probe')");
        ask("SELECT IF(id < 500000, 'o', 'n') FROM parent WHERE who = 'probe'");
        (void)connection->execute("ROLLBACK");
        const bool isOne = seen.count(seen.first()) == seen.size();
        return isOne ? seen.first() : seen.join('/');
    }

    MariaDbServer server;
    bool withPartitions = true; ///< a crash of MariaDB may tear a partitioned table, which the precheck says

private:
    int m_jobs = 0;
};

} // namespace bakferry
