#include "engines/catalog.h"
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
    void aServerUrlReadsBackToTheSameTarget_data();
    void aServerUrlReadsBackToTheSameTarget();
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

void TestRestoreCommand::aServerUrlReadsBackToTheSameTarget_data()
{
    QTest::addColumn<RestoreTarget>("target");
    const auto target = [](const QString& host, int port, const QString& user, const QByteArray& database, const QVariantMap& options = {}) {
        return RestoreTarget{{.engineId = "postgresql", .host = host, .port = port, .user = user, .options = options}, database};
    };
    QTest::newRow("name") << target(u"db1.example"_s, 5433, u"dba"_s, "shop");
    QTest::newRow("defaults") << target(u"db1"_s, 0, {}, "shop");
    QTest::newRow("socket folder") << target(u"/tmp/so ck"_s, 5432, u"postgres"_s, "shop");
    QTest::newRow("IPv6") << target(u"fe80::1"_s, 5432, u"postgres"_s, "shop");
    QTest::newRow("odd names") << target(u"db1"_s, 0, u"a@b:c/d"_s, "sh?op/1@2 #表");
    QTest::newRow("encryption") << target(u"db1"_s, 0, u"dba"_s, "shop", {{u"sslmode"_s, u"require"_s}, {u"sslrootcert"_s, u"/etc/a b&c.crt"_s}, {u"sslcert"_s, u"/etc/me.pem"_s}, {u"sslkey"_s, u"/etc/me.key"_s}});
}

void TestRestoreCommand::aServerUrlReadsBackToTheSameTarget()
{
    QFETCH(RestoreTarget, target);
    if (!engineById("postgresql"))
        QSKIP("no engine with a server is built in");
    const auto readBack = parseTargetUrl(targetUrl(target));
    QVERIFY2(readBack.ok(), targetUrl(target).constData());
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
    plan.parts = RestoreRequest::Parts::DataOnly;
    plan.selection = {"12", "name with space"};
    plan.options = {{u"noOwner"_s, true}, {u"role:it's"_s, u"postgres"_s}};
    plan.withPassword = true;
    plan.jobs = 3;
    QCOMPARE(restoreCommand(u"shop"_s, plan),
             u"bakferry-cli restore --backup '/b/full one.db' --backup /b/next.db --target sqlite:///t/x.db --name shop "
             "--overwrite --no-precheck --accept-warnings --only main --rename 'a=b c' --data-only --select 12 --select 'name with space' "
             "--option noOwner=true --option 'role:it'\\''s=postgres' --jobs 3"_s);
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
