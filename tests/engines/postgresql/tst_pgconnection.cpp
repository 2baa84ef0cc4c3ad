#include "tests/support/pgserver.h"

#include <QTest>

#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// PgConnection against a real server.
class TestPgConnection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<PgServer>();
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
    }

    void copiesBytesUnchanged()
    {
        const auto connection = m_server->connect();
        QVERIFY(connection->execute("CREATE TABLE c (i int, b bytea)").ok());
        QVERIFY(connection->beginCopy("COPY c FROM stdin").ok());
        QVERIFY(connection->putCopy("1\t\\\\x00ff").ok());
        QVERIFY(connection->putCopy("fe80\n2\t\\N\n").ok());
        const Result<qint64> rows = connection->endCopy();
        QVERIFY2(rows.ok(), qPrintable(rows.error().detail));
        QCOMPARE(*rows, 2);
        QCOMPARE(*connection->value("SELECT b FROM c WHERE i = 1"), "\\x00fffe80");
    }

    void namesTheFailure()
    {
        const auto connection = m_server->connect();
        const auto answer = connection->execute("SELECT 1/0");
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().code, "server.statement");
        QCOMPARE(connection->lastState(), "22012");
        QVERIFY(connection->execute("CREATE TABLE u (card text UNIQUE); INSERT INTO u VALUES ('4111-1111')").ok());
        const auto twice = connection->execute("INSERT INTO u VALUES ('4111-1111')");
        QVERIFY(!twice.error().detail.contains(u"4111"_s));
        QVERIFY(twice.error().detail.contains(u"u_card_key"_s));
    }

    void stopsARunningStatement()
    {
        std::stop_source stop;
        JobContext context;
        context.stop = stop.get_token();
        auto opened = PgConnection::open(m_server->profile(), {}, "postgres", context);
        QVERIFY(opened.ok());
        const auto watcher = m_server->connect();
        std::jthread stopper([&] {
            const QByteArray running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(60' || ')%'";
            while (*watcher->value(running) != "1") { }
            stop.request_stop();
        });
        const auto answer = (*opened)->execute("SELECT pg_sleep(60)");
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
        QCOMPARE((*opened)->query("SELECT 1").error().kind, ErrorKind::Cancelled);
    }

    void neverExpandsADatabaseName() // TRUST T11
    {
        const auto opened = PgConnection::open(m_server->profile(), {}, "host=127.0.0.1 port=9 dbname=zz", {});
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().detail.contains(u"host=127.0.0.1 port=9 dbname=zz"_s), qPrintable(opened.error().detail));
    }

    void quotesWhatItIsGiven()
    {
        const auto connection = m_server->connect();
        for (const QByteArray& text : QByteArrayList{"a\"b", "a'b", "a\\b", "\xE8\xA1\xA8", ""}) {
            QCOMPARE(*connection->value("SELECT" + quotedPgLiteral(text)), text);
            if (!text.isEmpty())
                QCOMPARE(*connection->value("SELECT x." + quotedPgName(text) + " FROM (SELECT 'v' AS " + quotedPgName(text) + ") x"), "v");
        }
    }

private:
    std::unique_ptr<PgServer> m_server;
};

QTEST_GUILESS_MAIN(TestPgConnection)
#include "tst_pgconnection.moc"
