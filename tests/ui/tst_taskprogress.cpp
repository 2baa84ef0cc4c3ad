#include "tests/ui/sampletasks.h"
#include "tests/ui/windowbench.h"
#include "ui/theme.h"
#include "ui/throughputchart.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;
using State = ObjectReport::State;

/// The details pane on a task that runs, and on one that failed: objects, throughput, the folded raw words, the report.
class TestTaskProgress : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void objectsAreShownLive();
    void rowsDoNotJumpWhileARestoreRuns();
    void whatFailedComesFirstAtTheEnd();
    void objectsAreFoundByAPartOfTheirName();
    void aTaskFromBeforeShowsItsLedger();
    void theCurveIsDrawnInBothThemes();
    void theCurveIsSpokenAndPointedAt();
    void rawWordsAreFoldedUntilTheyAreWanted();
    void hostileRawWordsStayWords();
    void theReportIsThePageThatIsExported();
    void failedObjectsBecomeATaskOfTheirOwn();
    void whyFailedObjectsCannotBeRetriedIsSaid();
    void anErrorThatNeedsOtherChoicesOffersTheWizard();

private:
    OwnSettings m_settings;
};

namespace {

ObjectReport object(const char* name, State state, qint64 read = -1, qint64 held = -1)
{
    return {.object = QString::fromLatin1(name), .id = "0:" + QByteArray(name), .state = state, .rowsRead = read, .rowsInTarget = held, .bytes = read < 0 ? -1 : read * 10, .durationMs = read < 0 ? -1 : 1200};
}

MigrationTask pgFailure()
{
    MigrationTask task = sampleTask(u"3"_s, u"orders"_s, TaskPhase::Failed);
    task.plan.target.connection.engineId = "postgresql";
    task.plan.target.connection.host = u"db1"_s;
    task.plan.target.database = "orders";
    task.result.remains = Remains::Old;
    task.result.error = Error{ErrorKind::StatementFailed, "statement.failed", {"The server refused a row of %1.", {u"public.film"_s}}, {"Correct the row.", {}}, u"ERROR: invalid byte sequence\nCONTEXT: COPY film, line 7"_s};
    task.objects = {object("public.actor", State::Stopped, 4), object("public.film", State::Failed, 7)};
    return task;
}

QStringList names(const WindowBench& bench)
{
    QStringList all;
    const auto* model = child<QTableView>(*bench.window, "objectsTable")->model();
    for (int row = 0; row < model->rowCount(); ++row)
        all += model->index(row, 0).data().toString();
    return all;
}

void openProgress(WindowBench& bench, const QString& id)
{
    bench.select({id});
    child<QTabWidget>(*bench.window, "detailTabs")->setCurrentIndex(2);
}

} // namespace

void TestTaskProgress::objectsAreShownLive()
{
    WindowBench bench;
    openProgress(bench, u"5"_s);
    auto* table = child<QTableView>(*bench.window, "objectsTable");
    QVERIFY(!table->isVisible());
    bench.tasks.apply({.taskId = u"5"_s, .objects = QList<ObjectReport>{object("customers", State::Loading, 120)}});
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, 2).data().toString(), u"120"_s);
    bench.tasks.apply({.taskId = u"5"_s, .objects = QList<ObjectReport>{object("customers", State::Verified, 5'000, 5'000), object("orders", State::Loading, 3)}});
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(0, 3).data().toString(), u"5,000"_s);
    QCOMPARE(table->model()->index(0, 5).data().toString(), u"1.2 s"_s);
    QCOMPARE(child<QLabel>(*bench.window, "objectCounts")->text(), u"2 object(s)  ·  Loading 1  ·  Verified 1"_s);
}

