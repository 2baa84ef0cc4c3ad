#include "tests/engines/mariadb/myswaptestsupport.h"

#include <QFile>

#include <atomic>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Whatever dies around a switch-over or its undoing, and whenever: afterwards the target is all old or all new, and reconcile says which.
class TestMySwapKill : public QObject
{
    Q_OBJECT

private:
    enum class Victim { Server, Session, Program };

    static void addMoments(Victim victim)
    {
        QTest::addColumn<Victim>("victim");
        QTest::addColumn<QByteArray>("moment"); ///< dies as soon as the server's log of statements has this …
        QTest::addColumn<int>("later");         ///< … and that many further statements
        const char* who = victim == Victim::Server ? "server" : victim == Victim::Session ? "session" : "program";
        for (const auto& [moment, later] : {std::pair{"SHOW CREATE TRIGGER", 0}, {"CREATE DATABASE `crash__bf_old", 0}, {"INSERT INTO `crash__bf_old", 1}, {"DROP EVENT", 0}, {"LOCK TABLES", 0},
                                            {"DROP TRIGGER IF EXISTS `crash`.`second_one`", 0}, {"UNLOCK TABLES", 0}, {"RENAME TABLE", 0}, {"RENAME TABLE", 1}, {"ALTER DATABASE", 0},
                                            {"SET DEFAULT", 0}, {"FUNCTION `who`", 0}, {"SQL SECURITY DEFINER VIEW", 1}, {"trigger second_one", 0}, {"RENAME TABLE", 40}, {"DROP DATABASE", 0}}) {
            // What differs for the others is who is left to clean up, so fewer moments do.
            if (victim == Victim::Server || QByteArray(moment).startsWith("RENAME") || QByteArray(moment).startsWith("DROP") || QByteArray(moment).startsWith("CREATE"))
                QTest::addRow("%s at %s + %d", who, moment, later) << victim << QByteArray(moment) << later;
        }
    }

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<MySwapWorld>(QByteArrayList{"general-log=1", "general-log-file=statements"});
        m_world->withPartitions = false;
        if (!m_world->server.isRunning())
            QSKIP(m_world->server.why().constData());
    }

    void cleanup() // what a failed row left
    {
        const auto connection = m_world->server.connect();
        (void)connection->execute("SET foreign_key_checks = 0");
        const auto left = connection->execute("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'crash%'");
        for (qsizetype row = 0; left && row < left->rows(); ++row)
            (void)connection->execute("DROP DATABASE " + quotedMyName(left->text(row, 0)));
    }

    void isAllOldOrAllNew_data()
    {
        addMoments(Victim::Server);
    }
    void isAllOldOrAllNew()
    {
        QFETCH(const Victim, victim);
        QFETCH(const QByteArray, moment);
        QFETCH(const int, later);
        m_world->makeOld("crash");
        const auto one = m_world->job("crash");
        const auto staged = m_world->stage(*one);
        QVERIFY(staged.ok());
        m_taskId = one->request.taskId.toLatin1();
        die(victim, moment, later, [&] { return switchOverMy({*staged}, one->request, one->context()).remains; });
        if (victim == Victim::Program && one->journal.last().step != mystep::switchingOver)
            one->journal += myJournalEntry(mystep::switchingOver, {*staged});
        judge(*one, *staged);
    }

    void survivesTheProgram_data() { addMoments(Victim::Program); }
    void survivesTheProgram() { isAllOldOrAllNew(); }

    void survivesALostSession_data() { addMoments(Victim::Session); }
    void survivesALostSession() { isAllOldOrAllNew(); }

    void isAllOldOrAllNewAfterAnUndo_data()
    {
        QTest::addColumn<QByteArray>("moment");
        QTest::addColumn<int>("later");
        for (const auto& [moment, later] : {std::pair{"CREATE DATABASE `crash__bf_", 0}, {"LOCK TABLES", 0}, {"RENAME TABLE", 0}, {"RENAME TABLE", 1}, {"ALTER DATABASE", 0},
                                            {"SQL SECURITY DEFINER VIEW", 1}, {"trigger second_one", 0}, {"DROP DATABASE", 0}, {"DROP DATABASE", 3}})
            QTest::addRow("server at %s + %d", moment, later) << QByteArray(moment) << later;
    }
    void isAllOldOrAllNewAfterAnUndo()
    {
        QFETCH(const QByteArray, moment);
        QFETCH(const int, later);
        m_world->makeOld("crash");
        const auto one = m_world->job("crash");
        const auto staged = m_world->stage(*one);
        QCOMPARE(switchOverMy({*staged}, one->request, one->context()).remains, Remains::New);
        die(Victim::Server, moment, later, [&] { return undoMyOverwrite(one->request, one->journal, one->context()).remains; });
        judge(*one, *staged);
    }

