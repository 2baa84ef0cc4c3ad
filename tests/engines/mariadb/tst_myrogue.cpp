#include "engines/mariadb/server/myconnection.h"
#include "tests/support/roguemyserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <condition_variable>
#include <sys/resource.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

qint64 peakMiB()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

/// A server that is not what it says it is: it gets no byte of any file, no endless memory, no endless time (TRUST T12, T15).
class TestMyRogue : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<MyConnection> guestOf(const RogueMyServer& server, const JobContext& context = {})
    {
        Result<std::unique_ptr<MyConnection>> opened = MyConnection::open(server.profile(), Credentials("pass"), {}, context);
        if (!opened)
            qFatal("the rogue let nobody in: %s", qPrintable(opened.error().detail));
        return std::move(opened).value();
    }

private slots:
    void getsNoFile_data()
    {
        QTest::addColumn<QByteArray>("file");
        for (const char* file : {"/etc/passwd", "/etc/hostname", "/proc/self/environ", "x", ""})
            QTest::newRow(file) << QByteArray(file);
    }
    void getsNoFile()
    {
        QFETCH(const QByteArray, file);
        QByteArray stolen = "not served";
        QByteArray code;
        {
            RogueMyServer server([&](RogueMyServer::Guest& guest) {
                guest.sendPacket("\xfb" + file);
                stolen = guest.restUntilGone();
            });
            const auto connection = guestOf(server);
            code = connection->execute("SELECT 1").error().code;
            QCOMPARE(connection->execute("SELECT 1").error().code, "server.protocol"); // and stays closed
        }
        QCOMPARE(code, "server.protocol");
        QVERIFY2(stolen.size() <= 4 && stolen.count('\0') >= stolen.size() - 1, stolen.toHex().constData()); // the head of an empty packet, which says "no such file"
    }

    void getsNoFileAtTheSignIn()
    {
        QByteArray stolen;
        QByteArray code;
        {
            RogueMyServer server({}, [&](RogueMyServer::Guest& guest) {
                guest.sendPacket("\xfb/etc/passwd");
                stolen = guest.restUntilGone();
            });
            code = MyConnection::open(server.profile(), Credentials("pass"), {}, {}).error().code;
        }
        QCOMPARE(code, "server.lost"); // no handshake knows such a packet
        QVERIFY2(stolen.size() <= 5, stolen.toHex().constData()); // a packet without content at most
    }

    void getsOnlyWhatIsBeingLoaded()
    {
        QByteArrayList got;
        {
            RogueMyServer server([&](RogueMyServer::Guest& guest) {
                for (const char* file : {"/etc/passwd", "/etc/shadow"}) {
                    guest.sendPacket(QByteArray("\xfb") + file);
                    QByteArray all;
                    for (QByteArray part; !(part = guest.readPacket()).isEmpty();)
                        all += part;
                    got += all;
                }
                guest.sendPacket(RogueMyServer::ok());
                guest.restUntilGone();
            });
            const auto connection = guestOf(server);
            QByteArrayList rows{"1\tone\n", "2\ttwo\n"};
            const auto done = connection->load("LOAD DATA LOCAL INFILE 'rows' INTO TABLE t", [&](char* buffer, qint64) -> Result<qint64> {
                if (rows.isEmpty())
                    return 0;
                const QByteArray row = rows.takeFirst();
                memcpy(buffer, row.constData(), size_t(row.size()));
                return row.size();
            });
            QVERIFY2(done.ok(), qPrintable(done.error().detail));
        }
        QCOMPARE(got, (QByteArrayList{"1\tone\n2\ttwo\n", ""}));
    }

    void getsNoPasswordInTheClear()
    {
        QByteArray sent;
        {
            RogueMyServer server({}, [&](RogueMyServer::Guest& guest) {
                guest.sendPacket(QByteArray("\xfemysql_clear_password\0", 23));
                sent = guest.restUntilGone();
            });
            QCOMPARE(MyConnection::open(server.profile(), Credentials("S3CR3T"), {}, {}).error().code, "server.auth_plugin");
        }
        QVERIFY2(!sent.contains("S3CR3T"), sent.toHex().constData());
    }

    void staysBounded_data()
    {
        QTest::addColumn<QByteArray>("head"); ///< sent once
        QTest::addColumn<QByteArray>("tail"); ///< sent without an end
        const QByteArray definition = QByteArray("\x17\0\0\x02", 4) + QByteArray("\x03" "def\0\0\0\x01" "c\0\x0c\x3f\0\x0b\0\0\0\x03\0\0\0\0\0", 23);
        const QByteArray eof("\x05\0\0\x03\xfe\0\0\x02\0", 9);
        const QByteArray error = RogueMyServer::error(QByteArray(500, 'e'));
        QTest::newRow("packets that never end") << QByteArray() << QByteArray("\xff\xff\xff\x01", 4) + QByteArray(0xffffff, 'x');
        QTest::newRow("columns without an end") << QByteArray("\x01\0\0\x01\x01", 5) << definition.repeated(2000);
        QTest::newRow("rows without an end") << QByteArray("\x01\0\0\x01\x01", 5) + definition + eof << (QByteArray("\x02\0\0\x04\x01r", 6)).repeated(10000);
        QTest::newRow("long rows without an end") << QByteArray("\x01\0\0\x01\x01", 5) + definition + eof
                                                  << QByteArray("\x04\0\x10\x04\xfd\0\0\x10", 8) + QByteArray(0x100000, 'r');
        QTest::newRow("results without an end") << QByteArray() << QByteArray("\x07\0\0\x01\0\0\0\x0a\0\0\0", 11).repeated(10000);
        QTest::newRow("errors without an end") << QByteArray() << QByteArray(1, char(error.size() & 0xff)) + QByteArray(1, char(error.size() >> 8)) + QByteArray("\0\x01", 2) + error;
    }

    // Each is either refused or, where only time goes on, ended by a stop.
    void staysBounded()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const QByteArray, tail);
        const qint64 before = peakMiB();
        std::stop_source stop;
        QElapsedTimer clock;
        QByteArray code;
        {
            RogueMyServer server([&](RogueMyServer::Guest& guest) {
                if (!guest.send(head))
                    return;
                while (guest.send(tail)) { }
            });
            JobContext context;
            context.stop = stop.get_token();
            const auto connection = guestOf(server, context);
            clock.start();
            std::jthread stopper([&](const std::stop_token& over) {
                std::mutex mutex;
                std::unique_lock lock(mutex);
                std::condition_variable_any never;
                never.wait_for(lock, over, std::chrono::seconds(2), [] { return false; });
                stop.request_stop();
            });
            code = connection->execute("SELECT 1").error().code;
        }
        qInfo("%s after %lld ms, %lld MiB more", code.constData(), clock.elapsed(), peakMiB() - before);
        QVERIFY2(code == "server.protocol" || code == "server.lost" || code == "server.statement" || code == "job.cancelled" || code == "server.packet", code.constData());
        QVERIFY2(peakMiB() - before < 320, qPrintable(QString::number(peakMiB() - before)));
        QVERIFY2(clock.elapsed() < 6000, qPrintable(QString::number(clock.elapsed())));
    }

    void endsWithAStopWhenNothingComes_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("silence") << QByteArray();
        QTest::newRow("a length that lies") << QByteArray("\xf0\xff\x0f\x01zz", 6);
        QTest::newRow("half a head") << QByteArray("\x05\0", 2);
    }
    void endsWithAStopWhenNothingComes()
    {
        QFETCH(const QByteArray, answer);
        std::stop_source stop;
        JobContext context;
        context.stop = stop.get_token();
        RogueMyServer server([&](RogueMyServer::Guest& guest) {
            guest.send(answer);
            stop.request_stop();
            guest.restUntilGone();
        });
        const auto connection = guestOf(server, context);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(connection->execute("SELECT 1").error().kind, ErrorKind::Cancelled);
        QVERIFY2(clock.elapsed() < 2500, qPrintable(QString::number(clock.elapsed())));
    }

    void saysWhoIsNoServer_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("hangs up") << QByteArray() << QByteArray("server.lost");
        QTest::newRow("cut short") << QByteArray("\x10\0\0\x02\0\0", 6) << QByteArray("server.lost");
        QTest::newRow("nonsense") << QByteArray("\x03\0\0\x02\x05zz", 7) << QByteArray("server.lost");
    }
    void saysWhoIsNoServer()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const QByteArray, code);
        RogueMyServer server({}, [&](RogueMyServer::Guest& guest) { guest.send(answer); });
        const auto opened = MyConnection::open(server.profile(), {}, {}, {});
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().code == code, qPrintable(QString::fromLatin1(opened.error().code) + u' ' + opened.error().detail));
    }

    void signsInWithinAStop()
    {
        std::stop_source stop;
        JobContext context;
        context.stop = stop.get_token();
        RogueMyServer server({}, [&](RogueMyServer::Guest& guest) {
            stop.request_stop();
            guest.restUntilGone();
        });
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(MyConnection::open(server.profile(), {}, {}, context).error().kind, ErrorKind::Cancelled);
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestMyRogue)
#include "tst_myrogue.moc"