void TestTaskProgress::rowsDoNotJumpWhileARestoreRuns()
{
    WindowBench bench;
    openProgress(bench, u"5"_s);
    bench.tasks.apply({.taskId = u"5"_s, .objects = QList<ObjectReport>{object("zebra", State::Loading, 1), object("ape", State::Loading, 1)}});
    QTRY_COMPARE(names(bench), QStringList({u"zebra"_s, u"ape"_s}));
    child<QTableView>(*bench.window, "objectsTable")->sortByColumn(0, Qt::AscendingOrder);
    QCOMPARE(names(bench), QStringList({u"ape"_s, u"zebra"_s}));
    child<QTableView>(*bench.window, "objectsTable")->sortByColumn(2, Qt::DescendingOrder);
    const QStringList before = names(bench);
    bench.tasks.apply({.taskId = u"5"_s, .objects = QList<ObjectReport>{object("zebra", State::Loading, 10), object("ape", State::Loading, 100)}});
    QTest::qWait(150);
    QCOMPARE(names(bench), before);
}

void TestTaskProgress::whatFailedComesFirstAtTheEnd()
{
    WindowBench bench({pgFailure()});
    openProgress(bench, u"3"_s);
    QCOMPARE(names(bench), QStringList({u"public.film"_s, u"public.actor"_s}));
}

void TestTaskProgress::objectsAreFoundByAPartOfTheirName()
{
    WindowBench bench({pgFailure()});
    openProgress(bench, u"3"_s);
    type(child<QLineEdit>(*bench.window, "objectSearch"), u"FILM"_s);
    QCOMPARE(names(bench), QStringList{u"public.film"_s});
}

void TestTaskProgress::aTaskFromBeforeShowsItsLedger()
{
    WindowBench bench;
    openProgress(bench, u"1"_s);
    QCOMPARE(names(bench).size(), 11);
    QCOMPARE(child<QTableView>(*bench.window, "objectsTable")->model()->index(0, 1).data().toString(), u"Verified"_s);
}

void TestTaskProgress::theCurveIsDrawnInBothThemes()
{
    ThroughputChart chart;
    chart.resize(300, 160);
    chart.showThroughput({1000, {4'000'000, 9'000'000, 2'000'000}});
    for (const QPalette& palette : {lightPalette(), darkPalette()}) {
        chart.setPalette(palette);
        QImage image(chart.size(), QImage::Format_RGB32);
        image.fill(palette.color(QPalette::Window));
        chart.render(&image, {}, {}, QWidget::DrawChildren);
        const QColor ink = tint(TintKind::Information, palette).ink;
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                inked += QColor(image.pixel(x, y)) == ink;
        }
        QVERIFY2(inked > 100, qPrintable(QString::number(inked)));
    }
}

void TestTaskProgress::theCurveIsSpokenAndPointedAt()
{
    ThroughputChart chart;
    chart.resize(300, 160);
    chart.show();
    QVERIFY(chart.summary().isEmpty());
    chart.showThroughput({1000, {1'048'576, 3'145'728, 0, 0}});
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&chart);
    QVERIFY(spoken);
    QCOMPARE(spoken->text(QAccessible::Description), u"Average 1.0 MiB/s, highest 3.0 MiB/s, over 4 s"_s);
    QHelpEvent help(QEvent::ToolTip, {110, 80}, chart.mapToGlobal(QPoint(110, 80)));
    QCoreApplication::sendEvent(&chart, &help);
    QVERIFY(help.isAccepted());
}

void TestTaskProgress::rawWordsAreFoldedUntilTheyAreWanted()
{
    WindowBench bench({pgFailure()});
    bench.select({u"3"_s});
    auto* banner = child<Banner>(*bench.window, "errorBanner");
    auto* unfold = child<QToolButton>(*banner, "bannerUnfold");
    auto* raw = child<QPlainTextEdit>(*banner, "bannerDetail");
    QVERIFY(unfold->isVisible());
    QVERIFY(!raw->isVisible());
    press(unfold);
    QVERIFY(raw->isVisible());
    QCOMPARE(raw->toPlainText(), u"ERROR: invalid byte sequence\nCONTEXT: COPY film, line 7"_s);
    bench.tasks.apply({.taskId = u"3"_s, .elapsedMs = 1}); // a refresh must not fold what is being read
    QTest::qWait(150);
    QVERIFY(raw->isVisible());
    QTest::keyClick(unfold, Qt::Key_Space);
    QVERIFY(!raw->isVisible());
}

