// Chains of a full backup and binary logs that are broken in some way: each is named, and how far the chain reaches is said.
#include "engines/mariadb/binlog/mybinlogevents.h"
#include "engines/mariadb/mariadbengine.h"
#include "tests/engines/mariadb/mychainworld.h"

#include <QTest>
#include <QtEndian>

#include <isa-l/crc.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestMyChain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void brokenChainsAreNamed_data();
    void brokenChainsAreNamed();
    void logsThatAreNotNeededDoNoHarm();
    void compressedLogsAreReadAsTheyAre();
    void inspectDrawsByHeadsAlone();
    void placesToStopAtAreJudgedEarly_data();
    void placesToStopAtAreJudgedEarly();

private:
    PrecheckReport precheck(const BackupSet& set, const QString& stopAt = {});
    BackupFile changed(int log, const std::function<void(QByteArray&)>& change);
    BackupFile fullWith(const QByteArray& position, const QByteArray& instead);
    QByteArray position() const; ///< "MASTER_LOG_POS=…" of the full backup

    std::unique_ptr<MyChainWorld> m_world, m_other;
    BackupFile m_sixth; ///< a log with what cannot be replayed
    MariaDbEngine m_engine;
    int m_copies = 0;
};

namespace {

struct Event
{
    qsizetype at, size;
    MyEventType type;
};

QList<Event> eventsOf(const QByteArray& log)
{
    QList<Event> events;
    for (qsizetype at = 4; at + myEventHeaderBytes <= log.size();) {
        const MyEventHeader header = readMyEventHeader(QByteArrayView(log).sliced(at), at);
        events += Event{at, qsizetype(header.size), header.type};
        at += header.size;
    }
    return events;
}

qsizetype placeOf(const QByteArray& log, MyEventType type, int which = 0)
{
    for (const Event& event : eventsOf(log)) {
        if (event.type == type && which-- == 0)
            return event.at;
    }
    qFatal("no such event");
}

// Makes an event whole again after its bytes were changed.
void sign(QByteArray& log, qsizetype at)
{
    const qsizetype size = readMyEventHeader(QByteArrayView(log).sliced(at), at).size;
    const quint32 sum = crc32_gzip_refl(0, reinterpret_cast<const unsigned char*>(log.constData() + at), quint64(size - 4));
    qToLittleEndian(sum, log.data() + at + size - 4);
}

// Such a log can be restored up to its damage.
bool isBrokenInside(const QStringList& codes)
{
    return codes.contains(u"chain.truncated"_s) || codes.contains(u"chain.damaged"_s) || codes.contains(u"chain.load_data"_s);
}

} // namespace

void TestMyChain::initTestCase()
{
    m_world = std::make_unique<MyChainWorld>("MIXED");
    if (!m_world->server.isRunning())
        QSKIP(m_world->server.why().constData());
    m_other = std::make_unique<MyChainWorld>("ROW", 8);
    // A sixth log with what cannot be replayed into one database.
    m_world->run("USE shop; SET SESSION binlog_format = STATEMENT");
    bool sent = false;
    QVERIFY(m_world->connection->load("LOAD DATA LOCAL INFILE 'x' INTO TABLE shop.audit (what)", [&](char* buffer, qint64) -> Result<qint64> {
        if (std::exchange(sent, true))
            return qint64(0);
        memcpy(buffer, "a\nb\n", 4);
        return qint64(4);
    }).ok());
    m_world->run("UPDATE shop.item, other.note SET item.price = 1, note.text = 'both' WHERE item.id = note.id; XA START 'x'; INSERT INTO audit (what) VALUES ('xa'); XA END 'x'; XA PREPARE 'x';"
                 "XA COMMIT 'x'; SET SESSION binlog_format = MIXED");
    const QByteArray name = m_world->connection->execute("SHOW MASTER STATUS")->text(0, 0);
    m_world->run("DROP DATABASE shop; FLUSH LOGS");
    const QByteArray copy = m_world->folder.filePath(QString::fromLatin1(name)).toLocal8Bit();
    QVERIFY(QFile::copy(m_world->server.dataFolder() + u'/' + QString::fromLatin1(name), QString::fromLocal8Bit(copy)));
    m_sixth = BackupFile{copy, true};
}

