#include "tests/engines/postgresql/pgarchivetestsupport.h"
#include "tests/support/pgserver.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <memory>
#include <random>
#include <utility>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

constexpr const char* sampleSql = R"(
CREATE TABLE a AS SELECT i, md5(i::text) AS t FROM generate_series(1, 3000) i;
CREATE TABLE b AS SELECT i, random() AS r FROM generate_series(1, 500) i;
CREATE TABLE nothing (x int);
SELECT lo_from_bytea(50001, decode(string_agg(md5((i * 31)::text), ''), 'hex')) FROM generate_series(1, 800) i; -- no two parts alike: in a repeated one a flipped distance changes nothing
)";

constexpr int cuts = 60;
constexpr int flips = 200;

} // namespace

/// Archives of the real pg_dump, cut and with flipped bits (TRUST F13, F14, T10).
class TestPgArchiveDamage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PgServer> m_server;
    QTemporaryDir m_folder;

    QByteArray bytesOf(const QByteArray& path) const
    {
        QFile file(QFile::decodeName(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void write(const QByteArray& path, const QByteArray& bytes) const
    {
        QFile file(QFile::decodeName(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    // "" when the backup reads as whole, else the words of what was found. Never hangs, never crashes.
    QByteArray verdictOn(const QByteArray& path) const
    {
        const auto backup = openPg(path);
        if (!backup)
            return backup.error().code;
        const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
        return reading.complete ? QByteArray() : wordsOf(reading);
    }

    // Over the definitions and every byte of the data.
    QByteArray contentHash(const QByteArray& path) const
    {
        const auto backup = openPg(path);
        const QList<PgEntry>& entries = (*backup)->databases().first().entries;
        QMap<int, std::shared_ptr<QCryptographicHash>> hashes;
        const auto read = [&](int entry, PgDataStream& stream) {
            QByteArray buffer(100'000, Qt::Uninitialized);
            auto& hash = hashes[entry] = std::make_shared<QCryptographicHash>(QCryptographicHash::Sha256);
            quint32 object = 0; // said once for each large object: portions may fall differently each time
            for (Result<qint64> got = stream.read(buffer.data(), buffer.size()); got && *got > 0; got = stream.read(buffer.data(), buffer.size())) {
                if (std::exchange(object, stream.largeObject()) != stream.largeObject())
                    hash->addData(QByteArray::number(object));
                hash->addData(buffer.first(*got));
            }
        };
        for (int i = 0; (*backup)->isRandomAccess() && i < entries.size(); ++i) {
            if (entries[i].hasData)
                read(i, **(*backup)->openData(0, i));
        }
        while (!(*backup)->isRandomAccess()) {
            Result<std::optional<PgNextData>> next = (*backup)->nextData();
            if (!next || !next->has_value())
                break;
            read((*next)->entry, *(*next)->stream);
        }
        QByteArray content;
        for (int i = 0; i < entries.size(); ++i)
            content += entries[i].definition + entries[i].copyStatement + (hashes.contains(i) ? hashes[i]->result() : QByteArray());
        return QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    }

    // pg_dump's archive, for a folder the one file of it that is to be damaged.
    QByteArray dump(const QStringList& options, const QString& packer)
    {
        const QString path = m_folder.filePath(QString::fromUtf8(QByteArray(QTest::currentDataTag()).replace(' ', '_').replace(',', "")));
        QDir(path).removeRecursively();
        QByteArray output;
        if (m_server->runTool(u"pg_dump"_s, options + QStringList{u"-f"_s, path, u"postgres"_s}, &output) != 0)
            qFatal("%s", output.constData());
        if (packer.isEmpty())
            return QFile::encodeName(path);
        if (QProcess::execute(u"/bin/sh"_s, {u"-c"_s, packer.arg(path)}) != 0)
            qFatal("the packer failed");
        return QFile::encodeName(path + u".packed"_s);
    }

    void formats()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("packer");
        QTest::addColumn<QByteArrayList>("members"); // of a folder
        QTest::newRow("custom") << QStringList{u"-Fc"_s} << QString() << QByteArrayList();
        QTest::newRow("custom, none") << QStringList{u"-Fc"_s, u"-Z0"_s} << QString() << QByteArrayList();
        QTest::newRow("custom in gz") << QStringList{u"-Fc"_s} << u"gzip -c %1 > %1.packed"_s << QByteArrayList();
        QTest::newRow("custom, none, in xz") << QStringList{u"-Fc"_s, u"-Z0"_s} << u"xz -c %1 > %1.packed"_s << QByteArrayList();
        QTest::newRow("tar") << QStringList{u"-Ft"_s} << QString() << QByteArrayList();
        QTest::newRow("tar, inserts") << QStringList{u"-Ft"_s, u"--inserts"_s} << QString() << QByteArrayList();
        QTest::newRow("tar in zst") << QStringList{u"-Ft"_s} << u"zstd -q -c %1 > %1.packed"_s << QByteArrayList();
        const QByteArrayList gz{"toc.dat", "largest.dat.gz", "blob_50001.dat.gz", "blobs.toc"};
        QTest::newRow("directory") << QStringList{u"-Fd"_s} << QString() << gz;
        QTest::newRow("directory, none") << QStringList{u"-Fd"_s, u"-Z0"_s} << QString() << QByteArrayList{"toc.dat", "largest.dat", "blobs.toc"};
        QTest::newRow("directory, none, inserts") << QStringList{u"-Fd"_s, u"-Z0"_s, u"--inserts"_s} << QString() << QByteArrayList{"toc.dat", "largest.dat"};
    }

    // The largest data file goes by a name of its own here, as its number differs from run to run.
    QByteArray memberPath(const QByteArray& folder, const QByteArray& member) const
    {
        if (!member.startsWith("largest"))
            return folder + '/' + member;
        const QFileInfoList files = QDir(QFile::decodeName(folder)).entryInfoList({u"[0-9]*.dat*"_s}, QDir::Files, QDir::Size);
        return QFile::encodeName(files.first().filePath());
    }

    QByteArrayList targets(const QByteArray& path, const QByteArrayList& members) const
    {
        QByteArrayList paths;
        for (const QByteArray& member : members)
            paths += memberPath(path, member);
        return members.isEmpty() ? QByteArrayList{path} : paths;
    }

    static constexpr qint64 patienceMs = 5000;

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<PgServer>();
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
        QVERIFY(m_server->connect()->execute(sampleSql).ok());
    }

    void everyCutIsFound_data() { formats(); }

    void everyCutIsFound()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, packer);
        QFETCH(QByteArrayList, members);
        const QByteArray path = dump(options, packer);
        QCOMPARE(verdictOn(path), "");
        for (const QByteArray& target : targets(path, members)) {
            const QByteArray whole = bytesOf(target);
            // Behind the rows pg_dump writes "\.", a newline and two empty lines: a plain file that lost only those lost no row.
            const bool endsInEmptyLines = whole.endsWith("\\.\n\n\n");
            for (int i = 0; i < cuts; ++i) {
                qint64 size = i < 10 && i < whole.size() ? whole.size() - 1 - i : whole.size() * i / cuts;
                if (options.contains(u"-Ft"_s) && packer.isEmpty() && i % 2 == 0) // where a tar's blocks meet, nearest its end first
                    size = whole.size() - 512 * (1 + i / 2 + (i > 10 ? (i - 10) * 5 : 0));
                if (endsInEmptyLines && size > whole.size() - 3)
                    continue;
                if (target.endsWith("blobs.toc") && (size == 0 || whole.at(size - 1) == '\n'))
                    continue; // a shorter list; see saysThatLargeObjectsAreNotListed()
                write(target, whole.first(size));
                QElapsedTimer clock;
                clock.start();
                QVERIFY2(!verdictOn(path).isEmpty(), qPrintable(u"%1 cut at %2 of %3"_s.arg(QString::fromUtf8(target)).arg(size).arg(whole.size())));
                QVERIFY(clock.elapsed() < patienceMs);
            }
            write(target, whole);
        }
    }

    void flippedBitsAreFoundWhereChecksumsAre_data() { formats(); }

    void flippedBitsAreFoundWhereChecksumsAre()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, packer);
        QFETCH(QByteArrayList, members);
        const QByteArray path = dump(options, packer);
        std::mt19937 random(20260101);
        for (const QByteArray& target : targets(path, members)) {
            const QByteArray whole = bytesOf(target);
            const qint64 from = firstChecksummedByte(path, target);
            const QByteArray content = contentHash(path);
            int found = 0;
            for (int i = 0; i < flips; ++i) {
                const qint64 at = std::uniform_int_distribution<qint64>(0, whole.size() - 1)(random);
                QByteArray damaged = whole;
                damaged[at] = char(damaged[at] ^ (1 << (i % 8)));
                write(target, damaged);
                QElapsedTimer clock;
                clock.start();
                const bool isFound = !verdictOn(path).isEmpty();
                QVERIFY(clock.elapsed() < patienceMs);
                found += isFound;
                // Some bits say nothing: time and system in a gzip header, the padding before its checksum. Then nothing has changed.
                QVERIFY2(isFound || at < from || contentHash(path) == content, qPrintable(u"bit %1 of byte %2 in %3"_s.arg(i % 8).arg(at).arg(QString::fromUtf8(target))));
            }
            qInfo("%s: %d of %d found", target.constData(), found, flips);
            write(target, whole);
        }
    }

    // Which files' large objects a cut list leaves out is told, as files nobody names.
    void saysThatLargeObjectsAreNotListed()
    {
        const QByteArray path = QFile::encodeName(m_folder.filePath(u"unlisted"_s));
        QCOMPARE(m_server->runTool(u"pg_dump"_s, {u"-Fd"_s, u"-f"_s, QFile::decodeName(path), u"postgres"_s}), 0);
        write(path + "/blobs.toc", "");
        const auto backup = openPg(path);
        QVERIFY(backup.ok());
        const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
        QVERIFY2(std::ranges::any_of(reading.findings, [](const Finding& f) { return f.level == FindingLevel::Warning && f.checkId == "complete"; }), wordsOf(reading).constData());
    }

    void stopsWithinTwoSeconds()
    {
        const QByteArray path = QFile::encodeName(m_folder.filePath(u"stopped"_s));
        QCOMPARE(m_server->runTool(u"pg_dump"_s, {u"-Fc"_s, u"-f"_s, QFile::decodeName(path), u"postgres"_s}), 0);
        const auto backup = openPg(path);
        std::stop_source stop;
        JobContext context;
        context.stop = stop.get_token();
        context.progress = [&](const JobProgress& progress) {
            if (progress.bytesTotal > 0)
                stop.request_stop();
        };
        const PgReading reading = (*backup)->readThrough(context, JobStep::Prechecking);
        QVERIFY(reading.cancelled && !reading.complete && reading.sha256.isEmpty());
    }

    void noticesAFileThatChanges()
    {
        const QByteArray path = QFile::encodeName(m_folder.filePath(u"changed"_s));
        for (const QString& format : {u"-Fc"_s, u"-Fd"_s}) {
            QFile::remove(QFile::decodeName(path));
            QCOMPARE(m_server->runTool(u"pg_dump"_s, {format, u"-f"_s, QFile::decodeName(path), u"postgres"_s}), 0);
            const auto backup = openPg(path);
            QVERIFY((*backup)->checkUnchanged().ok());
            const QByteArray target = format == u"-Fc"_s ? path : path + "/toc.dat";
            write(target, bytesOf(target) + "x");
            QCOMPARE((*backup)->checkUnchanged().error().code, "backup.changed");
            QVERIFY(!(*backup)->readThrough({}, JobStep::Prechecking).complete);
        }
    }

private:
    // Where the bytes begin that checksums cover; past the end where none does.
    qint64 firstChecksummedByte(const QByteArray& path, const QByteArray& target) const
    {
        if (target.endsWith(".packed") || target.endsWith(".gz"))
            return 0;
        const auto backup = openPg(path);
        if ((*backup)->header().format != "postgresql-custom" || (*backup)->header().dataCompression == "none")
            return std::numeric_limits<qint64>::max();
        qint64 first = std::numeric_limits<qint64>::max();
        for (const PgEntry& entry : (*backup)->databases().first().entries)
            first = entry.dataOffset >= 0 && entry.kind != "BLOBS" ? std::min(first, entry.dataOffset) : first;
        return first;
    }
};

QTEST_GUILESS_MAIN(TestPgArchiveDamage)
#include "tst_pgarchivedamage.moc"
