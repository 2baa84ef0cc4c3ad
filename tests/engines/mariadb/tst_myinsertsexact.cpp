#include "engines/mariadb/script/myinserts.h"
#include "tests/engines/mariadb/mymemorystream.h"
#include "tests/support/mariadbserver.h"

#include <QTest>

#include <random>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Rows that MyInsertReader makes for LOAD DATA against the same INSERTs sent to the same server: every column type, character set and
/// sql_mode, ordinary literals and random ones. What loads without a warning must be the same byte for byte.
class TestMyInsertsExact : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void literals_data();
    void literals();
    void dumps_data();
    void dumps();

private:
    void makeSource();
    std::unique_ptr<MariaDbServer> m_server;
    std::unique_ptr<MyConnection> m_connection;
};

namespace {

struct Type
{
    const char* sql;
    const char* name; ///< information_schema.columns.data_type
    bool inEverySession = false; ///< else in the first one only: what its literals mean depends on no character set or mode
};
const Type types[] = {
    {"TINYINT", "tinyint"}, {"INT UNSIGNED", "int"}, {"BIGINT", "bigint"}, {"BIGINT UNSIGNED", "bigint"}, {"INT NOT NULL", "int"}, {"BOOL", "tinyint"},
    {"DECIMAL(30,6)", "decimal"}, {"FLOAT", "float"}, {"DOUBLE", "double"}, {"YEAR", "year"}, {"DATE", "date"}, {"TIME(3)", "time"}, {"DATETIME(6)", "datetime"},
    {"TIMESTAMP NULL", "timestamp"}, {"BIT(1)", "bit"}, {"BIT(12)", "bit"}, {"BIT(64)", "bit", true}, {"ENUM('a','b','1','3','it''s','')", "enum", true}, {"SET('a','b','c','1')", "set"},
    {"CHAR(20) CHARACTER SET latin1", "char", true}, {"VARCHAR(400) CHARACTER SET utf8mb4", "varchar", true}, {"VARCHAR(400) CHARACTER SET utf8mb3", "varchar"}, {"TEXT CHARACTER SET gbk", "text", true},
    {"TEXT CHARACTER SET ucs2", "text", true}, {"BINARY(8)", "binary"}, {"VARBINARY(400)", "varbinary", true}, {"LONGBLOB", "longblob", true}, {"JSON", "longtext"}, {"GEOMETRY", "geometry", true},
    {"POINT", "point"}, {"UUID", "uuid"}, {"INET6", "inet6"},
};

const char* const fixedLiterals[] = {
    "NULL", "null", "TRUE", "false", "0", "1", "2", "-1", "-0", "+1", "007", "1.5", "2.5", "-0.0", ".5", "5.", "1e2", "1.5E-3", "-0e0", "1.10", "300", "4294967295",
    "18446744073709551615", "-9223372036854775808", "123456789012345678901234567890", "0.1", "16777217", "1.7976931348623157e308", "3.4028234e38", "0.30000000000000004",
    "0x41", "0x", "0x1", "x''", "x'27'", "X'5C'", "0x00ff", "0x275c2722005c", "b'101'", "B''", "0b1", "b'1000001'", "0x000000000101000000000000000000F03F000000000000F03F",
    "_binary'\\0\\0\\0\\0\x01\x01\\0\\0\\0\\0\\0\\0\\0\\0\\0\xf0?\\0\\0\\0\\0\\0\\0\xf0?'", "''", "'a'", "'A'", "'b,a'", "'a,b'", "'NULL'", "'null'", "'\\N'", "'\\\\N'", "'\\0'", "'\\0\\1'",
    "'0'", "'1'", "'2'", "'3'", "'4'", "'it''s'", "'it\\'s'", "\"dq\"", "\"d'q\"", "\"d\\\"\"\"q\"", "'d\"q'", "'\\%'", "'\\_x'", "'\\Z\\b\\t\\n\\r\\q'", "'a\tb\nc'", "N'x'", "n'\\\\'",
    "N'\xe4\xb8\xad'", "_binary'a'", "_binary '\xff\\'\xfe'", "_binary\"x\"", "_utf8mb4'\xc3\xa9'", "_utf8 'x'", "_latin1'\xe9'", "_latin1 'e'", "_gbk'\xd6\xd0'", "_ucs2'ab'", "_binary 0x41",
    "'2024-01-01'", "'20240101'", "20240101000000", "20240230000000", "20240101", "240101", "2024", "'2024'", "'24'", "24", "0000", "'0000'", "2155", "2156", "'12:00:00'", "'-1:00'", "120000",
    "'2024-02-30'", "'2024-01-01 12:00:00.123456'", "'0000-00-00'", "'1.5'", "'1e2'", "' 1'", "'1 '", "'1x'", "'1.50'", "'{\"a\":\\\"1\\\"}'", "'{\"a\": 1}'", "'[1]'", "'not json'",
    "'a' 'b'", "1+1", "DEFAULT", "(1)", "'::1'", "'123e4567-e89b-12d3-a456-426655440000'", "'),('", "'(1,2)'", "'a,b),\n(c'", "-1.5", "1000000000000000000000.5", "'\xc3'", "'\xff\xfe'",
    "'\xe4\xb8\xad\xf0\x9f\x98\x80'", "'\xbf\x5c'", "'\xbf\x5c''", "'\x83\x5c'", "'\xa5\x5c''x'", "'\\\xbf\x5c''", "'\x81\x30\x81\x30\x5c\x5c'", "CONCAT('a')", "'trailing   '", "1 /* x */", " 7 -- y\n",
};

struct Session
{
    const char* charset;
    const char* sqlMode;
    MyLexMode mode;
};
const Session sessions[] = {
    {"utf8mb4", "STRICT_ALL_TABLES", {}}, {"utf8mb4", "", {}}, {"utf8mb4", "STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES", {MyEncoding::Plain, false, false}},
    {"utf8mb4", "STRICT_ALL_TABLES,ANSI_QUOTES", {MyEncoding::Plain, true, true}}, {"latin1", "STRICT_ALL_TABLES", {}},
    {"gbk", "STRICT_ALL_TABLES", {MyEncoding::Gbk}}, {"big5", "STRICT_ALL_TABLES", {MyEncoding::Big5}}, {"sjis", "STRICT_ALL_TABLES", {MyEncoding::Sjis}},
    {"cp932", "STRICT_ALL_TABLES", {MyEncoding::Sjis}}, {"ujis", "STRICT_ALL_TABLES", {}}, {"binary", "STRICT_ALL_TABLES", {}}, {"gbk", "NO_BACKSLASH_ESCAPES", {MyEncoding::Gbk, false, false}},
};

/// Literals of random bytes in random spellings; some are broken on purpose.
QByteArray randomLiteral(std::mt19937& random)
{
    static const QByteArrayList pieces{"a", "B", ",", ")", "(", "''", "\"\"", "\\'", "\\\"", "\\\\", "\\0", "\\N", "\\n", "\\%", "\\_", "\\Z", "\n", "\t", "\xbf\x5c", "\xbf", "\x81\x30", "\xe4\xb8\xad",
                                       "\xf0\x9f\x98\x80", "\xc3", "\xff", "\x83\x5c", "\xa5\x60", "\x5c\xbf", "1", "-", "--", "#", "/*", QByteArray(1, '\0'), "NULL", "\xe9", "\x8e\xa1", "\xd6\xd0"};
    const auto pick = [&](int below) { return int(random() % unsigned(below)); };
    if (pick(4) == 0) {
        QByteArray bytes;
        for (int i = pick(12); i >= 0; --i)
            bytes += pick(3) == 0 ? "'\\\"\x5c\xbf\x81"[pick(6)] : char(pick(256));
        return (pick(2) == 0 ? "0x" + bytes.toHex() : "x'" + bytes.toHex().toUpper() + "'");
    }
    if (pick(6) == 0)
        return QByteArray::number(pick(3) == 0 ? pick(10) : int(random())) + (pick(2) == 0 ? "." + QByteArray::number(pick(1000)) : QByteArray());
    const char quote = pick(4) == 0 ? '"' : '\'';
    QByteArray literal = pick(8) == 0 ? "_binary" : pick(12) == 0 ? "N" : "";
    literal += quote;
    for (int i = pick(8); i > 0; --i)
        literal += pieces[pick(int(pieces.size()))];
    return literal + quote;
}

QByteArray detail(const Result<MyAnswer>& answer) { return answer.ok() ? QByteArray() : answer.error().detail.toUtf8(); }

// As the loader does it: rows first; with a warning, or where they are refused, the statements.
bool loadAsRows(MyConnection& connection, const MyInsertBatch& batch)
{
    qsizetype given = 0;
    const Result<MyAnswer> answer = connection.load(batch.loadStatement, [&](char* buffer, qint64 size) -> Result<qint64> {
        const qsizetype part = qMin<qsizetype>(size, batch.bytes.size() - given);
        std::memcpy(buffer, batch.bytes.constData() + given, std::size_t(part));
        given += part;
        return part;
    });
    return answer.ok() && answer->warnings == 0 && answer->touched == batch.tuples;
}

} // namespace