PrecheckReport TestMyChain::precheck(const BackupSet& set, const QString& stopAt)
{
    EngineDriver driver(m_engine);
    driver.request.taskId = u"5b5b5b5b000000000000000000000000"_s;
    driver.request.backups = set;
    driver.request.stopAt = stopAt;
    driver.request.target = m_world->server.target("drill");
    return driver.precheck();
}

// A copy of a log under its own name, in a folder of its own.
BackupFile TestMyChain::changed(int log, const std::function<void(QByteArray&)>& change)
{
    QByteArray bytes = MyChainWorld::read(m_world->files[log].path);
    change(bytes);
    const QString folder = m_world->folder.filePath(u"copy%1"_s.arg(++m_copies));
    QDir().mkpath(folder);
    const QByteArray path = folder.toLocal8Bit() + '/' + m_world->names[log];
    MyChainWorld::write(path, bytes);
    return {path, true};
}

BackupFile TestMyChain::fullWith(const QByteArray& position, const QByteArray& instead)
{
    const QByteArray path = m_world->folder.filePath(u"full%1.sql"_s.arg(++m_copies)).toLocal8Bit();
    MyChainWorld::write(path, MyChainWorld::read(m_world->full).replace(position, instead));
    return {path};
}

QByteArray TestMyChain::position() const
{
    const QByteArray text = MyChainWorld::read(m_world->full);
    const qsizetype begin = text.indexOf("MASTER_LOG_POS=");
    return text.sliced(begin, text.indexOf(';', begin) - begin);
}

