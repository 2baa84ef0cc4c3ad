#include "ui/factform.h"
#include "ui/plaintext.h"

#include <QTest>
#include <QTextDocument>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestPlainText : public QObject
{
    Q_OBJECT

private slots:
    void aLabelShowsMarkupAsItsCharacters();
    void aLabelBreaksAWordOfAnyLength();
    void aLineBreakInATextCannotPassForALine();
    void aToolTipShowsMarkupAsItsCharacters();
    void aValueFieldShowsTheBeginningAndCannotBeEdited();
    void aFormKeepsItsFieldsWhenOnlyValuesChange();
};

void TestPlainText::aLabelShowsMarkupAsItsCharacters()
{
    PlainLabel label;
    label.setUntrustedText(u"<b>x</b>\u202e"_s);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.text(), u"<b>x</b>\\u{202e}"_s);
}

void TestPlainText::aLabelBreaksAWordOfAnyLength()
{
    PlainLabel label;
    label.setUntrustedText(QString(400, u'x'));
    const int lines = label.heightForWidth(300) / label.fontMetrics().lineSpacing();
    QVERIFY2(lines >= 5, qPrintable(QString::number(lines)));
    QVERIFY(label.minimumSizeHint().width() < 300);
}

void TestPlainText::aLineBreakInATextCannotPassForALine()
{
    PlainLabel label;
    label.setUntrustedLines({u"one\n2026 INFO fine"_s, u"two"_s});
    QCOMPARE(label.text(), u"one\\u{a}2026 INFO fine\ntwo"_s);
}

void TestPlainText::aToolTipShowsMarkupAsItsCharacters()
{
    QTextDocument shown; // what a tool tip draws with
    shown.setHtml(plainToolTip(u"<img src='x'>&amp; \"a\""_s));
    QCOMPARE(shown.toPlainText().remove(QChar(0x200b)), u"<img src='x'>&amp; \"a\""_s);
    QCOMPARE(plainToolTip({}), QString());
}

void TestPlainText::aValueFieldShowsTheBeginningAndCannotBeEdited()
{
    ValueField field;
    field.setUntrustedText(QString(10'000, u'y') + u"end"_s);
    QCOMPARE(field.cursorPosition(), 0);
    QVERIFY(field.minimumSizeHint().width() < 200);
    QTest::keyClicks(&field, u"typed"_s);
    QVERIFY(field.text().startsWith(u'y'));
}

void TestPlainText::aFormKeepsItsFieldsWhenOnlyValuesChange()
{
    FactForm form;
    form.setRows({{u"Path"_s, {u"/a"_s}}, {u"Empty"_s, {QString()}}, {u"Text"_s, {u"one"_s, u"two"_s}, true}});
    auto* path = form.findChild<ValueField*>();
    QVERIFY(path);
    QCOMPARE(form.findChildren<ValueField*>().size(), 1);
    path->setSelection(0, 2);
    form.setRows({{u"Path"_s, {u"/a"_s}}, {u"Text"_s, {u"three"_s}, true}});
    QCOMPARE(form.findChild<ValueField*>(), path);
    QCOMPARE(path->selectedText(), u"/a"_s);
    form.setRows({{u"Path"_s, {u"/b"_s}}, {u"Text"_s, {u"three"_s}, true}});
    QCOMPARE(path->text(), u"/b"_s);
}

QTEST_MAIN(TestPlainText)
#include "tst_plaintext.moc"
