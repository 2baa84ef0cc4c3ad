#include "models/taskdocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

MigrationTask restoredTask()
{
    MigrationTask task;
    task.id = QString(32, u'a');
    task.name = u"shop-monday"_s;
    task.tags = {{u"env"_s, u"test"_s}};
    task.plan.backups = {{"/backup/shop.sql.gz"}};
    task.plan.target.connection.engineId = "sqlite";
    task.plan.target.database = "/srv/shop.db";
    task.plan.overwrite = true;
    task.phase = TaskPhase::Done;
    task.createdUtc = task.startedUtc = task.finishedUtc = QDateTime(QDate(2026, 11, 25), QTime(3, 0), Qt::UTC);
    task.elapsedMs = 65'000;
    task.result.remains = Remains::New;
    task.result.tables = 2;
    task.result.rows = 360;
    task.result.statements = {364, 362, 2, 0};
    task.result.ledger = {{u"order"_s, 240, 240}, {u"customer"_s, 120, 120}};
    task.result.verification = {passedFinding("integrity", {"No problem.", {}})};
    task.evidence = PrecheckEvidence{QByteArray(32, '\x5a'), {}, true};
    return task;
}

QList<LogRow> aLog() { return {{QDateTime(QDate(2026, 11, 25), QTime(3, 1), Qt::UTC), LogLevel::Info, {"Table %1: %2 rows read.", {u"order"_s, u"240"_s}}}}; }

const TaskDocument::Fact* factOf(const TaskDocument& document, const QString& label)
{
    const auto found = std::ranges::find(document.facts, label, &TaskDocument::Fact::label);
    return found == document.facts.end() ? nullptr : &*found;
}

} // namespace

class TestTaskDocument : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void saysWhatWasRestoredAndProven();
    void saysWhyATaskFailed();
    void htmlShowsNamesAsTheyAreAndLoadsNothing();
    void csvCellsAreNoFormulas_data();
    void csvCellsAreNoFormulas();
    void csvKeepsQuotesAndLineEndsInTheirCells();
    void jsonHoldsTaskResultAndLog();
};

void TestTaskDocument::saysWhatWasRestoredAndProven()
{
    const TaskDocument document = documentOf(restoredTask(), aLog());
    QCOMPARE(document.title, u"shop-monday"_s);
    QCOMPARE(document.subtitle, u"Succeeded"_s);
    QVERIFY(factOf(document, u"Target"_s));
    QCOMPARE(factOf(document, u"Target"_s)->lines, QStringList{u"sqlite:///srv/shop.db"_s});
    QCOMPARE(factOf(document, u"Tables and rows"_s)->lines, QStringList{u"2 / 360"_s});
    QCOMPARE(factOf(document, u"SHA-256 of the backup"_s)->lines, QStringList{u"5a"_s.repeated(32)});
    QVERIFY(!factOf(document, u"Cause"_s));
    QStringList titles;
    for (const TaskDocument::Table& table : document.tables)
        titles += table.title;
    QCOMPARE(titles, QStringList({u"Verification"_s, u"Ledger"_s, u"Log"_s}));
    QCOMPARE(document.tables[1].rows, QList<QStringList>({{u"order"_s, u"240"_s, u"240"_s}, {u"customer"_s, u"120"_s, u"120"_s}}));
    for (const TaskDocument::Table& table : document.tables) {
        for (const QStringList& row : table.rows)
            QCOMPARE(row.size(), table.columns.size());
    }
}

void TestTaskDocument::saysWhyATaskFailed()
{
    MigrationTask task = restoredTask();
    task.phase = TaskPhase::Failed;
    task.result.error = Error{ErrorKind::NoSpace, "target.no_space", {"The disk is full.", {}}, {"Make room.", {}}, u"ENOSPC"_s};
    task.result.remains = Remains::Old;
    const TaskDocument document = documentOf(task, {});
    QCOMPARE(factOf(document, u"Cause"_s)->lines, QStringList{u"The disk is full."_s});
    QCOMPARE(factOf(document, u"Remedy"_s)->lines, QStringList{u"Make room."_s});
    QCOMPARE(factOf(document, u"Error code"_s)->lines, QStringList{u"target.no_space"_s});
    QCOMPARE(factOf(document, u"What remains"_s)->lines, QStringList{u"The target is as it was before."_s});
}

void TestTaskDocument::htmlShowsNamesAsTheyAreAndLoadsNothing()
{
    MigrationTask task = restoredTask();
    task.description = u"<img src=\"file:///etc/passwd\"><script>alert(1)</script>\u202Eevil\x1b[2J"_s;
    task.result.ledger = {{u"<b>\"x\"&'y'</b>"_s, 1, 1}};
    const QByteArray html = htmlOf(documentOf(task, {}));
    QVERIFY(html.contains("default-src 'none'"));
    QVERIFY(!html.contains("<img"));
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("<b>"));
    QVERIFY(html.contains("&lt;img src=&quot;file:///etc/passwd&quot;&gt;"));
    QVERIFY(!html.contains("\xe2\x80\xae"));
    QVERIFY(!html.contains('\x1b'));
}

void TestTaskDocument::csvCellsAreNoFormulas_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("command") << u"=cmd|' /C calc'!A0"_s << QByteArray("\"'=cmd|' /C calc'!A0\"");
    QTest::newRow("sum") << u"@SUM(1)"_s << QByteArray("\"'@SUM(1)\"");
    QTest::newRow("minus") << u"-2+3"_s << QByteArray("\"'-2+3\"");
    QTest::newRow("plus") << u"+1"_s << QByteArray("\"'+1\"");
    QTest::newRow("full width") << u"＝1+1"_s << QByteArray("\"'＝1+1\"");
    QTest::newRow("harmless") << u"a=b"_s << QByteArray("\"a=b\"");
}

void TestTaskDocument::csvCellsAreNoFormulas()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, cell);
    MigrationTask task = restoredTask();
    task.result.ledger = {{name, 7, 7}};
    const QByteArray csv = csvOf(documentOf(task, {}));
    QVERIFY2(csv.contains("\r\n" + cell + ",\"7\",\"7\"\r\n"), csv.constData());
}

void TestTaskDocument::csvKeepsQuotesAndLineEndsInTheirCells()
{
    TaskDocument document;
    document.title = u"a \"quoted\" name"_s;
    document.subtitle = u"two\nlines, one cell"_s;
    QVERIFY(csvOf(document).startsWith("\xef\xbb\xbf\"a \"\"quoted\"\" name\",\"two\nlines, one cell\"\r\n"));
}

void TestTaskDocument::jsonHoldsTaskResultAndLog()
{
    const QJsonObject report = QJsonDocument::fromJson(jsonOf(restoredTask(), aLog())).object();
    QCOMPARE(report.value(u"task"_s).toObject().value(u"name"_s).toString(), u"shop-monday"_s);
    QCOMPARE(report.value(u"result"_s).toObject().value(u"rows"_s).toInt(), 360);
    QCOMPARE(report.value(u"log"_s).toArray().size(), 1);
    QCOMPARE(report.value(u"log"_s).toArray().first().toObject().value(u"text"_s).toString(), u"Table order: 240 rows read."_s);
}

QTEST_GUILESS_MAIN(TestTaskDocument)
#include "tst_taskdocument.moc"
