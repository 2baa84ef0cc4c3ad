#include "tests/ui/windowbench.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;
using Bench = WindowBench;

class TestTaskActions : public QObject
{
    Q_OBJECT

private slots:
    void deleteRefusesRunningTasksByName();
    void deleteAsksWithCancelAsTheDefault();
    void theContextMenuHoldsWhatApplies_data();
    void theContextMenuHoldsWhatApplies();
    void wishesAreEmittedForTheSelection_data();
    void wishesAreEmittedForTheSelection();
    void stoppingAWorkingRestoreAsksFirst();
    void aTaskThatWaitsShowsTwoButtons();
    void undoAsksFirst();
    void discardingTheOldDatabaseNeedsItsName();
    void copyAsCommandFillsTheClipboard();
    void copyErrorNamesCauseRemedyAndRawWords();
    void editingATaskChangesItsName();

private:
    OwnSettings m_settings;
};

void TestTaskActions::deleteRefusesRunningTasksByName()
{
    Bench bench;
    QSignalSpy deleted(bench.window.get(), &MainWindow::deleteRequested);
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    bench.select({u"5"_s, u"6"_s});
    bench.table->setFocus();
    QTest::keyClick(bench.table, Qt::Key_Delete);
    QVERIFY2(bench.bannerText().contains(u"warehouse"_s) && bench.bannerText().contains(u"archive"_s), qPrintable(bench.bannerText()));
    QVERIFY(!bench.dialog());
    bench.select({u"5"_s, u"1"_s});
    QTest::keyClick(bench.table, Qt::Key_Delete);
    QVERIFY(bench.dialog());
    press(child<QPushButton>(*bench.dialog(), "confirmAct"));
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(deleted.first().first().toStringList(), QStringList({u"1"_s}));
}

void TestTaskActions::deleteAsksWithCancelAsTheDefault()
{
    Bench bench;
    QSignalSpy deleted(bench.window.get(), &MainWindow::deleteRequested);
    bench.select({u"1"_s, u"3"_s});
    bench.action("actDelete")->trigger();
    QVERIFY(child<QPushButton>(*bench.dialog(), "confirmCancel")->isDefault());
    QTest::keyClick(bench.dialog(), Qt::Key_Return);
    QTRY_VERIFY(!bench.dialog());
    bench.action("actDelete")->trigger();
    QTest::keyClick(bench.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!bench.dialog());
    QCOMPARE(deleted.size(), 0);
}

void TestTaskActions::theContextMenuHoldsWhatApplies_data()
{
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QStringList>("enabled");
    QTest::newRow("done overwrite") << QStringList{u"1"_s} << QStringList{u"actAnew"_s, u"actUndo"_s, u"actDiscardOld"_s, u"actEdit"_s, u"actCopyCommand"_s, u"actExport"_s, u"actDelete"_s};
    QTest::newRow("failed") << QStringList{u"3"_s} << QStringList{u"actRetry"_s, u"actAnew"_s, u"actEdit"_s, u"actCopyError"_s, u"actCopyCommand"_s, u"actExport"_s, u"actDelete"_s};
    QTest::newRow("loading") << QStringList{u"5"_s} << QStringList{u"actPause"_s, u"actCancel"_s, u"actEdit"_s, u"actCopyCommand"_s, u"actExport"_s, u"actDelete"_s};
    QTest::newRow("paused") << QStringList{u"6"_s} << QStringList{u"actResume"_s, u"actCancel"_s, u"actEdit"_s, u"actCopyCommand"_s, u"actExport"_s, u"actDelete"_s};
    QTest::newRow("waiting") << QStringList{u"7"_s} << QStringList{u"actGoOn"_s, u"actStopHere"_s, u"actEdit"_s, u"actCopyCommand"_s, u"actExport"_s, u"actDelete"_s};
    QTest::newRow("cancelled with left-over") << QStringList{u"9"_s} << QStringList{u"actRetry"_s, u"actAnew"_s, u"actDiscardStaging"_s, u"actEdit"_s, u"actCopyCommand"_s, u"actExport"_s, u"actDelete"_s};
    QTest::newRow("several") << QStringList{u"5"_s, u"3"_s} << QStringList{u"actPause"_s, u"actCancel"_s, u"actRetry"_s, u"actDelete"_s};
}

void TestTaskActions::theContextMenuHoldsWhatApplies()
{
    QFETCH(QStringList, ids);
    QFETCH(QStringList, enabled);
    Bench bench;
    bench.select(ids);
    emit bench.table->customContextMenuRequested({5, 5});
    auto* menu = child<QMenu>(*bench.window, "taskMenu");
    QStringList found;
    for (const QAction* action : menu->actions()) {
        if (!action->isSeparator() && action->isEnabled())
            found.append(action->objectName());
    }
    menu->close();
    QCOMPARE(found, enabled);
}

