#include "models/migrationtaskmodel.h"
#include "tests/ui/sampletasks.h"
#include "tests/ui/windowtest.h"
#include "ui/draftmodel.h"
#include "ui/droparea.h"
#include "ui/restorewizard.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QUrl>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

Finding found(FindingLevel level)
{
    Finding finding;
    finding.checkId = "target";
    finding.level = level;
    finding.what = {"Found.", {}};
    return finding;
}

/// A wizard on scripted services, shown and ready to be driven.
struct Bench
{
    ScriptedServices scripted;
    MigrationTaskModel tasks;
    std::unique_ptr<RestoreWizard> wizard;

    explicit Bench(const QList<Finding>& findings = {found(FindingLevel::Passed)})
    {
        scripted.report.findings = findings;
        scripted.report.evidence = PrecheckEvidence{"hash", {}, true};
        reopen();
    }
    void reopen()
    {
        wizard = std::make_unique<RestoreWizard>(tasks, scripted.services());
        wizard->setAttribute(Qt::WA_DeleteOnClose, false);
        wizard->show();
    }
    QAbstractButton* button(QWizard::WizardButton which) const { return wizard->button(which); }
    void chooseBackup(const QByteArray& path)
    {
        wizard->addFiles({{path}});
    }
    void chooseTarget(const QString& path)
    {
        QTRY_VERIFY(button(QWizard::NextButton)->isEnabled());
        press(button(QWizard::NextButton));
        type(child<QLineEdit>(*wizard, "targetPath"), path);
    }
    void reachConfirm()
    {
        chooseBackup("/backup/shop.sql");
        chooseTarget(u"/srv/shop.db"_s);
        QVERIFY(button(QWizard::NextButton)->isEnabled());
        press(button(QWizard::NextButton));
    }
};

} // namespace

class TestRestoreWizard : public QObject
{
    Q_OBJECT

private slots:
    void threeStepsMakeOneDraftWithWhatTheDbaSaw();
    void theStartButtonCountsWarningsAndWhatCouldNotBeChecked();
    void aBlockerKeepsTheRestoreFromStarting();
    void startWaitsForThePrecheck();
    void checkAgainAsksAnew();
    void withoutThePrecheckTheDbaTakesTheResponsibility();
    void cancelStopsTheRunningPrecheck();
    void backStopsThePrecheckAndForgetsItsFindings();
    void aBackupThatCannotBeReadIsRefusedInline();
    void aBadNameIsRefusedInline_data();
    void aBadNameIsRefusedInline();
    void aNameInUseIsRefused();
    void aBadTargetIsRefusedInline_data();
    void aBadTargetIsRefusedInline();
    void severalFilesMakeSeveralTasks();
    void twoFilesCannotShareATarget();
    void pastedPathsBecomeFiles();
    void aDroppedNameKeepsItsBytes();
    void aHostileFileNameIsShownAsItsCharacters();
    void nothingLeaksIntoTheNextWizard();
    void finishingTwiceStartsOnce();
    void enterInThePathFieldAddsTheFile();
    void theListOfDraftsIsASoundModel();

private:
    OwnSettings m_settings;
};

void TestRestoreWizard::threeStepsMakeOneDraftWithWhatTheDbaSaw()
{
    Bench bench({found(FindingLevel::Warning), found(FindingLevel::Passed)});
    QSignalSpy drafted(bench.wizard.get(), &RestoreWizard::tasksDrafted);
    bench.chooseBackup("/backup/shop.sql");
    QCOMPARE(child<QLineEdit>(*bench.wizard, "taskName")->text(), u"shop"_s);
    type(child<QLineEdit>(*bench.wizard, "taskTags"), u"env=test, urgent"_s);
    bench.chooseTarget(u"/srv/shop.db"_s);
    press(child<QRadioButton>(*bench.wizard, "overwriteExisting"));
    press(bench.button(QWizard::NextButton));
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    press(bench.button(QWizard::FinishButton));

    QCOMPARE(drafted.size(), 1);
    const auto tasks = drafted.first().first().value<QList<MigrationTask>>();
    QCOMPARE(tasks.size(), 1);
    const MigrationTask& task = tasks.first();
    QCOMPARE(task.name, u"shop"_s);
    QCOMPARE(task.tags, (QList<TaskTag>{{u"env"_s, u"test"_s}, {u"urgent"_s, {}}}));
    QCOMPARE(task.plan.backups, (BackupSet{{"/backup/shop.sql"}}));
    QCOMPARE(task.plan.target.database, QByteArray("/srv/shop.db"));
    QCOMPARE(task.plan.target.connection.engineId, QByteArray("sqlite"));
    QVERIFY(task.plan.overwrite);
    QVERIFY(task.plan.precheck);
    QVERIFY(task.plan.acceptWarnings);
    QCOMPARE(task.findings, bench.scripted.report.findings);
    QCOMPARE(task.evidence, bench.scripted.report.evidence);
}

