#include "engines/script/mytokens.h"

#include <QTest>

using namespace bakferry;

/// Tokens, names and values of MariaDB's SQL, and what bytes of its character sets are.
class TestMyTokens : public QObject
{
    Q_OBJECT

private slots:
    void findsTokens_data();
    void findsTokens();
    void readsAsServersDo_data();
    void readsAsServersDo();
    void marksWhatHasAVersion();
    void findsValues();
    void takesNames();
    void convertsNames();
};

namespace {

const char letters[] = "EWNSHB#V.";

QByteArrayList tokensOf(QByteArrayView sql, MyLexMode mode = {}, MyReader reader = {})
{
    QByteArrayList found;
    for (MyTokens tokens(sql, mode, reader); !tokens.peek().isEnd();) {
        const MyToken token = tokens.take();
        found += letters[token.type] + token.text.toByteArray();
    }
    return found;
}

const MyLexMode gbk{MyEncoding::Gbk}, ansi{MyEncoding::Plain, true, true}, noEscapes{MyEncoding::Plain, false, false};

} // namespace

Q_DECLARE_METATYPE(bakferry::MyLexMode)
Q_DECLARE_METATYPE(bakferry::MyReader)

void TestMyTokens::findsTokens_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArrayList>("tokens");
    QTest::addColumn<MyLexMode>("mode");
    const auto row = [](const QByteArray& sql, const QByteArrayList& tokens, MyLexMode mode = {}) { QTest::addRow("%s %d%d", sql.toPercentEncoding(" '\"`").constData(), int(mode.encoding), mode.ansiQuotes) << sql << tokens << mode; };
    row("select a_$1 -- x\n, 2 # y\n;", {"Wselect", "Wa_$1", ".,", "#2", ".;"});
    row("'a''b\\'c' \"d\" `e``f`", {"S'a''b\\'c'", "S\"d\"", "N`e``f`"});
    row("'a''b\\'c' \"d\"", {"S'a''b\\'c'", "N\"d\""}, ansi);
    row("'a\\' b", {"S'a\\'", "Wb"}, noEscapes);
    row("n'x' N'y' x'41' 0x41 0b1 b'1' 0xg 1e3 1.5e-3 .5 1a", {"Sn'x'", "SN'y'", "Hx'41'", "H0x41", "B0b1", "Bb'1'", "W0xg", "#1e3", "#1.5e-3", "#.5", "W1a"});
    row("a.select t.1a `b`.x 'u'@'h' root@127.0.0.1 @v @'w' @@global.x", {"Wa", "..", "Wselect", "Wt", "..", "W1a", "N`b`", "..", "Wx", "S'u'", "V@'h'", "Wroot", "V@127.0.0.1", "V@v", "V@'w'", "V@@global", "..", "Wx"});
    row("1--2 1 --2", {"#1", ".-", ".-", "#2", "#1", ".-", ".-", "#2"});
    row("'\xbf\x5c' `\xbf`` \xbf\x5c;", {"S'\xbf\x5c'", "N`\xbf``", "W\xbf\x5c", ".;"}, gbk);
    row("'open", {"S'open"});
}

void TestMyTokens::findsTokens()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArrayList, tokens);
    QFETCH(MyLexMode, mode);
    QCOMPARE(tokensOf(sql, mode), tokens);
}

void TestMyTokens::readsAsServersDo_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<MyReader>("reader");
    QTest::addColumn<QByteArray>("words");
    const MyReader any, mariaDb{MyReader::MariaDb, 101119}, mySql{MyReader::MySql, 80036}, oldMySql{MyReader::MySql, 50640};
    const QByteArray sql = "a /*! b */ /*!50001 c */ /*!50701 d */ /*!80016 e */ /*!100100 f */ /*M! g */ /*M!100100 h */ /*M!130000 i */ /*!999999 j /* k */ l */ m";
    QTest::newRow("any") << sql << any << QByteArray("abcdefghijlm");
    QTest::newRow("MariaDB 10.11") << sql << mariaDb << QByteArray("abcfghm");
    QTest::newRow("MySQL 8.0") << sql << mySql << QByteArray("abcdem");
    QTest::newRow("MySQL 5.6") << sql << oldMySql << QByteArray("abcm");
    QTest::newRow("a quote in a comment that is not run") << QByteArray("a /*!99999 ' */ b /* ' */") << mariaDb << QByteArray("ab");
    QTest::newRow("and one that is") << QByteArray("a /*!50001 ' */ b /* ' */ c */ d") << mariaDb << QByteArray("a' */ b /* 'cd");
}

