#include "tests/support/faultproxy.h"
#include "tests/support/pgserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <future>
#include <poll.h>
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

    // A stop asked for on the thread that shows the window must not wait for anything.
    void askingToStopWaitsForNobody()
    {
        Patient patient(*m_server);
        QVERIFY(patient.startStatement("SELECT pg_sleep(600)"));
        patient.proxy.stall();
        QElapsedTimer clock;
        clock.start();
        patient.stop.request_stop();
        QVERIFY2(clock.elapsed() < 50, QByteArray::number(clock.elapsed()).constData());
        const Error error = patient.answer.get();
        QVERIFY2(clock.elapsed() < 2000, QByteArray::number(clock.elapsed()).constData()); // the server could not be asked: given up
        QCOMPARE(error.kind, ErrorKind::Cancelled);
    }

    void stopsWhileTheServerTakesNoRows()
    {
        const auto holder = m_server->connect();
        QVERIFY(holder->execute("CREATE FUNCTION waits() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_lock(1); RETURN 1; END $$;"
                                "CREATE TABLE held (t text, i int DEFAULT waits())").ok());
        QVERIFY(holder->execute("SELECT pg_advisory_lock(1)").ok());
        Patient patient(*m_server);
        // More than the buffers on the way hold: the client stands in a send.
        patient.start([](PgConnection& connection) -> Result<void> {
            if (const Result<void> begun = connection.beginCopy("COPY held (t) FROM stdin"); !begun)
                return begun;
            const QByteArray rows = QByteArray(1000, 'x').append('\n').repeated(1000);
            for (;;) {
                if (const Result<void> put = connection.putCopy(rows); !put)
                    return put;
            }
        });
        QTRY_COMPARE(*m_server->connect()->value("SELECT count(*) FROM pg_locks WHERE NOT granted"), "1");
        QElapsedTimer clock;
        clock.start();
        patient.stop.request_stop();
        QCOMPARE(patient.answer.get().kind, ErrorKind::Cancelled);
        QVERIFY2(clock.elapsed() < 2000, QByteArray::number(clock.elapsed()).constData());
        QTRY_COMPARE(*m_server->connect()->value("SELECT count(*) FROM pg_locks WHERE NOT granted"), "0"); // the server has stopped, too
    }

    void waitsNoLongerThanItsDeadline()
    {
        Patient patient(*m_server);
        patient.connection->setAnswerDeadline(std::chrono::milliseconds(300));
        QCOMPARE(*patient.connection->value("SELECT 1"), "1");
        patient.proxy.stall();
        QCOMPARE(patient.connection->value("SELECT 1").error().code, "server.unreachable");
    }

    void seesARefusalWhileRowsAreStillComing()
    {
        const auto connection = m_server->connect();
        QVERIFY(connection->execute("CREATE TABLE refused (i int)").ok());
        QVERIFY(connection->beginCopy("COPY refused FROM stdin").ok());
        QVERIFY(connection->putCopy("not a number\n").ok());
        pollfd answered{PQsocket(connection->handle()), POLLIN, 0};
        QCOMPARE(::poll(&answered, 1, 10'000), 1);
        const QByteArray rows = QByteArray("1\n").repeated(500'000);
        int sent = 0;
        Result<void> put;
        for (; put && sent < 1000; ++sent)
            put = connection->putCopy(rows);
        QVERIFY(!put.ok());
        QCOMPARE(connection->lastState(), "22P02");
        QCOMPARE(sent, 1);
        QCOMPARE(*connection->value("SELECT 1"), "1");
    }

    void losesNobodyInRowsThatNobodyAskedFor()
    {
        const auto connection = m_server->connect();
        QVERIFY(connection->execute("COPY (SELECT generate_series(1, 100000)) TO stdout").ok());
        QVERIFY(connection->execute("CREATE TABLE fed (i int)").ok());
        const Result<PgAnswer> hungry = connection->execute("COPY fed FROM stdin");
        QCOMPARE(hungry.error().code, "server.statement");
        QCOMPARE(*connection->value("SELECT count(*) FROM fed"), "0");
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
    // A connection by way of a network that can fail, with its own thread to run something on.
    struct Patient
    {
        explicit Patient(const PgServer& server) : server(server), proxy(server.folder().toUtf8() + "/.s.PGSQL.5432")
        {
            ConnectionProfile profile = server.profile();
            profile.host = u"127.0.0.1"_s;
            profile.port = proxy.port();
            JobContext context;
            context.stop = stop.get_token();
            auto opened = PgConnection::open(profile, {}, "postgres", context);
            if (!opened)
                qFatal("%s", qPrintable(opened.error().detail));
            connection = std::move(*opened);
        }
        void start(const std::function<Result<void>(PgConnection&)>& work)
        {
            answer = std::async(std::launch::async, [this, work] {
                const Result<void> done = work(*connection);
                return done ? Error{} : done.error();
            });
        }
        bool startStatement(const QByteArray& sql)
        {
            start([sql](PgConnection& one) {
                const auto done = one.execute(sql);
                return done ? Result<void>() : Result<void>(done.error());
            });
            const auto watcher = server.connect();
            const QByteArray running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid = " + QByteArray::number(connection->backendPid());
            while (*watcher->value(running) != "1") { }
            return true;
        }

        const PgServer& server;
        FaultProxy proxy;
        std::stop_source stop;
        std::unique_ptr<PgConnection> connection;
        std::future<Error> answer;
    };

    std::unique_ptr<PgServer> m_server;
};

QTEST_GUILESS_MAIN(TestPgConnection)
#include "tst_pgconnection.moc"
