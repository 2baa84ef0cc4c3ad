#include "ui/restorecommand.h"

#include <QProcess>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestRestoreCommand : public QObject
{
    Q_OBJECT

private slots:
    void aShellReadsBackEveryByte_data();
    void aShellReadsBackEveryByte();
    void aTargetUrlReadsBackToTheSameTarget_data();
    void aTargetUrlReadsBackToTheSameTarget();
    void aCommandNamesAllThatThePlanSays();
    void aSimplePlanMakesACommandWithoutQuotes();
};

void TestRestoreCommand::aShellReadsBackEveryByte_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::newRow("plain") << QByteArray("/srv/a.db");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("spaces") << QByteArray("/srv/my  backup.sql ");
    QTest::newRow("quotes") << QByteArray("it's \"so\" `id` $(id) ${HOME} \\ !! ~ * ? ; & | > <");
    QTest::newRow("newline and tab") << QByteArray("a\nb\tc\r");
    QTest::newRow("not UTF-8") << QByteArray("bad-\xff\xfe'\\7.sql");
    QTest::newRow("byte before a digit") << QByteArray("\x01" "7\x1b[2J");
    QTest::newRow("Chinese") << QByteArray("/备份/报表 库.sql");
    QTest::newRow("bidi override") << QByteArray("/srv/\xe2\x80\xae" "bd.x");
    QTest::newRow("leading dash") << QByteArray("--overwrite");
}

void TestRestoreCommand::aShellReadsBackEveryByte()
{
    QFETCH(QByteArray, argument);
    QProcess shell;
    shell.start(u"bash"_s, {u"-c"_s, u"printf '%s' "_s + shellQuoted(argument)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 0);
    QCOMPARE(shell.readAllStandardOutput(), argument);
    QVERIFY(!shellQuoted(argument).contains(u'\n'));
}

void TestRestoreCommand::aTargetUrlReadsBackToTheSameTarget_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("plain") << QByteArray("/srv/a.db");
    QTest::newRow("percent and question mark") << QByteArray("/srv/100%?#a b.db");
    QTest::newRow("Chinese") << QByteArray("/库/报表.db");
    QTest::newRow("not UTF-8") << QByteArray("/srv/\xff.db");
}

void TestRestoreCommand::aTargetUrlReadsBackToTheSameTarget()
{
    QFETCH(QByteArray, path);
    RestoreTarget target;
    target.connection.engineId = "sqlite";
    target.database = path;
    const auto readBack = parseTargetUrl(targetUrl(target));
    QVERIFY(readBack.ok());
    QCOMPARE(*readBack, target);
}

void TestRestoreCommand::aCommandNamesAllThatThePlanSays()
{
    TaskPlan plan;
    plan.backups = {{"/b/full one.db"}, {"/b/next.db"}};
    plan.target.connection.engineId = "sqlite";
    plan.target.database = "/t/x.db";
    plan.overwrite = true;
    plan.precheck = false;
    plan.acceptWarnings = true;
    plan.only = {u"main"_s};
    plan.renames = {{u"a"_s, u"b c"_s}};
    plan.jobs = 3;
    QCOMPARE(restoreCommand(u"shop"_s, plan),
             u"bakferry-cli restore --backup '/b/full one.db' --backup /b/next.db --target sqlite:///t/x.db --name shop "
             "--overwrite --no-precheck --accept-warnings --only main --rename 'a=b c' --jobs 3"_s);
}

void TestRestoreCommand::aSimplePlanMakesACommandWithoutQuotes()
{
    TaskPlan plan;
    plan.backups = {{"/b/a.sql"}};
    plan.target.connection.engineId = "sqlite";
    plan.target.database = "/t/a.db";
    QCOMPARE(restoreCommand({}, plan), u"bakferry-cli restore --backup /b/a.sql --target sqlite:///t/a.db"_s);
}

QTEST_GUILESS_MAIN(TestRestoreCommand)
#include "tst_restorecommand.moc"
