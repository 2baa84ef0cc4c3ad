#include "models/taskfiltermodel.h"
#include "models/translation.h"
#include "tests/ui/windowbench.h"
#include "ui/restorewizard.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QUrl>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

using Bench = WindowBench;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void theFilterPanelNarrowsTheListAndIsRemembered();
    void withoutTasksTheWindowSaysWhatToDo();
    void newestTasksComeFirst();
    void theStatusFilterCountsAndFilters();
    void searchFindsNameTargetAndTag();
    void aTaskThatTheFilterHidesIsNotSelectedAnyMore();
    void nothingFoundOffersToShowAll();
    void ctrlFGoesToTheSearch();
    void detailsFollowTheTask();
    void hostileNamesAreShownAsTheirCharacters();
    void theLanguageSwitchesLive();
    void theThemeSwitchesLive();
    void readOnlyDisablesEveryChange();
    void aDroppedFileOpensTheWizardOnly();
    void closingWhileTasksRunAsks();
    void columnsAreRemembered();
    void hiddenColumnsComeBackFromTheHeaderMenu();
    void aLogIsShownFromItsEndAndGrows();
    void theListIsASoundModel();
    void theOrderIsHeldWhileTasksAreSelectedInTheTable();
    void theLogLetsGoWhenScrolledAndFollowsAgain();
    void aFilteredLogReachesBackBehindItsWindow();
    void allKeysAreListed();
    void theSummaryCountsWhatRunsWaitsAndFailed();
    void absoluteTimesStandInTheTooltips();

private:
    OwnSettings m_settings;
};

void TestMainWindow::withoutTasksTheWindowSaysWhatToDo()
{
    Bench bench{QList<MigrationTask>()};
    auto* button = child<QPushButton>(*bench.window, "emptyNewTask");
    QVERIFY(button->isVisible());
    QVERIFY(!bench.table->isVisible());
    press(button);
    QVERIFY(child<RestoreWizard>(*bench.window, "restoreWizard")->isVisible());
    bench.tasks.addDrafts({sampleTask({}, u"first"_s, TaskPhase::Queued)});
    QTRY_VERIFY(bench.table->isVisible());
}

void TestMainWindow::newestTasksComeFirst()
{
    Bench bench;
    QCOMPARE(bench.shownNames().first(), u"报表库"_s);
    QCOMPARE(bench.shownNames().last(), u"chinook"_s);
}

void TestMainWindow::theStatusFilterCountsAndFilters()
{
    Bench bench;
    QCOMPARE(child<QPushButton>(*bench.window, "filterAll")->text(), u"All  10"_s);
    auto* failed = child<QPushButton>(*bench.window, "filterFailed");
    QCOMPARE(failed->text(), u"Failed  2"_s);
    press(failed);
    QCOMPARE(bench.shownNames(), QStringList({u"playground"_s, u"orders-2026"_s}));
    press(child<QPushButton>(*bench.window, "filterPrecheckFailed"));
    QCOMPARE(bench.shownNames(), QStringList({u"crm-cut-off"_s}));
    bench.tasks.apply({.taskId = u"8"_s, .phase = TaskPhase::SwitchingOver});
    bench.tasks.apply({.taskId = u"8"_s, .phase = TaskPhase::Done});
    QTRY_COMPARE(child<QPushButton>(*bench.window, "filterSucceeded")->text(), u"Succeeded  3"_s);
    press(child<QPushButton>(*bench.window, "filterAll"));
    QCOMPARE(bench.shownNames().size(), 10);
}

void TestMainWindow::searchFindsNameTargetAndTag()
{
    Bench bench;
    auto* search = child<QLineEdit>(*bench.window, "search");
    type(search, u"报表"_s);
    QCOMPARE(bench.shownNames(), QStringList({u"报表库"_s}));
    search->clear();
    type(search, u"OWNER=dba"_s);
    QCOMPARE(bench.shownNames(), QStringList({u"chinook"_s}));
    search->clear();
    type(search, u"databases/hr"_s);
    QCOMPARE(bench.shownNames(), QStringList({u"hr"_s}));
}

