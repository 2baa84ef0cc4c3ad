#include "engines/displaytext.h"

#include <QSet>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Untrusted names are shown so that nobody is fooled by them.
class TestDisplayText : public QObject
{
    Q_OBJECT

private slots:
    void bytesAreShown_data();
    void bytesAreShown();
    void textIsShown_data();
    void textIsShown();
    void nothingShownControlsTheTerminalOrTheDirection();
    void distinctBytesAreShownDistinct();
    void longTextIsCut();
};

void TestDisplayText::bytesAreShown_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("plain") << QByteArray("/srv/a b.sql") << u"/srv/a b.sql"_s;
    QTest::newRow("other scripts") << QByteArray("\xe8\xa1\xa8\xe5\x90\x8d.db") << u"表名.db"_s;
    QTest::newRow("beyond the basic plane") << QByteArray("\xf0\x9f\x92\xbe") << u"💾"_s;
    QTest::newRow("not UTF-8") << QByteArray("bad-\xff\xfe.sql") << u"bad-\\xff\\xfe.sql"_s;
    QTest::newRow("cut sequence") << QByteArray("a\xe8\xa1") << u"a\\xe8\\xa1"_s;
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << u"\\xc0\\xaf"_s;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << u"\\xed\\xa0\\x80"_s;
    QTest::newRow("newline") << QByteArray("a\nb") << u"a\\u{a}b"_s;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << u"a\\u{0}b"_s;
    QTest::newRow("escape sequence") << QByteArray("\x1b[2J") << u"\\u{1b}[2J"_s;
    QTest::newRow("right-to-left override") << QByteArray("a\xe2\x80\xaelqs") << u"a\\u{202e}lqs"_s;
    QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8" "b") << u"a\\u{2028}b"_s;
    QTest::newRow("mark-up is left as it is") << QByteArray("<b>&amp;") << u"<b>&amp;"_s;
}

void TestDisplayText::bytesAreShown()
{
    QFETCH(QByteArray, bytes);
    QTEST(displayBytes(bytes), "shown");
}

void TestDisplayText::textIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Täble 表"_s << u"Täble 表"_s;
    QTest::newRow("beyond the basic plane") << u"💾"_s << u"💾"_s;
    QTest::newRow("carriage return") << u"ok\rFAILED"_s << u"ok\\u{d}FAILED"_s;
    QTest::newRow("C1 control") << u"a\u009b2J"_s << u"a\\u{9b}2J"_s;
    QTest::newRow("isolates") << u"\u2066a\u2069"_s << u"\\u{2066}a\\u{2069}"_s;
    QTest::newRow("byte order mark") << u"\ufeffa"_s << u"\\u{feff}a"_s;
}

void TestDisplayText::textIsShown()
{
    QFETCH(QString, text);
    QTEST(displayText(text), "shown");
}

void TestDisplayText::nothingShownControlsTheTerminalOrTheDirection()
{
    for (char32_t c = 0; c < 0x3000; ++c) {
        const QString shown = displayText(QString::fromUcs4(&c, 1));
        for (const QChar character : shown) {
            const QChar::Category category = character.category();
            QVERIFY2(category != QChar::Other_Control && category != QChar::Separator_Line && category != QChar::Separator_Paragraph,
                     qPrintable(QString::number(uint(c), 16)));
            const QChar::Direction direction = character.direction();
            QVERIFY2(direction != QChar::DirRLO && direction != QChar::DirLRO && direction != QChar::DirRLE && direction != QChar::DirLRE
                         && direction != QChar::DirPDF && direction != QChar::DirRLI && direction != QChar::DirLRI
                         && direction != QChar::DirFSI && direction != QChar::DirPDI,
                     qPrintable(QString::number(uint(c), 16)));
        }
    }
}

void TestDisplayText::distinctBytesAreShownDistinct()
{
    QSet<QString> seen;
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            const char bytes[] = {char(a), char(b)};
            seen += displayBytes(QByteArrayView(bytes, 2));
        }
    }
    QCOMPARE(seen.size(), 256 * 256);
    // A name may spell an escape out itself; it must not look like the byte it spells.
    QVERIFY(displayBytes("\\xff") != displayBytes("\xff"));
    QVERIFY(displayText(u"\\u{a}") != displayText(u"\n"));
    QCOMPARE(displayBytes("\\xff"), u"\\u{5c}xff"_s);
    QCOMPARE(displayText(u"💾\\u{a}"), u"💾\\u{5c}u{a}"_s);
    QVERIFY(displayBytes("\\u{5c}xff") != displayBytes("\\xff"));
    QCOMPARE(displayBytes("\\\\server\\users\\x.bak"), u"\\\\server\\users\\x.bak"_s); // ordinary paths stay readable
}

void TestDisplayText::longTextIsCut()
{
    QCOMPARE(displayBytes(QByteArray(1000, 'a'), 10), u"aaaaaaaaaa…"_s);
    QCOMPARE(displayText(QString(1000, u'a'), 10), u"aaaaaaaaaa…"_s);
    QCOMPARE(displayBytes("exactly 10", 10), u"exactly 10"_s);
    QCOMPARE(displayText(u"exactly 10", 10), u"exactly 10"_s);
    QVERIFY(displayBytes(QByteArray(1'000'000, '\xff')).size() < 520);
}

QTEST_GUILESS_MAIN(TestDisplayText)
#include "tst_displaytext.moc"
