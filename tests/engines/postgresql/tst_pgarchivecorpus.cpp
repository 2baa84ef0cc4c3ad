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

    void describesItsObjects()
    {
        const QByteArray path = pgCorpusFile(u"dvdrental-custom/dvdrental.backup"_s);
        if (path.isEmpty())
            QSKIP("dvdrental.backup is not here");
        const auto backup = openPg(path);
        const BackupFacts facts = describePgBackup(**backup);
        const auto fact = [&](const char* id) {
            const auto found = std::ranges::find(facts.facts, QByteArray(id), &Fact::id);
            return found == facts.facts.end() ? QVariant() : found->value;
        };
        QCOMPARE(facts.formatId, "postgresql-custom");
        QCOMPARE(fact("serverVersion").toString(), u"13.2"_s);
        QCOMPARE(fact("tables").toInt(), 15);
        QCOMPARE(fact("roles").toStringList(), QStringList{u"postgres"_s});
        QVERIFY(!fact("schemaOnly").isValid() && !fact("extensions").isValid());
        QCOMPARE(facts.objects.size(), 1);
        const BackupObject& schema = facts.objects.first();
        QCOMPARE(schema.name, u"public"_s);
        const auto count = [&](const char* kind) { return std::ranges::count(schema.children, QByteArray(kind), &BackupObject::kind); };
        QCOMPARE(count("table"), 15);
        QCOMPARE(count("view"), 7);
        QCOMPARE(count("function"), 10);
        const auto film = std::ranges::find(schema.children, u"film"_s, &BackupObject::name);
        QVERIFY(film != schema.children.end() && film->kind == "table");
        QVERIFY(film->sizeBytes > 1000 && film->id.startsWith("0:"));
        QStringList parts;
        for (const BackupObject& part : film->children)
            parts += QString::fromLatin1(part.kind) + u' ' + part.name;
        parts.sort();
        QCOMPARE(parts, (QStringList{u"constraint film film_language_id_fkey"_s, u"constraint film film_pkey"_s, u"index film_fulltext_idx"_s, u"index idx_fk_language_id"_s,
                                     u"index idx_title"_s, u"trigger film film_fulltext_trigger"_s, u"trigger film last_updated"_s}));
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
        const BackupFacts facts = describePgBackup(**backup);
        QVERIFY(std::ranges::any_of(facts.facts, [](const Fact& fact) { return fact.id == "empty"; }));
        QCOMPARE(facts.objects.size(), 0);
    }

    void tellsRolesAlone()
    {
        const QByteArray path = pgCorpusFile(u"dumpall-dmitry/roles.sql"_s);
        if (path.isEmpty())
            QSKIP("roles.sql is not here");
        const auto backup = openPg(path);
        QVERIFY(backup.ok());
        const BackupFacts facts = describePgBackup(**backup);
        QVERIFY(std::ranges::any_of(facts.facts, [](const Fact& fact) { return fact.id == "rolesOnly"; }));
        QVERIFY(std::ranges::none_of(facts.facts, [](const Fact& fact) { return fact.value.toString().isEmpty() && fact.value.toStringList().join(u"").isEmpty(); }));
        QCOMPARE(facts.objects.size(), 1);
        QCOMPARE(facts.objects.first().kind, "role");
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
