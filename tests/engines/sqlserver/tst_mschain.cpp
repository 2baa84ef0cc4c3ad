#include "tests/engines/sqlserver/mstestsupport.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

MsLsn lsn(quint32 block) { return {40, block, 1}; }
QByteArray guid(char c) { return QByteArray(16, c); }
QDateTime at(int hour, int minute = 0) { return QDateTime(QDate(2026, 3, 1), QTime(hour, minute), Qt::UTC); }

MsWrittenSet fullAt(quint32 block, int hour, char own = '1')
{
    MsWrittenSet set;
    set.first = set.checkpoint = lsn(block);
    set.last = lsn(block + 5);
    set.started = at(hour);
    set.finished = at(hour, 1);
    set.own = guid(own);
    return set;
}

MsWrittenSet differentialAt(quint32 block, int hour, quint32 base, char baseGuid = '1')
{
    MsWrittenSet set = fullAt(block, hour);
    set.type = 'I';
    set.databaseBackup = lsn(base);
    set.base = guid(baseGuid);
    set.own.clear();
    set.files[0].pages = 8;
    return set;
}

MsWrittenSet logOf(quint32 from, quint32 to, int hour)
{
    MsWrittenSet set;
    set.type = 'L';
    set.first = lsn(from);
    set.last = lsn(to);
    set.started = at(hour);
    set.finished = at(hour, 1);
    set.files[0].pages = 0;
    return set;
}

MsWrittenSet named(MsWrittenSet set, const QString& database)
{
    set.database = database;
    return set;
}

} // namespace

/// Chains of backups that a test writer made: each fault is named, and the plan goes as far as it can.
class TestMsChain : public QObject
{
    Q_OBJECT

private slots:
    void chains_data();
    void chains();
    void aStopChoosesFullDifferentialAndLogs_data();
    void aStopChoosesFullDifferentialAndLogs();
    void theDatabaseAndTheFullBackupAreAskedFor();
    void stripesBelongTogether_data();
    void stripesBelongTogether();
    void linksAreDrawn();
    void stepsThatAreRestoredFallAway();
    void aLogSequenceNumberIsReadAsItIsWritten();
};