void TestMainWindow::aTaskThatTheFilterHidesIsNotSelectedAnyMore()
{
    Bench bench;
    bench.select({u"3"_s});
    QVERIFY(bench.action("actDelete")->isEnabled());
    type(child<QLineEdit>(*bench.window, "search"), u"zzz"_s);
    QVERIFY(!bench.action("actDelete")->isEnabled());
    QVERIFY(!child<QTabWidget>(*bench.window, "detailTabs")->isVisible());
}

void TestMainWindow::nothingFoundOffersToShowAll()
{
    Bench bench;
    type(child<QLineEdit>(*bench.window, "search"), u"zzz"_s);
    auto* button = child<QPushButton>(*bench.window, "emptyNewTask");
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), u"Show All Tasks"_s);
    press(button);
    QCOMPARE(bench.shownNames().size(), 10);
    QVERIFY(bench.table->isVisible());
}

void TestMainWindow::ctrlFGoesToTheSearch()
{
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    QTest::keyClick(bench.window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(child<QLineEdit>(*bench.window, "search")->hasFocus());
}

void TestMainWindow::detailsFollowTheTask()
{
    Bench bench;
    bench.select({u"7"_s});
    bench.tasks.apply({.taskId = u"7"_s, .phase = TaskPhase::Cancelled});
    QTRY_VERIFY(!child<Banner>(*bench.window, "decisionBanner")->isVisible());
    QVERIFY(bench.action("actRetry")->isEnabled());
    bench.select({u"3"_s});
    QVERIFY(child<Banner>(*bench.window, "errorBanner")->isVisible());
    QCOMPARE(child<QTableView>(*bench.window, "objectsTable")->model()->rowCount(), 2);
    bench.select({u"3"_s, u"1"_s});
    QVERIFY(!child<QTabWidget>(*bench.window, "detailTabs")->isVisible());
}

void TestMainWindow::hostileNamesAreShownAsTheirCharacters()
{
    const QString hostile = u"<img src='file:///etc/passwd'><b>%1%n\u202edrow\n2026-01-01 INFO fine "_s;
    MigrationTask task = sampleTask(u"1"_s, u"shop"_s, TaskPhase::Failed);
    task.description = hostile + QString(10'000, u'x');
    task.plan.target.database = (u"/srv/"_s + hostile + QString(10'000, u'y')).toUtf8();
    task.plan.backups = {{"/b/\xff" + hostile.toUtf8()}};
    task.result.error = Error{ErrorKind::StatementFailed, "x", {"Table %1.", {hostile}}, {"Look at %1.", {hostile}}, hostile};
    task.result.ledger = {{hostile + QString(10'000, u'z'), 1, 2}};
    task.findings.first().what = {"Found %1.", {hostile}};
    Bench bench(QList<MigrationTask>{task});
    bench.scripted.log = {{QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Row %1.", {hostile}}}};
    bench.select({u"1"_s});
    for (const int tab : {0, 1, 2, 3, 4}) {
        child<QTabWidget>(*bench.window, "detailTabs")->setCurrentIndex(tab);
        for (const QLabel* label : bench.window->findChildren<QLabel*>()) {
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
            QVERIFY(!label->text().contains(QChar(0x202e)));
        }
    }
    for (const QWidget* widget : bench.window->findChildren<QWidget*>())
        QVERIFY2(!widget->toolTip().contains(u"<img"_s), qPrintable(widget->toolTip()));
    for (const QTableView* view : bench.window->findChildren<QTableView*>()) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex cell = view->model()->index(row, column);
                QVERIFY(!cell.data(Qt::ToolTipRole).toString().contains(u"<img"_s));
                auto* delegate = qobject_cast<QStyledItemDelegate*>(view->itemDelegateForIndex(cell));
                QVERIFY(!delegate->displayText(cell.data(), QLocale()).contains(QChar(0x202e)));
            }
        }
    }
    QVERIFY2(bench.window->minimumSizeHint().width() < 1280, qPrintable(QString::number(bench.window->minimumSizeHint().width())));
}

void TestMainWindow::theLanguageSwitchesLive()
{
    Bench bench;
    QSignalSpy chosen(bench.window.get(), &MainWindow::languageChosen);
    child<QAction>(*bench.window, "choose_zh_CN")->trigger();
    QCOMPARE(chosen.first().first().toString(), u"zh_CN"_s);
    Translation translation;
    QVERIFY(translation.use(u"zh_CN"_s));
    bench.select({u"1"_s});
    QSignalSpy repainted(bench.table->model(), &QAbstractItemModel::dataChanged);
    QCoreApplication::processEvents();
    QVERIFY(!repainted.isEmpty());
    QCOMPARE(child<QPushButton>(*bench.window, "filterFailed")->text(), u"失败  2"_s);
    QCOMPARE(bench.action("actNewTask")->text(), u"新建恢复任务…"_s);
    QCOMPARE(child<QTabWidget>(*bench.window, "detailTabs")->tabText(1), u"预检查"_s);
    QCOMPARE(bench.table->model()->headerData(MigrationTaskModel::StatusColumn, Qt::Horizontal).toString(), u"状态"_s);
    QVERIFY(translation.use(u"en"_s));
    QCoreApplication::processEvents();
    QCOMPARE(child<QPushButton>(*bench.window, "filterFailed")->text(), u"Failed  2"_s);
    QCOMPARE(bench.table->model()->headerData(MigrationTaskModel::StatusColumn, Qt::Horizontal).toString(), u"Status"_s);
}

void TestMainWindow::theThemeSwitchesLive()
{
    Theme theme;
    theme.use(ThemeChoice::Light);
    Bench bench;
    bench.select({u"3"_s});
    theme.use(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    // Every part of the window is dark now; a part that kept its light ground would show as a bright patch.
    const QImage picture = bench.window->grab().toImage();
    qint64 bright = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            bright += qGray(picture.pixel(x, y)) > 200;
    }
    const double share = double(bright) / (double(picture.width()) * picture.height());
    QVERIFY2(share < 0.03, qPrintable(QString::number(share)));
    const QImage filters = child<QPushButton>(*bench.window, "filterFailed")->grab().toImage();
    QVERIFY(qGray(filters.pixel(6, filters.height() / 2)) < 100);
    theme.use(ThemeChoice::Light);
}

void TestMainWindow::readOnlyDisablesEveryChange()
{
    Bench bench;
    bench.window->setReadOnly(true);
    bench.select({u"1"_s});
    for (const char* name : {"actNewTask", "actDelete", "actUndo", "actDiscardOld", "actEdit"})
        QVERIFY2(!bench.action(name)->isEnabled(), name);
    QVERIFY(bench.action("actCopyCommand")->isEnabled());
    bench.window->openWizard();
    QVERIFY(!bench.window->findChild<RestoreWizard*>());
}

void TestMainWindow::aDroppedFileOpensTheWizardOnly()
{
    Bench bench;
    QSignalSpy drafted(bench.window.get(), &MainWindow::tasksDrafted);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/backup/shop.sql"_s)});
    QDragEnterEvent enter({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(bench.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(bench.window.get(), &drop);
    auto* wizard = child<RestoreWizard>(*bench.window, "restoreWizard");
    QVERIFY(wizard->isVisible());
    QCOMPARE(child<QTableView>(*wizard, "backupFiles")->model()->rowCount(), 1);
    QCOMPARE(drafted.size(), 0);
}

void TestMainWindow::closingWhileTasksRunAsks()
{
    Bench bench;
    QSignalSpy wished(bench.window.get(), &MainWindow::closeRequested);
    bench.window->close();
    QVERIFY(bench.window->isVisible());
    QTest::keyClick(bench.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!bench.dialog());
    QCOMPARE(wished.size(), 0);
    bench.window->close();
    press(child<QPushButton>(*bench.dialog(), "confirmAct"));
    QCOMPARE(wished.size(), 1);
    QVERIFY(bench.window->isVisible());
    bench.window->closeNow();
    QVERIFY(!bench.window->isVisible());
    Bench idle(QList<MigrationTask>{sampleTask(u"1"_s, u"shop"_s, TaskPhase::Done)});
    idle.window->close();
    QVERIFY(!idle.window->isVisible());
}

void TestMainWindow::columnsAreRemembered()
{
    {
        Bench bench;
        bench.table->horizontalHeader()->moveSection(0, 3);
        bench.table->setColumnHidden(MigrationTaskModel::SpeedColumn, true);
        bench.table->sortByColumn(MigrationTaskModel::NameColumn, Qt::AscendingOrder);
    }
    Bench bench;
    QCOMPARE(bench.table->horizontalHeader()->visualIndex(0), 3);
    QVERIFY(bench.table->isColumnHidden(MigrationTaskModel::SpeedColumn));
    QCOMPARE(bench.shownNames().first(), u"archive"_s);
    QSettings().clear();
}

void TestMainWindow::hiddenColumnsComeBackFromTheHeaderMenu()
{
    Bench bench;
    QVERIFY(bench.table->isColumnHidden(MigrationTaskModel::EngineColumn));
    emit bench.table->horizontalHeader()->customContextMenuRequested({5, 5});
    auto* menu = bench.table->findChild<QMenu*>();
    QVERIFY(menu);
    menu->actions().at(MigrationTaskModel::EngineColumn)->trigger();
    QVERIFY(!bench.table->isColumnHidden(MigrationTaskModel::EngineColumn));
    menu->close();
    QSettings().clear();
}

void TestMainWindow::aLogIsShownFromItsEndAndGrows()
{
    Bench bench;
    for (int i = 0; i < 2500; ++i)
        bench.scripted.log.append({QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Line %1.", {QString::number(i)}}});
    child<QTabWidget>(*bench.window, "detailTabs")->setCurrentIndex(3);
    bench.select({u"5"_s});
    auto* log = child<QTableView>(*bench.window, "logTable");
    const auto lastLine = [log] { return log->model()->index(log->model()->rowCount() - 1, 2).data().toString(); };
    QTRY_COMPARE(lastLine(), u"Line 2499."_s);
    QCOMPARE(log->model()->rowCount(), 1000);
    bench.window->logAppended(u"5"_s, {QDateTime::currentDateTimeUtc(), LogLevel::Error, {"Live.", {}}});
    bench.window->logAppended(u"1"_s, {QDateTime::currentDateTimeUtc(), LogLevel::Error, {"Not of this task.", {}}});
    QCOMPARE(lastLine(), u"Live."_s);
    QCOMPARE(log->verticalScrollBar()->value(), log->verticalScrollBar()->maximum());
    log->verticalScrollBar()->setValue(0);
    QTRY_COMPARE(log->model()->rowCount(), 2001);
    QVERIFY(log->verticalScrollBar()->value() > 0);
    type(child<QLineEdit>(*bench.window, "logSearch"), u"live"_s);
    QCOMPARE(log->model()->rowCount(), 1);
}

void TestMainWindow::theListIsASoundModel()
{
    Bench bench;
    QAbstractItemModelTester tester(bench.table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.tasks.addDrafts({sampleTask({}, u"added"_s, TaskPhase::Queued)});
    QTest::mouseMove(bench.table->viewport(), {20, 20});
    bench.tasks.apply({.taskId = u"5"_s, .progress = JobProgress{JobStep::Loading, 500, 1000, 1, {}}});
    bench.tasks.remove({u"1"_s});
    bench.tasks.remove({u"3"_s, u"4"_s});
    QTRY_COMPARE(bench.table->model()->rowCount(), 8);
}

void TestMainWindow::theFilterPanelNarrowsTheListAndIsRemembered()
{
    {
        Bench bench;
        const qsizetype all = bench.shownNames().size();
        type(child<QLineEdit>(*bench.window, "filterTarget"), u"chinook"_s);
        QCOMPARE(bench.shownNames(), QStringList{u"chinook"_s});
        QVERIFY(child<QToolButton>(*bench.window, "filterButton")->text().contains(u"(1)"_s));
        QVERIFY(all > 1);
    }
    Bench again;
    QCOMPARE(again.shownNames(), QStringList{u"chinook"_s});
    press(child<QPushButton>(*again.window, "filterClear"));
    QVERIFY(again.shownNames().size() > 1);
}

void TestMainWindow::theOrderIsHeldWhileTasksAreSelectedInTheTable()
{
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    bench.table->sortByColumn(MigrationTaskModel::StartedColumn, Qt::DescendingOrder);
    bench.table->setFocus();
    bench.select({u"5"_s});
    auto* search = child<QLineEdit>(*bench.window, "search");
    // A pointer in the table would hold the order as well, and a test before may have left it there.
    QTest::mouseMove(bench.window->windowHandle(), search->mapTo(bench.window.get(), search->rect().center()));
    const QStringList before = bench.shownNames();
    bench.tasks.apply({.taskId = u"4"_s, .phase = TaskPhase::Queued});
    bench.tasks.apply({.taskId = u"4"_s, .startedUtc = QDateTime::currentDateTimeUtc()}); // now the newest
    QCOMPARE(bench.shownNames(), before);
    search->setFocus();
    QCOMPARE(bench.shownNames().first(), u"crm-cut-off"_s);
}

void TestMainWindow::theLogLetsGoWhenScrolledAndFollowsAgain()
{
    Bench bench;
    for (int i = 0; i < 300; ++i)
        bench.scripted.log.append({QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Line %1.", {QString::number(i)}}});
    child<QTabWidget>(*bench.window, "detailTabs")->setCurrentIndex(3);
    bench.select({u"5"_s});
    auto* log = child<QTableView>(*bench.window, "logTable");
    auto* follow = child<QCheckBox>(*bench.window, "logFollow");
    QTRY_COMPARE(log->model()->rowCount(), 300);
    QTRY_COMPARE(log->verticalScrollBar()->value(), log->verticalScrollBar()->maximum());
    QVERIFY(follow->isChecked());
    log->verticalScrollBar()->setValue(log->verticalScrollBar()->maximum() / 2);
    QVERIFY(!follow->isChecked());
    const int place = log->verticalScrollBar()->value();
    bench.window->logAppended(u"5"_s, {QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Later.", {}}});
    QCOMPARE(log->verticalScrollBar()->value(), place);
    press(follow);
    QCOMPARE(log->verticalScrollBar()->value(), log->verticalScrollBar()->maximum());
    bench.window->logAppended(u"5"_s, {QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Latest.", {}}});
    QCOMPARE(log->verticalScrollBar()->value(), log->verticalScrollBar()->maximum());
    QVERIFY(follow->isChecked());
    press(follow); // by hand, too
    bench.window->logAppended(u"5"_s, {QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Not followed.", {}}});
    QTRY_VERIFY(log->verticalScrollBar()->value() < log->verticalScrollBar()->maximum());
    QVERIFY(!follow->isChecked());
}

void TestMainWindow::aFilteredLogReachesBackBehindItsWindow()
{
    Bench bench;
    bench.scripted.log.append({QDateTime::currentDateTimeUtc(), LogLevel::Warning, {"The needle.", {}}});
    for (int i = 0; i < 3500; ++i)
        bench.scripted.log.append({QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Line %1.", {QString::number(i)}}});
    child<QTabWidget>(*bench.window, "detailTabs")->setCurrentIndex(3);
    bench.select({u"5"_s});
    auto* log = child<QTableView>(*bench.window, "logTable");
    QTRY_COMPARE(log->model()->rowCount(), 1000);
    type(child<QLineEdit>(*bench.window, "logSearch"), u"needle"_s);
    QTRY_COMPARE(log->model()->rowCount(), 1);
}

void TestMainWindow::allKeysAreListed()
{
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    QTest::keyClick(bench.window.get(), Qt::Key_F1, Qt::ShiftModifier);
    QTRY_VERIFY(bench.window->findChild<QTableWidget*>(u"keysTable"_s));
    auto* table = child<QTableWidget>(*bench.window, "keysTable");
    QStringList keys;
    for (int row = 0; row < table->rowCount(); ++row) {
        keys += table->item(row, 0)->text();
        QVERIFY(!table->item(row, 1)->text().isEmpty());
    }
    for (const QAction* action : bench.window->findChildren<QAction*>()) {
        if (!action->shortcut().isEmpty())
            QVERIFY2(keys.contains(action->shortcut().toString(QKeySequence::NativeText)), qPrintable(action->objectName()));
    }
    for (const QShortcut* shortcut : bench.window->findChildren<QShortcut*>())
        QVERIFY2(keys.contains(shortcut->key().toString(QKeySequence::NativeText)), qPrintable(shortcut->key().toString()));
    QStringList twice = keys;
    QCOMPARE(twice.removeDuplicates(), 0); // no two acts on one key
    QTest::keyClick(bench.window->findChild<QDialog*>(u"keysDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(!bench.window->findChild<QDialog*>(u"keysDialog"_s));
    for (const char* language : {"en", "zh_CN"}) { // the manual knows them, too
        QFile manual(u":/manual/user/%1/manual.md"_s.arg(QLatin1StringView(language)));
        QVERIFY(manual.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(manual.readAll());
        for (const QAction* action : bench.window->findChildren<QAction*>()) {
            if (!action->shortcut().isEmpty())
                QVERIFY2(text.contains(action->shortcut().toString(QKeySequence::PortableText)), qPrintable(action->objectName()));
        }
    }
}

void TestMainWindow::theSummaryCountsWhatRunsWaitsAndFailed()
{
    Bench bench;
    auto* summary = child<QLabel>(*bench.window, "summary");
    QCOMPARE(summary->text(), u"Running: 2   Waiting: 3   Failed: 2   Precheck failed: 1"_s);
    bench.tasks.apply({.taskId = u"5"_s, .phase = TaskPhase::Failed});
    QTRY_COMPARE(summary->text(), u"Running: 1   Waiting: 3   Failed: 3   Precheck failed: 1"_s);
}

void TestMainWindow::absoluteTimesStandInTheTooltips()
{
    Bench bench;
    const MigrationTask done = *bench.tasks.task(u"1"_s);
    const auto tip = [&](const QString& id, int column) { return bench.tasks.index(bench.tasks.rowOf(id), column).data(Qt::ToolTipRole).toString(); };
    const auto local = [](const QDateTime& utc) { return utc.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s); };
    QVERIFY(tip(u"1"_s, MigrationTaskModel::StartedColumn).startsWith(local(done.startedUtc)));
    QVERIFY(tip(u"1"_s, MigrationTaskModel::DurationColumn).contains(local(done.startedUtc)));
    QVERIFY(tip(u"1"_s, MigrationTaskModel::DurationColumn).contains(local(done.finishedUtc)));
    QVERIFY(tip(u"5"_s, MigrationTaskModel::TimeLeftColumn).contains(QDate::currentDate().toString(u"yyyy-MM-"_s)));
    QVERIFY(tip(u"1"_s, MigrationTaskModel::TimeLeftColumn).isEmpty());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