Q_DECLARE_METATYPE(bakferry::MyLexMode)

void TestMyInsertsExact::initTestCase()
{
    m_server = std::make_unique<MariaDbServer>(QByteArrayList{"local_infile=1"}, MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder());
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    m_connection = m_server->connect();
    QVERIFY(m_connection->execute("CREATE DATABASE d CHARACTER SET utf8mb4").ok());
    m_connection = m_server->connect("d");
    makeSource();
}

// A table with every type, also of generated and of odd columns, and with values of all kinds.
void TestMyInsertsExact::makeSource()
{
    const auto run = [&](const QByteArray& sql) { return detail(m_connection->execute(sql)); };
    QByteArray definition = "id INT AUTO_INCREMENT PRIMARY KEY";
    for (int i = 0; i < int(std::size(types)); ++i)
        definition += ", c" + QByteArray::number(i) + ' ' + types[i].sql;
    definition += ", twice INT AS (c4 * 2) STORED, `a``b c` VARCHAR(20) DEFAULT 'x', `\xc3\xa9` VARCHAR(20)";
    QCOMPARE(run("SET NAMES utf8mb4"), QByteArray());
    QCOMPARE(run("SET sql_mode='STRICT_ALL_TABLES', time_zone='+00:00'"), QByteArray());
    QCOMPARE(run("CREATE TABLE source (" + definition + ") CHARACTER SET utf8mb4"), QByteArray());
    std::mt19937 random(7);
    const auto number = [&](int below) { return QByteArray::number(int(random() % unsigned(below))); };
    const auto bytes = [&](int length) {
        QByteArray value;
        for (int i = 0; i < length; ++i)
            value += char(random() % 256);
        return value;
    };
    // What GBK and Latin 1 have as well; 7E17 is the character with the bytes BF 5C in GBK.
    const auto text = [&](bool isWestern) {
        static const QByteArrayList pieces{"a", "'", "\\", "\"", "\n", "\t", ",", ")", "(", "%", "_", "N", "--", "\x1a", "`", ";", "\xc3\xa9", "\xe4\xb8\xad", "\xe7\xb8\x97", "\xe6\x96\x87"};
        QByteArray value;
        for (int i = int(random() % 12); i > 0; --i)
            value += pieces[qsizetype(random() % std::size_t(isWestern ? 17 : pieces.size()))];
        return "x'" + value.toHex() + "'";
    };
    for (int id = 1; id <= 150; ++id) {
        QByteArray values = QByteArray::number(id);
        for (const Type& type : types) {
            const QByteArrayView kind(type.name), sql(type.sql);
            QByteArray value = "NULL";
            if (id % 7 != 0 || sql.contains("NOT NULL")) {
                switch (myColumnKindOf(kind)) {
                case MyColumnKind::Integer: value = sql.contains("UNSIGNED") ? number(1 << 30) : number(200) + "-100"; break;
                case MyColumnKind::Decimal: value = number(1 << 30) + "." + number(1000000); break;
                case MyColumnKind::Float: value = "(RAND(" + number(1000) + ")-0.5)*POW(10," + number(60) + "-30)"; break;
                case MyColumnKind::Year: value = "1901+" + number(250); break;
                case MyColumnKind::Time: value = kind == "time" ? "SEC_TO_TIME(" + number(1000000) + ".125)" : "FROM_UNIXTIME(" + number(1 << 30) + ".5)"; break;
                case MyColumnKind::Bit: value = sql.contains("(1)") ? number(2) : number(4096); break;
                case MyColumnKind::Choice: value = kind == "enum" ? "1+" + number(6) : number(16); break;
                case MyColumnKind::Text: value = sql.startsWith("JSON") ? "JSON_OBJECT('a'," + number(9) + ",'b','\\\\\"\xe4\xb8\xad')" : "CONVERT(" + text(sql.contains("latin1")) + " USING utf8mb4)"; break;
                case MyColumnKind::Binary:
                    value = kind == "geometry" || kind == "point" ? "POINT(" + number(1000) + "," + number(1000) + ")" : "x'" + bytes(kind == "binary" ? 8 : int(random() % 200)).toHex() + "'";
                    break;
                case MyColumnKind::Generated:
                case MyColumnKind::Unknown: value = kind == "uuid" ? "UUID()" : "'::" + number(9999) + "'"; break;
                }
            }
            values += "," + value;
        }
        values += ",DEFAULT,'a''b',CONVERT(" + text(true) + " USING utf8mb4)";
        QCOMPARE(run("INSERT INTO source VALUES (" + values + ")"), QByteArray());
    }
    QCOMPARE(run("UPDATE source SET c26=x'" + bytes(1 << 20).toHex() + "' WHERE id IN (3, 4)"), QByteArray());
}

