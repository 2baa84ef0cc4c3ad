#include "engines/sqlite/sqliteengine.h"
#include "engines/sqlite/sqliteswap.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <sqlite3.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

using Change = std::function<void(const QString& target)>;
Q_DECLARE_METATYPE(Change)

/// After a crash in the switch-over of an overwrite, the target itself tells whether it was over.
class TestSqliteReconcile : public QObject
{
    Q_OBJECT

private slots:
    void theTargetTellsWhetherTheOverwriteWasOver_data();
    void theTargetTellsWhetherTheOverwriteWasOver();
};

namespace {

void run(const QString& path, const char* sql)
{
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open(path.toLocal8Bit().constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

} // namespace

void TestSqliteReconcile::theTargetTellsWhetherTheOverwriteWasOver_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("isOver");
    const auto appendOldPages = [](const QString& target) {
        QFile file(target);
        QVERIFY(file.open(QIODevice::Append) && file.write(QByteArray(8192, 'o')) == 8192);
    };
    QTest::newRow("every page is the new one's") << Change([](const QString&) { }) << true;
    QTest::newRow("killed behind the commit, before the longer old file was cut") << Change(appendOldPages) << true;
    QTest::newRow("a row differs") << Change([](const QString& target) { run(target, "UPDATE t SET a = 'other' WHERE rowid = 3"); }) << false;
    QTest::newRow("a page more") << Change([](const QString& target) { run(target, "CREATE TABLE more(a)"); }) << false;
}

void TestSqliteReconcile::theTargetTellsWhetherTheOverwriteWasOver()
{
    QFETCH(Change, change);
    QFETCH(bool, isOver);
    QTemporaryDir folder;
    const QString staging = folder.filePath(u".c.db.tmp"_s);
    const QString target = folder.filePath(u"c.db"_s);
    run(staging, "CREATE TABLE t(a); INSERT INTO t VALUES('one'), ('two'), ('three')");
    QVERIFY(QFile::copy(staging, target));
    change(target);

    RestoreRequest request;
    request.taskId = QString(32, u'a');
    request.overwrite = true;
    request.target.connection.engineId = "sqlite";
    request.target.database = target.toLocal8Bit();
    const QJsonObject facts{{u"staging"_s, packedPath(staging.toLocal8Bit())}, {u"kept"_s, packedPath((target + u".old"_s).toLocal8Bit())},
                            {u"overwrite"_s, true}, {u"oldJournalMode"_s, u"delete"_s}};
    const Recovery recovery = SqliteEngine().reconcile(request, {{sqlitestep::stagingCreated, facts}, {sqlitestep::switchingOver, facts}});
    QCOMPARE(recovery.switchedOver, isOver);
    QCOMPARE(recovery.remains, isOver ? Remains::New : Remains::Old);
}

QTEST_GUILESS_MAIN(TestSqliteReconcile)
#include "tst_sqlitereconcile.moc"
