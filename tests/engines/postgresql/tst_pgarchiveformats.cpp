#include "tests/engines/postgresql/pgarchivetestsupport.h"
#include "tests/engines/postgresql/pgarchivewriter.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray sampleRows(int count)
{
    QByteArray rows;
    for (int i = 0; i < count; ++i)
        rows += QByteArray::number(i) + "\tsome text of row " + QByteArray::number(i * 7919 % 1000) + "\t\\N\n";
    return rows + "\\.\n\n\n";
}

QList<WrittenEntry> sampleEntries()
{
    QList<WrittenEntry> entries(5);
    entries[0] = {1, "ENCODING", "ENCODING", "SET client_encoding = 'UTF8';\n", {}, {}, {}};
    entries[1] = {2, "TABLE", "t", "CREATE TABLE public.t (a int, b text, c int);\n", {}, {}, {}};
    entries[2] = {3, "TABLE DATA", "t", {}, "COPY public.t (a, b, c) FROM stdin;\n", sampleRows(20'000), {}};
    entries[3] = {4, "BLOBS", "16401..16402", {}, {}, {}, {{16401, QByteArray(300'000, 'x')}, {16402, "second"}}};
    entries[4] = {5, "BLOBS", "16403", {}, {}, {}, {{16403, "third"}}};
    return entries;
}

} // namespace

/// Archive versions that no pg_dump at hand writes, and tables of contents that lie.
class TestPgArchiveFormats : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QByteArray write(const QByteArray& name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name.constData());
        return QFile::encodeName(file.fileName());
    }

    QByteArray writeFolder(const QByteArray& name, const QMap<QByteArray, QByteArray>& files) const
    {
        QDir(m_folder.path()).mkpath(QString::fromUtf8(name));
        for (auto file = files.cbegin(); file != files.cend(); ++file)
            write(name + '/' + file.key(), file.value());
        return QFile::encodeName(m_folder.filePath(QString::fromUtf8(name)));
    }

private slots:
    void readsEveryVersionAndCompression_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<int>("compression");
        for (const int version : {10, 12, 13, 14, 15, 16}) {
            for (int compression = 0; compression < (version < 15 ? 2 : 4); ++compression)
                QTest::addRow("1.%d, compression %d", version, compression) << version << compression;
        }
    }

    void readsEveryVersionAndCompression()
    {
        QFETCH(int, version);
        QFETCH(int, compression);
        const QByteArray words[] = {"none", "gzip", "lz4", "zstd"};
        const ArchiveWriter writer(version, WrittenCompression(compression));
        const QByteArray name = QByteArray::number(version) + '-' + QByteArray::number(compression);
        QList<WrittenEntry> entries = sampleEntries();
        if (version < 16)
            entries.removeLast(); // one BLOBS entry only
        for (const QByteArray& path : {write(name, writer.custom(entries)), writeFolder(name + ".d", writer.directory(entries))}) {
            const auto backup = openPg(path);
            QVERIFY2(backup.ok(), qPrintable(backup.error().detail + QString::fromUtf8(backup.error().what.source)));
            QCOMPARE((*backup)->header().archiveVersion, "1." + QByteArray::number(version));
            QCOMPARE((*backup)->header().dataCompression, words[compression]);
            QCOMPARE((*backup)->header().created, "2024-06-04 03:02:01");
            const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
            QVERIFY2(reading.complete, wordsOf(reading).constData());
            QCOMPARE(reading.rows.first()[2], 20'000);
            QMap<quint32, QByteArray> objects;
            for (int i = 3; i < entries.size(); ++i) {
                const auto stream = (*backup)->openData(0, i);
                QVERIFY(stream.ok());
                QByteArray buffer(1 << 20, Qt::Uninitialized);
                for (Result<qint64> got = (*stream)->read(buffer.data(), buffer.size()); got && *got > 0; got = (*stream)->read(buffer.data(), buffer.size()))
                    objects[(*stream)->largeObject()] += buffer.first(*got);
            }
            QMap<quint32, QByteArray> wanted = sampleEntries()[3].objects;
            if (version >= 16)
                wanted[16403] = "third";
            QCOMPARE(objects, wanted);
        }
    }

    void refusesANewerVersionNamingBoth()
    {
        const auto backup = openPg(write("newer", ArchiveWriter(17, WrittenCompression::None).custom({})));
        QVERIFY(!backup.ok());
        QCOMPARE(backup.error().code, "backup.archive_version");
        QVERIFY(backup.error().what.arguments.contains(u"1.17"_s) && backup.error().what.arguments.contains(u"1.16"_s));
    }

    void neverBelievesAClaim() // TRUST T09
    {
        const ArchiveWriter writer(14, WrittenCompression::None);
        const QByteArray head = writer.head(1);
        const QByteArray entry = ArchiveWriter::integer(1) + ArchiveWriter::integer(0);
        const QByteArray highest = QByteArray("\0\xff\xff\xff\x7f", 5), minusTwo = ArchiveWriter::integer(-2);
        const QByteArray one = ArchiveWriter::integer(1);
        const QList<QByteArray> heads{head + highest, head + minusTwo, head + one + entry + highest, head + one + entry + minusTwo,
                                      head + one + entry + QByteArray("\0\0\0\0\x80", 5), head + one + entry + QByteArray("\1\xff\xff\xff\xff", 5),
                                      head + one + entry + QByteArray("\2\0\0\0\0", 5), head + one + ArchiveWriter::integer(-1), head + one + ArchiveWriter::integer(0),
                                      head + highest + QByteArray(100'000, '\0')};
        for (const QByteArray& bytes : heads) {
            for (const bool isPacked : {false, true}) {
                QElapsedTimer clock;
                clock.start();
                const auto backup = openPg(write("claim", isPacked ? compressed(bytes, WrittenCompression::Gzip, true) : bytes));
                QVERIFY(!backup.ok());
                QVERIFY2(backup.error().code == "backup.damaged" || backup.error().code == "backup.truncated", backup.error().code.constData());
                QVERIFY(clock.elapsed() < 1000);
            }
        }
    }

    void readsNothingOutsideItsFolder() // TRUST T08
    {
        write("secret.txt", "the canary");
        const ArchiveWriter writer(14, WrittenCompression::None);
        QList<WrittenEntry> entries = sampleEntries().first(4);
        QMap<QByteArray, QByteArray> files = writer.directory(entries);
        files["blobs.toc"] = "16401 ../secret.txt\n";
        const auto listed = openPg(writeFolder("t08-list", files));
        QVERIFY(listed.ok());
        const PgReading reading = (*listed)->readThrough({}, JobStep::Prechecking);
        QVERIFY2(wordsOf(reading).startsWith("hostile backup.archive_hostile"), wordsOf(reading).constData());
        const auto stream = (*listed)->openData(0, 3);
        char byte = 0;
        QCOMPARE((*stream)->read(&byte, 1).error().kind, ErrorKind::Risk);
        for (const QByteArray& name : QByteArrayList{"../secret.txt", "/etc/passwd", "a b", "x\ny", ".."}) {
            files = writer.directory(entries);
            files["toc.dat"].replace(ArchiveWriter::text("3.dat"), ArchiveWriter::text(name));
            const auto named = openPg(writeFolder("t08-toc", files));
            QVERIFY(!named.ok());
            QCOMPARE(named.error().code, "backup.archive_hostile");
            QCOMPARE(named.error().kind, ErrorKind::Risk);
        }
        const QByteArray linked = writeFolder("t08-link", writer.directory(entries));
        QVERIFY(QFile::remove(QFile::decodeName(linked + "/3.dat")) && QFile::link(m_folder.filePath(u"secret.txt"_s), QFile::decodeName(linked + "/3.dat")));
        QCOMPARE(openPg(linked).error().code, "backup.folder_hostile");
    }

    void saysWhatIsMissingAndWhatIsTooMuch()
    {
        const ArchiveWriter writer(16, WrittenCompression::Zstd);
        QMap<QByteArray, QByteArray> files = writer.directory(sampleEntries());
        files["99.dat.zst"] = files["3.dat.zst"];
        const auto more = openPg(writeFolder("more", files));
        const PgReading tooMuch = (*more)->readThrough({}, JobStep::Prechecking);
        QVERIFY(tooMuch.complete);
        QVERIFY2(wordsOf(tooMuch).contains("99.dat.zst"), wordsOf(tooMuch).constData());
        files.remove("3.dat.zst");
        files.remove("99.dat.zst");
        const auto less = openPg(writeFolder("less", files));
        const PgReading missing = (*less)->readThrough({}, JobStep::Prechecking);
        QVERIFY(!missing.complete && missing.sha256.isEmpty());
        QVERIFY2(wordsOf(missing).startsWith("complete backup.archive_data_missing"), wordsOf(missing).constData());
        QVERIFY(wordsOf(missing).contains("TABLE DATA public.t"));
        QList<WrittenEntry> entries = sampleEntries();
        QByteArray strange = ArchiveWriter(16, WrittenCompression::None).custom(entries);
        strange += '\1' + ArchiveWriter::integer(77) + ArchiveWriter::integer(0);
        const auto unknown = openPg(write("unknown", strange));
        const PgReading reading = (*unknown)->readThrough({}, JobStep::Prechecking);
        QVERIFY(!reading.complete);
        QVERIFY2(wordsOf(reading).contains("dump id 77"), wordsOf(reading).constData());
    }

    // Members in order, each a regular file unless a type is given; ends with two zero blocks.
    static QByteArray tarOf(const QList<QPair<QByteArray, QByteArray>>& members, const QMap<QByteArray, char>& types = {})
    {
        QByteArray tar;
        for (const auto& [name, content] : members) {
            QByteArray header(512, '\0');
            const auto put = [&](qsizetype at, const QByteArray& text) { header.replace(at, text.size(), text); };
            put(0, name);
            put(100, "0000600");
            put(124, QByteArray::number(content.size(), 8).rightJustified(11, '0'));
            put(148, "        ");
            put(156, QByteArray(1, types.value(name, '0')));
            put(257, QByteArray("ustar\0" "00", 8));
            quint64 sum = 0;
            for (const char c : header)
                sum += quint8(c);
            put(148, QByteArray::number(sum, 8).rightJustified(6, '0') + '\0');
            tar += header + content + QByteArray((512 - content.size() % 512) % 512, '\0');
        }
        return tar + QByteArray(1024, '\0');
    }

    void refusesTarsThatPlayTricks()
    {
        const QMap<QByteArray, QByteArray> files = ArchiveWriter(14, WrittenCompression::None).directory(sampleEntries().first(4));
        QList<QPair<QByteArray, QByteArray>> members;
        for (auto file = files.cbegin(); file != files.cend(); ++file)
            members += {"./" + file.key(), file.value()};
        for (const bool isPacked : {false, true}) {
            const auto tar = [&](const QList<QPair<QByteArray, QByteArray>>& list, const QMap<QByteArray, char>& types = {}) {
                const QByteArray bytes = tarOf(list, types);
                return write("trick.tar", isPacked ? compressed(bytes, WrittenCompression::Gzip, true) : bytes);
            };
            const auto verdict = [&](const QByteArray& path) {
                const auto backup = openPg(path);
                return backup ? wordsOf((*backup)->readThrough({}, JobStep::Prechecking)) : backup.error().code;
            };
            QVERIFY2(verdict(tar(members)).startsWith("readable  "), verdict(tar(members)).constData());
            for (const char type : {'1', '2', '3', '4', '6'})
                QVERIFY(verdict(tar(members + QList{qMakePair(QByteArray("./evil"), QByteArray())}, {{"./evil", type}})).contains("backup.archive_hostile"));
            const QByteArray twice = verdict(tar(members + members.mid(1, 1)));
            QVERIFY2(twice.contains("backup.archive_hostile"), twice.constData());
            const QByteArray objectLast = verdict(tar({members[0], members[3], members[4], members[1], members[2]}));
            QVERIFY2(objectLast.startsWith("readable  "), objectLast.constData());
            QList<QPair<QByteArray, QByteArray>> outside = members + QList{qMakePair(QByteArray("../outside"), QByteArray("x"))};
            QVERIFY(verdict(tar(outside)).startsWith("readable  ")); // nothing is ever unpacked, so it is only junk
        }
    }

    void tellsWhatIsNoArchive()
    {
        QCOMPARE(openPg(write("toc.dat", ArchiveWriter(14, WrittenCompression::None).directory({})["toc.dat"])).error().what.source, "%1 is only the table of contents of a PostgreSQL archive; its data lie in the files beside it.");
        QCOMPARE(openPg(writeFolder("empty", {{"readme.txt", "x"}})).error().code, "backup.other_format");
        QCOMPARE(openPg(write("plain.tar", tarOf({{"photo.jpg", "x"}}))).error().code, "backup.other_format");
        QCOMPARE(openPg(write("noise", QByteArray(5000, '\x93'))).error().code, "backup.other_format");
        QCOMPARE(openPgBackup({}, {}).error().code, "backup.set");
        QCOMPARE(recognisePgBackup(tarOf({{"._dump", "x"}, {"dump/toc.dat", "x"}})), 100);
        QCOMPARE(recognisePgBackup(tarOf({{"photo.jpg", "x"}})), 0);
        QCOMPARE(recognisePgBackup("PGDMP\1\16"), 100);
    }

    void staysQuickWithAHundredThousandEntries()
    {
        QList<WrittenEntry> entries;
        for (int i = 1; i <= 100'000; ++i)
            entries += {i, "TABLE", "table_" + QByteArray::number(i), "CREATE TABLE public.table_" + QByteArray::number(i) + " (a int);\n", {}, {}, {}};
        const QByteArray path = write("many", ArchiveWriter(16, WrittenCompression::None).custom(entries));
        QElapsedTimer clock;
        clock.start();
        const auto backup = openPg(path);
        QVERIFY(backup.ok());
        QCOMPARE((*backup)->databases().first().entries.size(), 100'000);
        QVERIFY2(clock.elapsed() < 1500, QByteArray::number(clock.elapsed()).constData());
        qInfo("100,000 entries: %lld ms", clock.elapsed());
    }
};

QTEST_GUILESS_MAIN(TestPgArchiveFormats)
#include "tst_pgarchiveformats.moc"