void TestMyInsertsExact::literals_data()
{
    QTest::addColumn<int>("session");
    for (int i = 0; i < int(std::size(sessions)); ++i)
        QTest::addRow("%s %s", sessions[i].charset, sessions[i].sqlMode) << i;
}

void TestMyInsertsExact::literals()
{
    QFETCH(int, session);
    const Session& set = sessions[session];
    MyConnection& connection = *m_connection;
    const auto run = [&](const QByteArray& sql) { return detail(connection.execute(sql)); };
    QCOMPARE(run("SET sql_mode='" + QByteArray(set.sqlMode) + "'"), QByteArray());
    int rows = 0, statements = 0, loads = 0, needless = 0, asBytes = 0;
    std::mt19937 random(unsigned(session) + 1);
    for (const Type& type : types) {
        if (session > 0 && !type.inEverySession)
            continue;
        QCOMPARE(run("SET NAMES utf8mb4"), QByteArray());
        for (const char* name : {"a", "b"})
            QCOMPARE(run("CREATE OR REPLACE TABLE " + QByteArray(name) + " (id INT PRIMARY KEY, v " + type.sql + ") ENGINE=MyISAM"), QByteArray());
        QCOMPARE(run("SET NAMES " + QByteArray(set.charset)), QByteArray());
        const QByteArray charset = *connection.value("SELECT coalesce(character_set_name, '') FROM information_schema.columns WHERE table_schema = database() AND table_name = 'b' AND column_name = 'v'");
        QByteArrayList literals;
        for (const QByteArray& literal : QByteArrayList(std::begin(fixedLiterals), std::end(fixedLiterals))) {
            if (session == 0 || literal.contains('\'') || literal.contains('"') || literal.startsWith("0x"))
                literals += literal;
        }
        for (int i = 0; i < (session == 0 ? 40 : 20); ++i)
            literals += randomLiteral(random);
        for (qsizetype id = 0; id < literals.size(); ++id) {
            const QByteArray values = " VALUES (" + QByteArray::number(id) + "," + literals[id] + ")";
            run("INSERT INTO a" + values); // broken ones are refused
            MyInsertOptions options{.table = "b", .columns = {{"id", MyColumnKind::Integer}, {"v", myColumnKindOf(type.name), charset}}, .charset = set.charset};
            options.asBytes = storesMyBytes(options.columns, set.charset);
            asBytes += options.asBytes ? 1 : 0;
            for (bool isDone = false; !isDone; options.asStatements = true) {
                isDone = true;
                MyInsertReader reader(std::make_unique<MyMemoryStream>("INSERT INTO a" + values + ";"), set.mode, options);
                MyInsertBatch batch;
                while (*reader.next(batch)) {
                    if (batch.isRows) {
                        ++loads;
                        isDone = loadAsRows(connection, batch);
                        rows += isDone ? 1 : 0;
                        if (!isDone)
                            run("DELETE FROM b WHERE id=" + QByteArray::number(id));
                    } else if (!batch.ends.empty()) {
                        ++statements;
                        const Result<MyAnswer> done = connection.execute(batch.bytes.first(batch.ends[0]));
                        needless += done.ok() && done->warnings == 0 && options.asStatements ? 1 : 0;
                    }
                }
            }
        }
        QCOMPARE(run("SET NAMES binary"), QByteArray());
        const auto a = connection.execute("SELECT id, v FROM a ORDER BY id"), b = connection.execute("SELECT id, v FROM b ORDER BY id");
        QVERIFY(a.ok() && b.ok());
        QHash<qint64, std::pair<bool, QByteArray>> inA, inB;
        for (qsizetype i = 0; i < a->rows(); ++i)
            inA[a->number(i, 0)] = {a->isNull(i, 1), a->text(i, 1)};
        for (qsizetype i = 0; i < b->rows(); ++i)
            inB[b->number(i, 0)] = {b->isNull(i, 1), b->text(i, 1)};
        for (qsizetype id = 0; id < literals.size(); ++id) {
            const bool same = inA.contains(id) == inB.contains(id) && inA.value(id) == inB.value(id);
            const QByteArray story = QByteArray(type.sql) + ": " + literals[id].toPercentEncoding(" '\"\\()") + " INSERT " + (inA.contains(id) ? inA[id].first ? QByteArray("NULL") : inA[id].second.toHex() : "refused")
                + " ours " + (inB.contains(id) ? inB[id].first ? QByteArray("NULL") : inB[id].second.toHex() : "refused");
            if (!same)
                QTest::qFail(story.constData(), __FILE__, __LINE__);
        }
    }
    QVERIFY2(rows > 500, qPrintable(QString::number(rows)));
    QCOMPARE(asBytes > 0, QByteArray(set.charset).startsWith("utf8"));
    QCOMPARE(needless, 0); // what the server takes without a warning, it loads without one
}

