#include "models/connectionmodel.h"
#include "models/findingsmodel.h"
#include "models/ledgermodel.h"
#include "models/logmodel.h"
#include "tests/models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// The models of the details pane: findings, ledger, log.
class TestSmallModels : public QObject
{
    Q_OBJECT

private slots:
    void blockersComeFirstAndTheirOrderIsKept();
    void aFindingThatComesLaterTakesItsPlace();
    void theStartButtonsQuestionsAreCounted();
    void tablesThatDoNotAgreeComeFirst();
    void theLogFollowsItsEndWithinItsCapacity();
    void aLogWindowAwayFromTheEndKeepsStill();
    void olderLogRowsComeInFront();
    void moreRowsThanTheCapacityAreOneReset();
    void connectionsAreSortedSavedAndRemoved();
    void everyModelChangesItsLanguageInOneDataChanged();
};

namespace {

Finding finding(FindingLevel level, const QByteArray& check, const QByteArray& what)
{
    return {check, level, {what, {}}, {"Do it.", {}}, {}, {}, {}};
}

QList<LogRow> rows(int from, int count)
{
    QList<LogRow> rows;
    for (int i = from; i < from + count; ++i)
        rows += LogRow{QDateTime::fromMSecsSinceEpoch(i, Qt::UTC), LogLevel::Info, {QByteArray::number(i), {}}};
    return rows;
}

QString texts(const LogModel& model) { return printed(model, {LogModel::TextColumn}).join(u' '); }

} // namespace

void TestSmallModels::blockersComeFirstAndTheirOrderIsKept()
{
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFindings({finding(FindingLevel::Passed, "readable", "Good."), finding(FindingLevel::Warning, "space", "Little."),
                       finding(FindingLevel::NotCheckable, "integrity", "Unknown."), finding(FindingLevel::Blocker, "complete", "Cut."),
                       finding(FindingLevel::Blocker, "x\u202e", "Bad <b>.")});
    QCOMPARE(printed(model, {0, 1, 2, 3}), QStringList({
        u"Blocker | Backup complete | Cut. | Do it."_s,
        u"Blocker | x\\u{202e} | Bad <b>. | Do it."_s,
        u"Not checkable | Integrity of the data | Unknown. | Do it."_s,
        u"Warning | Free space | Little. | Do it."_s,
        u"Passed | Backup readable | Good. | Do it."_s,
    }));
    QCOMPARE(model.index(1, FindingsModel::WhatColumn).data(Qt::ToolTipRole).toString(), u"Bad &lt;b&gt;."_s);
}

void TestSmallModels::aFindingThatComesLaterTakesItsPlace()
{
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(finding(FindingLevel::Passed, "readable", "1"));
    model.add(finding(FindingLevel::Blocker, "complete", "2"));
    model.add(finding(FindingLevel::Warning, "space", "3"));
    model.add(finding(FindingLevel::Blocker, "hostile", "4"));
    QCOMPARE(printed(model, {FindingsModel::WhatColumn}), QStringList({u"2"_s, u"4"_s, u"3"_s, u"1"_s}));
}

void TestSmallModels::theStartButtonsQuestionsAreCounted()
{
    FindingsModel model;
    model.setFindings({finding(FindingLevel::Passed, "a", "1"), finding(FindingLevel::Warning, "b", "2"),
                       finding(FindingLevel::NotCheckable, "c", "3"), finding(FindingLevel::Blocker, "d", "4")});
    QCOMPARE(model.openQuestions(), 2);
    QCOMPARE(model.count(FindingLevel::Blocker), 1);
}

void TestSmallModels::tablesThatDoNotAgreeComeFirst()
{
    LedgerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLedger({{u"orders"_s, 1000, 1000}, {u"items"_s, 5000, 4990}, {u"日志"_s, -1, 3}});
    QCOMPARE(printed(model), QStringList({
        u"items | 5,000 | 4,990 | no, -10"_s,
        u"日志 | not counted | 3 | "_s,
        u"orders | 1,000 | 1,000 | yes"_s,
    }));
}

