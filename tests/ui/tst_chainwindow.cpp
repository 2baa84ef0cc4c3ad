// Chains of backups in the window: files that find each other, the drawing, last backup or not, and a task that waits.
#include "tests/ui/windowbench.h"
#include "ui/banner.h"
#include "ui/chainview.h"
#include "ui/continuedialog.h"
#include "ui/restorewizard.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

class TestChainWindow : public QObject
{
    Q_OBJECT

private slots:
    void logsFindTheirFullBackupInAnyOrder();
    void backupsThatNeedOthersFindTheirDatabase();
    void theLastBackupIsAskedForOnTheTargetPage();
    void aWaitingTaskOffersToGoOnOrToComplete();
    void theNextBackupsAreGivenInADialog();
    void aRefusedBackupIsSaidAboveTheWaitingTask();

private:
    OwnSettings m_settings;
};

namespace {

/// Services that tell logs and full backups apart by their names, as the real engine does by content.
Services chainServices(ScriptedServices& scripted, QList<BackupSet>& inspected)
{
    Services services = scripted.services();
    services.inspect = [&inspected](const BackupSet& backups, QObject* context, const std::function<void(Result<BackupFacts>)>& done) {
        inspected += backups;
        Result<BackupFacts> answer = chainFacts();
        if (backups.first().path.contains("mysql-bin"))
            answer = Error{ErrorKind::BackupUnusable, "chain.no_full", {"The full backup is missing.", {}}, {"Give it.", {}}, {}};
        else if (backups.size() == 1)
            answer.value().chain = {};
        QMetaObject::invokeMethod(context, [done, answer] { done(answer); }, Qt::QueuedConnection);
    };
    return services;
}

} // namespace

void TestChainWindow::logsFindTheirFullBackupInAnyOrder()
{
    ScriptedServices scripted;
    QList<BackupSet> inspected;
    MigrationTaskModel model;
    RestoreWizard wizard(model, chainServices(scripted, inspected));
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    auto* files = child<QTableView>(wizard, "backupFiles");
    wizard.addFiles({{"/b/mysql-bin.000045"}, {"/b/mysql-bin.000042"}});
    QTRY_COMPARE(inspected.size(), 2);
    QCOMPARE(files->model()->rowCount(), 2);
    QVERIFY(!wizard.button(QWizard::NextButton)->isEnabled());
    wizard.addFiles({{"/b/shop.sql"}});
    const BackupSet whole{{"/b/shop.sql"}, {"/b/mysql-bin.000042", true}, {"/b/mysql-bin.000045", true}};
    QTRY_COMPARE(files->model()->rowCount(), 1);
    QTRY_COMPARE(inspected.last(), whole);
    auto* chain = child<ChainView>(wizard, "chainView");
    QTRY_VERIFY(chain->isVisible());
    QCOMPARE(chain->model()->rowCount(), 4);
    QCOMPARE(chain->model()->index(3, 2).data().toString(), u"mysql-bin.000044 is missing in front of mysql-bin.000045."_s);
    wizard.addFiles({{"/b/mysql-bin.000043"}});
    QTRY_COMPARE(inspected.last().size(), 4);
    QCOMPARE(inspected.last()[2].path, QByteArray("/b/mysql-bin.000043"));
    press(child<QPushButton>(wizard, "removeChain"));
    QTRY_VERIFY(!chain->isVisible());
}

void TestChainWindow::backupsThatNeedOthersFindTheirDatabase()
{
    ScriptedServices scripted;
    Services services = scripted.services();
    // Two stripes of one backup, and a differential of another database: told apart by what they say of themselves.
    services.inspect = [](const BackupSet& backups, QObject* context, const std::function<void(Result<BackupFacts>)>& done) {
        BackupFacts facts;
        facts.engineId = "sqlserver";
        facts.family = backups.first().path.contains("stripe") ? "shop" : "warehouse";
        facts.needsOthers = backups.size() < 2;
        QMetaObject::invokeMethod(context, [done, facts] { done(facts); }, Qt::QueuedConnection);
    };
    MigrationTaskModel model;
    RestoreWizard wizard(model, services);
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    auto* files = child<QTableView>(wizard, "backupFiles");
    wizard.addFiles({{"/b/stripe2.bak"}, {"/b/warehouse.dif"}, {"/b/stripe1.bak"}});
    QTRY_COMPARE(files->model()->rowCount(), 2);
    const QString shown = files->model()->index(0, 0).data().toString() + files->model()->index(1, 0).data().toString();
    QVERIFY2(shown.contains(u"warehouse.dif"_s) && shown.contains(u"stripe2.bak +1"_s), qPrintable(shown));
}