void TestRestoreWizard::theStartButtonCountsWarningsAndWhatCouldNotBeChecked()
{
    Bench bench({found(FindingLevel::Warning), found(FindingLevel::Warning), found(FindingLevel::NotCheckable), found(FindingLevel::Passed)});
    bench.reachConfirm();
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    QCOMPARE(bench.button(QWizard::FinishButton)->text(), u"Start Restore (2 warning(s), 1 not checkable)"_s);
}

void TestRestoreWizard::aBlockerKeepsTheRestoreFromStarting()
{
    Bench bench({found(FindingLevel::Blocker), found(FindingLevel::Passed)});
    bench.reachConfirm();
    auto* view = child<QTableView>(*bench.wizard, "findingsView");
    QTRY_COMPARE(view->model()->rowCount(), 2);
    QVERIFY(!bench.button(QWizard::FinishButton)->isEnabled());
    QVERIFY(child<QLabel>(*bench.wizard, "precheckVerdict")->text().contains(u"1 blocker"_s));
}

void TestRestoreWizard::startWaitsForThePrecheck()
{
    Bench bench;
    bench.scripted.holdsPrecheck = true;
    bench.reachConfirm();
    QCOMPARE(bench.scripted.prechecked.size(), 1);
    QVERIFY(!bench.button(QWizard::FinishButton)->isEnabled());
    bench.scripted.release();
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    QCOMPARE(bench.button(QWizard::FinishButton)->text(), u"Start Restore"_s);
}

void TestRestoreWizard::checkAgainAsksAnew()
{
    Bench bench({found(FindingLevel::Blocker)});
    bench.reachConfirm();
    QTRY_VERIFY(child<QPushButton>(*bench.wizard, "checkAgain")->isEnabled());
    bench.scripted.report.findings = {found(FindingLevel::Passed)};
    bench.scripted.holdsPrecheck = true;
    press(child<QPushButton>(*bench.wizard, "checkAgain"));
    QCOMPARE(child<QTableView>(*bench.wizard, "findingsView")->model()->rowCount(), 0);
    bench.scripted.release();
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    QCOMPARE(bench.scripted.prechecked.size(), 2);
}

void TestRestoreWizard::withoutThePrecheckTheDbaTakesTheResponsibility()
{
    Bench bench({found(FindingLevel::Blocker)});
    QSignalSpy drafted(bench.wizard.get(), &RestoreWizard::tasksDrafted);
    bench.reachConfirm();
    auto* wanted = child<QCheckBox>(*bench.wizard, "precheckWanted");
    QVERIFY(wanted->isChecked());
    QTest::keyClick(wanted, Qt::Key_Space);
    QVERIFY(child<QLabel>(*bench.wizard, "precheckVerdict")->text().contains(u"responsibility"_s));
    QCOMPARE(bench.button(QWizard::FinishButton)->text(), u"Start Restore without Precheck"_s);
    press(bench.button(QWizard::FinishButton));
    const auto task = drafted.first().first().value<QList<MigrationTask>>().first();
    QVERIFY(!task.plan.precheck);
    QVERIFY(!task.plan.acceptWarnings);
    QVERIFY(task.findings.isEmpty());
    QVERIFY(!task.evidence);
}

void TestRestoreWizard::cancelStopsTheRunningPrecheck()
{
    Bench bench;
    QSignalSpy drafted(bench.wizard.get(), &RestoreWizard::tasksDrafted);
    bench.scripted.holdsPrecheck = true;
    bench.reachConfirm();
    QTest::keyClick(bench.wizard.get(), Qt::Key_Escape);
    QCOMPARE(bench.scripted.stopped, 1);
    QVERIFY(!bench.wizard->isVisible());
    QCOMPARE(drafted.size(), 0);
}

void TestRestoreWizard::backStopsThePrecheckAndForgetsItsFindings()
{
    Bench bench({found(FindingLevel::Blocker)});
    bench.reachConfirm();
    auto* view = child<QTableView>(*bench.wizard, "findingsView");
    QTRY_COMPARE(view->model()->rowCount(), 1);
    bench.scripted.holdsPrecheck = true;
    press(bench.button(QWizard::BackButton));
    press(bench.button(QWizard::NextButton));
    QCOMPARE(view->model()->rowCount(), 0);
    press(bench.button(QWizard::BackButton));
    QCOMPARE(bench.scripted.stopped, 1);
    QCOMPARE(child<QLineEdit>(*bench.wizard, "targetPath")->text(), u"/srv/shop.db"_s);
}