void TestMyInsertsExact::dumps_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<MyLexMode>("mode");
    QTest::newRow("mysqldump") << QByteArray("utf8mb4") << QStringList{} << MyLexMode{};
    QTest::newRow("hexadecimal") << QByteArray("utf8mb4") << QStringList{u"--hex-blob"_s, u"--complete-insert"_s} << MyLexMode{};
    QTest::newRow("a row a statement") << QByteArray("utf8mb4") << QStringList{u"--skip-extended-insert"_s} << MyLexMode{};
    QTest::newRow("REPLACE") << QByteArray("utf8mb4") << QStringList{u"--replace"_s} << MyLexMode{};
    QTest::newRow("IGNORE") << QByteArray("utf8mb4") << QStringList{u"--insert-ignore"_s} << MyLexMode{};
    QTest::newRow("ansi") << QByteArray("utf8mb4") << QStringList{u"--compatible=ansi"_s} << MyLexMode{MyEncoding::Plain, true, true};
    QTest::newRow("GBK") << QByteArray("gbk") << QStringList{} << MyLexMode{MyEncoding::Gbk};
    QTest::newRow("GBK, hexadecimal") << QByteArray("gbk") << QStringList{u"--hex-blob"_s} << MyLexMode{MyEncoding::Gbk};
}

