// SQL Server on the command line: the real bakferry-cli, FreeTDS, and the stand-in.
#include "tests/app/cliprocess.h"
#include "tests/engines/sqlserver/msworld.h"

#include <QJsonArray>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestCliMsSql : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void aRestoreSucceedsAndIsUndone();
    void aFailureIsToldWithTheServersWords();
    void aWrongPasswordHasItsOwnStatus();
    void aChainWaitsAndIsCompleted();
    void aScriptIsPrintedOrWritten();

private:
    CliRun run(const QByteArrayList& arguments) const { return runCli(arguments + QByteArrayList{"--store", m_folder->filePath(u"s.db"_s).toLocal8Bit(), "--json"}, {}, {}); }
    CliRun runSigned(const QByteArrayList& arguments, const QByteArray& password = "S3CR3T-9f2c") const
    {
        return runCli(arguments + QByteArrayList{"--store", m_folder->filePath(u"s.db"_s).toLocal8Bit(), "--json", "--password-fd", "3"}, {}, password + '\n');
    }
    QByteArray url() const { return "sqlserver://sa@127.0.0.1:" + QByteArray::number(m_world->server.port()) + "/shop?sslmode=disable"; }

    std::unique_ptr<MsWorld> m_world;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QByteArray why(const CliRun& run) { return QByteArray::number(run.status) + ' ' + run.out.right(3000) + run.err.right(1000); }

} // namespace

void TestCliMsSql::initTestCase()
{
    if (!MsWorld::hasCorpora())
        QSKIP("no corpora");
}

void TestCliMsSql::init()
{
    m_world = std::make_unique<MsWorld>();
    m_world->give({MsWorld::full(), MsWorld::differential(), MsWorld::log()});
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestCliMsSql::aRestoreSucceedsAndIsUndone()
{
    m_world->server.addDatabase(u"shop"_s);
    const int oldId = m_world->server.database(u"shop"_s)->id;
    const CliRun restored = runSigned({"restore", "--backup", MsWorld::full(), "--target", url(), "--overwrite", "--accept-warnings", "--name", "shop-monday"});
    QVERIFY2(restored.status == 0 || restored.status == 3, why(restored).constData());
    QVERIFY(m_world->server.database(u"shop"_s)->id != oldId);
    QVERIFY(!restored.out.contains("S3CR3T") && !restored.err.contains("S3CR3T"));
    const CliRun undone = runSigned({"tasks", "undo", "shop-monday"});
    QVERIFY2(undone.status == 0, why(undone).constData());
    QCOMPARE(m_world->server.database(u"shop"_s)->id, oldId);
}

void TestCliMsSql::aFailureIsToldWithTheServersWords()
{
    m_world->server.failAt(90, 3203, 16, u"Read on \"x\" failed: 23(Data error (cyclic redundancy check).)"_s);
    const CliRun failed = runSigned({"restore", "--backup", MsWorld::full(), "--target", url(), "--accept-warnings", "--option", "serverVerify=no"});
    QVERIFY2(failed.status == 10, why(failed).constData());
    QCOMPARE(failed.result()[u"error"_s].toObject()[u"code"_s].toString(), u"backup.damaged_for_server"_s);
    QVERIFY(failed.result()[u"error"_s].toObject()[u"detail"_s].toString().contains(u"3203"_s));
    QCOMPARE(m_world->server.databases(), QStringList());
}

void TestCliMsSql::aWrongPasswordHasItsOwnStatus()
{
    const CliRun refused = runSigned({"restore", "--backup", MsWorld::full(), "--target", url()}, "wrong");
    QVERIFY2(refused.status == 12, why(refused).constData());
    QVERIFY(!refused.out.contains("wrong\""));
}

void TestCliMsSql::aChainWaitsAndIsCompleted()
{
    const CliRun begun = runSigned({"restore", "--backup", MsWorld::full(), "--target", url(), "--last-backup", "no", "--accept-warnings", "--name", "chain-a"});
    QVERIFY2(begun.status == 0 || begun.status == 3, why(begun).constData());
    QVERIFY(m_world->server.databases().first().endsWith(u"(RESTORING)"_s));
    const CliRun more = runSigned({"tasks", "continue", "chain-a", "--backup", MsWorld::differential(), "--last-backup", "no"});
    QVERIFY2(more.status == 0 || more.status == 3, why(more).constData());
    const CliRun last = runSigned({"tasks", "complete", "chain-a"});
    QVERIFY2(last.status == 0 || last.status == 3, why(last).constData());
    QCOMPARE(m_world->server.databases(), QStringList{u"shop"_s});
    QCOMPARE(m_world->server.database(u"shop"_s)->applied.size(), 2);
}

void TestCliMsSql::aScriptIsPrintedOrWritten()
{
    const QByteArrayList chain{"script", "--backup", MsWorld::full(), "--backup", MsWorld::differential(), "--backup", MsWorld::log(), "--target", "sqlserver://db1.example/shop"};
    const CliRun printed = runCli(chain);
    QVERIFY2(printed.status == 0, why(printed).constData());
    QVERIFY2(printed.out.contains("RESTORE LOG [shop__bf_") && printed.out.contains("WITH RECOVERY") && printed.out.contains("MODIFY NAME = [shop]"), printed.out.constData());
    const QByteArray file = m_folder->filePath(u"shop.sql"_s).toLocal8Bit();
    const CliRun written = runCli(chain + QByteArrayList{"--output", file, "--json"});
    QVERIFY2(written.status == 0, why(written).constData());
    QFile script(QString::fromLocal8Bit(file));
    QVERIFY(script.open(QIODevice::ReadOnly));
    QCOMPARE(written.result()[u"script"_s].toString().toUtf8(), script.readAll());
    const CliRun other = runCli({"script", "--backup", "/x.sql", "--target", "mariadb://db1.example/shop", "--json"});
    QCOMPARE(other.status, 2);
    QCOMPARE(other.result()[u"error"_s].toObject()[u"code"_s].toString(), u"script.unsupported"_s);
    QCOMPARE(m_world->server.logins(), QStringList());
}

QTEST_GUILESS_MAIN(TestCliMsSql)
#include "tst_climssql.moc"
