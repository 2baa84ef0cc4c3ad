#include "app/terminaltext.h"

#include <QJsonDocument>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestTerminalText : public QObject
{
    Q_OBJECT

private slots:
    void chineseTakesTwoColumns();
    void aLongTextIsCutToItsColumns();
    void linesAreBrokenWithinTheirColumns_data();
    void linesAreBrokenWithinTheirColumns();
    void jsonKeepsItsMeaningAndNoEscapes();
};

void TestTerminalText::chineseTakesTwoColumns()
{
    QCOMPARE(columnsOf(u"恢复中 42 %"), 11);
    QCOMPARE(columnsOf(u"e\u0301"), 1);
    QCOMPARE(columnsOf(padded(u"成功"_s, 10)), 10);
    QCOMPARE(padded(u"too long"_s, 3), u"too long "_s);
}

void TestTerminalText::aLongTextIsCutToItsColumns()
{
    QCOMPARE(cut(u"short"_s, 5), u"short"_s);
    QCOMPARE(cut(u"shorter"_s, 5), u"shor…"_s);
    QCOMPARE(cut(u"恢复数据库"_s, 6), u"恢复…"_s);
}

void TestTerminalText::linesAreBrokenWithinTheirColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("one line") << u"a bc"_s << QStringList{u"a bc"_s};
    QTest::newRow("at spaces") << u"one two three four"_s << QStringList{u"one two"_s, u"three four"_s};
    QTest::newRow("between Chinese letters") << u"把备份恢复到数据库"_s << QStringList{u"把备份恢复"_s, u"到数据库"_s};
    QTest::newRow("a word that is too long stays whole") << u"a incomprehensibilities b"_s << QStringList{u"a"_s, u"incomprehensibilities"_s, u"b"_s};
}

void TestTerminalText::linesAreBrokenWithinTheirColumns()
{
    QFETCH(QString, text);
    QFETCH(QStringList, lines);
    QCOMPARE(wrapped(text, 10), lines);
}

void TestTerminalText::jsonKeepsItsMeaningAndNoEscapes()
{
    const QJsonObject object{{u"name"_s, u"x\u001b[2J\u202e\u009b\u2028表😀\"\\"_s}};
    const QByteArray line = jsonLine(object);
    QCOMPARE(line.count('\n'), 1);
    for (const char* harmful : {"\x1b", "\xe2\x80\xae", "\xc2\x9b", "\xe2\x80\xa8"})
        QVERIFY(!line.contains(harmful));
    QVERIFY(line.contains("表😀"));
    QCOMPARE(QJsonDocument::fromJson(line).object(), object);
}

QTEST_GUILESS_MAIN(TestTerminalText)
#include "tst_terminaltext.moc"
