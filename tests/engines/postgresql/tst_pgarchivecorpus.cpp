#include "tests/engines/postgresql/pgarchivetestsupport.h"

#include <QTest>

#include <algorithm>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Archives nobody here wrote, against what PostgreSQL 15 made of them (the corpus's README).
class TestPgArchiveCorpus : public QObject
{
    Q_OBJECT

private slots:
    void readsACustomArchive()
    {
        const QByteArray path = pgCorpusFile(u"dvdrental-custom/dvdrental.backup"_s);
        if (path.isEmpty())
            QSKIP("dvdrental.backup is not here");
        const auto backup = openPg(path);
        QVERIFY2(backup.ok(), qPrintable(backup.error().detail));
        const PgHeader& header = (*backup)->header();
        QCOMPARE(header.format, "postgresql-custom");
        QCOMPARE(header.archiveVersion, "1.14");
        QCOMPARE(header.serverVersion, "13.2");
        QCOMPARE(header.dataCompression, "gzip");
        QCOMPARE(header.created, "2021-07-02 20:17:39");
        const PgDatabase& database = (*backup)->databases().first();
        QCOMPARE(database.name, "dvdrental");
        QCOMPARE(database.encoding, "UTF8");
        QVERIFY(database.settings.contains("client_encoding=UTF8"));
        QCOMPARE(database.entries.size(), 145);
        QVERIFY((*backup)->isRandomAccess());
        const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
        QVERIFY2(reading.complete, wordsOf(reading).constData());
        QCOMPARE(rowsOf(reading), 44822);
        QCOMPARE(std::ranges::count(database.entries, QByteArray("TABLE DATA"), &PgEntry::kind), 15);
        QCOMPARE(reading.sha256.size(), 32);
    }

    void tellsAnEmptyArchiveBehindAForeignSuffix()
    {
        const QByteArray path = pgCorpusFile(u"custom-named-bak/AdventureWorksLT2017.bak"_s);
        if (path.isEmpty())
            QSKIP("AdventureWorksLT2017.bak is not here");
        const auto backup = openPg(path);
        QVERIFY2(backup.ok(), qPrintable(backup.error().detail));
        QCOMPARE((*backup)->header().archiveVersion, "1.15");
        const PgDatabase& database = (*backup)->databases().first();
        QCOMPARE(database.entries.size(), 4); // as its head says; the README of the corpus counts one more
        QCOMPARE(database.localeProvider, "libc");
        QVERIFY(database.locale.endsWith(".1252"));
        const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
        QVERIFY2(reading.complete, wordsOf(reading).constData());
        QCOMPARE(rowsOf(reading), 0);
    }

    void readsATarThatWasPackedAgain()
    {
        const QByteArray path = pgCorpusFile(u"dvdrental-tar/dvdrental.tar"_s);
        if (path.isEmpty())
            QSKIP("dvdrental.tar is not here");
        const auto backup = openPg(path);
        QVERIFY2(backup.ok(), qPrintable(backup.error().detail));
        QCOMPARE((*backup)->header().format, "postgresql-tar");
        QCOMPARE((*backup)->header().archiveVersion, "1.13");
        QCOMPARE((*backup)->header().oddities.size(), 2);
        QCOMPARE((*backup)->header().oddities.first().arguments, QStringList{u"dvdrental/"_s});
        const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
        QVERIFY2(reading.complete, wordsOf(reading).constData());
        QCOMPARE(rowsOf(reading), 44820);
        QCOMPARE(std::ranges::count((*backup)->databases().first().entries, QByteArray("TABLE DATA"), &PgEntry::kind), 15);
    }
};

QTEST_GUILESS_MAIN(TestPgArchiveCorpus)
#include "tst_pgarchivecorpus.moc"