void TestRestoreWizard::aBackupThatCannotBeReadIsRefusedInline()
{
    Bench bench;
    bench.scripted.inspection = Error{ErrorKind::BackupUnusable, "backup.empty", {"The backup file %1 is empty.", {u"/b/a.sql"_s}}, {"Make it again.", {}}, {}};
    bench.wizard->addFiles({{"/b/a.sql"}});
    auto* problem = child<QLabel>(*bench.wizard, "backupProblem");
    QTRY_VERIFY(problem->isVisible());
    QCOMPARE(problem->text(), u"The backup file /b/a.sql is empty. Make it again."_s);
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
    press(child<QPushButton>(*bench.wizard, "removeBackup"));
    QVERIFY(!child<QTableView>(*bench.wizard, "backupFiles")->isVisible());
}

void TestRestoreWizard::aBadNameIsRefusedInline_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("Chinese") << u"报表库1"_s << true;
    QTest::newRow("short") << u"abc"_s << false;
    QTest::newRow("digit first") << u"1abc"_s << false;
    QTest::newRow("space") << u"ab cd"_s << false;
    QTest::newRow("markup") << u"ab<b>cd"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestRestoreWizard::aBadNameIsRefusedInline()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    Bench bench;
    bench.chooseBackup("/backup/shop.sql");
    auto* field = child<QLineEdit>(*bench.wizard, "taskName");
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    type(field, name);
    QCOMPARE(child<QLabel>(*bench.wizard, "taskNameProblem")->isVisible(), !good);
    QTRY_COMPARE(bench.button(QWizard::NextButton)->isEnabled(), good);
}

void TestRestoreWizard::aNameInUseIsRefused()
{
    Bench bench;
    bench.tasks.load({sampleTask(u"1"_s, u"Shop"_s, TaskPhase::Done)});
    bench.chooseBackup("/backup/shop.sql");
    auto* field = child<QLineEdit>(*bench.wizard, "taskName");
    QVERIFY(field->text().compare(u"shop"_s, Qt::CaseInsensitive) != 0);
    field->selectAll();
    type(field, u"shop"_s);
    QVERIFY(child<QLabel>(*bench.wizard, "taskNameProblem")->isVisible());
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
}

void TestRestoreWizard::aBadTargetIsRefusedInline_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("good");
    QTest::newRow("path") << u"/srv/a.db"_s << true;
    QTest::newRow("Chinese path") << u"/srv/报表.db"_s << true;
    QTest::newRow("url") << u"sqlite:///srv/a%20b.db"_s << true;
    QTest::newRow("relative") << u"a.db"_s << false;
    QTest::newRow("home") << u"~/a.db"_s << false;
    QTest::newRow("folder") << u"/srv/"_s << false;
    QTest::newRow("unknown engine") << u"oracle://a/b"_s << false;
    QTest::newRow("the backup itself") << u"/backup/../backup/shop.sql"_s << false;
}

void TestRestoreWizard::aBadTargetIsRefusedInline()
{
    QFETCH(QString, target);
    QFETCH(bool, good);
    Bench bench;
    bench.chooseBackup("/backup/shop.sql");
    bench.chooseTarget(target);
    QCOMPARE(child<QLabel>(*bench.wizard, "targetProblem")->isVisible(), !good);
    QCOMPARE(bench.button(QWizard::NextButton)->isEnabled(), good);
}

void TestRestoreWizard::severalFilesMakeSeveralTasks()
{
    Bench bench;
    QSignalSpy drafted(bench.wizard.get(), &RestoreWizard::tasksDrafted);
    bench.wizard->addFiles({{"/backup/shop.sql"}, {"/other/shop.sql"}});
    bench.chooseTarget(u"/srv/one.db"_s);
    auto* table = child<QTableView>(*bench.wizard, "targetTable");
    QVERIFY(table->isVisible());
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
    table->selectRow(1);
    QCOMPARE(child<QLineEdit>(*bench.wizard, "targetPath")->text(), QString());
    type(child<QLineEdit>(*bench.wizard, "targetPath"), u"/srv/two.db"_s);
    press(bench.button(QWizard::NextButton));
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    press(bench.button(QWizard::FinishButton));
    const auto tasks = drafted.first().first().value<QList<MigrationTask>>();
    QCOMPARE(tasks.size(), 2);
    QCOMPARE(tasks[0].plan.target.database, QByteArray("/srv/one.db"));
    QCOMPARE(tasks[1].plan.target.database, QByteArray("/srv/two.db"));
    QVERIFY(tasks[0].name != tasks[1].name);
    QCOMPARE(bench.scripted.prechecked.size(), 2);
}