void TestMyChain::brokenChainsAreNamed_data()
{
    QTest::addColumn<BackupSet>("set");
    QTest::addColumn<QString>("stop");
    QTest::addColumn<QStringList>("codes");   ///< of the blockers
    QTest::addColumn<int>("whole");           ///< so many logs from the front are unbroken
    const auto row = [](const char* name, const BackupSet& set, const QStringList& codes, int whole, const QString& stop = {}) {
        QTest::newRow(name) << set << stop << codes << whole;
    };
    const BackupFile full{m_world->full};
    const BackupSet logs = m_world->files;
    const auto with = [&](const BackupSet& more) { return BackupSet{full} + more; };
    row("no full backup", logs, {u"chain.no_full"_s}, -1);
    row("a log is missing", with({logs[0], logs[1], logs[3], logs[4]}), {u"chain.gap"_s}, 2);
    row("the first log is missing", with({logs[1], logs[2]}), {u"chain.gap"_s}, 0);
    row("wrong order", with({logs[0], logs[2], logs[1]}), {u"chain.gap"_s, u"chain.order"_s}, 1);
    row("one given twice", with({logs[0], logs[1], logs[1]}), {u"chain.duplicate"_s}, 2);
    row("another server's", with({logs[0], m_other->files[1], logs[2]}), {u"chain.other_server"_s, u"chain.other_server"_s}, 1);
    row("another series", with({logs[0], BackupFile{m_world->folder.filePath(u"binlog.000003"_s).toLocal8Bit(), true}}), {u"chain.position_outside"_s}, 1);
    MyChainWorld::write(m_world->folder.filePath(u"binlog.000003"_s).toLocal8Bit(), MyChainWorld::read(logs[1].path));
    row("transactions are missing between", with({logs[0], changed(1, [](QByteArray& log) {
                                                      const qsizetype at = placeOf(log, MyEventType::GtidList);
                                                      log[at + 19 + 4 + 8] = char(log[at + 19 + 4 + 8] + 3);
                                                      sign(log, at);
                                                  })}), {u"chain.gtid"_s}, 1);
    const BackupFile byGtid = fullWith("MASTER_LOG_FILE", "MASTER_NO_FILE");
    row("by its GTID alone, whole", {byGtid, logs[0]}, {}, 1);
    row("by its GTID alone, the first log is missing", {byGtid, logs[1]}, {u"chain.gap"_s}, 0);
    MyChainWorld::write(byGtid.path + "2", MyChainWorld::read(byGtid.path).replace("gtid_slave_pos", "gtid_none"));
    row("the full backup says no position", {BackupFile{byGtid.path + "2"}, logs[0]}, {u"chain.no_position"_s}, -1);
    row("its position lies behind the log", {fullWith(position(), "MASTER_LOG_POS=99999999"), logs[0]}, {u"chain.position_outside"_s}, 0);
    row("its position lies inside an event", {fullWith(position(), "MASTER_LOG_POS=" + QByteArray::number(position().mid(15).toLongLong() + 1)), logs[0]}, {u"chain.position_inside"_s}, 0);
    row("a second full backup", with({logs[0], BackupFile{m_world->full, true}}), {u"chain.second_full"_s}, 1);
    row("no log at all", with({logs[0], BackupFile{m_world->folder.filePath(u"mysql-bin.000003.txt"_s).toLocal8Bit(), true}}), {u"chain.not_binlog"_s}, 1);
    MyChainWorld::write(m_world->folder.filePath(u"mysql-bin.000003.txt"_s).toLocal8Bit(), QByteArray(2000, 'x'));
    row("a flipped bit", with({logs[0], changed(1, [](QByteArray& log) { log[log.size() / 2] = char(log[log.size() / 2] ^ 4); }), logs[2]}), {u"chain.damaged"_s, u"chain.gtid"_s}, 1);
    row("cut inside an event", with({logs[0], changed(1, [](QByteArray& log) { log.chop(100); })}), {u"chain.truncated"_s}, 1);
    row("cut inside a transaction", with({logs[0], changed(1, [](QByteArray& log) { log.truncate(placeOf(log, MyEventType::Xid, 2)); })}), {u"chain.truncated"_s}, 1);
    row("cut between two events", with({logs[0], changed(1, [](QByteArray& log) { log.truncate(placeOf(log, MyEventType::Gtid, 4)); }), logs[2]}), {u"chain.gtid"_s}, 2);
    row("encrypted by MariaDB", with({changed(0, [](QByteArray& log) {
                                         const qsizetype at = eventsOf(log)[1].at;
                                         log[at + 4] = char(MyEventType::StartEncryption);
                                         sign(log, at);
                                     })}), {u"chain.encrypted"_s}, 0);
    row("encrypted by MySQL", with({changed(0, [](QByteArray& log) { log[0] = '\xfd'; })}), {u"chain.encrypted"_s}, 0);
    row("an event that cannot be replayed", with({changed(0, [](QByteArray& log) {
                                                     const qsizetype at = placeOf(log, MyEventType::Xid, 3);
                                                     log[at + 4] = char(MyEventType::TransactionPayload);
                                                     sign(log, at);
                                                 })}), {u"chain.unsupported"_s}, 0);
    row("LOAD DATA, two databases at once, XA, DROP DATABASE", with(logs + BackupSet{m_sixth}),
        {u"chain.load_data"_s, u"chain.cross_database"_s, u"chain.statement"_s, u"chain.database_dropped"_s}, 5);
    row("a stop in front of the full backup", with(logs), {u"stop.outside"_s}, 5, u"mysql-bin.000001:4"_s);
    row("a stop behind the last log", with(logs), {u"stop.outside"_s}, 5, u"mysql-bin.000099:4"_s);
    row("a stop that is none", with(logs), {u"stop.form"_s}, 5, u"noon"_s);
    row("only a log that is too old", {fullWith(QByteArray("mysql-bin.000002"), "mysql-bin.000003"), logs[0]}, {u"chain.position_outside"_s}, -1);
}

void TestMyChain::brokenChainsAreNamed()
{
    QFETCH(BackupSet, set);
    QFETCH(QString, stop);
    QFETCH(QStringList, codes);
    QFETCH(int, whole);
    const PrecheckReport report = precheck(set, stop);
    QStringList found;
    for (const Finding& finding : report.findings) {
        if (finding.level != FindingLevel::Blocker)
            continue;
        const QString code = QString::fromLatin1(finding.code);
        if (codes.contains(code) && !(found.contains(code) && codes.count(code) == found.count(code)))
            found += code;
        else if (code.startsWith("chain."_L1) && !codes.contains(code))
            found += code;
        QVERIFY2(!finding.remedy.isEmpty(), finding.code.constData());
    }
    QStringList expected = codes;
    expected.sort();
    found.sort();
    QVERIFY2(found == expected, qPrintable(openFindings(report).join(u'\n') + u"\nexpected "_s + expected.join(u' ')));
    if (whole < 0)
        return;
    int unbroken = 0;
    for (const ChainLink& link : report.facts.chain.links)
        unbroken += link.kind == ChainLink::Kind::Incremental && link.accepted;
    QCOMPARE(unbroken, whole);
    if (whole > 0)
        QVERIFY2(report.facts.chain.restorableTo.startsWith(QString::fromLatin1(m_world->names[whole - 1])) || isBrokenInside(codes), qPrintable(report.facts.chain.restorableTo));
}

