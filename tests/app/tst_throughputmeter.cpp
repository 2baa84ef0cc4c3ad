#include "app/throughputmeter.h"

#include <QTest>

#include <numeric>

using namespace bakferry;

class TestThroughputMeter : public QObject
{
    Q_OBJECT

private slots:
    void bytesFallIntoTheirStretch();
    void onlyLoadingCounts();
    void timeWithoutNewsIsTimeWithoutBytes();
    void aLongRestoreKeepsFewStretchesAndAllBytes();
    void whatIsLoadedAgainIsNotCountedBackwards();
};

namespace {

JobProgress loading(qint64 bytes) { return {JobStep::Loading, bytes, 1'000'000, 0, {}}; }

qint64 sum(const Throughput& throughput) { return std::accumulate(throughput.bytes.begin(), throughput.bytes.end(), qint64(0)); }

} // namespace

void TestThroughputMeter::bytesFallIntoTheirStretch()
{
    ThroughputMeter meter;
    meter.add(loading(100), 5'000); // the clock of the task, not of the load
    meter.add(loading(300), 5'900);
    meter.add(loading(350), 6'100);
    meter.add(loading(400), 8'000);
    QCOMPARE(meter.throughput().stretchMs, 1000);
    QCOMPARE(meter.throughput().bytes, QList<qint64>({300, 50, 0, 50}));
}

void TestThroughputMeter::onlyLoadingCounts()
{
    ThroughputMeter meter;
    meter.add({JobStep::Prechecking, 500, 1000, 0, {}}, 0);
    QVERIFY(meter.throughput().bytes.isEmpty());
    meter.add(loading(100), 1'000);
    meter.add({JobStep::Indexing, 7'000, 9'000, 0, {}}, 1'500);
    meter.add({JobStep::Replaying, 40, 9'000, 0, {}}, 1'600);
    QCOMPARE(sum(meter.throughput()), 140);
}

void TestThroughputMeter::timeWithoutNewsIsTimeWithoutBytes()
{
    ThroughputMeter meter;
    meter.pass(500);
    QVERIFY(meter.throughput().bytes.isEmpty());
    meter.add(loading(100), 1'000);
    meter.pass(3'999);
    QCOMPARE(meter.throughput().bytes, QList<qint64>({100, 0, 0}));
}

void TestThroughputMeter::aLongRestoreKeepsFewStretchesAndAllBytes()
{
    ThroughputMeter meter;
    for (int second = 0; second < 100'000; ++second)
        meter.add(loading(10 * (second + 1)), 1000LL * second);
    QVERIFY(meter.throughput().bytes.size() <= Throughput::mostStretches);
    QVERIFY(meter.throughput().bytes.size() > Throughput::mostStretches / 3);
    QCOMPARE(sum(meter.throughput()), 1'000'000);
    QCOMPARE(meter.throughput().stretchMs, 1'024'000);
}

void TestThroughputMeter::whatIsLoadedAgainIsNotCountedBackwards()
{
    ThroughputMeter meter;
    meter.add(loading(100), 0);
    meter.add(loading(40), 10);
    meter.add(loading(90), 20);
    QCOMPARE(sum(meter.throughput()), 150);
}

QTEST_APPLESS_MAIN(TestThroughputMeter)
#include "tst_throughputmeter.moc"