void TestMyTokens::readsAsServersDo()
{
    QFETCH(QByteArray, sql);
    QFETCH(MyReader, reader);
    QFETCH(QByteArray, words);
    QByteArray found;
    for (MyTokens tokens(sql, {}, reader); !tokens.peek().isEnd();) {
        const MyToken token = tokens.take();
        found += token.isSymbol('*') || token.isSymbol('/') ? QByteArray() : token.text.toByteArray();
    }
    QCOMPARE(found, words);
    bool isAmongReaders = false;
    for (const MyReader& one : myReaders(sql)) // whatever server it is, a check sees what it sees
        isAmongReaders = isAmongReaders || tokensOf(sql, {}, one) == tokensOf(sql, {}, reader);
    QVERIFY(isAmongReaders);
}

void TestMyTokens::marksWhatHasAVersion()
{
    MyTokens tokens("/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ TRIGGER /*! x");
    QVERIFY(tokens.take().versioned && tokens.take().versioned);
    while (!tokens.peek().isWord("TRIGGER"))
        tokens.take();
    QVERIFY(!tokens.take().versioned);
    QVERIFY(tokens.take().versioned);
    QVERIFY(tokens.peek().isEnd() && tokens.hasOpenComment());
    QVERIFY(MyTokens("/* x").hasOpenComment());
    QCOMPARE(myReaders("/*!40101 SET NAMES utf8 */ /* x */").size(), 1);
}

void TestMyTokens::findsValues()
{
    const auto value = [](QByteArrayView sql, MyLexMode mode = {}) { return myStringValue(MyTokens(sql, mode).peek(), mode); };
    QCOMPARE(value("'it''s\\n\\0\\Z\\%\\_\\x\\''"), QByteArray("it's\n\0\x1a\\%\\_x'", 13));
    QCOMPARE(value("'a\\n'", noEscapes), "a\\n");
    QCOMPARE(value("N\"x\""), QByteArray());
    QCOMPARE(value("N'x'"), "x");
    QCOMPARE(value("\"it's\"\"\""), "it's\"");
    QCOMPARE(value("'\xbf\x5c'", gbk), "\xbf\x5c");
    QCOMPARE(value("0x1ff"), "\x01\xff");
    QCOMPARE(value("x'414'"), "\x04\x14");
    QCOMPARE(value("b'100000001'"), "\x01\x01");
}

void TestMyTokens::takesNames()
{
    MyTokens tokens("`a``b` . c(");
    MyQualifiedName name;
    QVERIFY(takeMyName(tokens, name));
    QCOMPARE(name.database, "a`b");
    QCOMPARE(name.name, "c");
    QCOMPARE(name.begin, 0);
    QCOMPARE(name.nameBegin, 9);
    QCOMPARE(name.end, 10);
    QVERIFY(tokens.peek().isSymbol('('));
    QVERIFY(!takeMyName(tokens, name));
    MyTokens words("CREATE TABLE IF NOT EXISTS t");
    QVERIFY(words.takeWords({"CREATE", "TABLE"}) && !words.takeWords({"IF", "EXISTS"}) && words.takeWords({"IF", "NOT", "EXISTS"}));
    QCOMPARE(myIdentifier(MyTokens("@`x``y`").peek()), "x`y");
    QCOMPARE(myIdentifier(MyTokens("@'h'").peek()), "h");
}

void TestMyTokens::convertsNames()
{
    QCOMPARE(myToUtf8("\xd6\xd0", "gbk"), QByteArray("\xe4\xb8\xad"));
    QCOMPARE(myToUtf8("\x80\xe9", "latin1"), QByteArray("\xe2\x82\xac\xc3\xa9"));
    QCOMPARE(myFromUtf8("\xe4\xb8\xad", "GB18030"), QByteArray("\xd6\xd0"));
    QCOMPARE(myToUtf8("\xff", "utf8mb4"), std::optional<QByteArray>());
    QCOMPARE(myToUtf8("abc", "nosuchset"), QByteArray("abc"));
    QCOMPARE(myEncodingOf("GBK"), MyEncoding::Gbk);
    QCOMPARE(myEncodingOf("cp932"), MyEncoding::Sjis);
    QCOMPARE(myEncodingOf("utf8mb4"), MyEncoding::Plain);
    QVERIFY(isAsciiInMyCharset("gbk") && !isAsciiInMyCharset("ucs2") && !isAsciiInMyCharset("swe7"));
}

QTEST_GUILESS_MAIN(TestMyTokens)
#include "tst_mytokens.moc"