// Rows of every column type, dumped by the vendor's client in all its ways, and loaded back.
void TestMyInsertsExact::dumps()
{
    QFETCH(QByteArray, charset);
    QFETCH(QStringList, options);
    QFETCH(MyLexMode, mode);
    QByteArray dump;
    QCOMPARE(m_server->runTool(u"mariadb-dump"_s, QStringList{u"--no-create-info"_s, u"--default-character-set="_s + QString::fromLatin1(charset), u"d"_s, u"source"_s} + options, &dump), 0);
    QVERIFY(dump.contains("INSERT") || dump.contains("REPLACE"));
    const auto connection = m_server->connect("d");
    const auto run = [&](const QByteArray& sql) { return detail(connection->execute(sql)); };
    // As the dumps say themselves; a value for a generated column is an error under a strict mode.
    QCOMPARE(run("SET time_zone='+00:00', sql_mode='NO_AUTO_VALUE_ON_ZERO" + QByteArray(mode.ansiQuotes ? ",ANSI_QUOTES'" : "'")), QByteArray());
    const auto described = connection->execute("SELECT column_name, IF(is_generated='ALWAYS','generated',data_type) FROM information_schema.columns WHERE table_schema='d' AND table_name='source' ORDER BY ordinal_position");
    MyInsertOptions wanted{.table = "`loaded`", .charset = charset};
    for (qsizetype i = 0; i < described->rows(); ++i)
        wanted.columns += MyInsertColumn{described->text(i, 0), described->text(i, 1) == "generated" ? MyColumnKind::Generated : myColumnKindOf(described->text(i, 1))};
    for (const qsizetype batchBytes : {1000, 1 << 20}) {
        for (const bool asStatements : {false, true}) {
            if (asStatements && batchBytes > 1000)
                continue;
            wanted.batchBytes = batchBytes;
            wanted.asStatements = asStatements;
            wanted.longestStatement = asStatements ? 3 * 1024 * 1024 : 0;
            QCOMPARE(run("CREATE OR REPLACE TABLE loaded LIKE source"), QByteArray());
            QCOMPARE(run("SET NAMES " + charset), QByteArray());
            MyInsertReader reader(std::make_unique<MyMemoryStream>(dump), mode, wanted);
            MyInsertBatch batch;
            qint64 tuples = 0, rows = 0;
            while (*reader.next(batch)) {
                tuples += batch.tuples;
                rows += batch.isRows ? batch.tuples : 0;
                if (batch.isRows)
                    QVERIFY2(loadAsRows(*connection, batch), batch.loadStatement.constData());
                qsizetype from = 0;
                for (const qsizetype end : batch.ends) {
                    QCOMPARE(run(batch.bytes.sliced(from, end - from)), QByteArray());
                    from = end;
                }
            }
            QCOMPARE(run("SET NAMES binary"), QByteArray());
            const auto a = connection->execute("SELECT * FROM source ORDER BY id"), b = connection->execute("SELECT * FROM loaded ORDER BY id");
            QVERIFY(a.ok() && b.ok());
            QCOMPARE(b->rows(), a->rows());
            QCOMPARE(tuples, a->rows());
            QVERIFY(asStatements || rows == tuples || mode.encoding != MyEncoding::Plain);
            for (qsizetype row = 0; row < a->rows(); ++row) {
                for (int column = 0; column < int(described->rows()); ++column)
                    QVERIFY2(a->isNull(row, column) == b->isNull(row, column) && a->text(row, column) == b->text(row, column),
                             (described->text(column, 0) + ": " + a->text(row, column).left(200).toPercentEncoding() + " became " + b->text(row, column).left(200).toPercentEncoding()).constData());
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestMyInsertsExact)
#include "tst_myinsertsexact.moc"