void TestMyChain::logsThatAreNotNeededDoNoHarm()
{
    // The log that ended where the full backup began, and a stop that needs none of the last ones.
    const QByteArray before = m_world->folder.filePath(u"mysql-bin.000001"_s).toLocal8Bit();
    QVERIFY(QFile::copy(m_world->server.dataFolder() + u"/mysql-bin.000001"_s, QString::fromLocal8Bit(before)));
    const PrecheckReport report = precheck(BackupSet{BackupFile{m_world->full}, BackupFile{before, true}} + m_world->files, u"mysql-bin.000003:500"_s);
    QVERIFY2(!report.hasBlocker(), qPrintable(openFindings(report).join(u'\n')));
    QCOMPARE(report.facts.chain.links.size(), 7);
    for (const ChainLink& link : report.facts.chain.links)
        QVERIFY(link.accepted);
    QVERIFY(!report.facts.chain.links[1].why.isEmpty());
    QVERIFY(!report.facts.chain.links[6].why.isEmpty());
    QVERIFY2(report.facts.chain.restorableTo.startsWith(u"mysql-bin.000003:"_s), qPrintable(report.facts.chain.restorableTo));
}

void TestMyChain::compressedLogsAreReadAsTheyAre()
{
    const QString path = m_world->folder.filePath(u"gz/"_s);
    QDir().mkpath(path);
    QVERIFY(QFile::copy(QString::fromLocal8Bit(m_world->files[0].path), path + QString::fromLatin1(m_world->names[0])));
    QCOMPARE(QProcess::execute(u"gzip"_s, {path + QString::fromLatin1(m_world->names[0])}), 0);
    const PrecheckReport report = precheck({BackupFile{m_world->full}, BackupFile{(path + QString::fromLatin1(m_world->names[0])).toLocal8Bit() + ".gz", true}, m_world->files[1]});
    QVERIFY2(!report.hasBlocker(), qPrintable(openFindings(report).join(u'\n')));
    QVERIFY(report.facts.chain.restorableTo.startsWith(QString::fromLatin1(m_world->names[1])));
}

void TestMyChain::inspectDrawsByHeadsAlone()
{
    BackupSet set = m_world->set();
    set.removeAt(3);
    for (BackupFile& file : set)
        file.incremental = false; // content alone decides
    const Result<BackupFacts> facts = m_engine.inspect(set, {});
    QVERIFY(facts.ok());
    QCOMPARE(facts->chain.links.size(), 5);
    QStringList drawn;
    for (const ChainLink& link : facts->chain.links)
        drawn += link.accepted ? u"ok"_s : QString::fromLatin1(link.code);
    QCOMPARE(drawn, QStringList({u"ok"_s, u"ok"_s, u"ok"_s, u"chain.gap"_s, u"chain.behind_break"_s}));
    QVERIFY(m_engine.recognise(QByteArrayView("\xfe" "bin\0\0\0\0", 8)) == 100);
}

void TestMyChain::placesToStopAtAreJudgedEarly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    for (const char* text : {"2026-11-25 08:30:00", "2026-11-25T08:30", "2026-11-25 08:30:00Z", "2026-11-25 08:30:00+08:00", "mysql-bin.000042:328", "log.1:4"})
        QTest::newRow(text) << QString::fromLatin1(text) << true;
    for (const char* text : {"noon", "2026-13-25 08:30:00", "08:30", "mysql-bin.000042", "mysql-bin:4", "../x.1:4", "a.1:-4", "2026-02-30 00:00:00"})
        QTest::newRow(text) << QString::fromLatin1(text) << false;
}

void TestMyChain::placesToStopAtAreJudgedEarly()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    const std::optional<Error> wrong = m_engine.badStopAt(text);
    QCOMPARE(!wrong, good);
    if (wrong)
        QCOMPARE(wrong->code, QByteArray("stop.form"));
}

QTEST_GUILESS_MAIN(TestMyChain)
#include "tst_mychain.moc"
