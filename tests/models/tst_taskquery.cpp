#include "models/taskquery.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

MigrationTask taskOf(const char* engine, const QDateTime& created, const QDateTime& finished = {})
{
    MigrationTask task;
    task.plan.target.connection.engineId = engine;
    task.plan.target.connection.host = u"db1.example.com"_s;
    task.plan.target.database = "Shop";
    task.tags = {{u"env"_s, u"Test"_s}, {u"owner"_s, u"dba"_s}};
    task.createdUtc = created;
    task.finishedUtc = finished;
    return task;
}

QDateTime localNoon(int day) { return QDateTime(QDate(2026, 11, day), QTime(12, 0)).toUTC(); }

} // namespace

class TestTaskQuery : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsAskedFor_data();
    void findsWhatIsAskedFor();
    void isRemembered();
};

void TestTaskQuery::findsWhatIsAskedFor_data()
{
    QTest::addColumn<QVariantMap>("asked");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char* name, const QVariantMap& asked, int count, bool accepted) { QTest::newRow(name) << asked << count << accepted; };
    row("nothing", {}, 0, true);
    row("its engine", {{u"engines"_s, QStringList{u"mariadb"_s, u"sqlite"_s}}}, 1, true);
    row("another engine", {{u"engines"_s, QStringList{u"sqlite"_s}}}, 1, false);
    row("a part of the target", {{u"target"_s, u"EXAMPLE.com/sh"_s}}, 1, true);
    row("another target", {{u"target"_s, u"db2"_s}}, 1, false);
    row("a part of a tag", {{u"tag"_s, u"env=te"_s}}, 1, true);
    row("parts of two tags", {{u"tag"_s, u"testowner"_s}}, 1, false);
    row("its day", {{u"createdFrom"_s, u"2026-11-20"_s}, {u"createdTo"_s, u"2026-11-20"_s}}, 1, true);
    row("the day before", {{u"createdTo"_s, u"2026-11-19"_s}}, 1, false);
    row("the day after", {{u"createdFrom"_s, u"2026-11-21"_s}}, 1, false);
    row("ended that day", {{u"finishedFrom"_s, u"2026-11-21"_s}}, 1, true);
    row("ended before", {{u"finishedTo"_s, u"2026-11-20"_s}}, 1, false);
    row("all together", {{u"engines"_s, QStringList{u"mariadb"_s}}, {u"tag"_s, u"dba"_s}, {u"finishedTo"_s, u"2026-11-30"_s}}, 3, true);
}

void TestTaskQuery::findsWhatIsAskedFor()
{
    QFETCH(QVariantMap, asked);
    QFETCH(int, count);
    QFETCH(bool, accepted);
    const TaskQuery query = TaskQuery::fromMap(asked);
    QCOMPARE(query.count(), count);
    QCOMPARE(query.accepts(taskOf("mariadb", localNoon(20), localNoon(21))), accepted);
    if (query.finishedFrom.isValid() || query.finishedTo.isValid())
        QVERIFY(!query.accepts(taskOf("mariadb", localNoon(20)))); // has not ended
}

void TestTaskQuery::isRemembered()
{
    TaskQuery query{{"sqlite", "mariadb"}, u"a/b"_s, u"env"_s, QDate(2026, 1, 2), {}, {}, QDate(2026, 3, 4)};
    QCOMPARE(TaskQuery::fromMap(query.toMap()), query);
    QVERIFY(TaskQuery::fromMap({{u"createdFrom"_s, u"yesterday"_s}}).isEmpty());
}

QTEST_GUILESS_MAIN(TestTaskQuery)
#include "tst_taskquery.moc"
