#include "app/ratemeter.h"

#include <QTest>

using namespace bakferry;

class TestRateMeter : public QObject
{
    Q_OBJECT

private slots:
    void saysNothingTooEarly();
    void tellsRateAndTimeLeft();
    void forgetsWhatIsLongAgo();
    void aNewMeasureStartsAnew();
    void neverTellsANegativeTime();
};

void TestRateMeter::saysNothingTooEarly()
{
    RateMeter meter;
    QCOMPARE(meter.bytesPerSecond(), 0.0);
    QCOMPARE(meter.secondsLeft(100), -1);
    meter.add(0, 0);
    meter.add(1'000'000, 300);
    QCOMPARE(meter.bytesPerSecond(), 0.0);
}

void TestRateMeter::tellsRateAndTimeLeft()
{
    RateMeter meter;
    for (int i = 0; i <= 40; ++i)
        meter.add(i * 100, i * 50);
    QCOMPARE(meter.bytesPerSecond(), 2000.0);
    QCOMPARE(meter.secondsLeft(10'000), 3);
    QCOMPARE(meter.secondsLeft(0), -1);
}

void TestRateMeter::forgetsWhatIsLongAgo()
{
    RateMeter meter;
    qint64 bytes = 0;
    for (int second = 0; second < 10; ++second)
        meter.add(bytes += 1'000'000, second * 1000);
    for (int second = 10; second < 20; ++second)
        meter.add(bytes += 10, second * 1000);
    QCOMPARE(meter.bytesPerSecond(), 10.0);
}

void TestRateMeter::aNewMeasureStartsAnew()
{
    RateMeter meter;
    meter.add(1'000, 0);
    meter.add(9'000, 1000);
    meter.add(0, 1100);
    QCOMPARE(meter.bytesPerSecond(), 0.0);
}

void TestRateMeter::neverTellsANegativeTime()
{
    RateMeter meter;
    meter.add(0, 0);
    meter.add(5'000, 1000);
    QCOMPARE(meter.secondsLeft(4'000), -1);
    QCOMPARE(meter.secondsLeft(5'000), 0);
}

QTEST_GUILESS_MAIN(TestRateMeter)
#include "tst_ratemeter.moc"