void TestMsChain::chains_data()
{
    QTest::addColumn<QList<QList<MsWrittenSet>>>("files");
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QByteArray>("blockers");
    using Files = QList<QList<MsWrittenSet>>;
    const MsWrittenSet full = fullAt(100, 1), log1 = logOf(90, 120, 2), log2 = logOf(120, 140, 3), log3 = logOf(140, 160, 4), differential = differentialAt(130, 3, 100);
    const auto row = [](const char* name, const Files& files, const char* plan, const char* blockers) { QTest::newRow(name) << files << QByteArray(plan) << QByteArray(blockers); };

    row("full alone", {{full}}, "full 1:1", "");
    row("full, differential, log; given in any order", {{log3}, {differential}, {log2}, {full}, {log1}}, "full 4:1, differential 2:1, log 3:1, log 1:1", "");
    row("all in one file", {{full, log1, differential, log2, log3}}, "full 1:1, differential 1:3, log 1:4, log 1:5", "");
    row("logs only on top", {{full}, {log1}, {log2}}, "full 1:1, log 2:1, log 3:1", "");
    row("gap between logs", {{full}, {log1}, {log3}}, "full 1:1, log 2:1", "chain.gap");
    row("gap right behind the full backup", {{full}, {log2}}, "full 1:1", "chain.gap");
    row("a differential bridges a gap", {{full}, {log1}, {differentialAt(145, 4, 100)}, {log3}}, "full 1:1, differential 3:1, log 4:1", "");
    row("a differential before a gap does not help", {{full}, {differentialAt(110, 2, 100)}, {log1}, {log3}}, "full 1:1, differential 2:1, log 3:1", "chain.gap");
    row("no full backup", {{log1}, {log2}}, "", "chain.no_full");
    row("differential without its full backup", {{differential}}, "", "chain.no_full");
    row("differential of another full backup", {{full}, {differentialAt(130, 3, 77)}}, "full 1:1", "chain.wrong_base");
    row("differential whose base has the same checkpoint and another GUID", {{full}, {differentialAt(130, 3, 100, '9')}}, "full 1:1", "chain.wrong_base");
    MsWrittenSet copy = full;
    copy.copyOnly = true;
    row("differential on a copy-only full backup", {{copy}, {differential}}, "full 1:1", "chain.wrong_base");
    row("logs on a copy-only full backup", {{copy}, {log1}, {log2}}, "full 1:1, log 2:1, log 3:1", "");
    row("the later of two differentials", {{full}, {differentialAt(110, 2, 100)}, {differential}}, "full 1:1, differential 3:1", "");
    MsWrittenSet stranger = log1;
    stranger.family = guid('x');
    row("log of another database of the same name", {{full}, {stranger}}, "full 1:1", "chain.other_family");
    MsWrittenSet strangeDifferential = differential;
    strangeDifferential.family = guid('x');
    row("differential of another database of the same name", {{full}, {strangeDifferential}}, "full 1:1", "chain.other_family");
    MsWrittenSet branch = log2;
    branch.fork = guid('b');
    row("log of another branch of history", {{full}, {log1}, {branch}}, "full 1:1, log 2:1", "chain.other_branch");
    branch.firstFork = guid('k');
    row("log in which history branches off", {{full}, {log1}, {branch}}, "full 1:1, log 2:1, log 3:1", "");
    row("one log twice", {{full}, {log1}, {log1}}, "full 1:1, log 2:1", "chain.duplicate");
    row("overlapping logs", {{full}, {log1}, {logOf(110, 140, 3)}}, "full 1:1, log 2:1, log 3:1", "");
    row("an older log", {{full}, {logOf(50, 90, 0)}, {log1}}, "full 1:1, log 3:1", "");
    row("an empty log at the end", {{full}, {log1}, {logOf(120, 120, 3)}}, "full 1:1, log 2:1, log 3:1", "");
    row("backup of single files", {{full}, {[&] { MsWrittenSet set = full; set.type = 'F'; return set; }()}}, "full 1:1", "chain.file_backup");
    row("broken off by its server", {{[&] { MsWrittenSet set = full; set.aborted = true; return set; }()}}, "", "backup.aborted, chain.no_full");
    row("two databases", {{full, named(fullAt(300, 2, '2'), u"warehouse"_s)}}, "", "chain.which_database");
    row("two full backups", {{full, fullAt(200, 5, '2')}}, "full 1:2", "chain.which_full");
    row("behind a break", {{full}, {log2}, {log3}}, "full 1:1", "chain.gap");
}

void TestMsChain::chains()
{
    QFETCH(QList<QList<MsWrittenSet>>, files);
    MsWorld world;
    for (qsizetype i = 0; i < files.size(); ++i)
        world.add(QByteArray::number(i) + ".bak", mediaOf(files[i], guid(char('A' + i))));
    const MsReading reading = world.read();
    QTEST(planLine(reading.plan), "plan");
    QTEST(blockerLine(reading.findings), "blockers");
    const MsReading quick = world.read(MsDepth::Headers);
    QTEST(planLine(quick.plan), "plan");
    QTEST(blockerLine(quick.findings), "blockers");
    if (QByteArray(QTest::currentDataTag()).startsWith("overlapping"))
        QVERIFY2(findingText(reading.findings, "chain").contains(u"warning: Log backup 3:1 overlaps"_s), qPrintable(findingText(reading.findings)));
}

void TestMsChain::aStopChoosesFullDifferentialAndLogs_data()
{
    QTest::addColumn<QString>("stopAt");
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QByteArray>("blockers");
    QTest::addColumn<bool>("warns");
    QTest::newRow("in the second log") << u"2026-03-01 02:30:00"_s << QByteArray("full 1:1, differential 1:3, log 1:4") << QByteArray() << false;
    QTest::newRow("before the differential") << u"2026-03-01 01:30"_s << QByteArray("full 1:1, log 1:2") << QByteArray() << false;
    QTest::newRow("behind the differential") << u"2026-03-01 03:30:00"_s << QByteArray("full 1:1, differential 1:3, log 1:4, log 1:5") << QByteArray() << false;
    QTest::newRow("behind the second full backup") << u"2026-03-01 06:30:00"_s << QByteArray("full 1:6, log 1:7") << QByteArray() << false;
    QTest::newRow("by log sequence number") << u"40000000013500001"_s << QByteArray("full 1:1, differential 1:3, log 1:4") << QByteArray() << false;
    QTest::newRow("before everything") << u"2026-02-28 23:00:00"_s << QByteArray() << QByteArray("stop.outside") << false;
    QTest::newRow("after everything") << u"2026-03-02 00:00:00"_s << QByteArray("full 1:6, log 1:7") << QByteArray() << true;
    QTest::newRow("no time at all") << u"yesterday"_s << QByteArray("full 1:6, log 1:7") << QByteArray("chain.which_full, stop.form") << false;
}

