#include "tests/engines/postgresql/pgarchivetestsupport.h"
#include "tests/support/pgserver.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

// Tables of some sizes, one empty, one with a name that needs quotes, and large objects: an empty one, one that is itself a
// gzip file, one larger than any buffer.
constexpr const char* sampleSql = R"(
CREATE TABLE big AS SELECT i, repeat(md5(i::text), 3) AS t, CASE WHEN i % 3 = 0 THEN NULL ELSE i * 2 END AS n FROM generate_series(1, 40000) i;
CREATE TABLE small (a int, b text);
INSERT INTO small VALUES (1, E'back\\slash and \t tab'), (2, E'line\nbreak \\.'), (3, '\.'), (4, NULL);
CREATE TABLE nothing (x int);
CREATE SCHEMA "odd ""schema";
CREATE TABLE "odd ""schema"."表 'x'" AS SELECT generate_series(1, 7) AS v;
SELECT lo_from_bytea(50001, decode(repeat('0123456789abcdef', 100000), 'hex'));
SELECT lo_from_bytea(50002, '\x1f8b0800000000000003');
SELECT lo_from_bytea(50003, '');
SELECT lo_from_bytea(3000000001, 'upper half of the numbers');
)";

const QByteArray bigObjectHash = QCryptographicHash::hash(QByteArray::fromHex(QByteArray("0123456789abcdef").repeated(100000)), QCryptographicHash::Sha256);

struct Content
{
    QMap<QByteArray, qint64> rows;      ///< by table; -1: as INSERTs
    QMap<quint32, QByteArray> objects;  ///< hash by id
    friend bool operator==(const Content&, const Content&) = default;
};

Result<void> readInto(Content& content, const PgEntry& entry, PgDataStream& stream)
{
    QByteArray buffer(37'000, Qt::Uninitialized), tail;
    qint64 rows = 0;
    QMap<quint32, QByteArray> objects;
    for (;;) {
        const Result<qint64> got = stream.read(buffer.data(), buffer.size());
        if (!got)
            return got.error();
        if (*got == 0)
            break;
        rows += QByteArrayView(buffer).first(*got).toByteArray().count('\n');
        if (stream.largeObject() != 0)
            objects[stream.largeObject()] += buffer.first(*got);
    }
    for (auto object = objects.cbegin(); object != objects.cend(); ++object)
        content.objects[object.key()] = QCryptographicHash::hash(object.value(), QCryptographicHash::Sha256);
    if (entry.kind == "TABLE DATA")
        content.rows[entry.schema + '.' + entry.name] = entry.copyStatement.isEmpty() ? -1 : rows;
    return {};
}

Result<Content> contentOf(PgBackup& backup)
{
    Content content;
    const QList<PgEntry>& entries = backup.databases().first().entries;
    if (!backup.isRandomAccess()) {
        for (;;) {
            Result<std::optional<PgNextData>> next = backup.nextData();
            if (!next)
                return next.error();
            if (!next->has_value())
                return content;
            if (const Result<void> read = readInto(content, entries[(*next)->entry], *(*next)->stream); !read)
                return read.error();
        }
    }
    for (int i = 0; i < entries.size(); ++i) {
        if (!entries[i].hasData)
            continue;
        Result<std::unique_ptr<PgDataStream>> stream = backup.openData(0, i);
        if (!stream)
            return stream.error();
        if (const Result<void> read = readInto(content, entries[i], **stream); !read)
            return read.error();
    }
    return content;
}

} // namespace

