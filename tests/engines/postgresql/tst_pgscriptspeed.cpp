#include "tests/engines/postgresql/pgscripttestsupport.h"

#include <QElapsedTimer>

#include <ctime>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

// Other programs slow the clock on the wall, not this one.
double threadSeconds()
{
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

} // namespace

/// Says how fast scripts are read through and INSERTs taken apart; fails only where something is far too slow. The size in MB may be
/// given in BAKFERRY_SPEED_MB.
class TestPgScriptSpeed : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
};

void TestPgScriptSpeed::reads_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("copy") << QByteArray("COPY t FROM stdin;\n") << QByteArray("123456\tA name of some length\t2024-01-01 00:00:00\t17171717\t\\N\t3.14159\n") << QByteArray("\\.\n");
    QTest::newRow("inserts") << QByteArray() << QByteArray("INSERT INTO public.t VALUES (123456, 'A name of some length', '2024-01-01 00:00:00', 17171717, NULL, '3.14159');\n") << QByteArray();
    QTest::newRow("rows of one insert") << QByteArray("INSERT INTO public.t VALUES (1, 'x', 'y', 1, NULL, '1')") << QByteArray(",\n(123456, 'A name of some length', '2024-01-01 00:00:00', 17171717, NULL, '3.14159')") << QByteArray(";\n");
}

void TestPgScriptSpeed::reads()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, end);
    const qint64 megabytes = qEnvironmentVariableIsSet("BAKFERRY_SPEED_MB") ? qEnvironmentVariableIntValue("BAKFERRY_SPEED_MB") : 100;
    QTemporaryDir folder;
    QFile out(folder.filePath(u"speed.sql"_s));
    QVERIFY(out.open(QIODevice::WriteOnly));
    const QByteArray block = row.repeated(1'000'000 / row.size());
    out.write(begin);
    for (qint64 i = 0; i < megabytes; ++i)
        out.write(block);
    out.write(end);
    out.close();
    const double bytes = double(out.size());
    Result<std::unique_ptr<PgBackup>> backup = openPgScript({BackupFile{QFile::encodeName(out.fileName())}}, {});
    QVERIFY(backup.ok());
    QElapsedTimer timer;
    timer.start();
    double cpu = threadSeconds();
    const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
    const double readSeconds = double(timer.nsecsElapsed()) / 1e9;
    QVERIFY(reading.complete);
    qInfo("read through: %.0f MB/s, %.0f MB for a second of the splitting thread", bytes / 1e6 / readSeconds, bytes / 1e6 / (threadSeconds() - cpu));
    QVERIFY(bytes / 1e6 / readSeconds > 20);
    timer.restart();
    cpu = threadSeconds();
    qint64 rows = 0;
    if ((*backup)->databases()[0].entries[0].copyStatement.isEmpty()) {
        PgInsertReader reader(std::move((*backup)->openData(0, 0)).value(), {}, true);
        for (PgInsertBatch batch; *reader.next(batch);)
            rows += batch.isRows ? batch.rows : 0;
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        qInfo("taken apart: %.0f MB/s, %.0f MB for a second of processor", bytes / 1e6 / seconds, bytes / 1e6 / (threadSeconds() - cpu));
        QCOMPARE(rows, reading.rows[0][0]);
        QVERIFY(bytes / 1e6 / seconds > 20);
    }
}

QTEST_GUILESS_MAIN(TestPgScriptSpeed)
#include "tst_pgscriptspeed.moc"