void TestSmallModels::theLogFollowsItsEndWithinItsCapacity()
{
    LogModel model(nullptr, 4);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(rows(0, 3));
    QCOMPARE(texts(model), u"0 1 2"_s);
    model.append(rows(3, 3));
    QCOMPARE(texts(model), u"2 3 4 5"_s);
    QCOMPARE(model.firstIndex(), 2);
    QCOMPARE(model.total(), 6);
    QVERIFY(model.reachesEnd());
}

void TestSmallModels::aLogWindowAwayFromTheEndKeepsStill()
{
    LogModel model(nullptr, 4);
    model.setWindow(rows(10, 4), 10, 100);
    QVERIFY(!model.reachesEnd());
    model.append(rows(100, 2));
    QCOMPARE(texts(model), u"10 11 12 13"_s);
    QCOMPARE(model.total(), 102);
}

void TestSmallModels::olderLogRowsComeInFront()
{
    LogModel model(nullptr, 4);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWindow(rows(6, 3), 6, 9);
    model.prepend(rows(4, 2));
    QCOMPARE(texts(model), u"4 5 6 7"_s);
    QCOMPARE(model.firstIndex(), 4);
    QVERIFY(!model.reachesEnd());
    model.setWindow(rows(1, 1), 1, 2);
    model.prepend(rows(-9, 10)); // more than the log has in front
    QCOMPARE(texts(model), u"0 1"_s);
    QCOMPARE(model.firstIndex(), 0);
}

void TestSmallModels::moreRowsThanTheCapacityAreOneReset()
{
    LogModel model(nullptr, 4);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(rows(0, 2));
    QSignalSpy resets(&model, &LogModel::modelReset);
    model.append(rows(2, 10));
    QCOMPARE(resets.size(), 1);
    QCOMPARE(texts(model), u"8 9 10 11"_s);
    QCOMPARE(model.firstIndex(), 8);
    QCOMPARE(model.total(), 12);
}

void TestSmallModels::connectionsAreSortedSavedAndRemoved()
{
    ConnectionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy saved(&model, &ConnectionModel::saved), removed(&model, &ConnectionModel::removed);
    const ConnectionProfile profile{"postgresql", u"db1"_s, 5432, u"dba"_s, {}};
    const auto names = [&] {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += model.index(row).data().toString();
        return all;
    };
    model.load({{u"1"_s, u"shop"_s, profile}, {u"2"_s, u"archive"_s, profile}});
    QCOMPARE(names(), QStringList({u"archive"_s, u"shop"_s}));
    QCOMPARE(saved.size(), 0);
    const QString id = model.save({{}, u"middle\u202e"_s, profile});
    QCOMPARE(id.size(), 32);
    QCOMPARE(names(), QStringList({u"archive"_s, u"middle\\u{202e}"_s, u"shop"_s}));
    model.save({u"2"_s, u"zoo"_s, profile});
    QCOMPARE(names().last(), u"zoo"_s);
    QCOMPARE(saved.size(), 2);
    model.remove(id);
    model.remove(u"nobody's"_s);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.find(u"2"_s)->name, u"zoo"_s);
    QCOMPARE(model.proposedName(profile), u"dba@db1"_s);
    model.save({{}, u"dba@db1"_s, profile});
    QCOMPARE(model.proposedName(profile), u"dba@db1 (2)"_s);
}

void TestSmallModels::everyModelChangesItsLanguageInOneDataChanged()
{
    FindingsModel findings;
    findings.setFindings({finding(FindingLevel::Passed, "a", "1"), finding(FindingLevel::Passed, "b", "2")});
    LedgerModel ledger;
    ledger.setLedger({{u"a"_s, 1, 1}});
    LogModel log;
    log.append(rows(0, 2));
    QSignalSpy findingsChanged(&findings, &QAbstractItemModel::dataChanged), ledgerChanged(&ledger, &QAbstractItemModel::dataChanged),
        logChanged(&log, &QAbstractItemModel::dataChanged);
    findings.retranslate();
    ledger.retranslate();
    log.retranslate();
    QCOMPARE(findingsChanged.size(), 1);
    QCOMPARE(ledgerChanged.size(), 1);
    QCOMPARE(logChanged.size(), 1);
}

QTEST_GUILESS_MAIN(TestSmallModels)
#include "tst_smallmodels.moc"
