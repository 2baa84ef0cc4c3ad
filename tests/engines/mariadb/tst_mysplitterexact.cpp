#include "engines/script/mysplitter.h"
#include "tests/support/mariadbserver.h"

#include <QTest>

#include <mysql.h>
#include <random>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// MySplitter and MyTokens against those they follow: how a server takes texts of several statements apart, which comments with a version it
/// runs, and what the mariadb client sends of a script.
class TestMySplitterExact : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void splitsAsTheServer_data();
    void splitsAsTheServer();
    void runsTheCommentsThatTheServerRuns_data();
    void runsTheCommentsThatTheServerRuns();
    void splitsAsTheClient();
    void knowsCharactersAsTheServer_data();
    void knowsCharactersAsTheServer();

private:
    std::unique_ptr<MariaDbServer> m_server;
};

namespace {

struct Handle
{
    MYSQL* mysql = mysql_init(nullptr);
    Handle(const MariaDbServer& server, bool several)
    {
        if (!mysql_real_connect(mysql, nullptr, "root", nullptr, "d", 0, QFile::encodeName(server.socket()).constData(), several ? CLIENT_MULTI_STATEMENTS : 0))
            qFatal("%s", mysql_error(mysql));
    }
    ~Handle() { mysql_close(mysql); }
    /// What the statements answer, one after another, up to the first that is refused.
    QByteArrayList run(QByteArrayView sql) const
    {
        QByteArrayList answers;
        for (int status = mysql_real_query(mysql, sql.data(), static_cast<unsigned long>(sql.size())) ? 1 : 0; status <= 0; status = mysql_next_result(mysql)) {
            QByteArray answer("ok");
            if (MYSQL_RES* const result = mysql_store_result(mysql)) {
                while (const MYSQL_ROW row = mysql_fetch_row(result)) {
                    const unsigned long* const lengths = mysql_fetch_lengths(result);
                    for (unsigned i = 0; i < mysql_num_fields(result); ++i)
                        answer += '|' + (row[i] ? QByteArray(row[i], qsizetype(lengths[i])) : QByteArray("NULL"));
                }
                mysql_free_result(result);
            }
            if (mysql_errno(mysql) == 0)
                answers += answer;
            if (!mysql_more_results(mysql))
                return answers;
        }
        answers += "refused";
        return answers;
    }
};

/// Statements without their delimiters.
/// @param isForServer  set to false where the script has what only a client takes: its commands, and empty statements
QByteArrayList splitAll(QByteArrayView script, MyLexMode mode, bool* isForServer = nullptr)
{
    bool ignored = false;
    bool& serves = isForServer ? *isForServer : ignored;
    serves = true;
    MySplitter splitter;
    splitter.setMode(mode);
    QByteArrayList statements;
    qsizetype from = 0, end = 0;
    std::size_t at = 0;
    for (auto event = splitter.next(script, at, true); event != MySplitter::Event::More; event = splitter.next(script, at, true)) {
        if (event == MySplitter::Event::StatementBegins) {
            serves = serves && !MyTokens(script.sliced(end, qsizetype(splitter.begin()) - end), mode).peek().isSymbol(';');
            from = qsizetype(splitter.begin());
        } else if (event == MySplitter::Event::StatementEnds) {
            end = qsizetype(at);
            statements += script.sliced(from, end - from - splitter.statement().delimiterLength).toByteArray();
        } else if (event == MySplitter::Event::ClientLine) {
            serves = false;
        }
    }
    return statements;
}

struct Session
{
    const char* charset;
    const char* sqlMode;
    MyLexMode mode;
};
const Session sessions[] = {
    {"utf8mb4", "", {}}, {"utf8mb4", "NO_BACKSLASH_ESCAPES", {MyEncoding::Plain, false, false}}, {"utf8mb4", "ANSI_QUOTES", {MyEncoding::Plain, true, true}}, {"latin1", "", {}},
    {"gbk", "", {MyEncoding::Gbk}}, {"gbk", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES", {MyEncoding::Gbk, true, false}}, {"big5", "", {MyEncoding::Big5}}, {"sjis", "", {MyEncoding::Sjis}},
    {"cp932", "", {MyEncoding::Sjis}}, {"ujis", "", {}}, {"eucjpms", "", {}}, {"euckr", "", {}}, {"gb2312", "", {}}, {"binary", "", {}},
};

class Generator
{
public:
    explicit Generator(unsigned seed) : m_random(seed) { }
    int pick(int below) { return int(m_random() % unsigned(below)); }
    QByteArray any(const QByteArrayList& of) { return of[pick(int(of.size()))]; }
    QByteArray inside()
    {
        static const QByteArrayList pieces{"a", ";", "''", "\"\"", "``", "\\'", "\\\"", "\\\\", "\\", "\\;", "--", "-- ", "#", "/*", "*/", "/*!", "\n", "\xbf\x5c", "\xbf", "\x83\x5c", "\xa5\x60", "\x81\x30",
                                           "\x5c\xbf\x5c", "\xe4\xb8\xad", "\xc3", "\xff", "\x8f\xa1", "'", "\"", "`", "SELECT 1; DROP TABLE t;"};
        QByteArray text;
        for (int i = pick(6); i > 0; --i)
            text += any(pieces);
        return text;
    }
    QByteArray expression()
    {
        switch (pick(12)) {
        case 0: return "\"" + inside() + "\"";
        case 1: return "1 AS `" + inside() + "`";
        case 2: return "1 /*" + any({"", "!", "!50001", "!99999", "M!100100", "M!999999", "+"}) + any({" ", " +1 ", " 'x' ", " + 'a''b' ", " /* n */ ", " -- x\n "}) + "*/";
        case 3: return "2 --1 ";
        case 4: return any({"3 -- ", "3 --\t", "3 # ", "3 --\n", "3 #\n"}) + inside() + "\n ";
        case 5: return "/*" + any({" ; ", " ' ", "*", "/", "", "\xbf"}) + "*/ 4";
        case 6: return "N'" + inside() + "'";
        case 7: return "_binary'" + inside() + "'";
        case 8: return "\\N";
        default: return "'" + inside() + "'";
        }
    }
    QByteArray script()
    {
        QByteArray text;
        for (int i = 1 + pick(4); i > 0; --i) {
            text += any({"SELECT ", "SELECT\n", "/*!50001 SELECT*/ ", "# x;\nSELECT ", "-- x;\nSELECT ", "/* ; */SELECT "}) + expression();
            for (int k = pick(3); k > 0; --k)
                text += ", " + expression();
            text += any({";", " ;", ";\n", "; ", ";;"});
        }
        return text;
    }

private:
    std::mt19937 m_random;
};

} // namespace

void TestMySplitterExact::initTestCase()
{
    m_server = std::make_unique<MariaDbServer>(QByteArrayList{}, MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder());
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    QVERIFY(m_server->connect()->execute("CREATE DATABASE d").ok());
}

void TestMySplitterExact::splitsAsTheServer_data()
{
    QTest::addColumn<int>("session");
    for (int i = 0; i < int(std::size(sessions)); ++i)
        QTest::addRow("%s %s", sessions[i].charset, sessions[i].sqlMode) << i;
}

// Sent in one go, and statement by statement as MySplitter finds them: the answers have to be the same.
void TestMySplitterExact::splitsAsTheServer()
{
    QFETCH(int, session);
    const Session& set = sessions[session];
    const Handle atOnce(*m_server, true), oneByOne(*m_server, false);
    for (const Handle* handle : {&atOnce, &oneByOne}) {
        QCOMPARE(handle->run("SET NAMES " + QByteArray(set.charset)), QByteArrayList{"ok"});
        QCOMPARE(handle->run("SET sql_mode='" + QByteArray(set.sqlMode) + "'"), QByteArrayList{"ok"});
    }
    Generator generator(unsigned(session) + 100);
    int whole = 0;
    QByteArrayList scripts{"SELECT '\xbf\x5c'; SELECT 2", "SELECT 1; SELECT '\\'; SELECT 2; -- '\nSELECT 3"};
    while (scripts.size() < 400)
        scripts += generator.script() + "\nSELECT 'the end'";
    for (const QByteArray& script : scripts) {
        bool isForServer = true;
        const QByteArrayList statements = splitAll(script, set.mode, &isForServer);
        // At a text's end the server takes "--" for a comment, in front of a semicolon not; the client drops every line that begins with it.
        if (!isForServer || script.contains("--;") || script.contains(";--"))
            continue;
        const QByteArrayList expected = atOnce.run(script);
        QByteArrayList answers;
        for (const QByteArray& statement : statements) {
            const QByteArrayList answer = oneByOne.run(statement);
            answers += answer;
            if (answers.endsWith("refused"))
                break;
        }
        whole += answers.endsWith("refused") ? 0 : 1;
        QVERIFY2(answers == expected, (script.toPercentEncoding(" ;'\"`\\/*!()\n,#") + "\n" + statements.join(" | ").toPercentEncoding(" ;'\"`\\/*!(),|") + "\n" + answers.join(" ; ") + "\n" + expected.join(" ; ")).constData());
    }
    QVERIFY2(whole > 50, qPrintable(QString::number(whole)));
}

void TestMySplitterExact::runsTheCommentsThatTheServerRuns_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* sql : {"/*! 1 */", "/*!50001 1 */", "/*!50699 1 */", "/*!50700 1*/ 2", "/*!80000 1*/ 2", "/*!99999 1*/ 2", "/*!100000 1 */", "/*!101100 1 */", "/*!130000 1*/ 2", "/*!999999 1*/ 2",
                            "/*M! 1 */", "/*M!50700 1 */", "/*M!101100 1 */", "/*M!999999 1*/ 2", "/*!5000 */", "/*!0500011 */", "/*!050001 1 */", "/*!1000001 */", "/*!99999 a /* b */ c */ 2",
                            "/*!99999 a /* b /* c */ d */ 2", "/*!50001 1 /* x */ */", "/*!50001 1 /*!99999 x */ */", "/*!50001 1 /*!50001 +2 */", "/*!99999 ' */ 2", "/*m! 1*/ 2", "/* /* */ 2",
                            "/*!99999 a /*!50001 b */ c */ 2", "/*!50701 1*/ 3 /*M!50701 +1 */", "/*!50001 1 + */ 2", "/*!50001 1 -- */ 5\n + 2*/", "/*!50001 '*/' */", "2 /*!99999 '*/ + 4 /*! + 5 */"})
        QTest::newRow(sql) << QByteArray(sql);
}

