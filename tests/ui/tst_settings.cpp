#include "tests/ui/windowbench.h"
#include "ui/notices.h"
#include "ui/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void saveTellsWhatWasChosen();
    void cancelTellsNothingAndBringsTheLookBack();
    void anAddressThatMakesNoSenseCannotBeSaved_data();
    void anAddressThatMakesNoSenseCannotBeSaved();
    void noticesComeOnlyWhenTheWindowIsAwayAndOnlyOnce();
    void noticesCanBeSwitchedOffByKind();
    void theTrayShowsHowFarAllRestoresAre();
    void closingWithTasksRunningOffersTheTray();

private:
    OwnSettings m_settings;
};

void TestSettings::saveTellsWhatWasChosen()
{
    Preferences before;
    auto* dialog = new SettingsDialog(before, {u"en"_s, u"light"_s}, u"/home/dba/tasks.db"_s, nullptr);
    QSignalSpy chosen(dialog, &SettingsDialog::preferencesChosen);
    QSignalSpy language(dialog, &SettingsDialog::languageChosen);
    child<QSpinBox>(*dialog, "settingsJobs")->setValue(4);
    child<QSpinBox>(*dialog, "settingsDays")->setValue(30);
    child<QCheckBox>(*dialog, "settingsNoticeDone")->click();
    QTest::keyClicks(child<QLineEdit>(*dialog, "settingsCommand"), u"/bin/tell me"_s);
    QTest::keyClicks(child<QLineEdit>(*dialog, "settingsUrl"), u"https://example.org/hook"_s);
    child<QPushButton>(*dialog, "settingsSave")->click();
    QCOMPARE(chosen.size(), 1);
    const auto preferences = chosen.first().first().value<Preferences>();
    QCOMPARE(preferences.jobsAtOnce, 4);
    QCOMPARE(preferences.keepOldDays, 30);
    QVERIFY(!preferences.noticeDone);
    QVERIFY(preferences.noticeFailed);
    QCOMPARE(preferences.hookCommand, u"/bin/tell me"_s);
    QCOMPARE(preferences.hookUrl, u"https://example.org/hook"_s);
    QCOMPARE(language.size(), 0);
}

void TestSettings::cancelTellsNothingAndBringsTheLookBack()
{
    auto* dialog = new SettingsDialog({}, {u"en"_s, u"light"_s}, {}, nullptr);
    QSignalSpy chosen(dialog, &SettingsDialog::preferencesChosen);
    QSignalSpy theme(dialog, &SettingsDialog::themeChosen);
    child<QComboBox>(*dialog, "settingsTheme")->setCurrentIndex(2);
    child<QSpinBox>(*dialog, "settingsJobs")->setValue(9);
    child<QPushButton>(*dialog, "settingsCancel")->click();
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(theme.size(), 2);
    QCOMPARE(theme.first().first().toString(), u"dark"_s);
    QCOMPARE(theme.last().first().toString(), u"light"_s);
}

void TestSettings::anAddressThatMakesNoSenseCannotBeSaved_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("none") << QString() << true;
    QTest::newRow("https") << u"https://example.org/hook"_s << true;
    QTest::newRow("http with a port") << u"http://127.0.0.1:8080/"_s << true;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("no scheme") << u"example.org/hook"_s << false;
    QTest::newRow("no machine") << u"https://"_s << false;
}

void TestSettings::anAddressThatMakesNoSenseCannotBeSaved()
{
    QFETCH(QString, address);
    QFETCH(bool, isGood);
    auto* dialog = new SettingsDialog({}, {u"en"_s, u"light"_s}, {}, nullptr);
    child<QLineEdit>(*dialog, "settingsUrl")->setText(address);
    QCOMPARE(child<QPushButton>(*dialog, "settingsSave")->isEnabled(), isGood);
    dialog->reject();
}

void TestSettings::noticesComeOnlyWhenTheWindowIsAwayAndOnlyOnce()
{
    WindowBench bench;
    Notices notices(bench.tasks, *bench.window);
    bench.window->hide();
    MigrationTask task = sampleTask(u"20"_s, u"night-run"_s, TaskPhase::Loading);
    notices.taskChanged(task);
    QVERIFY(notices.lastText().isEmpty());
    task.phase = TaskPhase::Done;
    notices.taskChanged(task);
    QVERIFY2(notices.lastText().startsWith(u"night-run: "_s), qPrintable(notices.lastText()));
    MigrationTask other = sampleTask(u"21"_s, u"other-run"_s, TaskPhase::Failed);
    notices.taskChanged(other);
    notices.taskChanged(task); // an undo, say: nothing new about how it ended
    QVERIFY2(notices.lastText().startsWith(u"other-run: "_s), qPrintable(notices.lastText()));
    bench.window->show();
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    notices.taskChanged(sampleTask(u"22"_s, u"seen-anyway"_s, TaskPhase::Done));
    QVERIFY2(notices.lastText().startsWith(u"other-run: "_s), qPrintable(notices.lastText()));
}

void TestSettings::noticesCanBeSwitchedOffByKind()
{
    WindowBench bench;
    Notices notices(bench.tasks, *bench.window);
    bench.window->hide();
    Preferences preferences;
    preferences.noticeDone = false;
    notices.setPreferences(preferences);
    notices.taskChanged(sampleTask(u"20"_s, u"good-run"_s, TaskPhase::Done));
    QVERIFY(notices.lastText().isEmpty());
    notices.taskChanged(sampleTask(u"21"_s, u"asks-first"_s, TaskPhase::NeedsDecision));
    QVERIFY(notices.lastText().startsWith(u"asks-first"_s));
}

void TestSettings::theTrayShowsHowFarAllRestoresAre()
{
    MigrationTaskModel tasks;
    QWidget window;
    Notices notices(tasks, window);
    QCOMPARE(notices.progressPermille(), -1);
    MigrationTask first = sampleTask(u"1"_s, u"first"_s, TaskPhase::Loading);
    first.progress = {JobStep::Loading, 20, 100, 0, {}};
    MigrationTask second = sampleTask(u"2"_s, u"second"_s, TaskPhase::Loading);
    second.progress = {JobStep::Loading, 60, 100, 0, {}};
    tasks.load({first, second, sampleTask(u"3"_s, u"third"_s, TaskPhase::Done)});
    QCOMPARE(notices.progressPermille(), (first.progressPermille() + second.progressPermille()) / 2);
}

void TestSettings::closingWithTasksRunningOffersTheTray()
{
    WindowBench bench;
    bench.window->close();
    QVERIFY(bench.dialog());
    QVERIFY(!bench.dialog()->findChild<QPushButton*>(u"confirmOther0"_s)); // nothing would bring it back
    bench.dialog()->reject();
    QTRY_VERIFY(!bench.dialog());
    QVERIFY(bench.window->isVisible());
    bench.window->setHasTray(true);
    QSignalSpy paused(bench.window.get(), &MainWindow::pauseRequested);
    QSignalSpy closing(bench.window.get(), &MainWindow::closeRequested);
    bench.window->close();
    child<QPushButton>(*bench.dialog(), "confirmOther1")->click();
    QCOMPARE(paused.size(), 1);
    QVERIFY(paused.first().first().toStringList().contains(u"5"_s)); // the sample that is loading
    QCOMPARE(closing.size(), 0);
    QVERIFY(!bench.window->isVisible());
    bench.window->comeBack();
    QVERIFY(bench.window->isVisible());
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
