#include "engines/loading/loadteam.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace bakferry;
using namespace Qt::StringLiterals;
using State = ObjectReport::State;

/// What the objects of a load are told to whoever watches it.
class TestObjectBook : public QObject
{
    Q_OBJECT

private slots:
    void anObjectIsToldFromBeginToProof();
    void rowsThatDifferAreSaid();
    void severalConnectionsShareOneObject();
    void anObjectThatNobodyBeganIsNotCounted();
    void aPrefixStandsInFrontOfEveryName();
    void aThousandPortionsAreNotAThousandReports();
    void onlyTheFailureThatEndedTheLoadIsBlamed();
};

namespace {

struct Ears
{
    std::mutex mutex;
    QList<ObjectReport> heard;
    JobContext context{.objectProgress = [this](const ObjectReport& report) {
        const std::lock_guard lock(mutex);
        heard += report;
    }};
    const ObjectReport& last() const { return heard.last(); }
};

Error refused() { return {ErrorKind::StatementFailed, "x", {"refused", {}}, {}, {}}; }

} // namespace

void TestObjectBook::anObjectIsToldFromBeginToProof()
{
    Ears ears;
    ObjectBook book(ears.context);
    book.begin(u"film"_s, "0:7");
    QCOMPARE(ears.last().state, State::Loading);
    book.add(u"film"_s, 100, 5);
    book.add(u"film"_s, 20, 1);
    book.end(u"film"_s);
    QCOMPARE(ears.last().state, State::Loaded);
    QCOMPARE(ears.last().bytes, 120);
    QCOMPARE(ears.last().rowsRead, 6);
    QVERIFY(ears.last().durationMs >= 0);
    book.count(u"film"_s, 6, 6);
    QCOMPARE(ears.last().state, State::Verified);
    QCOMPARE(ears.last().rowsInTarget, 6);
    QCOMPARE(ears.last().id, QByteArray("0:7"));
}

void TestObjectBook::rowsThatDifferAreSaid()
{
    Ears ears;
    ObjectBook book(ears.context);
    book.begin(u"film"_s, {});
    book.end(u"film"_s);
    book.count(u"film"_s, 6, 5);
    QCOMPARE(ears.last().state, State::Differs);
    book.begin(u"log"_s, {});
    book.end(u"log"_s);
    book.count(u"log"_s, -1, 5); // cannot be told: counted, but nothing to compare with
    QCOMPARE(ears.last().state, State::Loaded);
    QCOMPARE(ears.last().rowsInTarget, 5);
}

void TestObjectBook::severalConnectionsShareOneObject()
{
    Ears ears;
    ObjectBook book(ears.context);
    {
        std::vector<std::jthread> connections;
        book.begin(u"film"_s, {});
        for (int i = 0; i < 4; ++i) {
            connections.emplace_back([&] {
                book.begin(u"film"_s, {});
                for (int portion = 0; portion < 100; ++portion)
                    book.add(u"film"_s, 10, 1);
                book.end(u"film"_s);
            });
        }
    }
    QCOMPARE(ears.last().state, State::Loading);
    book.end(u"film"_s);
    QCOMPARE(ears.last().state, State::Loaded);
    QCOMPARE(ears.last().rowsRead, 400);
    QCOMPARE(ears.last().bytes, 4000);
}

void TestObjectBook::anObjectThatNobodyBeganIsNotCounted()
{
    Ears ears;
    ObjectBook book(ears.context);
    book.add(u"INDEX film_pkey"_s, 100, 0);
    book.end(u"INDEX film_pkey"_s);
    book.count(u"film"_s, 1, 1);
    QCOMPARE(ears.heard.size(), 0);
    book.fail(u"INDEX film_pkey"_s, "0:9");
    QCOMPARE(ears.last().state, State::Failed);
    QCOMPARE(ears.last().id, QByteArray("0:9"));
}

void TestObjectBook::aPrefixStandsInFrontOfEveryName()
{
    Ears ears;
    ObjectBook book(ears.context);
    book.setPrefix(u"shop."_s);
    book.begin(u"film"_s, {});
    book.end(u"film"_s);
    book.setPrefix(u"crm."_s);
    book.count(u"film"_s, 1, 1); // crm's has not been begun
    QCOMPARE(ears.last().object, u"shop.film"_s);
    QCOMPARE(ears.last().state, State::Loaded);
}

void TestObjectBook::aThousandPortionsAreNotAThousandReports()
{
    Ears ears;
    ObjectBook book(ears.context);
    QElapsedTimer clock;
    clock.start();
    book.begin(u"film"_s, {});
    for (int i = 0; i < 100'000; ++i)
        book.add(u"film"_s, 1, 1);
    book.end(u"film"_s);
    QVERIFY2(ears.heard.size() <= 3 + clock.elapsed() / 250, qPrintable(QString::number(ears.heard.size())));
    QCOMPARE(ears.last().rowsRead, 100'000);
}

void TestObjectBook::onlyTheFailureThatEndedTheLoadIsBlamed()
{
    Ears ears;
    LoadTeam team(ears.context);
    team.beginStep(JobStep::Loading, 100);
    team.objects().begin(u"film"_s, "0:7");
    team.objects().begin(u"actor"_s, "0:8");
    team.advance(10, 2, u"film"_s);
    team.failObject(u"film"_s, "0:7", refused());
    team.fail(refused());
    const qsizetype told = ears.heard.size();
    team.failObject(u"actor"_s, "0:8", cancelledError()); // it was stopped for the other's sake
    team.failObject(u"actor"_s, "0:8", refused());
    QCOMPARE(ears.heard.size(), told);
    QCOMPARE(ears.last().object, u"film"_s);
    QCOMPARE(ears.last().state, State::Failed);
    QCOMPARE(ears.last().rowsRead, 2);
}

QTEST_APPLESS_MAIN(TestObjectBook)
#include "tst_objectbook.moc"