// The statement without what MyTokens leaves out answers the same.
void TestMySplitterExact::runsTheCommentsThatTheServerRuns()
{
    QFETCH(QByteArray, sql);
    const Handle handle(*m_server, false);
    const MyReader reader{MyReader::MariaDb, m_server->connect()->serverVersion()};
    sql.prepend("SELECT ");
    QByteArray plain;
    MyTokens tokens(sql, {}, reader);
    while (!tokens.peek().isEnd())
        plain += tokens.take().text.toByteArray() + ' ';
    QVERIFY(!tokens.hasOpenComment());
    QCOMPARE(handle.run(plain), handle.run(sql));
    QVERIFY(!handle.run(sql).contains("refused"));
    QVERIFY(myReaders(sql).size() == 1 || myReaders(sql).contains(MyReader{MyReader::MariaDb, 50699}));
}

// Scripts through the client, whose statements the server writes down: the same tokens, statement by statement.
void TestMySplitterExact::splitsAsTheClient()
{
    const auto connection = m_server->connect("d");
    const auto tokensOf = [](const QByteArray& statement) {
        QByteArray plain;
        for (MyTokens tokens(statement, {}, {MyReader::MariaDb, 101100}); !tokens.peek().isEnd();)
            plain += tokens.take().text.toByteArray() + ' ';
        while (plain.endsWith("; ")) // the server leaves it out of what it writes down
            plain.chop(2);
        return plain;
    };
    Generator generator(42);
    const QByteArrayList parts{"SELECT 1;", "SELECT 'a;b';\n", "\nDELIMITER ;;\n", "\ndelimiter ;\n", ";;", "\nDELIMITER //\n", "//\n", "\nDELIMITER $$\n", "$$\n", "CREATE TRIGGER x BEGIN SELECT 1; END", "-- c;\n",
                              "# c;'\n", "/* c; */", "/* c;\n c2 ' */\n", "SELECT 2 -- c;\n;", "SELECT 3 # c;\n ;\n", "--x;\nSELECT 4;", "SELECT \"it's;\", `a;b`, 'x\\';y';", "\n", " ", "\nuse d\n", "use d;\n",
                              "/*!50003 SELECT 5 */;\n", "/*!50003 SELECT 6; SELECT 7 */;\n", "SELECT 8 --9;\n", "SELECT 10 /*!50001 , 11 */ , /* ; */ 12;", "SELECT '\n;-- x\n';\n", "SELECT \\N;"};
    int compared = 0;
    for (int round = 0; round < 60; ++round) {
        QByteArray script;
        for (int i = 1 + generator.pick(15); i > 0; --i)
            script += generator.any(parts);
        QVERIFY(connection->execute("SET GLOBAL log_output='TABLE', general_log=0").ok());
        QVERIFY(connection->execute("TRUNCATE mysql.general_log").ok());
        QVERIFY(connection->execute("SET GLOBAL general_log=1").ok());
        m_server->runTool(u"mariadb"_s, {u"--force"_s, u"--binary-mode=0"_s, u"-A"_s, u"d"_s}, nullptr, script + "\n");
        QVERIFY(connection->execute("SET GLOBAL general_log=0").ok());
        const auto log = connection->execute("SELECT argument FROM mysql.general_log WHERE command_type='Query'");
        QVERIFY(log.ok());
        QByteArrayList sent, found;
        for (qsizetype i = 0; i < log->rows(); ++i) {
            const QByteArray statement = tokensOf(log->text(i, 0));
            if (!statement.isEmpty() && !statement.startsWith("SET GLOBAL") && !statement.startsWith("SELECT DATABASE ") && !statement.startsWith("select @ @") && !statement.startsWith("select @@"))
                sent += statement;
        }
        for (const QByteArray& statement : splitAll(script + "\n", {})) {
            const QByteArray tokens = tokensOf(statement);
            if (!tokens.isEmpty() && !tokens.startsWith("use "))
                found += tokens;
        }
        if (found.join().contains("DELIMITER")) // inside of a statement the client joins such a line with the next one
            continue;
        compared += int(found.size());
        QVERIFY2(found == sent, ("SCRIPT\n" + script + "\nOURS\n" + found.join("\n") + "\nCLIENT\n" + sent.join("\n")).constData());
    }
    QVERIFY2(compared > 100, qPrintable(QString::number(compared)));
}