void TestChainWindow::theLastBackupIsAskedForOnTheTargetPage()
{
    ScriptedServices scripted;
    QList<BackupSet> inspected;
    MigrationTaskModel model;
    RestoreWizard wizard(model, chainServices(scripted, inspected));
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    wizard.addFiles({{"/b/shop.sql"}, {"/b/mysql-bin.000042"}});
    QTRY_VERIFY(wizard.button(QWizard::NextButton)->isEnabled() && inspected.last().size() == 2);
    press(wizard.button(QWizard::NextButton));
    auto* stopAt = child<QLineEdit>(wizard, "stopAt");
    QTRY_VERIFY(stopAt->isVisible());
    type(child<QLineEdit>(wizard, "serverHost"), u"localhost"_s);
    type(child<QLineEdit>(wizard, "serverUser"), u"dba"_s);
    auto* database = child<QLineEdit>(wizard, "databaseName");
    database->clear();
    type(database, u"shop"_s);
    QTRY_VERIFY(wizard.button(QWizard::NextButton)->isEnabled());
    type(stopAt, u"noon"_s);
    QVERIFY(!wizard.button(QWizard::NextButton)->isEnabled());
    QVERIFY(child<QLabel>(wizard, "stopAtProblem")->isVisible());
    stopAt->clear();
    type(stopAt, u"mysql-bin.000042:328"_s);
    QVERIFY(wizard.button(QWizard::NextButton)->isEnabled());
    press(child<QRadioButton>(wizard, "lastBackupNo"));
    QVERIFY(!stopAt->isVisible());
    press(wizard.button(QWizard::NextButton));
    QTRY_VERIFY(!scripted.prechecked.isEmpty());
    const TaskPlan plan = scripted.prechecked.last().plan;
    QCOMPARE(plan.backups.size(), 2);
    QVERIFY(plan.backups[1].incremental && !plan.lastBackup && plan.stopAt.isEmpty());
}

void TestChainWindow::aWaitingTaskOffersToGoOnOrToComplete()
{
    WindowBench bench({waitingTask(), sampleTask(u"2"_s, u"done-one"_s, TaskPhase::Done)});
    QSignalSpy wished(bench.window.get(), &MainWindow::continueRequested);
    bench.select({u"2"_s});
    QVERIFY(!bench.action("actContinue")->isEnabled() && !bench.action("actComplete")->isEnabled());
    bench.select({u"11"_s});
    for (const char* possible : {"actContinue", "actComplete", "actCancel"})
        QVERIFY2(bench.action(possible)->isEnabled(), possible);
    for (const char* never : {"actPause", "actRetry", "actDiscardStaging", "actUndo", "actGoOn"})
        QVERIFY2(!bench.action(never)->isEnabled(), never);
    QVERIFY(child<Banner>(*bench.window, "waitingBanner")->isVisible());
    auto* tabs = child<QTabWidget>(*bench.window, "detailTabs");
    QVERIFY(tabs->isTabVisible(5));
    bench.action("actComplete")->trigger();
    QTRY_VERIFY(bench.dialog());
    bench.dialog()->accept();
    QCOMPARE(wished.size(), 1);
    QCOMPARE(wished.first()[0].toString(), u"11"_s);
    QVERIFY(wished.first()[1].value<BackupSet>().isEmpty() && wished.first()[2].toBool());
    bench.select({u"2"_s});
    QVERIFY(!tabs->isTabVisible(5));
}

void TestChainWindow::theNextBackupsAreGivenInADialog()
{
    WindowBench bench({waitingTask()});
    QSignalSpy wished(bench.window.get(), &MainWindow::continueRequested);
    bench.select({u"11"_s});
    bench.action("actContinue")->trigger();
    auto* dialog = bench.window->findChild<ContinueDialog*>(u"continueDialog"_s);
    QVERIFY(dialog);
    auto* start = child<QPushButton>(*dialog, "continueStart");
    QVERIFY(!start->isEnabled());
    dialog->addFiles({{"/b/mysql-bin.000045"}, {"/b/mysql-bin.000044"}});
    QCOMPARE(child<ChainView>(*dialog, "chainView")->model()->rowCount(), 5);
    type(child<QLineEdit>(*dialog, "stopAt"), u"x"_s);
    QVERIFY(!start->isEnabled());
    press(child<QRadioButton>(*dialog, "lastBackupNo"));
    QVERIFY(start->isEnabled());
    press(start);
    QCOMPARE(wished.size(), 1);
    const BackupSet expected{{"/b/mysql-bin.000044", true}, {"/b/mysql-bin.000045", true}};
    QCOMPARE(wished.first()[1].value<BackupSet>(), expected);
    QVERIFY(!wished.first()[2].toBool());
}

void TestChainWindow::aRefusedBackupIsSaidAboveTheWaitingTask()
{
    MigrationTask task = waitingTask();
    task.result.error = Error{ErrorKind::BackupUnusable, "chain.gap", {"%1 is missing in front of %2.", {u"a.4"_s, u"a.5"_s}}, {"Give all logs.", {}}, {}};
    WindowBench bench({task});
    bench.select({u"11"_s});
    auto* banner = child<Banner>(*bench.window, "waitingBanner");
    QVERIFY(banner->isVisible());
    QVERIFY(banner->text().remove(QChar(0x200b)).contains(u"a.4 is missing in front of a.5."_s));
    QVERIFY(bench.action("actContinue")->isEnabled());
}

QTEST_MAIN(TestChainWindow)
#include "tst_chainwindow.moc"