/// Archives that the real pg_dump makes, against what the server says it holds.
class TestPgArchive : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PgServer> m_server;
    QTemporaryDir m_folder;

    bool shell(const QString& command) const
    {
        return QProcess::execute(u"/bin/sh"_s, {u"-c"_s, command}) == 0;
    }

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<PgServer>();
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
        QVERIFY(m_server->connect()->execute(sampleSql).ok());
    }

    void readsWhatPgDumpWrites_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("then"); // a shell command from %1, what pg_dump wrote, to %2
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("compression");
        const QString gz = u"gzip -c %1 > %2"_s, zst = u"zstd -q -c %1 > %2"_s, xz = u"xz -1 -c %1 > %2"_s;
        QTest::newRow("custom") << QStringList{u"-Fc"_s} << QString() << QByteArray("postgresql-custom") << QByteArray("gzip");
        QTest::newRow("custom, none") << QStringList{u"-Fc"_s, u"-Z0"_s} << QString() << QByteArray("postgresql-custom") << QByteArray("none");
        QTest::newRow("custom in gz") << QStringList{u"-Fc"_s} << gz << QByteArray("postgresql-custom") << QByteArray("gzip");
        QTest::newRow("custom, none, in zst") << QStringList{u"-Fc"_s, u"-Z0"_s} << zst << QByteArray("postgresql-custom") << QByteArray("none");
        QTest::newRow("custom in zip") << QStringList{u"-Fc"_s} << u"cd $(dirname %1) && zip -q %2.zip $(basename %1) && mv %2.zip %2"_s << QByteArray("postgresql-custom") << QByteArray("gzip");
        QTest::newRow("tar") << QStringList{u"-Ft"_s} << QString() << QByteArray("postgresql-tar") << QByteArray("none");
        QTest::newRow("tar in gz") << QStringList{u"-Ft"_s} << gz << QByteArray("postgresql-tar") << QByteArray("none");
        QTest::newRow("tar in xz") << QStringList{u"-Ft"_s} << xz << QByteArray("postgresql-tar") << QByteArray("none");
        QTest::newRow("directory") << QStringList{u"-Fd"_s} << QString() << QByteArray("postgresql-directory") << QByteArray("gzip");
        QTest::newRow("directory, two jobs") << QStringList{u"-Fd"_s, u"-j2"_s} << QString() << QByteArray("postgresql-directory") << QByteArray("gzip");
        QTest::newRow("directory, none") << QStringList{u"-Fd"_s, u"-Z0"_s} << QString() << QByteArray("postgresql-directory") << QByteArray("none");
        QTest::newRow("directory in tar") << QStringList{u"-Fd"_s} << u"tar -C $(dirname %1) -cf %2 $(basename %1)"_s << QByteArray("postgresql-tar") << QByteArray("gzip");
        QTest::newRow("directory in tar in gz") << QStringList{u"-Fd"_s} << u"tar -C $(dirname %1) -czf %2 $(basename %1)"_s << QByteArray("postgresql-tar") << QByteArray("gzip");
        QTest::newRow("directory, in pax tar, sorted") << QStringList{u"-Fd"_s, u"-Z0"_s} << u"tar -C %1 --format=pax --sort=name -cf %2 ."_s << QByteArray("postgresql-tar") << QByteArray("none");
    }

    void readsWhatPgDumpWrites()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, then);
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, compression);
        for (const bool isInserts : {false, true}) {
            const QString first = m_folder.filePath(u"%1-%2.dump"_s.arg(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'_').remove(u',')).arg(isInserts));
            const QString path = then.isEmpty() ? first : first + u".out"_s;
            QByteArray output;
            QVERIFY2(m_server->runTool(u"pg_dump"_s, options + (isInserts ? QStringList{u"--inserts"_s} : QStringList()) + QStringList{u"-f"_s, first, u"postgres"_s}, &output) == 0, output.constData());
            QVERIFY(then.isEmpty() || shell(then.arg(first, path)));
            check(path, isInserts, format, compression);
        }
    }

    void findsDataWithoutPlaces()
    {
        for (const QString& level : {u"-Z0"_s, u"-Z6"_s}) {
            const QString path = m_folder.filePath(u"pipe"_s + level);
            QByteArray piped;
            QCOMPARE(m_server->runTool(u"pg_dump"_s, {u"-Fc"_s, level, u"postgres"_s}, &piped), 0);
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(piped) == piped.size());
            file.close();
            check(path, false, "postgresql-custom", level == u"-Z0"_s ? "none" : "gzip");
            const auto backup = openPg(QFile::encodeName(path));
            QVERIFY(std::ranges::all_of((*backup)->databases().first().entries, [](const PgEntry& entry) { return entry.dataOffset < 0; }));
        }
    }

private:
    void check(const QString& path, bool isInserts, const QByteArray& format, const QByteArray& compression)
    {
        const auto backup = openPg(QFile::encodeName(path));
        QVERIFY2(backup.ok(), qPrintable(backup.error().detail + QString::fromUtf8(backup.error().what.source)));
        QCOMPARE((*backup)->header().format, format);
        QCOMPARE((*backup)->header().dataCompression, compression);
        QCOMPARE((*backup)->databases().first().name, "postgres");
        QCOMPARE((*backup)->databases().first().encoding, "UTF8");
        QCOMPARE((*backup)->databases().first().locale, "C.UTF-8");
        const Result<Content> before = contentOf(**backup);
        QVERIFY2(before.ok(), qPrintable(before.error().detail + QString::fromUtf8(before.error().what.source)));
        const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
        QVERIFY2(reading.complete, wordsOf(reading).constData());
        QVERIFY2(std::ranges::all_of(reading.findings, [](const Finding& f) { return f.level == FindingLevel::Passed; }), wordsOf(reading).constData());
        QCOMPARE(rowsOf(reading), isInserts ? 0 : 40011);
        const Content wanted{{{"public.big", isInserts ? -1 : 40000}, {"public.small", isInserts ? -1 : 4}, {"public.nothing", isInserts ? -1 : 0},
                              {"odd \"schema.表 'x'", isInserts ? -1 : 7}},
                             {{50001, bigObjectHash}, {50002, hashOf(QByteArray::fromHex("1f8b0800000000000003"))}, {3000000001, hashOf("upper half of the numbers")}}};
        const Result<Content> after = contentOf(**backup); // reading through does not use the data up
        QVERIFY2(after.ok(), qPrintable(after.error().detail));
        QCOMPARE(after->rows, wanted.rows);
        QCOMPARE(after->objects.keys(), wanted.objects.keys());
        QVERIFY(*after == wanted);
        QVERIFY(*before == wanted);
        const Result<QByteArray> sum = (*backup)->sha256({});
        QVERIFY(sum.ok());
        QCOMPARE(sum->toHex(), reading.sha256.toHex());
    }

    static QByteArray hashOf(const QByteArray& bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }
};

QTEST_GUILESS_MAIN(TestPgArchive)
#include "tst_pgarchive.moc"