void TestRestoreWizard::twoFilesCannotShareATarget()
{
    Bench bench;
    bench.wizard->addFiles({{"/backup/shop.sql"}, {"/other/shop.sql"}});
    bench.chooseTarget(u"/srv/one.db"_s);
    child<QTableView>(*bench.wizard, "targetTable")->selectRow(1);
    type(child<QLineEdit>(*bench.wizard, "targetPath"), u"/srv/./one.db"_s);
    QVERIFY(child<QLabel>(*bench.wizard, "targetProblem")->isVisible());
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
}

void TestRestoreWizard::pastedPathsBecomeFiles()
{
    Bench bench;
    QGuiApplication::clipboard()->setText(u"/backup/a.sql\n'/backup/with space.db'\n"_s);
    auto* field = child<QLineEdit>(*bench.wizard, "backupPath");
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    const QAbstractItemModel* files = child<QTableView>(*bench.wizard, "backupFiles")->model();
    QCOMPARE(files->rowCount(), 2);
    QCOMPARE(files->index(1, 0).data().toString(), u"with space.db"_s);
}

void TestRestoreWizard::aDroppedNameKeepsItsBytes()
{
    QMimeData drag;
    drag.setUrls({QUrl::fromEncoded("file:///backup/bad-%FF%FE%20x.sql"), QUrl(u"https://example.org/a.sql"_s)});
    QCOMPARE(filesIn(drag), (QList<BackupFile>{{"/backup/bad-\xff\xfe x.sql"}}));
}

void TestRestoreWizard::aHostileFileNameIsShownAsItsCharacters()
{
    Bench bench;
    const QByteArray name = "/backup/<img src=x><b>\xe2\x80\xae" + QByteArray(10'000, 'x') + ".sql";
    bench.wizard->addFiles({{name}});
    QTRY_VERIFY(child<QLineEdit>(*bench.wizard, "taskName")->isVisible());
    for (const QLabel* label : bench.wizard->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->objectName() + label->text().left(80)));
    const QString shown = child<QTableView>(*bench.wizard, "backupFiles")->model()->index(0, 0).data().toString();
    QVERIFY(shown.startsWith(u"<img src=x><b>\\u{202e}"_s));
    QVERIFY(shown.size() < 1000);
    QVERIFY2(bench.wizard->minimumSizeHint().width() < 1100, "a long name must not push the window");
}

void TestRestoreWizard::nothingLeaksIntoTheNextWizard()
{
    Bench bench;
    bench.reachConfirm();
    bench.wizard->reject();
    bench.reopen();
    QCOMPARE(child<QTableView>(*bench.wizard, "backupFiles")->model()->rowCount(), 0);
    bench.chooseBackup("/backup/other.sql");
    QTRY_VERIFY(bench.button(QWizard::NextButton)->isEnabled());
    press(bench.button(QWizard::NextButton));
    QCOMPARE(child<QLineEdit>(*bench.wizard, "targetPath")->text(), QString());
    QVERIFY(child<QRadioButton>(*bench.wizard, "createNew")->isChecked());
}

void TestRestoreWizard::finishingTwiceStartsOnce()
{
    Bench bench;
    QSignalSpy drafted(bench.wizard.get(), &RestoreWizard::tasksDrafted);
    bench.reachConfirm();
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    bench.wizard->accept();
    bench.wizard->accept();
    QCOMPARE(drafted.size(), 1);
}

void TestRestoreWizard::enterInThePathFieldAddsTheFile()
{
    Bench bench;
    auto* field = child<QLineEdit>(*bench.wizard, "backupPath");
    type(field, u"relative.sql"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(child<QLabel>(*bench.wizard, "dropProblem")->isVisible());
    field->clear();
    type(field, u"/backup/a.sql"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(child<QTableView>(*bench.wizard, "backupFiles")->model()->rowCount(), 1);
    QCOMPARE(bench.wizard->currentPage()->objectName(), u"backupPage"_s);
}

void TestRestoreWizard::theListOfDraftsIsASoundModel()
{
    Bench bench;
    const Services services = bench.scripted.services();
    DraftModel drafts(bench.tasks, services);
    QAbstractItemModelTester tester(&drafts, QAbstractItemModelTester::FailureReportingMode::QtTest);
    drafts.addFiles({{"/a"}, {"/b"}, {"/a"}});
    QCOMPARE(drafts.rowCount(), 2);
    QTRY_VERIFY(drafts.draft(1).inspection.has_value());
    drafts.removeDraft(0);
    QCOMPARE(drafts.rowCount(), 1);
}

QTEST_MAIN(TestRestoreWizard)
#include "tst_restorewizard.moc"