private:
    /// What is in the log of statements is what the server has begun.
    bool waitFor(QFile& log, const QByteArray& moment, int later, const std::atomic_bool& over)
    {
        QByteArray seen;
        qsizetype at = -1;
        while (!over && (at = seen.indexOf(moment)) < 0)
            seen += log.readAll();
        while (!over && seen.sliced(at).count("Query\t") < later) // the moment's own "Query" is before it
            seen += log.readAll();
        return !over;
    }

    void die(Victim victim, const QByteArray& moment, int later, const std::function<Remains()>& work)
    {
        QFile log(m_world->server.dataFolder() + u"/statements"_s);
        QVERIFY(log.open(QIODevice::ReadOnly));
        log.seek(log.size());
        std::atomic_bool over = false;
        if (victim == Victim::Program) {
            const pid_t child = ::fork();
            if (child == 0) {
                (void)work();
                ::_exit(0);
            }
            waitUntil(log, moment, later, child);
            return;
        }
        std::jthread killer([&] {
            if (!waitFor(log, moment, later, over))
                return;
            if (victim == Victim::Server)
                ::kill(pid_t(m_world->server.pid()), SIGKILL);
            else
                killSession();
        });
        m_said = work();
        over = true;
        killer.join();
        if (victim == Victim::Server) {
            m_world->server.killNow();
            QVERIFY(m_world->server.start());
        }
    }

    void killSession() ///< the one that has claimed the task
    {
        const auto connection = m_world->server.connect();
        const auto id = connection->value("SELECT IS_USED_LOCK('bakferry " + m_taskId + "')");
        if (id && !id->isEmpty())
            (void)connection->execute("KILL " + *id);
    }

    void waitUntil(QFile& log, const QByteArray& moment, int later, pid_t child)
    {
        std::atomic_bool over = false;
        std::jthread watcher([&] {
            if (waitFor(log, moment, later, over))
                ::kill(child, SIGKILL);
        });
        ::waitpid(child, nullptr, 0);
        over = true;
        watcher.join();
        m_said = Remains::Unknown;
    }

    void judge(MySwapWorld::Job& job, const MyStagedDatabase& staged)
    {
        const Recovery recovery = reconcileMy(job.request, job.journal);
        QVERIFY2(!recovery.error, qPrintable(recovery.error ? QString::fromUtf8(recovery.error->what.source) + recovery.error->detail : QString()));
        const QByteArray is = m_world->holds("crash");
        qInfo("%s: %s, the call said %d", QTest::currentDataTag(), is.constData(), int(m_said));
        QVERIFY2(is == "o" || is == "n", is.constData());
        QCOMPARE(recovery.switchedOver, is == "n");
        QCOMPARE(recovery.remains, is == "n" ? Remains::New : Remains::Old);
        if (m_said != Remains::Unknown)
            QCOMPARE(m_said, recovery.remains);
        // A second look changes nothing and says the same.
        const Recovery again = reconcileMy(job.request, job.journal);
        QCOMPARE(again.remains, recovery.remains);
        QCOMPARE(again.leftOvers, recovery.leftOvers);
        if (is == "n")
            QVERIFY(recovery.leftOvers.contains(LeftOver{LeftOver::Kind::KeptOld, staged.kept, -1}));
        for (const LeftOver& left : recovery.leftOvers)
            QVERIFY(discardMy(job.request, job.journal, left).ok());
        QCOMPARE(m_world->value("SELECT GROUP_CONCAT(SCHEMA_NAME) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'crash%'"), "crash");
        m_world->run("DROP DATABASE crash");
    }

    std::unique_ptr<MySwapWorld> m_world;
    QByteArray m_taskId;
    Remains m_said = Remains::Unknown;
};

QTEST_GUILESS_MAIN(TestMySwapKill)
#include "tst_myswapkill.moc"