void TestMySplitterExact::knowsCharactersAsTheServer_data()
{
    QTest::addColumn<QByteArray>("charset");
    for (const char* charset : {"big5", "gbk", "sjis", "cp932"})
        QTest::newRow(charset) << QByteArray(charset);
}

// Every pair of bytes in a literal: is it a character, or does a backslash act?
void TestMySplitterExact::knowsCharactersAsTheServer()
{
    QFETCH(QByteArray, charset);
    const Handle handle(*m_server, false);
    QCOMPARE(handle.run("SET NAMES " + charset), QByteArrayList{"ok"});
    const MyEncoding encoding = myEncodingOf(charset);
    QVERIFY(encoding != MyEncoding::Plain);
    for (int first = 0x80; first < 256; ++first) {
        QByteArray sql = "SELECT 0", expected = "ok|0";
        for (int second = 0x30; second < 256; ++second) {
            const QByteArray pair{char(first), char(second)};
            sql += ",HEX(_binary'" + pair + "\\\\')"; // a lone leading byte in front would take the backslash
            expected += '|' + myStringValue({MyToken::String, false, false, "'" + pair + "\\\\'", 0}, {encoding}).toHex().toUpper();
        }
        QCOMPARE(handle.run(sql), QByteArrayList{expected});
    }
}

QTEST_GUILESS_MAIN(TestMySplitterExact)
#include "tst_mysplitterexact.moc"
