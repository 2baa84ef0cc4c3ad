// SQL Server in the window: wizard, sign-in, precheck, script, restore, against the stand-in through FreeTDS.
#include "app/application.h"
#include "tests/engines/sqlserver/msworld.h"
#include "tests/ui/windowtest.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QWizard>

#include "ui/scriptrow.h"

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

class TestMsSqlWindow : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void theWizardWritesTheScriptAndRestores();

private:
    QTemporaryDir m_home;
};

void TestMsSqlWindow::initTestCase()
{
    if (!MsWorld::hasCorpora())
        QSKIP("no corpora");
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qputenv(name, m_home.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_home.filePath(u"no-bus"_s).toLocal8Bit());
}

void TestMsSqlWindow::theWizardWritesTheScriptAndRestores()
{
    MsWorld world;
    world.give({MsWorld::full()});
    LaunchOptions launch;
    launch.storePath = m_home.filePath(u"s/tasks.db"_s).toLocal8Bit();
    launch.language = u"zh_CN"_s;
    Application program(launch);
    QSignalSpy ready(&program.desk(), &TaskDesk::ready);
    program.start();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().isVisible() && !ready.isEmpty(), 30'000);

    program.window().openWizard({BackupFile{MsWorld::full()}});
    auto* wizard = program.window().findChild<QWizard*>(u"restoreWizard"_s);
    QTRY_VERIFY(wizard->button(QWizard::NextButton)->isEnabled());
    press(wizard->button(QWizard::NextButton));
    QTRY_VERIFY(child<QLineEdit>(*wizard, "serverHost")->isVisible());
    type(child<QLineEdit>(*wizard, "serverHost"), u"127.0.0.1"_s);
    child<QSpinBox>(*wizard, "serverPort")->setValue(world.server.port());
    type(child<QLineEdit>(*wizard, "serverUser"), u"sa"_s);
    type(child<QLineEdit>(*wizard, "serverPassword"), u"S3CR3T-9f2c"_s);
    child<QLineEdit>(*wizard, "databaseName")->clear();
    type(child<QLineEdit>(*wizard, "databaseName"), u"shop"_s);
    press(wizard->button(QWizard::NextButton));
    QAbstractButton* start = wizard->button(QWizard::FinishButton);
    QTRY_VERIFY_WITH_TIMEOUT(start->isVisible() && start->isEnabled(), 30'000);
    QCOMPARE(world.deeds(), QStringList()); // nothing starts before

    QVERIFY(child<QAbstractButton>(*wizard, "saveScript")->isVisible());
    const QString file = m_home.filePath(u"shop.sql"_s);
    wizard->findChild<ScriptRow*>()->write(QFile::encodeName(file));
    QTRY_VERIFY2(QFile::exists(file), qPrintable(child<QLabel>(*wizard, "scriptResult")->text()));
    QFile script(file);
    QVERIFY(script.open(QIODevice::ReadOnly) && script.readAll().contains("MODIFY NAME = [shop]"));

    press(start);
    QTRY_VERIFY_WITH_TIMEOUT(program.desk().model().rowCount() == 1 && isFinal(program.desk().model().taskAt(0).phase), 60'000);
    const MigrationTask& task = program.desk().model().taskAt(0);
    QVERIFY2(task.status() == TaskStatus::Succeeded, task.result.error ? qPrintable(QString::fromLatin1(task.result.error->code) + task.result.error->detail) : phaseToken(task.phase).constData());
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});

    QSignalSpy ended(&program, &Application::ended);
    program.quit();
    QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), 30'000);
}

QTEST_MAIN(TestMsSqlWindow)
#include "tst_mssqlwindow.moc"