void TestMsChain::aStopChoosesFullDifferentialAndLogs()
{
    QFETCH(QString, stopAt);
    QFETCH(bool, warns);
    MsWorld world;
    world.add("all.bak", mediaOf({fullAt(100, 1), logOf(90, 120, 2), differentialAt(128, 2, 100), logOf(120, 140, 3), logOf(140, 160, 4), fullAt(170, 5, '2'), logOf(160, 200, 7)}));
    world.request.stopAt = stopAt;
    const MsReading reading = world.read(MsDepth::Headers);
    QTEST(planLine(reading.plan), "plan");
    QTEST(blockerLine(reading.findings), "blockers");
    QCOMPARE(findingText(reading.findings, "chain").contains(u"warning: The logs end at"_s), warns);
    for (const MsRestoreStep& step : reading.plan.steps)
        QCOMPARE(step.stopAt.isSet(), step.isLog && stopAt != u"yesterday"_s);
}

void TestMsChain::theDatabaseAndTheFullBackupAreAskedFor()
{
    MsWorld world;
    world.add("all.bak", mediaOf({fullAt(100, 1), named(fullAt(300, 2, '2'), u"warehouse"_s), fullAt(200, 5, '3')}));
    MsReading reading = world.read(MsDepth::Headers);
    const Finding* question = worstBlocker(reading.findings);
    QVERIFY(question && question->code == "chain.which_database");
    QCOMPARE(question->fixes.size(), 2);
    QCOMPARE(question->fixes[0].option, QByteArray("database"));
    world.request.options.insert(QString::fromLatin1(question->fixes[1].option), question->fixes[1].value);
    reading = world.read(MsDepth::Headers);
    QCOMPARE(planLine(reading.plan), QByteArray("full 1:2"));
    QCOMPARE(blockerLine(reading.findings), QByteArray());

    world.request.options.clear();
    world.request.only = {u"SHOP"_s};
    reading = world.read(MsDepth::Headers);
    question = worstBlocker(reading.findings);
    QVERIFY(question && question->code == "chain.which_full");
    QCOMPARE(question->fixes.size(), 2);
    QCOMPARE(question->fixes.last().value.toString(), u"1:1"_s);
    world.request.options.insert(u"fullBackup"_s, u"1:1"_s);
    reading = world.read(MsDepth::Headers);
    QCOMPARE(planLine(reading.plan), QByteArray("full 1:1"));
    QCOMPARE(blockerLine(reading.findings), QByteArray());

    world.request.options.insert(u"fullBackup"_s, u"7:7"_s);
    QCOMPARE(blockerLine(world.read(MsDepth::Headers).findings), QByteArray("chain.which_full"));
    world.request.options = {{u"database"_s, u"nowhere"_s}};
    QCOMPARE(blockerLine(world.read(MsDepth::Headers).findings), QByteArray("selection.unknown"));
}

void TestMsChain::stripesBelongTogether_data()
{
    QTest::addColumn<QByteArrayList>("stripes"); // media set, number, of
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QByteArray>("blockers");
    QTest::newRow("both") << QByteArrayList{"A12", "A22"} << QByteArray("full 1:1") << QByteArray();
    QTest::newRow("both, the other way round") << QByteArrayList{"A22", "A12"} << QByteArray("full 2:1") << QByteArray();
    QTest::newRow("the second is missing") << QByteArrayList{"A12"} << QByteArray() << QByteArray("backup.stripe_missing, chain.no_full");
    QTest::newRow("the first is missing") << QByteArrayList{"A22"} << QByteArray() << QByteArray("backup.stripe_missing, chain.no_full");
    QTest::newRow("one twice") << QByteArrayList{"A12", "A12"} << QByteArray() << QByteArray("backup.stripe_missing, backup.stripe_twice, chain.no_full");
    QTest::newRow("of two media sets") << QByteArrayList{"A12", "B22"} << QByteArray() << QByteArray("backup.stripe_missing, backup.stripe_mixed, chain.no_full");
    QTest::newRow("three of three") << QByteArrayList{"A13", "A33", "A23"} << QByteArray("full 1:1") << QByteArray();
}