void TestTaskProgress::hostileRawWordsStayWords()
{
    Banner banner;
    banner.showMessage(BannerLevel::Error, {"Bad.", {}}, {}, u"<img src='x'>\u202ereversed\u0007"_s + QString(100'000, u'x'));
    auto* raw = child<QPlainTextEdit>(banner, "bannerDetail");
    QVERIFY(raw->toPlainText().startsWith(u"<img src='x'>"_s));
    QVERIFY(!raw->toPlainText().contains(QChar(0x202e)));
    QVERIFY(!raw->toPlainText().contains(QChar(7)));
    QVERIFY(raw->toPlainText().size() < 40'000);
    banner.showMessage(BannerLevel::Error, {"Bad.", {}});
    QVERIFY(!child<QToolButton>(banner, "bannerUnfold")->isVisibleTo(&banner));
}

void TestTaskProgress::theReportIsThePageThatIsExported()
{
    WindowBench bench;
    bench.scripted.log = {{QDateTime::currentDateTimeUtc(), LogLevel::Warning, {"A line of the log.", {}}}};
    bench.select({u"1"_s});
    auto* page = child<QTextBrowser>(*bench.window, "reportPage");
    QVERIFY(page->toPlainText().isEmpty()); // made when it is looked at
    child<QTabWidget>(*bench.window, "detailTabs")->setCurrentIndex(4);
    QTRY_VERIFY(page->toPlainText().contains(u"A line of the log."_s));
    QVERIFY(page->toPlainText().contains(u"chinook"_s));
    QVERIFY(page->toPlainText().contains(u"PlaylistTrack"_s));
}

void TestTaskProgress::failedObjectsBecomeATaskOfTheirOwn()
{
    WindowBench bench({pgFailure()});
    bench.select({u"3"_s});
    QSignalSpy drafted(bench.window.get(), &MainWindow::tasksDrafted);
    QVERIFY(bench.action("actRetryFailed")->isEnabled());
    auto* button = child<QToolButton>(*child<Banner>(*bench.window, "errorBanner"), "actRetryFailedButton");
    QVERIFY(button->isVisible());
    press(button);
    QTRY_VERIFY(bench.dialog());
    QTest::keyClick(bench.dialog(), Qt::Key_Return); // the harmless button is the default
    QTRY_VERIFY(!bench.dialog());
    QCOMPARE(drafted.size(), 0);
    press(button);
    QTRY_VERIFY(bench.dialog());
    press(child<QPushButton>(*bench.dialog(), "confirmAct"));
    QTRY_COMPARE(drafted.size(), 1);
    const auto draft = drafted.first().first().value<QList<MigrationTask>>().first();
    QCOMPARE(draft.plan.selection, QByteArrayList{"0:public.film"});
    QCOMPARE(draft.plan.target.database, QByteArray("orders_failed"));
    QCOMPARE(draft.name, u"orders-failed"_s);
}

void TestTaskProgress::whyFailedObjectsCannotBeRetriedIsSaid()
{
    WindowBench bench; // the sample is of SQLite, where a backup is restored as a whole
    bench.select({u"3"_s});
    QVERIFY(!bench.action("actRetryFailed")->isEnabled());
    QVERIFY(bench.action("actRetryFailed")->toolTip().contains(u"retry the whole task"_s));
    QVERIFY(!child<QToolButton>(*child<Banner>(*bench.window, "errorBanner"), "actRetryFailedButton")->isVisible());
}

void TestTaskProgress::anErrorThatNeedsOtherChoicesOffersTheWizard()
{
    WindowBench bench;
    bench.select({u"3"_s}); // no space
    auto* anew = child<QToolButton>(*child<Banner>(*bench.window, "errorBanner"), "actAnewButton");
    QVERIFY(anew->isVisible());
    press(anew);
    QTRY_VERIFY(bench.window->findChild<QWidget*>(u"restoreWizard"_s));
    QCOMPARE(child<QTableView>(*bench.window, "backupFiles")->model()->rowCount(), 1);
    bench.select({u"4"_s}); // the backup is cut off: other choices do not help
    QVERIFY(!anew->isVisible());
}

QTEST_MAIN(TestTaskProgress)
#include "tst_taskprogress.moc"
