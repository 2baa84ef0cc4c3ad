#include "app/taskhooks.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

MigrationTask endedTask()
{
    MigrationTask task;
    task.id = QString(32, u'b');
    task.name = u"$(touch CANARY)"_s;
    task.plan.target.connection.engineId = "sqlite";
    task.plan.target.database = "/srv/a.db";
    task.phase = TaskPhase::Done;
    task.result.rows = 42;
    return task;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Listens on a free port of this machine, keeps what it is sent, and answers with one status.
struct Listener
{
    explicit Listener(const QByteArray& status)
    {
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this, status] {
            QTcpSocket* socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, status] {
                received += socket->readAll();
                if (!status.isEmpty() && received.endsWith('\n')) {
                    socket->write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    socket->disconnectFromHost();
                }
            });
        });
    }
    QString address() const { return u"http://127.0.0.1:%1/hook?token=S3CR3T"_s.arg(server.serverPort()); }
    QTcpServer server;
    QByteArray received;
};

} // namespace

class TestTaskHooks : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theCommandGetsTheReportAndNoShell();
    void onlyTasksThatWereAtWorkAreTold();
    void aCommandThatFailsIsInTheLog_data();
    void aCommandThatFailsIsInTheLog();
    void aCommandThatHangsIsStopped();
    void theAddressGetsTheReport();
    void anAddressThatRefusesIsInTheLogWithoutItsSecret();
    void anAddressThatNeverAnswersIsGivenUp();

private:
    LogRow onlyRow(const Preferences& preferences);
    std::unique_ptr<QTemporaryDir> m_folder;
};

LogRow TestTaskHooks::onlyRow(const Preferences& preferences)
{
    TaskHooks hooks;
    hooks.setPreferences(preferences);
    QSignalSpy logged(&hooks, &TaskHooks::logged);
    hooks.taskEnded(endedTask());
    [&] { QTRY_COMPARE_WITH_TIMEOUT(logged.size(), 1, 20'000); }();
    return logged.isEmpty() ? LogRow() : logged.first().at(1).value<LogRow>();
}

void TestTaskHooks::theCommandGetsTheReportAndNoShell()
{
    const QString script = m_folder->filePath(u"hook.sh"_s), output = m_folder->filePath(u"out"_s);
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\ncat >\"$2.json\"\nprintf '%s|%s|%s' \"$1\" \"$BAKFERRY_STATUS\" \"$BAKFERRY_TASK_NAME\" >\"$2\"\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    file.close();
    Preferences preferences;
    preferences.hookCommand = u"%1 \"two words; $(touch CANARY)\" %2"_s.arg(script, output);
    QCOMPARE(onlyRow(preferences).level, LogLevel::Info);
    QCOMPARE(contentOf(output), QByteArray("two words; $(touch CANARY)|Succeeded|$(touch CANARY)"));
    QCOMPARE(QJsonDocument::fromJson(contentOf(output + u".json"_s)).object().value(u"rows"_s).toInt(), 42);
    QVERIFY(!QFile::exists(u"CANARY"_s));
}

void TestTaskHooks::onlyTasksThatWereAtWorkAreTold()
{
    TaskHooks hooks;
    Preferences preferences;
    preferences.hookCommand = u"true"_s;
    hooks.setPreferences(preferences);
    QSignalSpy logged(&hooks, &TaskHooks::logged);
    MigrationTask task = endedTask();
    hooks.taskChanged(task); // as an interrupted task of the last run is
    task.phase = TaskPhase::Loading;
    hooks.taskChanged(task);
    task.phase = TaskPhase::Done;
    hooks.taskChanged(task);
    task.result.overwriteUndone = true;
    hooks.taskChanged(task);
    QTRY_COMPARE(logged.size(), 1);
    hooks.taskEnded(task); // the one way to know that nothing else is on its way
    QTRY_COMPARE(logged.size(), 2);
}

void TestTaskHooks::aCommandThatFailsIsInTheLog_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("argument");
    QTest::newRow("status") << u"false"_s << u"1"_s;
    QTest::newRow("not there") << u"/nowhere/at/all"_s << QString();
}

void TestTaskHooks::aCommandThatFailsIsInTheLog()
{
    QFETCH(QString, command);
    QFETCH(QString, argument);
    Preferences preferences;
    preferences.hookCommand = command;
    const LogRow row = onlyRow(preferences);
    QCOMPARE(row.level, LogLevel::Warning);
    QCOMPARE(row.text.arguments.first(), command);
    if (!argument.isEmpty())
        QCOMPARE(row.text.arguments.last(), argument);
}

void TestTaskHooks::aCommandThatHangsIsStopped()
{
    Preferences preferences;
    preferences.hookCommand = u"sleep 600"_s;
    preferences.hookSeconds = 1;
    const LogRow row = onlyRow(preferences);
    QCOMPARE(row.level, LogLevel::Warning);
    QVERIFY(row.text.source.contains("did not end in time"));
}

void TestTaskHooks::theAddressGetsTheReport()
{
    Listener listener("204 No Content");
    Preferences preferences;
    preferences.hookUrl = listener.address();
    QCOMPARE(onlyRow(preferences).level, LogLevel::Info);
    QVERIFY(listener.received.startsWith("POST /hook?token=S3CR3T HTTP/1.1\r\n"));
    const QByteArray body = listener.received.mid(listener.received.indexOf("\r\n\r\n") + 4);
    QCOMPARE(QJsonDocument::fromJson(body).object().value(u"rows"_s).toInt(), 42);
}

void TestTaskHooks::anAddressThatRefusesIsInTheLogWithoutItsSecret()
{
    Listener listener("302 Found\r\nLocation: http://127.0.0.1:9/elsewhere");
    Preferences preferences;
    preferences.hookUrl = listener.address();
    const LogRow row = onlyRow(preferences);
    QCOMPARE(row.level, LogLevel::Warning);
    QCOMPARE(row.text.arguments.last(), u"302"_s);
    QVERIFY(!row.text.arguments.join(u' ').contains(u"S3CR3T"_s));
}

void TestTaskHooks::anAddressThatNeverAnswersIsGivenUp()
{
    Listener listener("");
    Preferences preferences;
    preferences.hookUrl = listener.address();
    preferences.hookSeconds = 1;
    QCOMPARE(onlyRow(preferences).level, LogLevel::Warning);
}

QTEST_GUILESS_MAIN(TestTaskHooks)
#include "tst_taskhooks.moc"