void TestMsChain::stripesBelongTogether()
{
    QFETCH(QByteArrayList, stripes);
    MsWorld world;
    for (qsizetype i = 0; i < stripes.size(); ++i) {
        MsWrittenSet set = fullAt(100, 1);
        const int number = stripes[i][1] - '0', all = stripes[i][2] - '0';
        set.pagesHere = 24 / all;
        set.logPages = number == 1 ? 8 : 0;
        world.add(QByteArray::number(i) + ".bak", mediaOf({set}, guid(stripes[i][0]), number, all));
    }
    const MsReading reading = world.read();
    QTEST(planLine(reading.plan), "plan");
    QTEST(blockerLine(reading.findings), "blockers");
    if (QByteArray(QTest::currentDataTag()) == "the second is missing")
        QVERIFY2(findingText(reading.findings).contains(u"stripe 2 of 2 missing"_s), qPrintable(findingText(reading.findings)));
}

void TestMsChain::linksAreDrawn()
{
    MsWorld world;
    world.add("logs.trn", mediaOf({logOf(90, 120, 2), logOf(130, 140, 3), logOf(140, 150, 4)}, guid('L')));
    world.add("full.bak", mediaOf({fullAt(100, 1)}, guid('F')));
    const BackupFacts facts = engineById("sqlserver")->inspect(world.request.backups, JobContext{}).value();
    QByteArrayList drawn;
    for (const ChainLink& link : facts.chain.links)
        drawn += QByteArray(link.kind == ChainLink::Kind::Full ? "full " : "log ") + QByteArray::number(link.file) + ' ' + link.from.toLatin1() + "-" + link.to.toLatin1() + (link.accepted ? " ok" : " " + link.code);
    QCOMPARE(drawn, (QByteArrayList{"full 1 -40000000010500001 ok", "log 0 40000000009000001-40000000012000001 ok", "log 0 40000000013000001-40000000014000001 chain.gap",
                                    "log 0 40000000014000001-40000000015000001 chain.behind_break"}));
    QCOMPARE(facts.chain.restorableTo, u"40000000012000001"_s);
    QCOMPARE(facts.chain.restorableToUtc, at(1, 1)); // 02:01 on a clock one hour ahead
}

void TestMsChain::stepsThatAreRestoredFallAway()
{
    MsWorld world;
    world.add("full.bak", mediaOf({fullAt(100, 1)}, guid('F')));
    world.add("log1.trn", mediaOf({logOf(90, 120, 2)}, guid('L')));
    world.add("log2.trn", mediaOf({logOf(120, 140, 3)}, guid('M')));
    world.request.appliedBackups = 2;
    QCOMPARE(planLine(world.read(MsDepth::Headers).plan), QByteArray("log 3:1"));
}

void TestMsChain::aLogSequenceNumberIsReadAsItIsWritten()
{
    QCOMPARE((MsLsn{24, 68, 99}.decimal()), u"24000000006800099"_s);
    QCOMPARE(MsLsn::fromDecimal(u"24000000006800099"_s), std::optional(MsLsn{24, 68, 99}));
    QCOMPARE(MsLsn{}.decimal(), u"0"_s);
    QCOMPARE((MsLsn{4294967295u, 4294967295u, 65535}.decimal()), u"4294967295429496729565535"_s);
    QVERIFY(!MsLsn::fromDecimal(u"24000000006899999"_s)); // a slot above 65535
    QVERIFY(!MsLsn::fromDecimal(u"2026-03-01"_s));
    QVERIFY((MsLsn{24, 68, 99} < MsLsn{24, 117, 34}));
}

QTEST_GUILESS_MAIN(TestMsChain)
#include "tst_mschain.moc"