void TestTaskActions::wishesAreEmittedForTheSelection_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("pause") << QByteArray("actPause") << QByteArray(SIGNAL(pauseRequested(QStringList))) << QStringList{u"5"_s};
    QTest::newRow("resume") << QByteArray("actResume") << QByteArray(SIGNAL(resumeRequested(QStringList))) << QStringList{u"6"_s};
    QTest::newRow("retry") << QByteArray("actRetry") << QByteArray(SIGNAL(retryRequested(QStringList))) << QStringList{u"4"_s};
    QTest::newRow("cancel queued") << QByteArray("actCancel") << QByteArray(SIGNAL(cancelRequested(QStringList))) << QStringList{u"10"_s};
}

void TestTaskActions::wishesAreEmittedForTheSelection()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, signal);
    QFETCH(QStringList, ids);
    Bench bench;
    QSignalSpy wished(bench.window.get(), signal.constData());
    bench.select(ids + QStringList{u"1"_s});
    bench.action(action.constData())->trigger();
    QCOMPARE(wished.size(), 1);
    QCOMPARE(wished.first().first().toStringList(), ids);
}

void TestTaskActions::stoppingAWorkingRestoreAsksFirst()
{
    Bench bench;
    QSignalSpy cancelled(bench.window.get(), &MainWindow::cancelRequested);
    bench.select({u"5"_s});
    bench.action("actCancel")->trigger();
    QTest::keyClick(bench.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!bench.dialog());
    QCOMPARE(cancelled.size(), 0);
    bench.action("actCancel")->trigger();
    press(child<QPushButton>(*bench.dialog(), "confirmAct"));
    QCOMPARE(cancelled.size(), 1);
}

void TestTaskActions::aTaskThatWaitsShowsTwoButtons()
{
    Bench bench;
    QSignalSpy decided(bench.window.get(), &MainWindow::decisionMade);
    bench.select({u"5"_s});
    QVERIFY(!child<Banner>(*bench.window, "decisionBanner")->isVisible());
    bench.select({u"7"_s});
    QVERIFY(child<Banner>(*bench.window, "decisionBanner")->isVisible());
    press(child<QToolButton>(*bench.window, "actGoOnButton"));
    press(child<QToolButton>(*bench.window, "actStopHereButton"));
    QCOMPARE(decided.size(), 2);
    QCOMPARE(decided[0], (QVariantList{u"7"_s, true}));
    QCOMPARE(decided[1], (QVariantList{u"7"_s, false}));
}

void TestTaskActions::undoAsksFirst()
{
    Bench bench;
    QSignalSpy undone(bench.window.get(), &MainWindow::undoRequested);
    bench.select({u"1"_s});
    bench.action("actUndo")->trigger();
    QCOMPARE(undone.size(), 0);
    press(child<QPushButton>(*bench.dialog(), "confirmAct"));
    QCOMPARE(undone.size(), 1);
    QCOMPARE(undone.first().first().toString(), u"1"_s);
}

void TestTaskActions::discardingTheOldDatabaseNeedsItsName()
{
    Bench bench;
    QSignalSpy discarded(bench.window.get(), &MainWindow::discardRequested);
    bench.select({u"1"_s});
    bench.action("actDiscardOld")->trigger();
    auto* act = child<QPushButton>(*bench.dialog(), "confirmAct");
    QVERIFY(!act->isEnabled());
    type(child<QLineEdit>(*bench.dialog(), "confirmTyped"), u"chinook.db"_s);
    QVERIFY(act->isEnabled());
    press(act);
    QCOMPARE(discarded.size(), 1);
    QCOMPARE(discarded.first()[1].value<LeftOver>().kind, LeftOver::Kind::KeptOld);
}

void TestTaskActions::copyAsCommandFillsTheClipboard()
{
    Bench bench;
    bench.select({u"1"_s});
    bench.action("actCopyCommand")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"bakferry-cli restore --backup /backup/2026-11-23/chinook.sql.gz --target sqlite:///srv/databases/chinook.db --name chinook --overwrite"_s);
}

void TestTaskActions::copyErrorNamesCauseRemedyAndRawWords()
{
    Bench bench;
    bench.select({u"3"_s});
    bench.action("actCopyError")->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    for (const auto& part : {u"orders-2026"_s, u"too little free space"_s, u"Free some space"_s, u"target.space"_s, u"SQLITE_FULL"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
}

void TestTaskActions::editingATaskChangesItsName()
{
    Bench bench;
    bench.select({u"1"_s});
    bench.action("actEdit")->trigger();
    auto* dialog = child<QDialog>(*bench.window, "taskEditDialog");
    auto* name = child<QLineEdit>(*dialog, "editName");
    name->selectAll();
    type(name, u"hr"_s);
    press(child<QPushButton>(*dialog, "editSave"));
    QVERIFY(child<QLabel>(*dialog, "editProblem")->isVisible());
    type(name, u"-archive"_s);
    press(child<QPushButton>(*dialog, "editSave"));
    QTRY_VERIFY(!bench.window->findChild<QDialog*>(u"taskEditDialog"_s));
    QCOMPARE(bench.tasks.task(u"1"_s)->name, u"hr-archive"_s);
}

QTEST_MAIN(TestTaskActions)
#include "tst_taskactions.moc"
